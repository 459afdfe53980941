"""Where the engine keeps the days off: a slot for each that Settings has room for, and more."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.layout.engine_places import EnginePlaces
from retrosheet.layout.settings_places import SettingsPlaces

if TYPE_CHECKING:
    from retrosheet.workbook.refs import Area


@dataclass(frozen=True)
class DaysOffPlaces(EnginePlaces, SettingsPlaces):
    """The slots of the engine's days off, as many as the lists of Settings call for."""

    @cached_property
    def closure_slots(self) -> int:
        return self.closure_rows + 6

    @cached_property
    def holiday_slots(self) -> int:
        return self.holiday_rows + 15

    @cached_property
    def closed_day_slots(self) -> int:
        closed = sum(len(closure.days()) for closure in self.campaign.closures)
        return max(120, closed + 90)

    @property
    def days_off(self) -> Area:
        last = self.engine_first_row + self.holiday_slots + self.closed_day_slots - 1
        column = self.days_off_column
        return self.area("engine", self.engine_first_row, column, last, column)
