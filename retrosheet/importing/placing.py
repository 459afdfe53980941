"""When each task lies relative to J, from all that its row says of dates and durations.

A calendar date that falls on a day off is kept as it stands: the task may then fall on any day. A
start and an end that are dates give a duration in working days; relative to J they give calendar
days, as the weekends in between depend on J.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import Duration, Period
from retrosheet.importing import due, lengths
from retrosheet.importing.days import Numeric, Order, nearest
from retrosheet.importing.due import FARTHEST, Moment, Offset, Span, Unreadable, Vague, When
from retrosheet.importing.headings import unit_in
from retrosheet.importing.raw import Remark
from retrosheet.importing.saying import DateSayings as Said
from retrosheet.importing.words import folded
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retrosheet.calendars import Calendar
    from retrosheet.importing.raw import Cell, Field, Place, RawTask

_DATE_FIELDS: tuple[Field, ...] = ("due", "start", "end", "period")
_ONE = dt.timedelta(days=1)
_LAUNCH_WORDS = ("lancement", "lancer", "launch", "jour j", "d day", "mise en ligne", "go live")


class Point(NamedTuple):
    """A day relative to J; ``date`` where it was given as one."""

    offset: int
    date: dt.date | None = None


class Range(NamedTuple):
    """From a first day to a last one."""

    first: Point
    last: Point


class Placing(NamedTuple):
    """Where a task lies: at most one of ``due`` and ``period``; ``duration`` as far as said."""

    due: int | None = None
    period: Period | None = None
    duration: Duration | None = None
    any_day: bool = False


class Dates:
    """Reads the dates of one table; gathers what is unsure and what cannot be read.

    ``french`` says that the table is in French, where days come first.
    """

    def __init__(
        self,
        tasks: Iterable[RawTask],
        launch: dt.date | None,
        order: Order | None,
        calendar: Calendar,
        *,
        french: bool,
    ) -> None:
        self.doubts: list[Remark] = []
        self.problems: list[Remark] = []
        self.french = french
        self._launch = launch
        self._calendar = calendar
        self._undated: list[Place] = []
        self._likely_launch: dt.date | None = None
        self._order = order
        if order is None:
            self._order = self._proven(tasks, french=french)

    def _proven(self, tasks: Iterable[RawTask], *, french: bool) -> Order | None:
        """The order that dates such as 25/12 prove for all of them; in French, day first."""
        proofs: dict[Order, Place] = {}
        for task in tasks:
            for field in _DATE_FIELDS:
                for moment in _moments(task.cells.get(field)):
                    if isinstance(moment, Numeric) and moment.order:
                        proofs.setdefault(moment.order, task.place_of(field))
        if len(proofs) > 1:
            return None
        for order, place in proofs.items():
            if french and order == "mdy":
                self.doubts.append(Remark(place, Said.MONTH_FIRST))
            return order
        return "dmy" if french else None

    def placing(self, task: RawTask) -> Placing:
        """Where the task lies; what cannot be read of it is gathered."""
        length = self._length(task.cells.get("duration"), task)
        due_at = self._at(task, "due")
        period = self._at(task, "period")
        start, end = self._at(task, "start"), self._at(task, "end")
        spans = [at for at in (period, due_at, start, end) if isinstance(at, Range)]
        if spans:
            return self._of_period(task, spans[0], due_at)
        points = [at if isinstance(at, Point) else None for at in (due_at, period, start, end)]
        due_point, period_point, start_point, end_point = points
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

    def _of_period(self, task: RawTask, span: Range, due_at: object) -> Placing:
        first, last = span
        if first.offset > last.offset:
            self.problems.append(Remark(task.place, Said.BACKWARD))
            return Placing()
        if isinstance(due_at, Point) and due_at.offset != last.offset:
            self._left("due", task, Said.PERIOD_KEPT)
        return Placing(period=Period(first.offset, last.offset))

    def _due_on(self, task: RawTask, last: Point | None, length: Duration | None) -> Placing:
        if last is None:
            return Placing(duration=length)
        return Placing(last.offset, None, length, self._any_day(task, last))

    def _between(
        self, task: RawTask, first: Point, last: Point, length: Duration | None
    ) -> Placing:
        if first.offset > last.offset:
            self.problems.append(Remark(task.place, Said.BACKWARD))
            return Placing()
        days = last.offset - first.offset + 1
        counted = Duration(days, "cd")
        if first.date and last.date:
            worked = self._calendar.working_days(first.date, last.date)
            if worked:
                counted = Duration(worked, "d")
                if not self._calendar.is_working(first.date):
                    self.doubts.append(Remark(task.place_of("start"), Said.STARTS_OFF))
        if length and length.amount not in (counted.amount, days):
            said = Said.lengths_differ(length, counted)
            self.doubts.append(Remark(task.place_of("duration"), said))
        return Placing(last.offset, None, counted, self._any_day(task, last))

    def _from(self, task: RawTask, first: Point, length: Duration | None) -> Placing:
        """Due from a start alone: after the duration, or on the same day."""
        if length is None or length.amount <= 1:
            if length is None:
                self.doubts.append(Remark(task.place_of("start"), Said.ONLY_START))
            return self._due_on(task, first, length)
        if length.unit == "cd":
            return Placing(first.offset + length.amount - 1, None, length)
        if first.date is not None:
            end = self._calendar.working_day(first.date - _ONE, length.amount)
            return Placing(first.offset + (end - first.date).days, None, length)
        more = length.amount - 1
        self.doubts.append(Remark(task.place_of("start"), Said.END_COUNTED))
        return Placing(first.offset + more + 2 * (more // 5), None, length)

    def _any_day(self, task: RawTask, last: Point) -> bool:
        if last.date is None or self._calendar.is_working(last.date):
            return False
        self.doubts.append(Remark(task.place, Said.day_off(last.date)))
        return True

    def _at(self, task: RawTask, field: Field) -> Point | Range | None:
        """The day or the days that a cell says, once launch and the order of dates are known."""
        cell = task.cells.get(field)
        when = due.read(cell.value) if cell else None
        if cell is None or when is None:
            return None
        if isinstance(when, Unreadable):
            self.problems.append(Remark(cell.place, Said.unreadable(cell.text, when.why)))
            return None
        if isinstance(when, Vague):
            self._left(field, task, Said.vague(cell.text))
            return None
        if due.is_about(cell.value):
            self.doubts.append(Remark(cell.place, Said.ABOUT))
        if isinstance(when, Span):
            first, last = (self._point(end, cell, task) for end in when)
            return Range(first, last) if first and last else None
        return self._point(when, cell, task)

    def _point(self, moment: Moment, cell: Cell, task: RawTask) -> Point | None:
        if isinstance(moment, Offset):
            if moment.how:
                said = Said.counted(cell.text, moment.days, moment.how)
                self.doubts.append(Remark(cell.place, said))
            return Point(moment.days)
        day = moment.settled(self._order) if isinstance(moment, Numeric) else moment
        if day is None:
            assert isinstance(moment, Numeric)
            said = Said.two_days(cell.text, moment)
            if Remark(cell.place, said) not in self.problems:
                self.problems.append(Remark(cell.place, said))
        if self._launch is None:
            if cell.place not in self._undated:
                self._undated.append(cell.place)
            if day and day.year and folded(task.text("title")).startswith(_LAUNCH_WORDS):
                self._likely_launch = self._likely_launch or dt.date(day.year, day.month, day.day)
            return None
        if day is None:
            return None
        date = nearest(day, self._launch)
        offset = (date - self._launch).days
        if abs(offset) > FARTHEST:
            self.problems.append(Remark(cell.place, Said.far(cell.text, self._launch)))
            return None
        return Point(offset, date)

    def _length(self, cell: Cell | None, task: RawTask) -> Duration | None:
        found = lengths.read(cell.value, unit_in(cell.place.heading)) if cell else None
        if cell is None or found is None:
            return None
        if isinstance(found, Unreadable):
            self.problems.append(Remark(cell.place, Said.unreadable(cell.text, found.why)))
            return None
        if isinstance(found, Vague):
            self._left("duration", task, Said.vague_length(cell.text))
            return None
        if found.how:
            said = Said.length_counted(cell.text, found.duration, found.how)
            self.doubts.append(Remark(cell.place, said))
        return found.duration

    def _left(self, field: Field, task: RawTask, said: Text) -> None:
        """What a cell says goes to the note instead."""
        cell = task.cells[field]
        self.doubts.append(Remark(cell.place, said))
        task.extras.append((cell.place.heading or "Date", cell))

    def launch_problem(self) -> Iterator[Remark]:
        """The one problem of all dates that need a launch day, where none was given."""
        if self._undated:
            yield Remark(self._undated[0], Said.no_launch(len(self._undated), self._likely_launch))


def _moments(cell: Cell | None) -> tuple[Moment, ...]:
    when: When | None = due.read(cell.value) if cell else None
    if when is None or isinstance(when, Unreadable | Vague):
        return ()
    return tuple(when) if isinstance(when, Span) else (when,)
