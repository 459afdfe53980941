"""Which year a day without one is of: near launch, and in the order in which the rows stand."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING

from retrosheet.importing.dates.days import Day, nearest

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_DAYS = 366
# Fewer rows are in no order that tells anything.
_FEWEST = 4


def by_order(days: Sequence[Day], launch: dt.date) -> list[dt.date] | None:
    """The dates of the days of a table, row by row, where its order tells the years.

    « 27/9, 15/11, 21/2, 9/5 » before a launch on 9 May begin in the year before, though 27
    September after it is nearer. None where the nearest dates are in order already, or where no
    years put all of them in order within twelve months.
    """
    near = [nearest(day, launch) for day in days]
    if len(days) < _FEWEST or all(day.year for day in days) or _descents(near) == 0:
        return None
    anchor = next((n for n, date in enumerate(near) if date == launch), None)
    if anchor is None:
        anchor = next((n for n, day in enumerate(days) if day.year), len(days) - 1)
    found = list(near)
    for n in range(anchor - 1, -1, -1):
        found[n] = _turned(days[n], found[n + 1], latest=True) or near[n]
    for n in range(anchor + 1, len(days)):
        found[n] = _turned(days[n], found[n - 1], latest=False) or near[n]
    in_order = _descents(found) == 0 and (found[-1] - found[0]).days <= _MOST_DAYS
    # One row out of order is no reason to move all the others.
    moved = sum(1 for one, two in zip(near, found, strict=True) if one != two)
    return found if in_order and 2 * moved <= len(days) else None


def _descents(dates: Sequence[dt.date]) -> int:
    return sum(1 for one, two in pairwise(dates) if two < one)


def _turned(day: Day, beside: dt.date, *, latest: bool) -> dt.date | None:
    """The occurrence of a day nearest to its neighbour, not after it (``latest``) or before it."""
    if day.year:
        return None
    years = (
        range(beside.year, beside.year - 8, -1) if latest else range(beside.year, beside.year + 8)
    )
    for year in years:
        try:
            date = dt.date(year, day.month, day.day)
        except ValueError:  # 29 February
            continue
        if (date <= beside) if latest else (date >= beside):
            return date
    return None
