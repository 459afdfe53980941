"""The cells of a foreign tab, as the rows, the grid and the table that ``importing`` knows."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.importing.columns import DATED, Table
from retrosheet.importing.raw import Grid, shown
from retrosheet.importing.tables import table_in
from retrosheet.language import Text
from retrosheet.workbook.serials import DayNumber, serial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from retrosheet.importing.raw import Field, Value
    from retrosheet.workbook.foreign import ForeignTab, Shown

HEADINGS: dict[str, Text] = {
    "title": Text("Tâche", "Task"),
    "start": Text("Début", "Start"),
    "end": Text("Fin", "End"),
    "owner": Text("Responsable", "Owner"),
    "phase": Text("Phase", "Phase"),
    "kind": Text("Type", "Type"),
    "channel": Text("Canal", "Channel"),
}
"""The headings of columns that the tab says otherwise."""

Row = dict[int, "Value"]
"""The values of a row that say something, by column."""


def value_of(value: Shown) -> Value:
    """A cell's value as ``importing`` knows it: a day is its serial number."""
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return DayNumber(serial(value))
    return value


def rows_of(tab: ForeignTab) -> list[Row]:
    """The values of each row; what is merged over several rows stands on each that says more."""
    rows: list[Row] = [{} for _ in range(tab.rows)]
    for (row, column), cell in tab.cells.items():
        if cell.value is not None:
            rows[row][column] = value_of(cell.value)
    for merge in tab.merges:
        first = tab.at(merge.first_row, merge.first_column).value
        if first is None or merge.first_row == merge.last_row:
            continue
        for row in range(merge.first_row + 1, min(merge.last_row + 1, len(rows))):
            if rows[row]:
                rows[row].setdefault(merge.first_column, value_of(first))
    return rows


def grid_of(tab: ForeignTab, rows: Sequence[Row], left: Iterable[int]) -> Grid:
    """The rows that say something, without the columns that are ``left`` out."""
    out = frozenset(left)
    width = tab.columns
    return Grid(
        tuple(
            (
                number,
                tuple(None if at in out else row.get(at) for at in range(width)),
            )
            for number, row in enumerate(rows, 1)
            if any(shown(value).strip() for at, value in row.items() if at not in out)
        ),
        sheet=tab.title,
    )


def table_under(
    grid: Grid, forced: Mapping[int, Field] | None, heading_row: int | None
) -> Table | None:
    """The table in a grid; ``forced`` says what columns mean below the ``heading_row``, from 0."""
    if forced is None:
        return table_in(grid)
    from retrosheet.importing.columns import Column, unit_of

    top = next((at for at, (number, _) in enumerate(grid.rows) if number - 1 == heading_row), None)
    if top is None:
        return None
    headings = grid.rows[top][1]
    below = [cells for _, cells in grid.rows[top + 1 :]]
    columns = {}
    for at, meaning in forced.items():
        values = [cells[at] for cells in below if at < len(cells)]
        name = shown(headings[at]) if at < len(headings) else ""
        filled = [value for value in values if shown(value).strip()]
        columns[at] = Column(meaning, unit=unit_of(name, filled) if meaning in DATED else "")
    return Table(grid, top, columns)
