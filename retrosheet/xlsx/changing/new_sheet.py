"""A tab of ours written anew: its cells, rules and checks replaced, all else of it left as it is.

What people have on it besides stays: cells where the new tab has none, their rules and checks,
widths and heights, notes, pictures, what was frozen, filtered and set up for printing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.workbook.moves import moved_area
from retrosheet.workbook.refs import cell_ref, column_number
from retrosheet.workbook.rewriting import looks_at, skeleton
from retrosheet.xlsx.changing.moved import with_formulas_moved
from retrosheet.xlsx.changing.new_cells import NOTHING, Carried, Grid, grid_of, merged_rows
from retrosheet.xlsx.changing.pieces import Pieces, children, pieces_of, spelled
from retrosheet.xlsx.reading.texts import decoded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ORDER = (
    "sheetPr", "dimension", "sheetViews", "sheetFormatPr", "cols", "sheetData", "sheetCalcPr",
    "sheetProtection", "protectedRanges", "scenarios", "autoFilter", "sortState",
    "dataConsolidate", "customSheetViews", "mergeCells", "phoneticPr", "conditionalFormatting",
    "dataValidations", "hyperlinks", "printOptions", "pageMargins", "pageSetup", "headerFooter",
    "rowBreaks", "colBreaks", "customProperties", "cellWatches", "ignoredErrors", "smartTags",
    "drawing", "legacyDrawing", "legacyDrawingHF", "drawingHF", "picture", "oleObjects",
    "controls", "webPublishItems", "tableParts", "extLst",
)  # fmt: skip
"""The children of a worksheet in the order that the format asks for."""

_SQREF = re.compile(rb'\bsqref="([^"]*)"')
_REF = re.compile(rb'\bref="([^"]*)"')
_FORMULA = re.compile(rb"(<(?:[\w.\-]+:)?(?:formula[12]?)\b[^>]*>)([^<]*)(</)")
_LOOK = re.compile(rb'\bdxfId="(\d+)"')
_PRIORITY = re.compile(rb'\bpriority="\d+"')
_SAID = re.compile(rb'\b(errorTitle|error)="([^"]*)"')
_RANGE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?")
_COL = re.compile(rb'\s*\b(min|max)="(\d+)"')


def rewritten_sheet(
    old: bytes, fresh: bytes, carried: Carried, cells: Sequence[int], looks: Sequence[int],
    old_texts: Sequence[bytes], fresh_texts: Sequence[bytes],
) -> bytes:  # fmt: skip
    """The part of a tab; ``cells`` and ``looks`` number the styles of ``fresh`` in the workbook."""
    before, after = pieces_of(old), pieces_of(fresh)
    old_grid = NOTHING if carried.whole else grid_of(before, old_texts)
    new_grid = grid_of(after, fresh_texts)
    said: dict[str, list[bytes]] = {}
    for piece in before.children:
        said.setdefault(piece.name, []).append(before.text(piece))
    given: dict[str, list[bytes]] = {}
    for piece in after.children:
        given.setdefault(piece.name, []).append(after.text(piece))
    rows, extent = merged_rows(old_grid, new_grid, carried, cells, before)
    said["sheetData"] = [rows]
    said["dimension"] = [spelled(before, b'<dimension ref="%b"/>' % extent)]
    said["cols"] = _columns(before, after, carried)
    said["mergeCells"] = _merges(before, after, carried, new_grid)
    said["conditionalFormatting"] = _rules(before, after, carried, looks)
    said["dataValidations"] = _checks(before, after, carried)
    if "autoFilter" in said and "autoFilter" in given:
        said["autoFilter"] = [_filtered(said["autoFilter"][0], given["autoFilter"][0])]
    for name in ("sheetViews", "hyperlinks", "rowBreaks", "colBreaks", "protectedRanges",
                 "ignoredErrors", "sortState"):  # fmt: skip
        if name in said and carried.moves:
            said[name] = [_with_areas(text, carried) for text in said[name]]
    if "drawing" not in said and "drawing" in given:
        said["drawing"] = []
    known = {name: number for number, name in enumerate(ORDER)}
    # what has no place in that order stays behind what it stood behind
    place, places = 0.0, {}
    for piece in before.children:
        place = known.get(piece.name, place + 0.001)
        places[piece.name] = place
    names = sorted({*said}, key=lambda name: known.get(name, places.get(name, 99.0)))
    return before.head + b"".join(b"".join(said[name]) for name in names) + before.tail


def _columns(before: Pieces, after: Pieces, carried: Carried) -> list[bytes]:
    """The widths: people's of each column that was there, ours of a new one."""
    if carried.whole:
        return [spelled(before, text) for text in _texts(after, "cols")]
    found: dict[int, bytes] = {}
    for part, own in ((after, False), (before, True)):
        for text in _texts(part, "cols"):
            for col in _inner(part, text):
                bounds = {key: int(value) - 1 for key, value in _COL.findall(col)}
                rest = _COL.sub(b"", col)
                last = min(bounds[b"max"], 16_383)
                for column in range(bounds[b"min"], last + 1):
                    there = carried.moves.columns.of(column) if own else column
                    if there is not None and there < 16_384:
                        found[there] = rest
    if not found:
        return []
    groups: list[tuple[int, int, bytes]] = []
    for column in sorted(found):
        rest = found[column]
        if groups and groups[-1][1] == column - 1 and groups[-1][2] == rest:
            groups[-1] = (groups[-1][0], column, rest)
        else:
            groups.append((column, column, rest))
    cols = b"".join(
        re.sub(rb"^<((?:[\w.\-]+:)?col)\b", rb'<\1 min="%d" max="%d"' % (a + 1, b + 1), rest)
        for a, b, rest in groups
    )
    return [spelled(before, b"<cols>") + cols + b"</cols>"]


