"""The days of one table: what its cells say of when, as days relative to launch.

This needs what no cell says alone: launch day, whether days or months come first, which year a
day without one is of, and whether weeks are those of the calendar or count up from 1.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.importing.dates import due, stretches, years
from retrosheet.importing.dates.counting import Nth, Offset
from retrosheet.importing.dates.days import Day, Numeric, Order, nearest, weekday_in
from retrosheet.importing.dates.due import Unreadable, Vague
from retrosheet.importing.dates.phrases import Moment, Since, Span, Weekday
from retrosheet.importing.dates.stretches import Stretch
from retrosheet.importing.raw import Remark
from retrosheet.importing.saying import DateSayings as Said
from retrosheet.importing.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from retrosheet.calendars import Calendar
    from retrosheet.importing.dates.due import When
    from retrosheet.importing.raw import Cell, Field, Location, RawTask
    from retrosheet.language import Text

DATE_FIELDS: tuple[Field, ...] = ("due", "start", "end", "period")
_BY_LAST: tuple[Field, ...] = ("due", "end", "period", "start")
_LAUNCH_WORDS = ("lancement", "lancer", "launch", "jour j", "d day", "mise en ligne", "go live")
_DAYS_A_UNIT = {"d": 1, "w": 7, "m": 30}


class Point(NamedTuple):
    """A day relative to J; ``date`` where it was given as one.

    ``since`` says that the words name it as a beginning.
    """

    offset: int
    date: dt.date | None = None
    since: bool = False


class Range(NamedTuple):
    """From a first day to a last one; ``loose`` as in ``phrases.Span``."""

    first: Point
    last: Point
    loose: bool = False


class Moments:
    """Resolves the moments of one table; gathers what is unsure and what cannot be read.

    ``french`` says that the table is in French, where days come first.
    """

    def __init__(
        self,
        tasks: Sequence[RawTask],
        launch: dt.date | None,
        order: Order | None,
        calendar: Calendar,
        *,
        french: bool,
    ) -> None:
        self.doubts: list[Remark] = []
        self.problems: list[Remark] = []
        self.launch = launch
        self._calendar = calendar
        self._undated: dict[Location, None] = {}
        self._unsettled: set[Location] = set()
        self._likely_launch: dt.date | None = None
        self._order = self._proven(tasks, french=french) if order is None else order
        self._counted_up = _counted_up(tasks, launch)
        self._years = self._years_by_order(tasks)

    def _proven(self, tasks: Iterable[RawTask], *, french: bool) -> Order | None:
        """The order that dates such as 25/12 prove for all of them; in French, day first."""
        proofs: dict[Order, Location] = {}
        for task in tasks:
            for cell in _cells(task):
                for moment in _moments(cell):
                    if isinstance(moment, Numeric) and moment.order:
                        proofs.setdefault(moment.order, cell.place)
        if len(proofs) > 1:
            return None
        for order, place in proofs.items():
            if french and order == "mdy":
                self.doubts.append(Remark(place, Said.MONTH_FIRST))
            return order
        return "dmy" if french else None

    def _years_by_order(self, tasks: Iterable[RawTask]) -> dict[Location, dt.date]:
        """The dates of the cells whose days have no year, where the order of rows tells it."""
        if self.launch is None:
            return {}
        found: list[tuple[Location, Day]] = []
        for task in tasks:
            cell = next((task.cells[name] for name in _BY_LAST if name in task.cells), task.under)
            last = _moments(cell)[-1:]
            day = last[0].settled(self._order) if last and isinstance(last[0], Numeric) else None
            if last and isinstance(last[0], Day):
                day = last[0]
            if last and isinstance(last[0], Stretch):
                day = last[0].last_of(self.launch.year)
            if cell is not None and day is not None:
                found.append((cell.place, day))
        dates = years.by_order([day for _, day in found], self.launch) if found else None
        if dates is None:
            return {}
        without = next(place for place, day in found if day.year is None)
        self.doubts.append(Remark(without, Said.BY_ORDER))
        return {place: date for (place, _), date in zip(found, dates, strict=True)}

    def at(self, task: RawTask, cell: Cell, *, start: bool = False) -> Point | Range | Text | None:
        """The day or the days that a cell says; the words for why where they stay words.

        None where there is nothing, or where what is wrong is gathered.
        """
        when = due.of(cell)
        if when is None:
            return None
        if isinstance(when, Unreadable):
            typed = Said.typed(cell.text)
            self.problems.append(Remark(cell.place, Said.unreadable(when.why), typed))
            return None
        if isinstance(when, Vague):
            return Said.VAGUE
        if due.is_about(cell.value):
            self.doubts.append(Remark(cell.place, Said.ABOUT))
        if isinstance(when, Span):
            return self._range(when, cell, task)
        if isinstance(when, Since):
            point = self._point(when.moment, cell, task, start=True)
            if isinstance(point, Point):
                self.doubts.append(Remark(cell.place, Said.SINCE, Said.typed(cell.text)))
                return point._replace(since=True)
            return point
        return self._point(when, cell, task, start=start)

    def _range(self, span: Span, cell: Cell, task: RawTask) -> Range | Text | None:
        if isinstance(span.first, Offset) and isinstance(span.last, Offset):
            how = span.last.how or span.first.how
            if how:
                example = Said.counted_span(cell.text, span.first.days, span.last.days)
                self.doubts.append(Remark(cell.place, Said.how(how), example))
            return Range(Point(span.first.days), Point(span.last.days), span.loose)
        last = self._point(span.last, cell, task)
        first = self._point(span.first, cell, task, start=True, before=last)
        if isinstance(first, Point) and isinstance(last, Point):
            return Range(first, last, span.loose)
        return next((said for said in (first, last) if said is not None and not isinstance(
            said, Point)), None)  # fmt: skip

    def _point(
        self,
        moment: Moment,
        cell: Cell,
        task: RawTask,
        *,
        start: bool = False,
        before: object = None,
    ) -> Point | Text | None:
        """The day of a moment; one without year that begins a span lies ``before`` its end."""
        if isinstance(moment, Offset):
            if moment.how:
                example = Said.counted(cell.text, moment.days)
                self.doubts.append(Remark(cell.place, Said.how(moment.how), example))
            return Point(moment.days)
        if isinstance(moment, Nth):
            return self._nth(moment.unit, moment.number, cell)
        if isinstance(moment, Weekday):
            return self._weekday(moment, cell, task)
        if isinstance(moment, Stretch) and moment.countable and "w" in self._counted_up:
            return self._nth("w", moment.number, cell)
        return self._dated(moment, cell, task, start=start, before=before)

    def _dated(
        self,
        moment: Day | Numeric | Stretch,
        cell: Cell,
        task: RawTask,
        *,
        start: bool,
        before: object,
    ) -> Point | Text | None:
        """A day of the calendar, once the order of its numbers and launch are known."""
        day = moment.settled(self._order) if isinstance(moment, Numeric) else moment
        if isinstance(moment, Numeric) and day is None and cell.place not in self._unsettled:
            self._unsettled.add(cell.place)
            self.problems.append(Remark(cell.place, Said.two_days(cell.text, moment)))
        if self.launch is None:
            self._undated.setdefault(cell.place)
            if isinstance(day, Day) and day.year and _is_launch(task):
                self._likely_launch = self._likely_launch or dt.date(day.year, day.month, day.day)
            return None
        if day is None:
            return None
        if isinstance(day, Stretch):
            year = self._years.get(cell.place)
            if year and day.year is None and day.day is None:
                day = day._replace(
                    year=year.isocalendar().year if day.kind == "week" else year.year
                )
            date = stretches.chosen(day, self.launch, self._calendar, start=start)
            if date is None:
                return Said.VAGUE
            self.doubts.append(Remark(cell.place, Said.CHOSEN, Said.chosen(cell.text, date)))
        elif isinstance(before, Point) and before.date and day.year is None:
            date = nearest(day, before.date)
        else:
            date = (None if day.year else self._years.get(cell.place)) or nearest(day, self.launch)
            self._check_weekday(cell, date)
        offset = (date - self.launch).days
        if abs(offset) > MOST_DAYS:
            far = Remark(cell.place, Said.far(self.launch), Said.typed(cell.text))
            self.problems.append(far)
            return None
        return Point(offset, date)

    def _check_weekday(self, cell: Cell, date: dt.date) -> None:
        said = weekday_in(cell.text)
        if said is not None and said != date.weekday() and not isinstance(due.of(cell), Span):
            example = Said.chosen(cell.text, date)
            self.doubts.append(Remark(cell.place, Said.OTHER_WEEKDAY, example))

    def _nth(self, unit: str, number: int, cell: Cell) -> Point | Text:
        last = self._counted_up.get(unit)
        if last is None:
            return Said.VAGUE
        offset = (number - last) * _DAYS_A_UNIT[unit]
        example = Said.counted(cell.text, offset)
        self.doubts.append(Remark(cell.place, Said.COUNTED_UP, example))
        return Point(offset)

    def _weekday(self, weekday: Weekday, cell: Cell, task: RawTask) -> Point | Text:
        """« lundi » under "Week -8" or « Semaine 36 »: a date, once launch is known."""
        under = due.of(task.under) if task.under else None
        if task.under is None or not isinstance(under, Offset | Stretch | Nth):
            return Said.VAGUE
        if self.launch is None:
            typed = Said.typed(cell.text)
            self.doubts.append(Remark(cell.place, Said.WEEKDAY_NEEDS_LAUNCH, typed))
            task.extras.append((cell.place.heading, cell))
            found = self.at(task, task.under)
            return found if isinstance(found, Point) else Said.VAGUE
        at = self._point(under, task.under, task, start=True)
        if not isinstance(at, Point):
            return Said.VAGUE
        day = self.launch + dt.timedelta(days=at.offset)
        date = day + dt.timedelta(days=weekday.number - day.weekday())
        example = Said.chosen(f"{task.under.text}, {cell.text}", date)
        self.doubts.append(Remark(cell.place, Said.CHOSEN, example))
        return Point((date - self.launch).days, date)

    def launch_problem(self) -> Iterator[Remark]:
        """The one problem of all dates that need a launch day, where none was given."""
        if self._undated:
            said = Said.no_launch(len(self._undated), self._likely_launch)
            yield Remark(next(iter(self._undated)), said)


def _is_launch(task: RawTask) -> bool:
    return folded(task.text("title")).startswith(_LAUNCH_WORDS)


def _cells(task: RawTask) -> Iterator[Cell]:
    yield from (task.cells[name] for name in DATE_FIELDS if name in task.cells)
    if task.under is not None:
        yield task.under


def _moments(cell: Cell | None) -> tuple[Moment, ...]:
    when: When | None = due.of(cell) if cell else None
    if when is None or isinstance(when, Unreadable | Vague):
        return ()
    if isinstance(when, Since):
        return (when.moment,)
    return (when.first, when.last) if isinstance(when, Span) else (when,)


def _counted_up(tasks: Sequence[RawTask], launch: dt.date | None) -> dict[str, int]:
    """The number of launch in weeks, days or months that count up from 1: the last one.

    Weeks around launch's own in the calendar are those of the calendar.
    """
    numbers: dict[str, set[int]] = {}
    launches: dict[str, int] = {}
    for task in tasks:
        for cell in _cells(task):
            for moment in _moments(cell):
                if isinstance(moment, Nth):
                    unit = moment.unit
                elif isinstance(moment, Stretch) and moment.countable:
                    unit = "w"
                else:
                    continue
                numbers.setdefault(unit, set()).add(moment.number)
                if _is_launch(task):
                    launches.setdefault(unit, moment.number)
    found: dict[str, int] = {}
    for unit, seen in numbers.items():
        last = launches.get(unit, max(seen))
        of_calendar = (
            unit == "w"
            and launch is not None
            and min(seen) <= launch.isocalendar().week <= last + 2
        )
        if min(seen) == 1 and len(seen) > 1 and not of_calendar:
            found[unit] = last
    return found
