"""Tasks as the file-wide rules see them: with their defaults, and gaps where a value is unfit."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.model import Duration, MonthDay, Need, Period
from retrosheet.archetype.source.filled import Filled

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.archetype.source.problems import Mark


LONGEST_CHAIN = 20


class Draft(NamedTuple):
    """One task.

    ``length`` is None where it is given but unfit. ``free`` says that it has no date of its own;
    a task with neither ``due`` nor ``period`` that is not free has a date that says nothing about
    J, or an unfit one.
    """

    id: str
    filled: Filled
    milestone: bool
    length: Duration | None
    margin: int
    needs: list[tuple[Need, Mark]]
    due: int | None
    period: Period | None
    free: bool

    @property
    def place(self) -> Mark:
        return self.filled.place


def drafts(archetype: Filled) -> list[Draft]:
    """The tasks that have a readable id, in file order."""
    return [
        _draft(task_id, task)
        for phase in archetype.every("phases", Filled)
        for task in phase.every("tasks", Filled)
        if (task_id := task.get("id", str)) is not None
    ]


def length_of(task: Filled) -> Duration | None:
    """A task's duration: its own, its period's, or the default of its kind; None if unfit."""
    if "period" in task.places:
        period = task.get("period", Period)
        return Duration(period.last - period.first + 1, "cd") if period else None
    for key in ("duration", "wait"):
        if key in task.places:
            return task.get(key, Duration)
    if "kind" in task.places and task.get("kind", str) is None:
        return None
    return Duration(0 if task.get("kind", str) == "milestone" else 1, "d")


def fixed_of(task: Filled) -> dt.date | MonthDay | None:
    """A task's fixed date."""
    return task.get("fixed", dt.date) or task.get("fixed", MonthDay)


def _draft(task_id: str, task: Filled) -> Draft:
    return Draft(
        id=task_id,
        filled=task,
        milestone=task.get("kind", str) == "milestone",
        length=length_of(task),
        margin=task.get("margin", int) or 0,
        needs=task.placed("needs", Need),
        due=task.get("due", int),
        period=task.get("period", Period),
        free=not {"due", "period", "fixed"} & task.places.keys(),
    )


def by_id(found: Iterable[Draft]) -> dict[str, Draft]:
    """The tasks by id, the first of each id, in file order."""
    tasks: dict[str, Draft] = {}
    for draft in found:
        tasks.setdefault(draft.id, draft)
    return tasks


def known_needs(draft: Draft, tasks: Mapping[str, Draft]) -> list[tuple[Need, Mark]]:
    """The needs of a task that exist and are not itself."""
    return [
        (need, place) for need, place in draft.needs if need.id in tasks and need.id != draft.id
    ]


def chain(steps: list[str]) -> str:
    """Tasks one after the other as a message shows them; the middle of many is left out."""
    if len(steps) > LONGEST_CHAIN:
        half = LONGEST_CHAIN // 2
        steps = [*steps[:half], "…", *steps[-half:]]
    return " → ".join(steps)


def day(offset: int) -> str:
    """A J-offset as the format writes it: J-30, J, J+15."""
    return f"J{offset:+d}" if offset else "J"
