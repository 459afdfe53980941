"""What a campaign is made of, in one language: tasks, phases, roles, options."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NamedTuple

from retrosheet.archetype.terms import Direction, Kind, Need, RaciLetter
from retrosheet.calendars import SATURDAY_SUNDAY, Calendar, Closure, Holiday
from retrosheet.language import DEFAULT, Lang

Placement = Literal["late", "soon", "free"]

SPARE_LINES = 2
"""How many spare lines a phase ends with, unless somebody asks for others."""
SPARE_AT_THE_END = 10
"""The spare lines below the last phase: so many, or as many as a phase ends with, if more."""


@dataclass(frozen=True)
class Task:
    """One line of the plan.

    ``duration`` counts working days, or calendar days where ``calendar_days``; ``any_day`` may
    fall on days off. ``offset`` is the due date in calendar days from launch, ``imposed`` a date
    typed by a person. ``after_launch`` keeps a ``soon`` task behind launch day;
    ``drives_launch`` says that launch waits for it, ``launches`` that launch happens here.
    ``deleted`` leaves its place as a pass-through of no length; so does one that is ``split`` into
    sub-tasks, each with its id as ``parent``: its dates are theirs.
    """

    id: str
    phase: int
    title: str
    role: str
    kind: Kind = "task"
    duration: int = 1
    calendar_days: bool = False
    any_day: bool = False
    incompressible: bool = False
    needs: tuple[Need, ...] = ()
    offset: int | None = None
    imposed: dt.date | None = None
    margin: int = 0
    placement: Placement = "late"
    after_launch: bool = False
    drives_launch: bool = False
    launches: bool = False
    deleted: bool = False
    parent: str = ""
    split: bool = False
    deliverable: str = ""
    channel: str = ""
    note: str = ""
    raci: tuple[tuple[str, RaciLetter], ...] = ()

    @property
    def passed(self) -> bool:
        """Whether no work is done here: those that need it wait for what it needs."""
        return self.deleted or self.split

    @property
    def spans_calendar(self) -> bool:
        """Whether its length is counted on all days of the week."""
        return self.calendar_days or self.any_day

    @property
    def latest_on_any_day(self) -> bool:
        """Whether the latest pass lets it end on a day off: all but work of calendar days."""
        return self.any_day or not self.calendar_days


class Phase(NamedTuple):
    """A stage of the campaign."""

    id: str
    title: str


class Role(NamedTuple):
    """A function and the person who has it ("" when nobody is named yet)."""

    id: str
    title: str
    person: str = ""

    @property
    def label(self) -> str:
        return self.person or self.title


class Objective(NamedTuple):
    """A SMART objective, in one language."""

    title: str
    specific: str
    measurable: str
    achievable: str
    relevant: str
    time_bound: str


class Kpi(NamedTuple):
    """An indicator, in one language; ``measured`` in calendar days from launch.

    ``better`` says whether the target is a minimum (``higher``) or a maximum (``lower``).
    """

    title: str
    target: float
    unit: str
    measured: int
    role: str
    source: str
    better: Direction = "higher"


class BudgetLine(NamedTuple):
    """Planned money; ``task`` is "" when no line of the plan commits it."""

    title: str
    category: str
    amount: float
    task: str


@dataclass(frozen=True)
class Options:
    """What the person who makes the plan decides. ``country`` None means no public holidays.

    ``closed`` are closures besides the archetype's own, of every year, which ``yearly`` keeps.
    ``spare`` is the number of spare lines that each phase ends with.
    ``locale`` is one of ``locales()``, "" for the usual one of the language.
    """

    launch: dt.date
    lang: Lang = DEFAULT
    country: str | None = None
    weekend: str = SATURDAY_SUNDAY
    closed: tuple[Closure, ...] = ()
    yearly: bool = True
    start: dt.date | None = None
    name: str = ""
    people: tuple[tuple[str, str], ...] = ()
    with_blocks: tuple[str, ...] = ()
    without_blocks: tuple[str, ...] = ()
    spare: int = SPARE_LINES
    locale: str = ""


@dataclass(frozen=True)
class Campaign:
    """Everything that the schedule and the workbook need, in one language.

    ``start`` is the day before which nothing may start, None when there is no such day. ``spare``
    is the number of spare lines that each phase ends with.
    """

    archetype: str
    title: str
    name: str
    summary: str
    lang: Lang
    locale: str
    launch: dt.date
    calendar: Calendar
    phases: tuple[Phase, ...]
    roles: tuple[Role, ...]
    tasks: tuple[Task, ...]
    start: dt.date | None = None
    country: str | None = None
    holidays: tuple[Holiday, ...] = ()
    closures: tuple[Closure, ...] = ()
    objectives: tuple[Objective, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    spare: int = SPARE_LINES

    @property
    def work(self) -> tuple[Task, ...]:
        """The tasks that are counted: one that is split does not count besides its sub-tasks."""
        return tuple(task for task in self.tasks if not task.split)

    def role(self, role_id: str) -> Role:
        return next(role for role in self.roles if role.id == role_id)
