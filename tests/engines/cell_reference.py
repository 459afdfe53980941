"""A1 references and areas. Rows and columns count from 1; both ends of an area are inside it."""

from __future__ import annotations

import re
from typing import NamedTuple

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CELL = re.compile(r"\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})")
_COLUMNS = re.compile(r"\$?([A-Za-z]{1,3}):\$?([A-Za-z]{1,3})")
_ROWS = re.compile(r"\$?([1-9][0-9]{0,6}):\$?([1-9][0-9]{0,6})")


class Area(NamedTuple):
    """A rectangle of cells."""

    top: int
    left: int
    bottom: int
    right: int

    def overlaps(self, other: Area) -> bool:
        """Whether the two rectangles share a cell."""
        return (
            self.top <= other.bottom
            and other.top <= self.bottom
            and self.left <= other.right
            and other.left <= self.right
        )

    def contains(self, row: int, column: int) -> bool:
        """Whether the cell lies inside."""
        return self.top <= row <= self.bottom and self.left <= column <= self.right

    def __str__(self) -> str:
        """The A1 form, one cell as one cell."""
        first, last = a1(self.top, self.left), a1(self.bottom, self.right)
        return first if first == last else f"{first}:{last}"


def column_number(letters: str) -> int:
    """``A`` is 1, ``XFD`` is 16384; letters outside the grid raise ValueError."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    if not 1 <= number <= LAST_COLUMN:
        raise ValueError(f"no column {letters}")
    return number


def column_letters(number: int) -> str:
    """1 is ``A``."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def a1(row: int, column: int) -> str:
    """The relative reference of one cell."""
    return f"{column_letters(column)}{row}"


def parse_cell(text: str) -> tuple[int, int]:
    """(row, column) of ``B7`` or ``$B$7``; anything else raises ValueError."""
    match = _CELL.fullmatch(text)
    if match is None or int(match[2]) > LAST_ROW:
        raise ValueError(f"not a cell: {text!r}")
    return int(match[2]), column_number(match[1])


def parse_area(text: str) -> Area:
    """The area of ``B7``, ``B7:D9``, ``B:D`` or ``7:9``; ends out of order raise ValueError."""
    if columns := _COLUMNS.fullmatch(text):
        area = Area(1, column_number(columns[1]), LAST_ROW, column_number(columns[2]))
    elif rows := _ROWS.fullmatch(text):
        area = Area(int(rows[1]), 1, int(rows[2]), LAST_COLUMN)
    else:
        first, colon, last = text.partition(":")
        area = Area(*parse_cell(first), *parse_cell(last if colon else first))
    if area.top > area.bottom or area.left > area.right or area.bottom > LAST_ROW:
        raise ValueError(f"not an area: {text!r}")
    return area


def parse_areas(text: str) -> list[Area]:
    """The areas of a space-separated list such as ``A1:B2 D4``; an empty list raises ValueError."""
    areas = [parse_area(part) for part in text.split()]
    if not areas:
        raise ValueError("no area")
    return areas


def parse_qualified(text: str) -> tuple[str, Area]:
    """(sheet title, area) of ``'My plan'!$A$1:$B$9``; anything else raises ValueError."""
    sheet, mark, area = text.removeprefix("=").rpartition("!")
    if not mark:
        raise ValueError(f"no sheet in {text!r}")
    if sheet.startswith("'") and sheet.endswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, parse_area(area)
