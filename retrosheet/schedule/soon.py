"""The pass on from launch: each task on the date it is drawn to, or as soon as its needs allow."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.schedule.lags import first_boundary_after
from retrosheet.schedule.placed import Steps
from retrosheet.schedule.spans import Work, span_of
from retrosheet.schedule.targets import anchor_of, imposed_on, launch_for

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task

_DAY = dt.timedelta(days=1)


def as_soon_as_possible(
    task: Task, steps: Mapping[str, Steps], launch: dt.date, calendar: Calendar
) -> Steps:
    """A task of which all that it needs has its ``steps`` already."""
    imposed = imposed_on(task)
    anchor = anchor_of(task, launch, calendar)
    bound = _bound(task, steps, launch, calendar, anchored=anchor is not None)
    aim = imposed or anchor
    if aim is None and bound is None:
        aim = launch_for(task, launch, calendar)
    aimed = span_of(task).back_from(aim, calendar) if aim else None
    missed = aimed is not None and bound is not None and aimed.start < bound
    if aimed is None or (missed and imposed is None):
        assert bound is not None
        work = _begun_at(bound, task, steps, calendar)
    else:
        work = aimed
    aim_end, aim_start = (aimed.end, aimed.start) if aimed else (None, None)
    return Steps(
        anchor,
        bound,
        *work,
        latest=work.start,
        conflict=missed and imposed is not None,
        aim=aim,
        aim_end=aim_end,
        aim_start=aim_start,
        pinned=work is aimed,
    )


def _bound(
    task: Task, steps: Mapping[str, Steps], launch: dt.date, calendar: Calendar, *, anchored: bool
) -> dt.date | None:
    """The first boundary behind all that a task needs, and behind launch where it belongs there."""
    any_day = task.spans_calendar
    bounds = [
        first_boundary_after(steps[need.id].due, need.lag, calendar, any_day=any_day)
        for need in task.needs
    ]
    if task.after_launch and not anchored:
        bounds.append(launch + _DAY if any_day else calendar.working_day(launch, 1))
    return max(bounds, default=None)


def _begun_at(bound: dt.date, task: Task, steps: Mapping[str, Steps], calendar: Calendar) -> Work:
    """The work that begins at ``bound``; one of no length is not due before what it needs."""
    span = span_of(task)
    if span.duration:
        end = span.end_from(bound, calendar)
    else:
        end = bound - _DAY if task.any_day else calendar.working_day(bound, -1)
        if any(steps[need.id].due > end for need in task.needs):
            end = bound
    return Work(span.due_after(end, calendar), end, bound)
