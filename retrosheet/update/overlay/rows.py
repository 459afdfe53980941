"""What people typed on the rows of the plan and in its heading; rows are found by their IDs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.plan.columns import CALCULATED, TYPED
from retrosheet.statuses import STATUSES
from retrosheet.sync.cells import blank, shown
from retrosheet.update.overlay.puts import Put
from retrosheet.update.plan_geometry import rows_on_top
from retrosheet.workbook.plan_tab import PAGE
from retrosheet.workbook.refs import LOST, refers_to
from retrosheet.workbook.rewriting import skeleton
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
_DATED = ("start", "due")
_ONE_CELL = skeleton("A1")
"""A formula that only looks at another cell."""
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
            cell = laid.present.plan.cell(index, key)
            # the numbers of a row without formulas are laid out, what they are made of stays
            if unit in taken and not (cell.formula and row_id in laid.inserted):
                continue
            if key not in columns or _of_parts(laid, row, key):
                continue
            put = _owner(laid, cell) if key == "owner" else laid.typed(cell)
            if key == "needs" and not cell.formula and row_id not in unfollowed:
                put = None
            if key == "phase" and blank(cell) and laid.merged.rows[row_id].phase:
                put = None  # that of the rows among which it was put
            if put is not None:
                yield Put(title, row, columns[key], *put)
        yield from _alone(laid, title, index, row)
        yield from _typed_over(laid, title, row_id, index, row)
    yield from _spare(laid)
    yield from _heading(laid)


def _spare(laid: Laid) -> Iterator[Put]:
    """What people have begun to type on spare lines."""
    title, columns = laid.fresh.sheets["plan"].title, laid.fresh.columns
    shipped = dict(_phases_of_spare(laid))
    for tab_row, line in laid.geometry.spare.items():
        index = tab_row - laid.present.plan.table.row
        for key in (*_UNITS, *_ALONE):
            cell = laid.present.plan.cell(index, key)
            if key == "phase" and shown(cell) == shipped.get(tab_row):
                continue
            put = laid.typed(cell)
            if key in columns and put is not None and (cell.formula or not blank(cell)):
                yield Put(title, laid.fresh.lines[line], columns[key], *put)


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
        put = laid.typed(cell)
        if put is not None and key == "status":
            put = (_word(laid, cell), put[1]) if shown(cell) or cell.formula else None
        if put is not None:
            yield Put(title, row, columns[key], *put)


def _of_parts(laid: Laid, row: int, key: str) -> bool:
    """Whether a row shows there what its sub-tasks say."""
    mine = laid.fresh.cells.get((row, laid.fresh.columns[key]))
    return key in _BY_PARTS and mine is not None and bool(mine.formula)


def _taken(laid: Laid, row_id: str) -> set[str]:
    """The units of a row that are laid out: those of the archetype, and of what fills gaps."""
    taken = set(laid.merged.taken.get(row_id, ()))
    ours, now = laid.present.ours.rows[row_id], laid.merged.rows[row_id]
    taken |= {unit for unit in set(_UNITS.values()) if getattr(ours, unit) != getattr(now, unit)}
    if row_id in laid.inserted:
        # a date typed as the due date of a row without formulas is an imposed one
        taken.add("timing")
    return taken


def _owner(laid: Laid, cell: Read) -> tuple[Value, str] | None:
    """Who owns the row: as laid out while the cell follows the team, else as typed."""
    team = laid.tables.get("rs_team")
    follows = team is None or LOST in cell.formula or (
        skeleton(cell.formula) == _ONE_CELL and refers_to(cell.formula, team.title)
    )  # fmt: skip
    if cell.formula and follows:
        return None
    put = laid.typed(cell)
    return put and (shown(cell), put[1])


def _word(laid: Laid, cell: Read) -> Value:
    """A status; a usual word in the new language where the language changes."""
    typed = shown(cell)
    if laid.wanted.lang and laid.wanted.lang != laid.present.snapshot.lang:
        for status in STATUSES:
            if typed.casefold() == status.word.to(laid.present.snapshot.lang).casefold():
                return status.word.to(laid.wanted.lang)
    return "" if cell.value is None else cell.value


def _typed_over(laid: Laid, title: str, row_id: str, index: int, row: int) -> Iterator[Put]:
    """Values that stand in the place of our formulas, on rows that have others."""
    plan = laid.present.plan
    if laid.schedule is None and not plan.cell(index, "row").formula:
        return
    for key in CALCULATED:
        cell = plan.cell(index, key)
        put = laid.typed(cell)
        if key not in laid.fresh.columns or put is None or LOST in cell.formula:
            continue
        if blank(cell) and not cell.formula:
            continue
        if cell.formula or not _is_calculated(laid, row_id, key, cell.value):
            yield Put(title, row, laid.fresh.columns[key], *put)


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
            if mine is None or here is None or mine.formula:
                continue
            if cell.formula:
                # the one cell of its row that is filled, or one where an earlier layout
                # calculated something
                put = laid.typed(cell) if mine.style and not mine.style.locked else None
                found += [Put(title, row, here, *put)] if put else []
                continue
            same = cell.value in (mine.value, None) or laid.lang != laid.present.snapshot.lang
            if not same and not blank(cell):
                found.append(Put(title, row, here, cell.value))
    return found
