"""What sync, reminders and calendars remember, and the first plan, in a fresh layout."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.campaign.made import WHOLE
from retrosheet.language import Text
from retrosheet.sync.cells import Keyed, pairs, shown
from retrosheet.sync.engine_facts import known_tasks
from retrosheet.update.overlay.puts import Put
from retrosheet.workbook.sync_tab import LOG

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.update.fresh import Fresh
    from retrosheet.update.overlay.puts import Laid
    from retrosheet.workbook.model import Value


AGREED = Text("plan convenu", "agreed plan")
_MEMORIES = ("rs_sync", "rs_sync_log", "rs_told", "rs_entries", "rs_moves")


def puts(laid: Laid) -> Iterator[Put]:
    """What each of them remembers; or today's dates, where they become the agreed ones."""
    for name in _MEMORIES:
        if name == "rs_moves" and laid.wanted.baseline:
            continue
        found = laid.place(name)
        if found is None:
            continue
        table, area = found
        for index, cells in enumerate(table.rows):
            for column, cell in enumerate(cells):
                if cell.value is not None and cell.value != "":
                    row, at = area.first_row + index, area.first_column + column
                    yield Put(area.title, row, at, cell.value)
    summary, area = laid.tables.get("rs_sync_summary"), laid.fresh.names["rs_sync_summary"]
    said = pairs(summary)
    sheet = laid.fresh.sheet_of(area.title)
    keys = {str(cell.value): cell.row for cell in sheet.cells if cell.column == 0}
    for key, value in said.items():
        if key in keys and keys[key] <= area.last_row:
            yield Put(area.title, keys[key], 1, value)
    yield from _heard(laid)
    if laid.wanted.baseline:
        yield from _noted(laid)
    else:
        yield from _first_plan(laid)


def _heard(laid: Laid) -> Iterator[Put]:
    """What sync understood of cells: a row a line of the engine, which has a new order."""
    found = laid.place("rs_sync_read")
    if found is None or len(found[0].rows) < 2:
        return
    table, area = found
    old = {
        task.id: place for place, task in enumerate(known_tasks(Keyed(laid.tables["rs_engine"])))
    }
    places = _engine_places(laid.fresh)
    for row_id, place in old.items():
        if place + 1 >= len(table.rows) or row_id not in places:
            continue
        for column, cell in enumerate(table.rows[place + 1]):
            if cell.value is not None and cell.value != "":
                row = area.first_row + 1 + places[row_id]
                yield Put(area.title, row, area.first_column + column, cell.value)


def _noted(laid: Laid) -> Iterator[Put]:
    """When today's dates became the agreed ones, and why, at the end of the log."""
    table, area = laid.tables.get("rs_sync_log"), laid.fresh.names["rs_sync_log"]
    row = area.first_row + max(1, len(table.rows) if table else 1)
    said: tuple[Value, ...] = (laid.day, WHOLE, "", laid.wanted.note or AGREED.to(laid.lang))
    for column, value in enumerate(said, area.first_column):
        yield Put(area.title, row, column, value)
    if table is None or not table.rows:
        for column, key in enumerate(LOG, area.first_column):
            yield Put(area.title, area.first_row, column, key)


def _first_plan(laid: Laid) -> Iterator[Put]:
    """The first plan as it was agreed, in the place of the one of this layout."""
    found = laid.place("rs_baseline")
    if found is None:
        return
    table, area = found
    there = {*laid.merged.rows, "(plan)", "first_id"}
    kept = [cells for cells in table.rows if cells and shown(cells[0]) in there]
    width = area.last_column - area.first_column + 1
    for index in range(area.rows):
        cells = kept[index] if index < len(kept) else ()
        for column in range(width):
            value = cells[column].value if column < len(cells) else None
            place = area.first_row + index, area.first_column + column
            yield Put(area.title, *place, "" if value is None else value)


def _engine_places(fresh: Fresh) -> dict[str, int]:
    """The row of each line in the engine, from 0."""
    area = fresh.names["rs_engine"]
    sheet = fresh.sheet_of(area.title)
    header = {str(cell.value): cell.column for cell in sheet.cells if cell.row == area.first_row}
    column = header.get("id", area.first_column)
    return {
        str(cell.value): cell.row - area.first_row - 1
        for cell in sheet.cells
        if cell.column == column and area.first_row < cell.row <= area.last_row and cell.value
    }
