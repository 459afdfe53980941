"""Days on a line: where a day falls, and the months or weeks that an axis names."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Lang, month_name, yearless

if TYPE_CHECKING:
    from retrosheet.calendars import Calendar

_DAY = dt.timedelta(days=1)
_DAYS_IN_WEEKS = 70
_LETTERS = 7
"""How many fit into the room of a name: enough for a month, too few for one with its year."""
_MONTH_STEPS = (1, 2, 3, 6, 12)


class Tick(NamedTuple):
    """A beginning on the axis and its name, "" where there is no room for one."""

    at: float
    label: str


class Scale(NamedTuple):
    """``first`` to ``last``, both included, from ``left`` on over ``width`` units."""

    first: dt.date
    last: dt.date
    left: float
    width: float

    @property
    def day(self) -> float:
        """The units of one day."""
        return self.width / ((self.last - self.first).days + 1)

    def at(self, day: dt.date) -> float:
        """Where a day begins."""
        return self.left + (day - self.first).days * self.day

    def after(self, day: dt.date) -> float:
        """Where a day ends."""
        return self.at(day) + self.day

    def middle(self, day: dt.date) -> float:
        return self.at(day) + self.day / 2

    def ticks(self, lang: Lang, room: float) -> list[Tick]:
        """The beginnings of months, of weeks in a short plan; a name takes ``room`` units."""
        weekly = (self.last - self.first).days < _DAYS_IN_WEEKS
        days = self._mondays(room) if weekly else self._months(room)
        ends = [*(self.at(day) for day in days[1:]), self.left + self.width]
        found: list[Tick] = []
        year = 0
        for day, end in zip(days, ends, strict=False):  # without a day there is an end
            at = self.at(max(day, self.first))
            label = yearless(day, lang) if weekly else _month_label(day, lang, day.year != year)
            fits = end - at >= room * 0.9 * max(1, len(label) / _LETTERS)
            year = day.year if fits else year
            found.append(Tick(at, label if fits else ""))
        return found

    def days_off(self, calendar: Calendar) -> list[tuple[dt.date, dt.date]]:
        """The runs of days on which nobody works; none where every day is as good as another."""
        found: list[tuple[dt.date, dt.date]] = []
        day = self.first
        while day <= self.last:
            if not calendar.is_working(day):
                if found and found[-1][1] == day - _DAY:
                    found[-1] = (found[-1][0], day)
                else:
                    found.append((day, day))
            day += _DAY
        return found

    def _mondays(self, room: float) -> list[dt.date]:
        monday = self.first + (-self.first.weekday() % 7) * _DAY
        days = []
        while monday <= self.last:
            days.append(monday)
            monday += 7 * _DAY
        step = 1
        while step * 7 * self.day < room:
            step += 1
        return days[::step]

    def _months(self, room: float) -> list[dt.date]:
        month = 30.4 * self.day
        step = next((step for step in _MONTH_STEPS if step * month >= room), 12)
        while step * month < room:
            step += 12
        days: list[dt.date] = []
        number = self.first.year * 12 + self.first.month - 1
        while (day := dt.date(number // 12, number % 12 + 1, 1)) <= self.last:
            if number % step == 0 or (step == 1 and not days):
                days.append(day)
            number += 1
            if number // 12 > dt.MAXYEAR:
                break
        return days


def _month_label(day: dt.date, lang: Lang, begins: bool) -> str:
    name = month_name(day.month, lang, short=True)
    return f"{name} {day.year}" if begins else name
