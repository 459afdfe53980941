"""Tasks that are split into sub-tasks: who is a part of whom, and what each of them waits for.

A task that is split is done when its sub-tasks are: it waits for them, and has no dates of its own.
What it needs itself is passed on to those of its sub-tasks that need no other one of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.archetype.terms import Duration, Need

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrosheet.archetype.model import Task


def parts_of(tasks: Sequence[Task]) -> dict[str, tuple[Task, ...]]:
    """The sub-tasks of each task that is split, in order."""
    found: dict[str, tuple[Task, ...]] = {}
    for task in tasks:
        if task.parent is not None:
            found[task.parent] = (*found.get(task.parent, ()), task)
    return found


def behind_their_task(tasks: Iterable[Task]) -> tuple[Task, ...]:
    """The tasks of a phase, each followed by its parts; a part of what is gone stands alone."""
    listed = tuple(tasks)
    there = {task.id for task in listed}
    parts = parts_of(listed)
    return tuple(
        each
        for task in listed
        if task.parent not in there
        for each in (replace(task, parent=None), *parts.get(task.id, ()))
    )


def needs_of(tasks: Sequence[Task]) -> dict[str, tuple[Need, ...]]:
    """What each task waits for, by id: one that is split for its sub-tasks."""
    parts, own = parts_of(tasks), {task.id: task.needs for task in tasks}
    found: dict[str, tuple[Need, ...]] = {}
    for task in tasks:
        if task.id in parts:
            found[task.id] = tuple(Need(part.id, Duration(0, "d")) for part in parts[task.id])
            continue
        found[task.id] = task.needs
        if task.parent in parts:
            siblings = {part.id for part in parts[task.parent]}
            found[task.id] = _passed_on(task.needs, own.get(task.parent, ()), siblings)
    return found


def _passed_on(
    own: tuple[Need, ...], of_parent: tuple[Need, ...], siblings: set[str]
) -> tuple[Need, ...]:
    if any(need.id in siblings for need in own):
        return own
    named = {need.id for need in own}
    return (*own, *(need for need in of_parent if need.id not in named))
