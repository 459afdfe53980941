"""Writes our tabs of a workbook anew and leaves everything else of the file as it lies.

The public entry for whatever makes a plan whole. A ``Rewriting`` says what to write: a description
of our tabs under the titles that they have in the file, with every cell where it is to be, and
where the rows and columns of the file went meanwhile. What people have besides stays, byte for
byte: their tabs, charts, pictures and pivot tables; on our tabs their cells, columns, styles,
rules, checks, notes and widths. Only what points at cells that moved follows them.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from retrosheet.workbook.moves import Moves
from retrosheet.xlsx.changing.in_place import Way, Written, written_in_place
from retrosheet.xlsx.changing.new_archive import verify_archive, write_archive
from retrosheet.xlsx.changing.new_book import (
    free_relation,
    rewritten_book,
    with_relations,
    with_types,
    without_relation,
)
from retrosheet.xlsx.changing.new_cells import Carried
from retrosheet.xlsx.changing.new_charts import DRAWING, content_of, related, rewritten_drawing
from retrosheet.xlsx.changing.new_followed import followed_beside, followed_formulas
from retrosheet.xlsx.changing.new_sheet import ORDER, rewritten_sheet
from retrosheet.xlsx.changing.new_styles import joined_styles
from retrosheet.xlsx.reading.contents import Contents, read_contents, relations_of
from retrosheet.xlsx.reading.package import Package
from retrosheet.xlsx.reading.refusals import SIGNED, Unfit
from retrosheet.xlsx.write import render

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from retrosheet.files.backup import Why
    from retrosheet.files.fingerprint import Fingerprint
    from retrosheet.language import Lang
    from retrosheet.workbook.model import Sheet
    from retrosheet.workbook.rewriting import Rewriting

_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"
_ITEM = re.compile(rb"<(?:[\w.\-]+:)?si\b[^>]*?(?:/>|>(.*?)</(?:[\w.\-]+:)?si\s*>)", re.DOTALL)
_TEXT = re.compile(rb"<(?:[\w.\-]+:)?t\b[^>]*>([^<]*)</")
_PHONETIC = re.compile(rb"<(?:[\w.\-]+:)?rPh\b.*?</(?:[\w.\-]+:)?rPh\s*>", re.DOTALL)
_DRAWN = re.compile(rb"<drawing\b[^>]*/>")


def rewrite(path: Path, read: Fingerprint, rewriting: Rewriting, lang: Lang) -> Written:
    """Write into the workbook that was ``read``, whole or not at all.

    One backup of the version before stays beside it. Raises, in ``lang`` and with the file
    untouched: NoAccess for a file that is open elsewhere, changed since it was read, or cannot be
    written; InvalidInput for one that is damaged or signed.
    """
    return write_parts(path, read, lambda package: planned_parts(package, rewriting), lang)


def write_parts(
    path: Path,
    read: Fingerprint,
    planned: Callable[[Package], Mapping[str, bytes | None]],
    lang: Lang,
    why: Why = "update",
) -> Written:
    """Write the parts that ``planned`` gives into the workbook that was ``read``."""
    way = Way(planned, write_archive, verify_archive)
    written = written_in_place(path, read, way, lang, why)
    assert written is not None
    return written


def rewritten(content: bytes, rewriting: Rewriting) -> bytes:
    """A workbook's bytes with our tabs written anew; raises Unfit."""
    package = Package(io.BytesIO(content))
    parts = planned_parts(package, rewriting)
    new = io.BytesIO()
    write_archive(package, parts, new)
    verify_archive(package, Package(new), parts)
    return new.getvalue()


def planned_parts(package: Package, rewriting: Rewriting) -> dict[str, bytes | None]:
    """The new content of each part that changes, None for one that goes; raises Unfit."""
    contents = read_contents(package)
    if contents.signed:
        raise Unfit(SIGNED)
    return _Writing(package, contents, rewriting).parts()


