"""Equal cells gathered into rectangles, so that many cells need few requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

Key = TypeVar("Key")


class Rectangle(NamedTuple, Generic[Key]):
    """Cells that are alike in ``key``; all bounds are included and count from 0."""

    key: Key
    first_row: int
    first_column: int
    last_row: int
    last_column: int

    @property
    def cells(self) -> int:
        rows = self.last_row - self.first_row + 1
        return rows * (self.last_column - self.first_column + 1)


def rectangles(keys: Mapping[tuple[int, int], Key]) -> Iterator[Rectangle[Key]]:
    """Rectangles that together cover each (row, column) of ``keys`` once, by their top left cell.

    Each column is cut into its longest runs; runs side by side of one height and key are one
    rectangle. In a plan, where a column is the same from top to bottom, no other cut is shorter.
    """
    runs: dict[tuple[Key, int, int], list[int]] = {}
    by_column: dict[int, list[int]] = {}
    for row, column in keys:
        by_column.setdefault(column, []).append(row)
    for column in sorted(by_column):
        rows = sorted(by_column[column])
        first = before = rows[0]
        for row in (*rows[1:], -1):
            if row == before + 1 and keys[row, column] == keys[first, column]:
                before = row
                continue
            runs.setdefault((keys[first, column], first, before), []).append(column)
            first = before = row
    found = [
        Rectangle(key, first, left, last, right)
        for (key, first, last), columns in runs.items()
        for left, right in _neighbours(columns)
    ]
    yield from sorted(found, key=lambda area: (area.first_row, area.first_column))


def _neighbours(columns: list[int]) -> Iterator[tuple[int, int]]:
    first = before = columns[0]
    for column in (*columns[1:], -1):
        if column == before + 1:
            before = column
            continue
        yield first, before
        first = before = column
