"""What an archetype says, as values: the YAML file's content once it has been checked.

Conventions of the format, stated here once:

- Durations: ``5d`` five working days, ``2w`` ten working days (5 a week), ``3cd`` three calendar
  days. ``wait`` is a duration that nobody can shorten (printing, a client's approval).
- J-offsets (``J-30``, ``J``, ``J+15``) count calendar days from launch day J.
- ``needs`` names the tasks that must be finished before this one starts; a lag (``CRE2 + 3d``,
  ``CRE2 + 5cd``) leaves that many whole days between the two.
- A period (``J+1 → J+30``) is a span of calendar days; it lands on days off as it falls.
- A fixed date is a calendar date (``2027-01-15``), or a month and day (``12-20``), which stands for
  its occurrence nearest to J.
- A follow-up starts exactly ``after`` its task's due date: ``10d`` or ``2w`` on the tenth working
  day after it, ``14cd`` a fortnight later, or on the next working day.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import NamedTuple

from retrosheet.archetype.terms import (
    Direction,
    Duration,
    Kind,
    MonthDay,
    Need,
    Part,
    Period,
    RaciLetter,
    Unit,
    Yearly,
)
from retrosheet.language import Text

__all__ = [
    "Archetype",
    "Block",
    "BudgetLine",
    "Channel",
    "Direction",
    "Duration",
    "FollowUp",
    "Kind",
    "Kpi",
    "MonthDay",
    "Need",
    "Objective",
    "Part",
    "Period",
    "Phase",
    "RaciLetter",
    "Repeat",
    "Role",
    "Task",
    "Unit",
    "Yearly",
]


@dataclass(frozen=True)
class FollowUp:
    """A chaser: ``after`` the task's due date; ``title`` and ``owner`` default to the task's."""

    after: Duration
    title: Text | None = None
    owner: str | None = None


class Repeat(NamedTuple):
    """The task comes again every ``every`` calendar days, from its due date to ``until`` (J±)."""

    every: int
    until: int


@dataclass(frozen=True)
class Task:
    """One line of the plan as the archetype describes it.

    Exactly one of ``due``, ``period`` and ``fixed`` may be set; none means "as late as what needs
    it allows". ``margin`` is in working days. ``owner``, ``block``, ``channel`` and the roles in
    ``raci`` are ids declared at the top of the file; a ``raci`` that is not empty has an R.
    ``deliverable`` is what comes out of it, thing by thing. ``parent`` is the id of the task of the
    same phase that it is a part of; that one stands before its parts, and is made of them alone.
    ``line`` is where the task stands in it, 0 for one from a file that it extends or uses.
    """

    id: str
    title: Text
    owner: str
    kind: Kind = "task"
    duration: Duration = Duration(1, "d")
    incompressible: bool = False
    needs: tuple[Need, ...] = ()
    due: int | None = None
    period: Period | None = None
    fixed: dt.date | MonthDay | None = None
    margin: int = 0
    any_day: bool = False
    deliverable: tuple[Part, ...] = ()
    channel: str | None = None
    block: str | None = None
    note: Text | None = None
    checklist: tuple[Part, ...] = ()
    raci: tuple[tuple[str, RaciLetter], ...] = ()
    follow_ups: tuple[FollowUp, ...] = ()
    repeat: Repeat | None = None
    parent: str | None = None
    line: int = 0


@dataclass(frozen=True)
class Phase:
    """A stage of the campaign, in the order of the file."""

    id: str
    title: Text
    tasks: tuple[Task, ...]


class Role(NamedTuple):
    """Who does things, by function; a campaign puts a person's name on it."""

    id: str
    title: Text


class Channel(NamedTuple):
    """Where the campaign speaks: social media, press, e-mail…"""

    id: str
    title: Text


class Block(NamedTuple):
    """A part of the campaign that can be switched with ``--with`` and ``--without``."""

    id: str
    title: Text
    default: bool = True


@dataclass(frozen=True)
class Objective:
    """A SMART objective: one sentence, and what makes it specific, measurable, …

    It is there only where ``block`` is in; likewise an indicator and a budget line.
    """

    title: Text
    specific: Text
    measurable: Text
    achievable: Text
    relevant: Text
    time_bound: Text
    block: str | None = None


@dataclass(frozen=True)
class Kpi:
    """An indicator: its target, the unit, when it is measured (J±) and by whom, from where.

    ``better`` says whether the target is a minimum (``higher``) or a maximum (``lower``).
    """

    title: Text
    target: float
    unit: Text
    measured: int
    owner: str
    source: Text | None = None
    better: Direction = "higher"
    block: str | None = None


@dataclass(frozen=True)
class BudgetLine:
    """Planned money, without tax, in the campaign's currency; committed when ``task`` is due."""

    title: Text
    category: Text
    amount: float
    task: str | None = None
    block: str | None = None


@dataclass(frozen=True)
class Archetype:
    """A campaign type: everything but the date, the people and the options.

    ``closed`` are the days of every year on which nobody works on it.
    """

    name: str
    path: str
    title: Text
    summary: Text
    roles: tuple[Role, ...]
    phases: tuple[Phase, ...]
    channels: tuple[Channel, ...] = ()
    blocks: tuple[Block, ...] = ()
    objectives: tuple[Objective, ...] = ()
    kpis: tuple[Kpi, ...] = ()
    budget: tuple[BudgetLine, ...] = ()
    closed: tuple[Yearly, ...] = ()

    @property
    def tasks(self) -> tuple[Task, ...]:
        return tuple(task for phase in self.phases for task in phase.tasks)

    @property
    def work(self) -> tuple[Task, ...]:
        """The tasks that are counted: one that is split does not count besides its sub-tasks."""
        split = {task.parent for task in self.tasks}
        return tuple(task for task in self.tasks if task.id not in split)
