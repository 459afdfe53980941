"""What the deleted hidden tab _engine said of the tasks, told by what is left of the plan.

People's cells say nearly all of it: IDs, titles, needs, dates from launch. What they do not show
(a task's kind, calendar days, a supplier's fixed length) comes from what the plan was made of, from
the campaign type of the library whose tasks these are, or else from how the cells look.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from functools import cache
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import needs_text
from retrosheet.campaign import Task
from retrosheet.campaign.placements import with_placements
from retrosheet.language import Lang, usual_locale
from retrosheet.layout.engine.columns import FACTS
from retrosheet.layout.engine.scalars import FORMAT_VERSION
from retrosheet.sync.cells import Keyed, blank, closes, heading_row, shown
from retrosheet.sync.needs import read_cell
from retrosheet.sync.readers import MEANT
from retrosheet.workbook.baseline import COLUMNS, WHOLE
from retrosheet.workbook.needs import SLOTS
from retrosheet.workbook.serials import serial
from retrosheet.workbook.tables import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from retrosheet.campaign.made import Row
    from retrosheet.workbook.baseline import Move
    from retrosheet.workbook.foreign import ForeignTab
    from retrosheet.workbook.tables import Value

_TITLE = "_engine"
_CALENDAR = "cal"
"""What the number format of a length says that counts all days, in either language."""


class Known(NamedTuple):
    """What a task is known to be besides what its row says."""

    kind: str = "task"
    calendar_days: bool = False
    any_day: bool = False
    incompressible: bool = False
    soon: bool = False


def known_from_made(rows: Mapping[str, Row]) -> dict[str, Known]:
    """What the plan was made of, by ID."""
    return {
        row_id: Known(row.kind, row.timing.calendar_days, row.timing.any_day, row.incompressible)
        for row_id, row in rows.items()
    }


def known_from_tasks(tasks: Mapping[str, Task]) -> dict[str, Known]:
    """What a campaign type makes of the same tasks, by ID."""
    return {
        task.id: Known(
            task.kind, task.calendar_days, task.any_day, task.incompressible,
            task.placement == "soon" and not task.after_launch,
        )
        for task in tasks.values()
    }  # fmt: skip


def engine_tables(
    plan: Keyed, look: Callable[[], ForeignTab], known: Mapping[str, Known], archetype: str,
    lang: Lang,
) -> dict[str, Table]:  # fmt: skip
    """The engine's table and its single values, as readers would find them under their names.

    ``look`` gives the plan's tab with how its cells look, ``known`` what is known of its tasks by
    ID.
    """
    look = cache(look)
    rows = list(_rows(plan))
    ids = {row_id.casefold(): row_id for _, row_id, _ in rows}
    tasks: list[Task] = []
    free: list[str] = []
    for index, row_id, title in rows:
        if title:
            tasks.append(_task(plan, look, index, row_id, ids, known.get(row_id)))
        else:
            free.append(row_id)
    header = tuple(Cell(key) for key in FACTS)
    lines = [_line(task) for task in with_placements(tasks)]
    lines += [_line(Task(row_id, 0, "", "", placement="free")) for row_id in free]
    scalars: dict[str, Value] = {
        "version": float(FORMAT_VERSION), "archetype": archetype, "lang": lang,
        "locale": usual_locale(lang), "network": 1.0,
    }  # fmt: skip
    pairs = tuple((Cell(key), Cell(value)) for key, value in scalars.items())
    return {
        "rs_engine": Table(_TITLE, 0, 0, (header, *lines), len(lines) + 1, len(FACTS)),
        "rs_scalars": Table(_TITLE, 0, 0, pairs, len(pairs), 2),
        "rs_version": Table(_TITLE, 0, 0, ((Cell(float(FORMAT_VERSION)),),), 1, 1),
    }


def first_plan(plan: Keyed, moves: Sequence[Move], today: dt.date) -> Table | None:
    """The first plan as far as the plan still shows when each task was first due; None where it
    does not.

    A task began as long before that day as it begins now before its due date. Launch day was the
    one that most of those days were counted from, and the plan was agreed on when the first move
    of launch day was noted, or ``today``, at the latest.
    """
    lines: list[tuple[str, float, float]] = []
    launches: Counter[float] = Counter()
    for index, row_id, title in _rows(plan):
        due, start, offset = (_number_in(plan, index, key) for key in ("due", "start", "offset"))
        first = _number_in(plan, index, "first_due")
        if not title or first is None:
            continue
        length = due - start if due is not None and start is not None else 0
        lines.append((row_id, first - max(0, length), first))
        if offset is not None:
            launches[first - offset] += 1 + (offset == 0)
    if not lines or not launches:
        return None
    kept = serial(moves[0].day if moves else today)
    rows: list[tuple[Value, ...]] = [
        COLUMNS, (WHOLE, kept, launches.most_common(1)[0][0]), *lines,
    ]  # fmt: skip
    cells = tuple(tuple(Cell(value) for value in row) for row in rows)
    return Table(_TITLE, 0, 0, cells, len(cells), len(COLUMNS))


def _number_in(plan: Keyed, index: int, key: str) -> float | None:
    cell = plan.cell(index, key)
    return cell.value if isinstance(cell.value, float) and not cell.error else None


def _rows(plan: Keyed) -> Iterator[tuple[int, str, str]]:
    """The rows with an ID, each with its ID and title; of two with one ID the first."""
    seen: set[str] = set()
    header = heading_row(plan)
    for index in range(1, len(plan.table.rows)):
        row_id, title = shown(plan.cell(index, "id")), shown(plan.cell(index, "title"))
        if closes(plan, index):
            return
        if row_id and index != header and row_id.casefold() not in seen:
            seen.add(row_id.casefold())
            yield index, row_id, title


def _task(
    plan: Keyed, look: Callable[[], ForeignTab], index: int, row_id: str, ids: Mapping[str, str],
    known: Known | None,
) -> Task:  # fmt: skip
    row = plan.table.row + index

    def seen(key: str) -> tuple[int, int]:
        return row, plan.table.column + plan.at.get(key, -1)

    known = known or _by_look(plan, look(), index, seen("title"), seen("duration"))
    needs = read_cell(shown(plan.cell(index, "needs")), ids, SLOTS).needs
    offset = _number(plan, index, "offset", offset=True)
    length, margin = (_number(plan, index, key) for key in ("duration", "margin"))
    return Task(
        row_id, 0, shown(plan.cell(index, "title")), "",
        kind=known.kind,  # type: ignore[arg-type]
        duration=1 if length is None else ceil(length),
        calendar_days=known.calendar_days,
        any_day=known.any_day,
        incompressible=known.incompressible,
        needs=tuple(need for need in needs if need.id != row_id),
        offset=None if offset is None else floor(offset),
        margin=0 if margin is None else ceil(margin),
        placement="soon" if known.soon else "late",
        parent=shown(plan.cell(index, "parent")),
        split=plan.cell(index, "kind").value == "s",
    )  # fmt: skip


def _number(plan: Keyed, index: int, key: str, *, offset: bool = False) -> float | None:
    cell = plan.cell(index, key)
    if blank(cell) or cell.value is None:
        return None
    return (MEANT.offset if offset else MEANT.days)(cell.value)


def _by_look(
    plan: Keyed, look: ForeignTab, index: int, title: tuple[int, int], length: tuple[int, int]
) -> Known:
    """A milestone's title is bold, as that of a split task; a length in calendar days says so."""
    drawn = plan.cell(index, "kind").value
    return Known(
        "milestone" if drawn == "m" or (drawn != "s" and look.at(*title).bold) else "task",
        calendar_days=_CALENDAR in look.at(*length).number_format,
        incompressible=drawn == "w",
    )


def _line(task: Task) -> tuple[Cell, ...]:
    said: dict[str, Value] = {
        "id": task.id, "title": task.title, "kind": task.kind, "placement": task.placement,
        "needs": needs_text(task.needs), "calendar_days": float(task.calendar_days),
        "any_day": float(task.any_day), "incompressible": float(task.incompressible),
        "after_launch": float(task.after_launch), "drives_launch": float(task.drives_launch),
        "planned_duration": float(task.duration), "planned_margin": float(task.margin),
        "launches": float(task.launches), "room": float(SLOTS), "parent": task.parent,
        "made_split": float(task.split),
    }  # fmt: skip
    return tuple(Cell(said[key]) for key in FACTS)
