"""What a reader finds in a workbook, and what a writer may put back: cells, in no file format.

Readers find things by defined names only. A date is its serial number (day 1 is 31 December 1899,
as spreadsheets count since March 1900), whatever the file's own epoch. Rows and columns count
from 0.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from collections.abc import Mapping

Value = str | float | bool | None


class Cell(NamedTuple):
    """A cell as the file holds it: ``formula`` without ``=``, "" for none; ``error`` likewise.

    ``value`` of a formula is the one that it had when the file was saved, None when there is none.
    """

    value: Value = None
    formula: str = ""
    error: str = ""


EMPTY = Cell()


class Table(NamedTuple):
    """The cells under a defined name; ``row`` and ``column`` are its top left cell's.

    ``rows`` end with the last that holds something; ``height`` and ``width`` are those of the name.
    ``merged`` are the tab's cells that are shown as one, as first row and column, last row and
    column; readers look for them on the plan alone. ``columns`` says where each column stands,
    counted from ``column``, -1 for one that is gone; they stand side by side where it is empty.
    """

    title: str
    row: int
    column: int
    rows: tuple[tuple[Cell, ...], ...]
    height: int = 0
    width: int = 0
    merged: tuple[tuple[int, int, int, int], ...] = ()
    columns: tuple[int, ...] = ()

    def errors(self) -> Table:
        """The same table with nothing in it but its error values."""
        rows = [[cell if cell.error else EMPTY for cell in cells] for cells in self.rows]
        for cells in rows:
            while cells and cells[-1] is EMPTY:
                cells.pop()
        while rows and not rows[-1]:
            rows.pop()
        return self._replace(rows=tuple(map(tuple, rows)))

    def where(self, row: int, column: int) -> str:
        """A cell of the table as a person finds it: Rétroplanning!H12."""
        return f"{self.title}!{cell_ref(self.row + row, self.across(column))}"

    def across(self, column: int) -> int:
        """The column of the tab in which one of the table's stands, or one behind its last."""
        if not self.columns:
            return self.column + column
        last = len(self.columns) - 1
        return self.column + self.columns[min(column, last)] + max(0, column - last)

    def spread(self) -> frozenset[int]:
        """The columns of the tab in which the table's own stand."""
        own = self.columns or range(self.width)
        return frozenset(self.column + column for column in own if column >= 0)

    def cell(self, row: int, column: int) -> Cell:
        """A cell counted from the table's corner; an empty one beyond what the file holds."""
        if row < len(self.rows) and column < len(self.rows[row]):
            return self.rows[row][column]
        return EMPTY


class CellAddress(NamedTuple):
    """A cell of a workbook."""

    title: str
    row: int
    column: int


class Writing(NamedTuple):
    """All that a sync may write.

    ``rows`` are the whole content of the tool's own tab, titled ``title``, from its first cell on;
    ``shown`` are the new values of formulas elsewhere that look things up in it and show something
    else so far. Nothing else changes.
    ``differs`` where the tab is known to hold something else so far; a writer finds out the rest.
    """

    title: str
    rows: tuple[tuple[Value, ...], ...]
    shown: Mapping[CellAddress, Value]
    differs: bool = False
