"""The float of every task, and which tasks are critical: those that leave launch the least."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.schedule.placed import Placed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task
    from retrosheet.schedule.placed import Earliest, Steps


def with_floats(
    tasks: Sequence[Task],
    steps: Mapping[str, Steps],
    earliest: Mapping[str, Earliest],
    calendar: Calendar,
) -> tuple[Placed, ...]:
    """Every task where it lies, in the order given.

    Float is what lies between the earliest and the latest start. The smallest among the tasks that
    launch waits for makes a task critical.
    """
    floats = {
        task.id: calendar.distance(earliest[task.id].start, steps[task.id].latest) for task in tasks
    }
    driving = {task.id for task in tasks if task.drives_launch and not task.deleted}
    least = min((floats[task_id] for task_id in driving), default=None)
    return tuple(
        Placed(
            task,
            own := steps[task.id],
            earliest[task.id],
            start=own.work_end if task.deleted or task.duration == 0 else own.work_start,
            float=floats[task.id],
            critical=task.id in driving and floats[task.id] == least,
        )
        for task in tasks
    )
