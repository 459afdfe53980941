"""A formula as it reads from its own cell, so that a formula that was filled down is one formula.

``=A1+$B$1`` in A2 and ``=A2+$B$1`` in A3 say the same: one row up, plus B1. Sheets moves the
references of a formula that one request repeats over an area in just this way.
"""

from __future__ import annotations

import re
from functools import lru_cache

from retrosheet.workbook.refs import column_letters

# A text, the quoted title of a tab, or a reference; a name or function with digits is no reference.
_PARTS = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*')|(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([0-9]{1,7})(?![\w.(!])"""
)


def relative(formula: str, row: int, column: int) -> str:
    """The formula of the cell at ``row`` and ``column`` with its references as steps from there."""

    def stepped(match: re.Match[str]) -> str:
        text, fixed_column, letters, fixed_row, digits = match.groups()
        if text is not None:
            return match[0]
        at_row, at_column = int(digits) - 1, _column_number(letters)
        down = f"R{at_row}" if fixed_row else f"R[{at_row - row}]"
        across = f"C{at_column}" if fixed_column else f"C[{at_column - column}]"
        return f"{down}{across}"

    return _PARTS.sub(stepped, formula)


def filled(formula: str, rows: int, columns: int) -> str:
    """The formula as it is in a cell ``rows`` below and ``columns`` to the right of its own."""

    def moved(match: re.Match[str]) -> str:
        text, fixed_column, letters, fixed_row, digits = match.groups()
        if text is not None:
            return match[0]
        if not fixed_column:
            letters = column_letters(_column_number(letters) + columns)
        number = int(digits) + (0 if fixed_row else rows)
        return f"{fixed_column}{letters}{fixed_row}{number}"

    return _PARTS.sub(moved, formula)


@lru_cache(4096)
def _column_number(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number - 1
