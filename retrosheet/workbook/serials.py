"""Dates as spreadsheets count them: days since 30 December 1899."""

from __future__ import annotations

import datetime as dt

EPOCH = dt.date(1899, 12, 30)


class DayNumber(float):
    """The number in a cell of a foreign workbook that is shown as a day, or as a time of day."""


def serial(day: dt.date) -> int:
    """The number of a day."""
    return (day - EPOCH).days


def exact_serial(day: dt.date) -> float:
    """The same for a moment too, whose time is a fraction."""
    if not isinstance(day, dt.datetime):
        return serial(day)
    since = day.replace(tzinfo=None) - dt.datetime.combine(EPOCH, dt.time())
    return since / dt.timedelta(days=1)


def day_of(number: float) -> dt.date:
    """The day of a serial number; its fraction is a time, which does not count."""
    return EPOCH + dt.timedelta(days=int(number))
