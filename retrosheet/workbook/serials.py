"""Dates as spreadsheets count them: days since 30 December 1899."""

from __future__ import annotations

import datetime as dt

EPOCH = dt.date(1899, 12, 30)


def serial(day: dt.date) -> int:
    return (day - EPOCH).days


def day_of(number: float) -> dt.date:
    """The day of a serial number; its fraction is a time, which does not count."""
    return EPOCH + dt.timedelta(days=int(number))
