"""References of one engine row, written once for all rows.

A formula that is the same on every row is written with marks for the row's numbers, which are
filled in row by row: a plan has thousands of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.workbook.refs import column_letters

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame

_HERE, _ABOVE, _BELOW = "\x01", "\x02", "\x03"


class RowRefs:
    """How a row of the engine names its own cells, and the rows above and below it.

    A range begins at the header or ends below the last row, so that it is never empty.
    """

    def __init__(self, frame: Frame) -> None:
        self._letters = {
            key: column_letters(column) for column, key in enumerate(frame.engine.columns)
        }
        self._header = frame.engine.first_row
        self._last = frame.engine.last_row + 1
        self.first = frame.engine.first_row + 1
        self.place = self.own("@place")
        """The number of the row among all rows of the engine, from 1."""

    def own(self, key: str) -> str:
        return f"${self._letters[key]}{_HERE}"

    def above(self, key: str) -> str:
        """The cell in the row above."""
        return f"${self._letters[key]}{_ABOVE}"

    def below(self, key: str) -> str:
        """The cell in the row below."""
        return f"${self._letters[key]}{_BELOW}"

    def all(self, key: str) -> str:
        """The column over all rows."""
        return f"${self._letters[key]}${self._header + 1}:${self._letters[key]}${self._last}"

    def rows_above(self, key: str) -> str:
        """The column from the header to the row above: a row's number in it is one more."""
        return f"${self._letters[key]}${self._header}:${self._letters[key]}{_ABOVE}"

    def rows_below(self, key: str) -> str:
        """The column from the row below to the edge."""
        return f"${self._letters[key]}{_BELOW}:${self._letters[key]}${self._last + 1}"

    def down_to_here(self, key: str) -> str:
        return f"${self._letters[key]}${self._header + 1}:${self._letters[key]}{_HERE}"

    def filled(self, text: str, row: int) -> str:
        """A formula as it stands in a row, counted from 0 on the sheet."""
        text = text.replace(_HERE, str(row + 1))
        if _ABOVE in text:
            text = text.replace(_ABOVE, str(row))
        return text.replace(_BELOW, str(row + 2)) if _BELOW in text else text