def _merges(before: Pieces, after: Pieces, carried: Carried, new: Grid) -> list[bytes]:
    """Ours, and people's where they cover none of ours, nor a cell of ours that says something.

    What an earlier layout had merged further up would hide what stands there now.
    """
    fresh = [_area(text) for part in _texts(after, "mergeCells") for text in _inner(after, part)]
    kept = list(filter(None, fresh))
    ours = set(kept)
    if not carried.whole:
        for part in _texts(before, "mergeCells"):
            for text in _inner(before, part):
                match = _REF.search(text)
                reference = moved_area(match[1].decode(), carried.moves) if match else None
                area = _corners(reference) if reference else None
                several = area is not None and area[:2] != area[2:]
                if (
                    area
                    and several
                    and area not in ours
                    and not any(_meet(area, one) for one in kept)
                    and not _hides(area, new)
                ):
                    kept.append(area)
    if not kept:
        return []
    cells = b"".join(b'<mergeCell ref="%b"/>' % _named(area) for area in kept)
    return [spelled(before, b'<mergeCells count="%d">' % len(kept)) + cells + b"</mergeCells>"]


def _hides(area: Corners, new: Grid) -> bool:
    """Whether a merge would hide a cell that says something."""
    return any(
        not cell.blank and (row, column) != area[:2]
        for row, cells in new.cells.items()
        if area[0] <= row <= area[2]
        for column, cell in cells.items()
        if area[1] <= column <= area[3]
    )


def _rules(
    before: Pieces, after: Pieces, carried: Carried, looks: Sequence[int]
) -> list[bytes]:  # fmt: skip
    """People's rules first, as programs put what is added last, then ours in their order."""
    ours = [(text, _inner(after, text)) for text in _texts(after, "conditionalFormatting")]
    known = {_skeleton(rule) for _, rules in ours for rule in rules}
    priority = 0
    found: list[bytes] = []
    for text in [] if carried.whole else _texts(before, "conditionalFormatting"):
        own = [
            rule
            for rule in _inner(before, text)
            if _skeleton(rule) not in known and not _is_ours(rule, carried)
        ]
        opened = text[: text.index(b">") + 1]
        match = _SQREF.search(opened)
        areas = _moved_areas(match[1].decode(), carried) if match else ""
        if not own or not areas:
            continue
        rules = []
        for rule in own:
            priority += 1
            numbered = _PRIORITY.sub(b'priority="%d"' % priority, rule)
            rules.append(_with_formulas(numbered, carried))
        name = re.match(rb"<([\w.\-:]+)", opened)
        assert name is not None
        found.append(
            _SQREF.sub(b'sqref="%b"' % areas.encode(), opened)
            + b"".join(rules) + b"</" + name[1] + b">"
        )  # fmt: skip
    for text, rules in ours:
        opened = text[: text.index(b">") + 1]
        numbered_rules = []
        for rule in rules:
            priority += 1
            numbered = _PRIORITY.sub(b'priority="%d"' % priority, rule)
            numbered_rules.append(
                _LOOK.sub(lambda match: b'dxfId="%d"' % looks[int(match[1])], numbered)
            )
        found.append(
            spelled(before, opened) + b"".join(numbered_rules) + b"</conditionalFormatting>"
        )
    return found


