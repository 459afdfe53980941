"""The cells of a tab written anew: ours as they are now, people's where we have none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text
from retrosheet.workbook.moves import Moves
from retrosheet.workbook.refs import cell_ref, column_number
from retrosheet.workbook.rewriting import skeleton
from retrosheet.xlsx.changing.moved import with_areas_moved, with_formulas_moved
from retrosheet.xlsx.changing.pieces import MAIN, Pieces
from retrosheet.xlsx.reading.contents import LAST_ROW
from retrosheet.xlsx.reading.refusals import damaged
from retrosheet.xlsx.reading.texts import cell_text, decoded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')
_STYLE = re.compile(rb'\ss="(\d+)"')
_KIND = re.compile(rb'\st="(\w+)"')
_ROW = re.compile(rb'\br="(\d+)"')
_SPANS = re.compile(rb'\s(?:r|spans)="[^"]*"')
_INDEX = re.compile(rb"<v>(\d+)</v>")
_F = re.compile(rb"(<(?:[\w.\-]+:)?f\b[^>]*>)([^<]*)(</(?:[\w.\-]+:)?f>)")
_F_REF = re.compile(rb'(<(?:[\w.\-]+:)?f\b[^>]*\bref=")([^"]*)(")')
_V = re.compile(rb"<(?:[\w.\-]+:)?(?:v|t)\b[^>]*>([^<]*)</")
_HIDDEN_TABS = ("_engine!", "_sync!")
_NUMBER = re.compile(r"\d+")


class Carried(NamedTuple):
    """How one tab is carried over.

    ``moves`` is where its own cells go, ``all_moves`` those of all tabs by their titles in small
    letters. ``whole`` says that nothing on it is people's. ``helpers`` are the columns, as they
    were, of which people's rules say nothing. ``keep_blank`` keeps empty cells that look like
    something, and the looks of all; ``head`` are the rows on top of which labels may change;
    ``anew`` are the cells, as they are to be, that take their look and their row's height from us.
    """

    title: str
    moves: Moves
    all_moves: Mapping[str, Moves]
    whole: bool = False
    helpers: frozenset[int] = frozenset()
    keep_blank: bool = True
    head: int = 0
    anew: frozenset[tuple[int, int]] = frozenset()


class Found(NamedTuple):
    """A cell as it is written, its style, its formula and its text; ``said`` for neither is ""."""

    raw: bytes
    style: int
    formula: str
    said: str

    @property
    def blank(self) -> bool:
        return not self.formula and not self.said


class Grid(NamedTuple):
    """The cells by row and column, and what each row's tag says besides its number."""

    cells: Mapping[int, Mapping[int, Found]]
    rows: Mapping[int, bytes]


NOTHING = Grid({}, {})


