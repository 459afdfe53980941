"""All of a tab but its cells, rules and charts: sizes, folds, merges, protection and filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.google.limits import on_tab
from retrosheet.google.rectangles import rectangles

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.google.tabs import Request, Tab

_COLUMN_PIXELS = 64
"""A column of no given width, as in Excel; Google's own are wider."""

PROTECTIONS = 100_000
"""Ids of protected ranges are counted from here, a thousand a tab."""


def column_pixels(characters: float) -> int:
    """A width as Excel draws it: seven pixels a character, and five around."""
    if characters < 1:
        return max(2, int(characters * 12 + 0.5))
    return int(characters * 7 + 0.5) + 5


def row_pixels(points: float) -> int:
    return max(2, int(points * 4 / 3 + 0.5))


def sizes(tab: Tab) -> Iterator[Request]:
    """The widths and heights, and what is hidden; equal rows side by side are one request."""
    sheet = tab.sheet
    yield _dimension(tab, "COLUMNS", 0, tab.columns - 1, {"pixelSize": _COLUMN_PIXELS})
    for column in sheet.columns:
        # What is folded away is hidden by its fold.
        hidden = {"hiddenByUser": True} if column.hidden and not column.level else {}
        wanted = {"pixelSize": column_pixels(column.width)} | hidden
        yield _dimension(tab, "COLUMNS", column.first, column.last, wanted)
    if sheet.default_height is not None:
        height = {"pixelSize": row_pixels(sheet.default_height)}
        yield _dimension(tab, "ROWS", 0, tab.rows - 1, height)
    rows = sorted(sheet.rows)
    while rows:
        first, count = rows[0], 1
        while count < len(rows) and rows[count] == first._replace(row=first.row + count):
            count += 1
        hidden = {"hiddenByUser": True} if first.hidden else {}
        wanted = {"pixelSize": row_pixels(first.height)} | hidden
        yield _dimension(tab, "ROWS", first.row, first.row + count - 1, wanted)
        del rows[:count]


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
