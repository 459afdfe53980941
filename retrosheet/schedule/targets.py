"""The days that draw a task whatever its neighbours do: imposed, its J-offset's, launch itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task

_DAY = dt.timedelta(days=1)


def imposed_on(task: Task) -> dt.date | None:
    """The date imposed on a task, exactly as typed; a deleted one keeps none."""
    return None if task.passed else task.imposed


def anchor_of(task: Task, launch: dt.date, calendar: Calendar) -> dt.date | None:
    """Where the J-offset falls; off a day off, towards launch's far side."""
    if task.offset is None or task.passed:
        return None
    day = launch + task.offset * _DAY
    if task.any_day:
        return day
    return calendar.on_or_before(day) if task.offset <= 0 else calendar.on_or_after(day)


def launch_for(task: Task, launch: dt.date, calendar: Calendar) -> dt.date:
    """Launch day as a task knows it that has nothing else to go by; off a day off, before it."""
    return launch if task.any_day else calendar.on_or_before(launch)
