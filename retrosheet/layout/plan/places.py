"""Where everything stands on the plan: its columns, its rows, and the Gantt behind them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.layout.outline import Outline
from retrosheet.layout.plan.columns import PLAN_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.workbook.refs import Area

_GROUP = 7
_MOST_DAY_COLUMNS = 98
_FEWEST_DAY_COLUMNS = 56
_GANTT_PIXELS = 686
"""More than half of what a window of 1366 pixels has for cells at the plan's zoom."""


@dataclass(frozen=True)
class PlanPlaces:
    """The geometry of the plan. All rows and columns count from 0."""

    outline: Outline

    start_row = 6
    """Hidden: the first day of each Gantt column; the last day, then the day-off flag, below."""
    mark_row = 9
    """Hidden: 1 over the Gantt column of today, 2 over that of launch day."""
    key_row = 10
    header_row = 11
    first_row = 12

    @property
    def sentinel_row(self) -> int:
        return self.first_row + len(self.outline.plan_lines)

    @cached_property
    def rows(self) -> Mapping[str, int]:
        """The row of each line, by its ID."""
        return {line.id: self.first_row + n for n, line in enumerate(self.outline.plan_lines)}

    @cached_property
    def order(self) -> Mapping[str, float]:
        """The numbers by which the plan is sorted back to its own order, by ID.

        Those of tasks are 1, 2, 3…, those of the spare lines behind one of them a little more.
        """
        order: dict[str, float] = {}
        tasks = spare = 0
        for line in self.outline.plan_lines:
            tasks, spare = (tasks + 1, 0) if line.placed else (tasks, spare + 1)
            order[line.id] = round(tasks + spare / 1000, 3)
        return order

    def column(self, key: str) -> int:
        return PLAN_COLUMNS.index(key)

    @property
    def gantt_column(self) -> int:
        return len(PLAN_COLUMNS)

    @cached_property
    def span(self) -> tuple[dt.date, dt.date]:
        """The Monday of the first week of the plan, and its last day."""
        first, last = self.outline.shown
        return first - dt.timedelta(days=first.weekday()), last

    @cached_property
    def day_columns(self) -> int:
        """How many Gantt columns show the whole plan; as many groups as the width has room for."""
        days = (self.span[1] - self.span[0]).days + 1
        step = -(-days // _MOST_DAY_COLUMNS)
        columns = max(_FEWEST_DAY_COLUMNS, -(-days // step))
        pixels = _GANTT_PIXELS // (-(-columns // _GROUP) * _GROUP)
        return _GANTT_PIXELS // pixels // _GROUP * _GROUP

    @property
    def day_pixels(self) -> int:
        """The width of a Gantt column on the screen."""
        return _GANTT_PIXELS // self.day_columns

    @property
    def group(self) -> int:
        """The Gantt columns under one label of the time axis."""
        return _GROUP

    @property
    def gantt_last_column(self) -> int:
        return self.gantt_column + self.day_columns - 1

    @property
    def days(self) -> Area:
        """The first day of each Gantt column."""
        row = self.start_row
        return self.outline.area("plan", row, self.gantt_column, row, self.gantt_last_column)

    def range(self, key: str) -> Area:
        """A plan column from the hidden key row to the sentinel row."""
        column = self.column(key)
        return self.outline.area("plan", self.key_row, column, self.sentinel_row, column)

    def typed_range(self, key: str) -> Area:
        """The column from which the engine reads what people type under ``key``.

        A task that is split shows what the engine makes of its parts where people type that of
        another. The engine may not read that cell again, so that there the hidden one beside it
        says nothing, and repeats what is typed on all other rows.
        """
        return self.range(f"typed_{key}" if self.outline.splits else key)

    @property
    def table(self) -> Area:
        return self.outline.area("plan", self.key_row, 0, self.sentinel_row, len(PLAN_COLUMNS) - 1)

    zoom = (3, 2)
    """The cell in which people choose the scale of the Gantt."""
    first_day = (4, 2)
    """The cell in which people may type the first day that the Gantt shows."""
