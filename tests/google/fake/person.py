"""Somebody who works in the spreadsheet: inserts, sorts, types. Rows and columns count from 0."""

from __future__ import annotations

from dataclasses import dataclass

from tests.google.fake import a1, locales, updates
from tests.google.fake.engine import Engine
from tests.google.fake.references import quoted
from tests.google.fake.sheets_api import Sheets
from tests.google.fake.state import Json, Sheet, Spreadsheet


@dataclass(frozen=True)
class Person:
    """A person with the spreadsheet open in a browser."""

    service: Sheets
    book: Spreadsheet

    def insert_rows(self, tab: str, row: int, count: int = 1) -> None:
        """Insert rows above a row; they look like the row before them."""
        area = self._rows(tab, row, count)
        self._do({"insertDimension": {"range": area, "inheritFromBefore": row > 0}})

    def delete_rows(self, tab: str, row: int, count: int = 1) -> None:
        """Delete rows."""
        self._do({"deleteDimension": {"range": self._rows(tab, row, count)}})

    def insert_columns(self, tab: str, column: int, count: int = 1) -> None:
        """Insert columns to the left of a column."""
        area = self._rows(tab, column, count) | {"dimension": "COLUMNS"}
        self._do({"insertDimension": {"range": area, "inheritFromBefore": column > 0}})

    def delete_columns(self, tab: str, column: int, count: int = 1) -> None:
        """Delete columns."""
        area = self._rows(tab, column, count) | {"dimension": "COLUMNS"}
        self._do({"deleteDimension": {"range": area}})

    def move_column(self, tab: str, column: int, before: int) -> None:
        """Drag a column to before another."""
        area = self._rows(tab, column, 1) | {"dimension": "COLUMNS"}
        self._do({"moveDimension": {"source": area, "destinationIndex": before}})

    def move_rows(self, tab: str, row: int, before: int, count: int = 1) -> None:
        """Drag rows to before another."""
        area = self._rows(tab, row, count)
        self._do({"moveDimension": {"source": area, "destinationIndex": before}})

    def sort(self, area: str, column: int, *, descending: bool = False) -> None:
        """Sort a range (A1 notation or a name) by the column with this index on its tab."""
        order = "DESCENDING" if descending else "ASCENDING"
        spec = {"dimensionIndex": column, "sortOrder": order}
        self._do({"sortRange": {"range": self._area(area), "sortSpecs": [spec]}})

    def duplicate_row(self, tab: str, row: int) -> None:
        """Copy a row into a new one under it, as people add a task."""
        self.insert_rows(tab, row + 1)
        sheet = self._sheet(tab)
        source = {"sheetId": sheet.id, "startRowIndex": row, "endRowIndex": row + 1}
        target = source | {"startRowIndex": row + 1, "endRowIndex": row + 2}
        copy = {"source": source, "destination": target, "pasteType": "PASTE_NORMAL"}
        self._do({"copyPaste": copy})

    def set(self, cell: str, value: str | float | bool | None) -> None:
        """Put a value into a cell (``Plan!B7``, or a name); a text with ``=`` is a formula.

        The formula is in English with commas; another text stays a text, None empties the cell.
        """
        entered: Json = {}
        if isinstance(value, bool):
            entered = {"boolValue": value}
        elif isinstance(value, int | float):
            entered = {"numberValue": value}
        elif isinstance(value, str) and value.startswith("="):
            locale = self.book.properties["locale"]
            entered = {"formulaValue": locales.from_english(value, locale)}
        elif value is not None:
            entered = {"stringValue": value}
        area = self._area(cell)
        start = {
            "sheetId": area["sheetId"],
            "rowIndex": area["startRowIndex"],
            "columnIndex": area["startColumnIndex"],
        }
        new = {"userEnteredValue": entered} if entered else {}
        rows = [{"values": [new]}]
        self._do({"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}})

    def rename_tab(self, old: str, new: str) -> None:
        """Call a tab otherwise."""
        properties = {"sheetId": self._sheet(old).id, "title": new}
        self._do({"updateSheetProperties": {"properties": properties, "fields": "title"}})

    def move_tab(self, title: str, index: int) -> None:
        """Drag a tab to another place."""
        properties = {"sheetId": self._sheet(title).id, "index": index}
        self._do({"updateSheetProperties": {"properties": properties, "fields": "index"}})

    def delete_tab(self, title: str) -> None:
        """Delete a tab."""
        self._do({"deleteSheet": {"sheetId": self._sheet(title).id}})

    def delete_name(self, name: str) -> None:
        """Delete a named range."""
        found = [item for item in self.book.named if item["name"] == name]
        assert found, f"no name {name}"
        self._do({"deleteNamedRange": {"namedRangeId": found[0]["namedRangeId"]}})

    def version(self) -> Spreadsheet:
        """The spreadsheet as the version history keeps it now."""
        return self.book.copied()

    def restore(self, version: Spreadsheet) -> None:
        """Go back to a version: everything but who the file is shared with."""
        roles, parents = self.book.roles, self.book.parents
        self.book.restore(version.copied())
        self.book.roles, self.book.parents = roles, parents

    def _sheet(self, title: str) -> Sheet:
        sheet = self.book.titled(title)
        assert sheet is not None, f"no tab {title!r}"
        return sheet

    def _rows(self, tab: str, start: int, count: int) -> Json:
        sheet_id = self._sheet(tab).id
        area = {"sheetId": sheet_id, "dimension": "ROWS"}
        return area | {"startIndex": start, "endIndex": start + count}

    def _area(self, text: str) -> Json:
        title, mark, cells = text.rpartition("!")
        known = self.book.titled(title) is not None
        sheet, box = a1.resolve(self.book, f"{quoted(title)}!{cells}" if mark and known else text)
        return {
            "sheetId": sheet.id,
            "startRowIndex": box.top,
            "endRowIndex": box.bottom,
            "startColumnIndex": box.left,
            "endColumnIndex": box.right,
        }

    def _do(self, request: Json) -> None:
        engine = self.service.engines.setdefault(self.book.id, Engine())
        updates.apply(self.book, [request], engine, self.service.today)
