"""What every engine answers: cell values by (row, column), counted from 1.

A number is a float, also where it is a date; a text is a str; an error is a CellError. A cell
without content is absent; a formula that gives empty text is ``""``. LibreOffice has no logical
type: there TRUE and FALSE are 1.0 and 0.0, which equal Python's True and False.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import Final, Protocol, TypeAlias, runtime_checkable

from tests.engines.cell_reference import Area, parse_cell

# Serial 60 is 29 February 1900, which never was, so this origin is right from March 1900 on.
_ORIGIN = dt.date(1899, 12, 30)


class CellError(str):
    """An error in a cell, by the name that a person sees: ``#REF!``, ``#N/A``, ``Err:522``."""

    __slots__ = ()

    def __repr__(self) -> str:
        """Marked, so that a failing comparison shows which side was an error."""
        return f"CellError({str(self)!r})"

    def __eq__(self, other: object) -> bool:
        """An error equals the same error only, never a text that reads like it."""
        return isinstance(other, CellError) and str.__eq__(self, other)

    def __ne__(self, other: object) -> bool:
        """The opposite of equal."""
        return not self == other

    __hash__ = str.__hash__


Value: TypeAlias = float | str | bool | CellError
Values: TypeAlias = dict[tuple[int, int], Value]


@runtime_checkable
class Grid(Protocol):
    """A workbook that recalculates what is put into it, whichever engine holds it."""

    @property
    def sheets(self) -> list[str]:
        """The titles, hidden ones too, in tab order."""

    def values(self, sheet: str) -> Values:
        """Everything on a sheet."""

    def name(self, name: str) -> tuple[str, Area]:
        """The sheet and area of a defined name; KeyError where it has none."""

    def fills(self, sheet: str, area: Area) -> dict[tuple[int, int], str]:
        """The fill, as ``#RRGGBB``, of each cell that has one, conditional formats applied."""

    def set(self, sheet: str, cell: str, value: Value | dt.date | None) -> None:
        """Put a value into a cell: a text stays a text, None empties it."""

    def set_name(self, name: str, value: Value | dt.date | None) -> None:
        """Put a value into the first cell of a defined name."""

    def set_formula(self, sheet: str, cell: str, formula: str) -> None:
        """Put a formula, with its ``=``, into a cell."""

    def type_in(self, sheet: str, cell: str, text: str) -> None:
        """Put into a cell what a person gets for typing ``text``."""

    def freeze_today(self, today: dt.date) -> None:
        """Let TODAY() be ``today`` in every cell that asks for it."""

    def insert_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Insert rows above ``row``."""

    def delete_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Delete rows from ``row`` on."""


def value(grid: Grid, sheet: str, cell: str) -> Value | None:
    """One cell; None where it has no content. For many cells, ask for ``values`` once."""
    return grid.values(sheet).get(parse_cell(cell))


def named_value(grid: Grid, name: str) -> Value | None:
    """The first cell of a defined name."""
    sheet, area = grid.name(name)
    return grid.values(sheet).get((area.top, area.left))


TODAY: Final = re.compile(r"\bTODAY\(\s*\)", re.IGNORECASE)


def as_date(serial: Value | None) -> dt.date:
    """The day of a serial number; TypeError for anything that is not one."""
    if isinstance(serial, bool) or not isinstance(serial, int | float):
        raise TypeError(f"not a date: {serial!r}")
    return _ORIGIN + dt.timedelta(days=int(serial))


def as_serial(day: dt.date) -> float:
    """The serial number of a day."""
    return float((day - _ORIGIN).days)


def errors(grid: Grid) -> list[str]:
    """Every error on every sheet, as ``sheet!row,column: error``; empty is what a test wants."""
    return [
        f"{sheet}!R{row}C{column}: {content}"
        for sheet in grid.sheets
        for (row, column), content in grid.values(sheet).items()
        if isinstance(content, CellError)
    ]
