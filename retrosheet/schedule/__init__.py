"""The schedule of a campaign: when each task starts and is due, its float, what drives launch."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.schedule.passes import place
from retrosheet.schedule.placed import AsOf, ScheduledTask

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from retrosheet.campaign import Campaign

__all__ = ["Schedule", "ScheduledTask", "compute", "of_placed"]


@dataclass(frozen=True)
class Schedule:
    """All tasks with their dates, in the order of the plan.

    ``base`` is the first boundary at which planned work begins.
    """

    tasks: tuple[ScheduledTask, ...]
    base: dt.date

    @cached_property
    def by_id(self) -> Mapping[str, ScheduledTask]:
        return {placed.task.id: placed for placed in self.tasks}

    @cached_property
    def start(self) -> dt.date:
        return min(placed.start for placed in self.tasks if not placed.task.passed)

    @cached_property
    def end(self) -> dt.date:
        return max(placed.due for placed in self.tasks if not placed.task.passed)

    def critical_path(self) -> tuple[ScheduledTask, ...]:
        """The chain that drives launch, from its first task to its last.

        It goes back from the last critical task along what drives each. Where several do, that with
        the least float is named, the later and longer one.
        """
        critical = [placed for placed in self.tasks if placed.critical]
        needed = {before.task.id for placed in critical for before in self._behind(placed)}
        candidates = [placed for placed in critical if placed.task.id not in needed]
        chain: list[ScheduledTask] = []
        while candidates:
            step = min(candidates, key=lambda p: (p.float, -p.due.toordinal(), -p.task.duration))
            chain.append(step)
            candidates = list(self._behind(step))
        return tuple(reversed(chain))

    def _behind(self, placed: ScheduledTask) -> Iterator[ScheduledTask]:
        """The critical tasks that drive one, also through one that is deleted."""
        for task_id in sorted(placed.driving.leaves | placed.driving.waits):
            before = self.by_id[task_id]
            if before.task.passed:
                yield from self._behind(before)
            elif before.critical:
                yield before


def compute(campaign: Campaign, today: dt.date | None = None) -> Schedule:
    """The schedule of a campaign's tasks, deleted ones included as pass-throughs.

    With ``today`` the floats count from that day on which nothing has begun, else from the day on
    which the plan begins.
    """
    as_of = AsOf(today) if today else None
    return of_placed(
        place(campaign.tasks, campaign.launch, campaign.calendar, campaign.start, as_of),
        campaign.launch,
    )


def of_placed(placed: tuple[ScheduledTask, ...], launch: dt.date) -> Schedule:
    """The schedule of tasks that are placed already."""
    alive = [p.steps.work_start for p in placed if not p.task.passed]
    return Schedule(placed, base=min(alive, default=launch))