class _Writing:
    """The parts while they are collected."""

    def __init__(self, package: Package, contents: Contents, rewriting: Rewriting) -> None:
        self.package, self.contents, self.rewriting = package, contents, rewriting
        self.fresh = Package(io.BytesIO(render(rewriting.workbook)))
        self.fresh_contents = read_contents(self.fresh)
        self.found: dict[str, bytes | None] = {}
        self.types: dict[str, str] = {}
        self.moves = {title.casefold(): moves for title, moves in rewriting.moves.items() if moves}
        self.book = next(iter(related(package, "", "officeDocument").values()))

    def parts(self) -> dict[str, bytes | None]:
        self._styles()
        self._tabs()
        self._follow()
        self._book()
        return {
            name: content
            for name, content in self.found.items()
            if content is None or content != content_of(self.package, name)
        }

    def _styles(self) -> None:
        own, other = self.contents.styles, self.fresh_contents.styles
        assert own is not None
        assert other is not None
        self.styles = joined_styles(
            b"".join(self.package.chunks(own)), b"".join(self.fresh.chunks(other))
        )
        self.found[own.name] = self.styles.content

    def _tabs(self) -> None:
        own_texts, fresh_texts = _texts(self.package), _texts(self.fresh)
        self.new_tabs: list[tuple[str, str, bool]] = []
        relations = content_of(self.package, relations_of(self.book)) or b""
        self.relations = relations
        for sheet in self.rewriting.workbook.sheets:
            tab = self.fresh_contents.tab(sheet.title)
            assert tab is not None
            assert tab.part is not None
            fresh = b"".join(self.fresh.chunks(tab.part))
            there = self.contents.tab(sheet.title)
            old = (
                b"".join(self.package.chunks(there.part)) if there and there.part else _empty(fresh)
            )
            carried = Carried(
                sheet.title,
                self.rewriting.moves.get(sheet.title, Moves()),
                self.moves,
                whole=sheet.hidden,
                helpers=self.rewriting.helpers.get(sheet.title, frozenset()),
                keep_blank=sheet.title not in self.rewriting.drawn,
                head=self.rewriting.heads.get(sheet.title, 0),
                anew=self.rewriting.anew.get(sheet.title, frozenset()),
            )
            content = rewritten_sheet(
                old, fresh, carried, self.styles.cells, self.styles.looks, own_texts, fresh_texts
            )
            name = there.part.name if there and there.part else self._added_tab(sheet)
            if there and there.part and carried.moves:
                self.found.update(followed_beside(self.package, name, carried.moves))
            self.found[name] = self._drawn(name, content, tab.part.name)

    def _added_tab(self, sheet: Sheet) -> str:
        name = self._free("xl/worksheets/sheet{}.xml")
        self.types[name] = _SHEET
        relation = free_relation(self.relations)
        self.relations = with_relations(self.relations, [(relation, "worksheet", f"/{name}")])
        self.new_tabs.append((sheet.title, relation, sheet.hidden))
        self.found[name] = b""
        return name

    def _drawn(self, name: str, content: bytes, fresh_name: str) -> bytes:
        """The tab with our charts in its drawing, which is made where there is none."""
        fresh = next(iter(related(self.fresh, fresh_name, "drawing").values()), None)
        content = (
            _DRAWN.sub(b"", content) if not related(self.package, name, "drawing") else content
        )
        own = next(iter(related(self.package, name, "drawing").values()), None)
        if fresh is None:
            return content
        if own is not None:
            rewritten_drawing(
                self.package, own, self.fresh, fresh, self._free, self.found, self.types
            )
            return content
        drawing = self._free("xl/drawings/drawing{}.xml")
        self.types[drawing] = DRAWING
        self.found[drawing] = content_of(self.fresh, fresh)
        charts = []
        for relation, chart in related(self.fresh, fresh, "chart").items():
            chart_name = self._free("xl/charts/chart{}.xml")
            self.found[chart_name] = content_of(self.fresh, chart)
            self.types[chart_name] = (
                "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
            )
            charts.append((relation, "chart", f"/{chart_name}"))
        empty = (
            b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Relationships '
            b'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"></Relationships>'
        )
        self.found[relations_of(drawing)] = with_relations(empty, charts)
        relations = content_of(self.package, relations_of(name)) or empty
        relation = free_relation(relations)
        self.found[relations_of(name)] = with_relations(
            relations, [(relation, "drawing", f"/{drawing}")]
        )
        return _with_drawing(content, relation)

    def _follow(self) -> None:
        if self.moves:
            homes = {tab.part.name: tab.title for tab in self.contents.tabs if tab.part}
            self.found.update(followed_formulas(self.package, self.found.keys(), self.moves, homes))

    def _book(self) -> None:
        content = content_of(self.package, self.book)
        assert content is not None
        titles = [tab.title for tab in self.contents.tabs]
        self.found[self.book] = rewritten_book(
            content, self.rewriting.workbook, self.moves, titles, self.new_tabs
        )
        gone = list(related(self.package, self.book, "calcChain").values())
        relations = without_relation(self.relations, "calcChain") if gone else self.relations
        for name in gone:
            if self.package.find(name):
                self.found[name] = None
        self.found[relations_of(self.book)] = relations
        types = content_of(self.package, "[Content_Types].xml")
        assert types is not None
        if self.types or gone:
            self.found["[Content_Types].xml"] = with_types(types, self.types, gone)

    def _free(self, pattern: str) -> str:
        number = 1
        while self.package.find(pattern.format(number)) or pattern.format(number) in self.found:
            number += 1
        name = pattern.format(number)
        self.found[name] = b""
        return name


def _texts(package: Package) -> list[bytes]:
    """The shared texts, each as it is written, without how its parts look or sound."""
    part = read_contents(package).texts
    if part is None:
        return []
    from retrosheet.xlsx.changing.pieces import utf8

    content = utf8(b"".join(package.chunks(part)))
    return [b"".join(_TEXT.findall(_PHONETIC.sub(b"", inner))) for inner in _ITEM.findall(content)]


def _empty(fresh: bytes) -> bytes:
    """A new tab before anything is on it: how it is shown and printed, without its cells."""
    from retrosheet.xlsx.changing.pieces import pieces_of

    part = pieces_of(fresh)
    left = {"cols", "sheetData", "mergeCells", "conditionalFormatting", "dataValidations",
            "drawing"}  # fmt: skip
    kept = [part.text(piece) for piece in part.children if piece.name not in left]
    return part.head + b"".join(kept) + part.tail


def _with_drawing(content: bytes, relation: str) -> bytes:
    from retrosheet.xlsx.changing.pieces import pieces_of

    part = pieces_of(content)
    at = ORDER.index("drawing")
    element = (
        b'<drawing xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" '
        b'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
        b'r:id="%b"/>' % relation.encode()
    )
    before = [p for p in part.children if p.name not in ORDER[at:]]
    after = [p for p in part.children if p.name in ORDER[at:]]
    return (
        part.head + b"".join(map(part.text, before)) + element
        + b"".join(map(part.text, after)) + part.tail
    )  # fmt: skip
