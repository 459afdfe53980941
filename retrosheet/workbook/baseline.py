"""The first plan: when each task was to be done as it was first agreed, kept in the workbook.

It stands under ``rs_baseline``, values and no formulas: the keys, a row for the whole plan, then
one row a task ID. Whoever agrees on a new first plan writes ``rows`` there, and empties the list
of launch days under ``rs_moves``, which counts from the first plan on.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

NAME, MOVES_NAME = "rs_baseline", "rs_moves"
COLUMNS = ("first_id", "first_start", "first_due")
WHOLE = "(plan)"
"""In the place of an ID: the row with the day on which the plan was agreed, and launch day."""


class FirstDates(NamedTuple):
    """The first and the last day of a task as first planned, both inclusive."""

    start: dt.date
    due: dt.date


class Baseline(NamedTuple):
    """What was agreed on the day ``kept``; ``dates`` by task ID."""

    kept: dt.date
    launch: dt.date
    dates: Mapping[str, FirstDates]

    def of(self, task_id: str) -> FirstDates | None:
        """The dates of a task, None where it was not yet in the first plan."""
        return self.dates.get(task_id)


class Move(NamedTuple):
    """A launch day that a sync of that ``day`` saw for the first time since the one before."""

    day: dt.date
    launch: dt.date


def rows(baseline: Baseline) -> Iterator[tuple[str | dt.date, ...]]:
    """The content of ``rs_baseline``, from its row of keys on."""
    yield COLUMNS
    yield (WHOLE, baseline.kept, baseline.launch)
    for task_id, first in baseline.dates.items():
        yield (task_id, *first)


def read(cells: Iterable[tuple[str, dt.date | None, dt.date | None]]) -> Baseline | None:
    """What ``rows`` wrote, from the rows below the keys; None where no first plan is kept."""
    whole, dates = None, {}
    for task_id, start, due in cells:
        if start is None or due is None:
            continue
        if task_id == WHOLE:
            whole = FirstDates(start, due)
        else:
            dates[task_id] = FirstDates(start, due)
    return Baseline(*whole, dates) if whole else None


def moved(baseline: Baseline, seen: tuple[Move, ...], launch: dt.date) -> int:
    """How many times launch has moved since: the moves that were seen, and one unseen yet."""
    last = seen[-1].launch if seen else baseline.launch
    return len(seen) + (last != launch)
