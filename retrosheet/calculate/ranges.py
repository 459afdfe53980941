"""Where a cell stands, and rectangles of cells."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.calculate.values import fail

if TYPE_CHECKING:
    from collections.abc import Iterator

Place = tuple[str, int, int]
"""Title, row and column, counted from 0."""


class Range(NamedTuple):
    """A rectangle of cells, both ends included."""

    title: str
    top: int
    left: int
    bottom: int
    right: int

    def places(self) -> Iterator[Place]:
        """Row by row."""
        for row in range(self.top, self.bottom + 1):
            for column in range(self.left, self.right + 1):
                yield self.title, row, column

    def cell(self, row: int, column: int) -> Range:
        """One of its cells, counted from 1; the whole width or height for 0."""
        height, width = self.bottom - self.top + 1, self.right - self.left + 1
        if not (0 <= row <= height and 0 <= column <= width):
            fail("#REF!")
        top, bottom = (self.top + row - 1,) * 2 if row else (self.top, self.bottom)
        left, right = (self.left + column - 1,) * 2 if column else (self.left, self.right)
        return Range(self.title, top, left, bottom, right)
