"""A formula as it reads from its own cell, so that a formula that was filled down is one formula.

``=A1+$B$1`` in A2 and ``=A2+$B$1`` in A3 say the same: one row up, plus B1. Sheets moves the
references of a formula that one request repeats over an area in just this way.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from retrosheet.workbook.refs import column_letters

_TEXT = r""""(?:[^"]|"")*"|'(?:[^']|'')*'"""
# A text, the quoted title of a tab, or a reference; a name or function with digits is no reference.
_PARTS = re.compile(
    rf"({_TEXT})|(?<![\w.$])(\$?)([A-Z]{{1,3}})(\$?)([0-9]{{1,7}})(?![\w.(!])",
)
_NUMBER = re.compile(r"[0-9]{1,7}")
# Whole columns and rows move as well, but not in the ways that are followed here.
_WHOLE = re.compile(r"(?<![\w.$])\$?([A-Z]{1,3}:\$?[A-Z]{1,3}|[0-9]+:\$?[0-9]+)(?![\w.(!])")


class Relative(NamedTuple):
    """Equal for two cells exactly when filling the one over the other gives its formula.

    ``pattern`` is the formula with its columns as steps and without its numbers, which stand in
    ``numbers``: as they are written, or as steps for the rows that move.
    """

    pattern: str
    numbers: tuple[str | int, ...]


def relative(formula: str, row: int, column: int) -> Relative:
    """The formula of the cell at ``row`` and ``column`` with its references as steps from there."""
    pattern, moving = _pattern(_NUMBER.sub("0", formula), column)
    if moving is None:
        return Relative(formula, (row, column))
    numbers: list[str | int] = list(_NUMBER.findall(formula))
    for place in moving:
        numbers[place] = int(numbers[place]) - row
    return Relative(pattern, tuple(numbers))


@lru_cache(65536)
def _pattern(shape: str, column: int) -> tuple[str, tuple[int, ...] | None]:
    """A formula whose numbers are all 0: with its columns as steps, and which numbers are rows.

    None instead of those for a formula that is not followed, as it names whole rows or columns.
    """
    if _WHOLE.search(re.sub(_TEXT, '""', shape)):
        return shape, None
    moving: list[int] = []
    pieces: list[str] = []
    end = 0
    for match in _PARTS.finditer(shape):
        text, fixed_column, letters, fixed_row, digits = match.groups()
        if text is not None or digits != "0":
            continue
        if not fixed_row:
            moving.append(shape.count("0", 0, match.start(5)))
        if not fixed_column:
            pieces += [shape[end : match.start()], f"[{_column_number(letters) - column}]"]
            end = match.end(3)
    return "".join((*pieces, shape[end:])), tuple(moving)


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