def grid_of(part: Pieces, texts: Sequence[bytes]) -> Grid:
    """The cells of a part; ``texts`` are the shared ones, each as it is written."""
    from xml.parsers import expat

    piece = next((piece for piece in part.children if piece.name == "sheetData"), None)
    cells: dict[int, dict[int, Found]] = {}
    rows: dict[int, bytes] = {}
    if piece is None:
        return NOTHING
    content = part.text(piece)
    parser = expat.ParserCreate()
    declared = set(re.findall(rb"\sxmlns:([\w.\-]+)=", part.head))
    prefix_names = b"".join(b' xmlns:%b="x"' % name for name in declared)
    opening = b"<all%b>" % prefix_names
    depth, begun, row, column = 0, 0, -1, -1

    def start(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal depth, begun, row, column
        local = name.rpartition(":")[2]
        at = parser.CurrentByteIndex - len(opening)
        if local == "row":
            row = int(attributes.get("r", row + 2)) - 1
            column = -1
            tag = content[at : content.index(b">", at)].rstrip(b"/")
            rows[row] = _SPANS.sub(b"", tag[len(name) + 1 :])
        elif local == "c":
            begun = at
            place = attributes.get("r")
            letters = re.match("[A-Z]+", place) if place else None
            column = column_number(letters[0]) if letters else column + 1
        depth += 1

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1
        if name.rpartition(":")[2] == "c":
            at = parser.CurrentByteIndex - len(opening)
            opened = content.index(b">", begun) + 1
            single = content[opened - 2 : opened] == b"/>"
            stop = opened if single else content.index(b">", at) + 1
            cells.setdefault(row, {})[column] = _found(content[begun:stop], texts)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(opening + content + b"</all>", True)
    except (expat.ExpatError, ValueError) as error:
        raise damaged(Text("du XML mal formé", "malformed XML")) from error
    return Grid(cells, rows)


def _found(raw: bytes, texts: Sequence[bytes]) -> Found:
    opened = raw[: raw.index(b">") + 1]
    style, kind = _STYLE.search(opened), _KIND.search(opened)
    formula = _F.search(raw)
    said = ""
    if kind and kind[1] == b"s":
        index = _V.search(raw)
        number = int(index[1]) if index else -1
        said = cell_text(texts[number]) if 0 <= number < len(texts) else ""
    else:
        said = "".join(cell_text(one) for one in _V.findall(raw))
    return Found(raw, int(style[1]) if style else 0, decoded(formula[2]) if formula else "", said)


def merged_rows(
    old: Grid, new: Grid, carried: Carried, styles: Sequence[int], part: Pieces
) -> tuple[bytes, bytes]:
    """The content of sheetData, and the reference of the area that it fills.

    A cell of ours keeps the style that the one in its place had; a row its height.
    """
    rows: dict[int, dict[int, bytes]] = {}
    had: dict[tuple[int, int], Found] = {}
    attributes = _row_tags(old, new, carried)
    if not carried.whole:
        own = _own_words(new)
        for number, cells in old.cells.items():
            row = carried.moves.rows.of(number)
            for column, cell in cells.items() if row is not None else ():
                there = carried.moves.columns.of(column)
                if row is None or there is None or (row > LAST_ROW and cell.blank):
                    continue
                had[row, there] = cell
                if there in new.cells.get(row, {}) or _is_ours(cell, there, own, carried):
                    continue
                rows.setdefault(row, {})[there] = _carried(cell.raw, row, there, carried)
    for row, found in new.cells.items():
        for column, cell in found.items():
            before = had.get((row, column))
            style = styles[cell.style]
            if (
                before is not None
                and before.style
                and _keeps_look(before, cell, (row, column), carried)
            ):
                style = before.style
            rows.setdefault(row, {})[column] = _ours(cell, style)
    tag = b"row" if part.default else b'row xmlns="%b"' % MAIN
    written = []
    last_row = last_column = 0
    for row in sorted({*rows, *attributes}):
        line = rows.get(row, {})
        said = attributes.get(row, b"")
        if not line and not said.strip():
            continue
        last_row = row
        last_column = max(last_column, *line, 0)
        content = b"".join(line[column] for column in sorted(line))
        written.append(b'<%b r="%d"%b>%b</row>' % (tag, row + 1, said, content))
    opened = b"<sheetData>" if part.default else b'<sheetData xmlns="%b">' % MAIN
    last = cell_ref(last_row, last_column)
    extent = "A1" if last == "A1" else f"A1:{last}"
    return opened + b"".join(written) + b"</sheetData>", extent.encode()


def _row_tags(old: Grid, new: Grid, carried: Carried) -> dict[int, bytes]:
    """What each row's tag says besides its number: people's, but where the row is ours anew."""
    found = dict(new.rows)
    for number, said in old.rows.items() if not carried.whole else ():
        row = carried.moves.rows.of(number)
        # LibreOffice says of the very last row how it looks: it goes where others come
        if row is not None and row <= LAST_ROW:
            found[row] = said
    return found | {row: new.rows[row] for row, _ in carried.anew if row in new.rows}


def _keeps_look(before: Found, cell: Found, spot: tuple[int, int], carried: Carried) -> bool:
    """Whether a cell of ours goes on looking like the one in its place: not another label."""
    if carried.whole or not carried.keep_blank or spot in carried.anew:
        return False
    return spot[0] >= carried.head or bool(cell.formula) or before.said == cell.said


class _Own(NamedTuple):
    """What the new tab says in its cells, what its formulas ask, what those of each column ask
    whatever numbers they have in them, and in which columns it has cells."""

    said: frozenset[str]
    asked: frozenset[str]
    listed: frozenset[tuple[int, str]]
    columns: frozenset[int]


def _own_words(new: Grid) -> _Own:
    found = [item for cells in new.cells.values() for item in cells.items()]
    asked = [(column, skeleton(cell.formula)) for column, cell in found if cell.formula]
    return _Own(
        frozenset(cell.said for _, cell in found if cell.said and not cell.formula),
        frozenset(text for _, text in asked),
        frozenset((column, _NUMBER.sub("#", text)) for column, text in asked),
        frozenset(column for column, _ in found),
    )


def _is_ours(cell: Found, column: int, own: _Own, carried: Carried) -> bool:
    """Whether a cell in a place where the new tab has none is one of an earlier layout.

    A list that was longer has formulas that count its lines.
    """
    if cell.formula:
        asked = skeleton(cell.formula)
        looks = any(name in cell.formula for name in _HIDDEN_TABS)
        longer = not carried.keep_blank and (column, _NUMBER.sub("#", asked)) in own.listed
        return looks or longer or asked in own.asked
    if cell.blank:
        return not carried.keep_blank
    # what people write in a column of theirs may be any word of ours
    return cell.said in own.said and column in own.columns


def _carried(raw: bytes, row: int, column: int, carried: Carried) -> bytes:
    """Somebody's cell in its place, its formula after the moves."""
    place = cell_ref(row, column).encode()
    opened = raw.index(b">")
    tag = raw[:opened]
    if _PLACE.search(tag):
        tag = _PLACE.sub(b'r="%b"' % place, tag, count=1)
    else:
        tag = re.sub(rb"^<((?:[\w.\-]+:)?c)\b", rb'<\1 r="%b"' % place, tag)
    rest = raw[opened:]
    if carried.all_moves:
        rest = with_formulas_moved(_F, rest, carried.title, carried.all_moves)
        rest = with_areas_moved(_F_REF, rest, carried.moves)
    return tag + rest


def _ours(cell: Found, style: int) -> bytes:
    """A cell as we write it, its text within itself instead of among the shared ones."""
    opened = cell.raw.index(b">")
    tag = _STYLE.sub(b"", cell.raw[:opened])
    closed = tag.endswith(b"/")
    tag = tag.rstrip(b"/")
    if style:
        tag += b' s="%d"' % style
    if _KIND.search(tag) and b' t="s"' in tag:
        from retrosheet.xlsx.reading.texts import coded

        text = coded(cell.said)
        space = (
            b' xml:space="preserve"' if cell.said.strip() != cell.said or "\n" in cell.said else b""
        )
        return tag.replace(b' t="s"', b' t="inlineStr"') + b"><is><t%b>%b</t></is></c>" % (
            space,
            text,
        )
    return tag + (b"/>" if closed else cell.raw[opened:])
