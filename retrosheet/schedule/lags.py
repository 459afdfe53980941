"""From one task to the next across a lag: back to the last day before, on to the first boundary.

``evening_after`` and ``last_evening_before`` are each other's inverse: a task may be due on an
evening if, and only if, what needs it may begin at the boundary. They do not round to working days,
so that a milestone between two tasks costs no time.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrosheet.archetype.terms import Duration
    from retrosheet.calendars import Calendar

_DAY = dt.timedelta(days=1)


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
