"""Conditional formats and checks that inserting and pasting have torn apart, put together again.

Spreadsheet programs split the area of a rule where rows are inserted or pasted into it, and copy
the rule with the cells. Rules that say the same, relative to their own corner, and that together
cover a rectangle of the plan are one again; every other one stays as it is written.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.workbook.refs import cell_ref, column_number
from retrosheet.xlsx.changing.pieces import children, pieces_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_SQREF = re.compile(rb'\ssqref="([^"]*)"')
_PRIORITY = re.compile(rb'\spriority="\d+"')
_DXF = re.compile(rb'\sdxfId="(\d+)"')
_RULE = re.compile(rb"<(?:[\w.\-]+:)?cfRule\b.*?(?:</(?:[\w.\-]+:)?cfRule\s*>|/>)", re.DOTALL)
_FORMULA = re.compile(
    rb"(<(?:[\w.\-]+:)?formula[12]?\b[^>]*>)(.*?)(</(?:[\w.\-]+:)?formula[12]?\s*>)", re.DOTALL
)
_QUOTED = re.compile(r'("(?:[^"]|"")*")')
_CELL = re.compile(r"(?<![\w$!.])(\$?)([A-Z]{1,3})(\$?)([1-9]\d{0,6})(?![\w(.])")
_CORNERS = re.compile(r"\$?([A-Z]{1,3})\$?([1-9]\d{0,6})(?::\$?([A-Z]{1,3})\$?([1-9]\d{0,6}))?")
_MOST_CELLS = 400_000
_ENOUGH = 0.8


class Box(NamedTuple):
    """A rectangle, both ends included, from 0."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def cells(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    @property
    def ref(self) -> bytes:
        first, last = cell_ref(self.top, self.left), cell_ref(self.bottom, self.right)
        return (first if first == last else f"{first}:{last}").encode()


class _Block(NamedTuple):
    """An element with an area, and what it says relative to the corner of that area."""

    order: int
    text: bytes
    boxes: tuple[Box, ...]
    said: tuple[bytes, ...]


class Gathered(NamedTuple):
    """The tab's new content, and how many pieces of rules and of checks are gone."""

    content: bytes
    rules: int
    checks: int


def gathered(content: bytes, styles: bytes, rows: range) -> Gathered:
    """A tab's part with its torn rules whole; ``rows`` are those of the plan, from 0.

    ``styles`` is the part with the looks that rules name by their number. Raises Unfit where a
    part is no XML. A part in which nothing is torn comes back as it is.
    """
    part = pieces_of(content)
    looks = _looks(styles)
    blocks = [
        _block(at, part.text(piece), looks)
        for at, piece in enumerate(part.children)
        if piece.name == "conditionalFormatting"
    ]
    new, rules = _joined([block for block in blocks if block is not None], rows)
    changed = dict(new)
    checks = 0
    for at, piece in enumerate(part.children):
        if piece.name == "dataValidations":
            text, checks = _checks(part.text(piece), children(part, piece), rows)
            if checks:
                changed[at] = text
    if not changed:
        return Gathered(content, 0, 0)
    pieces, end = [], 0
    for at, piece in enumerate(part.children):
        pieces.append(part.content[end : piece.start])
        pieces.append(changed.get(at, part.text(piece)))
        end = piece.end
    pieces.append(part.content[end:])
    return Gathered(b"".join(pieces), rules, checks)


def _looks(styles: bytes) -> list[bytes]:
    part = pieces_of(styles)
    found = next((piece for piece in part.children if piece.name == "dxfs"), None)
    return children(part, found) if found is not None else []


def _block(index: int, text: bytes, looks: Sequence[bytes]) -> _Block | None:
    boxes = _boxes(text)
    if not boxes:
        return None
    corner = boxes[0]

    def look(match: re.Match[bytes]) -> bytes:
        number = int(match[1])
        return b" look=" + (looks[number] if number < len(looks) else match[1])

    said = tuple(
        _DXF.sub(look, _PRIORITY.sub(b"", _relative(rule, corner))) for rule in _RULE.findall(text)
    )
    return _Block(index, text, boxes, said) if said else None


