"""The bars of a plan that is painted: runs of filled or marked cells under its columns of time."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.adopting.cells import value_of
from retrosheet.importing.formats.drawn import is_time
from retrosheet.importing.raw import shown
from retrosheet.importing.words import one_line

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from retrosheet.adopting.axis import Axis, Slot
    from retrosheet.workbook.foreign import ForeignCell, ForeignTab, Place

_GROUND = 0.7
_FEWEST_ROWS = 4
_BLANK = " .·-–—_|/"
_MARKS = frozenset("x xx xxx o 1".split())


class Run(NamedTuple):
    """Cells that touch each other: their colour, "" for marks, their ends, the words in them."""

    color: str
    first: Slot
    last: Slot
    words: tuple[str, ...] = ()


class Painting:
    """The bars of one tab. Merged cells all look like the first of them.

    ``off`` are colours that a legend gives to days off: they are no work.
    """

    def __init__(self, tab: ForeignTab, axis: Axis, off: Collection[str] = ()) -> None:
        self._tab, self._axis, self._off = tab, axis, frozenset(off)
        self._merged: dict[Place, Place] = {
            (row, column): (merge.first_row, merge.first_column)
            for merge in tab.merges
            for row in range(merge.first_row, merge.last_row + 1)
            for column in range(merge.first_column, merge.last_column + 1)
            if merge.first_row == merge.last_row
        }
        self.rows = range(axis.bottom + 1, tab.rows)
        self._ground = self._shading()
        self._marked = not any(self._fill(row, slot) for row in self.rows for slot in axis.slots)

    def _cell(self, row: int, slot: Slot) -> ForeignCell:
        place = (row, slot.column)
        return self._tab.at(*self._merged.get(place, place))

    def _shading(self) -> set[tuple[int, str]]:
        """Fills that a column has in most rows, as weekends have."""
        found: set[tuple[int, str]] = set()
        titled = [row for row in self.rows if self._says(row)]
        for slot in self._axis.slots:
            fills = Counter(self._cell(row, slot).fill for row in titled)
            found |= {
                (slot.column, fill)
                for fill, count in fills.items()
                if fill and len(titled) >= _FEWEST_ROWS and count >= _GROUND * len(titled)
            }
        return found

    def _says(self, row: int) -> bool:
        """Whether a row has words to the left of the columns of time."""
        return any(
            self._tab.at(row, column).value is not None for column in range(self._axis.columns[0])
        )

    def _fill(self, row: int, slot: Slot) -> str:
        fill = self._cell(row, slot).fill
        return "" if fill in self._off or (slot.column, fill) in self._ground else fill

    def is_band(self, row: int) -> bool:
        """Whether a row is filled from end to end in one colour: a heading, or every other row."""
        fills = {self._cell(row, slot).fill for slot in self._axis.slots}
        if len(fills) != 1 or not fills.copy().pop():
            return False
        left = [self._tab.at(row, column) for column in range(self._axis.columns[0])]
        return any(cell.fill in fills for cell in left)

    def runs(self, row: int) -> list[Run]:
        """The bars of a row, from left to right; marks are bars where the row has no colour."""
        ground = self._row_ground(row)
        fills = {self._fill(row, slot) for slot in self._axis.slots}
        marked = self._marked or (fills <= {"", ground} and self._says(row))
        found: list[Run] = []
        touching = False
        for slot in self._axis.slots:
            cell = self._cell(row, slot)
            fill = self._fill(row, slot)
            fill = "" if fill == ground else fill
            place = (row, slot.column)
            words = _words(cell) if self._merged.get(place, place) == place else ()
            if not (fill or (marked and words and (self._marked or _is_sign(cell)))):
                touching = False
                continue
            if touching and found[-1].color == fill:
                found[-1] = found[-1]._replace(last=slot, words=(*found[-1].words, *words))
            else:
                found.append(Run(fill, slot, slot, words))
            touching = True
        return found

    def _row_ground(self, row: int) -> str:
        """The fill of a row that is shaded like its own title, as every other row may be."""
        fills = Counter(self._cell(row, slot).fill for slot in self._axis.slots)
        left = {self._tab.at(row, column).fill for column in range(self._axis.columns[0])}
        fill, count = fills.most_common(1)[0]
        return fill if fill and fill in left and count > len(self._axis.slots) // 2 else ""

    def words(self, row: int) -> list[tuple[str, str]]:
        """What stands in a row under the columns of time, but for marks, with their headings.

        Words in a bar have no heading, as the bar itself says when; numbers have theirs.
        """
        drawn = {
            column
            for run in self.runs(row)
            for column in range(run.first.column, run.last.column + 1)
        }
        found = []
        for slot in self._axis.slots:
            cell = self._tab.at(row, slot.column)
            for word in _words(cell):
                if not is_mark(word):
                    inside = slot.column in drawn and any(map(str.isalpha, word))
                    found.append(("" if inside else self._heading(slot.column), word))
        return list(dict.fromkeys(found))

    def _heading(self, column: int) -> str:
        """What the columns of time call one of them; "" where only its neighbours have a name."""
        said = (
            one_line(shown(value_of(self._tab.at(row, column).value)))
            for row in range(self._axis.bottom, self._axis.top - 1, -1)
        )
        return next(filter(None, said), "")

    def colors(self) -> set[str]:
        return {run.color for row in self.rows for run in self.runs(row) if run.color}


def _words(cell: ForeignCell) -> tuple[str, ...]:
    if isinstance(cell.value, bool):
        return ("x",) if cell.value else ()
    text = one_line(shown(value_of(cell.value)))
    return (text,) if text.strip(_BLANK) else ()


def is_mark(word: str) -> bool:
    """Whether what stands in a cell says no more than that something is done then."""
    return word.casefold() in _MARKS or not any(map(str.isalnum, word))


def _is_sign(cell: ForeignCell) -> bool:
    """Whether a cell without colour is a bar: a mark or words, no number and no heading of time."""
    value = value_of(cell.value)
    return isinstance(value, bool) or (isinstance(value, str) and not is_time(value))


def joined(runs: Sequence[Run]) -> Run:
    """From the first day of the first run to the last day of the last."""
    words = tuple(word for run in runs for word in run.words)
    return Run(runs[0].color, runs[0].first, runs[-1].last, words)
