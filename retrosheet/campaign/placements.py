"""How each task is placed, late or soon, and which ones launch waits for."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.campaign.values import Task


def with_placements(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks with their placement, from their dates and from what they need.

    A task that is placed ``soon`` already, as follow-ups are, stays so.
    """
    behind = _behind_launch(tasks)
    late = {task.id for task in tasks if task.placement == "late" and task.id not in behind}
    launches = _launches(tasks, late)
    driving = _driving_launch(tasks, launches)
    return tuple(
        replace(
            task,
            placement="late" if task.id in late else "soon",
            after_launch=task.id in behind,
            drives_launch=task.id in driving,
            launches=task.id in launches,
        )
        for task in tasks
    )


def _behind_launch(tasks: Sequence[Task]) -> set[str]:
    """The ids of the tasks that are due after launch, or without a date need one that is, or it."""
    launches = {task.id for task in tasks if task.offset == 0 and task.placement == "late"}
    waiting: dict[str, list[Task]] = {}
    for task in tasks:
        for need in task.needs if task.offset is None else ():
            waiting.setdefault(need.id, []).append(task)
    pending = [task for task in tasks if (task.offset or 0) > 0]
    pending += [task for task_id in launches for task in waiting.get(task_id, ())]
    behind: set[str] = set()
    while pending:
        task = pending.pop()
        if task.id not in behind:
            behind.add(task.id)
            pending += waiting.get(task.id, ())
    return behind


def _launches(tasks: Sequence[Task], late: set[str]) -> set[str]:
    """The ids of launch; without one, of the last tasks before it."""
    found = {task.id for task in tasks if task.id in late and task.offset == 0}
    if found:
        return found
    needed = {need.id for task in tasks if task.id in late for need in task.needs}
    return {task.id for task in tasks if task.id in late - needed and task.offset is None}


def _driving_launch(tasks: Sequence[Task], launches: set[str]) -> set[str]:
    """The ids of launch and of all that launch waits for."""
    by_id = {task.id: task for task in tasks}
    pending = list(launches)
    driving: set[str] = set()
    while pending:
        task_id = pending.pop()
        if task_id not in driving:
            driving.add(task_id)
            pending.extend(need.id for need in by_id[task_id].needs)
    return driving
