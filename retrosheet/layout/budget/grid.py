"""Where everything stands on the Budget tab, and how amounts look there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout import number_formats
from retrosheet.layout.palette import HEADER, SECTION, TEXT
from retrosheet.workbook.model import Row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Sheet
    from retrosheet.workbook.refs import Area

SPARE_LINES = 15
COLUMNS = (
    "edge", "line", "category", "task", "due", "planned", "committed", "paid", "remaining",
    "notes", "gap", "first", "part_paid", "part_committed", "part_free",
)  # fmt: skip
"""From the left; the last four are hidden: where a category is first named, parts of the chart."""

MONEY = ("planned", "committed", "paid", "remaining")

# LibreOffice prints "###" for a number that is hidden beside the last printed column: hence "gap".
WIDTHS = (1.3, 36, 17, 8, 11, 11, 11, 11, 11, 54, 1.3)
SECTION_ROW, TOTAL_ROW, CATEGORY_ROW = 3, 5, 6
HEIGHT = 17.0


AMOUNTS = {
    "planned": Text("Prévu", "Planned"),
    "committed": Text("Engagé", "Committed"),
    "paid": Text("Payé", "Paid"),
    "remaining": Text("Reste", "Remaining"),
}


def column(key: str) -> int:
    return COLUMNS.index(key)


def planned_total(frame: Frame) -> float:
    return sum(line.amount for line in frame.campaign.budget)


class Grid:
    """The rows of one campaign's budget, and what its two tables have in common."""

    def __init__(self, sheet: Sheet, frame: Frame) -> None:
        self.sheet, self.frame, self.lang = sheet, frame, frame.lang
        self.entries = frame.campaign.budget
        self.categories = list(dict.fromkeys(entry.category for entry in self.entries))
        self.last_category_row = CATEGORY_ROW + len(self.categories)
        self.header_row = self.last_category_row + 3
        self.sentinel_row = self.header_row + len(self.entries) + SPARE_LINES + 1
        self.total = planned_total(frame)
        self.money = TEXT._replace(align="right", number_format=number_formats.money(self.lang))
        nothing = number_formats.money(self.lang) + ';"–"'
        self.sums = self.money._replace(number_format=nothing)

    def range(self, key: str) -> str:
        """A column of the lines from its header to the row below the last one."""
        place = column(key)
        return self.sheet.area(self.header_row, place, self.sentinel_row, place).local

    def lines(self, key: str) -> Area:
        """A column of the lines in which people type."""
        first, last = self.header_row + 1, self.sentinel_row - 1
        return self.sheet.area(first, column(key), last, column(key))

    def put_header(self, row: int, title: Text, headers: Mapping[str, Text], right: str) -> None:
        """A section's title, and below it the headers of its table; ``right`` is one aligned so."""
        for key, header in headers.items():
            text = title.to(self.lang) if key == "line" else ""
            self.sheet.put(row, column(key), text, SECTION)
            style = HEADER._replace(align="right") if key in {*MONEY, right} else HEADER
            if key == "notes":
                style = HEADER._replace(align="left", indent=1)
            self.sheet.put(row + 1, column(key), header.to(self.lang), style)
        self.sheet.rows.extend((Row(row, 20), Row(row + 1, 20)))
