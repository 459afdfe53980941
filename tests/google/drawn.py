"""A spreadsheet of plain dictionaries: what requests make of it, cell by cell.

It knows no more of Google than what its documents say of updateCells and repeatCell; the formulas
that a repeat moves are moved by openpyxl.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from openpyxl.formula.translate import Translator

from retrosheet import layout
from retrosheet.archetype import library
from retrosheet.archetype.load import load
from retrosheet.campaign import Options, plan
from retrosheet.language import Lang
from retrosheet.schedule import compute
from retrosheet.workbook.model import Style, Workbook
from retrosheet.workbook.refs import cell_ref

Place = tuple[int, int, int]
"""The id of a tab, a row and a column."""

TODAY = dt.date(2026, 12, 1)
EPOCH = dt.date(1899, 12, 30)
# In a formula that we send each tab is quoted; no text in the library's looks like one.
_QUOTES = re.compile(r"(?<!['\w])([A-Za-z_]\w*)!")
_QUOTED = re.compile(r"(\"[^\"]*\"|'[^']*')")


@cache
def campaign(name: str, lang: Lang) -> Workbook:
    """A campaign of the library, as ``new`` would draw it."""
    archetype = load(library.find(name), lang)
    planned = plan(archetype, Options(dt.date(2027, 3, 15), lang, "FR"))
    return layout.build(planned, compute(planned), TODAY)


class Drawn:
    """The values and formats of all cells after some requests."""

    def __init__(self) -> None:
        self.values: dict[Place, dict[str, Any]] = {}
        self._looks: list[tuple[dict[str, Any], str]] = []
        self._layers: dict[Place, tuple[int, ...]] = {}

    @property
    def formats(self) -> dict[Place, dict[str, Any]]:
        """Each cell's format; cells of the same requests share one object."""
        merged: dict[tuple[int, ...], dict[str, Any]] = {}
        for layers in set(self._layers.values()):
            look: dict[str, Any] = {"userEnteredFormat": {}}
            for layer in layers:
                cell, fields = self._looks[layer]
                for path in fields.split(","):
                    _set(look, cell, path)
            merged[layers] = look["userEnteredFormat"]
        return {place: merged[layers] for place, layers in self._layers.items()}

    def create(self, body: dict[str, Any]) -> None:
        for sheet in body["sheets"]:
            for data in sheet.get("data", ()):
                number = sheet["properties"]["sheetId"]
                self._write(number, data["startRow"], data["startColumn"], data["rowData"])

    def apply(self, requests: Iterable[dict[str, Any]]) -> None:
        for request in requests:
            ((kind, body),) = request.items()
            if kind == "updateCells":
                assert body["fields"] == "userEnteredValue"
                start = body["start"]
                at = (start["sheetId"], start["rowIndex"], start["columnIndex"])
                self._write(*at, body["rows"])
            elif kind == "repeatCell" and body["fields"] == "userEnteredValue":
                self._repeat(body["range"], body["cell"]["userEnteredValue"])
            elif kind == "repeatCell":
                self._format(body["range"], body["cell"], body["fields"])

    def _write(self, sheet: int, row: int, column: int, rows: list[dict[str, Any]]) -> None:
        """An empty cell within a row clears; a cell that the row does not reach stays."""
        for down, line in enumerate(rows):
            for across, cell in enumerate(line.get("values", ())):
                place = (sheet, row + down, column + across)
                self.values.pop(place, None)
                if cell:
                    self.values[place] = cell["userEnteredValue"]

    def _repeat(self, area: dict[str, int], value: dict[str, Any]) -> None:
        formula = value.get("formulaValue")
        top = cell_ref(area["startRowIndex"], area["startColumnIndex"])
        moved = Translator(formula, origin=top) if formula else None
        for place in _cells(area):
            if moved is None:
                self.values[place] = value
            else:
                there = moved.translate_formula(cell_ref(place[1], place[2]))
                self.values[place] = {"formulaValue": there}

    def _format(self, area: dict[str, int], cell: dict[str, Any], fields: str) -> None:
        layer = (len(self._looks),)
        self._looks.append((cell, fields))
        for place in _cells(area):
            self._layers[place] = self._layers.get(place, ()) + layer


def _cells(area: dict[str, int]) -> Iterator[Place]:
    for row in range(area["startRowIndex"], area["endRowIndex"]):
        for column in range(area["startColumnIndex"], area["endColumnIndex"]):
            yield area["sheetId"], row, column


def _set(into: dict[str, Any], given: dict[str, Any], path: str) -> None:
    *way, last = path.split(".")
    for name in way:
        into, given = into.setdefault(name, {}), given[name]
    into[last] = given[last]


def sent(formula: str) -> str:
    """A formula as it goes to Google: tabs in quotes, arguments after semicolons."""
    parts = _QUOTED.split(_QUOTES.sub(r"'\1'!", formula))
    return "".join(part if at % 2 else part.replace(",", ";") for at, part in enumerate(parts))


def expected_values(workbook: Workbook) -> dict[Place, dict[str, Any]]:
    """What Google should hold, straight from the description."""
    found: dict[Place, dict[str, Any]] = {}
    for number, sheet in enumerate(workbook.sheets, 1):
        for row, column, value, _, formula, _ in sheet.cells:
            place = (number, row, column)
            if formula:
                found[place] = {"formulaValue": sent(formula)}
            elif isinstance(value, bool):
                found[place] = {"boolValue": value}
            elif isinstance(value, dt.date):
                found[place] = {"numberValue": (value - EPOCH).days}
            elif isinstance(value, str) and value:
                found[place] = {"stringValue": value}
            elif value is not None and value != "":
                found[place] = {"numberValue": value}
    return found


def style_of(shown: dict[str, Any]) -> Style:
    """The style that a cell's format says, without its number format and without what Google lacks.

    Taken apart here, so that what put it together has a second opinion.
    """
    text = shown["textFormat"]
    padding = shown.get("padding")
    align = shown.get("horizontalAlignment")
    borders = shown.get("borders", {})
    side = "right" if align == "RIGHT" else "left"

    def line(edge: str) -> str:
        if edge not in borders:
            return ""
        assert borders[edge]["style"] == "SOLID"
        return hex_of(borders[edge]["colorStyle"])

    return Style(
        size=text["fontSize"],
        bold=text.get("bold", False),
        italic=text.get("italic", False),
        color=hex_of(text["foregroundColorStyle"]),
        fill=hex_of(shown["backgroundColorStyle"]) if "backgroundColorStyle" in shown else "",
        align=align.lower() if align else None,
        top=shown["verticalAlignment"] == "TOP",
        wrap=shown.get("wrapStrategy") == "WRAP",
        shrink=shown.get("wrapStrategy") == "CLIP",
        indent=(padding[side] - 3) // 9 if padding else 0,
        rotated=shown.get("textRotation") == {"angle": 90},
        line_below=line("bottom"),
        line_above=line("top"),
        line_left=line("left"),
    )


def hex_of(style: dict[str, Any]) -> str:
    parts = style["rgbColor"]
    return "#" + "".join(f"{round(parts[name] * 255):02X}" for name in ("red", "green", "blue"))
