"""The methods of Sheets v4 that the fake answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from tests.google.fake import a1, answers, locales, updates
from tests.google.fake.cell_requests import write
from tests.google.fake.discovery import method_problems, validate, validate_mask
from tests.google.fake.engine import Engine, Values, plain
from tests.google.fake.masks import Mask, apply, parse
from tests.google.fake.sheet_requests import new_sheet
from tests.google.fake.state import Json, NotModelled, Refused, Spreadsheet

Params = list[tuple[str, str]]
_VALUE = parse("userEnteredValue")


@dataclass
class Sheets:
    """The service over some spreadsheets."""

    books: dict[str, Spreadsheet]
    url: str = ""
    today: dt.date | None = None
    locale_formulas: bool = True
    engines: dict[str, Engine] = field(default_factory=dict)

    def values(self, book: Spreadsheet) -> dict[int, Values]:
        """What everything in it comes to."""
        return self.engines.setdefault(book.id, Engine()).values(book, self.today)

    def view(self, book: Spreadsheet) -> answers.View:
        """How it is answered."""
        return answers.View(self.url, lambda: self.values(book), self.locale_formulas)

    def create(self, new_id: str, body: Json, params: Params) -> tuple[Spreadsheet, Json]:
        """A new spreadsheet with what is asked; en_US and Etc/GMT where nothing is."""
        mask = _asked("spreadsheets.create", params, "Spreadsheet")
        _check(body, "Spreadsheet")
        if extra := body.keys() - {"properties", "sheets"}:
            raise NotModelled(f"spreadsheets.create with {sorted(extra)}")
        defaults = {"title": "Untitled spreadsheet", "locale": "en_US", "timeZone": "Etc/GMT"}
        book = Spreadsheet(new_id, defaults | body.get("properties", {}))
        first = {"title": locales.first_tab(book.properties["locale"])}
        for sheet in body.get("sheets") or [{"properties": first}]:
            if extra := sheet.keys() - {"properties", "data"}:
                raise NotModelled(f"spreadsheets.create with sheets.{sorted(extra)}")
            made = new_sheet(book, sheet.get("properties", {}))
            for block in sheet.get("data", []):
                start = {
                    "sheetId": made.id,
                    "rowIndex": block.get("startRow", 0),
                    "columnIndex": block.get("startColumn", 0),
                }
                rows = block.get("rowData", [])
                request = {"updateCells": {"start": start, "rows": rows, "fields": "*"}}
                updates.apply(book, [request], Engine(), self.today)
        if all(sheet.properties.get("hidden") for sheet in book.sheets):
            raise Refused("You can't hide all the sheets in a document.")
        return book, answers.spreadsheet(book, self.view(book), [], mask, grid_data=False)

    def get(self, book: Spreadsheet, params: Params) -> Json:
        """What is asked of a spreadsheet."""
        mask = _asked("spreadsheets.get", params, "Spreadsheet")
        ranges = [value for name, value in params if name == "ranges"]
        grid = dict(params).get("includeGridData", "").lower() == "true"
        return answers.spreadsheet(book, self.view(book), ranges, mask, grid)

    def batch_update(self, book: Spreadsheet, body: Json, params: Params) -> Json:
        """Requests, all or none."""
        mask = _asked("spreadsheets.batchUpdate", params, "BatchUpdateSpreadsheetResponse")
        _check(body, "BatchUpdateSpreadsheetRequest")
        engine = self.engines.setdefault(book.id, Engine())
        replies = updates.apply(book, body["requests"], engine, self.today)
        answer: Json = {"spreadsheetId": book.id, "replies": replies}
        if body.get("includeSpreadsheetInResponse"):
            inner = None if mask is None else mask.get("updatedSpreadsheet", mask.get("*", {}))
            answer["updatedSpreadsheet"] = answers.spreadsheet(
                book,
                self.view(book),
                body.get("responseRanges", []),
                inner or None,
                bool(body.get("responseIncludeGridData")),
            )
        answer = answer if mask is None else apply(answer, mask)
        return dict(answers.without_zero_ids(answer))

    def values_get(self, book: Spreadsheet, params: Params) -> Json:
        """``values:batchGet``: bare values by range."""
        mask = _asked("spreadsheets.values.batchGet", params, "BatchGetValuesResponse")
        asked = dict(params)
        if asked.get("majorDimension", "ROWS") != "ROWS":
            raise NotModelled("values:batchGet by columns")
        option = asked.get("valueRenderOption", "FORMATTED_VALUE")
        ranges = [self.value_range(book, text, option) for name, text in params if name == "ranges"]
        answer = {"spreadsheetId": book.id, "valueRanges": ranges}
        return dict(answer if mask is None else apply(answer, mask))

    def value_range(self, book: Spreadsheet, text: str, option: str) -> Json:
        """One range; rows end with their last value, and no ``values`` where there is none."""
        sheet, box = a1.resolve(book, text)
        values = self.values(book)[sheet.id]
        rows: list[list[Any]] = []
        for row in range(box.top, box.bottom):
            line: list[Any] = []
            for column in range(box.left, box.right):
                effective = values.get((row, column))
                cell = sheet.cells.get((row, column), {})
                item: Any = "" if effective is None else plain(effective)
                entered = cell.get("userEnteredValue", {})
                if option == "FORMULA" and "formulaValue" in entered:
                    locale = book.properties["locale"]
                    item = answers.formula(entered, locale, self.view(book))
                elif option == "FORMATTED_VALUE" and effective is not None:
                    item = answers.shown(cell, effective, book.properties["locale"])
                line.append(item)
            while line and line[-1] == "":
                line.pop()
            rows.append(line)
        while rows and not rows[-1]:
            rows.pop()
        answer = {"range": a1.shown(sheet, box), "majorDimension": "ROWS"}
        return answer | ({"values": rows} if rows else {})

    def values_update(self, book: Spreadsheet, body: Json, params: Params) -> Json:
        """``values:batchUpdate``, RAW only: null skips a cell, "" clears it."""
        _asked("spreadsheets.values.batchUpdate", params, "BatchUpdateValuesResponse")
        _check(body, "BatchUpdateValuesRequest")
        if body["valueInputOption"] != "RAW":
            raise NotModelled("values:batchUpdate that parses what it is sent")
        before = book.copied()
        responses = []
        for data in body.get("data", []):
            try:
                responses.append(self._write(book, data))
            except (Refused, NotModelled):
                book.restore(before)
                raise
        book.changes += 1
        total = sum(answer["updatedCells"] for answer in responses)
        return {
            "spreadsheetId": book.id,
            "totalUpdatedCells": total,
            "totalUpdatedSheets": len(responses),
            "responses": responses,
        }

    def _write(self, book: Spreadsheet, data: Json) -> Json:
        sheet, box = a1.resolve(book, data["range"])
        if data.get("majorDimension", "ROWS") != "ROWS":
            raise NotModelled("values:batchUpdate by columns")
        written = 0
        for row, line in enumerate(data.get("values", []), start=box.top):
            for column, value in enumerate(line, start=box.left):
                if not box.holds((row, column)):
                    raise Refused(
                        f"Requested writing within range [{a1.shown(sheet, box)}], but "
                        f"tried writing to row [{row + 1}] or column [{column + 1}]"
                    )
                if value is None:
                    continue
                cell = {} if value == "" else {"userEnteredValue": _extended(value)}
                write(book, sheet, (row, column), cell, _VALUE)
                written += 1
        return {
            "spreadsheetId": book.id,
            "updatedRange": a1.shown(sheet, box),
            "updatedCells": written,
        }


def _extended(value: Any) -> Json:
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, int | float):
        return {"numberValue": value}
    if isinstance(value, str):
        return {"stringValue": value}
    raise Refused(f"Invalid values: {value!r} is not a value of a cell")


def _asked(method: str, params: Params, schema: str) -> Mask | None:
    """The mask of the answer; Refused where a parameter is wrong."""
    problems = method_problems("sheets.v4", method, params)
    fields = dict(params).get("fields")
    if fields is not None:
        problems += validate_mask(fields, schema)
    if problems:
        raise Refused("\n".join(problems))
    return None if fields is None else parse(fields)


def _check(body: Any, schema: str) -> None:
    if problems := validate(body, schema):
        raise Refused("\n".join(problems))
