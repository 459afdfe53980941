"""What people typed on the rows of the plan and in its heading; rows are found by their IDs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.plan.columns import TYPED
from retrosheet.statuses import STATUSES
from retrosheet.sync.cells import blank, shown
from retrosheet.update.overlay.puts import Put
from retrosheet.update.plan_geometry import rows_on_top
from retrosheet.workbook.plan_tab import PAGE
from retrosheet.workbook.serials import serial

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.update.overlay.puts import Laid
    from retrosheet.workbook.model import Value
    from retrosheet.workbook.tables import Cell as Read


_UNITS = {
    "title": "title", "phase": "phase", "owner": "owner", "offset": "timing",
    "duration": "timing", "margin": "timing", "imposed": "timing", "needs": "needs",
    "deliverable": "deliverable", "channel": "channel", "comment": "note", "parent": "parent",
}  # fmt: skip
"""The unit of the merge to which each column that people fill belongs."""
_ALONE = tuple(key for key in TYPED if key not in _UNITS)
"""What people fill that no archetype knows of: how the work stands."""
_COMPUTED = ("start", "due", "alert", "float")
_DATED = ("start", "due")
_BY_PARTS = ("status", "progress", "duration", "needs")
"""The cells that a task that is split fills by itself."""


def puts(laid: Laid) -> Iterator[Put]:
    """What people typed on the rows of the plan, and in its heading."""
    title, columns = laid.fresh.sheets["plan"].title, laid.fresh.columns
    # what nobody can follow stands as typed
    unfollowed = {
        remark.id for remark in laid.present.remarks if remark.why in {"unread_needs", "circle"}
    }
    for row_id in laid.merged.rows:
        index, row = laid.present.cell_row(row_id), laid.fresh.lines[row_id]
        if index is None:
            continue
        taken = _taken(laid, row_id)
        for key, unit in _UNITS.items():
            if unit in taken or key not in columns or _of_parts(laid, row, key):
                continue
            cell = laid.present.plan.cell(index, key)
            put = _owner(cell) if key == "owner" else _typed(cell)
            if key == "needs" and row_id not in unfollowed:
                put = None
            if key == "phase" and blank(cell) and laid.merged.rows[row_id].phase:
                put = None  # that of the rows among which it was put
            if put is not None:
                yield Put(title, row, columns[key], *put)
        yield from _alone(laid, title, index, row)
        yield from _typed_over(laid, title, row_id, index, row)
    shipped = dict(_phases_of_spare(laid))
    for tab_row, line in laid.geometry.spare.items():
        index = tab_row - laid.present.plan.table.row
        for key in (*_UNITS, *_ALONE):
            cell = laid.present.plan.cell(index, key)
            if key == "phase" and shown(cell) == shipped.get(tab_row):
                continue
            if key in columns and not blank(cell) and not cell.formula:
                yield Put(title, laid.fresh.lines[line], columns[key], cell.value)
    yield from _heading(laid)


def _phases_of_spare(laid: Laid) -> Iterator[tuple[int, str]]:
    """The phase that each spare line had from the start, that of the task before it."""
    rows = dict(laid.present.ours.rows) | dict(laid.present.made.rows if laid.present.made else {})
    phase = ""
    for place in laid.present.order:
        if place.kind == "spare":
            yield place.row, phase
        elif place.id in rows:
            phase = rows[place.id].phase


def _alone(laid: Laid, title: str, index: int, row: int) -> Iterator[Put]:
    """How the work on a row stands, which is no part of what was made."""
    columns = laid.fresh.columns
    for key in _ALONE:
        if _of_parts(laid, row, key):
            continue
        cell = laid.present.plan.cell(index, key)
        value = _word(laid, cell) if key == "status" else cell.value
        put = (value, cell.formula) if not cell.error else None
        if put is not None and (value is not None or key != "status"):
            yield Put(title, row, columns[key], "" if value is None else value, cell.formula)


def _of_parts(laid: Laid, row: int, key: str) -> bool:
    """Whether a row shows there what its sub-tasks say."""
    mine = laid.fresh.cells.get((row, laid.fresh.columns[key]))
    return key in _BY_PARTS and mine is not None and bool(mine.formula)


def _taken(laid: Laid, row_id: str) -> set[str]:
    """The units of a row that are laid out: those of the archetype, and of what fills gaps."""
    taken = set(laid.merged.taken.get(row_id, ()))
    ours, now = laid.present.ours.rows[row_id], laid.merged.rows[row_id]
    taken |= {unit for unit in set(_UNITS.values()) if getattr(ours, unit) != getattr(now, unit)}
    index = laid.present.cell_row(row_id)
    assert index is not None
    kinds = {place.id: place.kind for place in laid.present.places}
    if kinds.get(row_id) == "inserted":
        # a date typed as the due date of a row without formulas is an imposed one
        taken.add("timing")
    return taken


def _owner(cell: Read) -> tuple[Value, str] | None:
    """Who owns the row: as laid out while the cell follows the team, else as typed."""
    return None if cell.formula or cell.error else (shown(cell), "")


def _typed(cell: Read) -> tuple[Value, str] | None:
    if cell.error:
        return None
    return ("" if cell.value is None else cell.value), cell.formula


def _word(laid: Laid, cell: Read) -> Value:
    """A status; a usual word in the new language where the language changes."""
    typed = shown(cell)
    if laid.wanted.lang and laid.wanted.lang != laid.present.snapshot.lang:
        for status in STATUSES:
            if typed.casefold() == status.word.to(laid.present.snapshot.lang).casefold():
                return status.word.to(laid.wanted.lang)
    return cell.value


def _typed_over(laid: Laid, title: str, row_id: str, index: int, row: int) -> Iterator[Put]:
    """Values that stand in the place of our formulas, on rows that have others."""
    plan = laid.present.plan
    if laid.schedule is None and not plan.cell(index, "row").formula:
        return
    for key in _COMPUTED:
        cell = plan.cell(index, key)
        if key not in laid.fresh.columns or cell.formula or blank(cell):
            continue
        if _is_calculated(laid, row_id, key, cell.value):
            continue
        if cell.value is not None:
            yield Put(title, row, laid.fresh.columns[key], cell.value)


def _is_calculated(laid: Laid, row_id: str, key: str, value: Value) -> bool:
    """Whether the formula says the same anyway; it alone says what an alert is today."""
    if laid.schedule is None:
        return False
    placed = laid.schedule.by_id.get(row_id)
    if placed is None or key not in _DATED:
        return True
    return value == serial(placed.start if key == "start" else placed.due)


def _heading(laid: Laid) -> list[Put]:
    """The scale of the Gantt and the day from which it shows, which have no names."""
    page = laid.tables.get(f"{PAGE}plan")
    if page is None:
        return []
    title = laid.fresh.sheets["plan"].title
    target = laid.geometry.targets[title]
    back = {there: here for here, there in target.columns.items()}
    shift = laid.geometry.moves[laid.present.plan.table.title].columns
    found = []
    top, lacking = rows_on_top(laid.present, laid.fresh)
    if lacking > int(laid.present.keyless):
        return []
    first = top - int(laid.present.keyless) + lacking - laid.fresh.key_row
    for row in range(min(laid.fresh.key_row, 6)):
        cells = (
            page.rows[row + first - page.row]
            if 0 <= row + first - page.row < len(page.rows)
            else ()
        )
        for column, cell in enumerate(cells, page.column):
            there = shift.of(column)
            here = back.get(there, there) if there is not None else None
            mine = laid.fresh.cells.get((row, here)) if here is not None else None
            if mine is None or mine.formula or cell.formula or blank(cell):
                continue
            same = cell.value in (mine.value, None) or laid.lang != laid.present.snapshot.lang
            if not same and here is not None:
                found.append(Put(title, row, here, cell.value))
    return found
