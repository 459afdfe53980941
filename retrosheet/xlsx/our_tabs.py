"""Reads all tabs of a workbook of ours, damaged or not: values and formulas, without any look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.workbook.foreign import MOST_COLUMNS, MOST_ROWS, ForeignCell, ForeignTab
from retrosheet.workbook.refs import Area
from retrosheet.xlsx.read import read_areas

if TYPE_CHECKING:
    from retrosheet.workbook.tables import Cell
    from retrosheet.xlsx.reading.contents import Contents
    from retrosheet.xlsx.reading.package import Package


def our_tabs(package: Package, contents: Contents) -> tuple[ForeignTab, ...]:
    """The tabs in order, as far as a foreign one would be read; a date is its serial number.

    Raises Unfit, OSError.
    """
    titles = [tab.title for tab in contents.tabs if tab.part is not None]
    areas = [Area(title, 0, 0, MOST_ROWS - 1, MOST_COLUMNS - 1) for title in titles]
    tables = read_areas(package, contents, areas, spelled_out=True)
    return tuple(
        ForeignTab(
            table.title,
            {
                (row, column): ForeignCell(_shown(cell), formula=cell.formula)
                for row, cells in enumerate(table.rows)
                for column, cell in enumerate(cells)
                if cell.formula or _shown(cell) is not None
            },
        )
        for table in tables
    )


def _shown(cell: Cell) -> str | float | bool | None:
    return cell.error or (None if cell.value == "" else cell.value)
