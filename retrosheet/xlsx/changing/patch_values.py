"""The values that formulas show, set without the formulas being touched."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.workbook.refs import cell_ref
from retrosheet.xlsx.changing.patch_tab import Edit, number_text
from retrosheet.xlsx.reading.refusals import UNUSUAL, Unfit
from retrosheet.xlsx.reading.sheet_cells import place_of
from retrosheet.xlsx.reading.sheet_rows import Row, SheetRows, Unusual, attribute, without
from retrosheet.xlsx.reading.texts import cell_text, coded, storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from re import Match

    from retrosheet.workbook.tables import Value
    from retrosheet.xlsx.reading.sheet_rows import Grammar


def value_edits(
    chunks: Iterable[bytes],
    title: str,
    shown: Mapping[int, Mapping[int, Value]],
    dates: frozenset[int],
) -> list[Edit]:
    """How a tab's part has to change so that its formulas show these values, by row and column.

    A place that holds no formula is left alone: somebody has typed over it. A formula that shows
    the value already is no edit. Raises Unfit where the part is spelled in a way that cannot be
    patched.
    """
    edits: list[Edit] = []
    sheet = SheetRows(chunks, last=max(shown))
    try:
        for row in sheet:
            for column, value in sorted(shown.get(row.number, {}).items()):
                match = _cell(row, column, sheet.grammar)
                if match is not None and (match[4] or match[5]):
                    edit = _edit(match, value, sheet.grammar, row.base, dates)
                    if edit is not None:
                        edits.append(edit)
    except Unusual as error:
        raise Unfit(UNUSUAL, title=title) from error
    return edits


def formula_edits(
    chunks: Iterable[bytes],
    title: str,
    formulas: Mapping[int, Mapping[int, tuple[str, Value]]],
    dates: frozenset[int],
) -> list[Edit]:
    """How a tab's part has to change so that cells hold formulas, each with what it shows.

    ``formulas`` are by row and column, and begin with ``=``. A cell keeps its style; a place
    without a cell is left alone. Raises Unfit as ``value_edits`` does.
    """
    edits: list[Edit] = []
    sheet = SheetRows(chunks, last=max(formulas))
    try:
        for row in sheet:
            for column, (formula, value) in sorted(formulas.get(row.number, {}).items()):
                match = _cell(row, column, sheet.grammar)
                if match is not None:
                    edits.append(_with_formula(match, formula, value, row, column, sheet, dates))
    except Unusual as error:
        raise Unfit(UNUSUAL, title=title) from error
    return edits


def _with_formula(
    match: Match[bytes],
    formula: str,
    value: Value,
    row: Row,
    column: int,
    sheet: SheetRows,
    dates: frozenset[int],
) -> Edit:
    prefix = sheet.grammar.prefix
    style = attribute(match[3], b"s") or b"0"
    kept = without(match[3], b"t", b"vm", b"cm", b"r")
    kind, text = b"", b""
    if isinstance(value, str) or value is None:
        kind, text = b' t="str"', coded(storable(value or ""))
    else:
        is_date_1904 = style.isdigit() and int(style) in dates
        kind, text = number_text(value, is_date_1904=is_date_1904)
    place = cell_ref(row.number, column).encode()
    cell = b'<%bc r="%b"%b%b><%bf>%b</%bf><%bv>%b</%bv></%bc>' % (
        *(prefix, place, kept, kind, prefix, coded(formula.removeprefix("="))),
        *(prefix, prefix, text, prefix, prefix),
    )
    begin = match.string.index(b"<", match.start())
    return Edit(row.base + begin, row.base + match.end(), cell)


def _cell(row: Row, column: int, grammar: Grammar) -> Match[bytes] | None:
    place = cell_ref(row.number, column).encode()
    at = row.text.find(b'%b r="%b"' % (grammar.cell_mark, place), row.start, row.end)
    if at >= 0:
        match = grammar.cell.match(row.text, at, row.end)
        if match is None or match[8]:
            raise Unusual
        return match
    said_row, before = b"%d" % (row.number + 1), -1
    for match in grammar.cell.finditer(row.text, row.start, row.end):
        if match[8]:
            raise Unusual
        before = place_of(match[1] or b"", match[2] or b"", match[3], said_row, before)
        if before == column:
            return match
    return None


def _edit(
    match: Match[bytes], value: Value, grammar: Grammar, base: int, dates: frozenset[int]
) -> Edit | None:
    """The cell as it becomes; None where it shows the value already."""
    attributes = match[3]
    style = attribute(attributes, b"s") or b"0"
    is_date_1904 = style.isdigit() and int(style) in dates
    if isinstance(value, str):
        value = storable(value)
    if _shows(attribute(attributes, b"t") or b"n", match[6], value, is_date_1904=is_date_1904):
        return None
    kind, text = b"", b""
    if isinstance(value, str):
        kind, text = b' t="str"', coded(value)
    elif value is not None:
        kind, text = number_text(value, is_date_1904=is_date_1904)
    # ``vm`` describes the old value; ``cm``, which stays, describes the formula.
    if (attribute(attributes, b"t") or b"n") != (attribute(kind, b"t") or b"n") or (
        attribute(attributes, b"vm") is not None
    ):
        attributes = without(attributes, b"t", b"vm") + kind
    sheet = match.string
    old = grammar.value.search(sheet, match.end(3), match.end())
    start, end = old.span() if old else (sheet.rindex(b"</", 0, match.end()),) * 2
    prefix = grammar.prefix
    shown = b"<%bv>%b</%bv>" % (prefix, text, prefix) if value is not None else b""
    begin = sheet.index(b"<", match.start())
    cell = (
        *(sheet[begin : match.start(3)], attributes, sheet[match.end(3) : start]),
        *(shown, sheet[end : match.end()]),
    )
    return Edit(base + begin, base + match.end(), b"".join(cell))


def _shows(kind: bytes, raw: bytes | None, value: Value, *, is_date_1904: bool) -> bool:
    """Whether a formula of type ``kind`` shows ``value`` already."""
    if value is None:
        return raw is None and kind == b"n"
    if isinstance(value, str):
        return kind == b"str" and raw is not None and cell_text(raw) == value
    if isinstance(value, bool):
        return kind == b"b" and raw is not None and (raw.strip() in {b"1", b"true"}) == value
    try:
        return kind == b"n" and float(raw or b"") + 1462 * is_date_1904 == value
    except ValueError:
        return False
