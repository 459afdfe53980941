"""A part of a workbook taken apart into the elements that its root holds, each as it is written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text
from retrosheet.xlsx.reading.refusals import damaged, hostile

if TYPE_CHECKING:
    from collections.abc import Mapping

MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = b"http://purl.oclc.org/ooxml/spreadsheetml/main"
_COUNT = re.compile(rb'(\scount=)"\d+"')
_NAME = re.compile(rb"<([\w.\-]+:)?([\w.\-]+)")
# The elements of a style sheet in the order that the format asks for.
_STYLE_ORDER = ("numFmts", "fonts", "fills", "borders", "cellStyleXfs", "cellXfs", "cellStyles",
                "dxfs", "tableStyles", "colors", "extLst")  # fmt: skip


class Piece(NamedTuple):
    """An element by its local name, and where it stands in its part."""

    name: str
    start: int
    end: int


class Pieces(NamedTuple):
    """A part: ``head`` up to the end of the root's first tag, its children, and the ``tail``.

    ``default`` says whether an element without a prefix is one of the format's own here.
    """

    content: bytes
    head: bytes
    children: tuple[Piece, ...]
    tail: bytes
    default: bool

    def text(self, piece: Piece) -> bytes:
        return self.content[piece.start : piece.end]


def utf8(content: bytes) -> bytes:
    """The part in UTF-8 without a mark, whatever it was written in."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        content = content.decode("utf-16").encode()
    content = content.removeprefix(b"\xef\xbb\xbf")
    declared = re.match(rb"\s*<\?xml[^>]*?\?>", content)
    if declared and not re.search(rb'encoding=["\'](?i:utf-8)["\']', declared[0]):
        content = b'<?xml version="1.0" encoding="UTF-8"?>' + content[declared.end() :]
    return content


def pieces_of(content: bytes) -> Pieces:
    """Take a part apart; raises Unfit where it is no XML."""
    from xml.parsers import expat

    content = utf8(content)
    parser = expat.ParserCreate(namespace_separator=" ")
    found: list[Piece] = []
    depth, begun, name = 0, 0, ""
    root_end = tail_at = 0
    default = False

    def start(full: str, _: Mapping[str, str]) -> None:
        nonlocal depth, begun, name, root_end, default
        at = parser.CurrentByteIndex
        if depth == 0:
            root_end = _tag_end(content, at)
            tag = content[at:root_end]
            default = bool(re.search(rb'\sxmlns=["\'](?:%s|%s)["\']' % (MAIN, STRICT), tag))
        elif depth == 1:
            begun, name = at, full.rpartition(" ")[2]
        depth += 1

    def end(_: str) -> None:
        nonlocal depth, tail_at
        depth -= 1
        at = parser.CurrentByteIndex
        if depth == 1:
            opened = _tag_end(content, begun)
            single = content[opened - 2 : opened] == b"/>"
            found.append(Piece(name, begun, opened if single else _tag_end(content, at)))
        elif depth == 0:
            tail_at = at

    def doctype(*_: object) -> None:
        raise hostile(Text("une déclaration DOCTYPE", "a DOCTYPE declaration"))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.StartDoctypeDeclHandler = doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise damaged(Text("du XML mal formé", "malformed XML")) from error
    head, tail = content[:root_end], content[tail_at:]
    if head.endswith(b"/>"):
        match = _NAME.search(content, content.rindex(b"<"))
        assert match is not None
        head = head[:-2].rstrip() + b">"
        tail = b"</" + (match[1] or b"") + match[2] + b">"
    return Pieces(content, head, tuple(found), tail, default)


def _tag_end(content: bytes, at: int) -> int:
    """Where the tag that begins at ``at`` ends; a ``>`` may stand in an attribute."""
    quote = 0
    for place in range(at, len(content)):
        sign = content[place]
        if quote:
            quote = 0 if sign == quote else quote
        elif sign in b"\"'":
            quote = sign
        elif sign == 62:
            return place + 1
    return len(content)


def children(part: Pieces, piece: Piece) -> list[bytes]:
    """The elements that one of the root's children holds, as they are written."""
    inner = pieces_of(_with_names(part, part.text(piece)))
    return [inner.text(child) for child in inner.children]


def _with_names(part: Pieces, element: bytes) -> bytes:
    """The element with the namespaces that the root of its part has given it."""
    declared = re.findall(rb'\sxmlns(?::[\w.\-]+)?=(?:"[^"]*"|\'[^\']*\')', part.head)
    own = re.findall(rb"\s(xmlns(?::[\w.\-]+)?)=", element[: _tag_end(element, 0)])
    missing = [one for one in declared if one.strip().partition(b"=")[0] not in own]
    match = _NAME.match(element)
    assert match is not None
    return element[: match.end()] + b"".join(missing) + element[match.end() :]


def inserted(part: Pieces, new: Mapping[str, list[bytes]]) -> bytes:
    """A style sheet with new elements behind the others of their kinds."""
    own = {piece.name: part.text(piece) for piece in part.children}
    for kind, elements in new.items():
        there = len(children(part, _find(part, kind))) if kind in own else 0
        fresh = b"".join(spelled(part, one) for one in elements)
        count = b'"%d"' % (there + len(elements))
        if kind not in own:
            own[kind] = spelled(part, b"<%s count=%s>" % (kind.encode(), count)) + fresh
            own[kind] += b"</%s>" % kind.encode()
            continue
        text = own[kind]
        opened = _tag_end(text, 0)
        tag = _COUNT.sub(rb"\1" + count, text[:opened])
        if tag.endswith(b"/>"):
            match = _NAME.match(tag)
            assert match is not None
            tag = tag[:-2].rstrip() + b">"
            own[kind] = tag + fresh + b"</" + (match[1] or b"") + match[2] + b">"
        else:
            close = text.rindex(b"</")
            own[kind] = tag + text[opened:close] + fresh + text[close:]
    order = {name: number for number, name in enumerate(_STYLE_ORDER)}
    names = sorted(own, key=lambda name: order.get(name, len(order)))
    return part.head + b"".join(own[name] for name in names) + part.tail


def _find(part: Pieces, name: str) -> Piece:
    return next(piece for piece in part.children if piece.name == name)


def spelled(part: Pieces, element: bytes) -> bytes:
    """An element without a prefix as it may stand in this part."""
    if part.default:
        return element
    match = _NAME.match(element)
    assert match is not None
    return element[: match.end()] + b' xmlns="%s"' % MAIN + element[match.end() :]
