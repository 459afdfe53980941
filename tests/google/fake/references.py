"""The references of a formula, and how they move when cells, rows, columns or tabs do.

Rows and columns count from 0. A step gets the title of the reference's tab (None for the formula's
own) and gives the reference back moved, or None where nothing is left of it: ``#REF!``.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Literal, NamedTuple

Axis = Literal["ROWS", "COLUMNS"]

_CORNER = r"(?:\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}|\$?[A-Za-z]{1,3}|\$?[1-9][0-9]{0,6})"
_CELL = r"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_PARTS = re.compile(
    rf"""(?P<text>"(?:[^"]|"")*")
    | (?<![\w.$])
      (?:(?P<sheet>'(?:[^']|'')+'|[^\W\d][\w.]*)!)?
      (?P<reference>{_CORNER}:{_CORNER}|{_CELL})
      (?![\w.(!:])
    | (?P<other>'(?:[^']|'')*')""",
    re.VERBOSE,
)
_ONE = re.compile(r"(\$?)([A-Za-z]{0,3})(\$?)([0-9]*)")
_PLAIN = re.compile(r"[^\W\d][\w]*")


class Corner(NamedTuple):
    """One end of a reference; None where it is open, as the row of ``A:A``."""

    column: int | None
    row: int | None
    fixed_column: bool = False
    fixed_row: bool = False

    def __str__(self) -> str:
        """The corner in A1 notation."""
        text = ""
        if self.column is not None:
            text += ("$" if self.fixed_column else "") + letters(self.column)
        if self.row is not None:
            text += ("$" if self.fixed_row else "") + str(self.row + 1)
        return text


class Reference(NamedTuple):
    """A cell, or a range with both ends inside."""

    first: Corner
    last: Corner | None = None

    def __str__(self) -> str:
        """The reference in A1 notation, without its tab."""
        return str(self.first) if self.last is None else f"{self.first}:{self.last}"


Step = Callable[[str | None, Reference], Reference | None]


def letters(column: int) -> str:
    """0 is ``A``."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def number(text: str) -> int:
    """``A`` is 0."""
    result = 0
    for letter in text.upper():
        result = result * 26 + ord(letter) - 64
    return result - 1


def quoted(title: str) -> str:
    """A tab's title as a formula writes it."""
    if _PLAIN.fullmatch(title) and not re.fullmatch(_CELL, title):
        return title
    return "'" + title.replace("'", "''") + "'"


@lru_cache(20_000)
def parse_reference(text: str) -> Reference:
    """``$B7``, ``B7:D``, ``B:D`` or ``7:9``; ValueError for anything else."""
    first, colon, last = text.partition(":")
    return Reference(_corner(first), _corner(last) if colon else None)


def _corner(text: str) -> Corner:
    match = _ONE.fullmatch(text)
    if match is None or not (match[2] or match[4]):
        raise ValueError(f"not a reference: {text!r}")
    fixed_column, column, fixed_row, row = match.groups()
    if not column:  # `$7` alone: the sign belongs to the row
        fixed_row = fixed_row or fixed_column
    return Corner(
        number(column) if column else None,
        int(row) - 1 if row else None,
        bool(fixed_column) and bool(column),
        bool(fixed_row),
    )


def rewrite(formula: str, step: Step) -> str:
    """The formula with each reference as the step makes it; texts are left alone."""

    def moved(match: re.Match[str]) -> str:
        if match["reference"] is None:
            return match[0]
        title = match["sheet"]
        if title is not None and title.startswith("'"):
            title = title[1:-1].replace("''", "'")
        old = parse_reference(match["reference"])
        new = step(title, old)
        if new == old:
            return match[0]
        prefix = f"{match['sheet']}!" if match["sheet"] is not None else ""
        return f"{prefix}{new}" if new is not None else "#REF!"

    return _PARTS.sub(moved, formula)


def titles(formula: str) -> set[str]:
    """The tabs that the formula speaks of."""
    found = set()
    for match in _PARTS.finditer(formula):
        if title := match["sheet"]:
            found.add(title[1:-1].replace("''", "'") if title.startswith("'") else title)
    return found


def names(formula: str) -> set[str]:
    """The words outside texts that may be names, in lower case."""
    bare = _PARTS.sub(" ", formula)
    return {match[0].casefold() for match in re.finditer(r"[^\W\d][\w.]*(?![\w.(!])", bare)}


def renamed(formula: str, old: str, new: str | None) -> str:
    """The formula after a tab is called otherwise; None: after it is deleted."""

    def moved(match: re.Match[str]) -> str:
        title = match["sheet"]
        if title is None:
            return match[0]
        if title.startswith("'"):
            title = title[1:-1].replace("''", "'")
        if title != old:
            return match[0]
        return "#REF!" if new is None else f"{quoted(new)}!{match['reference']}"

    return _PARTS.sub(moved, formula)


