"""The tabs of the spreadsheet: their ids, how far they reach, and the ranges on them."""

from __future__ import annotations

from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.google.drawing.colors import color
from retrosheet.google.drawing.limits import MOST_CELLS, RenderingError, check_title
from retrosheet.workbook.refs import Area

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.workbook.model import Sheet, Workbook

Request = dict[str, Any]

_ROOM_ROWS, _ROOM_COLUMNS = 20, 2
"""Blank rows and columns that a visible tab has beyond what stands on it."""
_LAST_COLUMN = 18_278
_ROW, _COLUMN = itemgetter(0), itemgetter(1)


class Tab(NamedTuple):
    """A tab with its id, and its size in rows and columns."""

    id: int
    sheet: Sheet
    rows: int
    columns: int

    def range(self, area: tuple[int, int, int, int]) -> dict[str, int]:
        """The GridRange of an area: first row and column, last row and column, all included."""
        first_row, first_column, last_row, last_column = area
        return {
            "sheetId": self.id,
            "startRowIndex": first_row,
            "endRowIndex": last_row + 1,
            "startColumnIndex": first_column,
            "endColumnIndex": last_column + 1,
        }

    def properties(self) -> dict[str, Any]:
        """What the tab is called, how large it is, and what is seen of it at the first look."""
        sheet = self.sheet
        grid: dict[str, Any] = {"rowCount": self.rows, "columnCount": self.columns}
        rows, columns = sheet.freeze or (0, 0)
        if rows:
            grid["frozenRowCount"] = rows
        if columns:
            grid["frozenColumnCount"] = columns
        if not sheet.gridlines:
            grid["hideGridlines"] = True
        if any(column.closes_group for column in sheet.columns):
            grid["columnGroupControlAfter"] = True
        properties: dict[str, Any] = {
            "sheetId": self.id,
            "index": self.id - 1,
            "title": sheet.title,
            "gridProperties": grid,
        }
        if sheet.hidden:
            properties["hidden"] = True
        if sheet.tab_color:
            properties["tabColorStyle"] = color(sheet.tab_color)
        return properties


class Tabs(NamedTuple):
    """All tabs of a workbook, in order."""

    all: tuple[Tab, ...]

    def range(self, area: Area, what: str) -> dict[str, int]:
        """The GridRange of an area on any tab; raises RenderingError where there is no such tab."""
        for tab in self.all:
            if tab.sheet.title == area.title:
                return tab.range(area[1:])
        raise RenderingError(f"{what} lies on the tab {area.title!r}, which does not exist")


def tabs(workbook: Workbook) -> Tabs:
    """The tabs with their ids, from 1; raises RenderingError for what Google would refuse."""
    titles = {sheet.title.casefold() for sheet in workbook.sheets}
    if len(titles) != len(workbook.sheets) or all(sheet.hidden for sheet in workbook.sheets):
        raise RenderingError("Two tabs have the same title, or no tab can be seen")
    found = []
    for number, sheet in enumerate(workbook.sheets, 1):
        check_title(sheet.title)
        rows, columns = extent(sheet, workbook)
        found.append(Tab(number, sheet, rows, columns))
    cells = sum(tab.rows * tab.columns for tab in found)
    if cells > MOST_CELLS:
        raise RenderingError(f"{cells} cells: Google Sheets holds no more than {MOST_CELLS}")
    return Tabs(tuple(found))


def needed(sheet: Sheet, workbook: Workbook) -> tuple[int, int]:
    """How many rows and columns a tab must have for all that stands on it."""
    rows, columns = zip(*_corners(sheet, workbook), strict=True)
    return max(rows) + 1, max(columns) + 1


def extent(sheet: Sheet, workbook: Workbook) -> tuple[int, int]:
    """How many rows and columns a new tab has; raises RenderingError for more than can be."""
    height, width = needed(sheet, workbook)
    if not sheet.hidden:
        height, width = height + _ROOM_ROWS, width + _ROOM_COLUMNS
    if width > _LAST_COLUMN:
        raise RenderingError(f"{sheet.title!r} has {width} columns: Google Sheets has fewer")
    return height, width


def _corners(sheet: Sheet, workbook: Workbook) -> Iterator[tuple[int, int]]:
    """The last cells of all that stands on the tab; one row and column always scroll."""
    yield sheet.freeze or (0, 0)
    # A large tab has a million cells: its corners are looked for without a pair for each.
    yield max(map(_ROW, sheet.cells), default=0), max(map(_COLUMN, sheet.cells), default=0)
    yield from ((merge.last_row, merge.last_column) for merge in sheet.merges)
    yield from ((row.row, 0) for row in sheet.rows)
    yield from ((0, column.last) for column in sheet.columns)
    yield from ((chart.row, chart.column) for chart in sheet.charts)
    areas = [rule.area for rule in sheet.rules]
    for validation in sheet.validations:
        areas.append(validation.area)
        if isinstance(validation.source, Area):
            areas.append(validation.source)
    areas += [name.area for name in workbook.names]
    areas += [sheet.filter] if sheet.filter is not None else []
    for other in workbook.sheets:
        for chart in other.charts:
            areas += [
                area for series in chart.series for area in (series.categories, series.values)
            ]
    yield from ((area.last_row, area.last_column) for area in areas if area.title == sheet.title)
