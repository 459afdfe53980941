"""What a campaign did without: the blocks that nobody chose stay in the archetype, switched off.

They come from the archetype that the workbook was made from, and stand where they stood there.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar

from retrosheet.archetype.model import (
    Archetype,
    Block,
    BudgetLine,
    Kpi,
    Objective,
    Phase,
    Role,
    Task,
)
from retrosheet.archetype.parts import behind_their_task

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from retrosheet.learning.lines import SortedLines
    from retrosheet.learning.origin import Origin

_T = TypeVar("_T")
_A = TypeVar("_A", Objective, Kpi)


def with_absent(archetype: Archetype, origin: Origin, lines: SortedLines) -> Archetype:
    """The archetype with all that belongs to absent blocks, what that names, and all its channels.

    Roles that had nothing to do without those blocks come back with them.
    """
    base = origin.archetype
    if base is None:
        return archetype
    there = {task.id for task in archetype.tasks}
    absent = {
        task.id: replace(task, needs=lines.needs[task.id], line=0)
        for task in origin.absent
        if task.id not in there
    }
    phases = _phases(archetype, base, absent)
    kpis = _aims(archetype.kpis, base.kpis, origin)
    objectives = _aims(archetype.objectives, base.objectives, origin)
    budget = _budget(archetype, base, absent, origin)
    roles = _roles(archetype, base, phases, kpis)
    tasks = [task for phase in phases for task in phase.tasks]
    used = {task.block for task in tasks}
    used.update(part.block for task in tasks for part in (*task.deliverable, *task.checklist))
    used.update(kpi.block for kpi in kpis)
    used.update(objective.block for objective in objectives)
    used.update(line.block for line in budget)
    declared = {channel.id for channel in base.channels}
    new = (channel for channel in archetype.channels if channel.id not in declared)
    return replace(
        archetype,
        roles=roles,
        phases=phases,
        channels=(*base.channels, *new),
        blocks=tuple(
            Block(block.id, block.title, default=block.id in origin.chosen)
            for block in base.blocks
            if block.id in used
        ),
        objectives=objectives,
        kpis=kpis,
        budget=budget,
    )


def _phases(
    archetype: Archetype, base: Archetype, absent: dict[str, Task]
) -> tuple[Phase, ...]:  # fmt: skip
    found = {phase.id: phase for phase in archetype.phases}
    home = {task.id: phase.id for phase in archetype.phases for task in phase.tasks}
    order = list(found)
    before: str | None = None
    for phase in base.phases:
        kept = [home[task.id] for task in phase.tasks if task.id in home]
        own = phase.id if phase.id in found else next(iter(kept), phase.id)
        tasks = [absent[task.id] for task in phase.tasks if task.id in absent]
        if tasks and own not in found:
            found[own] = Phase(phase.id, phase.title, ())
            order.insert(order.index(before) + 1 if before else 0, own)
        if own in found:
            together = merged(found[own].tasks, tasks, phase.tasks, lambda task: task.id)
            found[own] = replace(found[own], tasks=behind_their_task(together))
            before = own
    return tuple(found[phase_id] for phase_id in order)


def _budget(
    archetype: Archetype, base: Archetype, absent: dict[str, Task], origin: Origin
) -> tuple[BudgetLine, ...]:  # fmt: skip
    there = {line.title for line in archetype.budget}
    lines = [
        line
        for line in base.budget
        if line.title not in there and (line.task in absent or not origin.has(line.block))
    ]
    return merged(archetype.budget, lines, base.budget, lambda line: line.title)


def _aims(there: tuple[_A, ...], base: tuple[_A, ...], origin: Origin) -> tuple[_A, ...]:
    """Objectives or indicators, with those of the archetype that belong to absent blocks."""
    titles = {aim.title for aim in there}
    absent = [aim for aim in base if aim.title not in titles and not origin.has(aim.block)]
    return merged(there, absent, base, lambda aim: aim.title)


def merged(
    there: Sequence[_T], new: Sequence[_T], base: Sequence[_T], key: Callable[[_T], object]
) -> tuple[_T, ...]:  # fmt: skip
    """What is there, and each new one behind the nearest of those that stood before it."""
    found = list(there)
    order = [key(item) for item in base]
    for item in new:
        earlier = set(order[: order.index(key(item))])
        place = max((n for n, other in enumerate(found) if key(other) in earlier), default=-1)
        found.insert(place + 1, item)
    return tuple(found)


def _roles(
    archetype: Archetype, base: Archetype, phases: Sequence[Phase], kpis: Sequence[Kpi]
) -> tuple[Role, ...]:  # fmt: skip
    there = {role.id for role in archetype.roles}
    named = {kpi.owner for kpi in kpis}
    for task in (task for phase in phases for task in phase.tasks):
        named.add(task.owner)
        named.update(role for role, _ in task.raci)
        named.update(chaser.owner for chaser in task.follow_ups if chaser.owner)
    missing = [role for role in base.roles if role.id in named - there]
    return merged(archetype.roles, missing, base.roles, lambda role: role.id)
