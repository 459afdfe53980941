"""The float of every task, and which tasks are critical: those that leave launch the least."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.schedule.placed import ScheduledTask
from retrosheet.schedule.standing import UNTOUCHED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task
    from retrosheet.schedule.placed import Earliest, Steps
    from retrosheet.schedule.standing import AsOf

_DAY = dt.timedelta(days=1)


def with_floats(
    tasks: Sequence[Task],
    steps: Mapping[str, Steps],
    earliest: Mapping[str, Earliest],
    calendar: Calendar,
    as_of: AsOf | None,
) -> tuple[ScheduledTask, ...]:
    """Every task where it lies, in the order given.

    Float is what lies between the earliest and the latest start, of work that has begun between
    the earliest and the latest end; of what is done nothing is left. The smallest among the tasks
    that launch still waits for makes a task critical.
    """

    def float_of(task: Task) -> int:
        standing = as_of.of(task) if as_of else UNTOUCHED
        early, own = earliest[task.id], steps[task.id]
        if standing.done:
            return 0
        if standing.begun and own.latest_end is not None:
            return calendar.distance(early.work_end + _DAY, own.latest_end + _DAY)
        return calendar.distance(early.start, own.latest)

    floats = {task.id: float_of(task) for task in tasks}
    driving = {
        task.id
        for task in tasks
        if task.drives_launch and not task.passed and not (as_of and as_of.of(task).done)
    }
    least = min((floats[task_id] for task_id in driving), default=None)
    starts = {
        task.id: steps[task.id].work_end if task.duration == 0 else steps[task.id].work_start
        for task in tasks
        if not task.passed
    }

    def start_of(task: Task) -> dt.date:
        if task.id in starts:
            return starts[task.id]
        begun = [starts[need.id] for need in task.needs if task.split and need.id in starts]
        return min(begun, default=steps[task.id].work_end)

    return tuple(
        ScheduledTask(
            task,
            steps[task.id],
            earliest[task.id],
            start=start_of(task),
            float=floats[task.id],
            critical=task.id in driving and floats[task.id] == least,
        )
        for task in tasks
    )
