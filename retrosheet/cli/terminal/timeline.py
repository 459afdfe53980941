"""The days of a plan laid out on columns: where a day falls, and the axis above the bars.

A column has two halves, so that a bar may begin and end in the middle of one.
"""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from retrosheet.language import Lang, month_name, yearless

_DAY = dt.timedelta(days=1)
# Plans up to this many days have weeks on their axis, longer ones months.
_DAYS_IN_WEEKS = 70
_MONTH_STEPS = (1, 2, 3, 6, 12)
_ROOM_FOR_MONTH = 5
_ROOM_FOR_DATE = 7


class Tick(NamedTuple):
    """A column of the axis, and the label that begins there ("" for none)."""

    column: int
    label: str


class Timeline(NamedTuple):
    """``first`` to ``last``, both included, on ``columns`` columns."""

    first: dt.date
    last: dt.date
    columns: int

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def half(self, day: dt.date) -> int:
        """The half column in which a day begins."""
        return (day - self.first).days * 2 * self.columns // self.days

    def halves(self, first: dt.date, last: dt.date) -> tuple[int, int]:
        """The half columns from ``first`` to ``last``, the second one excluded; at least one."""
        begin = self.half(first)
        return begin, max(begin + 1, self.half(last + _DAY))

    def column(self, day: dt.date) -> int:
        """The column of a sign that stands for one day: the end of a bar due that day."""
        begin, end = self.halves(day, day)
        return min(self.columns - 1, (end - 1) // 2 if end > begin else begin // 2)

    def ticks(self, lang: Lang) -> list[Tick]:
        """The beginnings of months, or of weeks in a short plan, with labels that do not touch."""
        weekly = self.days <= _DAYS_IN_WEEKS
        days = self._mondays() if weekly else self._months()
        columns = [*(self.half(day) // 2 for day in days), self.columns + 1]
        found: list[Tick] = []
        for day, column, after in zip(days, columns, columns[1:], strict=False):
            labels = _week_labels(day, lang) if weekly else _month_labels(day, lang, not found)
            label = next((text for text in labels if column + len(text) < after), "")
            found.append(Tick(column, label))
        return found

    def _mondays(self) -> list[dt.date]:
        days = [self.first + n * _DAY for n in range(self.days)]
        mondays = [day for day in days if day.weekday() == 0]
        step = 1
        while len(mondays[::step]) * _ROOM_FOR_DATE > self.columns:
            step += 1
        return mondays[::step]

    def _months(self) -> list[dt.date]:
        """The first days of months, so far apart that their names have room."""
        count = (self.last.year - self.first.year) * 12 + self.last.month - self.first.month + 1
        step = next((s for s in _MONTH_STEPS if s * self.columns >= count * _ROOM_FOR_MONTH), 12)
        while step * self.columns < count * _ROOM_FOR_MONTH:
            step += 12
        found = []
        for index in range(count):
            year, month = divmod(self.first.month - 1 + index, 12)
            if (year * 12 + month) % step == 0:
                found.append(max(self.first, dt.date(self.first.year + year, month + 1, 1)))
        return found


def _month_labels(day: dt.date, lang: Lang, begins: bool) -> tuple[str, ...]:
    """A month's name; January and the first one say the year too if there is room."""
    short = month_name(day.month, lang, short=True)
    names = (short, short.rstrip("."))
    if day.month == 1:
        return (f"{short} {day.year}", f"{short} {day:%y}", f"{day.year}", *names)
    return (f"{short} {day.year}", *names) if begins else names


def _week_labels(day: dt.date, lang: Lang) -> tuple[str, ...]:
    return (yearless(day, lang),)
