"""All of a tab but its cells, rules and charts: sizes, folds, merges, protection and filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.google.drawing.formats import BUTTON, text_pixels
from retrosheet.google.drawing.limits import clean, on_tab
from retrosheet.google.drawing.rectangles import rectangles
from retrosheet.google.drawing.rules import has_arrow
from retrosheet.workbook.model import Style
from retrosheet.workbook.refs import Area

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.google.drawing.tabs import Request, Tab, Tabs
    from retrosheet.workbook.model import Cell, Column, Row, Sheet, Validation

_AROUND = 6
"""What lies between a text and the edges of its cell, in pixels."""

_COLUMN_PIXELS = 64
"""A column of no given width, as in Excel; Google's own are wider."""

PROTECTIONS = 100_000
VIEWS = 10_000_000
"""Ids of protected ranges are counted from here, a thousand a tab."""


def column_pixels(characters: float) -> int:
    """A width as Excel draws it: seven pixels a character, and five around."""
    if characters < 1:
        return max(2, int(characters * 12 + 0.5))
    return int(characters * 7 + 0.5) + 5


def row_pixels(points: float) -> int:
    return max(2, int(points * 4 / 3 + 0.5))


def sizes(tab: Tab, tabs: Tabs) -> Iterator[Request]:
    """The widths and heights, and what is hidden; equal rows side by side are one request.

    A column is wider than described where an arrow or a button would cover its text.
    """
    sheet = tab.sheet
    yield _dimension(tab, "COLUMNS", 0, tab.columns - 1, {"pixelSize": _COLUMN_PIXELS})
    for column in sheet.columns:
        yield column_width(tab, column, column.first, column.last)
    for number, pixels in sorted(_with_buttons(sheet, tabs).items()):
        yield _dimension(tab, "COLUMNS", number, number, {"pixelSize": pixels})
    if sheet.default_height is not None:
        height = {"pixelSize": row_pixels(sheet.default_height)}
        yield _dimension(tab, "ROWS", 0, tab.rows - 1, height)
    rows = sorted(sheet.rows)
    while rows:
        first, count = rows[0], 1
        while count < len(rows) and rows[count] == first._replace(row=first.row + count):
            count += 1
        yield row_height(tab, first, count)
        del rows[:count]


def column_width(tab: Tab, column: Column, first: int, last: int) -> Request:
    """The request that gives some columns the width of one, and hides them where it is hidden."""
    # What is folded away is hidden by its fold.
    hidden = {"hiddenByUser": True} if column.hidden and not column.level else {}
    wanted = {"pixelSize": column_pixels(column.width)} | hidden
    return _dimension(tab, "COLUMNS", first, last, wanted)


def row_height(tab: Tab, row: Row, count: int = 1) -> Request:
    """The request that gives some rows from one on its height, and hides them where it is."""
    hidden = {"hiddenByUser": True} if row.hidden else {}
    wanted = {"pixelSize": row_pixels(row.height)} | hidden
    return _dimension(tab, "ROWS", row.row, row.row + count - 1, wanted)


def _with_buttons(sheet: Sheet, tabs: Tabs) -> dict[int, int]:
    """The columns that need more pixels than described, as Google draws arrows and buttons."""
    own = {
        number: column_pixels(column.width)
        for column in sheet.columns
        for number in range(column.first, column.last + 1)
    }
    needs: dict[int, int] = {}
    for number, pixels in (*_arrows(sheet, tabs), *_buttons(sheet)):
        if pixels > max(own.get(number, _COLUMN_PIXELS), needs.get(number, 0)):
            needs[number] = pixels
    return needs


def _arrows(sheet: Sheet, tabs: Tabs) -> Iterator[tuple[int, int]]:
    """Each column with a list, and the pixels for its longest word and the arrow."""
    for validation in filter(has_arrow, sheet.validations):
        area = validation.area
        here = list(_texts(sheet, area))
        style = next((cell.style for cell in here if cell.style is not None), Style())
        around = 2 * BUTTON if style.align == "center" else BUTTON + _AROUND
        words = [*_words(validation, tabs), *(str(cell.value) for cell in here)]
        longest = max((text_pixels(word, style) for word in words), default=0)
        for number in range(area.first_column, area.last_column + 1):
            yield number, longest + around


def _words(validation: Validation, tabs: Tabs) -> Iterator[str]:
    source = validation.source
    if not isinstance(source, Area):
        yield from source
        return
    for tab in tabs.all:
        if tab.sheet.title == source.title:
            yield from (str(cell.value) for cell in _texts(tab.sheet, source))


def _buttons(sheet: Sheet) -> Iterator[tuple[int, int]]:
    """Each column under a filter, and the pixels for its head, word by word, and the button."""
    for cell in filter_heads(sheet):
        style = cell.style or Style()
        if isinstance(cell.value, str):
            words = cell.value.split() if style.wrap else [cell.value]
            longest = max((text_pixels(word, style) for word in words), default=0)
            yield cell.column, longest + BUTTON + _AROUND