# A sheet is filled again and again with the same formulas.
@lru_cache(100_000)
def filled(formula: str, rows: int, columns: int) -> str:
    """The formula as it is in a cell so far below and to the right: what is not fixed moves."""

    def corner(at: Corner) -> Corner | None:
        column, row = at.column, at.row
        if column is not None and not at.fixed_column:
            column += columns
        if row is not None and not at.fixed_row:
            row += rows
        if (column is not None and column < 0) or (row is not None and row < 0):
            return None
        return at._replace(column=column, row=row)

    def step(_title: str | None, reference: Reference) -> Reference | None:
        first = corner(reference.first)
        last = corner(reference.last) if reference.last is not None else None
        if first is None or (last is None and reference.last is not None):
            return None
        return Reference(first, last)

    return rewrite(formula, step) if rows or columns else formula


def relocated(
    formula: str,
    own: str,
    old: str,
    new: str,
    box: tuple[int, ...],
    by: tuple[int, int],
) -> str:
    """The formula of a cell on tab ``own`` after a rectangle of tab ``old`` was cut to ``new``.

    ``box`` is its top, left, bottom and right, the last two outside; ``by`` how far it went down
    and right. A reference that lies wholly in it follows; any other stays.
    """
    top, left, bottom, right = box

    def within(at: Corner) -> bool:
        return (
            at.row is not None
            and at.column is not None
            and top <= at.row < bottom
            and left <= at.column < right
        )

    def one(match: re.Match[str]) -> str:
        if match["reference"] is None:
            return match[0]
        title = match["sheet"]
        bare = title[1:-1].replace("''", "'") if title and title.startswith("'") else title
        first, last = parse_reference(match["reference"])
        ends = [first] if last is None else [first, last]
        if (own if bare is None else bare) != old or not all(map(within, ends)):
            return match[0]
        moved = [
            at._replace(row=(at.row or 0) + by[0], column=(at.column or 0) + by[1]) for at in ends
        ]
        prefix = "" if new == own else f"{quoted(new)}!"
        return prefix + ":".join(map(str, moved))

    return _PARTS.sub(one, formula)


class Change(NamedTuple):
    """Rows or columns of one tab that are inserted (by > 0) or deleted (by < 0)."""

    axis: Axis
    at: int
    by: int

    def point(self, index: int) -> int | None:
        """Where a row or column is afterwards; None: gone."""
        if index < self.at:
            return index
        if self.by < 0 and index < self.at - self.by:
            return None
        return index + self.by

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """What becomes of [start, end); None: nothing is left."""
        if self.by > 0:
            moved = (self.by if start >= self.at else 0, self.by if end > self.at else 0)
            return start + moved[0], end + moved[1]
        after = self.at - self.by
        start = start + self.by if start >= after else min(start, self.at)
        end = end + self.by if end >= after else min(end, self.at)
        return (start, end) if start < end else None


class Move(NamedTuple):
    """Rows or columns [start, end) of one tab that go before what is at ``to`` now."""

    axis: Axis
    start: int
    end: int
    to: int

    def point(self, index: int) -> int:
        """Where a row or column is afterwards."""
        count = self.end - self.start
        if self.start <= index < self.end:
            return index - self.start + (self.to if self.to < self.start else self.to - count)
        if self.end <= index < self.to:
            return index - count
        if self.to <= index < self.start:
            return index + count
        return index

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """What becomes of [start, end): it goes along only as a whole."""
        if self.start <= start and end <= self.end:
            return self.point(start), self.point(end - 1) + 1
        count = self.end - self.start
        shrunk = Change(self.axis, self.start, -count).span(start, end)
        assert shrunk is not None
        to = self.to if self.to <= self.start else self.to - count
        return Change(self.axis, to, count).span(*shrunk)


def shifted(formula: str, own: str, title: str, change: Change | Move) -> str:
    """The formula of a cell on tab ``own`` after rows or columns of tab ``title`` changed."""
    if own != title and title.replace("'", "''") not in formula:
        return formula

    def step(where: str | None, reference: Reference) -> Reference | None:
        if (own if where is None else where) != title:
            return reference
        return _shifted(reference, change)

    return rewrite(formula, step)


def _shifted(reference: Reference, change: Change | Move) -> Reference | None:
    first, last = reference
    rows = change.axis == "ROWS"
    start = first.row if rows else first.column
    if last is None:
        assert start is not None
        point = change.point(start)
        return None if point is None else Reference(_at(first, rows, point))
    end = last.row if rows else last.column
    if start is None and end is None:
        return reference
    if start is None or end is None:  # `A5:A` runs on to the last row
        known = start if start is not None else end
        assert known is not None
        span = change.span(known, 2**31)
        return Reference(_at(first, rows, span[0]), last) if span is not None else None
    span = change.span(min(start, end), max(start, end) + 1)
    if span is None:
        return None
    return Reference(_at(first, rows, span[0]), _at(last, rows, span[1] - 1))


def _at(corner: Corner, rows: bool, index: int) -> Corner:
    return corner._replace(row=index) if rows else corner._replace(column=index)
