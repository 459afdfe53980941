"""Is there still time for a plan of which nothing has begun? What is missing, what could give.

``missing`` compares the plan with the day on which work can begin; the verdict (``verdict``) says
whether launch holds all the same, because targets (J-offsets) may slip while launch stays.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.schedule import compute
from retrosheet.schedule.placed import AsOf
from retrosheet.schedule.verdict import Outlook

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.campaign import Campaign
    from retrosheet.schedule import Schedule

_SQUEEZED_AT_MOST = 3


class Squeeze(NamedTuple):
    """A task that could be shortened by this many working days, and still have half its time."""

    id: str
    days: int


@dataclass(frozen=True)
class Feasibility:
    """Whether the plan can be followed from the day on which work can begin.

    ``missing`` working days: how long ago the plan should have begun (0: there is time).
    ``slack`` working days: the days to spare of the verdict; negative when J cannot hold.
    ``squeeze``: up to three tasks to shorten, longest first. ``conflicts``: the ids of the imposed
    dates that the rest of the plan cannot keep up with.
    """

    missing: int
    slack: int
    squeeze: tuple[Squeeze, ...]
    conflicts: tuple[str, ...] = ()

    @property
    def feasible(self) -> bool:
        """Whether the plan can be followed as it stands."""
        return self.missing == 0 and self.holds and not self.conflicts

    @property
    def holds(self) -> bool:
        """Whether J can hold, by hurrying and by letting targets slip if need be."""
        return self.slack >= 0


def outlook_of(campaign: Campaign, today: dt.date) -> Outlook:
    """The forecast of a campaign of which nothing has begun, as of ``today``."""
    schedule = compute(campaign, today)
    return Outlook(schedule, campaign.launch, campaign.start, campaign.calendar, AsOf(today))


def feasibility(campaign: Campaign, schedule: Schedule, today: dt.date) -> Feasibility:
    """Judges a campaign of which nothing has begun, as of ``today``."""
    begin = max(today, campaign.start or today)
    outlook = outlook_of(campaign, today)
    missing = max(0, campaign.calendar.distance(schedule.base, begin))
    slack = outlook.spare or 0
    conflicts = tuple(placed.task.id for placed in outlook.schedule.tasks if placed.conflict)
    if not missing and slack >= 0:
        return Feasibility(0, slack, (), conflicts)
    # days saved on one chain add up; on tasks side by side they would not
    chain = outlook.schedule.critical_path()
    tightest = sorted(
        (
            placed
            for placed in chain
            if not placed.task.incompressible
            and not placed.task.spans_calendar
            and placed.task.duration > 1
        ),
        key=lambda placed: (-placed.task.duration, placed.start),
    )
    squeeze: list[Squeeze] = []
    left = max(missing, -slack)
    for placed in tightest[:_SQUEEZED_AT_MOST]:
        days = min(left, placed.task.duration // 2)
        if days:
            squeeze.append(Squeeze(placed.task.id, days))
            left -= days
    return Feasibility(missing, slack, tuple(squeeze), conflicts)
