"""A workbook's parts, changed as a spreadsheet program changes them: tabs, rows and columns go,
and every formula, name and area follows or becomes ``#REF!``."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from functools import partial

from retrosheet.workbook.moves import Moves, Shift
from retrosheet.workbook.refs import cell_ref, column_number
from retrosheet.xlsx.changing.moved import with_areas_moved, with_formulas_moved
from retrosheet.xlsx.reading.texts import encoded

BOOK = "xl/workbook.xml"
_FORMULA = re.compile(rb"(<(?:f|formula|formula1|formula2|c:f)(?:\s[^>]*)?>)([^<]*)(</)")
_NAME = re.compile(rb"(<definedName\s[^>]*>)([^<]*)(</)")
_AREAS = re.compile(rb'(\b(?:sqref|ref|activeCell|topLeftCell)=")([^"]*)(")')
_ROW = re.compile(rb'<row r="(\d+)"([^>]*?)(?:/>|>(.*?)</row>)', re.DOTALL)
CELL = re.compile(rb'<c r="([A-Z]+)(\d+)"([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)
_SHEET = re.compile(rb'<sheet name="([^"]*)"[^>]*r:id="(rId\d+)"/>')


class Parts:
    """The parts of one workbook by their names; ``content`` is the file."""

    def __init__(self, content: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}

    def content(self) -> bytes:
        written = io.BytesIO()
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            for name, content in self.parts.items():
                archive.writestr(zipfile.ZipInfo(name, (2027, 2, 1, 0, 0, 0)), content)
        return written.getvalue()

    def titles(self) -> list[str]:
        found = _SHEET.findall(self.parts[BOOK])
        return [title.decode().replace("&amp;", "&") for title, _ in found]

    def part(self, title: str) -> str:
        """The part of a tab."""
        number = self.titles().index(title)
        relation = _SHEET.findall(self.parts[BOOK])[number][1]
        relations = self.parts["xl/_rels/workbook.xml.rels"]
        one = next(
            tag
            for tag in re.findall(rb"<Relationship [^>]*>", relations)
            if b'Id="%b"' % relation in tag
        )
        target = re.search(rb'Target="([^"]*)"', one)
        assert target is not None
        return "xl/" + target[1].decode().removeprefix("/xl/")

    def edit(self, name: str, change: Callable[[bytes], bytes]) -> None:
        self.parts[name] = change(self.parts[name])

    def move(self, title: str, moves: Moves) -> None:
        """Rows and columns of a tab come or go, and everything that points there follows."""
        everywhere = {title.casefold(): moves}
        for name in list(self.parts):
            if re.match(r"xl/(worksheets/sheet|charts/chart)", name):
                home = next((one for one in self.titles() if self.part(one) == name), "")
                self.edit(name, partial(_pointed, _FORMULA, home, everywhere))
        self.edit(BOOK, partial(_pointed, _NAME, "", everywhere))
        part = self.part(title)
        self.edit(part, lambda text: _without_gone(with_areas_moved(_AREAS, text, moves)))
        self.edit(part, lambda text: _shifted(text, moves))

    def delete_rows(self, title: str, *rows: int) -> None:
        """Rows go, counted from 1 as people count."""
        self.move(title, Moves(rows=Shift((), tuple(row - 1 for row in sorted(rows)))))

    def insert_rows(self, title: str, row: int, count: int = 1) -> None:
        self.move(title, Moves(rows=Shift(((row - 1, count),))))

    def delete_column(self, title: str, letters: str) -> None:
        self.move(title, Moves(columns=Shift((), (column_number(letters),))))

    def insert_column(self, title: str, letters: str) -> None:
        self.move(title, Moves(columns=Shift(((column_number(letters), 1),))))

    def delete_tab(self, title: str, *, recalculated: bool = True) -> None:
        """A tab goes; what looked at it is broken, and says so once it is calculated again."""
        part, number = self.part(title), self.titles().index(title)
        spelled = [f"'{title}'!".encode(), f"{title}!".encode()]
        for name in list(self.parts):
            if re.match(r"xl/(worksheets/sheet|charts/chart)", name) or name == BOOK:
                pattern = _NAME if name == BOOK else _FORMULA
                self.edit(name, partial(_with_broken, pattern, spelled))
        lost = re.findall(rb'name="(\w+)"[^>]*>#REF!<', self.parts[BOOK])
        broken = re.compile(rb"#REF!|(?<![\w.])(?:%b)(?![\w.(])" % b"|".join([*lost, b"#REF!"]))
        for name in list(self.parts):
            if name.startswith("xl/worksheets/sheet") and recalculated:
                self.edit(name, partial(CELL.sub, partial(_recalculated, broken)))
        tag = _SHEET.findall(self.parts[BOOK])[number]
        self.edit(BOOK, lambda text: re.sub(rb'<sheet name="%b"[^>]*/>' % tag[0], b"", text))
        self.edit(BOOK, lambda text: _scopes(text, number))
        self.edit(BOOK, lambda text: re.sub(rb' (?:activeTab|firstSheet)="\d+"', b"", text))
        relations = "xl/_rels/workbook.xml.rels"
        self.edit(
            relations, lambda text: re.sub(rb'<Relationship Id="%b"[^>]*/>' % tag[1], b"", text)
        )
        own = f"xl/worksheets/_rels/{part.rsplit('/', 1)[1]}.rels"
        gone = {part, own}
        if own in self.parts:
            for drawing in re.findall(rb'Target="\.\./(drawings/[^"]*)"', self.parts[own]):
                name = f"xl/{drawing.decode()}"
                its = name.replace("drawings/", "drawings/_rels/") + ".rels"
                charts = re.findall(rb'Target="\.\./(charts/[^"]*)"', self.parts.get(its, b""))
                gone |= {name, its, *(f"xl/{chart.decode()}" for chart in charts)}
        for name in gone & self.parts.keys():
            del self.parts[name]
        types = "[Content_Types].xml"
        for name in gone:
            tag_of = rb'<Override PartName="/%b"[^>]*/>' % re.escape(name.encode())
            self.edit(types, partial(re.compile(tag_of).sub, b""))

    def rename_tab(self, title: str, new: str) -> None:
        spelled = [f"'{title}'!".encode(), f"{title}!".encode()]
        target = f"'{new}'!".encode()

        def renamed(match: re.Match[bytes]) -> bytes:
            text = match[2]
            for one in spelled:
                text = re.sub(rb"(?<![\w'])" + re.escape(one), target, text)
            return match[1] + text + match[3]

        for name in list(self.parts):
            if re.match(r"xl/(worksheets/sheet|charts/chart)", name):
                self.edit(name, lambda text: _FORMULA.sub(renamed, text))
        self.edit(BOOK, lambda text: _NAME.sub(renamed, text))
        old = f'<sheet name="{title}"'.encode()
        self.edit(BOOK, lambda text: text.replace(old, f'<sheet name="{new}"'.encode()))

    def cell(self, title: str, place: str, said: bytes, *, kept: bool = True) -> None:
        """Puts ``said`` into a cell: what stands between its tags, its type before a ``|``."""
        kind, _, inner = said.partition(b"|")
        letters, number = re.sub(r"\d", "", place), re.sub(r"\D", "", place)

        def put(text: bytes) -> bytes:
            pattern = rb'<c r="%b"([^>]*?)(?:/>|>(.*?)</c>)' % place.encode()
            match = re.search(pattern, text, re.DOTALL)
            style = re.search(rb' s="\d+"', match[1]) if match and kept else None
            new = b'<c r="%b"%b%b>%b</c>' % (
                place.encode(), style[0] if style else b"", b' t="%b"' % kind if kind else b"",
                inner,
            )  # fmt: skip
            if match:
                return text[: match.start()] + new + text[match.end() :]
            return _with_cell(text, int(number), column_number(letters), new)

        self.edit(self.part(title), put)


def text_cell(text: str) -> bytes:
    return b"inlineStr|<is><t>%b</t></is>" % encoded(text)


def number_cell(number: float) -> bytes:
    return b"|<v>%b</v>" % f"{number:g}".encode()


def _with_cell(text: bytes, number: int, column: int, new: bytes) -> bytes:
    row = re.search(rb'<row r="%d"[^>]*?(/>|>.*?</row>)' % number, text, re.DOTALL)
    if row is None:
        later = next((m for m in _ROW.finditer(text) if int(m[1]) > number), None)
        at = later.start() if later else text.index(b"</sheetData>")
        return text[:at] + b'<row r="%d">%b</row>' % (number, new) + text[at:]
    if row[1] == b"/>":
        return text[: row.end() - 2] + b">" + new + b"</row>" + text[row.end() :]
    after = next((m for m in CELL.finditer(row[0]) if column_number(m[1].decode()) > column), None)
    at = row.start() + (after.start() if after else row[0].rindex(b"</row>"))
    return text[:at] + new + text[at:]


def _pointed(pattern: re.Pattern[bytes], home: str, moves: dict[str, Moves], text: bytes) -> bytes:
    return with_formulas_moved(pattern, text, home, moves)


def _without_gone(text: bytes) -> bytes:
    """Without merged cells of which nothing is left."""
    for match in re.findall(rb'<mergeCell ref="[^"]*"/>', text):
        area = re.search(rb'ref="([A-Z]+)(\d+)(?::([A-Z]+)(\d+))?"', match)
        assert area is not None
        if area[3] is None or (area[1], area[2]) == (area[3], area[4]):
            text = text.replace(match, b"")
    return text.replace(b'<mergeCells count="0"></mergeCells>', b"")


def _shifted(text: bytes, moves: Moves) -> bytes:
    def row(match: re.Match[bytes]) -> bytes:
        number = moves.rows.of(int(match[1]) - 1)
        if number is None:
            return b""
        inner = CELL.sub(lambda one: _cell(one, number, moves), match[3] or b"")
        return b'<row r="%d"%b>%b</row>' % (number + 1, match[2], inner)

    def col(match: re.Match[bytes]) -> bytes:
        span = moves.columns.span(int(match[1]) - 1, int(match[2]) - 1)
        return b'<col min="%d" max="%d"' % (span[0] + 1, span[1] + 1) if span else b"<gone"

    text = re.sub(rb'<col min="(\d+)" max="(\d+)"', col, text)
    return _ROW.sub(row, re.sub(rb"<gone[^>]*/>", b"", text))


def _cell(match: re.Match[bytes], row: int, moves: Moves) -> bytes:
    column = moves.columns.of(column_number(match[1].decode()))
    if column is None:
        return b""
    return b'<c r="%b"%b>%b</c>' % (cell_ref(row, column).encode(), match[3], match[4] or b"")


def _with_broken(pattern: re.Pattern[bytes], spelled: list[bytes], text: bytes) -> bytes:
    return pattern.sub(lambda match: match[1] + _broken(match[2], spelled) + match[3], text)


def _broken(formula: bytes, spelled: list[bytes]) -> bytes:
    for one in spelled:
        area = rb"(?<![\w'])" + re.escape(one) + rb"\$?[A-Z]+\$?\d+(?::\$?[A-Z]+\$?\d+)?"
        formula = re.sub(area, b"#REF!", formula)
    return formula


def _recalculated(broken: re.Pattern[bytes], match: re.Match[bytes]) -> bytes:
    """What a formula that lost its cells says: nothing where it provides for errors."""
    inner = match[4] or b""
    formula = re.search(rb"<f>([^<]*)</f>", inner)
    if formula is None or not broken.search(formula[1]):
        return match[0]
    safe = b"IFERROR" in formula[1]
    said = b"<v></v>" if safe else b"<v>#REF!</v>"
    style = re.search(rb' s="\d+"', match[3])
    return b'<c r="%b%b"%b t="%b">%b%b</c>' % (
        match[1], match[2], style[0] if style else b"", b"str" if safe else b"e",
        formula[0], said,
    )  # fmt: skip


def _scopes(text: bytes, gone: int) -> bytes:
    """The names of one tab alone, counted without the one that went."""

    def scoped(match: re.Match[bytes]) -> bytes:
        scope = re.search(rb'localSheetId="(\d+)"', match[0])
        if scope is None or int(scope[1]) < gone:
            return match[0]
        if int(scope[1]) == gone:
            return b""
        return match[0].replace(scope[0], b'localSheetId="%d"' % (int(scope[1]) - 1))

    return re.sub(rb"<definedName\s[^>]*>[^<]*</definedName>", scoped, text)
