"""One update of a workbook: read, planned with what somebody has decided, written."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from retrosheet.archetype.model import Archetype
    from retrosheet.campaign import Campaign
    from retrosheet.cli.places.update_places import UpdatePlace
    from retrosheet.update.plan import Update
    from retrosheet.update.present import Present
    from retrosheet.update.rows import Side
    from retrosheet.update.whole import Wanted
    from retrosheet.workbook.rewriting import Rewriting
    from retrosheet.workbook.tables import Table

_NO_ARCHETYPE = Text(
    "--with et --without demandent le type de campagne, et « {name} » n’est pas dans la "
    "bibliothèque : ajoutez --archetype FICHIER.yaml.",
    '--with and --without need the campaign type, and "{name}" is not in the library: add '
    "--archetype FILE.yaml.",
)


class Job:
    """One update, from reading to writing.

    ``decided`` is where decisions were left to make, ``unused`` are those that met nothing.
    """

    def __init__(
        self, place: UpdatePlace, archetype: Archetype | None, typed: Mapping[str, Any],
        wanted: Wanted, today: dt.date, lang: Lang,
    ) -> None:  # fmt: skip
        self.place, self.archetype, self.typed = place, archetype, typed
        self.wanted, self.today, self.lang = wanted, today, lang
        self.decided: Path | None = None
        self.unused: list[str] = []

    def plan(self, tables: Mapping[str, Table] | None = None, *, dry_run: bool) -> None:
        """Works out the update of what has been read; with --dry-run, writes the decisions."""
        from retrosheet.update.reading import present_of

        tables = self.place.tables() if tables is None else tables
        self.present: Present = present_of(
            tables, self.place.label, self.lang, titles=self.place.titles
        )
        self.update = self._planned(dry_run=dry_run)

    def written(self) -> bool:
        """Whether anything was written."""
        from retrosheet.update.plan import rewriting_of

        if not self.update.changes:
            self.place.tidy()
            return False

        def again(tables: Mapping[str, Table]) -> Rewriting | None:
            self.plan(tables, dry_run=False)
            return rewriting_of(self.update) if self.update.changes else None

        return self.place.write(rewriting_of(self.update), again)

    def _planned(self, *, dry_run: bool) -> Update:
        from retrosheet.update.decided import decisions_text, read_decisions, unused
        from retrosheet.update.plan import merged_with, planned
        from retrosheet.update.rows import Decisions
        from retrosheet.update.theirs import campaign_of

        archetype, typed, wanted = self.archetype, self.typed, self.wanted
        blocks = tuple(typed["with_blocks"]), tuple(typed["without_blocks"])
        named = self._named()
        if archetype is None and any(blocks):
            if named is None:
                name = self.present.snapshot.archetype
                raise InvalidInput(_NO_ARCHETYPE.to(self.lang).format(name=name))
            archetype = named
        theirs: Campaign | None = None
        if archetype is not None:
            theirs = campaign_of(archetype, self.present, wanted.launch, *blocks)
        base = None
        if self.present.made is None and named is not None:
            base = campaign_of(named, self.present, None)
        prefer: Side | None = "ours" if typed["ours"] else "theirs" if typed["theirs"] else None
        decisions = Decisions(prefer)
        path = typed["decisions"] and Path(typed["decisions"])
        if path and not dry_run:
            merged, _ = merged_with(self.present, theirs, base, decisions)
            rows = {question.id: question.row for question in merged.questions}
            decisions = read_decisions(_text(path, self.lang), str(path), prefer, rows, self.lang)
        update = planned(
            self.present, self.today, self.lang, theirs=theirs, base=base, wanted=wanted,
            decisions=decisions,
        )  # fmt: skip
        self.unused = unused(decisions, update.merged)
        if path and dry_run:
            from retrosheet.files.atomic import replace_file

            replace_file(path, decisions_text(update.merged, self.lang).encode(), self.lang)
            self.decided = path
        return update

    def _named(self) -> Archetype | None:
        """The archetype of the library that the workbook names."""
        from retrosheet.archetype import library
        from retrosheet.archetype.load import load

        name = self.present.snapshot.archetype
        if not name or name not in {found.name for found in library.available()}:
            return None
        return load(library.find(name, self.lang), self.lang)


def _text(path: Path, lang: Lang) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        text = Text("« {path} » ne se lit pas.", 'Cannot read "{path}".').to(lang)
        raise InvalidInput(text.format(path=path)) from error
