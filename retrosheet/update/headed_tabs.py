"""Where tabs without a row of keys go on people's own: what these put between ours stays there."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from retrosheet.layout.budget import tab as budget
from retrosheet.layout.kpi import tab as kpi
from retrosheet.layout.settings.lists import LISTS
from retrosheet.layout.settings.places import SettingsPlaces
from retrosheet.sync.cells import blank, shown
from retrosheet.workbook.headings import columns_under
from retrosheet.workbook.plan_tab import SETTINGS_PAGE
from retrosheet.workbook.relocated import Relocation

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from retrosheet.language import Text
    from retrosheet.workbook.refs import Area
    from retrosheet.workbook.tables import Table

_SECTIONS = ("rs_statuses", "rs_team")
"""A list in each of the two rows of headings."""
_HEADS = {
    "rs_statuses": ("status", "meaning", "code", "phase"),
    "rs_team": (
        "role", "person", "email", "shown", "language", "day", "holiday", "from", "to", "label",
    ),
}  # fmt: skip
_TALLEST = 400
_BESIDE = 8
"""The columns behind a list in which formulas of its own stand."""
_HEADED: Mapping[str, tuple[str, Mapping[str, Text]]] = {
    "budget": ("rs_budget", budget.HEADERS),
    "kpi": ("rs_kpis", kpi.HEADERS),
    "raci": ("rs_raci", {}),
}


def columns_on(
    title: str, key: str, tables: Mapping[str, Table], fresh: Mapping[str, Area]
) -> Relocation:
    """A tab on that of people's: budget, indicators and RACI around their columns; ``fresh`` as
    below."""
    name, headings = _HEADED.get(key, ("", {}))
    table, area = tables.get(name), fresh.get(name)
    if table is None or area is None or not table.rows or table.title != title:
        return Relocation(title)
    heads = [shown(cell) or cell.error for cell in table.rows[0]]
    if headings:
        at = list(columns_under(heads, headings).values())
    else:
        at = [column for column, head in enumerate(heads) if head]
    known = {0: 0}
    width = area.last_column - area.first_column + 1
    if len(at) == width and min(at) >= 0:
        known |= {area.first_column + n: table.column + column for n, column in enumerate(at)}
    rows: dict[int, int] = {}
    if headings and table.row == area.first_row:
        lines = [0, *lines_of(table, [column for column in at if column >= 0])]
        rows = {area.first_row + n: table.row + line for n, line in enumerate(lines)}
    return Relocation(
        title,
        _moving({0: 0, **rows} if rows else {}, area.last_row),
        _moving(known, area.last_column + _BESIDE),
    )


def lines_of(table: Table, columns: Collection[int]) -> list[int]:
    """The rows of a list, counted from its headings, that say something in one of its columns."""
    return [
        index
        for index in range(1, len(table.rows))
        if any(not blank(table.cell(index, column)) for column in columns)
    ]


def settings_on(title: str, tables: Mapping[str, Table], fresh: Mapping[str, Area]) -> Relocation:
    """Settings on the tab of that ``title``; ``fresh`` are the names of the fresh layout.

    Rows and columns stay as they are laid out where the tab is new, where an earlier version has
    another form, or where somebody has dragged ours into another order.
    """
    page = tables.get(SETTINGS_PAGE)
    if page is None or not page.rows or any(name not in tables for name in _SECTIONS):
        return Relocation(title)
    rows, columns = _rows(page, tables, fresh), _columns(page, tables, fresh)
    return Relocation(title, _moving(rows, _TALLEST), _moving(columns, max(columns, default=0) + 2))


def _rows(page: Table, tables: Mapping[str, Table], fresh: Mapping[str, Area]) -> dict[int, int]:
    """The rows that are known: the title, both rows of headings, each line of the form."""
    found = {0: page.row}
    for name in (*_SECTIONS, *(f"rs_{key}" for key in SettingsPlaces.form)):
        if name not in tables or name not in fresh:
            return {}
        found[fresh[name].first_row] = tables[name].row
    for name in _SECTIONS:
        found[fresh[name].first_row - 1] = tables[name].row - 1
    return found


def _columns(page: Table, tables: Mapping[str, Table], fresh: Mapping[str, Area]) -> dict[int, int]:
    """The columns whose heading stands on the tab."""
    places = {
        "rs_statuses": (*_run(fresh["rs_statuses"], 3), SettingsPlaces.phase_column),
        "rs_team": (
            *_run(fresh["rs_team"], 5),
            *_run(fresh["rs_holidays"], 2),
            *_run(fresh["rs_closures"], 3),
        ),
    }
    found = {0: page.column}
    for name, keys in _HEADS.items():
        row = tables[name].row - page.row
        heads = [shown(cell) for cell in page.rows[row]] if 0 <= row < len(page.rows) else []
        for key, column in zip(keys, places[name], strict=True):
            said = LISTS[key].everywhere()
            at = next((n for n, head in enumerate(heads) if head in said), None)
            if at is None:
                continue
            if found.setdefault(column, page.column + at) != page.column + at:
                return {}
    return found


def _run(area: Area, width: int) -> range:
    return range(area.first_column, area.first_column + width)


def _moving(known: Mapping[int, int], last: int) -> dict[int, int]:
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
