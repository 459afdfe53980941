"""The Settings tab as people have it: where its form and its lists stand, and what those say."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.layout.settings.lists import LISTS
from retrosheet.layout.settings.places import SettingsPlaces
from retrosheet.sync.cells import blank, listed, shown
from retrosheet.sync.readers import MEANT
from retrosheet.sync.settings_lists import phase_list
from retrosheet.sync.settings_tab import LONGEST_CLOSURE
from retrosheet.workbook.plan_tab import SETTINGS_PAGE
from retrosheet.workbook.tables import EMPTY

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from retrosheet.language import Lang
    from retrosheet.workbook.tables import Cell, Table


@dataclass(frozen=True)
class TheirSettings:
    """Where people have Settings, of the ``tables`` of their workbook with the lists in order.

    Rows and columns of the tab count from 0, lines of a list from the one below its headings.
    """

    tables: Mapping[str, Table]

    @property
    def page(self) -> Table | None:
        """The whole tab."""
        return self.tables.get(SETTINGS_PAGE)

    @cached_property
    def lists(self) -> Mapping[str, Table]:
        """The lists that the tab has, by their keys, each from its headings on."""
        named = {key: self.tables.get(f"rs_{key}") for key, one in LISTS.items() if one.named}
        found = {**named, "phases": phase_list(self.tables)}
        return {key: table for key, table in found.items() if table is not None}

    @cached_property
    def form(self) -> Mapping[str, Table]:
        """The cell of each entry of the form that the tab has."""
        return {
            key: table
            for key in SettingsPlaces.form
            if (table := self.tables.get(f"rs_{key}")) is not None
        }

    def column(self, key: str, column: int) -> int | None:
        """Where a column of a list stands on the tab, None for one that is gone."""
        table = self.lists.get(key)
        if table is None or (table.columns and table.columns[column] < 0):
            return None
        return table.across(column)

    def cell(self, key: str, index: int, column: int) -> Cell:
        """A cell of a list, counted from its headings, or below the list where that is shorter."""
        table, page = self.lists[key], self.page
        if index < table.height or page is None or page.title != table.title:
            return table.cell(index, column)
        there = self.column(key, column)
        if there is None:
            return EMPTY
        return page.cell(table.row + index - page.row, there - page.column)

    def used(self, key: str) -> int:
        """How many lines of a list are filled at most: the last one with something typed."""
        table = self.lists.get(key)
        return max(
            (row for row, cells in listed(table)
             if any(not blank(cells[at]) for at in LISTS[key].typed if at < len(cells))),
            default=0,
        )  # fmt: skip

    def members(self) -> Iterator[tuple[int, str]]:
        """The lines of the team that name a role or a person."""
        for row, cells in listed(self.lists.get("team")):
            if any(shown(cell) for cell in cells[:2]):
                yield row - 1, shown(cells[0])

    def days_off(self, lang: Lang, near: dt.date) -> Iterator[tuple[int, dt.date, str]]:
        """The lines of the holidays that hold a date, with that and what stands beside it."""
        for row, cells in listed(self.lists.get("holidays")):
            day = _day(cells[0], lang, near)
            if day:
                yield row - 1, day, shown(cells[1]) if len(cells) > 1 else ""

    def unread_days(self, lang: Lang, near: dt.date) -> list[list[Cell]]:
        """The lines of the holidays with something typed, but no date: what is typed in each."""
        read = {line + 1 for line, *_ in self.days_off(lang, near)}
        height = self.lists["holidays"].height if "holidays" in self.lists else 1
        lines = [
            [self.cell("holidays", index, column) for column in LISTS["holidays"].typed]
            for index in range(1, height)
            if index not in read
        ]
        return [cells for cells in lines if not all(map(blank, cells))]

    def closed(self, lang: Lang, near: dt.date) -> Iterator[tuple[int, dt.date, dt.date]]:
        """The lines of the closures that hold a span of days, with its first and last."""
        for row, cells in listed(self.lists.get("closures")):
            begin, *ends = (_day(cell, lang, near) for cell in cells[:2])
            end = next(filter(None, ends), begin)
            if begin and end and 0 <= (end - begin).days < LONGEST_CLOSURE:
                yield row - 1, begin, end

    def phases(self) -> Iterator[str]:
        """The titles of the phases that are listed."""
        for _, (cell,) in listed(self.lists.get("phases")):
            if title := shown(cell):
                yield title


def _day(cell: Cell, lang: Lang, near: dt.date) -> dt.date | None:
    return None if blank(cell) or cell.value is None else MEANT.day(cell.value, lang, near)
