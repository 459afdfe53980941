"""The earliest pass: how soon each task could be done if all work began at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.schedule.lags import first_boundary_after
from retrosheet.schedule.placed import Earliest
from retrosheet.schedule.spans import span_of
from retrosheet.schedule.targets import imposed_on

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task
    from retrosheet.schedule.placed import Steps


def as_early_as_possible(
    ordered: Sequence[Task], steps: Mapping[str, Steps], base: dt.date, calendar: Calendar
) -> dict[str, Earliest]:
    """Each task when work before launch begins at ``base``; the others where they are placed.

    ``ordered`` has each task behind all that it needs.
    """
    found: dict[str, Earliest] = {}
    for task in ordered:
        if task.placement == "late":
            found[task.id] = _earliest(task, found, base, calendar)
        else:
            own = steps[task.id]
            bound = own.bound or own.work_start
            found[task.id] = Earliest(bound, bound, own.work_end, own.due)
    return found


def _earliest(
    task: Task, found: Mapping[str, Earliest], base: dt.date, calendar: Calendar
) -> Earliest:
    any_day = task.spans_calendar
    bounds = [
        first_boundary_after(found[need.id].finish, need.lag, calendar, any_day=any_day)
        for need in task.needs
    ]
    bound = max([base, *bounds])
    span = span_of(task)
    start = calendar.on_or_after(bound) if span.duration and not any_day else bound
    work_end = span.end_from(start, calendar)
    finish = span.due_after(work_end, calendar)
    return Earliest(bound, start, work_end, max(finish, imposed_on(task) or finish))
