"""The days off of a campaign: the public holidays that it may meet, and its closures."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.calendars import Calendar, Holiday, public_holidays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.campaign.values import Options, Task


def holidays_for(tasks: Sequence[Task], options: Options) -> tuple[Holiday, ...]:
    """The public holidays of the years over which the placed tasks may spread.

    Raises InvalidInput for a country that is not known.
    """
    return public_holidays(options.country, _years(tasks, options.launch), options.lang)


def calendar_with(holidays: Sequence[Holiday], options: Options) -> Calendar:
    """The working days, without the weekend, the holidays and the closures."""
    days_off = {holiday.day for holiday in holidays}
    days_off.update(day for closure in options.closed for day in closure.days())
    return Calendar(options.weekend, frozenset(days_off))


def _years(tasks: Sequence[Task], launch: dt.date) -> range:
    """The years whose holidays the plan may meet, with room to move launch by four."""
    work = sum(task.duration for task in tasks if task.placement == "late")
    offsets = [task.offset for task in tasks if task.offset is not None]
    # tasks side by side make less time than their sum; who works for years knows it from J-offsets
    lead = max(min(2 * work, 400 + work // 4), -min(offsets, default=0))
    first, last = launch - dt.timedelta(days=lead), launch + dt.timedelta(days=max(0, *offsets, 0))
    return range(first.year, last.year + 5)
