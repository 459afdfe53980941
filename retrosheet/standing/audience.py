"""What somebody outside the team does not see: internal comments, unreadable cells, money, names.

Comments go before anything is assessed, as what is said about a blocked task quotes its comment.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from retrosheet.sync.snapshot import DoubtKind

if TYPE_CHECKING:
    from retrosheet.standing.model import Standing
    from retrosheet.sync.snapshot import Snapshot


_DOUBTS = get_args(DoubtKind)


def for_client(snapshot: Snapshot) -> Snapshot:
    """The workbook without its comments, and without what only its makers have to correct.

    What the last syncs noted of that goes too, or its absence would be news: « back on track ».
    """
    lines = tuple(replace(line, comment="") for line in snapshot.lines)
    remembered = {
        task_id: task._replace(verdict=_told(task.verdict))
        for task_id, task in snapshot.remembered.items()
    }
    log = tuple(
        entry._replace(before=_told(entry.before))
        for entry in snapshot.log
        if entry.after not in _DOUBTS
    )
    return replace(snapshot, lines=lines, doubts=(), remembered=remembered, log=log)


def _told(verdict: str) -> str:
    return "" if verdict in _DOUBTS else verdict


def without_names(snapshot: Snapshot) -> Snapshot:
    """The workbook as if nobody owned anything."""
    lines = tuple(replace(line, owner="", owners=()) for line in snapshot.lines)
    return replace(snapshot, lines=lines)


def without_money(standing: Standing) -> Standing:
    """The standing without its budget."""
    return replace(standing, budget=())


def without_measurers(standing: Standing) -> Standing:
    """The standing without the names of those who measure its indicators."""
    indicators = tuple(indicator._replace(owner="") for indicator in standing.indicators)
    return replace(standing, indicators=indicators)
