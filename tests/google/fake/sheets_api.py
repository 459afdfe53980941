"""The methods of Sheets v4 that the fake answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from tests.google.fake import answers, locales, updates
from tests.google.fake.checking import asked, check
from tests.google.fake.engine import Engine, Values
from tests.google.fake.masks import apply
from tests.google.fake.sheet_requests import new_sheet, numbered
from tests.google.fake.state import Json, NotModelled, Refused, Spreadsheet

Params = list[tuple[str, str]]


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
        mask = asked("spreadsheets.create", params, "Spreadsheet")
        check(body, "Spreadsheet")
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
        mask = asked("spreadsheets.get", params, "Spreadsheet")
        ranges = [value for name, value in params if name == "ranges"]
        grid = dict(params).get("includeGridData", "").lower() == "true"
        return answers.spreadsheet(book, self.view(book), ranges, mask, grid)

    def batch_update(self, book: Spreadsheet, body: Json, params: Params) -> Json:
        """Requests, all or none."""
        mask = asked("spreadsheets.batchUpdate", params, "BatchUpdateSpreadsheetResponse")
        check(body, "BatchUpdateSpreadsheetRequest")
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
        answer = answer if mask is None else apply(answer, mask, done="rowData")
        return dict(answers.without_zero_ids(answer))

    def copy_to(self, book: Spreadsheet, sheet_id: int, body: Json) -> Json:
        """A tab once more, in this spreadsheet or another."""
        check(body, "CopySheetToAnotherSpreadsheetRequest")
        target = self.books.get(body.get("destinationSpreadsheetId", ""))
        if target is None:
            raise Refused("Requested entity was not found.", 404, "NOT_FOUND")
        source = book.sheet(sheet_id)
        made = new_sheet(target, {"title": f"Copy of {source.title}"})
        copied = source.copied()
        copied.properties = source.properties | made.properties
        target.sheets[target.sheets.index(made)] = copied
        target.changes += 1
        return numbered(target, copied)
