"""The cells of a tab in few requests: what repeats is said once, over a rectangle.

First the cells that stay single, in blocks, then those that repeat: so it does not matter whether
an empty cell within a block clears what was there before.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.google.drawing.formats import ORDINARY, button_format, cell_format
from retrosheet.google.drawing.limits import (
    RenderingError,
    check_formulas,
    finite,
    fitting,
    for_any_locale,
)
from retrosheet.google.drawing.rectangles import rectangles
from retrosheet.google.drawing.relative import relative
from retrosheet.google.drawing.sheets import filter_heads
from retrosheet.workbook.refs import cell_ref
from retrosheet.workbook.serials import exact_serial

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from retrosheet.google.drawing.tabs import Request, Tab
    from retrosheet.workbook.model import Cell, Merge, Sheet, Style, Value

    Places = dict[tuple[int, int], Cell]

Extended = dict[str, Any]
"""Google's ExtendedValue: one of numberValue, stringValue, boolValue, formulaValue."""


# What a request costs beside the values in it, in characters; only sizes depend on them.
_REPEAT, _SINGLE, _BLOCK, _ROW, _NOTHING = 170, 25, 110, 14, 3


class Content(NamedTuple):
    """The requests that write a tab's values: ``blocks`` of single cells, then ``repeats``."""

    blocks: tuple[Request, ...]
    repeats: tuple[Request, ...]


def extended(value: Value, formula: str = "") -> Extended | None:
    """What is written into a cell; None for a blank one. Never a text for Google to parse."""
    if formula:
        return {"formulaValue": for_any_locale(formula)}
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, str):
        return {"stringValue": fitting(value, "A text")}
    number = exact_serial(value) if isinstance(value, dt.date) else value
    return {"numberValue": finite(number, "A cell")}


def places(sheet: Sheet) -> Places:
    """The cells by row and column; raises RenderingError where two have the same place."""
    found = {(cell.row, cell.column): cell for cell in sheet.cells}
    if len(found) != len(sheet.cells):
        twice = next(cell for cell in sheet.cells if found[cell.row, cell.column] is not cell)
        place = cell_ref(twice.row, twice.column)
        raise RenderingError(f"{sheet.title!r}, {place}: two cells have the same place")
    return found


def content(tab: Tab) -> Content:
    """The requests that write every value and formula of the tab."""
    found = places(tab.sheet)
    cells = tab.sheet.cells
    where = f"The tab {tab.sheet.title!r}"
    check_formulas((cell.formula for cell in cells if cell.formula), where)
    for merge in tab.sheet.merges:
        _check_merge(merge, found)
    keys: dict[tuple[int, int], tuple[Any, ...]] = {}
    for row, column, value, _, formula, _ in cells:
        if formula:
            keys[row, column] = relative(formula, row, column)
        elif value is not None and value != "":
            # 1, 1.0 and True are equal, but not the same to write.
            keys[row, column] = (value.__class__, value)
    repeats: list[Request] = []
    single: dict[tuple[int, int], Extended] = {}
    for area in rectangles(keys):
        first = found[area.first_row, area.first_column]
        written = _written(first, where)
        size = len(json.dumps(written, ensure_ascii=False))
        if area.cells * (_SINGLE + size) > _REPEAT + size:
            repeats.append(
                _repeat(tab, area[1:], {"userEnteredValue": written}, "userEnteredValue")
            )
            continue
        for row in range(area.first_row, area.last_row + 1):
            for column in range(area.first_column, area.last_column + 1):
                single[row, column] = _written(found[row, column], where)
    return Content(tuple(_blocks(tab, single)), tuple(repeats))


