"""The cells of a worksheet part: order, styles, values, formulas, dimension and columns."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from tests.engines.cell_reference import LAST_COLUMN, LAST_ROW, a1, parse_area, parse_cell
from tests.engines.workbook_lint import (
    LONGEST_CELL_TEXT,
    MAIN,
    Book,
    Sheet,
    children,
    miscounted,
    out_of_order,
)

_ORDER = (
    "sheetPr dimension sheetViews sheetFormatPr cols sheetData sheetCalcPr sheetProtection "
    "protectedRanges scenarios autoFilter sortState dataConsolidate customSheetViews mergeCells "
    "phoneticPr conditionalFormatting dataValidations hyperlinks printOptions pageMargins "
    "pageSetup headerFooter rowBreaks colBreaks customProperties cellWatches ignoredErrors "
    "smartTags drawing legacyDrawing legacyDrawingHF drawingHF picture oleObjects controls "
    "webPublishItems tableParts extLst"
)
_WIDEST_COLUMN = 255
_TALLEST_ROW = 409.5


@dataclass
class Cells:
    """What was seen on a sheet while its rows were read."""

    present: set[tuple[int, int]] = field(default_factory=set)
    formulas: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)


def lint_cells(book: Book, sheet: Sheet, tree: Element, cells: Cells) -> Iterator[str]:
    """The problems of a sheet's order, rows, cells, dimension and columns; fills ``cells``."""
    yield from out_of_order(tree, _ORDER)
    yield from miscounted(tree)
    yield from _rows(book, sheet, tree, cells)
    yield from _dimension(tree, cells)
    yield from _columns(book, tree)


def _rows(book: Book, sheet: Sheet, tree: Element, cells: Cells) -> Iterator[str]:
    before = 0
    for row in children(tree, "sheetData/row"):
        number = int(row.get("r", before + 1))
        if not before < number <= LAST_ROW:
            yield f"row {number} stands after row {before}"
        before = max(before, number)
        yield from _style(book, row, f"row {number}")
        if float(row.get("ht", 0)) > _TALLEST_ROW:
            yield f"row {number} is {row.get('ht')} high"
        left = 0
        for element in row:
            name = element.get("r", "")
            try:
                place = parse_cell(name)
            except ValueError:
                yield f"{name!r} is no cell"
                continue
            if place[0] != number:
                yield f"{name} stands in row {number}"
            if place[1] <= left:
                yield f"{name} stands after {a1(number, left)}"
            left = max(left, place[1])
            cells.present.add(place)
            for problem in (*_style(book, element, "style"), *_cell(book, sheet, element, cells)):
                yield f"{name}: {problem}"


def _style(book: Book, element: Element, owner: str) -> Iterator[str]:
    style = element.get("s" if element.tag != f"{MAIN}col" else "style", "0")
    if int(style) >= book.cell_styles:
        yield f"{owner}: {style} of {book.cell_styles} cell styles"


def _cell(book: Book, sheet: Sheet, cell: Element, cells: Cells) -> Iterator[str]:
    kind = cell.get("t", "n")
    formula, value = cell.find(f"{MAIN}f"), cell.find(f"{MAIN}v")
    text = (value.text or "") if value is not None else ""
    if formula is not None:
        cells.formulas.add(cell.get("r", ""))
        # XlsxWriter stores empty text as an empty <v>, others as type "str" with or without one.
        if value is None and kind != "str":
            yield "a formula without its value"
        yield from _formula(book, sheet, formula, cells)
    if value is not None:
        check = _KINDS.get(kind)
        yield from check(book, text) if check else [f"the unknown type {kind!r}"]
    elif kind not in {"n", "inlineStr", "str"}:
        yield f"type {kind!r} without a value"


def _formula(book: Book, sheet: Sheet, formula: Element, cells: Cells) -> Iterator[str]:
    text, group = formula.text or "", formula.get("si", "")
    if formula.get("t") == "shared":
        if text:
            cells.shared.add(group)
        elif group not in cells.shared:
            yield f"shares formula {group}, which nobody holds"
    if formula.get("t") in {"shared", "array"} and text:
        parse_area(formula.get("ref", ""))
    if not text:
        if formula.get("t") != "shared":
            yield "an empty formula"
        return
    yield from book.rules.problems(text, sheet.title.casefold())
    if book.rules.formula(text).has_union:
        yield "a comma outside a function"


def _number(_: Book, text: str) -> Iterator[str]:
    try:
        finite = not text or math.isfinite(float(text))
    except ValueError:
        finite = False
    if not finite:
        yield f"{text!r} is no number"


def _shared_text(book: Book, text: str) -> Iterator[str]:
    if not text.isdigit() or int(text) >= len(book.texts):
        yield f"text {text} of {len(book.texts)} shared texts"


def _logical(_: Book, text: str) -> Iterator[str]:
    if text not in {"0", "1"}:
        yield f"{text!r} is neither true nor false"


def _error(_: Book, text: str) -> Iterator[str]:
    yield f"shows {text}"


def _text(_: Book, text: str) -> Iterator[str]:
    if len(text) > LONGEST_CELL_TEXT:
        yield f"a text of {len(text)} characters"


_KINDS: dict[str, Callable[[Book, str], Iterator[str]]] = {
    "n": _number,
    "s": _shared_text,
    "b": _logical,
    "e": _error,
    "str": _text,
}


def _dimension(tree: Element, cells: Cells) -> Iterator[str]:
    found = tree.find(f"{MAIN}dimension")
    if found is None or not cells.present:
        return
    area = parse_area(found.get("ref", ""))
    outside = [place for place in sorted(cells.present) if not area.contains(*place)]
    if outside:
        yield f"the dimension {area} leaves out {a1(*outside[0])}"
    rows = {row for row, _ in cells.present}
    rows |= {int(row.get("r", 0)) for row in children(tree, "sheetData/row")}
    columns = {column for _, column in cells.present}
    columns |= {int(column.get("max", 0)) for column in children(tree, "cols/col")}
    if area.bottom > max(rows) or area.right > max(columns):
        yield f"the dimension {area} reaches beyond the last cell"


def _columns(book: Book, tree: Element) -> Iterator[str]:
    before = 0
    for column in children(tree, "cols/col"):
        first, last = int(column.get("min", 0)), int(column.get("max", 0))
        if not before < first <= last <= LAST_COLUMN:
            yield f"columns {first} to {last} defined after column {before}"
        before = max(before, last)
        if not 0 <= float(column.get("width", 8)) <= _WIDEST_COLUMN:
            yield f"column {first} is {column.get('width')} wide"
        yield from _style(book, column, f"column {first}")
