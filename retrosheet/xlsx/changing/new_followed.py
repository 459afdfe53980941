"""What points at cells of tabs whose rows or columns moved, pointed at where they are now.

Only where something moved, and only in the parts that point there: all others stay as they lie.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.workbook.moves import moved_area
from retrosheet.xlsx.changing.moved import with_areas_moved, with_formulas_moved
from retrosheet.xlsx.changing.new_charts import content_of, related
from retrosheet.xlsx.reading.texts import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.workbook.moves import Moves
    from retrosheet.xlsx.reading.package import Package

_FORMULAS = re.compile(rb"(<(?:[\w.\-]+:)?(?:f|formula|formula1|formula2)(?:\s[^>]*)?>)([^<]*)(</)")
_SOURCE = re.compile(rb"(<(?:[\w.\-]+:)?worksheetSource\s[^>]*>)")
_NOTE = re.compile(rb'(<(?:[\w.\-]+:)?(?:comment|threadedComment)\s[^>]*?\bref=")([A-Z]+[0-9]+)(")')
_TABLE = re.compile(rb'(\bref=")([A-Z0-9:]+)(")')
_VML = re.compile(rb"(<x:(Row|Column)>)(\d+)(</x:)")
_VML_ANCHOR = re.compile(rb"(<x:Anchor>)([^<]*)(</x:Anchor>)")
_ANCHOR = re.compile(rb"(<(?:[\w.\-]+:)?(row|col)>)(\d+)(</)")
_ON_A_TAB = (
    ("comments", _NOTE), ("threadedComment", _NOTE), ("table", _TABLE),
)  # fmt: skip


def followed_formulas(
    package: Package, but: Iterable[str], moves: Mapping[str, Moves],
    homes: Mapping[str, str],
) -> dict[str, bytes]:  # fmt: skip
    """People's tabs and charts whose formulas look at cells that moved.

    ``but`` are the parts that are written anyway; ``homes`` has the title of each tab by its part.
    """
    found: dict[str, bytes] = {}
    done = set(but)
    for member in package.members:
        name = member.name
        if name in done or not name.startswith("xl/") or not name.endswith(".xml"):
            continue
        if not re.match(r"xl/(worksheets/|charts/|pivotCache/|chartsheets/)", name):
            continue
        content = b"".join(package.chunks(member))
        changed = with_formulas_moved(_FORMULAS, content, homes.get(name, ""), moves)
        changed = _SOURCE.sub(lambda match: _source(match[1], moves), changed)
        if changed != content:
            found[name] = changed
    return found


def _source(tag: bytes, moves: Mapping[str, Moves]) -> bytes:
    """The area that a pivot table reads."""
    title, area = re.search(rb'\bsheet="([^"]*)"', tag), re.search(rb'\bref="([^"]*)"', tag)
    there = moves.get(decoded(title[1]).casefold()) if title else None
    if not there or not area:
        return tag
    moved = moved_area(area[1].decode(), there)
    return tag.replace(area[0], b'ref="%b"' % moved.encode()) if moved else tag


def followed_beside(package: Package, part: str, moves: Moves) -> dict[str, bytes]:
    """Notes, tables and drawings of a tab whose cells moved, by their parts."""
    found: dict[str, bytes] = {}
    for kind, pattern in _ON_A_TAB:
        for name in related(package, part, kind).values():
            content = content_of(package, name)
            if content is not None:
                found[name] = with_areas_moved(pattern, content, moves)
    for name in related(package, part, "vmlDrawing").values():
        content = content_of(package, name)
        if content is not None:
            content = _VML.sub(lambda match: _number(match, moves, b"Row"), content)
            found[name] = _VML_ANCHOR.sub(lambda match: _corners(match, moves), content)
    for name in related(package, part, "drawing").values():
        content = content_of(package, name)
        if content is not None:
            found[name] = _ANCHOR.sub(lambda match: _number(match, moves, b"row"), content)
    return found


def _number(match: re.Match[bytes], moves: Moves, row: bytes) -> bytes:
    shift = moves.rows if match[2] == row else moves.columns
    return match[1] + b"%d" % _near(shift.of(int(match[3])), int(match[3])) + match[4]


def _corners(match: re.Match[bytes], moves: Moves) -> bytes:
    """The box of a note: column, offset, row, offset, twice."""
    numbers = [int(number) for number in match[2].split(b",")]
    for place in (0, 4):
        numbers[place] = _near(moves.columns.of(numbers[place]), numbers[place])
    for place in (2, 6):
        numbers[place] = _near(moves.rows.of(numbers[place]), numbers[place])
    return match[1] + b", ".join(b"%d" % number for number in numbers) + match[3]


def _near(moved: int | None, before: int) -> int:
    return before if moved is None else moved
