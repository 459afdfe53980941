"""Where everything stands: the rows, columns and ranges that the tabs refer to in each other.

It is decided once, before any tab is laid out, so that no tab has to be laid out before another.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from retrosheet.layout.engine.places import EnginePlaces
from retrosheet.layout.outline import Outline
from retrosheet.layout.plan.places import PlanPlaces
from retrosheet.layout.settings.places import SettingsPlaces
from retrosheet.layout.sync.places import SyncPlaces


@dataclass(frozen=True)
class Frame(Outline):
    """The geometry of one campaign's workbook, a part a tab. Rows and columns count from 0."""

    @cached_property
    def plan(self) -> PlanPlaces:
        return PlanPlaces(self)

    @cached_property
    def engine(self) -> EnginePlaces:
        return EnginePlaces(self, self.settings)

    @cached_property
    def settings(self) -> SettingsPlaces:
        return SettingsPlaces(self)

    @cached_property
    def sync(self) -> SyncPlaces:
        return SyncPlaces(self)
