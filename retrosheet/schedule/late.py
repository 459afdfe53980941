"""The pass back from launch: each task as late as those that wait for it allow."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.schedule.lags import last_day_before
from retrosheet.schedule.placed import Steps
from retrosheet.schedule.spans import span_of
from retrosheet.schedule.targets import anchor_of, imposed_on, launch_for

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from retrosheet.archetype.terms import Duration
    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task


def as_late_as_possible(
    task: Task,
    followers: Sequence[tuple[Task, Duration]],
    steps: Mapping[str, Steps],
    launch: dt.date,
    calendar: Calendar,
) -> Steps:
    """A task behind which all its followers, with their lags, have their ``steps`` already."""
    imposed = imposed_on(task)
    anchor = anchor_of(task, launch, calendar)
    if followers:
        any_day = task.any_day
        bound = min(
            last_day_before(steps[f.id].work_start, lag, calendar, any_day=any_day)
            for f, lag in followers
        )
        # only work that lasts calendar days must itself end on a working day
        rounded = task.calendar_days and not any_day
        last = min(
            last_day_before(steps[f.id].latest, lag, calendar, any_day=not rounded)
            for f, lag in followers
        )
        due = min(anchor, bound) if anchor else bound
        conflict = imposed is not None and imposed > bound
    else:
        bound = launch_for(task, launch, calendar)
        due = anchor or bound
        last = max(bound, due)
        expected = anchor is not None or task.drives_launch
        conflict = imposed is not None and expected and imposed > due
    span = span_of(task)
    work = span.back_from(imposed or due, calendar)
    latest = span.back_from(min(imposed or last, last), calendar)
    return Steps(
        anchor,
        bound,
        *work,
        latest=latest.start,
        conflict=conflict,
        latest_bound=last,
        latest_end=latest.end,
    )
