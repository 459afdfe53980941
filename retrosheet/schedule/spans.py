"""A task's length and margin on the calendar: its work reckoned back from a day, or on from one."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
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
