"""What the passes are told of the work on each task, and what they find out about it.

A task is done when somebody says so; it is begun when it is done, under way, partly done, or when
somebody has said on which day it will be done. What nobody says anything about is not begun.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.campaign import Task


class Standing(NamedTuple):
    """The work on one task. ``progress`` runs from 0 to 1.

    ``ended`` is the day on which it was done, None when nobody says; ``expected`` the day to come
    on which somebody expects to be done.
    """

    done: bool = False
    begun: bool = False
    progress: float = 0.0
    ended: dt.date | None = None
    expected: dt.date | None = None


UNTOUCHED = Standing()


class AsOf(NamedTuple):
    """A day, and the standing of each task on it by id; who is missing has not begun."""

    today: dt.date
    standings: Mapping[str, Standing] = {}

    def of(self, task: Task) -> Standing:
        """The standing of a task; a deleted one leaves nothing to do or to wait for."""
        return UNTOUCHED if task.passed else self.standings.get(task.id, UNTOUCHED)

    def begin(self, start: dt.date | None) -> dt.date:
        """The first day on which work can begin that has not: today, or ``start`` if later."""
        return max(self.today, start or self.today)


def days_left(task: Task, standing: Standing) -> int:
    """Days of work that are left, at least one of those that there are."""
    if task.passed or not task.duration:
        return 0
    # two thirds of three days are two, whatever a float makes of it
    return max(1, ceil(round(task.duration * (1 - standing.progress), 6)))


class Steps(NamedTuple):
    """One task after the backward pass (``late``) or the pass forward from launch.

    ``aim`` is the date that a task placed ``soon`` is drawn to, with the work's end and start that
    reach it; ``pinned`` says that it is reached. ``latest`` is the boundary at which work must
    begin at the latest for launch to hold, ``latest_bound`` and ``latest_end`` what it comes from.
    """

    anchor: dt.date | None
    bound: dt.date | None
    due: dt.date
    work_end: dt.date
    work_start: dt.date
    latest: dt.date
    conflict: bool
    latest_bound: dt.date | None = None
    latest_end: dt.date | None = None
    aim: dt.date | None = None
    aim_end: dt.date | None = None
    aim_start: dt.date | None = None
    pinned: bool = False


class Earliest(NamedTuple):
    """One task in the earliest pass: the first boundary, the start, the work's end, the finish.

    A task of no length ends on the evening before its boundary, on whatever day that is.
    """

    bound: dt.date
    start: dt.date
    work_end: dt.date
    finish: dt.date


class Driving(NamedTuple):
    """How one task stands to the critical path.

    ``onward``: it has the least float, or leaves such a task less than any other follower does;
    ``goes_on``: so followers, and no imposed date, say by when it must be done. ``awaited``: a task
    on the path waits for it longest; ``pulls``: so what keeps it waiting itself is on the path.
    ``leaves`` and ``waits`` are the needs from which the path leads to it for the one reason and
    for the other.
    """

    onward: bool
    goes_on: bool
    awaited: bool
    pulls: bool
    critical: bool
    leaves: frozenset[str]
    waits: frozenset[str]


@dataclass(frozen=True)
class ScheduledTask:
    """Where one task lies. Dates are inclusive; ``float`` is in working days, and may be negative.

    ``work_end`` is the last day of work, ``due`` lies a margin later. ``steps``, ``earliest`` and
    ``driving`` hold the values on the way, which the workbook's engine shows too.
    """

    task: Task
    steps: Steps
    earliest: Earliest
    start: dt.date
    float: int
    driving: Driving

    @property
    def critical(self) -> bool:
        """Whether it lies on the critical path, and is not done."""
        return self.driving.critical

    @property
    def due(self) -> dt.date:
        return self.steps.due

    @property
    def work_end(self) -> dt.date:
        return self.steps.work_end

    @property
    def conflict(self) -> bool:
        return self.steps.conflict
