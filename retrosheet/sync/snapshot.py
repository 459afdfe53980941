"""What a workbook says: a Snapshot, read from the tables under its names.

Only what people typed and what the archetype fixed is read; calculated dates are not, because the
file may carry stale ones or none at all. Everything that cannot be read is kept as a ``Doubt``,
with its cell, and counts as unknown.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.schedule import Schedule, of_placed
from retrosheet.schedule.network import linked
from retrosheet.schedule.passes import place
from retrosheet.schedule.placed import AsOf, Standing
from retrosheet.schedule.verdict import Outlook
from retrosheet.statuses import BEGUN, CANCELLED, FINISHED
from retrosheet.workbook.cadence import USUAL, Cadence

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task
    from retrosheet.language import Lang
    from retrosheet.sync.remembered import Entry, Remembered, Summary, Told, Transition
    from retrosheet.workbook.baseline import Baseline, Move

DoubtKind = Literal["unreadable", "duplicate_id", "missing_id"]
Why = Literal[
    "unread", "text", "heard", "uncalculated", "title", "fixed", "reversed", "long", "no_begin",
    "no_meaning", "lost_name", "lost_header", "lost_columns", "beyond_years",
    "untitled", "outside", "beside", "merged", "no_formulas", "below_list", "error", "copy",
    "too_many", "in_gantt", "sorted_header", "need_unread", "no_task", "circle", "later", "many",
    "no_parent", "too_deep", "split_needs", "of_parts", "typed_over", "cleared",
]  # fmt: skip
"""What is the matter with something unreadable; ``doubt_words`` has a sentence for each."""


class Doubt(NamedTuple):
    """Something that could not be read or believed; ``typed`` is what stands there.

    ``kept`` is what counts in its place, "" where that goes without saying.
    """

    kind: DoubtKind
    where: str
    id: str
    title: str
    column: str
    typed: str
    why: Why = "unread"
    kept: str = ""


class Heard(NamedTuple):
    """A text in the cell ``key`` of a row, and the number that it means (a date its serial)."""

    key: str
    typed: str
    read: float


@dataclass(frozen=True)
class TaskState:
    """Where the work on one task stands. ``status`` is a code of ``typed``, None when unknown.

    ``progress`` runs from 0 to 1, None when unreadable. ``where`` is the cell of its due date,
    ``row`` its row under the plan's keys, ``place`` the line of the engine that calculates it, both
    from 0. ``snag`` is what its row says of needs that the workbook's formulas do not follow.
    ``owner`` is the cell as it stands, ``owners`` are those whom it names.
    """

    task: Task
    owner: str
    status: int | None
    progress: float | None
    actual_end: dt.date | None
    where: str
    comment: str = ""
    owners: tuple[str, ...] = ()
    heard: tuple[Heard, ...] = ()
    place: int = 0
    snag: str = ""
    row: int = 0

    @property
    def cancelled(self) -> bool:
        """Whether the task is not to be done any more, as if its row were deleted."""
        return self.status == CANCELLED

    @property
    def finished(self) -> bool:
        """Whether it is all over, as somebody sees it who looks back."""
        return self.status in FINISHED or self.actual_end is not None

    def over(self, today: dt.date) -> bool:
        """Whether nothing is left to do."""
        return self.cancelled or self.standing(today).done

    def standing(self, today: dt.date) -> Standing:
        """Where the work stands. An actual end that lies ahead is one that somebody expects."""
        end, progress = self.actual_end, self.progress or 0.0
        if end is not None and end > today:
            return Standing(begun=True, progress=progress, expected=end)
        done = self.status in FINISHED or end is not None
        return Standing(done, done or self.status in BEGUN or progress > 0, progress, end)


class HolidayList(NamedTuple):
    """The public holidays of Settings, and where their list stands."""

    where: str
    days: tuple[dt.date, ...]


NO_HOLIDAYS = HolidayList("", ())


class Member(NamedTuple):
    """One line of the team, as it is typed; ``where`` is the cell of the address."""

    role: str
    person: str
    email: str
    language: str
    where: str

    @property
    def label(self) -> str:
        """What the plan shows as the owner."""
        return self.person or self.role


@dataclass(frozen=True)
class Snapshot:
    """A workbook as it stands, independent of where it is kept.

    - ``launch``, ``start``, ``soon_days``, ``calendar``, ``name``, ``team``, ``lead``, ``cadence``:
      the settings, as typed. ``today`` is a day that somebody froze there, None while it follows
      the clock. ``status_words`` are the words of its statuses, with their codes.
    - ``lines``: the tasks whose row is there, in the order of the plan (N°). ``deleted``: those
      whose row is gone, as pass-throughs. ``doubts``: what could not be read or believed.
    - ``formulas_agree``: whether the workbook's own formulas are known to read all of it alike.
      ``linked``: whether the needs that people typed decide what is placed before launch and what
      behind it. ``made_split``: the tasks whose rows show by formulas what their sub-tasks say.
    - ``remembered``, ``summary``, ``log``, ``told``, ``entries``: what earlier runs have left;
      ``remembers`` says whether there is room for the last two.
    - ``baseline``: the first plan, None in a workbook that keeps none; ``moves``: the launch days
      that syncs have seen since.
    - ``locale``: how the workbook writes dates, one of ``locales()``, "" where nothing says.
    """

    lang: Lang
    archetype: str
    plan_title: str
    sync_title: str
    launch: dt.date
    today: dt.date | None
    start: dt.date | None
    soon_days: int
    calendar: Calendar
    lines: tuple[TaskState, ...]
    deleted: tuple[Task, ...]
    doubts: tuple[Doubt, ...]
    remembered: Mapping[str, Remembered]
    summary: Summary
    log: tuple[Transition, ...]
    formulas_agree: bool = False
    holidays: HolidayList = NO_HOLIDAYS
    name: str = ""
    team: tuple[Member, ...] = ()
    lead: str = ""
    cadence: Cadence = USUAL
    told: tuple[Told, ...] = ()
    entries: tuple[Entry, ...] = ()
    baseline: Baseline | None = None
    moves: tuple[Move, ...] = ()
    remembers: bool = True
    locale: str = ""
    linked: bool = False
    status_words: Mapping[str, int] = field(default_factory=dict)
    made_split: frozenset[str] = frozenset()

    @property
    def work(self) -> tuple[TaskState, ...]:
        """The lines on which work is done: one that is split is nobody's work but its parts'."""
        return tuple(line for line in self.lines if not line.task.split)

    @cached_property
    def schedule(self) -> Schedule:
        """The plan's dates as its formulas calculate them from what people typed."""
        return of_placed(
            place(self.tasks, self.launch, self.calendar, self.start), self.launch
        )  # fmt: skip

    @cached_property
    def beyond_holidays(self) -> tuple[Doubt, ...]:
        """The years of the plan before and after those of the list of holidays, as one doubt.

        None where the list is empty: then nobody wants holidays.
        """
        years = [day.year for day in self.holidays.days]
        if not years:
            return ()
        first = min(placed.start for placed in self.schedule.tasks).year
        last = max(placed.due for placed in self.schedule.tasks).year
        missing = (*range(first, min(years)), *range(max(years) + 1, last + 1))
        said = ", ".join(str(year) for year in missing)
        doubt = Doubt(
            "unreadable", self.holidays.where, "", "", "holidays", said, "beyond_years"
        )  # fmt: skip
        return (doubt,) if missing else ()

    def outlook(self, today: dt.date) -> Outlook:
        """How the plan will go from ``today`` on."""
        if today not in self._outlooks:
            self._outlooks[today] = self._outlook(today)
        return self._outlooks[today]

    @cached_property
    def _outlooks(self) -> dict[dt.date, Outlook]:
        return {}

    def _outlook(self, today: dt.date) -> Outlook:
        as_of = AsOf(today, {line.task.id: line.standing(today) for line in self.lines})
        placed = place(self.tasks, self.launch, self.calendar, self.start, as_of)
        schedule = of_placed(placed, self.launch)
        return Outlook(schedule, self.launch, self.start, self.calendar, as_of, self.soon_days)

    @cached_property
    def tasks(self) -> tuple[Task, ...]:
        """All tasks of the engine; what is deleted or cancelled is passed through."""
        lines = (
            replace(line.task, deleted=True) if line.cancelled else line.task for line in self.lines
        )
        tasks = (*lines, *self.deleted)
        return linked(tasks) if self.linked else tasks
