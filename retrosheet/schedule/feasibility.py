"""Is there still time? What is missing, what slack is left, and what could be shortened.

``missing`` compares the plan with the day on which work can begin; ``slack`` says whether launch
holds all the same, because targets (J-offsets) may slip while launch stays.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.schedule.passes import place

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
    ``slack`` working days: what is left between the earliest possible launch and J; negative when
    J cannot hold. ``squeeze``: up to three tasks to shorten, longest first.
    """

    missing: int
    slack: int
    squeeze: tuple[Squeeze, ...]

    @property
    def feasible(self) -> bool:
        return self.missing == 0


def feasibility(campaign: Campaign, schedule: Schedule, today: dt.date) -> Feasibility:
    """Judges a campaign of which nothing has begun, as of ``today``."""
    begin = max(today, campaign.start or today)
    calendar = campaign.calendar
    missing = max(0, calendar.distance(schedule.base, begin))
    replayed = place(campaign.tasks, campaign.launch, calendar, begin)
    driving = [placed for placed in replayed if placed.task.drives_launch]
    slack = min((placed.float for placed in driving), default=0)
    if not missing:
        return Feasibility(0, slack, ())
    # days saved on one chain add up; on tasks side by side they would not
    chain = replace(schedule, tasks=replayed, base=begin).critical_path()
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
    left = missing
    for placed in tightest[:_SQUEEZED_AT_MOST]:
        days = min(left, placed.task.duration // 2)
        if days:
            squeeze.append(Squeeze(placed.task.id, days))
            left -= days
    return Feasibility(missing, slack, tuple(squeeze))
