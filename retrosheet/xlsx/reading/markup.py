"""XML as the parts of a workbook hold it: parsed under guards, or brought into its plainest form.

No part of a workbook has a DOCTYPE: one that has is refused before anything in it is expanded.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, NoReturn

from retrosheet.language import Text
from retrosheet.xlsx.reading.refusals import damaged, hostile

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from pyexpat import XMLParserType

MAX_ELEMENTS = 500_000
_MAX_DEPTH = 200
_ESCAPES = ((b"&", b"&amp;"), (b"<", b"&lt;"), (b">", b"&gt;"), (b'"', b"&#34;"), (b"\r", b"&#13;"))


def walk(
    chunks: Iterable[bytes],
    start: Callable[[str, Mapping[str, str]], None],
    *,
    end: Callable[[str], None] | None = None,
    text: Callable[[str], None] | None = None,
) -> None:
    """Call ``start`` with each element's local name and its attributes, ``end`` and ``text``.

    An attribute of another namespace keeps it: ``uri name``. Raises Unfit where the XML is wrong,
    has a DOCTYPE, or more elements than a workbook has a use for.
    """
    for _ in _steps(_walking(start, end, text), chunks):
        pass


def check_elements(elements: Iterable[bytes]) -> None:
    """Raise Unfit unless these pieces of XML are well-formed, whatever their prefixes stand for."""
    from xml.parsers import expat

    for _ in _steps(expat.ParserCreate(), chain([b"<all>"], elements, [b"</all>"])):
        pass


def plain(
    chunks: Iterable[bytes], kept: Collection[str], with_text: Collection[str]
) -> Iterator[bytes]:
    """The ``kept`` elements in one spelling: UTF-8, no prefix, comment, CDATA or white space.

    Text stands only in elements of ``with_text``. An element that is not kept is left out, what
    it holds is not.
    """
    written: list[bytes] = []
    within: list[str] = []

    def start(name: str, attributes: Mapping[str, str]) -> None:
        within.append(name)
        if name in kept:
            said = [
                b' %s="%s"' % (key.encode(), _escaped(value))
                for key, value in attributes.items()
                if " " not in key
            ]
            written.append(b"<%s%s>" % (name.encode(), b"".join(said)))

    def end(name: str) -> None:
        within.pop()
        if name in kept:
            written.append(b"</%s>" % name.encode())

    def text(content: str) -> None:
        if within and within[-1] in with_text:
            written.append(_escaped(content))

    for _ in _steps(_walking(start, end, text), chunks):
        yield b"".join(written)
        written.clear()


def _walking(
    start: Callable[[str, Mapping[str, str]], None],
    end: Callable[[str], None] | None,
    text: Callable[[str], None] | None,
) -> XMLParserType:
    seen = depth = 0

    def started(name: str, attributes: Mapping[str, str]) -> None:
        nonlocal seen, depth
        seen += 1
        depth += 1
        if seen > MAX_ELEMENTS or depth > _MAX_DEPTH:
            raise hostile(Text("du XML démesuré", "XML out of all proportion"))
        start(name.rpartition(" ")[2], attributes)

    def ended(name: str) -> None:
        nonlocal depth
        depth -= 1
        if end is not None:
            end(name.rpartition(" ")[2])

    parser = _parser()
    parser.StartElementHandler = started
    parser.EndElementHandler = ended
    if text is not None:
        parser.CharacterDataHandler = text
    return parser


def _parser() -> XMLParserType:
    from xml.parsers import expat

    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartDoctypeDeclHandler = _refuse_doctype
    return parser


def _refuse_doctype(*_: object) -> NoReturn:
    raise hostile(Text("une déclaration DOCTYPE", "a DOCTYPE declaration"))


def _steps(parser: XMLParserType, chunks: Iterable[bytes]) -> Iterator[None]:
    """Parse, and stop after each chunk for whoever wants to take what has come of it."""
    from xml.parsers import expat

    try:
        for chunk in chunks:
            parser.Parse(chunk, False)
            yield
        parser.Parse(b"", True)
        yield
    except (expat.ExpatError, ValueError, LookupError) as error:
        # Beside expat's own: an encoding that Python does not know, or cannot offer to expat.
        raise damaged(Text("du XML mal formé", "malformed XML")) from error


def _escaped(text: str) -> bytes:
    content = text.encode("utf-8", "replace")
    for character, escape in _ESCAPES:
        content = content.replace(character, escape)
    return content
