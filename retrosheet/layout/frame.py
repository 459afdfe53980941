"""Where everything stands: the rows, columns and ranges that the tabs refer to in each other.

It is decided once, before any tab is laid out, so that no tab has to be laid out before another.
"""

from __future__ import annotations

from dataclasses import dataclass

from retrosheet.layout.days_off_places import DaysOffPlaces
from retrosheet.layout.plan.places import PlanPlaces
from retrosheet.layout.sync.places import SyncPlaces


@dataclass(frozen=True)
class Frame(PlanPlaces, DaysOffPlaces, SyncPlaces):
    """The geometry of one campaign's workbook. All rows and columns count from 0."""
