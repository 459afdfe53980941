"""A campaign as its workbook lists it: the tabs by their titles, the lines, the days they cover."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.order import in_order
from retrosheet.archetype.terms import needs_text
from retrosheet.campaign.values import SPARE_AT_THE_END
from retrosheet.schedule.feasibility import outlook_of
from retrosheet.schedule.network import numbers
from retrosheet.workbook.needs import LONGEST, SLOTS
from retrosheet.workbook.plan_tab import TITLES
from retrosheet.workbook.refs import Area

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.campaign import Campaign, Task
    from retrosheet.campaign.made import Made
    from retrosheet.language import Lang
    from retrosheet.schedule import Schedule, ScheduledTask
    from retrosheet.schedule.verdict import Outlook

MOST_LIVE = 500
"""The tasks of a plan whose needs are followed; a larger one would take seconds for each edit."""
MOST_NEEDS = 16
MOST_PARTS = 30
_MORE_NEEDS = 2
"""The needs that people can always add to those of a task."""
_ROOM_TO_TYPE = 40
"""The characters that people can always add to the needs of a task."""


class PlanLine(NamedTuple):
    """One line of engine and plan; ``placed`` is None while it is spare.

    ``phase`` is the place of the phase in whose block it stands, None for a spare line below all.
    """

    id: str
    placed: ScheduledTask | None
    phase: int | None = None


@dataclass(frozen=True)
class Stand:
    """Where people have the settings of a plan that is under way. Rows count from 0.

    ``title`` is the row of the tab's title, ``top`` and ``lists`` are those of the two lines of
    headers, ``form`` has that of each entry of the form. By the key of a list, ``rooms`` has its
    lines, ``entries`` the lines from 0 on which the first entries stand, and ``used`` how many
    lines are filled at most: the other entries stand behind those.
    """

    title: int
    top: int
    lists: int
    form: Mapping[str, int]
    rooms: Mapping[str, int]
    entries: Mapping[str, tuple[int, ...]]
    used: Mapping[str, int]


def rows_for(task: Task) -> int:
    """The rows that the engine has for what a task needs, with room for more."""
    return max(1, -(-(len(task.needs) + _MORE_NEEDS) // SLOTS))


@dataclass(frozen=True)
class Outline:
    """What the places of every tab rest on. All rows and columns count from 0.

    ``made`` is what the plan counts as made of, the campaign itself where that is None; ``stand``
    where a plan that is under way has its settings. ``without`` has the keys of the tabs that it
    does without, of those that no other tab needs.
    """

    campaign: Campaign
    schedule: Schedule
    today: dt.date
    made: Made | None = None
    stand: Stand | None = None
    without: frozenset[str] = frozenset()

    @cached_property
    def judged(self) -> Outlook:
        """How the campaign will go from ``today`` on, of which nothing has begun."""
        return outlook_of(self.campaign, self.today)

    @property
    def locale(self) -> str:
        """How the readers of the workbook write dates."""
        return self.campaign.locale

    @property
    def lang(self) -> Lang:
        return self.campaign.lang

    @cached_property
    def titles(self) -> Mapping[str, str]:
        return {key: title.to(self.lang) for key, title in TITLES.items()}

    def area(
        self, key: str, first_row: int, first_column: int, last_row: int, last_column: int
    ) -> Area:
        return Area(self.titles[key], first_row, first_column, last_row, last_column)

    @cached_property
    def lines(self) -> tuple[PlanLine, ...]:
        """The tasks in the order of the plan, then the spare ones: the rows of the engine."""
        tasks = self.judged.schedule.tasks
        phases = sorted({placed.task.phase for placed in tasks})
        spare = [phase for phase in phases for _ in range(self.campaign.spare)]
        blocks = [*spare, *[None] * max(SPARE_AT_THE_END, self.campaign.spare)]
        taken = {placed.task.id.upper() for placed in tasks}
        prefix = next(
            letter
            for letter in ("A", "L", "Z", "ZZ", "ZZZ")
            if not any(f"{letter}{n:02}" in taken for n in range(1, len(blocks) + 1))
        )
        return (
            *(PlanLine(placed.task.id, placed, placed.task.phase) for placed in tasks),
            *(PlanLine(f"{prefix}{n:02}", None, phase) for n, phase in enumerate(blocks, 1)),
        )

    @cached_property
    def plan_lines(self) -> tuple[PlanLine, ...]:
        """The same lines as the plan shows them: each phase ends with its spare ones."""
        last = {line.phase: n for n, line in enumerate(self.lines) if line.placed}

        def place(numbered: tuple[int, PlanLine]) -> tuple[int, int]:
            number, line = numbered
            return (number if line.placed else last.get(line.phase, len(self.lines)), number)

        return tuple(line for _, line in sorted(enumerate(self.lines), key=place))

    @cached_property
    def live(self) -> bool:
        """Whether the workbook follows the needs that people type."""
        tasks = [placed.task for placed in self.schedule.tasks]
        return len(tasks) <= MOST_LIVE and all(
            len(task.needs) <= (MOST_PARTS if task.split else MOST_NEEDS)
            and len(needs_text(task.needs, self.lang)) <= LONGEST - _ROOM_TO_TYPE
            for task in tasks
        )

    @cached_property
    def splits(self) -> bool:
        """Whether a task is split into sub-tasks."""
        return any(placed.task.split for placed in self.schedule.tasks)

    @cached_property
    def numbers(self) -> Mapping[str, str]:
        """Where each task stands in its phase, by ID: 2, or 2.1 for the first of its parts."""
        return numbers(placed.task for placed in self.schedule.tasks)

    @cached_property
    def engine_lines(self) -> tuple[PlanLine, ...]:
        """The lines in the order of the engine, the spare ones last.

        Where it follows needs, each stands below all that it needs; above one with more needs than
        a row has slots for stand rows without an ID that take the others.
        """
        spare = [line for line in self.lines if line.placed is None]
        if not self.live:
            return (*(line for line in self.lines if line.placed), *spare)
        lines = {line.id: line for line in self.lines}
        tasks = in_order(placed.task for placed in self.schedule.tasks)
        found: list[PlanLine] = []
        for task in tasks:
            found.extend([PlanLine("", None)] * (rows_for(task) - 1))
            found.append(lines[task.id])
        return (*found, *spare)

    @property
    def task_count(self) -> int:
        return len(self.schedule.tasks)

    @cached_property
    def spare_day(self) -> dt.date:
        """Where a spare line lies: on launch day, or on the working day before it."""
        return self.campaign.calendar.on_or_before(self.campaign.launch)

    @cached_property
    def shown(self) -> tuple[dt.date, dt.date]:
        """The first and the last day of all lines, spare ones included."""
        schedule = self.schedule
        return min(schedule.start, self.spare_day), max(schedule.end, self.spare_day)
