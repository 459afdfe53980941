"""What a ``GET`` of a spreadsheet answers: only what is asked for, without what is empty."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from tests.google.fake import a1, locales
from tests.google.fake.echoes import echoed
from tests.google.fake.engine import Values, plain
from tests.google.fake.masks import Mask, apply
from tests.google.fake.sheet_requests import numbered
from tests.google.fake.state import Box, Json, Sheet, Spreadsheet

WHITE = {"red": 1, "green": 1, "blue": 1}
_FORMAT: Json = {
    "backgroundColor": WHITE,
    "backgroundColorStyle": {"rgbColor": WHITE},
    "padding": {"top": 2, "right": 3, "bottom": 2, "left": 3},
    "verticalAlignment": "BOTTOM",
    "wrapStrategy": "OVERFLOW_CELL",
    "textFormat": {"fontFamily": "Arial", "fontSize": 10, "bold": False, "italic": False},
}
_PLAIN: Json = {}
_EVERYTHING: Mask = {"*": {}}


@dataclass(frozen=True)
class View:
    """How a spreadsheet is answered: where it lies, its values, how its formulas read."""

    url: str
    values: Callable[[], dict[int, Values]]
    locale_formulas: bool = True


def spreadsheet(
    book: Spreadsheet, view: View, ranges: list[str], mask: Mask | None, grid_data: bool
) -> Json:
    """The answer; with a mask ``grid_data`` says nothing, as the mask does."""
    wanted = [a1.resolve(book, text) for text in ranges]
    sheets = [s for s in book.sheets if not wanted or any(s is sheet for sheet, _ in wanted)]
    picked = _EVERYTHING if mask is None else mask
    in_sheets = _inner(picked, "sheets")
    data = grid_data
    if mask is not None:
        data = in_sheets is not None and (not in_sheets or bool(in_sheets.keys() & {"data", "*"}))
    answer: Json = {
        "spreadsheetId": book.id,
        "properties": {
            "autoRecalc": "ON_CHANGE",
            "defaultFormat": _FORMAT,
            **book.properties,
        },
        "sheets": [
            _sheet(book, sheet, view, [box for own, box in wanted if own is sheet], data, in_sheets)
            for sheet in sheets
        ],
        "spreadsheetUrl": f"https://docs.google.com/spreadsheets/d/{book.id}/edit",
    }
    if book.named:
        answer["namedRanges"] = book.named
    if book.metadata:
        answer["developerMetadata"] = book.metadata
    return dict(without_zero_ids(apply(answer, picked, done="rowData")))


def _inner(mask: Mask, name: str) -> Mask | None:
    return mask.get(name, mask.get("*"))


def without_zero_ids(value: Any) -> Any:
    """The answer as Google writes it: ranges and places leave out a zero sheetId, and others."""
    if isinstance(value, list):
        return [without_zero_ids(item) for item in value]
    if not isinstance(value, dict):
        return value
    result = {
        name: item if name in {"rowData", "properties"} else without_zero_ids(item)
        for name, item in value.items()
    }
    is_range = result.keys() <= _RANGE_KEYS and result.keys() & _RANGE_KEYS - {"sheetId"}
    if (is_range or result.keys() == {"sheetId"}) and result.get("sheetId") == 0:
        del result["sheetId"]
    return result


# The cells of a tab by row and column.
ByRow = Mapping[int, Mapping[int, Json]]

_RANGE_KEYS = set(
    "sheetId startRowIndex endRowIndex startColumnIndex endColumnIndex rowIndex columnIndex"
    " dimension startIndex endIndex".split()
)


def _sheet(
    book: Spreadsheet, sheet: Sheet, view: View, boxes: list[Box], data: bool, mask: Mask | None
) -> Json:
    answer: Json = {"properties": echoed(numbered(book, sheet))}
    for name, items in (
        ("merges", sheet.merges),
        ("conditionalFormats", sheet.rules),
        ("protectedRanges", [item | {"requestingUserCanEdit": True} for item in sheet.protected]),
        ("charts", sheet.charts),
        ("bandedRanges", sheet.bandings),
        ("filterViews", sheet.filter_views),
        ("rowGroups", sheet.row_groups),
        ("columnGroups", sheet.column_groups),
        ("tables", sheet.tables),
    ):
        if items:
            answer[name] = echoed(items)
    if sheet.filter:
        answer["basicFilter"] = sheet.filter[0]
    if data:
        inner = (mask or {}).get("data", {}) or _EVERYTHING
        whole = [Box(0, 0, sheet.rows, sheet.columns)]
        answer["data"] = _data(book, sheet, view, boxes or whole, inner)
    return answer


def _data(book: Spreadsheet, sheet: Sheet, view: View, boxes: list[Box], mask: Mask) -> list[Json]:
    by_row: dict[int, dict[int, Json]] = {}
    for (row, column), cell in sheet.cells.items():
        by_row.setdefault(row, {})[column] = cell
    return [_block(book, sheet, view, box, mask, by_row) for box in boxes]


def _block(
    book: Spreadsheet, sheet: Sheet, view: View, box: Box, mask: Mask, by_row: ByRow
) -> Json:
    answer: Json = {}
    if box.top:
        answer["startRow"] = box.top
    if box.left:
        answer["startColumn"] = box.left
    asked = _inner(mask, "rowData")
    if asked is not None:
        in_values = (asked.get("values", asked.get("*")) if asked else {}) or _EVERYTHING
        rows = _rows(book, sheet, view, box, in_values, by_row)
        if any(in_values.values()):
            rows = apply(rows, {"values": in_values})
        if rows:
            answer["rowData"] = rows
    for name, size, sizes, span in (
        ("rowMetadata", 21, sheet.row_sizes, range(box.top, box.bottom)),
        ("columnMetadata", 100, sheet.column_sizes, range(box.left, box.right)),
    ):
        if _inner(mask, name) is not None:
            answer[name] = [{"pixelSize": size} | sizes.get(index, {}) for index in span]
    return answer


def _rows(
    book: Spreadsheet, sheet: Sheet, view: View, box: Box, mask: Mask, by_row: ByRow
) -> list[Json]:
    """The rows up to the last with anything, each up to its last cell with anything."""
    rows: list[Json] = []
    filled = 0
    asked = _Asked.by(mask)
    for row in range(box.top, box.bottom):
        there = by_row.get(row, {})
        columns = [column for column in there if box.left <= column < box.right]
        if not columns:
            rows.append({})
            continue
        cells: list[Json] = [{} for _ in range(box.left, max(columns) + 1)]
        for column in columns:
            if asked.of_it(there[column]):
                cells[column - box.left] = _cell(book, sheet, view, (row, column), asked)
        rows.append({"values": cells})
        filled = len(rows)
    return rows[:filled]


class _Asked(NamedTuple):
    """What is asked of each cell."""

    names: Mask | None
    """What it was given; None for all of it."""
    effective: bool
    formatted: bool
    effective_format: bool
    echoes: dict[int, Json]
    """What has been echoed for this answer, by its identity: most cells look like others."""

    @classmethod
    def by(cls, mask: Mask) -> _Asked:
        if "*" in mask:
            return cls(None, True, True, True, {})
        return cls(
            mask, "effectiveValue" in mask, "formattedValue" in mask, "effectiveFormat" in mask, {}
        )

    def echoed(self, look: Json) -> Json:
        """A look as it is answered."""
        if id(look) not in self.echoes:
            self.echoes[id(look)] = echoed(look)
        return self.echoes[id(look)]

    def of_it(self, cell: Json) -> bool:
        """Whether any of it is: most cells of a tab have a look alone."""
        names = self.names
        return names is None or "userEnteredValue" in cell or not names.keys().isdisjoint(cell)


def _cell(
    book: Spreadsheet, sheet: Sheet, view: View, place: tuple[int, int], asked: _Asked
) -> Json:
    cell = sheet.cells[place]
    names = cell if asked.names is None else asked.names
    answer = {
        name: asked.echoed(cell[name]) if name == "userEnteredFormat" else cell[name]
        for name in names
        if name in cell
    }
    value = cell.get("userEnteredValue")
    if value is None:
        return answer
    if "userEnteredValue" in answer and "formulaValue" in value:
        written = formula(value, book.properties["locale"], view)
        answer["userEnteredValue"] = {"formulaValue": written}
    if asked.effective or asked.formatted:
        effective = view.values()[sheet.id][place]
        if asked.effective:
            answer["effectiveValue"] = effective
        if asked.formatted and (text := shown(cell, effective, book.properties["locale"])):
            answer["formattedValue"] = text
    if asked.effective_format:
        answer["effectiveFormat"] = _FORMAT | asked.echoed(cell.get("userEnteredFormat", _PLAIN))
    return answer


def formula(value: Json, locale: str, view: View) -> str:
    """A formula as it is answered: what could not be read is given back as it came."""
    text = str(value["formulaValue"])
    if value.get("broken") or not view.locale_formulas:
        return text
    return locales.from_english(text, locale)


def shown(cell: Json, effective: Json, locale: str) -> str:
    """What the cell shows."""
    number_format = cell.get("userEnteredFormat", {}).get("numberFormat", {})
    bare = plain(effective)
    return "" if bare is None else locales.formatted(bare, number_format, locale)
