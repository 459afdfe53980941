"""Working days counted one by one on the fingers: the oracle for whatever counts them faster."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

ONE = dt.timedelta(days=1)


@dataclass(frozen=True)
class NaiveDays:
    """A weekend as names of weekdays (``"Sat Sun"``), and days off whatever their weekday."""

    weekend: str = "Sat Sun"
    off: frozenset[dt.date] = frozenset()

    @classmethod
    def of_mask(cls, mask: str, off: frozenset[dt.date] = frozenset()) -> NaiveDays:
        names = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
        return cls(" ".join(n for n, flag in zip(names, mask, strict=True) if flag == "1"), off)

    def worked(self, day: dt.date) -> bool:
        return f"{day:%a}" not in self.weekend.split() and day not in self.off

    def count(self, first: dt.date, last: dt.date) -> int:
        """The working days from ``first`` to ``last``, both included."""
        return sum(self.worked(day) for day in days(first, last))

    def before(self, day: dt.date) -> dt.date:
        """``day``, or the working day before it."""
        while not self.worked(day):
            day -= ONE
        return day

    def after(self, day: dt.date) -> dt.date:
        """``day``, or the working day after it."""
        while not self.worked(day):
            day += ONE
        return day


def days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Each day from ``first`` to ``last``, both included; none where ``last`` is earlier."""
    while first <= last:
        yield first
        first += ONE
