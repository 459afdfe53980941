"""What a workbook says of its parts, with names, tabs and charts that are new or have moved."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.workbook.moves import moved_formula
from retrosheet.xlsx.changing.pieces import Pieces, pieces_of, spelled
from retrosheet.xlsx.reading.texts import decoded, encoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from retrosheet.workbook.model import Sheet, Workbook
    from retrosheet.workbook.moves import Moves

_NAME = re.compile(
    rb"<(?P<tag>(?:[\w.\-]+:)?definedName)(?P<said>\s[^>]*?)>(?P<text>[^<]*)</(?P=tag)\s*>"
)
_SAYS_NAME = re.compile(rb'\sname="([^"]*)"')
_SCOPE = re.compile(rb'\slocalSheetId="(\d+)"')
_ORDER = (
    "fileVersion", "fileSharing", "workbookPr", "AlternateContent", "revisionPtr", "absPath",
    "workbookProtection", "bookViews", "sheets", "functionGroups", "externalReferences",
    "definedNames", "calcPr",
)  # fmt: skip
_PRINTED = re.compile(r".*:\$(?P<column>[A-Z]{1,3})\$(?P<row>[0-9]{1,7})")
_PREFIX = "rs_"
_RELATIONS = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def rewritten_book(
    content: bytes, workbook: Workbook, moves: Mapping[str, Moves], titles: Sequence[str],
    new_tabs: Sequence[tuple[str, str, bool]],
) -> bytes:  # fmt: skip
    """The workbook's own part with our names where they lie now, and every other name moved along.

    ``titles`` are its tabs in order; ``new_tabs`` have the title and relation of each new one, and
    whether it is hidden.
    """
    part = pieces_of(content)
    said = {piece.name: part.text(piece) for piece in part.children}
    said["definedNames"] = _names(part, said.get("definedNames", b""), workbook, moves, titles)
    said["calcPr"] = _calculated(part, said.get("calcPr", b""))
    if new_tabs:
        said["sheets"] = _tabs(said["sheets"], new_tabs)
    order = [piece.name for piece in part.children]
    for name in ("definedNames", "calcPr"):
        if name not in order:
            before = _ORDER[: _ORDER.index(name)]
            at = max((order.index(one) + 1 for one in before if one in order), default=0)
            order.insert(at, name)
    return part.head + b"".join(said[name] for name in dict.fromkeys(order)) + part.tail


def _names(
    part: Pieces, text: bytes, workbook: Workbook, moves: Mapping[str, Moves],
    titles: Sequence[str],
) -> bytes:  # fmt: skip
    ours = {name.name.casefold(): name for name in workbook.names}
    sheets = {sheet.title: sheet for sheet in workbook.sheets}
    written = set()
    found = []
    for match in _NAME.finditer(text):
        named = _SAYS_NAME.search(match["said"])
        name = decoded(named[1]).casefold() if named else ""
        scope = _SCOPE.search(match["said"])
        if scope is None and name.startswith(_PREFIX):
            if name in ours:
                written.add(name)
                found.append(_named(match["said"], ours[name].area.ref, match["tag"]))
            continue
        home = titles[int(scope[1])] if scope and int(scope[1]) < len(titles) else ""
        moved = moved_formula(decoded(match["text"]), home, moves)
        if home in sheets:
            moved = _extended(name, moved, sheets[home])
        found.append(_named(match["said"], moved, match["tag"]))
    for name, given in ours.items():
        if name not in written:
            attribute = b' name="%b"' % given.name.encode()
            found.append(spelled(part, _named(attribute, given.area.ref, b"definedName")))
    if not found:
        return b""
    opened = text[: text.index(b">") + 1] if text else spelled(part, b"<definedNames>")
    tag = re.match(rb"<([\w.\-:]+)", opened)
    assert tag is not None
    return opened + b"".join(found) + b"</" + tag[1] + b">"


def _extended(name: str, text: str, sheet: Sheet) -> str:
    """What is filtered and printed of a tab of ours, to its last row: rows came at its end too."""
    if name == "_xlnm._filterdatabase" and sheet.filter:
        return sheet.filter.ref
    if name == "_xlnm.print_area" and sheet.printing.area and _PRINTED.fullmatch(text):
        start, _, _ = text.rpartition(":")
        cell = _PRINTED.fullmatch(text)
        assert cell is not None
        last = max(int(cell["row"]), sheet.printing.area[2] + 1)
        return f"{start}:${cell['column']}${last}"
    return text


def _named(said: bytes, text: str, tag: bytes) -> bytes:
    return b"<" + tag + said + b">" + encoded(text) + b"</" + tag + b">"


def _calculated(part: Pieces, text: bytes) -> bytes:
    """A program that calculates does so at once: whatever people's formulas show is of before."""
    if not text:
        return spelled(part, b'<calcPr fullCalcOnLoad="1"/>')
    if b"fullCalcOnLoad" in text:
        return re.sub(rb'fullCalcOnLoad="[^"]*"', b'fullCalcOnLoad="1"', text)
    return re.sub(rb"\s*/?>", lambda m: b' fullCalcOnLoad="1"' + m[0].lstrip(), text, count=1)


