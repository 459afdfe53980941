"""Our charts on a tab replaced by those of the new one; what people drew beside them stays."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.xlsx.changing.new_book import free_relation, with_relations
from retrosheet.xlsx.changing.pieces import pieces_of
from retrosheet.xlsx.reading.contents import relations, relations_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from retrosheet.xlsx.reading.package import Package

_RELATION = re.compile(rb'r:id="([^"]+)"')
CHART = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
DRAWING = "application/vnd.openxmlformats-officedocument.drawing+xml"
_OURS = b"_engine!"
_BROKEN = b"#REF!"
"""What a chart of ours looks at where the tab with its numbers was deleted."""
_ID = re.compile(rb'(<(?:[\w.\-]+:)?cNvPr\b[^>]*?\bid=")(\d+)(")')
_SAID = re.compile(rb'<(?:[\w.\-]+:)?cNvPr\b[^>]*?\bdescr="([^"]*)"')


def related(package: Package, part: str, kind: str) -> dict[str, str]:
    """The parts to which a part relates by a kind: names by the IDs of the relations."""
    found = relations(package, part).items()
    return {relation: name for relation, (its_kind, name) in found if its_kind == kind}


def content_of(package: Package, name: str) -> bytes | None:
    member = package.find(name)
    return b"".join(package.chunks(member)) if member else None


def rewritten_drawing(
    own: Package, own_part: str, new: Package, new_part: str, free: Callable[[str], str],
    parts: dict[str, bytes | None], types: dict[str, str],
) -> None:  # fmt: skip
    """Put the charts of ``new_part`` into the drawing ``own_part``, in the place of ours.

    ``free`` gives the name of a new part; what changes goes to ``parts``, what is new to ``types``.
    """
    drawing = content_of(own, own_part)
    fresh = content_of(new, new_part)
    assert drawing is not None
    assert fresh is not None
    before, after = pieces_of(drawing), pieces_of(fresh)
    charts, fresh_charts = related(own, own_part, "chart"), related(new, new_part, "chart")
    anchors = [before.text(piece) for piece in before.children]
    described = {said for piece in after.children for said in _SAID.findall(after.text(piece))}
    ours = {}
    for place, anchor in enumerate(anchors):
        for relation in _RELATION.findall(anchor):
            name = charts.get(relation.decode())
            content = content_of(own, name) or b"" if name else b""
            broken = _BROKEN in content and not described.isdisjoint(_SAID.findall(anchor))
            if _OURS in content or broken:
                ours[place] = relation.decode()
    given = []
    for piece in after.children:
        anchor = after.text(piece)
        relation = _RELATION.search(anchor)
        if relation and relation[1].decode() in fresh_charts:
            given.append((anchor, fresh_charts[relation[1].decode()]))
    own_relations = content_of(own, relations_of(own_part)) or b""
    added: list[tuple[str, str, str]] = []
    kept: list[bytes] = []
    queue = list(given)
    foreign = b"".join(anchor for place, anchor in enumerate(anchors) if place not in ours)
    taken = {int(number) for _, number, _ in _ID.findall(foreign)}
    for place, anchor in enumerate(anchors):
        if place not in ours:
            kept.append(anchor)
        elif queue:
            new_anchor, chart = queue.pop(0)
            parts[charts[ours[place]]] = content_of(new, chart)
            kept.append(_numbered(_related(new_anchor, ours[place]), taken))
    for new_anchor, chart in queue:
        name = free("xl/charts/chart{}.xml")
        parts[name], types[name] = content_of(new, chart), CHART
        relation_id = free_relation(with_relations(own_relations, added))
        added.append((relation_id, "chart", f"/{name}"))
        kept.append(_numbered(_related(new_anchor, relation_id), taken))
    names = b"".join(
        b" " + one
        for one in re.findall(rb'xmlns:[\w.\-]+="[^"]*"', after.head)
        if one not in before.head
    )
    written = [
        re.sub(rb"^<[\w.\-]+:[\w.\-]+", lambda match: match[0] + names, anchor) if names else anchor
        for anchor in kept
    ]
    parts[own_part] = before.head + b"".join(written) + before.tail
    if added:
        parts[relations_of(own_part)] = with_relations(own_relations, added)


def _numbered(anchor: bytes, taken: set[int]) -> bytes:
    """What is drawn there, under numbers that nothing else of the drawing has taken."""

    def free(match: re.Match[bytes]) -> bytes:
        number = int(match[2])
        while number in taken:
            number += 1
        taken.add(number)
        return match[1] + str(number).encode() + match[3]

    return _ID.sub(free, anchor)


def _related(anchor: bytes, relation: str) -> bytes:
    return _RELATION.sub(b'r:id="%b"' % relation.encode(), anchor)
