"""WORKDAY.INTL and NETWORKDAYS.INTL over serial days, fast for many questions on one calendar."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

_MASK = re.compile("[01]{7}")
_LAST = 120_000
"""The last serial day that is counted, in the year 2228; a result beyond it is #NUM!."""


class Days:
    """The working days of a weekend and some days off, as serial numbers from 1 on."""

    def __init__(self, weekend: str, off: frozenset[int]) -> None:
        # Serial 2 is Monday, 1 January 1900 by the count that holds from March 1900 on.
        worked = [weekend[(day - 2) % 7] == "0" for day in range(7)]
        self._days = [day for day in range(1, _LAST + 1) if worked[day % 7] and day not in off]

    def after(self, start: int, count: int) -> int | None:
        """The ``count``-th working day after ``start``, before it for a negative one; or None."""
        if count == 0:
            return start
        at = (
            bisect_right(self._days, start) + count - 1
            if count > 0
            else bisect_left(self._days, start) + count
        )
        return self._days[at] if 0 <= at < len(self._days) else None

    def between(self, first: int, last: int) -> int:
        """The working days from first to last, both included; negative where they are swapped."""
        if first > last:
            return -self.between(last, first)
        return bisect_right(self._days, last) - bisect_left(self._days, first)


@lru_cache(maxsize=8)
def days(weekend: str, off: frozenset[int]) -> Days | None:
    """The calendar of a weekend mask; None for what is no mask, and for a week of weekends."""
    if _MASK.fullmatch(weekend) is None or "0" not in weekend:
        return None
    return Days(weekend, off)
