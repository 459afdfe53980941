"""The one request that reads a spreadsheet, and its answer as the tables under defined names.

Asked for by name, the areas come wherever people moved them, from tabs of whatever title; each
comes back as a block that begins where the name does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.workbook.plan_tab import ERROR_PAGES, PLAN_PAGE
from retrosheet.workbook.tables import EMPTY, Cell, Table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

Json = dict[str, Any]
Params = tuple[tuple[str, str], ...]

# A constant is what it shows, so that only formulas are asked for besides.
_CELLS = "values(userEnteredValue(formulaValue),effectiveValue)"
_FIELDS = (
    "properties(title,locale,timeZone),namedRanges,"
    "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),merges,"
    f"data(startRow,startColumn,rowData({_CELLS})))"
)
_NAMES_ONLY = "properties(title),namedRanges,sheets(properties(sheetId,title))"
ERRORS = {
    "NULL_VALUE": "#NULL!",
    "DIVIDE_BY_ZERO": "#DIV/0!",
    "VALUE": "#VALUE!",
    "REF": "#REF!",
    "NAME": "#NAME?",
    "NUM": "#NUM!",
    "N_A": "#N/A",
    "LOADING": "#LOADING!",
}


class Read(NamedTuple):
    """What was read of a spreadsheet: ``tables`` by name, and of each of those names its tab's id.

    ``extents`` are the rows and columns of the tab under each name, empty ones included.
    ``titles`` are those of all tabs, where that was asked.
    """

    tables: Mapping[str, Table]
    sheet_ids: Mapping[str, int]
    extents: Mapping[str, tuple[int, int]]
    title: str
    titles: tuple[str, ...] = ()


def reading(names: Iterable[str]) -> Params:
    """The parameters of the request that reads all that lies under ``names``."""
    return (*(("ranges", name) for name in names), ("fields", _FIELDS))


def asking_for_names() -> Params:
    """The parameters of the request that says which names there are, and nothing else."""
    return (("fields", _NAMES_ONLY),)


def usable(answer: Json, names: Sequence[str]) -> tuple[str, ...]:
    """Those of ``names`` that the spreadsheet has, and that lead to cells of it."""
    tabs = {_sheet_id(sheet["properties"]) for sheet in answer.get("sheets", ())}
    areas = _areas(answer)
    return tuple(name for name in names if name in areas and _sheet_id(areas[name]) in tabs)


def titles_of(answer: Json) -> tuple[str, ...]:
    """The titles of all tabs, in order."""
    return tuple(sheet["properties"].get("title", "") for sheet in answer.get("sheets", ()))


def read_of(answer: Json, names: Iterable[str]) -> Read:
    """What an answer to ``reading(names)`` holds; names that it lacks are left out."""
    sheets = {_sheet_id(sheet["properties"]): sheet for sheet in answer.get("sheets", ())}
    areas = _areas(answer)
    tables: dict[str, Table] = {}
    ids: dict[str, int] = {}
    extents: dict[str, tuple[int, int]] = {}
    for name in names:
        area = areas.get(name)
        sheet = None if area is None else sheets.get(_sheet_id(area))
        if area is None or sheet is None:
            continue
        properties = sheet["properties"]
        grid = properties.get("gridProperties", {})
        table = _table(properties.get("title", ""), area, sheet.get("data", ()))
        if name == PLAN_PAGE:
            table = table._replace(merged=tuple(map(_merge, sheet.get("merges", ()))))
        tables[name] = table.errors() if name in ERROR_PAGES else table
        ids[name] = _sheet_id(properties)
        extents[name] = (grid.get("rowCount", 0), grid.get("columnCount", 0))
    title = answer.get("properties", {}).get("title", "")
    return Read(tables, ids, extents, title)


def _sheet_id(properties: Json) -> int:
    # Google leaves out what is 0.
    return int(properties.get("sheetId", 0))


def _areas(answer: Json) -> dict[str, Json]:
    """The GridRange of each name that still leads somewhere."""
    return {
        found["name"]: found["range"]
        for found in answer.get("namedRanges", ())
        if found.get("name") and found.get("range")
    }


def _table(title: str, area: Json, blocks: Iterable[Json]) -> Table:
    """The cells of one area, from the block that begins where it does.

    Two names may begin at one cell: the longer of their blocks holds both, cut to each one's size.
    """
    top, left = area.get("startRowIndex", 0), area.get("startColumnIndex", 0)
    here = [
        block.get("rowData", [])
        for block in blocks
        if (block.get("startRow", 0), block.get("startColumn", 0)) == (top, left)
    ]
    rows: list[tuple[Cell, ...]] = []
    height = area.get("endRowIndex", 1 << 30) - top
    width = area.get("endColumnIndex", 1 << 30) - left
    for number in range(min(height, max(map(len, here), default=0))):
        cells = [_cell(cell) for cell in _longest(here, number)[:width]]
        while cells and cells[-1] == EMPTY:
            cells.pop()
        rows.append(tuple(cells))
    while rows and not rows[-1]:
        rows.pop()
    return Table(
        title, top, left, tuple(rows),
        height if "endRowIndex" in area else 0, width if "endColumnIndex" in area else 0,
    )  # fmt: skip


def _merge(area: Json) -> tuple[int, int, int, int]:
    return (
        area.get("startRowIndex", 0), area.get("startColumnIndex", 0),
        area["endRowIndex"] - 1, area["endColumnIndex"] - 1,
    )  # fmt: skip


def _longest(blocks: list[list[Json]], row: int) -> list[Json]:
    """The cells of a row, which Google cuts after its last one that holds something."""
    rows = (block[row].get("values", []) for block in blocks if row < len(block))
    return max(rows, key=len, default=[])


def _cell(cell: Json) -> Cell:
    if not cell:
        return EMPTY
    formula = cell.get("userEnteredValue", {}).get("formulaValue", "").removeprefix("=")
    shown = cell.get("effectiveValue", {})
    for key, value in shown.items():
        if key == "numberValue":
            return Cell(float(value), formula)
        if key == "errorValue":
            return Cell(None, formula, _error(value))
        return Cell(value, formula)
    # A formula that gives an empty text has been calculated all the same.
    return Cell("", formula) if formula else EMPTY


def _error(error: Json) -> str:
    """An error by the name that a person sees in the cell."""
    return ERRORS.get(error.get("type", ""), "#ERROR!")
