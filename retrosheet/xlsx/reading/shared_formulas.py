"""A formula that is filled over several cells and written in the first of them alone."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from retrosheet.workbook.refs import column_letters, column_number

_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575
_REFERENCE = re.compile(
    r"""("(?:[^"]|"")*"|'(?:[^']|'')*')
    |(?<![\w.$])(\$?)([A-Z]{1,3})(\$?)([1-9][0-9]{0,6})(?![\w.(!])
    |(?<![\w.$:])(\$?)([A-Z]{1,3}):(\$?)([A-Z]{1,3})(?![\w.(!:$])
    |(?<![\w.$:])(\$?)([1-9][0-9]{0,6}):(\$?)([1-9][0-9]{0,6})(?![\w.(!:$])""",
    re.VERBOSE,
)
_Side = tuple[str, str, bool]
"""What stands before a side of a reference, the side, and whether it is a row."""


class SharedFormula(NamedTuple):
    """The formula without ``=`` as the cell in a row and a column, counted from 0, has it."""

    text: str
    row: int
    column: int

    def at(self, row: int, column: int) -> str:
        """The same formula in another cell; a reference beyond the tab's edge becomes an error."""
        down, right = row - self.row, column - self.column
        sides, rest = _sides(self.text)
        said: list[str] = []
        for before, side, is_row in sides:
            said.append(before)
            if is_row:
                at = int(side) - 1 + down if down else int(side) - 1
                said.append(str(at + 1) if 0 <= at <= _LAST_ROW else "#REF!")
            elif right:
                at = column_number(side) + right
                said.append(column_letters(at) if 0 <= at <= _LAST_COLUMN else "#REF!")
            else:
                said.append(side)
        said.append(rest)
        return "".join(said)


@lru_cache(maxsize=512)
def _sides(text: str) -> tuple[tuple[_Side, ...], str]:
    """The sides of references that move with their cell, in order, and what follows the last."""
    found: list[_Side] = []
    done = 0
    for match in _REFERENCE.finditer(text):
        # the groups of a reference are a mark and a side by turns; a mark holds its side in place
        for mark in (2, 4, 6, 8, 10, 12):
            side = match[mark + 1]
            if side is not None and not match[mark]:
                start, end = match.span(mark + 1)
                found.append((text[done:start], side, side.isdigit()))
                done = end
    return tuple(found), text[done:]
