"""A network of needs that people type: which of them can be followed, and what they make of tasks.

Tasks stand in an order that someone once gave them, and most needs point up in it. One that points
down is followed as well, unless it closes a circle: then it is left out, so that what remains can
always be scheduled, and the tasks on the circle are named.

The workbook's engine goes the same way in formulas (``layout.engine_listed``), in a limited number
of sweeps; a property test holds the two equal.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.schedule.passes import in_order

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
    ordered = in_order(tasks)
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
