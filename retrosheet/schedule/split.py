"""Tasks that people split: which line is a part of which, and what that makes of the two.

A line is a part of the task whose ID stands under "Part of". There are three levels, a phase, a
task, a sub-task: nothing is a part of a part, nor of itself. A task with parts takes no time, and
waits for them alone. The engine reads the same in formulas (``layout.engine_listed``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.campaign import Task


class Parts(NamedTuple):
    """``parents`` has the task of each sub-task, ``of`` the sub-tasks of each task, in order.

    ``no_task`` and ``too_deep`` are the lines whose cell names no task, or one that cannot be split
    any further.
    """

    parents: Mapping[str, str]
    of: Mapping[str, tuple[str, ...]]
    no_task: frozenset[str]
    too_deep: frozenset[str]


NO_PARTS = Parts({}, {}, frozenset(), frozenset())


def parts_of(typed: Mapping[str, str], ids: Mapping[str, str]) -> Parts:
    """Who is a part of whom, by what is ``typed`` for each line, "" for nothing.

    ``ids`` has the ID of each line that is there by its casefolded form.
    """
    named = {line: ids.get(text.casefold()) for line, text in typed.items() if text}
    parents: dict[str, str] = {}
    found: dict[str, tuple[str, ...]] = {}
    too_deep = set()
    for line, parent in named.items():
        if parent is None:
            continue
        if parent == line or named.get(parent) is not None:
            too_deep.add(line)
            continue
        parents[line] = parent
    for line in typed:
        if line in parents:
            found[parents[line]] = (*found.get(parents[line], ()), line)
    nowhere = frozenset(line for line, parent in named.items() if parent is None)
    return Parts(parents, found, nowhere, frozenset(too_deep))


def numbers(tasks: Iterable[Task]) -> dict[str, str]:
    """Where each task stands in its phase, by id: 2, or 2.1 for the first of its parts."""
    found: dict[str, str] = {}
    counts: Counter[int | str] = Counter()
    for task in sorted(tasks, key=lambda task: bool(task.parent)):
        above = task.parent or task.phase
        counts[above] += 1
        number = str(counts[above])
        found[task.id] = f"{found[task.parent]}.{number}" if task.parent in found else number
    return found


def as_part(task: Task, parts: Parts) -> Task:
    """A task as its parts, or the one that it is a part of, make it."""
    parent = parts.parents.get(task.id, "")
    if task.id not in parts.of:
        return replace(task, parent=parent, split=False)
    return replace(task, parent=parent, split=True, duration=0, margin=0, any_day=True)
