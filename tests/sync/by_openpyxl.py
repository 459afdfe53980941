"""The tables of a workbook as openpyxl reads them: an oracle for readers, and a way to edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from io import BytesIO

import openpyxl
from openpyxl.utils import range_boundaries

from retrosheet.workbook.tables import Cell, Table, Value
from tests.engines.grid import as_serial


def tables(content: bytes, names: Iterable[str]) -> dict[str, Table]:
    """The asked names that the workbook has, with values and formulas."""
    formulas = openpyxl.load_workbook(BytesIO(content))
    values = openpyxl.load_workbook(BytesIO(content), data_only=True)
    found = {}
    for name in names:
        if name not in formulas.defined_names:
            continue
        ((title, reference),) = formulas.defined_names[name].destinations
        left, top, right, bottom = range_boundaries(reference.replace("$", ""))
        areas = [
            book[title].iter_rows(top, bottom, left, right, values_only=True)
            for book in (formulas, values)
        ]
        rows = tuple(tuple(map(_cell, *pair)) for pair in zip(*areas, strict=True))
        height, width = bottom - top + 1, right - left + 1
        found[name] = Table(title, top - 1, left - 1, rows, height, width)
    return found


def _cell(formula: object, value: object) -> Cell:
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
