"""How long before launch a campaign begins, and a launch day that leaves it that time."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.campaign import Options, plan
from retrosheet.schedule import compute
from retrosheet.schedule.feasibility import feasibility

if TYPE_CHECKING:
    from retrosheet.archetype.model import Archetype

# A lead time is compared between archetypes, so it is taken at one launch day for all: a Monday,
# with no public holiday, no closure and the blocks that the archetype has by default.
REFERENCE_LAUNCH = dt.date(2027, 3, 15)
_TUESDAY = 1
_ROOM = dt.timedelta(days=14)
_WEEK = dt.timedelta(days=7)
_MOST_WEEKS = 260


def lead_days(archetype: Archetype) -> int:
    """Calendar days from the first task's start to J, for the reference launch."""
    schedule = compute(plan(archetype, Options(REFERENCE_LAUNCH, yearly=False)))
    return max(0, (REFERENCE_LAUNCH - schedule.start).days)


def comfortable_launch(archetype: Archetype, options: Options, today: dt.date) -> dt.date:
    """The first Tuesday, worked, that leaves the campaign its lead time and two weeks more.

    ``options.launch`` does not count.
    """
    launch = today + dt.timedelta(days=lead_days(archetype)) + _ROOM
    launch += dt.timedelta(days=(_TUESDAY - launch.weekday()) % 7)
    for _ in range(_MOST_WEEKS):
        campaign = plan(archetype, replace(options, launch=launch))
        schedule = compute(campaign)
        ready = feasibility(campaign, schedule, today).feasible
        if ready and campaign.calendar.is_working(launch):
            break
        launch += _WEEK
    return launch
