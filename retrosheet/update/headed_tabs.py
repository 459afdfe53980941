"""Where tabs without a row of keys go on people's own: what these put between ours stays there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from retrosheet.layout.budget import tab as budget
from retrosheet.layout.kpi import tab as kpi
from retrosheet.sync.cells import blank, shown
from retrosheet.workbook.headings import columns_under
from retrosheet.workbook.relocated import Relocation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from retrosheet.language import Text
    from retrosheet.workbook.refs import Area
    from retrosheet.workbook.tables import Table

_BESIDE = 8
"""The columns behind a list in which formulas of its own stand."""
_HEADED: Mapping[str, tuple[str, Mapping[str, Text]]] = {
    "budget": ("rs_budget", budget.HEADERS),
    "kpi": ("rs_kpis", kpi.HEADERS),
}


def columns_on(
    title: str, key: str, tables: Mapping[str, Table], fresh: Mapping[str, Area]
) -> Relocation:
    """A tab on that of people's: budget and indicators around their columns.

    ``fresh`` are the names of the fresh layout.
    """
    name, headings = _HEADED.get(key, ("", {}))
    table, area = tables.get(name), fresh.get(name)
    if table is None or area is None or not table.rows or table.title != title:
        return Relocation(title)
    heads = [shown(cell) or cell.error for cell in table.rows[0]]
    at = list(columns_under(heads, headings).values())
    known = {0: 0}
    width = area.last_column - area.first_column + 1
    if len(at) == width and min(at) >= 0:
        known |= {area.first_column + n: table.column + column for n, column in enumerate(at)}
    rows: dict[int, int] = {}
    if table.row == area.first_row:
        lines = [0, *lines_of(table, [column for column in at if column >= 0])]
        rows = {area.first_row + n: table.row + line for n, line in enumerate(lines)}
    return Relocation(
        title,
        moving({0: 0, **rows} if rows else {}, area.last_row),
        moving(known, area.last_column + _BESIDE),
    )


def lines_of(table: Table, columns: Collection[int]) -> list[int]:
    """The rows of a list, counted from its headings, that say something in one of its columns."""
    return [
        index
        for index in range(1, len(table.rows))
        if any(not blank(table.cell(index, column)) for column in columns)
    ]


def moving(known: Mapping[int, int], last: int) -> dict[int, int]:
    """Every place up to the ``last``, each as far from the known one before it as it was laid out.

    Nothing where none has moved, or where they are in another order.
    """
    found: dict[int, int] = {}
    before = 0
    for place in range(last + 1) if known else ():
        before = place if place in known else before
        found[place] = known[before] + place - before
    if all(place == there for place, there in found.items()):
        return {}
    in_order = all(first < second for first, second in pairwise(found.values()))
    return found if in_order else {}
