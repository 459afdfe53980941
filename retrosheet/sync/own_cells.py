"""Cells of the tool's own tab, which no person types: days as serials, texts, numbers."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.sync import typed
from retrosheet.workbook import serials

if TYPE_CHECKING:
    from retrosheet.workbook.tables import Cell


def serial(day: dt.date) -> float:
    """A day as the cells of the tab hold it."""
    return float(serials.serial(day))


def day_in(cell: Cell) -> dt.date | None:
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, float | int) or not typed.in_range(value):
        return None
    return serials.day_of(value)


def text_in(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value)


def number_in(cell: Cell) -> float:
    value = cell.value
    return float(value) if isinstance(value, float | int) and not isinstance(value, bool) else 0.0
