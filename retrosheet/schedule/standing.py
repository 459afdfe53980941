"""Where the work on each task stands on a day, as the passes need to know it.

A task is done when somebody says so; it is begun when it is done, under way, partly done, or when
somebody has said on which day it will be done. What nobody says anything about is not begun.
"""

from __future__ import annotations

import datetime as dt
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
