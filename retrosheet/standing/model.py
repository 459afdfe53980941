"""A campaign on a day, as one frozen value: what was planned, what is done, where it is heading.

Dates are inclusive. ``work_end`` is the last day of work, ``due`` lies a margin later; what was
planned stands beside what is forecast. Texts are in the campaign's language and as people typed
them: nothing is escaped or cut here.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import Kind, Need
from retrosheet.calendars import Calendar, Holiday
from retrosheet.language import Lang
from retrosheet.statuses import BEGUN, CANCELLED, FINISHED
from retrosheet.workbook.baseline import FirstDates

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.sync.findings import Finding, Findings


@dataclass(frozen=True)
class Item:
    """One task. ``owner`` is the cell as it stands, ``owners`` are those whom it names.

    ``phase`` counts from 0; ``status`` is a code of ``statuses``, a finished one where the work has
    ended whatever the cell says, None when unknown. ``duration`` counts working days, or all days
    where ``calendar_days``; ``float_days`` working days. ``progress`` runs from 0 to 1.
    ``forecast`` is the day on which work will end, ``before`` the due date that the last sync knew
    where it was another. ``any_day`` may fall on days off. ``first`` are the dates as first
    planned, where they were others and the task is to be done; ``shift`` the working days from the
    first due date to the present one, below 0 for earlier. One that is ``split`` has the dates, the
    status and the progress of its parts, which have its id as ``parent``; it counts nowhere besides
    them.
    """

    id: str
    phase: int
    title: str
    owner: str
    kind: Kind
    start: dt.date
    work_end: dt.date
    due: dt.date
    forecast: dt.date
    duration: int
    float_days: int
    critical: bool
    status: int | None
    progress: float = 0.0
    margin: int = 0
    calendar_days: bool = False
    any_day: bool = False
    waits: bool = False
    offset: int | None = None
    imposed: dt.date | None = None
    ended: dt.date | None = None
    before: dt.date | None = None
    placement: str = "late"
    drives_launch: bool = False
    needs: tuple[Need, ...] = ()
    parent: str = ""
    split: bool = False
    owners: tuple[str, ...] = ()
    channel: str = ""
    deliverable: str = ""
    comment: str = ""
    finding: Finding | None = None
    first: FirstDates | None = None
    shift: int = 0

    @property
    def is_point(self) -> bool:
        """Whether it has no length to draw: a milestone, or work of no day."""
        return self.kind == "milestone" or self.duration == 0

    @property
    def done(self) -> bool:
        return self.status in FINISHED

    @property
    def cancelled(self) -> bool:
        return self.status == CANCELLED

    @property
    def begun(self) -> bool:
        return self.done or self.status in BEGUN or self.progress > 0

    @property
    def share(self) -> float:
        """The part of the work that is done, from 0 to 1, whatever progress stands beside it."""
        return 1.0 if self.done and not self.cancelled else self.progress

    def late_on(self, day: dt.date) -> bool:
        return not self.done and self.due < day


class Money(NamedTuple):
    """One line of the budget; ``task`` is the id of the task that commits it, "" for none."""

    title: str
    category: str
    task: str
    planned: float
    committed: float = 0.0
    paid: float = 0.0

    @property
    def remaining(self) -> float:
        """What was planned, less what was committed or paid, whichever is more; in whole cents."""
        return round(self.planned - max(self.committed, self.paid), 2)


class Indicator(NamedTuple):
    """What the campaign should bring; ``reached`` is None until a result stands beside it."""

    title: str
    target: float
    unit: str
    day: dt.date | None
    owner: str
    at_most: bool
    result: float | None = None

    @property
    def reached(self) -> bool | None:
        if self.result is None:
            return None
        return self.result <= self.target if self.at_most else self.result >= self.target


@dataclass(frozen=True)
class Standing:
    """A whole campaign on the day ``today``. ``holidays`` are the days off that have a name.

    ``first_launch`` is launch day as first planned, None where it has not moved or nobody kept it;
    ``moves`` is how often it was seen to move since.
    """

    name: str
    archetype: str
    lang: Lang
    today: dt.date
    launch: dt.date
    start: dt.date | None
    calendar: Calendar
    phases: tuple[str, ...]
    items: tuple[Item, ...]
    findings: Findings
    holidays: tuple[Holiday, ...] = ()
    budget: tuple[Money, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    first_launch: dt.date | None = None
    moves: int = 0

    @cached_property
    def by_id(self) -> Mapping[str, Item]:
        return {item.id: item for item in self.items}

    @cached_property
    def first(self) -> dt.date:
        """The first day of the plan, or launch day in a plan that only begins there."""
        return min((item.start for item in self.items), default=self.launch)

    @cached_property
    def last(self) -> dt.date:
        """The last day on which anything is due, or launch day if that comes later."""
        return max((self.launch, *(item.due for item in self.items)))

    @cached_property
    def parts(self) -> Mapping[str, Sequence[Item]]:
        """The parts of each task that is split, by its id."""
        parts: dict[str, list[Item]] = {}
        for item in self.items:
            if item.parent:
                parts.setdefault(item.parent, []).append(item)
        return parts

    @cached_property
    def in_parts(self) -> Standing:
        """The same without tasks that are split: who needs one needs its parts instead."""

        def spread(needs: tuple[Need, ...]) -> Iterator[Need]:
            for need in needs:
                parts = self.parts.get(need.id)
                yield from [need._replace(id=part.id) for part in parts] if parts else [need]

        items = tuple(
            replace(item, needs=tuple(dict.fromkeys(spread(item.needs))), parent="")
            for item in self.items
            if not item.split
        )
        return replace(self, items=items)

    def offset_of(self, item: Item) -> int:
        """Calendar days from launch to a due date, as the plan's own column has them.

        A target that lands on a day off keeps its number: J-36 stays J-36 though it is due on the
        Friday before. Where the due date has another reason, its own distance counts.
        """
        away = (item.due - self.launch).days
        if item.offset is None or item.imposed is not None:
            return away
        first, last = sorted((item.due, self.launch + dt.timedelta(days=item.offset)))
        between = self.calendar.working_days(first, last)
        return item.offset if between <= self.calendar.is_working(item.due) else away

    def reached_on(self, item: Item) -> dt.date:
        """The day on which a target is reached, as it looks today; never before it is planned.

        What stands on launch day or after keeps its distance to launch, whatever its own work.
        """
        day = max(item.due, item.forecast)
        slip = self.findings.forecast_launch - self.launch
        if item.due < self.launch or item.imposed is not None or slip <= dt.timedelta():
            return day
        moved = item.due + slip
        return max(day, moved if item.any_day else self.calendar.on_or_after(moved))

    @property
    def next_milestones(self) -> tuple[Item, ...]:
        """The milestones to come, the first first; one whose day has passed stands among the late.

        The dashboard lists the same. One that somebody has split is told by its sub-tasks.
        """
        coming = (
            item
            for item in self.items
            if item.kind == "milestone" and not (item.split or item.done)
            if not item.late_on(self.today)
        )
        return tuple(sorted(coming, key=lambda item: (item.due, item.id)))

    def in_phases(self) -> Iterator[tuple[str, tuple[Item, ...]]]:
        """The phases that have tasks, in the order of the campaign, each with its tasks."""
        for number, title in enumerate(self.phases):
            items = tuple(item for item in self.items if item.phase == number)
            if items:
                yield title, items

    @property
    def progress(self) -> float:
        """The part of all work that is done, by duration; cancelled tasks do not count."""
        alive = [item for item in self.items if not (item.cancelled or item.split)]
        whole = sum(max(1, item.duration) for item in alive)
        done = sum(max(1, item.duration) * item.share for item in alive)
        return done / whole if whole else 0.0
