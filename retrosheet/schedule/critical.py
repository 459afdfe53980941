"""The critical path: the tasks that launch has the least room for, and the way from start to launch
on which they lie.

Floats along one way differ: between two tasks a weekend, a holiday, a span of calendar days take up
a day or two. So the least float alone names an odd end of the way. From the tasks that have it the
way is followed along what *drives* it: back, in the earliest pass, to the needs for which each
waits longest; on, in the latest pass, to the followers that leave each the least, until launch or
an imposed date says by when. Project programs call this the longest path.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.schedule.placed import UNTOUCHED, Driving
from retrosheet.schedule.spans import evening_after, imposed_on, last_day_before

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.archetype.terms import Need
    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task
    from retrosheet.schedule.placed import AsOf, Earliest, Standing, Steps

_DAY = dt.timedelta(days=1)


def driving_of(
    ordered: Sequence[Task],
    steps: Mapping[str, Steps],
    earliest: Mapping[str, Earliest],
    floats: Mapping[str, int],
    calendar: Calendar,
    as_of: AsOf | None,
) -> dict[str, Driving]:
    """By id, how each task stands to the critical path; ``ordered`` has it behind all its needs."""
    return _Ways(ordered, steps, earliest, floats, calendar, as_of).followed()


class _Ways:
    def __init__(
        self, ordered: Sequence[Task], steps: Mapping[str, Steps],
        earliest: Mapping[str, Earliest], floats: Mapping[str, int], calendar: Calendar,
        as_of: AsOf | None,
    ) -> None:  # fmt: skip
        self.ordered, self.steps, self.earliest = ordered, steps, earliest
        self.calendar, self.as_of = calendar, as_of
        self.by_id = {task.id: task for task in ordered}
        waited_for = {t.id: floats[t.id] for t in ordered if t.drives_launch and not self.over(t)}
        least = min(waited_for.values(), default=None)
        self.tightest = {task_id for task_id, room in waited_for.items() if room == least}

    def standing(self, task: Task) -> Standing:
        return self.as_of.of(task) if self.as_of else UNTOUCHED

    def over(self, task: Task) -> bool:
        return task.passed or self.standing(task).done

    def followed(self) -> dict[str, Driving]:
        onward: set[str] = set()
        leaves: dict[str, frozenset[str]] = {}
        for task in self.ordered:
            waited_for = task.drives_launch and not self.standing(task).done
            leaves[task.id] = frozenset(
                need.id
                for need in task.needs
                if waited_for and need.id in onward and self.leaves_least(task, need)
            )
            if task.id in self.tightest or leaves[task.id]:
                onward.add(task.id)
        awaited: set[str] = set()
        waits: dict[str, frozenset[str]] = {}
        pulls: set[str] = set()
        for task in reversed(self.ordered):
            waits[task.id] = frozenset()
            if self.pulls(task, awaited=task.id in awaited):
                pulls.add(task.id)
                waits[task.id] = frozenset(
                    need.id for need in task.needs if self.waits_longest(task, need)
                )
                awaited |= waits[task.id]
        return {
            task.id: Driving(
                onward=task.id in onward,
                goes_on=self.goes_on(task),
                awaited=task.id in awaited,
                pulls=task.id in pulls,
                critical=task.drives_launch
                and not self.over(task)
                and (task.id in onward or task.id in awaited),
                leaves=leaves[task.id],
                waits=waits[task.id],
            )
            for task in self.ordered
        }

    def goes_on(self, task: Task) -> bool:
        """Whether followers, and no imposed date, say by when a task must be done."""
        bound, imposed = self.steps[task.id].latest_bound, imposed_on(task)
        return bound is not None and (imposed is None or imposed >= bound)

    def leaves_least(self, task: Task, need: Need) -> bool:
        """Whether, for launch to hold, no other follower leaves ``need`` less than ``task``."""
        needed = self.by_id[need.id]
        if task.placement != "late" or not self.goes_on(needed):
            return False
        latest, any_day = self.steps[task.id].latest, needed.latest_on_any_day
        left = last_day_before(latest, need.lag, self.calendar, any_day=any_day)
        return left == self.steps[need.id].latest_bound

    def pulls(self, task: Task, *, awaited: bool) -> bool:
        """Whether what a task waits for lies on the way as well."""
        if task.placement != "late" or self.standing(task).begun:
            return False
        if task.id in self.tightest:
            return True
        # what ends on an imposed date whenever it begins keeps nobody waiting
        imposed = imposed_on(task)
        return awaited and (imposed is None or self.earliest[task.id].finish > imposed)

    def waits_longest(self, task: Task, need: Need) -> bool:
        """Whether in the earliest pass nothing keeps ``task`` longer than ``need``."""
        evening = evening_after(self.earliest[need.id].finish, need.lag, self.calendar)
        return evening + _DAY == self.earliest[task.id].bound
