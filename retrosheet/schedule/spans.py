"""A task on the calendar: its length and margin, the lags to its neighbours, the days that draw it.

What is reckoned back has its inverse that reckons on. ``evening_after`` and ``last_evening_before``
are each other's: a task may be due on an evening if, and only if, what needs it may begin at the
boundary. They do not round to working days, so that a milestone between two tasks costs no time.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from retrosheet.archetype.terms import Duration
    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task

_DAY = dt.timedelta(days=1)


class Work(NamedTuple):
    """A due date, the last day of work a margin before it, and the boundary where work begins."""

    due: dt.date
    end: dt.date
    start: dt.date


class Span(NamedTuple):
    """A task's length, as the passes use it."""

    duration: int
    margin: int
    calendar_days: bool

    def back_from(self, due: dt.date, calendar: Calendar) -> Work:
        """The work that is due on that day."""
        # from the evening of the due date: where that is a day off, a margin is whole all the same
        end = calendar.working_day(due + _DAY, -(self.margin + 1)) if self.margin else due
        if self.duration == 0:
            start = end + _DAY
        elif self.calendar_days:
            start = end - (self.duration - 1) * _DAY
        else:
            start = calendar.working_day(end + _DAY, -self.duration)
        return Work(due, end, start)

    def end_from(self, start: dt.date, calendar: Calendar) -> dt.date:
        """The last day of the work; the evening before ``start`` for a task of no length."""
        if self.duration == 0:
            return start - _DAY
        if self.calendar_days:
            return start + (self.duration - 1) * _DAY
        return calendar.working_day(start - _DAY, self.duration)

    def due_after(self, end: dt.date, calendar: Calendar) -> dt.date:
        """The due date of work that ends on that day: a margin later."""
        return calendar.working_day(end, self.margin) if self.margin else end


def span_of(task: Task) -> Span:
    """The span of a task; nothing is left of a deleted one."""
    if task.passed:
        return Span(0, 0, task.spans_calendar)
    return Span(task.duration, task.margin, task.spans_calendar)


def last_day_before(
    boundary: dt.date, lag: Duration, calendar: Calendar, *, any_day: bool
) -> dt.date:
    """The last day on which a task may be due whose follower begins at ``boundary``."""
    amount, unit = lag
    if unit == "cd" or amount == 0:
        boundary -= amount * _DAY
        return boundary - _DAY if any_day else calendar.working_day(boundary, -1)
    if any_day:
        return calendar.working_day(boundary, -amount) - _DAY
    return calendar.working_day(boundary, -(amount + 1))


def first_boundary_after(
    due: dt.date, lag: Duration, calendar: Calendar, *, any_day: bool
) -> dt.date:
    """The first boundary at which a task may begin that needs one finished on ``due``."""
    evening = evening_after(due, lag, calendar)
    return evening + _DAY if any_day else calendar.working_day(evening, 1)


def evening_after(due: dt.date, lag: Duration, calendar: Calendar) -> dt.date:
    """The evening from which on what needs a task finished on ``due`` waits for nothing more."""
    amount, unit = lag
    if unit == "cd" or amount == 0:
        return due + amount * _DAY
    return calendar.working_day(due, amount)


def last_evening_before(boundary: dt.date, lag: Duration, calendar: Calendar) -> dt.date:
    """The last evening on which a task may be due whose follower begins at ``boundary``."""
    return last_day_before(boundary, lag, calendar, any_day=True)


def imposed_on(task: Task) -> dt.date | None:
    """The date imposed on a task, exactly as typed; a deleted one keeps none."""
    return None if task.passed else task.imposed


def anchor_of(task: Task, launch: dt.date, calendar: Calendar) -> dt.date | None:
    """The day that the J-offset names; on a day off, the next working day away from launch."""
    if task.offset is None or task.passed:
        return None
    day = launch + task.offset * _DAY
    if task.any_day:
        return day
    return calendar.on_or_before(day) if task.offset <= 0 else calendar.on_or_after(day)


def launch_for(task: Task, launch: dt.date, calendar: Calendar) -> dt.date:
    """Launch day for a task with nothing else to go by; on a day off, the working day before."""
    return launch if task.any_day else calendar.on_or_before(launch)
