"""A workbook calculated as a spreadsheet program would, so that what we write is right at once.

Previews, phones and mail show the value that a formula carries, and LibreOffice trusts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.calculate.book import Book
from retrosheet.calculate.formula import Written
from retrosheet.calculate.ranges import Place, Range
from retrosheet.workbook.serials import serial

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.calculate.values import Scalar
    from retrosheet.workbook.model import Cell, Sheet, Value, Workbook


def calculated(workbook: Workbook, today: dt.date) -> Workbook:
    """The workbook with each formula's value as of ``today``.

    Raises calculate.formula.Unreadable for a formula in no dialect of ours, and
    calculate.book.Circular for one that waits for itself.
    """
    plain: dict[Place, Scalar] = {}
    formulas: dict[Place, Written] = {}
    for sheet in workbook.sheets:
        filled: dict[int, Cell] = {}
        for cell in sheet.cells:
            place = (sheet.title, cell.row, cell.column)
            if cell.formula:
                formulas[place] = _written(cell, filled)
            elif (value := _plain(cell.value)) is not None:
                plain[place] = value
    names = {name.name.casefold(): Range(*name.area) for name in workbook.names}
    book = Book(plain, formulas, names, serial(today))

    def shown(sheet: Sheet, cell: Cell) -> Cell:
        if not cell.formula:
            return cell
        return cell._replace(value=_shown(book.value((sheet.title, cell.row, cell.column))))

    return workbook.with_each(shown)


def _written(cell: Cell, filled: dict[int, Cell]) -> Written:
    """The formula of a cell; of those that are filled down, one is the text of all.

    ``filled`` holds the last that was, by column.
    """
    if cell.filled > 1:
        filled[cell.column] = cell
    first = filled.get(cell.column)
    if cell.filled < 0 and first is not None and cell.row < first.row + first.filled:
        return Written(first.formula, cell.row - first.row)
    return Written(cell.formula)


def _plain(value: Value) -> Scalar:
    """What stands in a cell that is written: a date as its serial number, "" as a blank."""
    if value is None or value == "":
        return None
    return value if isinstance(value, str | bool | int | float) else serial(value)


def _shown(value: Scalar) -> Value:
    """A whole number without its fraction, as the layouts give it."""
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return "" if value is None else value
