"""Writes what a sync has found into a workbook: one tab's cells and the values of formulas.

The file is never loaded and saved. The parts that change are edited as bytes, every other one is
copied as it lies.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from retrosheet.workbook.refs import Area
from retrosheet.xlsx.changing.in_place import Way, Written, written_in_place
from retrosheet.xlsx.changing.patch_package import verify, write_patched
from retrosheet.xlsx.changing.patch_tab import (
    MOST_ROWS,
    Edit,
    holds_beyond,
    storable_value,
    tab_edits,
)
from retrosheet.xlsx.changing.patch_values import value_edits
from retrosheet.xlsx.read import read_areas, styles_of_dates
from retrosheet.xlsx.reading.contents import LAST_COLUMN, Contents, Tab, read_contents
from retrosheet.xlsx.reading.package import Package
from retrosheet.xlsx.reading.refusals import NO_TAB, SIGNED, Unfit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from retrosheet.files.fingerprint import Fingerprint
    from retrosheet.language import Lang
    from retrosheet.workbook.tables import Cell, Value, Writing
    from retrosheet.xlsx.reading.package import Member

Edits = dict[str, list[Edit]]


def apply(path: Path, read: Fingerprint, writing: Writing, lang: Lang) -> Written | None:
    """Write into the workbook that was ``read``; None where there was nothing to write.

    Raises as ``written_in_place`` does; InvalidInput for a workbook that is damaged, signed, or
    lacks the tab.
    """
    way = Way(lambda package: planned(package, writing) or None, write_patched, verify)
    return written_in_place(path, read, way, lang)


def patched(content: bytes, writing: Writing) -> bytes:
    """A workbook's bytes with the writing in them, the same where nothing changes; raises Unfit."""
    package = Package(io.BytesIO(content))
    edits = planned(package, writing)
    if not edits:
        return content
    new = io.BytesIO()
    write_patched(package, edits, new)
    verify(package, Package(new), edits)
    return new.getvalue()


def planned(package: Package, writing: Writing) -> Edits:
    """The edits by member's name, none where the workbook says it all already; raises Unfit."""
    contents = read_contents(package)
    if contents.signed:
        raise Unfit(SIGNED)
    dates = styles_of_dates(package, contents)
    edits: Edits = {}
    tab, part = _grid(contents, writing.title)
    if writing.differs or not _holds(package, contents, tab, writing.rows):
        edits[part.name] = tab_edits(
            package.chunks(part),
            tab.title,
            writing.rows,
            dates,
            formulas_may_go=not contents.calculation_chain,
        )
    for title, shown in _by_tab(writing).items():
        tab, part = _grid(contents, title)
        found = value_edits(package.chunks(part), tab.title, shown, dates)
        if found and part.name not in edits:
            edits[part.name] = found
    return edits


def _grid(contents: Contents, title: str) -> tuple[Tab, Member]:
    tab = contents.tab(title)
    if tab is None or tab.part is None:
        raise Unfit(NO_TAB, title=title)
    return tab, tab.part


def _by_tab(writing: Writing) -> Mapping[str, dict[int, dict[int, Value]]]:
    found: dict[str, dict[int, dict[int, Value]]] = {}
    for place, value in writing.shown.items():
        found.setdefault(place.title, {}).setdefault(place.row, {})[place.column] = value
    return found


def _holds(package: Package, contents: Contents, tab: Tab, rows: Sequence[Sequence[Value]]) -> bool:
    """Whether the tab holds these values and no other, however they are spelled."""
    last = max(len(rows), MOST_ROWS)
    if tab.part is not None and holds_beyond(package.chunks(tab.part), last):
        return False
    everything = Area(tab.title, 0, 0, last, LAST_COLUMN)
    (table,) = read_areas(package, contents, [everything])
    old = [tuple(_said(cell) for cell in row) for row in table.rows]
    new = [tuple(_kinded(storable_value(value)) for value in row) for row in rows]
    return _trimmed(old) == _trimmed(new)


def _said(cell: Cell) -> tuple[bool, object]:
    if cell.formula or cell.error:
        return False, cell
    return _kinded(None if cell.value == "" else cell.value)


def _kinded(value: Value) -> tuple[bool, object]:
    """True is not 1 in a cell."""
    return isinstance(value, bool), value


def _trimmed(rows: list[tuple[tuple[bool, object], ...]]) -> list[list[tuple[bool, object]]]:
    empty = (False, None)
    trimmed = []
    for row in rows:
        kept = list(row)
        while kept and kept[-1] == empty:
            kept.pop()
        trimmed.append(kept)
    while trimmed and not trimmed[-1]:
        trimmed.pop()
    return trimmed
