"""What people typed in Settings, budget, indicators and RACI, whose tables are found by name."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from retrosheet.layout.budget import tab as budget
from retrosheet.layout.kpi import tab as kpi
from retrosheet.layout.settings.lists import LISTS
from retrosheet.sync.cells import blank, shown
from retrosheet.update.headed_tabs import lines_of
from retrosheet.update.overlay.puts import Put
from retrosheet.update.raci_tab import columns_of_roles
from retrosheet.workbook.headings import columns_under
from retrosheet.workbook.refs import LOST
from retrosheet.workbook.rewriting import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.language import Text
    from retrosheet.update.overlay.puts import Laid
    from retrosheet.workbook.model import Cell
    from retrosheet.workbook.refs import Area
    from retrosheet.workbook.tables import Cell as Read
    from retrosheet.workbook.tables import Table


_SETTINGS = ("name", "launch", "start", "today", "weekend", "soon_days", "remind_ahead",
             "remind_every", "remind_most", "lead", "mine")  # fmt: skip
_HEADINGS = {"rs_budget": budget.HEADERS, "rs_kpis": kpi.HEADERS}


def puts(laid: Laid) -> Iterator[Put]:
    """What people typed in these tables."""
    yield from _form(laid)
    yield from _lists(laid)
    yield from _raw(laid, "rs_budget", "budget")
    yield from _raw(laid, "rs_kpis", "kpi")
    yield from _raw(laid, "rs_objectives", "kpi")
    yield from _raci(laid)


def _form(laid: Laid) -> Iterator[Put]:
    """The form of Settings, and the person whom My tasks shows."""
    for key in _SETTINGS:
        found = laid.place(f"rs_{key}")
        if found is None:
            continue
        table, area = found
        cell = table.cell(0, 0)
        if key == "launch" and laid.wanted.launch:
            continue
        if key == "today" and cell.formula.replace(" ", "").upper() == "TODAY()":
            continue
        if put := laid.typed(cell):
            yield Put(area.title, area.first_row, area.first_column, *put)


def _lists(laid: Laid) -> Iterator[Put]:
    """The lists of Settings as they are typed."""
    settings = laid.present.settings
    for key in settings.lists:
        area, columns = laid.fresh.names.get(f"rs_{key}"), LISTS[key].typed
        if area is None:
            continue
        if key == "holidays" and laid.wanted.country:
            yield from _unread_days(laid, area)
            continue
        if key == "statuses" and laid.lang != laid.present.snapshot.lang:
            continue
        room, used = area.last_row - area.first_row - 1, settings.used(key)
        height = room + 1 if laid.geometry.settled else settings.lists[key].height
        rows = [[settings.cell(key, n, at) for at in columns] for n in range(1, height)]
        if not laid.geometry.settled:
            rows, used = _close_up(rows), 0
        for index, cells in enumerate(rows[:room], 1):
            for column, cell in zip(columns, cells, strict=True):
                # what is blank among people's entries stays so
                if index > used and blank(cell) and not cell.formula:
                    continue
                place = area.first_row + index, area.first_column + column
                yield Put(area.title, *place, *(laid.typed(cell) or ("",)))


def _unread_days(laid: Laid, area: Area) -> Iterator[Put]:
    """Lines of the holidays that hold no date, where the days of another country leave them room.

    Nobody knows which country they are of, and sync names them until somebody mends them.
    """
    settings, snapshot = laid.present.settings, laid.present.snapshot
    taken = {cell.row for cell in laid.fresh.sheet_of(area.title).cells
             if cell.column == area.first_column and cell.value not in (None, "")}  # fmt: skip
    free = [row for row in range(area.first_row + 1, area.last_row) if row not in taken]
    unread = settings.unread_days(snapshot.lang, laid.wanted.launch or snapshot.launch)
    for row, cells in zip(free, unread, strict=False):
        for column, cell in zip(LISTS["holidays"].typed, cells, strict=True):
            yield Put(area.title, row, area.first_column + column, *(laid.typed(cell) or ("",)))


def _raw(laid: Laid, name: str, key: str) -> Iterator[Put]:
    """A list whose rows stand in the same order: what is typed in it, column by heading.

    An empty line that somebody put between others of a list with headings is none of it.
    """
    found = laid.place(name)
    if found is None or key not in laid.fresh.sheets:
        return
    table, area = found
    cells = {(cell.row, cell.column): cell for cell in laid.fresh.sheet_of(area.title).cells}
    headings = _HEADINGS.get(name)
    headed = headings is not None
    at = _by_heading(table, area, headings) if headings else _as_laid_out(laid, table, area)
    lines = lines_of(table, at) if headed else range(len(table.rows))
    usual = _usual(table)
    for index, line in enumerate(lines[: area.rows - headed], int(headed)):
        for column, cell in enumerate(table.rows[line]):
            here = at.get(column, -1)
            mine = cells.get((area.first_row + index, here))
            if mine is None:
                continue
            ours = _is_ours(cell, mine, usual[column]) if cell.formula else blank(cell)
            if mine.formula and ours:
                continue
            put = laid.typed(cell)
            same = ("" if mine.value is None else mine.value, "")
            if put is not None and (put != same or mine.formula):
                yield Put(area.title, area.first_row + index, here, *put)


def _is_ours(cell: Read, mine: Cell, usual: str) -> bool:
    """Whether a formula is that of the layout, an earlier one included: most rows have it."""
    asked = skeleton(cell.formula)
    return asked in (skeleton(mine.formula), usual) or LOST in cell.formula


def _usual(table: Table) -> dict[int, str]:
    """The formula that most rows of each column have, of the columns that have any."""
    there: dict[int, Counter[str]] = {}
    for cells in table.rows:
        for column, cell in enumerate(cells):
            if cell.formula:
                there.setdefault(column, Counter())[skeleton(cell.formula)] += 1
    return {column: found.most_common(1)[0][0] for column, found in there.items()}


def _as_laid_out(laid: Laid, table: Table, area: Area) -> dict[int, int]:
    """The fresh column of each column of a list without headings, by where its tab goes."""
    target = laid.geometry.targets[area.title]
    columns = range(area.first_column, area.last_column + 1)
    return {target.column(column) - table.column: column for column in columns}


def _raci(laid: Laid) -> Iterator[Put]:
    found = laid.place("rs_raci")
    if found is None:
        return
    table, area = found
    cells = {(cell.row, cell.column): cell for cell in laid.fresh.sheet_of(area.title).cells}
    roles = columns_of_roles(laid.present, laid.fresh)
    rows = {shown(table.cell(index, 0)): index for index in range(1, len(table.rows))}
    for row in range(area.first_row + 1, area.last_row):
        row_id = str(cells[row, area.first_column].value)
        index = rows.get(row_id)
        if index is None or "raci" in laid.merged.taken.get(row_id, ()):
            continue
        for column, there in roles.items():
            if put := laid.typed(table.cell(index, there)):
                yield Put(area.title, row, column, *put)


def _close_up(rows: Sequence[list[Read]]) -> list[list[Read]]:
    """The lines of a list that say something, as a new layout has none that are empty in between.

    Those that are nobody's, as a role or a day is not named in them, come last.
    """
    lines = [cells for cells in rows if any(not blank(cell) for cell in cells)]
    return sorted(lines, key=lambda cells: all(map(blank, cells[:2])))


def _by_heading(table: Table, area: Area, headings: Mapping[str, Text]) -> dict[int, int]:
    """The fresh column of each column of a list."""
    heads = [shown(cell) for cell in table.rows[0]] if table.rows else []
    at = columns_under(heads, headings)
    return {column: area.first_column + n for n, column in enumerate(at.values()) if column >= 0}
