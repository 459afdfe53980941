"""``retrosheet update``: what people did made whole, and a changed archetype merged."""

from __future__ import annotations

import contextlib
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retrosheet.cli.command import Command, json_option, lang_option, option, today_option
from retrosheet.cli.options.clock import today as day_of
from retrosheet.cli.options.language_choice import check_language
from retrosheet.cli.options.problems import Problems
from retrosheet.cli.places.google_connection import connection_options
from retrosheet.cli.places.opened import WORKBOOK
from retrosheet.cli.places.plan_source import place_of
from retrosheet.cli.terminal.lettering import wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.cli.terminal.streams import say, say_json, wrote
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from retrosheet.archetype.model import Archetype
    from retrosheet.campaign import Campaign
    from retrosheet.cli.places.update_places import UpdatePlace
    from retrosheet.update.plan import Update
    from retrosheet.update.present import Present
    from retrosheet.update.rows import Side
    from retrosheet.update.whole import Wanted
    from retrosheet.workbook.rewriting import Rewriting
    from retrosheet.workbook.tables import Table

_DOES = Text(
    "Rend entier un plan sur lequel on a travaillé : lignes insérées, tâches ajoutées, dépendances "
    "changées, lignes supprimées, nouvelles personnes deviennent du plan vivant, et les lignes "
    "libres reviennent. Avec --archetype, reprend aussi ce qui a changé dans le type de campagne : "
    "ce que vous avez changé reste, et ce qui a changé des deux côtés est montré. Vos onglets, "
    "colonnes, couleurs et notes restent ; seules vos formules suivent les cellules qui se "
    "déplacent. La version d’avant reste à côté, en .before-update.bak ; celle d’une feuille "
    "Google, dans l’historique des versions.",
    "Makes a plan that people have worked in whole: inserted rows, added tasks, changed needs, "
    "deleted rows and new people become part of the living plan, and the spare lines come back. "
    "With --archetype, it also takes over what changed in the campaign type: what you changed "
    "stays, and what changed on both sides is shown. Your tabs, columns, colours and notes stay; "
    "only your formulas follow the cells that move. The version before stays beside it, as "
    ".before-update.bak; that of a Google sheet in its version history.",
)
_BOTH = Text("--ours ou --theirs : gardez l’un des deux.", "--ours or --theirs: keep one of them.")
_NO_ARCHETYPE = Text(
    "--with et --without demandent le type de campagne, et « {name} » n’est pas dans la "
    "bibliothèque : ajoutez --archetype FICHIER.yaml.",
    '--with and --without need the campaign type, and "{name}" is not in the library: add '
    "--archetype FILE.yaml.",
)
_NOTE_ALONE = Text("--note va avec --baseline.", "--note goes with --baseline.")
_NOTHING = Text("{path} est à jour : rien à faire.", "{path} is up to date: nothing to update.")
_OPEN = Text(
    "{path} : rien d’autre à faire, {n} décisions restent ouvertes.",
    "{path}: nothing else to do, {n} decisions stay open.",
)
_WOULD = Text("Rien n’a été écrit (--dry-run).", "Nothing was written (--dry-run).")
_DECIDE = Text("À décider dans {path}", "To be decided in {path}")
_DECIDE_HOW = Text(
    "Pour décider : --ours, --theirs, ou ligne par ligne avec --dry-run --decisions FICHIER.yaml.",
    "To decide: --ours, --theirs, or line by line with --dry-run --decisions FILE.yaml.",
)
_MOST_DATES = 12
_MORE = Text("… et {n} autres.", "… and {n} more.")


