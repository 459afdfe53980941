"""The earliest pass: how soon each task could be done if all work went on at once.

Margins count: whoever follows waits for the due date. Of work that has begun, what is left goes on
today; what is done is where it ended, and leaves no margin to wait for.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.schedule.lags import evening_after
from retrosheet.schedule.placed import Earliest
from retrosheet.schedule.spans import span_of
from retrosheet.schedule.standing import UNTOUCHED, days_left
from retrosheet.schedule.targets import imposed_on

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task
    from retrosheet.schedule.placed import Steps
    from retrosheet.schedule.standing import AsOf, Standing

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
