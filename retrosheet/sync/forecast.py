"""Whose delay it is and what it does: where each begins, what it moves, what that costs launch.

How the plan will go, and the verdict on launch, come from ``schedule.verdict``.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.schedule.spans import evening_after

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.archetype.terms import Need
    from retrosheet.campaign import Task
    from retrosheet.schedule.verdict import Outlook

_DAY = dt.timedelta(days=1)


class Effect(NamedTuple):
    """What one delay does by itself: the tasks that it moves, and launch's slip in working days.

    ``left`` is how many more working days it may take before it endangers launch, an imposed date
    or a J-offset; None when nothing of that depends on it.
    """

    moves: tuple[str, ...]
    slip: int
    left: int | None


@dataclass(frozen=True, eq=False, repr=False)
class Forecast:
    """The delays of a plan, one by one."""

    outlook: Outlook

    def cause_of(self, task_id: str) -> str:
        """The task at which the delay of this one begins; "" where it begins with itself."""
        found = self._causes[task_id]
        return found if found != task_id and not self._task(found).passed else ""

    @cached_property
    def _causes(self) -> Mapping[str, str]:
        causes: dict[str, str] = {}
        for task in self.outlook.order:
            pusher = self._pusher(task)
            causes[task.id] = causes[pusher] if pusher else task.id
        return causes

    def _pusher(self, task: Task) -> str:
        """The unfinished task that keeps this one from beginning as planned; "" for none."""
        outlook = self.outlook
        if outlook.as_of.of(task).begun:
            return ""
        planned = outlook.schedule.by_id[task.id].steps.work_start
        found, latest = "", max(planned, outlook.as_of.begin(outlook.start))
        for need in task.needs:
            if outlook.as_of.of(self._task(need.id)).done:
                continue
            morning = self._evening(need, outlook.ends) + _DAY
            if morning > latest:
                found, latest = need.id, morning
        return found

    def _evening(self, need: Need, ends: Mapping[str, dt.date]) -> dt.date:
        """The evening until which a task waits for one of those that it needs."""
        return evening_after(ends[need.id], need.lag, self.outlook.calendar)

    def _task(self, task_id: str) -> Task:
        return self.outlook.schedule.by_id[task_id].task

    def effect_of(self, task_id: str) -> Effect:
        """What happens if this task ends as forecast and all others keep to their plan."""
        outlook = self.outlook
        ends = {task_id: outlook.ends[task_id]}
        moves: list[str] = []
        # in the order of the needs, so that each task is looked at once, when all is known
        queue = self._places_behind(task_id)
        queued = set(queue)
        while queue:
            task = outlook.order[heappop(queue)]
            moved = self._pushed(task, ends)
            if moved is None:
                continue
            ends[task.id] = moved
            if not task.passed:
                moves.append(task.id)
            for place in self._places_behind(task.id):
                if place not in queued:
                    queued.add(place)
                    heappush(queue, place)
        return Effect(tuple(moves), outlook.slip_of(ends), outlook.left(task_id))

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {task.id: place for place, task in enumerate(self.outlook.order)}

    def _places_behind(self, task_id: str) -> list[int]:
        followers = self.outlook.followers.get(task_id, ())
        return sorted({self._place[task.id] for task, _ in followers})

    def _pushed(self, task: Task, ends: Mapping[str, dt.date]) -> dt.date | None:
        """The new end of a task whose needs end at ``ends``; None when it keeps to its plan."""
        outlook = self.outlook
        if outlook.as_of.of(task).begun:
            return None
        planned = outlook.schedule.by_id[task.id]
        evenings = [self._evening(need, ends) for need in task.needs if need.id in ends]
        morning = max(evenings) + _DAY
        if morning <= planned.steps.work_start:
            return None
        end = outlook.worked(task, morning)
        return end if end > planned.work_end else None
