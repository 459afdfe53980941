"""Launch itself: a milestone at J, for a table in which nothing lies there."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.archetype.model import Task
from retrosheet.archetype.terms import Duration
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.archetype.model import Phase

LAUNCH_ADDED = Text(
    "rien n’est prévu à J : le jalon « Lancement » y est ajouté",
    'nothing lies at launch day: the milestone "Launch" is added there',
)
_TITLE = Text("Lancement", "Launch")


def has_launch(phases: Sequence[Phase]) -> bool:
    """Whether a task is due at J, or its period contains J."""
    tasks = (task for phase in phases for task in phase.tasks)
    return any(
        task.due == 0 or (task.period and task.period.first <= 0 <= task.period.last)
        for task in tasks
    )


def with_launch(phases: Sequence[Phase], owner: str) -> tuple[Phase, ...]:
    """The phases with the milestone before the first task after J, or at the end."""
    launch = Task("LAUNCH", _TITLE, owner, "milestone", Duration(0, "d"), due=0)
    found = list(phases)
    number, at = next(
        (
            (number, index)
            for number, phase in enumerate(phases)
            for index, task in enumerate(phase.tasks)
            if _is_after(task)
        ),
        (len(found) - 1, len(found[-1].tasks)),
    )
    tasks = found[number].tasks
    found[number] = replace(found[number], tasks=(*tasks[:at], launch, *tasks[at:]))
    return tuple(found)


def _is_after(task: Task) -> bool:
    return (task.due or 0) > 0 or (task.period is not None and task.period.first > 0)
