"""The lists of Settings by their headings: people put columns between ours, and drag them about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.settings.lists import HEADINGS, LISTS, NAMED
from retrosheet.sync.cells import shown
from retrosheet.workbook.headings import columns_under
from retrosheet.workbook.plan_tab import SETTINGS_PAGE
from retrosheet.workbook.tables import EMPTY, Table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.settings.lists import SettingsList


def lists_in_order(tables: Mapping[str, Table]) -> Mapping[str, Table]:
    """The tables, each list with all of its columns, in order, and nothing of people's between."""
    found = dict(tables)
    page = tables.get(SETTINGS_PAGE)
    for name, listed in NAMED.items():
        table = tables.get(name)
        if table is None or table.columns or not table.rows:
            continue
        if page is not None and page.rows and page.title == table.title:
            table = _with_what_is_beside(table, page, listed)
        heads = [shown(cell) for cell in table.rows[0]]
        found[name] = _cut(table, tuple(columns_under(heads, listed.headings).values()))
    return found


def phase_list(tables: Mapping[str, Table]) -> Table | None:
    """The phases under their heading, as the list of them has no name; None without one."""
    page, team, statuses = (tables.get(name) for name in (SETTINGS_PAGE, "rs_team", "rs_statuses"))
    if page is None or team is None or statuses is None:
        return None
    (heading,) = LISTS["phases"].headings.values()
    top = statuses.row - page.row
    end = len(page.rows) if statuses.row >= team.row else team.row - page.row - 1
    heads = page.rows[top] if 0 <= top < len(page.rows) else ()
    column = max((n for n, cell in enumerate(heads) if shown(cell) in heading), default=None)
    if column is None:
        return None
    rows = tuple((page.cell(row, column),) for row in range(top, end))
    return Table(page.title, statuses.row, page.column + column, rows, len(rows), 1)


def _with_what_is_beside(table: Table, page: Table, listed: SettingsList) -> Table:
    """A list with the columns that its name leaves out, up to the next list's.

    They come from the page, the others from under the name.
    """
    if listed.named == listed.width:
        return table
    others = {
        word
        for key, said in HEADINGS.items()
        if key not in listed.keys
        for word in said.everywhere()
    }
    top, left = table.row - page.row, table.column - page.column
    heads = page.rows[top][left:] if 0 <= top < len(page.rows) and left >= 0 else ()
    width = next((n for n, cell in enumerate(heads) if shown(cell) in others), len(heads))
    if width <= table.width:
        return table
    rows = []
    for index in range(max(table.height, len(table.rows))):
        own = table.rows[index] if index < len(table.rows) else ()
        there = page.rows[top + index] if top + index < len(page.rows) else ()
        beside = there[left + table.width : left + width]
        gap = (EMPTY,) * (table.width - len(own)) if beside else ()
        rows.append((*own, *gap, *beside))
    while not rows[-1]:
        rows.pop()
    return table._replace(rows=tuple(rows), width=width)


def _cut(table: Table, order: tuple[int, ...]) -> Table:
    if all(column == place for place, column in enumerate(order)):
        rows = [cells[: len(order)] for cells in table.rows]
        return table._replace(rows=tuple(rows), width=len(order))
    rows = [
        tuple(cells[column] if 0 <= column < len(cells) else EMPTY for column in order)
        for cells in table.rows
    ]
    return table._replace(rows=tuple(rows), width=len(order), columns=order)
