"""Statuses that a plan with dates says by colours alone: a legend names them, rows have them.

An entry of the legend is a coloured cell with a word in it or beside it, below the table or to its
right; several of them, in as many colours, stand one below the other.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.adopting.legend import NO_LEGEND, Legend, Meaning, label_beside
from retrosheet.importing.raw import shown
from retrosheet.sync import typed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.importing.columns import Table
    from retrosheet.importing.raw import Value
    from retrosheet.workbook.foreign import ForeignTab, Place

_FEWEST = 2
_MOST_VALUES = 1  # what stands alone in its row


class Colored(NamedTuple):
    """The table without its legend, the legend, and the status of each row that has its colour."""

    table: Table
    legend: Legend
    statuses: Mapping[int, str]


def colored(tab: ForeignTab, table: Table, given: Mapping[str, Meaning]) -> Colored:
    """What the colours of a table's rows say, by its legend or as ``given`` by a person."""
    legend = _legend(tab, table)
    meanings = {**legend.meanings, **given}
    statuses = {color: m.label for color, m in meanings.items() if m.kind == "status"}
    if not statuses:
        return Colored(table, NO_LEGEND, {})
    rows: list[tuple[int, tuple[Value, ...]]] = []
    for index, (number, cells) in enumerate(table.grid.rows):
        left = tuple(
            None if (number - 1, at) in legend.places else value for at, value in enumerate(cells)
        )
        if index <= table.top or any(shown(value).strip() for value in left):
            rows.append((number, left))
    found: dict[int, str] = {}
    for number, _ in rows[table.top + 1 :]:
        fills = (tab.at(number - 1, at).fill for at in _by_weight(table, tab))
        if color := next((fill for fill in fills if fill in statuses), ""):
            found[number] = statuses[color]
    whole = table._replace(grid=table.grid._replace(rows=tuple(rows)))
    return Colored(whole, legend._replace(meanings=meanings), found)


def _by_weight(table: Table, tab: ForeignTab) -> list[int]:
    """The columns of a row in which to look for its colour: its status, its title, the others."""
    first = {"status": 0, "title": 1}
    known = {at: column.field for at, column in table.columns.items()}
    return sorted(range(tab.columns), key=lambda at: (first.get(known.get(at, ""), 2), at))


def _legend(tab: ForeignTab, table: Table) -> Legend:
    """The entries that stand one below the other, where most of them are words for statuses."""
    for block in _blocks(tab, table):
        colors = {tab.at(*place).fill for place, _, _ in block}
        said = sum(typed.status(label, {}) is not None for _, label, _ in block)
        if len(block) >= _FEWEST and len(colors) == len(block) and 2 * said > len(block):
            return Legend(
                {tab.at(*place).fill: Meaning("status", label) for place, label, _ in block},
                frozenset(at for place, _, label_at in block for at in (place, label_at)),
            )
    return NO_LEGEND


Entry = tuple["Place", str, "Place"]


def _blocks(tab: ForeignTab, table: Table) -> Iterator[list[Entry]]:
    """The entries that may be those of a legend, each with its words and where they stand."""
    entries: dict[int, list[Entry]] = {}
    last = max(table.columns)
    values = _values(tab)
    for (row, column), cell in sorted(tab.cells.items()):
        if not cell.fill or row < table.place.row:
            continue
        if column <= last and values.get(row, 0) > _MOST_VALUES:
            continue
        label, at = label_beside(tab, row, column)
        if label:
            entries.setdefault(column, []).append(((row, column), label, at))
    for found in entries.values():
        yield from _together(found)


def _together(entries: Sequence[Entry]) -> Iterator[list[Entry]]:
    block = list(entries[:1])
    for (before, _, _), entry in pairwise(entries):
        if entry[0][0] != before[0] + 1:
            yield block
            block = []
        block.append(entry)
    yield block


def _values(tab: ForeignTab) -> dict[int, int]:
    """How many cells of each row say something."""
    counts: dict[int, int] = {}
    for (row, _), cell in tab.cells.items():
        if cell.value is not None:
            counts[row] = counts.get(row, 0) + 1
    return counts
