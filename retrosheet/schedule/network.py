"""What people type about needs and parts: what of it can be followed, and what it makes of tasks.

Tasks stand in an order that someone once gave them, and most needs point up in it. One that points
down is followed as well, unless it closes a circle: then it is left out, so that what remains can
always be scheduled, and the tasks on the circle are named.

A line is a part of the task whose ID stands under "Part of". There are three levels, a phase, a
task, a sub-task: nothing is a part of a part, nor of itself. A task with parts takes no time, and
waits for them alone.

The workbook's engine goes the same ways in formulas (``layout.engine.listed``), in a limited number
of sweeps; a property test holds the two equal.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.order import in_order

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from retrosheet.archetype.terms import Need
    from retrosheet.campaign import Task


class Network(NamedTuple):
    """What can be followed: ``kept`` by task.

    ``left_out`` are the other needs, each pointing down the order to a task whose turn never came.
    ``turns`` says in which sweep a task's turn came, which together with the order puts each task
    behind all that it needs; ``circle`` are those that wait for themselves.
    """

    kept: Mapping[str, tuple[Need, ...]]
    left_out: Mapping[str, tuple[Need, ...]]
    turns: Mapping[str, int]
    circle: frozenset[str]


def network(
    needs: Mapping[str, tuple[Need, ...]],
    sweeps: int | None = None,
    ring_sweeps: int | None = None,
) -> Network:
    """The network of these needs by task, in the order of the mapping.

    ``sweeps`` and ``ring_sweeps`` are how often one may go through the tasks to find an order and
    to find circles; without them as often as it takes.
    """
    place = {task: number for number, task in enumerate(needs)}
    turns = _turns(needs, place, sweeps)
    kept, left_out = {}, {}
    for task, wanted in needs.items():
        lost = tuple(
            need for need in wanted if need.id not in turns and place[need.id] >= place[task]
        )
        kept[task] = tuple(need for need in wanted if need not in lost) if lost else wanted
        if lost:
            left_out[task] = lost
    waiting = [task for task in needs if task not in turns]
    circle = _circle(waiting, needs, place, ring_sweeps) if waiting else frozenset()
    return Network(kept, left_out, turns, circle)


def _turns(
    needs: Mapping[str, tuple[Need, ...]], place: Mapping[str, int], sweeps: int | None
) -> dict[str, int]:
    """A need above counts as soon as its turn has come, one below from the next sweep on."""
    turns: dict[str, int] = {}
    sweep = 0
    while len(turns) < len(needs) and sweep != sweeps:
        sweep += 1
        before = len(turns)
        for task, wanted in needs.items():
            if task not in turns and all(
                turns.get(need.id, sweep + 1) + (place[need.id] >= place[task]) <= sweep
                for need in wanted
            ):
                turns[task] = sweep
        if len(turns) == before:
            break
    return turns


def _circle(
    waiting: Sequence[str],
    needs: Mapping[str, tuple[Need, ...]],
    place: Mapping[str, int],
    sweeps: int | None,
) -> frozenset[str]:
    """Of the tasks whose turn never came those that something on a circle waits for."""
    followers: dict[str, list[str]] = {}
    for task in waiting:
        for need in needs[task]:
            followers.setdefault(need.id, []).append(task)
    left, sweep = set(waiting), 0
    while sweep != sweeps:
        sweep += 1
        before = set(left)
        for task in reversed(waiting):
            # a follower below has been looked at in this sweep, one above in the one before
            if not any(
                follower in (left if place[follower] > place[task] else before)
                for follower in followers.get(task, ())
            ):
                left.discard(task)
        if left == before:
            break
    return frozenset(left)


def linked(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks as their needs place them: before launch or behind it, and whether it waits.

    What needs launch, or something behind it, comes after, unless it has a date of its own; a task
    that somebody added is placed late where a task before launch needs it. The needs have no
    circle.
    """
    by_id = {task.id: task for task in tasks}
    ordered = list(in_order(tasks))
    behind: set[str] = set()
    for task in ordered:
        dated = task.offset is not None and not task.passed
        if task.after_launch or (
            not (task.launches or task.placement == "soon" or dated)
            and any(need.id in behind or by_id[need.id].launches for need in task.needs)
        ):
            behind.add(task.id)
    late: set[str] = set()
    bound: set[str] = set()
    driving: set[str] = set()
    for task in reversed(ordered):
        if task.id not in behind and (
            task.placement == "late" or (task.placement == "free" and task.id in bound)
        ):
            late.add(task.id)
            bound.update(need.id for need in task.needs)
        if task.launches or task.id in driving:
            driving.add(task.id)
            driving.update(need.id for need in task.needs)
    return tuple(
        replace(
            task,
            placement="late" if task.id in late else "soon",
            after_launch=task.id in behind,
            drives_launch=task.id in driving,
        )
        for task in tasks
    )


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
