"""What stands on our tabs of a spreadsheet before they are written anew: all that may be people's.

Cells of the Gantt and of hidden tabs are not among it: those are many, and all ours.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.google.drawing.limits import for_any_locale
from retrosheet.workbook.plan_tab import BESIDE, PAGE, PLAN_PAGE
from retrosheet.workbook.refs import Area

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.google.tables import Read

Json = dict[str, Any]
Spot = tuple[int, int]
"""A cell by its row and column, from 0."""
Box = tuple[int, int, int, int]
"""First row and column, last row and column, all of them within."""

_FORMAT = (
    "userEnteredFormat(backgroundColorStyle,numberFormat(pattern),textFormat(bold),"
    "borders(top(style),bottom(style),left(style)))"
)
FIELDS = (
    "properties(title,locale),namedRanges,"
    "sheets(properties(sheetId,title,gridProperties(rowCount,columnCount)),merges,"
    "conditionalFormats(ranges,booleanRule(condition)),"
    "protectedRanges(protectedRangeId,range,description,warningOnly),basicFilter,"
    "filterViews(filterViewId,title),charts(chartId,spec),columnGroups(range),"
    "data(startRow,startColumn,rowData(values(userEnteredValue,effectiveValue,dataValidation,"
    f"{_FORMAT}))))"
)
"""The fields of a spreadsheet that are looked at, and read."""


class Held(NamedTuple):
    """A cell as it stands: what was entered, whether it looks like something, and its check."""

    entered: Json
    styled: bool = False
    check: Json | None = None


EMPTY = Held({})


@dataclass(frozen=True)
class TabLook:
    """One tab; ``cells`` are those that were asked for.

    ``pages`` are the areas under the names of pages, as first row and column, last row and column:
    where people type. Cells beyond them are ours alone.
    """

    id: int
    title: str
    rows: int
    columns: int
    cells: Mapping[Spot, Held] = field(default_factory=dict)
    pages: tuple[Box, ...] = ()
    merges: tuple[Json, ...] = ()
    rules: tuple[Json, ...] = ()
    protections: tuple[Json, ...] = ()
    filter: Json | None = None
    views: tuple[Json, ...] = ()
    charts: tuple[Json, ...] = ()
    groups: tuple[Json, ...] = ()

    def at(self, spot: Spot) -> Held:
        return self.cells.get(spot, EMPTY)


class Look(NamedTuple):
    """The tabs by their titles, and the names with their ids and ranges."""

    tabs: Mapping[str, TabLook]
    names: Mapping[str, Json]


def ranges(read: Read) -> tuple[str, ...]:
    """What is asked for: all that was read, and the head of the Gantt, which lies under no name."""
    plan, page = read.tables.get("rs_plan"), read.tables.get(PLAN_PAGE)
    beside = read.tables.get(BESIDE)
    found = tuple(read.tables)
    if plan is None or page is None or beside is None:
        return found
    first, end = page.column + page.width, beside.column
    if first >= end:
        return found
    head = Area(plan.title, page.row, first, plan.row + 1, end - 1)
    return (*found, head.ref.replace("$", ""))


def look_of(answer: Json, read: Read) -> Look:
    """What an answer with ``FIELDS`` shows of the tabs of which something was read."""
    whole = {
        id_ for name, id_ in read.sheet_ids.items() if name in {"rs_engine", "rs_sync"}
    }  # fmt: skip
    pages: dict[str, list[Box]] = {}
    for name, table in read.tables.items():
        if name.startswith(PAGE) or name == BESIDE:
            last = table.row + table.height - 1, table.column + table.width - 1
            pages.setdefault(table.title, []).append((table.row, table.column, *last))
    tabs = {}
    for sheet in answer.get("sheets", ()):
        title = sheet["properties"].get("title", "")
        found = _tab(sheet, pages.get(title, ()), hidden=_id(sheet["properties"]) in whole)
        tabs[found.title] = found
    return Look(tabs, {item["name"]: item for item in answer.get("namedRanges", ())})


def _tab(sheet: Json, pages: Iterable[Box], *, hidden: bool) -> TabLook:
    properties = sheet["properties"]
    grid = properties["gridProperties"]
    cells: dict[Spot, Held] = {}
    for block in () if hidden else sheet.get("data", ()):
        top, left = block.get("startRow", 0), block.get("startColumn", 0)
        for row, line in enumerate(block.get("rowData", ()), top):
            for column, cell in enumerate(line.get("values", ()), left):
                if cell:
                    cells[row, column] = _held(cell)
    return TabLook(
        _id(properties),
        properties.get("title", ""),
        grid.get("rowCount", 0),
        grid.get("columnCount", 0),
        cells,
        tuple(dict.fromkeys(pages)),
        tuple(sheet.get("merges", ())),
        tuple(sheet.get("conditionalFormats", ())),
        tuple(sheet.get("protectedRanges", ())),
        sheet.get("basicFilter"),
        tuple(sheet.get("filterViews", ())),
        tuple(sheet.get("charts", ())),
        tuple(sheet.get("columnGroups", ())),
    )


def _id(properties: Json) -> int:
    # Google leaves out what is 0.
    return int(properties.get("sheetId", 0))


def _held(cell: Json) -> Held:
    look = cell.get("userEnteredFormat", {})
    fill = look.get("backgroundColorStyle", {}).get("rgbColor", {})
    white = all(fill.get(part, 0) == 1 for part in ("red", "green", "blue")) if fill else True
    theme = "themeColor" in look.get("backgroundColorStyle", {})
    styled = (
        not white
        or theme
        or bool(look.get("numberFormat"))
        or bool(look.get("textFormat", {}).get("bold"))
        or any(side.get("style", "NONE") != "NONE" for side in look.get("borders", {}).values())
    )
    return Held(entered(cell), styled, cell.get("dataValidation"))


def entered(cell: Json) -> Json:
    """What was entered into a cell, a formula as we write them; {} for nothing."""
    found: Json = cell.get("userEnteredValue", {})
    if "formulaValue" in found:
        return {"formulaValue": for_any_locale(found["formulaValue"])}
    return found


def same(one: Json, other: Json) -> bool:
    """Whether two cells hold the same; 1 and 1.0 are, 1 and true are not."""
    return one == other and one.keys() == other.keys()


def boxes(areas: Iterable[Json]) -> list[Box]:
    """GridRanges as boxes."""
    return [
        (
            area.get("startRowIndex", 0),
            area.get("startColumnIndex", 0),
            area.get("endRowIndex", 1 << 30) - 1,
            area.get("endColumnIndex", 1 << 30) - 1,
        )
        for area in areas
    ]


def grid_range(sheet_id: int, box: Box) -> Json:
    """A box of a tab as a GridRange."""
    return {
        "sheetId": sheet_id,
        "startRowIndex": box[0],
        "endRowIndex": box[2] + 1,
        "startColumnIndex": box[1],
        "endColumnIndex": box[3] + 1,
    }
