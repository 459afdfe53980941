"""Where people have the settings of their plan, so that each entry stays on its row.

Colours, notes and checks belong to cells. They stay with what they were given to while a value
stays where it stands; where the top of the tab needs more rows, those come in between, and all
below moves down together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.outline import Stand
from retrosheet.layout.settings.lists import LISTS as HEADINGS
from retrosheet.layout.settings.places import BETWEEN, TOP_ROW, SettingsPlaces
from retrosheet.sync.cells import blank, listed, shown
from retrosheet.sync.readers import MEANT
from retrosheet.workbook.plan_tab import SETTINGS_PAGE

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Iterator, Mapping

    from retrosheet.language import Lang
    from retrosheet.update.present import Present
    from retrosheet.update.whole import Wanted
    from retrosheet.workbook.tables import Cell, Table

LISTS = {"team": (0, 1, 2, 4), "holidays": (0, 1), "closures": (0, 1, 2), "statuses": (0, 1, 2)}
"""The lists of the settings, and the columns of each that people fill."""
_COLUMNS = {
    "team": SettingsPlaces.team_column,
    "holidays": SettingsPlaces.holiday_column,
    "closures": SettingsPlaces.closure_list_column,
    "statuses": SettingsPlaces.status_column,
    "launch": SettingsPlaces.form_column,
}
CLOSED_LONGEST = 400


def stand_of(present: Present, wanted: Wanted) -> Stand | None:
    """Where the settings stand; None where an earlier version or people put them otherwise."""
    tables = {
        key: table
        for key in (*LISTS, *SettingsPlaces.form)
        if (table := present.tables.get(f"rs_{key}")) is not None
    }
    if not {*_COLUMNS} <= {*tables} or SETTINGS_PAGE not in present.tables:
        return None
    form = {key: tables[key].row for key in SettingsPlaces.form if key in tables}
    top, lists = tables["statuses"].row, tables["team"].row
    last = max(form.values())
    usual = (
        all(tables[key].column == column for key, column in _COLUMNS.items())
        and all(tables[key].row == lists for key in ("holidays", "closures"))
        and top >= TOP_ROW
        and min(form.values()) > top
        and lists >= last + BETWEEN
    )
    if not usual:
        return None
    rooms = {key: tables[key].height - 2 for key in LISTS}
    # a list of phases that is longer than what stands beside it has pushed the lists down
    gap = lists - top - BETWEEN
    rooms["phases"] = gap if gap > max(last - top, rooms["statuses"]) else 0
    entries = {"team": tuple(line for line, _ in _members(tables["team"]))}
    used = {key: last_used(tables[key], LISTS[key]) for key in ("team", "holidays", "closures")}
    lang, near = present.snapshot.lang, wanted.launch or present.snapshot.launch
    entries["closures"] = tuple(line for line, *_ in closed(tables["closures"], lang, near))
    if wanted.country:
        # the days of another country are another list
        del used["holidays"]
    else:
        entries["holidays"] = tuple(line for line, *_ in days_off(tables["holidays"], lang, near))
    return Stand(top, lists, form, rooms, entries, used)


def last_used(table: Table, columns: Collection[int]) -> int:
    """The last row of a list in which something stands in one of these columns, 0 for none."""
    return max(
        (row for row, cells in listed(table)
         if any(not blank(cell) for at, cell in enumerate(cells) if at in columns)),
        default=0,
    )  # fmt: skip


def _members(table: Table) -> Iterator[tuple[int, Cell]]:
    """The lines of the team that name a role or a person."""
    for row, cells in listed(table):
        if any(shown(cell) for cell in cells[:2]):
            yield row - 1, cells[0]


def days_off(table: Table | None, lang: Lang, near: dt.date) -> Iterator[tuple[int, dt.date, str]]:
    """The lines of the list of holidays that hold a date, with that and what stands beside it."""
    for row, cells in listed(table):
        day = None if blank(cells[0]) else _day(cells[0], lang, near)
        if day:
            yield row - 1, day, shown(cells[1]) if len(cells) > 1 else ""


def closed(
    table: Table | None, lang: Lang, near: dt.date
) -> Iterator[tuple[int, dt.date, dt.date]]:
    """The lines of the list of closures that hold a span of days, with its first and last."""
    for row, cells in listed(table):
        days = [None if blank(cell) else _day(cell, lang, near) for cell in cells[:2]]
        begin = days[0] if days else None
        end = days[1] if len(days) > 1 and days[1] else begin
        if begin and end and 0 <= (end - begin).days < CLOSED_LONGEST:
            yield row - 1, begin, end


def _day(cell: Cell, lang: Lang, near: dt.date) -> dt.date | None:
    return None if cell.value is None else MEANT.day(cell.value, lang, near)


def listed_phases(tables: Mapping[str, Table]) -> Iterator[str]:
    """The phases that Settings lists, which have no name of their own: under their header."""
    place = phase_list(tables)
    if place is None:
        return
    page, first, last, column = place
    for row in range(first, last):
        if title := shown(page.cell(row, column)):
            yield title


def phase_list(tables: Mapping[str, Table]) -> tuple[Table, int, int, int] | None:
    """The tab of the settings, the first row of the phases in it, the row behind, the column."""
    page, team = tables.get(SETTINGS_PAGE), tables.get("rs_team")
    statuses = tables.get("rs_statuses")
    if page is None or team is None or statuses is None:
        return None
    header = statuses.row - page.row
    end = len(page.rows) if statuses.row >= team.row else team.row - page.row - 1
    width = max((len(cells) for cells in page.rows), default=0)
    for column in range(width - 1, -1, -1):
        if shown(page.cell(header, column)) in HEADINGS["phase"].everywhere():
            return page, header + 1, end, column
    return None
