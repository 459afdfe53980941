"""Where everything stands on the engine's tab: single values on top, a row a line below them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.layout.engine.columns import (
    DIRECT_COLUMNS,
    FACTS,
    LIVE_COLUMNS,
    swept,
)
from retrosheet.layout.outline import Outline
from retrosheet.statuses import WORDS
from retrosheet.workbook.needs import SWEEPS, UNITS
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.settings.places import SettingsPlaces
    from retrosheet.workbook.refs import Area


@dataclass(frozen=True)
class EnginePlaces:
    """The geometry of the engine's tab. All rows and columns count from 0."""

    outline: Outline
    settings: SettingsPlaces

    first_row = 54
    """The first line; the header stands above it, the single values above that, from row 0."""

    scalars = (
        "launch",
        "weekend_text",
        "weekend",
        "today",
        "start",
        "begin",
        "least_float",
        "first_waiting",
        "missing",
        "soon_days",
        "plan_start",
        "plan_end",
        "zoom",
        "view_from",
        "origin",
        "step",
        "tick",
        "closed_days",
        "closed_room",
        "overall_weight",
        "overall_progress",
        "slip",
        "forecast",
        "spare",
        "version",
        "archetype",
        "lang",
        "locale",
        # what the sheet says of what it cannot use
        "wrong_days",
        "below_lists",
        "lost_rows",
        "below_plan",
        "in_gantt",
        "odd",
        "said_launch",
        "said_lists",
        "said_years",
        "said_room",
        "said_days",
        "said_below",
        "said_columns",
        "said_rows",
        "said_end",
        "said_gantt",
        "said_odd",
        "remarks",
        # the weekend as words say it
        "weekend_days",
        # whether the network is followed, and in how many sweeps every turn has come
        "network",
        *swept("ready", SWEEPS),
    )

    def scalar(self, key: str) -> str:
        """The absolute reference of a single value, for use on the engine's own tab."""
        return _of(key)

    def scalar_from(self, key: str) -> str:
        """The same for use on another tab."""
        return f"_engine!{self.scalar(key)}"

    @cached_property
    def columns(self) -> tuple[str, ...]:
        return LIVE_COLUMNS if self.outline.live else DIRECT_COLUMNS

    @cached_property
    def _engine_places(self) -> Mapping[str, int]:
        return {key: column for column, key in enumerate(self.columns)}

    def column(self, key: str) -> int:
        return self._engine_places[key]

    @property
    def last_row(self) -> int:
        return self.first_row + len(self.outline.engine_lines) - 1

    @property
    def core_last_row(self) -> int:
        return self.first_row + self.outline.task_count - 1

    @property
    def table(self) -> Area:
        """The engine's header and its lines, as far as the archetype says them, for readers."""
        last = len(FACTS) - 1
        return self.outline.area("engine", self.first_row - 1, 0, self.last_row, last)

    @property
    def values(self) -> Area:
        """The engine's single values, each behind its key."""
        return self.outline.area("engine", 0, 0, len(self.scalars) - 1, 1)

    @property
    def version_cell(self) -> Area:
        row = self.scalars.index("version")
        return self.outline.area("engine", row, 1, row, 1)

    def range(self, key: str) -> Area:
        column = self.column(key)
        return self.outline.area("engine", self.first_row, column, self.last_row, column)

    def core(self, key: str) -> Area:
        """An engine column over the tasks alone, without the spare lines that refer to it."""
        return self.range(key)._replace(last_row=self.core_last_row)

    # behind a gap: days off, then words, then what charts draw

    @property
    def closure_column(self) -> int:
        """Engine: of each closure first day, length, days before and if it is wrong, in a row."""
        return len(self.columns) + 1

    @property
    def days_off_column(self) -> int:
        return self.closure_column + 5

    @property
    def other_words(self) -> Area:
        """Engine: all status words that count, with their codes."""
        first, column = self.first_row, self.days_off_column + 2
        return self.outline.area("engine", first, column, first + len(WORDS) - 1, column + 1)

    @property
    def lag_words(self) -> Area:
        """Engine: the words that a lag may be counted in, and what each is worth."""
        first, column = self.other_words.last_row + 3, self.other_words.first_column
        return self.outline.area("engine", first, column, first + len(UNITS) - 1, column + 1)

    # the lists that Settings has, with more room

    @cached_property
    def closure_slots(self) -> int:
        return self.settings.closure_rows + 6

    @cached_property
    def holiday_slots(self) -> int:
        return self.settings.holiday_rows + 15

    @cached_property
    def closed_day_slots(self) -> int:
        closed = sum(len(closure.days()) for closure in self.outline.campaign.closures)
        return max(420, closed + 200)

    @property
    def people(self) -> Area:
        """Engine: each name of the team once, as ``owners.spelled`` writes it, and to count by."""
        column, first = self.other_words.last_column + 2, self.first_row
        return self.outline.area(
            "engine", first, column, first + self.settings.team_rows - 1, column + 2
        )

    @property
    def closure_wrongs(self) -> Area:
        """Engine: 1 for each closure that cannot be meant, behind what it keeps of each."""
        first, column = self.first_row, self.closure_column + 3
        return self.outline.area("engine", first, column, first + self.closure_slots - 1, column)

    @property
    def days_off(self) -> Area:
        last = self.first_row + self.holiday_slots + self.closed_day_slots - 1
        column = self.days_off_column
        return self.outline.area("engine", self.first_row, column, last, column)


def _of(key: str) -> str:
    return cell_ref(EnginePlaces.scalars.index(key), 1, row_abs=True, col_abs=True)


LAUNCH = _of("launch")
WEEKEND = _of("weekend")
"""Two single values as every formula of the engine's own tab refers to them."""
