"""Where the engine keeps what Settings lists: days off, a slot for each and more, and people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.layout.engine.places import EnginePlaces
from retrosheet.layout.settings.places import SettingsPlaces

if TYPE_CHECKING:
    from retrosheet.workbook.refs import Area


@dataclass(frozen=True)
class DaysOffPlaces(EnginePlaces, SettingsPlaces):
    """The slots of the engine's lists, as many as those of Settings call for."""

    @cached_property
    def closure_slots(self) -> int:
        return self.closure_rows + 6

    @cached_property
    def holiday_slots(self) -> int:
        return self.holiday_rows + 15

    @cached_property
    def closed_day_slots(self) -> int:
        closed = sum(len(closure.days()) for closure in self.campaign.closures)
        return max(420, closed + 200)

    @property
    def engine_people(self) -> Area:
        """Engine: each name of the team once, as ``owners.spelled`` writes it, and to count by."""
        column, first = self.other_words.last_column + 2, self.engine_first_row
        return self.area("engine", first, column, first + self.team_rows - 1, column + 2)

    @property
    def closure_wrongs(self) -> Area:
        """Engine: 1 for each closure that cannot be meant, behind what it keeps of each."""
        first, column = self.engine_first_row, self.closure_column + 3
        return self.area("engine", first, column, first + self.closure_slots - 1, column)

    @property
    def days_off(self) -> Area:
        last = self.engine_first_row + self.holiday_slots + self.closed_day_slots - 1
        column = self.days_off_column
        return self.area("engine", self.engine_first_row, column, last, column)
