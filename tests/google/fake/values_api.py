"""Bare values by range: what ``spreadsheets.values`` answers, and what it makes of typed text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tests.google.fake import a1, answers, locales
from tests.google.fake.cell_requests import write
from tests.google.fake.checking import asked, check
from tests.google.fake.engine import plain
from tests.google.fake.masks import apply, parse
from tests.google.fake.references import Change
from tests.google.fake.shifting import shift
from tests.google.fake.state import Box, Json, NotModelled, Place, Refused, Sheet, Spreadsheet

if TYPE_CHECKING:
    from tests.google.fake.sheets_api import Sheets

Params = list[tuple[str, str]]

_VALUE = parse("userEnteredValue")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)?(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_DATES = (
    (re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})"), (0, 1, 2)),
    (re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})"), (2, 0, 1)),
)


@dataclass(frozen=True)
class How:
    """How values are to be read: by rows or columns, shown, raw or as formulas."""

    by_columns: bool = False
    option: str = "FORMATTED_VALUE"
    dates: str = "SERIAL_NUMBER"

    @classmethod
    def of(cls, given: dict[str, Any], prefix: str = "") -> How:
        """From the parameters of a read, or the body of an update that wants its values back."""
        option = f"{prefix}{'V' if prefix else 'v'}alueRenderOption"
        dates = f"{prefix}{'D' if prefix else 'd'}ateTimeRenderOption"
        return cls(
            given.get("majorDimension", "ROWS") == "COLUMNS",
            given.get(option, "FORMATTED_VALUE"),
            given.get(dates, "SERIAL_NUMBER"),
        )


def batch_get(sheets: Sheets, book: Spreadsheet, params: Params) -> Json:
    """``values:batchGet``."""
    mask = asked("spreadsheets.values.batchGet", params, "BatchGetValuesResponse")
    how = How.of(dict(params))
    ranges = [value_range(sheets, book, text, how) for name, text in params if name == "ranges"]
    answer = {"spreadsheetId": book.id, "valueRanges": ranges}
    return dict(answer if mask is None else apply(answer, mask))


def get(sheets: Sheets, book: Spreadsheet, text: str, params: Params) -> Json:
    """``values/RANGE``."""
    mask = asked("spreadsheets.values.get", params, "ValueRange")
    answer = value_range(sheets, book, text, How.of(dict(params)))
    return dict(answer if mask is None else apply(answer, mask))


def value_range(sheets: Sheets, book: Spreadsheet, text: str, how: How) -> Json:
    """One range; lines end with their last value, and no ``values`` where there is none."""
    sheet, box = a1.resolve(book, text)
    values = sheets.values(book)[sheet.id]

    def shown(place: Place) -> Any:
        effective = values.get(place)
        cell = sheet.cells.get(place, {})
        entered = cell.get("userEnteredValue", {})
        locale = book.properties["locale"]
        if how.option == "FORMULA" and "formulaValue" in entered:
            return answers.formula(entered, locale, sheets.view(book))
        if effective is None:
            return ""
        is_date = cell.get("userEnteredFormat", {}).get("numberFormat", {}).get("type") == "DATE"
        if how.option == "FORMATTED_VALUE" or (is_date and how.dates == "FORMATTED_STRING"):
            return answers.shown(cell, effective, locale)
        return plain(effective)

    rows, columns = range(box.top, box.bottom), range(box.left, box.right)
    if how.by_columns:
        lines = [[shown((row, column)) for row in rows] for column in columns]
    else:
        lines = [[shown((row, column)) for column in columns] for row in rows]
    for line in lines:
        while line and line[-1] == "":
            line.pop()
    while lines and not lines[-1]:
        lines.pop()
    dimension = "COLUMNS" if how.by_columns else "ROWS"
    answer = {"range": a1.shown(sheet, box), "majorDimension": dimension}
    return answer | ({"values": lines} if lines else {})


def update(sheets: Sheets, book: Spreadsheet, text: str, body: Json, params: Params) -> Json:
    """``PUT values/RANGE``."""
    asked("spreadsheets.values.update", params, "UpdateValuesResponse")
    check({"range": text} | body, "ValueRange")
    given = dict(params)
    before = book.copied()
    try:
        answer = _written(book, {"range": text} | body, given["valueInputOption"])
    except (Refused, NotModelled):
        book.restore(before)
        raise
    if given.get("includeValuesInResponse", "").lower() == "true":
        answer["updatedData"] = _read_back(sheets, book, answer, given)
    return answer


def batch_update(sheets: Sheets, book: Spreadsheet, body: Json, params: Params) -> Json:
    """``values:batchUpdate``: null skips a cell, "" clears it; all ranges or none."""
    asked("spreadsheets.values.batchUpdate", params, "BatchUpdateValuesResponse")
    check(body, "BatchUpdateValuesRequest")
    before = book.copied()
    responses = []
    for data in body.get("data", []):
        try:
            responses.append(_written(book, data, body["valueInputOption"]))
        except (Refused, NotModelled):
            book.restore(before)
            raise
    if body.get("includeValuesInResponse"):
        for answer in responses:
            answer["updatedData"] = _read_back(sheets, book, answer, body)
    return {
        "spreadsheetId": book.id,
        "totalUpdatedRows": sum(answer["updatedRows"] for answer in responses),
        "totalUpdatedColumns": sum(answer["updatedColumns"] for answer in responses),
        "totalUpdatedCells": sum(answer["updatedCells"] for answer in responses),
        "totalUpdatedSheets": len({one["updatedRange"].partition("!")[0] for one in responses}),
        "responses": responses,
    }  # fmt: skip


def _read_back(sheets: Sheets, book: Spreadsheet, answer: Json, given: dict[str, Any]) -> Json:
    return value_range(sheets, book, answer["updatedRange"], How.of(given, "response"))


def append(sheets: Sheets, book: Spreadsheet, text: str, body: Json, params: Params) -> Json:
    """``values/RANGE:append``: below the table that lies in the range, in its first column."""
    asked("spreadsheets.values.append", params, "AppendValuesResponse")
    check({"range": text} | body, "ValueRange")
    given = dict(params)
    sheet, box = a1.resolve(book, text)
    table = _table(sheet, box)
    lines = body.get("values", [])
    longest = max(map(len, lines), default=0)
    by_columns = body.get("majorDimension", "ROWS") == "COLUMNS"
    height, width = (longest, len(lines)) if by_columns else (len(lines), longest)
    top, left = (table.bottom, table.left) if table is not None else (box.top, box.left)
    bottom, right = top + height, left + width
    before = book.copied()
    if given.get("insertDataOption", "OVERWRITE") == "INSERT_ROWS" and top < sheet.rows:
        shift(book, sheet, Change("ROWS", top, height))
    grid = sheet.properties["gridProperties"]
    size = {"rowCount": max(sheet.rows, bottom), "columnCount": max(sheet.columns, right)}
    sheet.properties = sheet.properties | {"gridProperties": grid | size}
    book.check_size()
    where = a1.shown(sheet, Box(top, left, max(bottom, top + 1), max(right, left + 1)))
    try:
        data = body | {"range": where}
        answer = _written(book, data, given["valueInputOption"])
    except (Refused, NotModelled):
        book.restore(before)
        raise
    if given.get("includeValuesInResponse", "").lower() == "true":
        answer["updatedData"] = _read_back(sheets, book, answer, given)
    found: Json = {"spreadsheetId": book.id}
    if table is not None:
        found["tableRange"] = a1.shown(sheet, table)
    return found | {"updates": answer}


def _table(sheet: Sheet, box: Box) -> Box | None:
    """The block of filled cells that ends lowest in a range: all that touch one another."""
    filled = {place for place, cell in sheet.cells.items() if "userEnteredValue" in cell}
    inside = [place for place in filled if box.holds(place)]
    if not inside:
        return None
    reached, edge = set[Place](), [max(inside)]
    while edge:
        row, column = edge.pop()
        if (row, column) in reached:
            continue
        reached.add((row, column))
        around = [(row + down, column + right) for down in (-1, 0, 1) for right in (-1, 0, 1)]
        edge += [place for place in around if place in filled]
    rows, columns = [row for row, _ in reached], [column for _, column in reached]
    return Box(min(rows), min(columns), max(rows) + 1, max(columns) + 1)


def clear(book: Spreadsheet, texts: list[str]) -> list[str]:
    """``:clear`` and ``:batchClear``: the values go, all else in the cells stays."""
    cleared = []
    for text in texts:
        sheet, box = a1.resolve(book, text)
        for place in [place for place in sheet.cells if box.holds(place)]:
            write(book, sheet, place, {}, _VALUE)
        cleared.append(a1.shown(sheet, box))
    book.changes += 1
    return cleared


def _written(book: Spreadsheet, data: Json, option: str) -> Json:
    sheet, box = a1.resolve(book, data["range"])
    lines = data.get("values", [])
    by_columns = data.get("majorDimension", "ROWS") == "COLUMNS"
    if ":" not in data["range"].rpartition("!")[2] and "!" in data["range"]:
        # One cell is where to begin, and the range as large as what is written.
        box = Box(box.top, box.left, sheet.rows, sheet.columns)
    reached = [box.top, box.left]
    written = 0
    for major, line in enumerate(lines):
        for minor, value in enumerate(line):
            row, column = (minor, major) if by_columns else (major, minor)
            place = (box.top + row, box.left + column)
            reached = [max(reached[0], place[0]), max(reached[1], place[1])]
            if not box.holds(place):
                raise Refused(
                    f"Requested writing within range [{a1.shown(sheet, box)}], but tried writing "
                    f"to row [{place[0] + 1}]"
                    if place[0] >= box.bottom
                    else f"Requested writing within range [{a1.shown(sheet, box)}], but tried "
                    f"writing to column [{place[1] + 1}]"
                )
            if value is None:
                continue
            entered, look = _entered(value, option, book.properties["locale"])
            cell: Json = {} if entered is None else {"userEnteredValue": entered}
            write(book, sheet, place, cell, _VALUE)
            old = sheet.cells.get(place, {})
            if look is not None and "numberFormat" not in old.get("userEnteredFormat", {}):
                kept = old.get("userEnteredFormat", {}) | {"numberFormat": look}
                sheet.put(place, old | {"userEnteredFormat": kept})
            written += 1
    book.changes += 1
    held = Box(box.top, box.left, reached[0] + 1, reached[1] + 1)
    return {
        "spreadsheetId": book.id,
        "updatedRange": a1.shown(sheet, held),
        "updatedRows": held.bottom - held.top,
        "updatedColumns": held.right - held.left,
        "updatedCells": written,
    }


def _entered(value: Any, option: str, locale: str) -> tuple[Json | None, Json | None]:
    """The value as it is kept, and the number format that typing it sets; None for neither."""
    if isinstance(value, bool):
        return {"boolValue": value}, None
    if isinstance(value, int | float):
        return {"numberValue": value}, None
    if not isinstance(value, str):
        raise Refused(f"Invalid values: {value!r} is not a value of a cell")
    if value == "":
        return None, None
    if option == "RAW":
        return {"stringValue": value}, None
    if option != "USER_ENTERED":
        raise NotModelled(f"valueInputOption {option}")
    return _typed(value, locale)


def _typed(text: str, locale: str) -> tuple[Json | None, Json | None]:
    """What a cell makes of a text that somebody types into it."""
    if text.startswith("="):
        return {"formulaValue": text}, None
    if text.startswith("'"):
        return {"stringValue": text[1:]}, None
    if text.strip().upper() in {"TRUE", "FALSE"}:
        return {"boolValue": text.strip().upper() == "TRUE"}, None
    bare = text.strip()
    if locales.has_comma(locale):
        bare = bare.translate(str.maketrans(",.", ".,"))
    if bare.endswith("%") and _is_number(bare[:-1].strip()):
        pattern = "0.00%" if "." in bare else "0%"
        number = float(bare[:-1].replace(",", "")) / 100
        return {"numberValue": number}, {"type": "PERCENT", "pattern": pattern}
    if _is_number(bare):
        number = float(bare.replace(",", ""))
        return {"numberValue": int(number) if number.is_integer() else number}, None
    for shape, order in _DATES:
        if match := shape.fullmatch(text.strip()):
            year, month, day = (int(match[place + 1]) for place in order)
            if locale != "en_US" and order[0]:
                month, day = day, month
            try:
                days = (dt.datetime(year, month, day) - locales.EPOCH).days  # noqa: DTZ001
            except ValueError:
                break
            shown = {"type": "DATE"} | ({"pattern": "yyyy-mm-dd"} if order == (0, 1, 2) else {})
            return {"numberValue": days}, shown
    return {"stringValue": text}, None


def _is_number(text: str) -> bool:
    return bool(text) and text not in "+-" and _NUMBER.fullmatch(text) is not None
