"""Tables as spreadsheets save them: cells apart by tabs, semicolons, commas or pipes."""

from __future__ import annotations

import csv
from itertools import pairwise
from typing import TYPE_CHECKING

from retrosheet.importing.raw import Grid

if TYPE_CHECKING:
    from collections.abc import Sequence

SEPARATORS = "\t;,|"


def grids(text: str) -> list[Grid]:
    """The text cut at each of the separators that are in it; which is right, the headings tell."""
    first, _, rest = text.partition("\n")
    skipped = 0
    if first.strip().casefold().startswith("sep=") and len(first.strip()) <= 5:
        text, skipped = rest, 1
    return [_grid(text, separator, skipped) for separator in SEPARATORS if separator in text]


def _grid(text: str, separator: str, skipped: int) -> Grid:
    """The rows, each with the number of its first line; by lines alone where quotes are no good."""
    lines = text.splitlines(keepends=True)
    # Strict, so that a quote which is never closed cannot swallow the rows below it.
    reader = csv.reader(lines, delimiter=separator, skipinitialspace=separator != "\t", strict=True)
    rows: list[tuple[int, tuple[str, ...]]] = []
    starts = [1]
    try:
        for cells in reader:
            row = tuple(cell.strip() for cell in cells)
            rows.append((starts[-1] + skipped, row))
            starts.append(reader.line_num + 1)
    except csv.Error:
        return Grid(
            tuple(
                (number + skipped, tuple(_bare(cell) for cell in line.split(separator)))
                for number, line in enumerate(lines, 1)
            )
        )
    return Grid(tuple(rows))


def _bare(cell: str) -> str:
    """A cell of a text whose quotes are not those of a spreadsheet: what they enclose, if all."""
    text = cell.strip()
    enclosed = len(text) > 1 and text[0] == text[-1] == '"' and '"' not in text[1:-1]
    return text[1:-1] if enclosed else text


def tallest(grid: Grid) -> int:
    """The most lines that one row takes: a quote that is never closed swallows the rest."""
    numbers: Sequence[int] = [number for number, _ in grid.rows]
    return max((after - before for before, after in pairwise(numbers)), default=1)
