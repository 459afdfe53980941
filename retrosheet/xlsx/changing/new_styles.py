"""The styles of a workbook with those of another behind them: none of its own gets a new number."""

from __future__ import annotations

import re
from typing import NamedTuple

from retrosheet.xlsx.changing.pieces import children, inserted, pieces_of

_KINDS = ("fonts", "fills", "borders")
_FIRST_OWN_FORMAT = 164
_ID = re.compile(rb'\b(numFmtId|fontId|fillId|borderId|xfId)="(\d+)"')
_FORMAT = re.compile(rb'numFmtId="(\d+)"')
_CODE = re.compile(rb'formatCode="([^"]*)"')


class Styles(NamedTuple):
    """The part with the styles of both; ``cells`` and ``looks`` are the new numbers of the other's.

    ``cells`` are those of cell styles, ``looks`` those of conditional formats.
    """

    content: bytes
    cells: tuple[int, ...]
    looks: tuple[int, ...]


def joined_styles(own: bytes, other: bytes) -> Styles:
    """The styles ``own`` with what ``other`` has and they lack; ``other`` is as we write it."""
    base, added = pieces_of(own), pieces_of(other)
    fresh = {piece.name: children(added, piece) for piece in added.children}
    there = {piece.name: children(base, piece) for piece in base.children}
    new: dict[str, list[bytes]] = {}
    formats = _formats(there.get("numFmts", []), fresh.get("numFmts", []), new)
    numbers: dict[bytes, dict[int, int]] = {b"numFmtId": formats, b"xfId": {}}
    for kind, key in zip(_KINDS, (b"fontId", b"fillId", b"borderId"), strict=True):
        numbers[key] = dict(enumerate(_numbered(kind, there, fresh[kind], new)))
    styles = []
    for style in fresh["cellXfs"]:

        def numbered(match: re.Match[bytes]) -> bytes:
            number = int(match[2])
            kept = 0 if match[1] == b"xfId" else numbers[match[1]].get(number, number)
            return b'%s="%d"' % (match[1], kept)

        styles.append(_ID.sub(numbered, style))
    cells = _numbered("cellXfs", there, styles, new)
    looks = _numbered("dxfs", there, fresh.get("dxfs", []), new)
    return Styles(inserted(base, new), tuple(cells), tuple(looks))


def _formats(
    there: list[bytes], fresh: list[bytes], new: dict[str, list[bytes]]
) -> dict[int, int]:  # fmt: skip
    """The numbers of the other's number formats: those of the same code, else new ones."""
    own = {_code(one): _number(one) for one in there}
    following = max((*own.values(), _FIRST_OWN_FORMAT - 1)) + 1
    found: dict[int, int] = {}
    for one in fresh:
        code = _code(one)
        if code not in own:
            own[code] = following
            new.setdefault("numFmts", []).append(_FORMAT.sub(b'numFmtId="%d"' % following, one))
            following += 1
        found[_number(one)] = own[code]
    return found


def _code(element: bytes) -> bytes:
    match = _CODE.search(element)
    return match[1].replace(b"&#34;", b"&quot;") if match else b""


def _number(element: bytes) -> int:
    match = _FORMAT.search(element)
    return int(match[1]) if match else 0


def _numbered(
    kind: str, there: dict[str, list[bytes]], fresh: list[bytes], new: dict[str, list[bytes]]
) -> list[int]:  # fmt: skip
    """The number of each of ``fresh`` among those of its kind; what is not there yet is new."""
    own = there.get(kind, [])
    known = {_plain(one): number for number, one in reversed(list(enumerate(own)))}
    count, found = len(own), []
    for one in fresh:
        key = _plain(one)
        if key not in known:
            known[key] = count
            new.setdefault(kind, []).append(one)
            count += 1
        found.append(known[key])
    return found


def _plain(element: bytes) -> bytes:
    """An element in a spelling that does not depend on who wrote it, as far as that is simple."""
    text = re.sub(rb'\s+xmlns(:\w+)?="[^"]*"', b"", element)
    text = re.sub(rb"\s*/>", b"/>", re.sub(rb">\s+<", b"><", text))
    return re.sub(rb"<([\w:]+)>\s*</\1>", rb"<\1/>", text)