def _boxes(text: bytes) -> tuple[Box, ...]:
    match = _SQREF.search(text)
    found = []
    for ref in (match[1].decode() if match else "").split():
        corners = _CORNERS.fullmatch(ref)
        if corners is None:
            return ()
        columns = [column_number(corners[1]), column_number(corners[3] or corners[1])]
        rows = [int(corners[2]) - 1, int(corners[4] or corners[2]) - 1]
        found.append(Box(min(rows), min(columns), max(rows), max(columns)))
    return tuple(found)


def _relative(text: bytes, corner: Box) -> bytes:
    """The element with the references of its formulas counted from the corner."""

    def counted(match: re.Match[str]) -> str:
        fixed_column, letters, fixed_row, row = match.groups()
        column = letters if fixed_column else f"[{column_number(letters) - corner.left}]"
        return f"C{column}R{row if fixed_row else f'[{int(row) - 1 - corner.top}]'}"

    def formula(match: re.Match[bytes]) -> bytes:
        parts = _QUOTED.split(match[2].decode("utf-8", "replace").replace("&quot;", '"'))
        parts[::2] = [_CELL.sub(counted, part) for part in parts[::2]]
        return match[1] + "".join(parts).encode() + match[3]

    return _FORMULA.sub(formula, text)


def _joined(blocks: Sequence[_Block], rows: range) -> tuple[dict[int, bytes], int]:
    """The elements that change, b"" for one that goes, and how many pieces are fewer."""
    new: dict[int, bytes] = {}
    fewer = 0
    for _, group in groupby(sorted(blocks, key=lambda one: (one.said, one.order)),
                            key=lambda one: one.said):  # fmt: skip
        alike: list[_Block] = []
        for block in group:
            if block.boxes in [one.boxes for one in alike] and _whole(block.boxes, rows):
                new[block.order] = b""  # the very same once more
                fewer += 1
            else:
                alike.append(block)
        boxes = [box for block in alike for box in block.boxes]
        whole = _whole(boxes, rows)
        first = next((one for one in alike if whole and _at(one.boxes[0], whole)), None)
        spans = {(box.top, box.bottom) for box in boxes}
        if whole is None or first is None or len(spans) < 2:
            continue  # ours stand side by side at most, over the same rows
        new.update({block.order: b"" for block in alike})
        new[first.order] = _SQREF.sub(b' sqref="%b"' % whole.ref, first.text, count=1)
        fewer += len(boxes) - 1
    return new, fewer


def _at(box: Box, whole: Box) -> bool:
    return (box.top, box.left) == (whole.top, whole.left)


def _whole(boxes: Sequence[Box], rows: range) -> Box | None:
    """The rectangle of the plan that pieces of one rule make; None where they make none."""
    whole = Box(
        min(box.top for box in boxes),
        min(box.left for box in boxes),
        max(box.bottom for box in boxes),
        max(box.right for box in boxes),
    )
    if whole.top not in rows or whole.bottom not in rows or whole.cells > _MOST_CELLS:
        return None
    covered = {
        (row, column)
        for box in boxes
        for row in range(box.top, box.bottom + 1)
        for column in range(box.left, box.right + 1)
    }
    return whole if len(covered) >= _ENOUGH * whole.cells else None


def _checks(text: bytes, checks: Iterable[bytes], rows: range) -> tuple[bytes, int]:
    """The element of all checks with its torn ones whole, and how many pieces are fewer."""
    blocks = []
    elements = list(checks)
    for at, element in enumerate(elements):
        boxes = _boxes(element)
        if boxes:
            said = _SQREF.sub(b"", _relative(element, boxes[0]))
            blocks.append(_Block(at, element, boxes, (said,)))
    new, fewer = _joined(blocks, rows)
    if not fewer:
        return text, 0
    kept = [new.get(at, element) for at, element in enumerate(elements)]
    kept = [element for element in kept if element]
    start, end = text.index(b">") + 1, text.rindex(b"</")
    head = re.sub(rb'\scount="\d+"', b' count="%d"' % len(kept), text[:start], count=1)
    return head + b"".join(kept) + text[end:], fewer
