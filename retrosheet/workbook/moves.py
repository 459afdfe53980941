"""Where cells go when rows and columns come or go, as a spreadsheet program itself would move them.

References follow: those of a formula, of a name, of a chart. What a formula says otherwise, texts
in quotes and the names of functions included, stays as it is written.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.workbook.refs import LOST, column_letters, column_number

if TYPE_CHECKING:
    from collections.abc import Mapping


class Shift(NamedTuple):
    """What happens along one side of a tab, its rows or its columns, counted from 0 as they were.

    ``inserted`` has how many new ones come before each of some, ``deleted`` are those that go;
    both in order.
    """

    inserted: tuple[tuple[int, int], ...] = ()
    deleted: tuple[int, ...] = ()

    def of(self, index: int) -> int | None:
        """Where it is afterwards; None where it is gone."""
        gone = bisect_right(self.deleted, index)
        if gone and self.deleted[gone - 1] == index:
            return None
        return index + sum(count for at, count in self.inserted if at <= index) - gone

    def of_or_after(self, index: int) -> int:
        """Where it is afterwards; of one that is gone, where the next is that stays."""
        while (found := self.of(index)) is None:
            index += 1
        return found

    def span(self, first: int, last: int) -> tuple[int, int] | None:
        """Where a run of them is afterwards; None where all of it is gone."""
        gone = set(self.deleted)
        while first <= last and first in gone:
            first += 1
        while last >= first and last in gone:
            last -= 1
        if first > last:
            return None
        begin, end = self.of(first), self.of(last)
        assert begin is not None
        assert end is not None
        return begin, end


STAY = Shift()


class Moves(NamedTuple):
    """What happens to the rows and the columns of a tab."""

    rows: Shift = STAY
    columns: Shift = STAY

    def __bool__(self) -> bool:
        return (self.rows, self.columns) != (STAY, STAY)


_REFERENCE = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<tab>(?:'(?:[^']|'')+'|(?<![\w.\]'])[^\W\d][\w.]*)!)?
     (?<![\w.$])(?:
       \$?(?P<c1>[A-Z]{1,3})(?P<d1>\$?)(?P<r1>[1-9][0-9]{0,6})
         (?::\$?(?P<c2>[A-Z]{1,3})(?P<d2>\$?)(?P<r2>[1-9][0-9]{0,6}))?
      |\$?(?P<cf>[A-Z]{1,3}):\$?(?P<ct>[A-Z]{1,3})
      |\$?(?P<rf>[1-9][0-9]{0,6}):\$?(?P<rt>[1-9][0-9]{0,6})
     )(?![\w.(!])""",
    re.VERBOSE,
)
_LAST_COLUMN, _LAST_ROW = 16_383, 1_048_575


def moved_formula(formula: str, home: str, moves: Mapping[str, Moves]) -> str:
    """The formula after the moves of some tabs, by their titles in small letters.

    ``home`` is the title of the tab on which it stands.
    """

    def followed(match: re.Match[str]) -> str:
        if match["text"]:
            return match[0]
        title = match["tab"]
        name = home if title is None else title[:-1].strip("'").replace("''", "'")
        there = moves.get(name.casefold())
        if not there:
            return match[0]
        prefix = title or ""
        body = match[0][len(prefix) :]
        return prefix + (_moved(match, body, there) or LOST)

    return _REFERENCE.sub(followed, formula)


def moved_area(reference: str, moves: Moves) -> str | None:
    """A reference such as ``B2`` or ``B2:C9`` after the moves; None where all of it is gone."""
    match = _REFERENCE.fullmatch(reference)
    return _moved(match, reference, moves) if match else reference


def _moved(match: re.Match[str], body: str, moves: Moves) -> str | None:
    first, _, last = body.partition(":")
    if match["cf"]:
        columns = moves.columns.span(column_number(match["cf"]), column_number(match["ct"]))
        if columns is None:
            return None
        return f"{_mark(first)}{_letters(columns[0])}:{_mark(last)}{_letters(columns[1])}"
    if match["rf"]:
        rows = moves.rows.span(int(match["rf"]) - 1, int(match["rt"]) - 1)
        if rows is None:
            return None
        return f"{_mark(first)}{rows[0] + 1}:{_mark(last)}{min(rows[1], _LAST_ROW) + 1}"
    left, top = column_number(match["c1"]), int(match["r1"]) - 1
    right = column_number(match["c2"]) if match["c2"] else left
    bottom = int(match["r2"]) - 1 if match["r2"] else top
    columns, rows = moves.columns.span(left, right), moves.rows.span(top, bottom)
    if columns is None or rows is None:
        return None
    begin = f"{_mark(first)}{_letters(columns[0])}{match['d1']}{rows[0] + 1}"
    if not match["c2"]:
        return begin
    return f"{begin}:{_mark(last)}{_letters(columns[1])}{match['d2']}{rows[1] + 1}"


def _mark(reference: str) -> str:
    return "$" if reference.startswith("$") else ""


def _letters(column: int) -> str:
    return column_letters(min(column, _LAST_COLUMN))
