"""A spreadsheet of the fake, to look at: rows and columns count from 0, as in the API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from tests.google.fake import a1
from tests.google.fake.answers import shown
from tests.google.fake.engine import plain
from tests.google.fake.masks import Mask
from tests.google.fake.sheets_api import Sheets
from tests.google.fake.state import Box, Json, Role, Sheet, Spreadsheet

Value = str | float | bool | None
_ALL: Mask = {"*": {}}


class SeenCell(NamedTuple):
    """One cell: what was put there, the formula in English with commas, what it comes to."""

    value: Value
    formula: str
    effective: Value
    shown: str
    format: Json
    validation: Json
    note: str


@dataclass(frozen=True)
class FakeTab:
    """One tab."""

    service: Sheets
    book: Spreadsheet
    sheet: Sheet

    @property
    def title(self) -> str:
        """The name on the tab."""
        return self.sheet.title

    @property
    def properties(self) -> Json:
        """SheetProperties."""
        return self.sheet.properties

    @property
    def rules(self) -> list[Json]:
        """The ConditionalFormatRules, in order."""
        return self.sheet.rules

    @property
    def protected(self) -> list[Json]:
        """The ProtectedRanges."""
        return self.sheet.protected

    @property
    def charts(self) -> list[Json]:
        """The EmbeddedCharts."""
        return self.sheet.charts

    @property
    def merges(self) -> list[Json]:
        """The merged GridRanges."""
        return self.sheet.merges

    @property
    def groups(self) -> dict[str, list[Json]]:
        """The DimensionGroups, by ROWS and COLUMNS."""
        return {"ROWS": self.sheet.row_groups, "COLUMNS": self.sheet.column_groups}

    @property
    def sizes(self) -> dict[str, dict[int, Json]]:
        """The DimensionProperties that were set, by ROWS and COLUMNS, by index."""
        return {"ROWS": self.sheet.row_sizes, "COLUMNS": self.sheet.column_sizes}

    @property
    def filter(self) -> Json | None:
        """The BasicFilter."""
        return self.sheet.filter[0] if self.sheet.filter else None

    @property
    def filter_views(self) -> list[Json]:
        """The FilterViews."""
        return self.sheet.filter_views

    @property
    def validations(self) -> dict[tuple[int, int], Json]:
        """The DataValidationRules by cell."""
        return {
            place: cell["dataValidation"]
            for place, cell in self.sheet.cells.items()
            if "dataValidation" in cell
        }

    def cell(self, place: str | tuple[int, int]) -> SeenCell:
        """The cell at ``B7`` or (6, 1)."""
        if isinstance(place, str):
            _sheet, box = a1.resolve(
                self.book, f"'{self.title.replace(chr(39), chr(39) * 2)}'!{place}"
            )
            place = (box.top, box.left)
        cell = self.sheet.cells.get(place, {})
        entered = cell.get("userEnteredValue", {})
        effective = self.service.values(self.book)[self.sheet.id].get(place)
        return SeenCell(
            None if "formulaValue" in entered else plain(entered),
            entered.get("formulaValue", ""),
            plain(effective),
            shown(cell, effective or {}, self.book.properties["locale"]),
            cell.get("userEnteredFormat", {}),
            cell.get("dataValidation", {}),
            cell.get("note", ""),
        )

    def rows(self) -> list[list[Value]]:
        """What every cell comes to, up to the last row and column with anything."""
        values = self.service.values(self.book)[self.sheet.id]
        bottom = max((row for row, _ in values), default=-1) + 1
        right = max((column for _, column in values), default=-1) + 1
        box = Box(0, 0, bottom, right)
        return [
            [plain(values.get((row, column))) for column in range(box.left, box.right)]
            for row in range(box.top, box.bottom)
        ]


@dataclass(frozen=True)
class FakeSpreadsheet:
    """A whole spreadsheet."""

    service: Sheets
    book: Spreadsheet

    @property
    def id(self) -> str:
        """Its id."""
        return self.book.id

    @property
    def properties(self) -> Json:
        """SpreadsheetProperties: title, locale, timeZone."""
        return self.book.properties

    @property
    def tabs(self) -> list[FakeTab]:
        """The tabs in their order, hidden ones too."""
        return [FakeTab(self.service, self.book, sheet) for sheet in self.book.sheets]

    def tab(self, title: str) -> FakeTab:
        """The tab of that name; KeyError where there is none."""
        for tab in self.tabs:
            if tab.title == title:
                return tab
        raise KeyError(f"no tab {title!r}: {[tab.title for tab in self.tabs]}")

    @property
    def named_ranges(self) -> dict[str, Json]:
        """The GridRanges by name; {} where nothing is left of one."""
        return {item["name"]: item.get("range", {}) for item in self.book.named}

    def named(self, name: str) -> list[list[SeenCell]]:
        """The cells of a named range."""
        sheet, box = a1.resolve(self.book, name)
        tab = FakeTab(self.service, self.book, sheet)
        columns = range(box.left, box.right)
        return [
            [tab.cell((row, column)) for column in columns] for row in range(box.top, box.bottom)
        ]

    @property
    def metadata(self) -> list[Json]:
        """The DeveloperMetadata."""
        return self.book.metadata

    @property
    def roles(self) -> dict[str, Role]:
        """Who may do what: an e-mail address, or ``anyone``."""
        return self.book.roles

    @property
    def parents(self) -> list[str]:
        """The folders it lies in."""
        return self.book.parents

    def errors(self) -> Iterator[str]:
        """Each cell that comes to an error, as ``Plan!B7 #REF! =…``."""
        values = self.service.values(self.book)
        for sheet in self.book.sheets:
            for (row, column), value in sorted(values[sheet.id].items()):
                if "errorValue" in value:
                    entered = sheet.cells[row, column].get("userEnteredValue", {})
                    where = a1.shown(sheet, Box(row, column, row + 1, column + 1))
                    yield f"{where} {plain(value)} {entered.get('formulaValue', '')}"
