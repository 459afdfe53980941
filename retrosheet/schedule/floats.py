"""The earliest pass, how soon each task could be done, and the float between that and the plan.

In the earliest pass all work goes on at once. Margins count: whoever follows waits for the due
date. Of work that has begun, what is left goes on today; what is done is where it ended, and leaves
no margin to wait for.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.schedule.critical import driving_of
from retrosheet.schedule.placed import UNTOUCHED, Earliest, ScheduledTask, days_left
from retrosheet.schedule.spans import evening_after, imposed_on, span_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task
    from retrosheet.schedule.placed import AsOf, Standing, Steps

_DAY = dt.timedelta(days=1)


def as_early_as_possible(
    ordered: Sequence[Task],
    steps: Mapping[str, Steps],
    base: dt.date,
    calendar: Calendar,
    as_of: AsOf | None,
) -> dict[str, Earliest]:
    """Each task when work before launch goes on at ``base``; the others where they are placed.

    ``ordered`` has each task behind all that it needs. Without ``as_of`` nothing has begun.
    """
    found: dict[str, Earliest] = {}
    for task in ordered:
        if task.placement == "late":
            found[task.id] = _earliest(task, found, steps[task.id], base, calendar, as_of)
        else:
            own = steps[task.id]
            bound = own.bound or own.work_start
            found[task.id] = Earliest(bound, bound, own.work_end, own.due)
    return found


def _earliest(
    task: Task,
    found: Mapping[str, Earliest],
    planned: Steps,
    base: dt.date,
    calendar: Calendar,
    as_of: AsOf | None,
) -> Earliest:
    standing = as_of.of(task) if as_of else UNTOUCHED
    begun = standing.begun and as_of is not None
    bound = as_of.today if as_of and begun else first_morning(
        task, {need.id: found[need.id].finish for need in task.needs}, base, calendar
    )  # fmt: skip
    span = span_of(task)._replace(duration=days_left(task, standing))
    start = calendar.on_or_after(bound) if span.duration and not task.spans_calendar else bound
    imposed = imposed_on(task)
    if imposed is not None and planned.latest_bound and imposed > planned.latest_bound:
        # work that is held back by its own date cannot begin sooner, however much time there is
        start = max(start, planned.work_start)
    if as_of and standing.done:
        end = ended_on(standing, planned, as_of.today)
        return Earliest(bound, start, end, end)
    work_end = standing.expected or span.end_from(start, calendar)
    finish = span.due_after(work_end, calendar)
    return Earliest(bound, start, work_end, max(finish, imposed or finish))


def first_morning(
    task: Task, ends: Mapping[str, dt.date], begin: dt.date, calendar: Calendar
) -> dt.date:
    """The morning from which on a task waits neither for what it needs nor for ``begin``.

    A deleted task passes on what it waited for, and waits for nothing itself.
    """
    evenings = [evening_after(ends[need.id], need.lag, calendar) for need in task.needs]
    if not (evenings and task.passed):
        evenings.append(begin - _DAY)
    return max(evenings) + _DAY


def ended_on(standing: Standing, planned: Steps, today: dt.date) -> dt.date:
    """When a task was done: the day that somebody typed, else as planned, but not after today."""
    return standing.ended or min(planned.work_end, today)


def with_floats(
    tasks: Sequence[Task],
    ordered: Sequence[Task],
    steps: Mapping[str, Steps],
    earliest: Mapping[str, Earliest],
    calendar: Calendar,
    as_of: AsOf | None,
) -> tuple[ScheduledTask, ...]:
    """Every task where it lies, in the order of ``tasks``; ``ordered`` is that of the passes.

    Float is what lies between the earliest and the latest start, of work that has begun between
    the earliest and the latest end; of what is done nothing is left.
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
    driving = driving_of(ordered, steps, earliest, floats, calendar, as_of)
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
            driving=driving[task.id],
        )
        for task in tasks
    )
