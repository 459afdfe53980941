"""The days off of a campaign: the public holidays that it may meet, and its closures."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.calendars import Calendar, Closure, Holiday, public_holidays

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrosheet.archetype.terms import MonthDay, Yearly
    from retrosheet.campaign.values import Options, Task

_FAR = 10
"""Years from launch beyond which a date that is fixed is no reason to list holidays."""


def holidays_for(tasks: Sequence[Task], options: Options) -> tuple[Holiday, ...]:
    """The public holidays of the years over which the placed tasks may spread.

    Raises InvalidInput for a country that is not known.
    """
    return public_holidays(options.country, _years(tasks, options.launch), options.lang)


def closures_for(
    yearly: Iterable[Yearly], tasks: Sequence[Task], options: Options
) -> tuple[Closure, ...]:
    """What people close, and the days of every year that the plan may meet.

    Without the ones that are closed anyway, and without the one in which launch falls: who
    launches then works then.
    """
    closed = {day for closure in options.closed for day in closure.days()}
    years = _years(tasks, options.launch)
    more = [
        closure
        for year in range(years.start - 1, years.stop)
        for closure in (_in_year(span, year) for span in yearly)
        if closure.last.year >= years.start
        and not closed.issuperset(closure.days())
        and not closure.first <= options.launch <= closure.last
    ]
    return (*options.closed, *(more if options.yearly else ()))


def _in_year(span: Yearly, year: int) -> Closure:
    """The span as it begins in a year."""
    later = span.last < span.first
    return Closure(_day(span.first, year), _day(span.last, year + later))


def _day(day: MonthDay, year: int) -> dt.date:
    """The day in a year; for 29 February, the last of the month."""
    try:
        return dt.date(year, day.month, day.day)
    except ValueError:
        return dt.date(year, 2, 28)


def calendar_with(
    holidays: Sequence[Holiday], closures: Iterable[Closure], weekend: str
) -> Calendar:
    """The working days, without the weekend, the holidays and the closures."""
    days_off = {holiday.day for holiday in holidays}
    days_off.update(day for closure in closures for day in closure.days())
    return Calendar(weekend, frozenset(days_off))


def _years(tasks: Sequence[Task], launch: dt.date) -> range:
    """The years whose holidays the plan may meet, with room to move launch by four."""
    work = sum(task.duration for task in tasks if task.placement == "late")
    offsets = [task.offset for task in tasks if task.offset is not None]
    # tasks side by side make less time than their sum; who works for years knows it from J-offsets
    lead = max(min(2 * work, 400 + work // 4), -min(offsets, default=0))
    # a date that is fixed in the calendar may lie before all that is counted from launch
    fixed = [day for task in tasks if (day := task.imposed) and abs(day.year - launch.year) <= _FAR]
    first = min((launch, *fixed)) - dt.timedelta(days=lead)
    last = max((launch + dt.timedelta(days=max(0, *offsets, 0)), *fixed))
    return range(first.year, last.year + 5)
