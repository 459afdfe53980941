"""Formulas too long for one cell, in parts that stand below the engine's lines.

Excel takes 8,192 characters and 255 arguments. What hundreds of tasks bind together is cut into
parts, each the least or the greatest of some of its terms, and the formula takes that of the parts.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Generic, Literal, NamedTuple, TypeVar

from retrosheet.workbook.model import Cell, Style
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from retrosheet.layout.frame import Frame

LONGEST = 4_000
"""The characters of one part: a formula holds it and some more."""

MOST = 150
"""The terms of one part."""


_Given = TypeVar("_Given", int, dt.date)


class Term(NamedTuple, Generic[_Given]):
    """One argument of MIN or MAX, and what tells the value that it gives when it is written."""

    text: str
    value: Callable[[], _Given]


class Parts:
    """The cells that parts need, gathered while the formulas are written."""

    def __init__(self, frame: Frame, style: Style) -> None:
        self.cells: list[Cell] = []
        self._first_row = frame.engine.last_row + 2
        self._style = style

    def joined(self, function: Literal["MIN", "MAX"], terms: Sequence[Term[_Given]]) -> str:
        """The arguments of ``function`` for these terms: they themselves, or cells of parts.

        "" for no terms.
        """
        parts = list(_cut(terms))
        if len(parts) == 1:
            return ",".join(term.text for term in terms)
        return self.joined(function, [self._part(function, part) for part in parts])

    def _part(self, function: Literal["MIN", "MAX"], part: Sequence[Term[_Given]]) -> Term[_Given]:
        row = self._first_row + len(self.cells)
        text = ",".join(term.text for term in part)
        value = (min if function == "MIN" else max)(term.value() for term in part)
        self.cells.append(Cell(row, 0, value, self._style, f"={function}({text})"))
        return Term(cell_ref(row, 0, row_abs=True, col_abs=True), lambda: value)


def _cut(terms: Sequence[Term[_Given]]) -> Iterator[Sequence[Term[_Given]]]:
    """The terms in as many runs as it takes, at least one."""
    first, length = 0, 0
    for number, term in enumerate(terms):
        length += len(term.text) + 1
        if number > first and (length > LONGEST or number - first == MOST):
            yield terms[first:number]
            first, length = number, len(term.text) + 1
    yield terms[first:]
