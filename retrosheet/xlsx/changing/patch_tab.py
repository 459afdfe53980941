"""The tool's own tab, written anew: its cells replaced, everything else of it left as it is."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.workbook.refs import cell_ref
from retrosheet.workbook.tables import Value
from retrosheet.xlsx.reading.refusals import TYPED_FORMULAS, UNUSUAL, Unfit
from retrosheet.xlsx.reading.sheet_cells import kind_and_style, place_of
from retrosheet.xlsx.reading.sheet_rows import SheetRows, Unusual, attribute, without
from retrosheet.xlsx.reading.texts import coded, storable

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_ROWS, _MOST_STYLES = 10_000, 200_000


class Edit(NamedTuple):
    """In a part's content, the bytes from ``start`` to ``end``, an element, become ``new``, one."""

    start: int
    end: int
    new: bytes


class _Old(NamedTuple):
    """What a tab keeps when its cells go: styles by place, and each row's own attributes."""

    styles: dict[tuple[int, int], int]
    rows: dict[int, bytes]
    formulas: bool


def storable_value(value: Value) -> Value:
    """A value as a cell can hold it; no text is as good as none."""
    if isinstance(value, str):
        return storable(value) or None
    if isinstance(value, float) and value - value != 0:
        raise ValueError(f"a cell cannot hold {value}")
    return value


def tab_edits(
    chunks: Iterable[bytes],
    title: str,
    rows: Sequence[Sequence[Value]],
    dates: frozenset[int],
    *,
    formulas_may_go: bool,
) -> list[Edit]:
    """How a tab's part has to change so that ``rows`` is all it holds, from its first cell on.

    A cell that was there keeps its style, a row its height, as far as ``MOST_ROWS`` and
    ``_MOST_STYLES``: nobody has a use for more on a hidden tab. Raises Unfit where the part is
    spelled in a way that cannot be patched, or where formulas would go but ``formulas_may_go``
    says that another part lists them.
    """
    sheet = SheetRows(chunks, last=max(len(rows), MOST_ROWS), all_rows=True)
    try:
        old = _old(sheet)
    except Unusual as error:
        raise Unfit(UNUSUAL, title=title) from error
    if (old.formulas or "f" in sheet.beyond) and not formulas_may_go:
        raise Unfit(TYPED_FORMULAS, title=title)
    prefix = sheet.grammar.prefix
    written, extent = _written(rows, old, prefix, dates)
    new = b"<%bsheetData>%b</%bsheetData>" % (prefix, written, prefix)
    edits = [Edit(sheet.data[0], sheet.data_end, new)]
    dimension = sheet.grammar.dimension.search(sheet.head)
    if dimension is not None and attribute(dimension[1], b"ref") != extent:
        kept = without(dimension[1], b"ref")
        element = b'<%bdimension ref="%b"%b/>' % (prefix, extent, kept)
        edits.insert(0, Edit(dimension.start(), dimension.end(), element))
    return edits


def holds_beyond(chunks: Iterable[bytes], last: int) -> bool:
    """Whether a tab holds anything below the row ``last``, as far as that can be told quickly."""
    sheet = SheetRows(chunks, last=last, all_rows=True)
    with contextlib.suppress(Unusual):
        for _ in sheet:
            pass
    return bool(sheet.beyond)


def _old(sheet: SheetRows) -> _Old:
    old = _Old({}, {}, formulas=False)
    formulas = False
    for row in sheet:
        old.rows[row.number] = row.attributes
        if not sheet.grammar.style_or_formula.search(row.text, row.start, row.end):
            continue
        said_row = b"%d" % (row.number + 1)
        before = -1
        for cell in sheet.grammar.cell.findall(row.text, row.start, row.end):
            letters, digits, attributes, formula_attributes, formula, _, _, odd = cell
            if odd:
                raise Unusual
            before = place_of(letters, digits, attributes, said_row, before)
            style = kind_and_style(attributes)[1]
            if style and len(old.styles) < _MOST_STYLES:
                old.styles[row.number, before] = style
            formulas = formulas or bool(formula or formula_attributes)
    return old._replace(formulas=formulas)


def _written(
    rows: Sequence[Sequence[Value]], old: _Old, prefix: bytes, dates: frozenset[int]
) -> tuple[bytes, bytes]:
    """The content of sheetData, and the reference of the area that it fills."""
    styled: dict[int, list[int]] = {}
    for number, column in old.styles:
        styled.setdefault(number, []).append(column)
    content = []
    last_column = last_row = 0
    for number in sorted({*range(len(rows)), *old.rows, *styled}):
        values = rows[number] if number < len(rows) else ()
        cells = []
        for column in sorted({*range(len(values)), *styled.get(number, ())}):
            value = storable_value(values[column]) if column < len(values) else None
            style = old.styles.get((number, column), 0)
            if value is not None or style:
                last_column = max(last_column, column)
                cells.append(_cell(prefix, number, column, style, value, style in dates))
        kept = without(old.rows.get(number, b""), b"r", b"spans")
        if cells or kept:
            last_row = max(last_row, number)
            content.append(
                b'<%brow r="%d"%b>%b</%brow>' % (prefix, number + 1, kept, b"".join(cells), prefix)
            )
    last = cell_ref(last_row, last_column)
    return b"".join(content), (f"A1:{last}" if last != "A1" else last).encode()


def _cell(
    prefix: bytes, row: int, column: int, style: int, value: Value, is_date_1904: bool
) -> bytes:
    place = cell_ref(row, column).encode()
    attributes = b' r="%b" s="%d"' % (place, style) if style else b' r="%b"' % place
    if value is None:
        return b"<%bc%b/>" % (prefix, attributes)
    if isinstance(value, str):
        space = b' xml:space="preserve"' if value.strip() != value or "\n" in value else b""
        return b'<%bc%b t="inlineStr"><%bis><%bt%b>%b</%bt></%bis></%bc>' % (
            *(prefix, attributes, prefix, prefix, space),
            *(coded(value), prefix, prefix, prefix),
        )
    kind, text = number_text(value, is_date_1904=is_date_1904)
    return b"<%bc%b%b><%bv>%b</%bv></%bc>" % (
        prefix,
        attributes,
        kind,
        prefix,
        text,
        prefix,
        prefix,
    )


def number_text(value: float, *, is_date_1904: bool) -> tuple[bytes, bytes]:
    """The ``t`` attribute and the content of ``<v>`` for a number or a boolean."""
    if isinstance(value, bool):
        return b' t="b"', b"%d" % value
    if is_date_1904:
        value -= 1462
    whole = int(value)
    return b"", (str(whole) if whole == value and abs(whole) < 1 << 53 else repr(value)).encode()
