"""Making a campaign: an archetype and a person's options, put together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.archetype.bridged import around
from retrosheet.archetype.parts import needs_of, parts_of
from retrosheet.archetype.terms import Duration, Need
from retrosheet.campaign.aims import budget_in, kpis_in, objectives_in
from retrosheet.campaign.choosing import chosen_blocks, with_blocks, with_work
from retrosheet.campaign.days_off import calendar_with, closures_for, holidays_for
from retrosheet.campaign.lines import ids_of, lines_of
from retrosheet.campaign.placements import with_placements
from retrosheet.campaign.team import roles_of
from retrosheet.campaign.values import Campaign, Options, Phase, Role, Task
from retrosheet.language import usual_locale

if TYPE_CHECKING:
    from collections.abc import Collection

    from retrosheet.archetype import model


def plan(archetype: model.Archetype, options: Options) -> Campaign:
    """The campaign that an archetype gives with these options.

    Raises InvalidInput, with all that is wrong in the options, for an unknown block or role.
    """
    lang = options.lang
    blocks = chosen_blocks(archetype, options)
    kept = _kept(archetype, blocks)
    roles = with_work(roles_of(archetype, options), archetype, kept, blocks)
    phases, lines = _phases_with_lines(archetype, kept, blocks, roles, options)
    tasks = with_placements(lines)
    holidays = holidays_for(tasks, options)
    closures = closures_for(archetype.closed, tasks, options)
    return Campaign(
        archetype=archetype.name,
        title=archetype.title.to(lang),
        name=options.name or archetype.title.to(lang),
        summary=archetype.summary.to(lang),
        lang=lang,
        locale=options.locale or usual_locale(lang),
        launch=options.launch,
        calendar=calendar_with(holidays, closures, options.weekend),
        phases=phases,
        roles=roles,
        tasks=tasks,
        start=options.start,
        country=options.country,
        holidays=holidays,
        closures=closures,
        objectives=objectives_in(lang, archetype, blocks),
        kpis=kpis_in(lang, archetype, blocks),
        budget=budget_in(lang, archetype, kept, blocks),
        spare=options.spare,
    )


def _kept(archetype: model.Archetype, blocks: Collection[str]) -> set[str]:
    """The ids of the tasks that are in: with their sub-tasks, or none of them."""
    there = {task.id for task in archetype.tasks if task.block is None or task.block in blocks}
    parts = parts_of(archetype.tasks)
    for task_id, own in parts.items():
        if task_id not in there:
            there -= {part.id for part in own}
        elif not there & {part.id for part in own}:
            there.discard(task_id)
    return there


def _every_line(parts: Collection[model.Task], kept: Collection[str]) -> tuple[Need, ...]:
    """What a task that is split waits for: all lines that its sub-tasks become."""
    return tuple(
        Need(line_id, Duration(0, "d"))
        for part in parts
        if part.id in kept
        for line_id in ids_of(part)
    )


def _phases_with_lines(
    archetype: model.Archetype,
    kept: Collection[str],
    blocks: Collection[str],
    roles: Collection[Role],
    options: Options,
) -> tuple[tuple[Phase, ...], list[Task]]:
    """The phases in which a task is kept, and the lines of all kept tasks, not placed yet."""
    there = frozenset(role.id for role in roles)
    channels = {channel.id: channel.title.to(options.lang) for channel in archetype.channels}
    last_ids = {task.id: ids_of(task)[-1] for task in archetype.tasks}
    parts = parts_of(archetype.tasks)
    wanted = needs_of(archetype.tasks)
    dropped = {
        task.id: (*wanted[task.id], *(task.needs if task.id in parts else ()))
        for task in archetype.tasks
        if task.id not in kept
    }
    phases: list[Phase] = []
    lines: list[Task] = []
    for phase in archetype.phases:
        members = [task for task in phase.tasks if task.id in kept]
        if not members:
            continue
        chasers: list[Task] = []
        for member in members:
            if member.parent is None:
                lines.extend(chasers)
                chasers.clear()
            left = around(wanted[member.id], dropped.get, waiting=False)
            needs = tuple(need._replace(id=last_ids[need.id]) for need in left)
            if member.id in parts:
                needs = _every_line(parts[member.id], kept)
            own = with_blocks(member, blocks, there)
            made = lines_of(own, needs, len(phases), channels, options)
            for line in made:
                # whoever chases is no part of the task that is split: it waits for the work alone
                if member.parent is not None and line.placement == "soon":
                    chasers.append(line)
                elif member.id in parts:
                    lines.append(replace(line, split=True, duration=0, any_day=True))
                else:
                    lines.append(replace(line, parent=member.parent or ""))
        lines.extend(chasers)
        phases.append(Phase(phase.id, phase.title.to(options.lang)))
    return tuple(phases), lines