def command(lang: Lang) -> click.Command:
    def flag(name: str, about: Text) -> click.Option:
        return option(lang, name, is_flag=True, about=about)

    own = (
        option(
            lang,
            "--archetype",
            metavar="ARCHETYPE",
            about=Text(
                "Reprendre ce que ce type de campagne dit aujourd’hui.",
                "Take over what this campaign type says today.",
            ),
        ),
        option(
            lang, "--with", "with_blocks", metavar="BLOCK", multiple=True,
            about=Text("Ajouter un bloc facultatif.", "Add an optional block."),
        ),
        option(
            lang, "--without", "without_blocks", metavar="BLOCK", multiple=True,
            about=Text("Retirer un bloc facultatif.", "Leave out an optional block."),
        ),
        option(
            lang, "--launch", metavar="DATE",
            about=Text("Déplacer le jour J.", "Move launch day."),
        ),
        option(
            lang, "--country", metavar="CC",
            about=Text("Jours fériés d’un autre pays.", "Public holidays of another country."),
        ),
        option(
            lang, "--spare", metavar="N",
            about=Text("Lignes libres à la fin de chaque phase.",
                       "Spare lines at the end of each phase."),
        ),
        flag("--ours", Text("Changé des deux côtés : le vôtre.", "Changed on both sides: yours.")),
        flag(
            "--theirs",
            Text("Changé des deux côtés : le type de campagne.",
                 "Changed on both sides: the campaign type’s."),
        ),
        option(
            lang, "--decisions", metavar="FILE.yaml",
            about=Text(
                "Décisions ligne par ligne ; --dry-run écrit le fichier.",
                "Decisions line by line; --dry-run writes the file.",
            ),
        ),
        flag(
            "--baseline",
            Text("Prendre les dates d’aujourd’hui pour plan convenu.",
                 "Take today’s dates as the agreed plan."),
        ),
        option(
            lang, "--note", metavar="TEXT",
            about=Text("Pourquoi, avec --baseline.", "Why, with --baseline."),
        ),
        flag("--dry-run", Text("Tout dire, ne rien écrire.", "Say everything, write nothing.")),
    )  # fmt: skip
    return Command(
        "update",
        lang,
        partial(_update, lang),
        [
            click.Argument(["file"], required=False, metavar="FILE.xlsx|URL"),
            *own,
            *connection_options(lang),
            json_option(lang),
            today_option(lang),
            lang_option(lang),
        ],
        usage="FILE.xlsx|URL [OPTIONS]",
        does=_DOES,
        arguments=WORKBOOK,
        examples=(
            "retrosheet update plan.xlsx --dry-run",
            "retrosheet update plan.xlsx --archetype event",
            "retrosheet update plan.xlsx --launch 2027-04-12",
            'retrosheet update plan.xlsx --baseline --note "Validé en comité"',
            "retrosheet update https://docs.google.com/spreadsheets/d/1AbC…/edit --dry-run",
        ),
    )


def _update(
    ours: Lang, /, *, file: str | None, dry_run: bool, as_json: bool, **typed: Any
) -> int:  # fmt: skip
    from retrosheet.archetype.named import load_named
    from retrosheet.cli.options.plan_request import country_of, spare_lines
    from retrosheet.cli.options.typed_dates import option_date
    from retrosheet.update.whole import Wanted

    problems = Problems()
    problems.tried(check_language, typed["lang"], ours)
    place = problems.tried(place_of, file, "update plan.xlsx", ours)
    today = problems.tried(day_of, typed["today"], ours)
    launch = typed["launch"] and problems.tried(option_date, typed["launch"], "--launch", ours)
    archetype = typed["archetype"] and problems.tried(load_named, typed["archetype"], ours)
    country = typed["country"] and (country_of(typed["country"], ours) or "none")
    spare = None if typed["spare"] is None else spare_lines(typed["spare"], ours, problems)
    if typed["ours"] and typed["theirs"]:
        problems.add(_BOTH.to(ours))
    if typed["note"] and not typed["baseline"]:
        problems.add(_NOTE_ALONE.to(ours))
    problems.raise_any()
    assert place is not None
    assert today is not None
    wanted = Wanted(launch or None, country or None, spare=spare, baseline=typed["baseline"],
                    note=typed["note"] or "")  # fmt: skip
    with _opened(place, typed, ours) as there:
        job = _Job(there, archetype or None, typed, wanted, today, ours)
        job.plan(dry_run=dry_run)
        written = not dry_run and job.written()
    if written:
        wrote(there.name)
    if as_json:
        say_json(_document(job.update, written, ours))
    else:
        say("\n".join(job.lines(written, dry_run=dry_run)))
    return 0


