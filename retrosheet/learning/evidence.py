"""How long the work of one campaign really took, as far as it can be known.

The rules are those at the head of the package: days from the morning on which the work could
begin, to the actual end, both included.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.schedule.spans import first_boundary_after
from retrosheet.statuses import CANCELLED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.campaign import Task
    from retrosheet.schedule import ScheduledTask
    from retrosheet.sync.snapshot import Snapshot, TaskState

_FARTHEST = dt.timedelta(days=366)


class Observed(NamedTuple):
    """What the actual end of a task shows: its length, in the task's own days, or why none.

    ``believed`` is false where the actual end lies more than a year from the due date.
    """

    id: str
    days: int
    believed: bool = True


def is_period(task: Task) -> bool:
    """Whether a task is a span of the calendar around launch."""
    spans = task.kind == "task" and task.calendar_days and task.any_day
    return spans and task.offset is not None and not task.incompressible


def is_work(task: Task) -> bool:
    """Whether the length of a task is work: no meeting, milestone, period or follow-up."""
    chaser = task.placement == "soon" and not task.after_launch
    return (
        task.kind == "task" and not (task.split or is_period(task) or chaser) and task.duration > 0
    )


def observations(snapshot: Snapshot) -> Iterator[Observed]:
    """What each task with an actual end shows, in the order of the plan."""
    ends = {
        line.task.id: line.actual_end
        for line in snapshot.lines
        if line.actual_end is not None and line.status != CANCELLED
    }
    for line in snapshot.lines:
        end = ends.get(line.task.id)
        if end is None or not is_work(line.task):
            continue
        placed = snapshot.schedule.by_id[line.task.id]
        if abs(end - placed.due) > _FARTHEST:
            yield Observed(line.task.id, 0, believed=False)
            continue
        yield Observed(line.task.id, _days(snapshot, line, placed, end, ends))


def _days(
    snapshot: Snapshot,
    line: TaskState,
    placed: ScheduledTask,
    end: dt.date,
    ends: Mapping[str, dt.date | None],
) -> int:
    task = line.task
    ready = _ready(snapshot, task, ends)
    if ready is not None and ready > end:  # finished before what it needs: it did not wait for it
        ready = None
    if end > placed.work_end:
        begun = max(filter(None, (placed.steps.work_start, ready)))
        return _length(snapshot, task, begun, end)
    known = [need.id in ends for need in task.needs]
    if ready is None or not all(known):
        return task.duration
    return min(task.duration, _length(snapshot, task, ready, end))


def _ready(
    snapshot: Snapshot, task: Task, ends: Mapping[str, dt.date | None]
) -> dt.date | None:  # fmt: skip
    """The first day after the actual ends of what a task needs; None where none is known."""
    return max(
        (
            first_boundary_after(end, need.lag, snapshot.calendar, any_day=task.spans_calendar)
            for need in task.needs
            if (end := ends.get(need.id)) is not None
        ),
        default=None,
    )


def _length(snapshot: Snapshot, task: Task, begun: dt.date, end: dt.date) -> int:
    if task.spans_calendar:
        return max(1, (end - begun).days + 1)
    return max(1, snapshot.calendar.working_days(begun, end))
