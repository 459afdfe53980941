"""When each task lies relative to J, from all that its row says of dates and durations.

What is dated keeps its date. A calendar date that falls on a day off is kept as it stands: the
task may then fall on any day. A start and an end that are dates give a duration in working days,
or in calendar days where one of them is a day off; relative to J they give calendar days, as the
weekends in between depend on J.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import Duration, Period
from retrosheet.importing.dates import lengths
from retrosheet.importing.dates.due import Unreadable, Vague
from retrosheet.importing.dates.moments import Moments, Point, Range
from retrosheet.importing.headings import unit_in
from retrosheet.importing.raw import Remark
from retrosheet.importing.saying import DateSayings as Said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrosheet.calendars import Calendar
    from retrosheet.importing.dates.days import Order
    from retrosheet.importing.raw import Cell, Field, RawTask
    from retrosheet.language import Text

_ONE = dt.timedelta(days=1)


class Timing(NamedTuple):
    """Where a task lies: at most one of ``due`` and ``period``; ``duration`` as far as said.

    ``start_date`` and ``due_date`` are the calendar dates that its row gives, which the schedule
    has to keep.
    """

    due: int | None = None
    period: Period | None = None
    duration: Duration | None = None
    any_day: bool = False
    start_date: dt.date | None = None
    due_date: dt.date | None = None


class Dates:
    """Places the tasks of one table; gathers what is unsure and what cannot be read."""

    def __init__(
        self,
        tasks: Sequence[RawTask],
        launch: dt.date | None,
        order: Order | None,
        calendar: Calendar,
        *,
        french: bool,
    ) -> None:
        self.french = french
        self.launch = launch
        self.calendar = calendar
        self._moments = Moments(tasks, launch, order, calendar, french=french)
        self.doubts = self._moments.doubts
        self.problems = self._moments.problems

    def placing(self, task: RawTask) -> Timing:
        """Where the task lies; what cannot be read of it is gathered."""
        vague: dict[Field, Text] = {}
        placing = self._placed(task, vague)
        dated = placing.due is not None or placing.period is not None
        for field, said in vague.items():
            why = Said.VAGUE_BESIDE if dated and said is Said.VAGUE else said
            self._left(field, task, why, Said.typed(task.cells[field].text))
        return placing

    def _placed(self, task: RawTask, vague: dict[Field, Text]) -> Timing:
        """Where the task lies; ``vague`` gets the cells that say no day, and why they do not."""
        length = self._length(task)
        due_at = self._at(task, "due", vague)
        period = self._at(task, "period", vague)
        start, end = self._at(task, "start", vague), self._at(task, "end", vague)
        if not (due_at or period or start or end) and task.under is not None:
            found = self._moments.at(task, task.under)
            due_at = found if isinstance(found, Point | Range) else None
            if isinstance(due_at, Range) and due_at.loose:
                due_at = self._windowed(task, due_at, task.under)
        spans = [at for at in (period, due_at, start, end) if isinstance(at, Range)]
        if spans:
            return self._of_period(task, spans[0], due_at)
        points = [at if isinstance(at, Point) else None for at in (due_at, period, start, end)]
        due_point, period_point, start_point, end_point = points
        if due_point and due_point.since and start_point is None:
            start_point, due_point = due_point, None
        last = due_point or period_point or end_point
        if start_point is not None:
            last = end_point or due_point or period_point
            if end_point and due_point and end_point.offset != due_point.offset:
                self._left("due", task, Said.END_KEPT)
        elif due_point and end_point and end_point.offset != due_point.offset:
            self._left("end", task, Said.DUE_KEPT)
        if start_point is None:
            return self._due_on(task, last, length)
        if last is not None:
            return self._between(task, start_point, last, length)
        return self._from(task, start_point, length)

    def _windowed(self, task: RawTask, window: Range, cell: Cell) -> Point:
        """The end of a window in which a step is to be done, which goes to the note."""
        self.doubts.append(Remark(cell.place, Said.WINDOW, Said.typed(cell.text)))
        task.extras.append(("", cell))
        return window.last

    def _of_period(self, task: RawTask, span: Range, due_at: object) -> Timing:
        first, last = span.first, span.last
        if first.offset > last.offset:
            self.problems.append(Remark(task.place, Said.BACKWARD))
            return Timing()
        if isinstance(due_at, Point) and due_at.offset != last.offset:
            self._left("due", task, Said.PERIOD_KEPT)
        period = Period(first.offset, last.offset)
        return Timing(period=period, start_date=first.date, due_date=last.date)

    def _due_on(self, task: RawTask, last: Point | None, length: Duration | None) -> Timing:
        if last is None:
            return Timing(duration=length)
        any_day = self._any_day(task, last)
        date = last.date
        if last.offset == 0 and (length is None or length.amount <= 1 or length.unit == "cd"):
            # J keeps its date whatever day of the week it is.
            any_day = True
        elif last.offset == 0 and self.launch and not self.calendar.is_working(self.launch):
            any_day, date = True, self.launch
        if any_day and length and length.unit == "d" and length.amount > 1 and date:
            first = self.calendar.working_day(date + _ONE, -length.amount)
            counted = Duration((date - first).days + 1, "cd")
            said = Said.lengths(length, counted)
            self.doubts.append(Remark(task.place_of("duration"), Said.DAYS_OFF_COUNTED, said))
            length = counted
        return Timing(last.offset, None, length, any_day, due_date=last.date)

    def _between(self, task: RawTask, first: Point, last: Point, length: Duration | None) -> Timing:
        if first.offset > last.offset:
            self.problems.append(Remark(task.place, Said.BACKWARD))
            return Timing()
        days = last.offset - first.offset + 1
        if length is not None and not length.amount and days == 1:
            return self._due_on(task, last, length)
        counted, worked = Duration(days, "cd"), 0
        if first.date and last.date:
            worked = self.calendar.working_days(first.date, last.date)
            if self.calendar.is_working(first.date) and self.calendar.is_working(last.date):
                counted = Duration(worked, "d")
            elif days > 1:
                self.doubts.append(Remark(task.place_of("start"), Said.OFF_SPAN))
        if length and length.amount not in (counted.amount, worked, days):
            said = Said.lengths(length, counted)
            self.doubts.append(Remark(task.place_of("duration"), Said.LENGTHS_DIFFER, said))
        any_day = self._any_day(task, last) or (last.offset == 0 and days == 1)
        return Timing(last.offset, None, counted, any_day, first.date, last.date)

    def _from(self, task: RawTask, first: Point, length: Duration | None) -> Timing:
        """Due from a start alone: after the duration, or on the same day."""
        if length is None or length.amount <= 1:
            if length is None:
                self.doubts.append(Remark(task.place_of("start"), Said.ONLY_START))
            return self._due_on(task, first, length)
        if length.unit == "cd":
            date = first.date and first.date + dt.timedelta(days=length.amount - 1)
            last = Point(first.offset + length.amount - 1, date)
        elif first.date is not None:
            date = self.calendar.working_day(first.date - _ONE, length.amount)
            last = Point(first.offset + (date - first.date).days, date)
            if not self.calendar.is_working(first.date):
                self.doubts.append(Remark(task.place_of("start"), Said.OFF_SPAN))
                length = Duration(last.offset - first.offset + 1, "cd")
        else:
            more = length.amount - 1
            self.doubts.append(Remark(task.place_of("start"), Said.END_COUNTED))
            last = Point(first.offset + more + 2 * (more // 5))
        any_day = self._any_day(task, last)
        return Timing(last.offset, None, length, any_day, first.date, last.date)

    def _any_day(self, task: RawTask, last: Point) -> bool:
        if last.date is None or self.calendar.is_working(last.date):
            return False
        self.doubts.append(Remark(task.place, Said.OFF, Said.day(last.date)))
        return True

    def _at(self, task: RawTask, field: Field, vague: dict[Field, Text]) -> Point | Range | None:
        """The day or the days that a cell says; one that says none is put into ``vague``."""
        cell = task.cells.get(field)
        if cell is None:
            return None
        found = self._moments.at(task, cell, start=field == "start")
        if found is None or isinstance(found, Point | Range):
            return found
        vague[field] = found
        return None

    def _length(self, task: RawTask) -> Duration | None:
        cell = task.cells.get("duration")
        found = lengths.read(cell.value, unit_in(cell.place.heading)) if cell else None
        if cell is None or found is None:
            return None
        if isinstance(found, Unreadable):
            typed = Said.typed(cell.text)
            self.problems.append(Remark(cell.place, Said.unreadable(found.why), typed))
            return None
        if isinstance(found, Vague):
            self._left("duration", task, Said.VAGUE_LENGTH, Said.typed(cell.text))
            return None
        if found.how:
            example = Said.length_counted(cell.text, found.duration)
            self.doubts.append(Remark(cell.place, Said.how(found.how), example))
        return found.duration

    def _left(self, field: Field, task: RawTask, said: Text, example: Text | None = None) -> None:
        """What a cell says goes to the note instead."""
        cell = task.cells[field]
        self.doubts.append(Remark(cell.place, said, example))
        task.extras.append((cell.place.heading or "Date", cell))

    def launch_problem(self) -> Iterator[Remark]:
        """The one problem of all dates that need a launch day, where none was given."""
        return self._moments.launch_problem()