def _tabs(text: bytes, new_tabs: Iterable[tuple[str, str, bool]]) -> bytes:
    """The list of tabs with new ones behind the others."""
    last = max((int(number) for number in re.findall(rb'sheetId="(\d+)"', text)), default=0)
    close = text.rindex(b"</")
    tag = re.match(rb"<((?:[\w.\-]+:)?)sheets", text)
    assert tag is not None
    added = b""
    for number, (title, relation, hidden) in enumerate(new_tabs, last + 1):
        escaped = title.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")
        state = b' state="hidden"' if hidden else b""
        added += b'<%bsheet name="%b" sheetId="%d"%b xmlns:r="%b" r:id="%b"/>' % (
            tag[1], escaped.encode(), number, state, _RELATIONS, relation.encode(),
        )  # fmt: skip
    return text[:close] + added + text[close:]


def with_relations(content: bytes, added: Iterable[tuple[str, str, str]]) -> bytes:
    """A part of relations with more of them, each its ID, kind and target."""
    written = b"".join(
        b'<Relationship xmlns="http://schemas.openxmlformats.org/package/2006/relationships" '
        b'Id="%b" Type="%b/%b" Target="%b"/>'
        % (relation.encode(), _RELATIONS, kind.encode(), target.encode())
        for relation, kind, target in added
    )
    part = pieces_of(content)
    kept = b"".join(part.text(piece) for piece in part.children)
    return part.head + kept + written + part.tail


def without_relation(content: bytes, kind: str) -> bytes:
    """A part of relations without those of a kind."""
    part = pieces_of(content)
    kept = [part.text(piece) for piece in part.children]
    ends = re.compile(rb'Type="[^"]*/%b"' % kind.encode())
    return part.head + b"".join(text for text in kept if not ends.search(text)) + part.tail


def with_types(content: bytes, added: Mapping[str, str], gone: Iterable[str]) -> bytes:
    """The list of content types with parts that are new and without those that are gone."""
    part = pieces_of(content)
    kept = [part.text(piece) for piece in part.children]
    names = [b'"/%b"' % name.encode().lower() for name in gone]
    kept = [text for text in kept if not any(name in text.lower() for name in names)]
    written = b"".join(
        b'<Override xmlns="http://schemas.openxmlformats.org/package/2006/content-types" '
        b'PartName="/%b" ContentType="%b"/>' % (name.encode(), kind.encode())
        for name, kind in added.items()
    )
    return part.head + b"".join(kept) + written + part.tail


def free_relation(content: bytes) -> str:
    """An ID that no relation of a part has yet."""
    taken = {int(number) for number in re.findall(rb'Id="rId(\d+)"', content)}
    return f"rId{max(taken, default=0) + 1}"