def formats(tab: Tab) -> Iterator[Request]:
    """The requests that give every cell its look, the ordinary one to all first.

    On a hidden tab, which nobody looks at, a hundred thousand blank cells would be kept for that.
    """
    if not tab.sheet.hidden:
        whole = (0, 0, tab.rows - 1, tab.columns - 1)
        yield _repeat(tab, whole, {"userEnteredFormat": ORDINARY.look}, ORDINARY.fields)
    for area in rectangles(_styles(tab.sheet)):
        wanted = cell_format(area.key)
        if wanted is not None:
            yield _repeat(tab, area[1:], {"userEnteredFormat": wanted.look}, wanted.fields)
    for area in rectangles(_heads(tab.sheet)):
        wanted = button_format(area.key)
        yield _repeat(tab, area[1:], {"userEnteredFormat": wanted.look}, wanted.fields)


def _heads(sheet: Sheet) -> Mapping[tuple[int, int], Style]:
    """The styles of the heads over which a filter lays its buttons."""
    return {
        (cell.row, cell.column): cell.style
        for cell in filter_heads(sheet)
        if cell.style is not None
    }


def _styles(sheet: Sheet) -> Mapping[tuple[int, int], Style]:
    """Each cell's style; the cells of a merge look like the first one unless they say otherwise."""
    own = {(cell.row, cell.column): cell.style for cell in sheet.cells if cell.style is not None}
    styles: dict[tuple[int, int], Style] = {}
    for merge in sheet.merges:
        first = own.get((merge.first_row, merge.first_column))
        if first is not None:
            styles |= dict.fromkeys(_cells_of(merge), first)
    return styles | own


def _cells_of(merge: Merge) -> Iterator[tuple[int, int]]:
    for row in range(merge.first_row, merge.last_row + 1):
        for column in range(merge.first_column, merge.last_column + 1):
            yield row, column


def _check_merge(merge: Merge, found: Places) -> None:
    _, *others = _cells_of(merge)
    for place in others:
        cell = found.get(place)
        if cell is not None and (cell.formula or cell.value not in {None, ""}):
            raise RenderingError(f"{cell} would be hidden under {merge}")


def _written(cell: Cell, where: str) -> Extended:
    try:
        value = extended(cell.value, cell.formula)
    except RenderingError as error:
        raise RenderingError(f"{where}, {cell_ref(cell.row, cell.column)}: {error}") from error
    assert value is not None, "only cells with a content are written"
    return value


def _repeat(tab: Tab, area: tuple[int, int, int, int], cell: Extended, fields: str) -> Request:
    return {"repeatCell": {"range": tab.range(area), "cell": cell, "fields": fields}}


def _blocks(tab: Tab, single: Mapping[tuple[int, int], Extended]) -> Iterator[Request]:
    """Blocks that together hold the cells; where a gap costs less than a new block, it stays."""
    widest = (_ROW + _NOTHING) // _NOTHING
    longest = _BLOCK // _NOTHING
    for columns in _near({column for _, column in single}, widest):
        within = set(columns)
        by_row: dict[int, list[int]] = {}
        for row, column in sorted(place for place in single if place[1] in within):
            by_row.setdefault(row, []).append(column)
        for rows in _near(by_row, longest):
            start = min(by_row[row][0] for row in rows)
            yield {
                "updateCells": {
                    "start": {"sheetId": tab.id, "rowIndex": rows[0], "columnIndex": start},
                    "rows": [
                        _row(row, by_row.get(row, []), start, single)
                        for row in range(rows[0], rows[-1] + 1)
                    ],
                    "fields": "userEnteredValue",
                }
            }


def _row(
    row: int, columns: list[int], start: int, single: Mapping[tuple[int, int], Extended]
) -> dict[str, Any]:
    if not columns:
        return {}
    values: list[Extended] = [{} for _ in range(start, columns[-1] + 1)]
    for column in columns:
        values[column - start] = {"userEnteredValue": single[row, column]}
    return {"values": values}


def _near(numbers: Iterable[int], most: int) -> Iterator[list[int]]:
    """The numbers in order, in groups of neighbours that are at most ``most`` apart."""
    group: list[int] = []
    for number in sorted(numbers):
        if group and number - group[-1] > most:
            yield group
            group = []
        group.append(number)
    if group:
        yield group
