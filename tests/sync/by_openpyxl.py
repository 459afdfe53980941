"""The tables of a workbook as openpyxl reads them: an oracle for readers, and a way to edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from io import BytesIO
from typing import Any

import openpyxl
from openpyxl.utils import range_boundaries

from retrosheet.workbook.tables import EMPTY, Cell, Table, Value
from tests.engines.grid import as_serial

Rows = tuple[tuple[object, ...], ...]


def tables(content: bytes, names: Iterable[str]) -> dict[str, Table]:
    """The asked names that the workbook has, with values and formulas."""
    formulas = openpyxl.load_workbook(BytesIO(content), read_only=True)
    values = openpyxl.load_workbook(BytesIO(content), read_only=True, data_only=True)
    tabs: dict[str, tuple[Rows, Rows]] = {}
    found = {}
    for name in names:
        if name not in formulas.defined_names:
            continue
        ((title, reference),) = formulas.defined_names[name].destinations
        left, top, right, bottom = range_boundaries(reference.replace("$", ""))
        if title not in tabs:
            tabs[title] = _rows(formulas[title]), _rows(values[title])
        areas = [_cut(tab, left, top, right, bottom) for tab in tabs[title]]
        rows = tuple(tuple(map(_cell, *pair)) for pair in zip(*areas, strict=True))
        height, width = bottom - top + 1, right - left + 1
        found[name] = Table(title, top - 1, left - 1, rows, height, width)
    return found


def _rows(sheet: Any) -> Rows:
    """All that is there, read from first to last: nothing else is quick in openpyxl."""
    return tuple(sheet.iter_rows(values_only=True))


def _cut(tab: Rows, left: int, top: int, right: int, bottom: int) -> Rows:
    """A rectangle, with nothing where a tab or its row is shorter."""
    cells = [row[left - 1 : right] for row in tab[top - 1 : bottom]]
    cells += [()] * (bottom + 1 - top - len(cells))
    width = right + 1 - left
    return tuple((*row, *[None] * (width - len(row))) for row in cells)


def _cell(formula: object, value: object) -> Cell:
    if formula is None:
        return EMPTY
    if isinstance(formula, str) and formula.startswith("="):
        return Cell(_plain(value), formula[1:])
    return Cell(_plain(value))


def _plain(value: object) -> Value:
    if isinstance(value, dt.datetime):
        return as_serial(value.date())
    if isinstance(value, bool) or value is None or isinstance(value, str):
        return value
    assert isinstance(value, float | int)
    return float(value)
