"""Making a campaign: an archetype and a person's options, put together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.bridged import around
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
    kept = {task.id for task in archetype.tasks if task.block is None or task.block in blocks}
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
    dropped = {task.id: task.needs for task in archetype.tasks if task.id not in kept}
    phases: list[Phase] = []
    lines: list[Task] = []
    for phase in archetype.phases:
        members = [task for task in phase.tasks if task.id in kept]
        if not members:
            continue
        for member in members:
            left = around(member.needs, dropped.get, waiting=False)
            needs = tuple(need._replace(id=last_ids[need.id]) for need in left)
            own = with_blocks(member, blocks, there)
            lines.extend(lines_of(own, needs, len(phases), channels, options))
        phases.append(Phase(phase.id, phase.title.to(options.lang)))
    return tuple(phases), lines