def _checks(before: Pieces, after: Pieces, carried: Carried) -> list[bytes]:
    """Ours, but where people have put a check of their own."""
    ours = [text for part in _texts(after, "dataValidations") for text in _inner(after, part)]
    known = {_said(text) for text in ours} - {()}
    own: list[bytes] = []
    covered: list[tuple[int, int, int, int]] = []
    for part in [] if carried.whole else _texts(before, "dataValidations"):
        for text in _inner(before, part):
            if _said(text) in known:
                continue
            match = _SQREF.search(text)
            areas = _moved_areas(match[1].decode(), carried) if match else ""
            if areas:
                covered += filter(None, (_corners(area) for area in areas.split()))
                with_areas = _SQREF.sub(b'sqref="%b"' % areas.encode(), text, count=1)
                own.append(_with_formulas(with_areas, carried))
    found = []
    for text in ours:
        match = _SQREF.search(text)
        assert match is not None
        left = [area for area in map(_corners, match[1].decode().split()) if area]
        for hole in covered:
            left = [rest for area in left for rest in _without(area, hole)]
        if left:
            areas_left = b" ".join(map(_named, left))
            found.append(_SQREF.sub(b'sqref="%b"' % areas_left, text, count=1))
    if not found and not own:
        return []
    opened = spelled(before, b'<dataValidations count="%d">' % (len(found) + len(own)))
    return [opened + b"".join(found) + b"".join(own) + b"</dataValidations>"]


def _said(check: bytes) -> tuple[tuple[bytes, str], ...]:
    """What a check says to what it does not expect, by which ours are known."""
    return tuple(sorted((key, decoded(text)) for key, text in _SAID.findall(check)))


def _filtered(old: bytes, fresh: bytes) -> bytes:
    """The filter over the new extent, with what people have filtered."""
    match = _REF.search(fresh)
    assert match is not None
    return _REF.sub(b'ref="%b"' % match[1], old, count=1)


def _with_areas(text: bytes, carried: Carried) -> bytes:
    """An element whose attributes name areas of the tab, after the moves."""

    def followed(match: re.Match[bytes]) -> bytes:
        areas = _moved_areas(match[2].decode(), carried)
        return b'%b="%b"' % (match[1], areas.encode()) if areas else match[0]

    return re.sub(rb'\b(ref|sqref|activeCell|topLeftCell)="([A-Z0-9:$ ]+)"', followed, text)


def _moved_areas(areas: str, carried: Carried) -> str:
    moved = (moved_area(area, carried.moves) for area in areas.split())
    return " ".join(filter(None, moved))


def _with_formulas(text: bytes, carried: Carried) -> bytes:
    """A rule or a check with its formulas after the moves."""
    return with_formulas_moved(_FORMULA, text, carried.title, carried.all_moves)


def _skeleton(rule: bytes) -> str:
    """What a rule asks, whatever cells it asks about."""
    return "|".join(skeleton(text) for text in _asked(rule)) or repr(_PRIORITY.sub(b"", rule))


def _is_ours(rule: bytes, carried: Carried) -> bool:
    return looks_at(" ".join(_asked(rule)), carried.helpers)


def _asked(rule: bytes) -> list[str]:
    return [decoded(match[2]) for match in _FORMULA.finditer(rule)]


Corners = tuple[int, int, int, int]


def _area(text: bytes) -> Corners | None:
    match = _REF.search(text)
    return _corners(match[1].decode()) if match else None


def _corners(reference: str) -> Corners | None:
    """First row and column, last row and column, from 0."""
    match = _RANGE.fullmatch(reference)
    if match is None:
        return None
    top, left = int(match[2]) - 1, column_number(match[1])
    if not match[3]:
        return top, left, top, left
    return top, left, int(match[4]) - 1, column_number(match[3])


def _named(area: Corners) -> bytes:
    first, last = cell_ref(*area[:2]), cell_ref(*area[2:])
    return (first if first == last else f"{first}:{last}").encode()


def _meet(one: Corners, other: Corners) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _without(area: Corners, hole: Corners) -> Iterable[Corners]:
    """What is left of an area without a hole, in rectangles."""
    if not _meet(area, hole):
        return [area]
    top, left, bottom, right = area
    first, begin, last, end = hole
    rest = [
        (top, left, first - 1, right),
        (last + 1, left, bottom, right),
        (max(top, first), left, min(bottom, last), begin - 1),
        (max(top, first), end + 1, min(bottom, last), right),
    ]
    return [one for one in rest if one[0] <= one[2] and one[1] <= one[3]]


def _texts(part: Pieces, name: str) -> list[bytes]:
    return [part.text(piece) for piece in part.children if piece.name == name]


def _inner(part: Pieces, text: bytes) -> list[bytes]:
    """The elements within one of a part's elements."""
    found = [piece for piece in part.children if part.text(piece) == text]
    return children(part, found[0]) if found else []
