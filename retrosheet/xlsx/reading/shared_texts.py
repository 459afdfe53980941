"""The texts that cells share, of which only those that are asked for are ever decoded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.workbook.tables import Cell
from retrosheet.xlsx.reading.markup import plain
from retrosheet.xlsx.reading.refusals import damaged, hostile
from retrosheet.xlsx.reading.sheet_rows import Unusual, usual
from retrosheet.xlsx.reading.texts import decoded, uncoded

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator

    from retrosheet.xlsx.reading.sheet_cells import Allowance

_MAX_TEXT = 16 << 20
_KEPT = frozenset({"sst", "si", "t", "rPh"})
_TEXT = re.compile(rb"<t(?:\s[^<>]*+)?>([^<]*+)</t\s*+>")
_PHONETIC = re.compile(rb"<rPh\b.*?</rPh\s*+>", re.DOTALL)
_FOREIGN = re.compile(
    rb"""(?:\xef\xbb\xbf)?<\?xml[^>]*encoding=["'](?!utf-8|us-ascii)""", re.IGNORECASE
)


def read_texts(
    chunks: Callable[[], Iterator[bytes]], awaited: Collection[int], allowance: Allowance
) -> dict[int, Cell]:
    """The cells that hold the texts of the ``awaited`` indexes and nothing else."""
    if not awaited:
        return {}
    try:
        return _read(chunks(), awaited, allowance)
    except Unusual:
        pass
    try:
        return _read(plain(chunks(), _KEPT, {"t"}), awaited, allowance)
    except Unusual as error:
        raise damaged(Text("un texte introuvable", "a text that is not there")) from error


def _read(
    chunks: Iterable[bytes], awaited: Collection[int], allowance: Allowance
) -> dict[int, Cell]:
    wanted = sorted(awaited)
    found: dict[int, Cell] = {}
    rest = b""
    index = 0
    for chunk in usual(chunks):
        text = rest + chunk
        if not index and (b"<sst" not in text[:4096] or _FOREIGN.match(text)):
            raise Unusual
        *items, rest = text.split(b"</si>")
        if len(rest) > _MAX_TEXT:
            raise hostile(Text("un texte démesuré", "a text out of all proportion"))
        if text.count(b"<si", 0, len(text) - len(rest)) != len(items):
            raise Unusual  # such as <si/>, which is a text too
        while len(found) < len(wanted) and (at := wanted[len(found)] - index) < len(items):
            item = items[at]
            allowance.spend(0, len(item))
            found[wanted[len(found)]] = Cell(_text(item[item.find(b"<si") :]))
        index += len(items)
        if len(found) == len(wanted):
            return found
    raise Unusual


def _text(item: bytes) -> str:
    if b"<rPh" in item:
        item = _PHONETIC.sub(b"", item)
    return uncoded("".join([decoded(part) for part in _TEXT.findall(item)]))
