"""The lists of Settings by their headings: people put columns between ours, and drag them about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.settings.lists import LISTS
from retrosheet.sync.cells import shown
from retrosheet.workbook.headings import columns_under
from retrosheet.workbook.plan_tab import SETTINGS_PAGE
from retrosheet.workbook.tables import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.workbook.tables import Table

_ORDERED = {
    "rs_team": ("role", "person", "email", "shown", "language"),
    "rs_closures": ("from", "to"),
    "rs_statuses": ("status", "meaning", "code"),
}
"""The lists that are read column by column, in this order."""
_BESIDE = {"rs_holidays": ("day", "holiday"), "rs_closures": ("from", "to", "label")}
"""Lists whose name leaves out a column that says something to people alone."""


def lists_in_order(tables: Mapping[str, Table]) -> Mapping[str, Table]:
    """The tables, those lists with their columns in order and nothing of people's between them."""
    found = dict(tables)
    page = tables.get(SETTINGS_PAGE)
    for name, keys in {**_ORDERED, **_BESIDE}.items():
        table = tables.get(name)
        if table is None or table.columns or not table.rows:
            continue
        if name in _BESIDE and page is not None and page.rows and page.title == table.title:
            table = _with_what_is_beside(table, page, keys)
        heads = [shown(cell) for cell in table.rows[0]]
        order = tuple(columns_under(heads, {key: LISTS[key] for key in keys}).values())
        if any(column not in (place, -1) for place, column in enumerate(order)):
            found[name] = _cut(table, order)
    return found


def _with_what_is_beside(table: Table, page: Table, keys: Sequence[str]) -> Table:
    """A list with the columns behind it, up to the next list's."""
    others = {word for key, said in LISTS.items() if key not in keys for word in said.everywhere()}
    top, left = table.row - page.row, table.column - page.column
    heads = page.rows[top][left:] if 0 <= top < len(page.rows) and left >= 0 else ()
    width = next((n for n, cell in enumerate(heads) if shown(cell) in others), len(heads))
    if width <= table.width:
        return table
    rows = (cells[left : left + width] for cells in page.rows[top : top + table.height])
    return table._replace(rows=tuple(rows), width=width)


def _cut(table: Table, order: tuple[int, ...]) -> Table:
    rows = [
        tuple(cells[column] if 0 <= column < len(cells) else EMPTY for column in order)
        for cells in table.rows
    ]
    return table._replace(rows=tuple(rows), width=len(order), columns=order)
