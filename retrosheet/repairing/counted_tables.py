"""Where budget, indicators and RACI lie without their names: told by headings and by counts.

Headings say where a table begins; our own formulas above it, which add up or count its columns, say
that it is the one that they mean, and where it ends. Of two tabs of which one is a copy, the one
with the usual title is meant; none is where that does not decide.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.layout.budget import tab as budget
from retrosheet.layout.kpi import tab as kpi
from retrosheet.layout.raci import HEADINGS as RACI_HEADINGS
from retrosheet.repairing.headings import first_band, header_of
from retrosheet.workbook.plan_tab import BESIDE_RACI, COLUMNS_BESIDE, PAGE, TITLES
from retrosheet.workbook.refs import Area, column_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from retrosheet.workbook.foreign import ForeignBook, ForeignTab

    Found = dict[str, Area]

_COLUMN = re.compile(
    r"(?:SUM|COUNT|COUNTIF)\(\$(?P<column>[A-Z]{1,3})\$(?P<first>\d+):\$(?P=column)\$(?P<last>\d+)"
)
_LINES = 3
"""The rows of an objective: its band, the names of its answers, and these."""


def counted_tables(book: ForeignBook, names: Mapping[str, Area]) -> Found:
    """The place of each of these tables that is not among ``names``, with what belongs to it."""
    found: Found = {}
    ways = (("budget", _budget), ("kpi", _indicators), ("kpi", _objectives), ("raci", _raci))
    for key, way in ways:
        proven = _proven(book, key, way)
        main = next(iter(proven), "")
        if main and main not in names:
            found |= {name: area for name, area in proven.items() if name not in names}
    return found


def _proven(book: ForeignBook, key: str, way: Callable[[ForeignTab], Found]) -> Found:
    """What one tab proves, the table first and its whole tab last; nothing where two do."""
    every = [found for tab in book.tabs if (found := way(tab))]
    if len(every) > 1:
        every = [found for found in every if next(iter(found.values())).title in TITLES[key]]
    if len(every) != 1:
        return {}
    (found,) = every
    areas = found.values()
    last_row, last_column = (
        max(area.last_row for area in areas),
        max(area.last_column for area in areas),
    )
    page = Area(next(iter(areas)).title, 0, 0, last_row, last_column)
    return found | {f"{PAGE}{key}": page}


def _counted(tab: ForeignTab, above: int) -> Iterator[tuple[int, int, int]]:
    """The runs of cells of one column that formulas above a row add up or count, rows from 0."""
    for (row, _), cell in tab.cells.items():
        if row < above and cell.formula:
            for match in _COLUMN.finditer(cell.formula):
                first, last = int(match["first"]) - 1, int(match["last"]) - 1
                yield column_number(match["column"]), first, last


def _budget(tab: ForeignTab) -> Found:
    """The totals add up the lines from their header to the row that closes them."""
    place = header_of(tab, budget.HEADERS)
    if place is None:
        return {}
    row, first, last = place
    ends = {end for _, begin, end in _counted(tab, row) if begin == row}
    return {"rs_budget": Area(tab.title, row, first, ends.pop(), last)} if len(ends) == 1 else {}


def _indicators(tab: ForeignTab) -> Found:
    """The line below the title counts the results, from the row below the headings."""
    place = header_of(tab, kpi.HEADERS)
    if place is None:
        return {}
    row, first, last = place
    ends = {end for _, begin, end in _counted(tab, row) if begin == row + 1}
    return {"rs_kpis": Area(tab.title, row, first, ends.pop(), last)} if len(ends) == 1 else {}


def _objectives(tab: ForeignTab) -> Found:
    """From the first that is numbered to the section of the indicators, three rows each."""
    known = _indicators(tab).get("rs_kpis")
    first = first_band(tab)
    if known is None or first is None or first >= known.first_row:
        return {}
    # a row between, then the name of the section
    last = known.first_row - 3
    if (last + 1 - first) % _LINES:
        return {}
    return {"rs_objectives": known._replace(first_row=first, last_row=last)}


def _raci(tab: ForeignTab) -> Found:
    """The counts above the roles go from the headings to the row that closes the table."""
    heads = [text.everywhere() for text in RACI_HEADINGS]
    for (row, column), cell in sorted(tab.cells.items()):
        if cell.value not in heads[0]:
            continue
        known = all(tab.at(row, column + at).value in said for at, said in enumerate(heads))
        roles = [(at, end) for at, begin, end in _counted(tab, row) if begin == row]
        ends = {end for _, end in roles}
        if len(ends) != 1 or not known:
            continue
        last = max(at for at, _ in roles)
        table = Area(tab.title, row, column, ends.pop(), last)
        around = table._replace(first_column=last + 1, last_column=last + COLUMNS_BESIDE)
        return {"rs_raci": table, BESIDE_RACI: around}
    return {}
