"""Cell references in the A1 dialect that Excel, Google Sheets and LibreOffice share.

Rows and columns count from 0 everywhere in this project; only the text counts from 1.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_TEXT = re.compile(r'"(?:[^"]|"")*"')
_ROW = re.compile(r"\$?[A-Za-z]{1,3}\$?([0-9]{1,7})")
_PLAIN_TITLE = re.compile(r"[^\W\d]\w*")


@lru_cache(maxsize=1024)
def column_letters(column: int) -> str:
    """A for 0, Z for 25, AA for 26."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


LOST = "#REF!"
"""What stands in a formula for cells that are gone."""


@lru_cache(maxsize=4096)
def column_number(letters: str) -> int:
    """0 for A, 25 for Z, 26 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1


def cell_ref(row: int, column: int, *, row_abs: bool = False, col_abs: bool = False) -> str:
    """A1, $A1, A$1 or $A$1."""
    return f"{'$' * col_abs}{column_letters(column)}{'$' * row_abs}{row + 1}"


def quoted_title(title: str) -> str:
    """A tab's title as it stands before the ``!`` of a reference."""
    if _PLAIN_TITLE.fullmatch(title) and title.isascii():
        return title
    return "'" + title.replace("'", "''") + "'"


def row_looked_at(formula: str) -> int | None:
    """The row of the last cell that a formula, or an address, names; None where it names none."""
    found = _ROW.search(formula.rpartition("!")[2])
    return int(found[1]) - 1 if found else None


@lru_cache(maxsize=4096)
def refers_to(formula: str, title: str) -> bool:
    """Whether a formula looks at cells of the tab of that title."""
    quoted = re.escape("'" + title.replace("'", "''") + "'!")
    plain = rf"(?<![\w.'\]]){re.escape(title)}!"
    return bool(re.search(f"{quoted}|{plain}", _TEXT.sub("", formula), re.IGNORECASE))


class Area(NamedTuple):
    """A rectangle of cells on a tab, both ends included."""

    title: str
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def local(self) -> str:
        """The absolute reference without the tab: $A$1:$B$9, or $A$1 for one cell."""
        first = cell_ref(self.first_row, self.first_column, row_abs=True, col_abs=True)
        last = cell_ref(self.last_row, self.last_column, row_abs=True, col_abs=True)
        return first if first == last else f"{first}:{last}"

    @property
    def ref(self) -> str:
        """The absolute reference with the tab: 'Rétroplanning'!$A$1:$B$9."""
        return f"{quoted_title(self.title)}!{self.local}"

    def column(self, index: int) -> Area:
        """One of its columns, counted from the left."""
        column = self.first_column + index
        return self._replace(first_column=column, last_column=column)

    def cell(self, row: int, column: int = 0) -> Area:
        """One of its cells, counted from the top left."""
        row, column = self.first_row + row, self.first_column + column
        return Area(self.title, row, column, row, column)

    @property
    def rows(self) -> int:
        return self.last_row - self.first_row + 1
