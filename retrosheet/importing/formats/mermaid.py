"""A Gantt chart written for Mermaid: its sections are phases, its bars are tasks.

``Design :crit, a2, after a1, 5d``: tags, an id, a start, then a length or an end. What starts
after something else has no date of its own; its date is counted as the chart would draw it. An end
is the morning after the last day, unless the chart says ``inclusiveEndDates``.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from retrosheet.calendars import Calendar
from retrosheet.importing.dates import days
from retrosheet.importing.dates.days import Day, Numeric
from retrosheet.importing.raw import Cell, Location, RawTask

_TAGS = ("done", "active", "crit", "milestone", "vert")
_LENGTH = re.compile(r"(\d{1,4})(?:\.\d+)?(d|w|h|M|y|m|s)")
_DAYS_A_UNIT = {"d": 1, "w": 7, "M": 30, "y": 365}
_STATEMENT = re.compile(
    r"(?:title|dateFormat|axisFormat|tickInterval|excludes|includes|weekday|weekend|todayMarker"
    r"|accTitle|accDescr|click|displayMode|inclusiveEndDates|topAxis)\b",
)
_ONE = dt.timedelta(days=1)
_EVERY_DAY = "0000000"


class Chart(NamedTuple):
    """The tasks of a chart, and its title."""

    tasks: list[RawTask]
    title: str


def chart_in(text: str) -> Chart | None:
    """The first chart of a text that has tasks; None where there is none."""
    lines = text.splitlines()
    top = next((n for n, line in enumerate(lines) if line.strip() == "gantt"), None)
    if top is None:
        return None
    reader = _Reader()
    for number, line in enumerate(lines[top + 1 :], top + 2):
        if line.strip().startswith("```"):
            break
        reader.take(number, line.split("%%")[0].strip())
    return Chart(reader.tasks, reader.title) if reader.tasks else None


class _Reader:
    """What the lines of a chart have said so far."""

    def __init__(self) -> None:
        self.tasks: list[RawTask] = []
        self.title = ""
        self._section = ""
        self._order: days.Order = "dmy"
        self._calendar = Calendar(_EVERY_DAY)
        self._inclusive = False
        self._ends: dict[str, dt.date] = {}
        self._last: dt.date | None = None

    def take(self, number: int, line: str) -> None:
        word, _, rest = line.partition(" ")
        if word == "section":
            self._section = rest.strip()
        elif _STATEMENT.match(line):
            self._set(word, rest.strip())
        elif ":" in line:
            title, _, said = line.partition(":")
            self._bar(Location(number), title.strip(), [part.strip() for part in said.split(",")])

    def _set(self, word: str, rest: str) -> None:
        if word == "title":
            self.title = rest
        elif word == "dateFormat":
            self._order = "mdy" if rest.startswith("M") else "dmy"
        elif word == "excludes" and "weekends" in rest:
            self._calendar = Calendar()
        elif word == "inclusiveEndDates":
            self._inclusive = True

    def _bar(self, place: Location, title: str, parts: list[str]) -> None:
        tags = [part for part in parts if part in _TAGS]
        said = [part for part in parts if part and part not in _TAGS]
        name = said.pop(0) if len(said) > 2 else ""
        after = next((part.split()[1:] for part in said if part.startswith("after ")), [])
        first = self._start(said, after)
        last = self._end(said[-1] if said else "", first)
        task = RawTask(place, {"title": Cell(title, place)}, self._section)
        if name:
            task.cells["id"] = Cell(name, place)
        if after:
            task.cells["needs"] = Cell(", ".join(after), place)
        if "milestone" in tags:
            task.cells["kind"] = Cell("milestone", place)
            task.cells["duration"] = Cell("0", place)
            last = first
        if first and last:
            task.cells["start"] = Cell(first.isoformat(), place)
            task.cells["end"] = Cell(last.isoformat(), place)
            self._last = self._ends[name] = last
        self.tasks.append(task)

    def _start(self, said: list[str], after: list[str]) -> dt.date | None:
        ends = [self._ends[name] for name in after if name in self._ends]
        if after:
            return self._calendar.on_or_after(max(ends) + _ONE) if ends else None
        if len(said) > 1:
            return self._date(said[0])
        return self._calendar.on_or_after(self._last + _ONE) if self._last else None

    def _end(self, said: str, first: dt.date | None) -> dt.date | None:
        """The last day of a bar, from its length or from the date that it ends on."""
        if first is None:
            return None
        if match := _LENGTH.fullmatch(said):
            count = int(match[1]) * _DAYS_A_UNIT.get(match[2], 0)
            return self._calendar.working_day(first - _ONE, count) if count else first
        end = self._date(said)
        return end and (end if self._inclusive else max(first, end - _ONE))

    def _date(self, said: str) -> dt.date | None:
        try:
            found = days.read(said)
        except days.NoSuchDay:
            return None
        day = found.settled(self._order) if isinstance(found, Numeric) else found
        if not isinstance(day, Day) or day.year is None:
            return None
        return dt.date(day.year, day.month, day.day)
