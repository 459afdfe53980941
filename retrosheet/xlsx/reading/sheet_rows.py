"""The rows of a sheet's XML, streamed: where each begins and ends, without its cells being read.

In XML without comments, CDATA and processing instructions, each ``<`` begins a tag. Such a sheet
can be cut with regular expressions, ten times as fast as by a parser; every program people use
writes such sheets. Any other raises ``Unusual``: a reader then parses it into its plain form and
tries again; a patch refuses it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text
from retrosheet.xlsx.reading.markup import plain
from retrosheet.xlsx.reading.refusals import damaged, hostile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_MAX_PIECE = 4 << 20
_KEPT = frozenset({"worksheet", "sheetData", "row", "c", "f", "v", "is", "t", "rPh"})
_WITH_TEXT = frozenset({"f", "v", "t"})

# Possessive throughout: each is tried once at one place, so no input makes them slow.
ATTRIBUTES = rb"""(?:\s++[\w:.\-]++\s*+=\s*+(?:"[^"<]*+"|'[^'<]*+'))*+"""
_ATTRIBUTE = re.compile(rb"""\s++([\w:.\-]++)\s*+=\s*+(?:"([^"<]*+)"|'([^'<]*+)')""")
_PROLOGUE = re.compile(
    rb"""(?:\xef\xbb\xbf)?\s*+(?:<\?xml(?P<declared>"""
    + ATTRIBUTES
    + rb""")\s*+\?>)?\s*+<(?P<prefix>(?:[\w.\-]++:)?)worksheet(?=[\s>])"""
)
_SPACE = re.compile(rb"\s*+")
# The second byte first: looking for one byte that is rare is twice as fast as looking for two.
_COMMENT, _INSTRUCTION = re.compile(rb"!(?<=<!)"), re.compile(rb"\?(?<=<\?)")


class Unusual(Exception):
    """The sheet is not written as the fast way expects; it may be right all the same."""


class Grammar:
    """How the tags of a sheet look, whose elements carry ``prefix``."""

    def __init__(self, prefix: bytes) -> None:
        p = re.escape(prefix)
        self.prefix = prefix
        self.data = re.compile(rb"<%bsheetData(%b)\s*+(/?)>" % (p, ATTRIBUTES))
        self.row = re.compile(rb"\s*+<%brow(%b)\s*+(/?)>" % (p, ATTRIBUTES))
        self.empty_rows = re.compile(rb"""(?:\s*+<%brow r="[0-9]++"%b\s*+/>)++""" % (p, ATTRIBUTES))
        self.row_mark, self.row_end = b"<%brow" % prefix, b"</%brow>" % prefix
        self.cell_mark = b"<%bc" % prefix
        self.data_end = re.compile(rb"\s*+</%bsheetData\s*+>" % p)
        formula = rb"<%bf(%b)\s*+(?:/>|>([^<]*+)</%bf\s*+>)\s*+" % (p, ATTRIBUTES, p)
        value = rb"<%bv%b\s*+(?:/>|>([^<]*+)</%bv\s*+>)\s*+" % (p, ATTRIBUTES, p)
        text = rb"<%bis\s*+(?:/>|>(.*?)</%bis\s*+>)\s*+" % (p, p)
        self.cell = re.compile(
            rb"""\s*+<%bc(?: r="([A-Z]{1,3})([0-9]{1,7})")?+(%b)\s*+"""
            rb"""(?:/>|>\s*+(?:%b)?+(?:%b)?+(?:%b)?+</%bc\s*+>)|(\S)"""
            % (p, ATTRIBUTES, formula, value, text, p),
            re.DOTALL,
        )
        self.dimension = re.compile(
            rb"<%bdimension(%b)\s*+(?:/>|>\s*+</%bdimension\s*+>)" % (p, ATTRIBUTES, p)
        )
        self.style_or_formula = re.compile(rb"\ss\s*+=|<%bf\b" % p)
        self.filled = {
            name: re.compile(rb"<%b%b[\s/>]" % (p, name.encode())) for name in ("f", "v", "is")
        }
        self.value = re.compile(value, re.DOTALL)
        self.text = re.compile(rb"<%bt%b\s*+>([^<]*+)</%bt\s*+>" % (p, ATTRIBUTES, p))
        self.phonetic_mark = b"<%brPh" % prefix
        self.phonetic = re.compile(rb"<%brPh\b.*?</%brPh\s*+>" % (p, p), re.DOTALL)


grammar = cache(Grammar)


class Row(NamedTuple):
    """A row; its cells stand in ``text`` from ``start`` to ``end``.

    ``number`` counts from 0. ``base`` is how far into the part ``text`` begins, in bytes.
    """

    number: int
    attributes: bytes
    text: bytes
    start: int
    end: int
    base: int


class SheetRows:
    """The rows up to ``last`` that have cells, or all of them, in order; iterate once.

    From the first row on, ``grammar`` is how the tags look, ``data`` where sheetData begins and
    where its first row may, in bytes, and ``head`` what stands before; after the last, ``data_end``
    is where sheetData ends. With ``all_rows`` that is found also where rows stand beyond ``last``;
    ``beyond`` says whether there are formulas, ``f``, values, ``v``, or texts, ``is``, among them.
    """

    def __init__(
        self, chunks: Iterable[bytes], *, last: int = 1 << 20, all_rows: bool = False
    ) -> None:
        self._last = last
        self._all_rows = all_rows
        self._chunks = usual(chunks)
        self.grammar = grammar(b"")
        self.head = b""
        self.data = (0, 0)
        self.data_end = 0
        self._empty = False
        self.beyond: set[str] = set()

    def __iter__(self) -> Iterator[Row]:
        text, at = self._to_data()
        if self._empty:
            self.data_end = self.data[1]
            return
        base, number, searched = 0, -1, 0
        open_tag, close_tag = self.grammar.row, self.grammar.row_end
        while True:
            at = self._after_empty_rows(text, at)
            tag = open_tag.match(text, at)
            end = text.find(close_tag, max(tag.end(), searched)) if tag and not tag[2] else 0
            if tag is None or end < 0:
                done = self.grammar.data_end.match(text, at) if tag is None else None
                if done is not None:
                    self.data_end = base + done.end()
                    return
                if tag is None and _is_no_beginning(text, at):
                    raise Unusual
                searched = max(0, len(text) - at - len(close_tag)) if tag else 0
                base, text, at = base + at, self._more(text[at:]), 0
                continue
            searched = 0
            number = row_number(tag[1], number)
            if number > self._last:
                if self._all_rows:
                    self._pass_over(text, at, base)
                return
            if tag[2]:
                at = tag.end()
                if self._all_rows:
                    yield Row(number, tag[1], text, at, at, base)
                continue
            if text.find(self.grammar.row_mark, tag.end(), end) >= 0:
                raise Unusual  # the row that is about to end has ended in another spelling
            yield Row(number, tag[1], text, tag.end(), end, base)
            at = end + len(close_tag)

    def _after_empty_rows(self, text: bytes, at: int) -> int:
        """Where the last of a run of empty rows begins: there may be a million of them."""
        run = None if self._all_rows else self.grammar.empty_rows.match(text, at)
        return text.rindex(self.grammar.row_mark, at, run.end()) if run else at

    def _pass_over(self, text: bytes, at: int, base: int) -> None:
        """Go to the end of sheetData, whatever rows stand before it; there may be a million."""
        mark = b"</%bsheetData" % self.grammar.prefix
        while True:
            end = text.find(mark, at)
            stop = end if end >= 0 else len(text)
            for name, found in self.grammar.filled.items():
                if name not in self.beyond and found.search(text, at, stop):
                    self.beyond.add(name)
            done = self.grammar.data_end.match(text, end) if end >= 0 else None
            if done is not None:
                self.data_end = base + done.end()
                return
            # The tag may lie across two pieces.
            kept = end if end >= 0 else max(at, len(text) - len(mark))
            base, text, at = base + kept, self._more(text[kept:]), 0

    def _more(self, text: bytes) -> bytes:
        piece = next(self._chunks, b"")
        if not piece:
            raise Unusual
        if len(text) > _MAX_PIECE:
            raise hostile(Text("une ligne démesurée", "a row out of all proportion"))
        return text + piece

    def _to_data(self) -> tuple[bytes, int]:
        text = self._more(b"")
        while (prologue := _PROLOGUE.match(text)) is None:
            if len(text) > 4096:
                raise Unusual
            text = self._more(text)
        encoding = attribute(prologue["declared"] or b"", b"encoding")
        if encoding is not None and encoding.lower() not in {b"utf-8", b"us-ascii"}:
            raise Unusual
        self.grammar = grammar(prologue["prefix"])
        searched = prologue.end()
        while (found := self.grammar.data.search(text, searched)) is None:
            # A tag may lie across two chunks; its attributes are few.
            searched = max(prologue.end(), len(text) - 4096)
            text = self._more(text)
        self.head = text[: found.start()]
        self.data = found.start(), found.end()
        self._empty = bool(found[2])
        return text, found.end()


def row_number(attributes: bytes, before: int) -> int:
    """The row's number, counted on from the one before where it says none."""
    said = attribute(attributes, b"r")
    if said is None:
        number = before + 1
    elif said.isdigit() and len(said) <= 7:
        number = int(said) - 1
    else:
        raise damaged(Text("un numéro de ligne faux", "a wrong row number"))
    if not before < number < 1_048_576:
        raise damaged(Text("des lignes en désordre", "rows out of order"))
    return number


def attribute(attributes: bytes, name: bytes) -> bytes | None:
    """The raw value of one attribute, None where there is none."""
    for key, value, other in _ATTRIBUTE.findall(attributes):
        if key == name:
            return bytes(value or other)
    return None


def without(attributes: bytes, *names: bytes) -> bytes:
    """The attributes as they are written, but for those of ``names``."""
    return b"".join(match[0] for match in _ATTRIBUTE.finditer(attributes) if match[1] not in names)


def in_plain_form(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The sheet as it has to be for the fast way, with the same cells."""
    return chain([b"<worksheet>"], plain(chunks, _KEPT - {"worksheet"}, _WITH_TEXT))


def usual(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The chunks, none empty; Unusual at the first of them where a ``<`` may begin no tag."""
    last, declaration = b"", None
    for chunk in filter(None, chunks):
        if declaration is None:
            declaration = _declaration(chunk)
        if _COMMENT.search(chunk) or _INSTRUCTION.search(chunk, declaration):
            raise Unusual
        if last + chunk[:1] in {b"<!", b"<?"}:
            raise Unusual
        last, declaration = chunk[-1:], 0
        yield chunk


def _declaration(text: bytes) -> int:
    """How far into the part the mark of an XML declaration goes, which stands there rightly."""
    return text[:64].find(b"<?xml") + 5 if b"<?xml" in text[:64] else 0


def _is_no_beginning(text: bytes, at: int) -> bool:
    """Whether what stands at ``at`` can become neither a row's nor the last tag of all."""
    space = _SPACE.match(text, at)
    start = space.end() if space else at
    return len(text) - start > 8192