def filter_heads(sheet: Sheet) -> Iterator[Cell]:
    """The cells over which a filter lays its buttons; a rotated text runs beside them."""
    if sheet.filter is not None:
        _, row, left, _, right = sheet.filter
        for cell in sheet.cells:
            rotated = cell.style is not None and cell.style.rotated
            if cell.row == row and left <= cell.column <= right and not rotated:
                yield cell


def _texts(sheet: Sheet, area: Area) -> Iterator[Cell]:
    """The cells of an area with a text, as it is on the day of generation."""
    _, top, left, bottom, right = area
    for cell in sheet.cells:
        row, column, value = cell[:3]
        if left <= column <= right and top <= row <= bottom and isinstance(value, str):
            yield cell


def groups(tab: Tab) -> Iterator[Request]:
    """The folds, outer ones first, all closed."""
    levels = {
        number: column.level
        for column in tab.sheet.columns
        for number in range(column.first, column.last + 1)
    }
    for depth in range(1, max(levels.values(), default=0) + 1):
        inside = [number for number in sorted(levels) if levels[number] >= depth]
        ends = [number for number in inside if levels.get(number + 1, 0) < depth]
        starts = [number for number in inside if levels.get(number - 1, 0) < depth]
        for first, last in zip(starts, ends, strict=True):
            area = _span(tab, "COLUMNS", first, last)
            yield {"addDimensionGroup": {"range": area}}
            yield {
                "updateDimensionGroup": {
                    "dimensionGroup": {"range": area, "depth": depth, "collapsed": True},
                    "fields": "collapsed",
                }
            }


def merges(tab: Tab) -> Iterator[Request]:
    """The merges, but for those that cross the edge of the frozen panes: Google refuses them."""
    rows, columns = tab.sheet.freeze or (0, 0)
    for merge in tab.sheet.merges:
        across = merge.first_column < columns <= merge.last_column
        down = merge.first_row < rows <= merge.last_row
        if not across and not down:
            yield {"mergeCells": {"range": tab.range(merge), "mergeType": "MERGE_ALL"}}


def protections(tab: Tab) -> Iterator[Request]:
    """Warnings before a calculated cell or a tab of the tool's own is changed; nobody is kept out.

    On a protected tab, cells that are not locked may be changed without a warning.
    """
    number = PROTECTIONS + 1000 * tab.id
    for validation in tab.sheet.validations:
        if validation.kind == "computed":
            area = on_tab(validation.area, tab.sheet.title, "A validation")
            protected = {"range": tab.range(area[1:]), "description": validation.message}
            yield _protect(number, protected)
            number += 1
    if tab.sheet.protected:
        protected = {"range": {"sheetId": tab.id}, "description": tab.sheet.title}
        unlocked = {
            (cell.row, cell.column): True
            for cell in tab.sheet.cells
            if cell.style is not None and not cell.style.locked
        }
        free = [tab.range(area[1:]) for area in rectangles(unlocked)]
        yield _protect(number, protected | ({"unprotectedRanges": free} if free else {}))


def filters(tab: Tab) -> Iterator[Request]:
    if tab.sheet.filter is not None:
        area = on_tab(tab.sheet.filter, tab.sheet.title, "The filter")
        yield {"setBasicFilter": {"filter": {"range": tab.range(area[1:])}}}


def views(tab: Tab) -> Iterator[Request]:
    """The views of a filter that anybody opens for themselves, without hiding rows from others."""
    for number, view in enumerate(tab.sheet.views):
        area = on_tab(view.area, tab.sheet.title, "A view")
        condition = {"type": "TEXT_CONTAINS", "values": [{"userEnteredValue": clean(view.holds)}]}
        wanted = {
            "filterViewId": VIEWS + 1000 * tab.id + number,
            "title": clean(view.title),
            "range": tab.range(area[1:]),
            "filterSpecs": [
                {"columnIndex": view.column, "filterCriteria": {"condition": condition}}
            ],
        }
        yield {"addFilterView": {"filter": wanted}}


def _protect(number: int, wanted: dict[str, Any]) -> Request:
    protected = {"protectedRangeId": number, **wanted, "warningOnly": True}
    return {"addProtectedRange": {"protectedRange": protected}}


def _span(tab: Tab, dimension: str, first: int, last: int) -> dict[str, Any]:
    return {
        "sheetId": tab.id,
        "dimension": dimension,
        "startIndex": first,
        "endIndex": last + 1,
    }


def _dimension(tab: Tab, dimension: str, first: int, last: int, wanted: dict[str, Any]) -> Request:
    return {
        "updateDimensionProperties": {
            "range": _span(tab, dimension, first, last),
            "properties": wanted,
            "fields": ",".join(wanted),
        }
    }
