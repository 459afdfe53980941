"""Reads a Google sheet that somebody made by hand: values, formulas, fills, merges and notes.

One request asks for the whole spreadsheet; what it does not carry, charts and rules, is named.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from retrosheet.errors import InvalidInput
from retrosheet.google.document import path_of
from retrosheet.google.speaking.refusals import Context
from retrosheet.google.tables import ERRORS, Json
from retrosheet.language import Text
from retrosheet.workbook.foreign import (
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_TABS,
    ForeignBook,
    ForeignCell,
    ForeignTab,
)
from retrosheet.workbook.model import Merge
from retrosheet.workbook.serials import EPOCH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.google.speaking.transport import Transport
    from retrosheet.language import Lang
    from retrosheet.workbook.foreign import Place, Shown

_FIRST = dt.datetime.combine(EPOCH, dt.time())
_DATES = ("DATE", "DATE_TIME")
_FIELDS = (
    "properties(title),namedRanges(name),"
    "sheets(properties(title,hidden),merges,conditionalFormats(booleanRule(condition(type))),"
    "charts(chartId),data(rowData(values(userEnteredValue(formulaValue),effectiveValue,note,"
    "userEnteredFormat(backgroundColor),"
    "effectiveFormat(backgroundColor,textFormat(bold),numberFormat(type))))))"
)
_OURS = Text(
    "« {title} » est déjà une feuille de retrosheet : il n’y a rien à adopter. Pour savoir où elle "
    "en est : retrosheet sync.",
    '"{title}" is a sheet of retrosheet already: there is nothing to adopt. To see where it '
    "stands: retrosheet sync.",
)
_TOO_MUCH = Text(
    "« {{title}} » a plus de {most_cells} cellules remplies : copiez le seul onglet du plan "
    "dans une feuille, et donnez celle-ci.",
    '"{{title}}" has more than {most_cells} filled cells: copy the tab of the plan alone '
    "into a sheet, and give that one.",
).format(most_cells=MOST_CELLS)
_KINDS = {
    "charts": Text("images, formes ou graphiques", "pictures, shapes or charts"),
    "conditionalFormats": Text("mises en forme conditionnelles", "conditional formats"),
}
_BEYOND = Text(
    "ce qui est au-delà de la ligne {most_rows} ou de la colonne {most_columns}",
    "what lies beyond row {most_rows} or column {most_columns}",
).format(most_rows=MOST_ROWS, most_columns=MOST_COLUMNS)


def read_hand_made(transport: Transport, spreadsheet_id: str, lang: Lang) -> ForeignBook:
    """The tabs with cells, in order, with one request; raises RetrosheetError."""
    transport.context = Context("read", spreadsheet_id)
    answer = transport.get(path_of(spreadsheet_id), (("fields", _FIELDS),))
    title = str(answer.get("properties", {}).get("title", ""))
    if any(name.get("name") == "rs_plan" for name in answer.get("namedRanges", ())):
        raise InvalidInput(_OURS.to(lang).format(title=title))
    tabs: list[ForeignTab] = []
    left = MOST_CELLS
    for sheet in answer.get("sheets", ())[:MOST_TABS]:
        tab = _tab(sheet)
        left -= len(tab.cells)
        if left < 0:
            raise InvalidInput(_TOO_MUCH.to(lang).format(title=title))
        tabs.append(tab)
    return ForeignBook(title, tuple(tabs))


def _tab(sheet: Json) -> ForeignTab:
    properties = sheet.get("properties", {})
    cells: dict[Place, ForeignCell] = {}
    notes: dict[Place, str] = {}
    beyond = False
    for row, column, cell in _given(sheet):
        if row >= MOST_ROWS or column >= MOST_COLUMNS:
            beyond = beyond or bool(cell.get("effectiveValue"))
            continue
        found = _cell(cell)
        if found.value is not None or found.fill or found.formula:
            cells[row, column] = found
        if cell.get("note"):
            notes[row, column] = str(cell["note"])
    lost = [text for kind, text in _KINDS.items() if sheet.get(kind)]
    return ForeignTab(
        str(properties.get("title", "")),
        cells,
        tuple(_merge(area) for area in sheet.get("merges", ())),
        hidden=bool(properties.get("hidden")),
        remarks=notes,
        lost=(*lost, *((_BEYOND,) if beyond else ())),
    )


def _given(sheet: Json) -> Iterator[tuple[int, int, Json]]:
    for block in sheet.get("data", ()):
        for row, line in enumerate(block.get("rowData", ()), block.get("startRow", 0)):
            for column, cell in enumerate(line.get("values", ()), block.get("startColumn", 0)):
                if cell:
                    yield row, column, cell


def _cell(cell: Json) -> ForeignCell:
    look = cell.get("effectiveFormat", {})
    kind = look.get("numberFormat", {}).get("type", "")
    return ForeignCell(
        _value(cell.get("effectiveValue", {}), kind),
        # A blank cell may have no effective format, only what a person gave it.
        _fill(look.get("backgroundColor"))
        or _fill(cell.get("userEnteredFormat", {}).get("backgroundColor")),
        bool(look.get("textFormat", {}).get("bold")),
        str(cell.get("userEnteredValue", {}).get("formulaValue", "")),
        kind == "PERCENT",
    )


def _value(shown: Json, kind: str) -> Shown:
    for key, value in shown.items():
        if key == "errorValue":
            return ERRORS.get(value.get("type", ""), "#ERROR!")
        if key == "numberValue" and kind in _DATES and 1 <= value < 2_000_000:
            day = _FIRST + dt.timedelta(days=float(value))
            return day.date() if day.time() == dt.time() else day
        if key == "numberValue":
            return float(value)
        if isinstance(value, str | bool):
            return value if value != "" else None
    return None


def _fill(color: Any) -> str:
    """The colour as ``#RRGGBB``; "" for none and for white. Google leaves out what is 0."""
    if color is None:
        return ""
    parts = (round(255 * float(color.get(name, 0))) for name in ("red", "green", "blue"))
    found = "#" + "".join(f"{min(max(part, 0), 255):02X}" for part in parts)
    return "" if found == "#FFFFFF" else found


def _merge(area: Json) -> Merge:
    return Merge(
        area.get("startRowIndex", 0),
        area.get("startColumnIndex", 0),
        area.get("endRowIndex", 1) - 1,
        area.get("endColumnIndex", 1) - 1,
    )