@contextlib.contextmanager
def _opened(place: Path | str, typed: Mapping[str, Any], lang: Lang) -> Iterator[UpdatePlace]:
    from retrosheet.cli.places.update_places import UpdatedFile, UpdatedSheet

    if isinstance(place, Path):
        yield UpdatedFile(place, lang)
        return
    from retrosheet.cli.places.google_connection import connected

    with connected(lang, typed["credentials"], verbose=typed["verbose"]) as transport:
        yield UpdatedSheet(transport, place, lang)


class _Job:
    """One update of a workbook, from reading to writing."""

    def __init__(
        self, place: UpdatePlace, archetype: Archetype | None, typed: Mapping[str, Any],
        wanted: Wanted, today: dt.date, lang: Lang,
    ) -> None:  # fmt: skip
        self.place, self.archetype, self.typed = place, archetype, typed
        self.wanted, self.today, self.lang = wanted, today, lang
        self.decided: Path | None = None

    def plan(self, tables: Mapping[str, Table] | None = None, *, dry_run: bool) -> None:
        """Works out the update of what has been read; with --dry-run, writes the decisions."""
        from retrosheet.update.present import present_of

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
        from retrosheet.update.decided import decisions_text, read_decisions
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

    def lines(self, written: bool, *, dry_run: bool) -> list[str]:
        """All of it in words, then what became of the workbook."""
        from retrosheet.update.words import HEADS, lines

        update = self.update
        moved = HEADS["moved"].to(self.lang)
        terminal = stdout_terminal()
        found: list[str] = []
        said = lines(update, self.present.remarks, self.lang)
        for head, group in groupby(said, key=lambda line: line[0]):
            texts = [text for _, text in group]
            found += ["", head]
            cut = _MOST_DATES if head == moved and not dry_run else len(texts)
            for text in texts[:cut]:
                found += wrapped(text, terminal.width, indent="    ", first="  ")
            if texts[cut:]:
                found.append(f"  {_MORE.to(self.lang).format(n=len(texts) - cut)}")
        waiting = [one for one in update.merged.conflicts if one.chosen is None]
        count = len(waiting) + len(update.merged.questions)
        if count:
            how = _DECIDE.to(self.lang).format(path=self.decided) if self.decided else ""
            found += ["", *wrapped(how or _DECIDE_HOW.to(self.lang), terminal.width)]
        found += ["", *wrapped(self._end(written, count, dry_run=dry_run), terminal.width)]
        return found[1:] if found[0] == "" else found

    def _end(self, written: bool, count: int, *, dry_run: bool) -> str:
        if not self.update.changes:
            said = _OPEN if count else _NOTHING
            return said.to(self.lang).format(path=self.place.name, n=count)
        if dry_run:
            return _WOULD.to(self.lang)
        assert written
        return self.place.wrote()


def _text(path: Path, lang: Lang) -> str:
    try:
        return path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        text = Text("« {path} » ne se lit pas.", 'Cannot read "{path}".').to(lang)
        raise InvalidInput(text.format(path=path)) from error


def _document(update: Update, written: bool, lang: Lang) -> dict[str, Any]:
    from retrosheet.update.words import change_line, conflict_line, question_line

    return {
        "wrote": written,
        "changes": [
            {"what": one.what, "id": one.id, "title": one.title, "message": change_line(one, lang)}
            for one in update.changes
        ],
        "conflicts": [
            {"id": one.id, "title": one.title, "unit": one.unit, "chosen": one.chosen,
             "message": conflict_line(one, lang)}
            for one in update.merged.conflicts
        ],
        "questions": [
            {"id": one.id, "row": one.row, "message": question_line(one, lang)}
            for one in update.merged.questions
        ],
        "moved": [
            {"id": one.id, "title": one.title, "before": [day.isoformat() for day in one.before],
             "after": [day.isoformat() for day in one.after]}
            for one in update.moved
        ],
    }  # fmt: skip
