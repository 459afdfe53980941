"""The cells of a finished workbook, as plain data that ``bare.py`` can write again."""

from __future__ import annotations

import datetime as dt
import json
import warnings
from typing import TYPE_CHECKING, Any

import openpyxl
from openpyxl.utils.datetime import to_excel

if TYPE_CHECKING:
    from pathlib import Path


def dump_cells(workbook: Path, to: Path) -> int:
    """Write every cell of ``workbook`` to the JSON file ``to``; returns how many there are.

    ``{"styles": [{property: value}], "sheets": [[title, [[row, column, kind, content, result,
    style]]]]}``: rows and columns from 0, ``style`` an index, ``kind`` an XlsxWriter method's name
    without ``write_``, ``result`` a formula's cached value.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # openpyxl names the extensions that it does not read
        formulas = openpyxl.load_workbook(workbook)
        values = openpyxl.load_workbook(workbook, data_only=True)
    places: dict[int, int] = {}
    styles: list[dict[str, Any]] = []
    sheets = []
    for sheet in formulas.worksheets:
        cached = values[sheet.title]
        cells = []
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None and not cell.has_style:
                    continue
                if cell.style_id not in places:
                    places[cell.style_id] = len(styles)
                    styles.append(_style(cell))
                result = cached.cell(cell.row, cell.column).value
                kind, content, result = _content(cell, result)
                cells.append(
                    [cell.row - 1, cell.column - 1, kind, content, result, places[cell.style_id]]
                )
        sheets.append([sheet.title, cells])
    to.write_text(json.dumps({"styles": styles, "sheets": sheets}), "utf-8")
    return sum(len(cells) for _, cells in sheets)


def _content(cell: Any, result: Any) -> tuple[str, Any, Any]:
    """The kind, the content and the cached result of a cell."""
    if cell.data_type == "f":
        formula = getattr(cell.value, "text", cell.value)  # array formulas are objects
        return "formula", formula, "" if result is None else _plain(result)
    content = _plain(cell.value)
    if content is None:
        return "blank", "", None
    kinds = {bool: "boolean", str: "string"}
    return kinds.get(type(content), "number"), content, None


def _plain(value: Any) -> Any:
    """Dates and times as the serial numbers that they are in the file."""
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return to_excel(value)
    return value


def _style(cell: Any) -> dict[str, Any]:
    """What people see of a cell's style, as XlsxWriter's format properties."""
    style: dict[str, Any] = {
        "num_format": cell.number_format,
        "bold": bool(cell.font.b),
        "italic": bool(cell.font.i),
        "font_size": cell.font.sz or 11,
        "text_wrap": bool(cell.alignment.wrap_text),
    }
    if cell.alignment.horizontal:
        style["align"] = cell.alignment.horizontal
    if cell.font.color is not None and isinstance(cell.font.color.rgb, str):
        style["font_color"] = f"#{cell.font.color.rgb[-6:]}"
    if cell.fill.patternType == "solid" and isinstance(cell.fill.fgColor.rgb, str):
        style["bg_color"] = f"#{cell.fill.fgColor.rgb[-6:]}"
    for side in ("left", "right", "top", "bottom"):
        if getattr(cell.border, side).style:
            style[side] = 1
    return style
