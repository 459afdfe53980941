"""One sync of a workbook, from reading to writing, wherever it lies.

The places are in modules of their own: ``file_place`` and ``google_place``.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple, Protocol

from retrosheet.cli.options.clock import today as day_of
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text
from retrosheet.sync.assess import assess
from retrosheet.sync.changes import Changes, plan_changes
from retrosheet.sync.reading import read_snapshot

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from retrosheet.cli.terminal.shown import Terminal
    from retrosheet.sync.findings import Findings
    from retrosheet.sync.snapshot import Snapshot
    from retrosheet.workbook.tables import Table

_VANISHED = Text(
    "« {path} » : {gone} des {all} tâches ont disparu du plan, rien n’a été écrit. Si elles ont "
    "été supprimées exprès, ajoutez --force ; sinon, reprenez une copie antérieure du classeur.",
    '"{path}": {gone} of the {all} tasks are gone from the plan, nothing was written. If they were '
    "deleted on purpose, add --force; if not, go back to an earlier copy of the workbook.",
)


class Synced(NamedTuple):
    """What a sync found, what it changes, and whether that was written."""

    findings: Findings
    changes: Changes
    wrote: bool


class Seen(NamedTuple):
    """A workbook as it was read, and what there is to say about it."""

    tables: Mapping[str, Table]
    snapshot: Snapshot
    findings: Findings


class PlanPlace(Protocol):
    """Where a workbook lies: read once, written to once at most.

    ``name`` says which one is meant, ``title`` heads the report, ``link`` opens it in a browser, ""
    where none does. ``more`` reads what lies under other names, which need not be there. ``own``
    leaves, of all that a sync changes, what it has to write there; ``last_lines`` say what became
    of it, where the version before is, or what would be written. ``tidy`` clears what killed runs
    have left, where there is nothing to write. Reading and writing raise InvalidInput or NoAccess,
    with nothing written.
    """

    @property
    def name(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def link(self) -> str: ...

    def tables(self) -> Mapping[str, Table]: ...

    def more(self, names: Sequence[str]) -> Mapping[str, Table]: ...

    def own(self, changes: Changes) -> Changes: ...

    def write(self, changes: Changes) -> bool: ...

    def tidy(self) -> None: ...

    def last_lines(self, done: Synced, terminal: Terminal, *, dry_run: bool) -> list[str]: ...


def synced_at(
    place: PlanPlace, today: dt.date | None, lang: Lang, *, dry_run: bool, force: bool = False
) -> Synced:
    """Reads a workbook, assesses it, and writes what is new, unless ``dry_run``.

    The day is ``today``, else the one frozen in the workbook's settings, else the machine's.
    Raises InvalidInput or NoAccess, with nothing written.
    """
    seen = seen_at(place, today, lang, force=force)
    changes = changes_at(place, seen, lang)
    wrote = False
    if changes.cells and not dry_run:
        wrote = place.write(changes)
    elif not dry_run:
        place.tidy()
    return Synced(seen.findings, changes, wrote)


def seen_at(place: PlanPlace, today: dt.date | None, lang: Lang, *, force: bool = False) -> Seen:
    """Reads a workbook and assesses it; the day is chosen as in ``synced_at``.

    Raises InvalidInput or NoAccess, also where most of the plan is gone, unless ``force``.
    """
    tables = place.tables()
    snapshot = read_snapshot(tables, lang)
    gone, alive = (
        len(snapshot.deleted),
        sum(line.task.placement != "free" for line in snapshot.lines),
    )
    if gone > alive and not force:
        said = _VANISHED.to(lang).format(path=place.name, gone=gone, all=gone + alive)
        raise InvalidInput(said)
    findings = assess(snapshot, today or snapshot.today or day_of(None, lang), lang)
    return Seen(tables, snapshot, findings)


def with_campaign(seen: Seen, draw: Callable[[], str]) -> Seen:
    """What was seen, with a name that tells the campaign from all others; drawn only once."""
    summary = seen.snapshot.summary
    if summary.campaign:
        return seen
    named = replace(seen.snapshot, summary=summary._replace(campaign=draw()))
    return seen._replace(snapshot=named)


def drawn() -> str:
    """A name that no other campaign has."""
    import secrets

    return secrets.token_hex(8)


def changes_at(place: PlanPlace, seen: Seen, lang: Lang) -> Changes:
    """What has to be written so that the workbook shows and remembers what was seen."""
    return place.own(plan_changes(seen.tables, seen.snapshot, seen.findings, lang))
