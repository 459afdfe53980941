"""One sync of a file, from reading to writing: what the command and the demo share."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.cli.clock import today as day_of
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text
from retrosheet.sync.assess import assess
from retrosheet.sync.changes import Changes, plan_changes
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.xlsx.read import read

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from retrosheet.sync.findings import Findings

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


def synced(
    path: Path, today: dt.date | None, lang: Lang, *, dry_run: bool, force: bool = False
) -> Synced:
    """Reads a workbook, assesses it, and writes what is new, unless ``dry_run``.

    The day is ``today``, else the one frozen in the workbook's settings, else the machine's.
    Raises InvalidInput or NoAccess, with nothing written.
    """
    book = read(path, NAMES, lang)
    snapshot = read_snapshot(book.tables, lang)
    gone, alive = (
        len(snapshot.deleted),
        sum(line.task.placement != "free" for line in snapshot.lines),
    )
    if gone > alive and not force:
        raise InvalidInput(_VANISHED.to(lang).format(path=path, gone=gone, all=gone + alive))
    findings = assess(snapshot, today or snapshot.today or day_of(None, lang), lang)
    changes = plan_changes(book.tables, snapshot, findings, lang)
    wrote = False
    if changes.cells and not dry_run:
        from retrosheet.xlsx.patch import apply

        wrote = apply(path, book.fingerprint, changes.writing, lang)
    return Synced(findings, changes, wrote)
