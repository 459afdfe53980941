"""Making a campaign: blocks chosen, lines expanded, texts in one language, placements decided."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.archetype.terms import Duration, MonthDay, Need
from retrosheet.calendars import Calendar, public_holidays
from retrosheet.campaign.values import (
    BudgetLine,
    Campaign,
    Kpi,
    Objective,
    Options,
    Phase,
    Role,
    Task,
)
from retrosheet.errors import InvalidInput
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.archetype import model


def plan(archetype: model.Archetype, options: Options) -> Campaign:
    """The campaign that an archetype gives with these options.

    Raises InvalidInput, with all that is wrong in the options, for an unknown block or role.
    """
    lang = options.lang
    blocks = _chosen_blocks(archetype, options)
    roles = _roles(archetype, options)
    kept = {task.id for task in archetype.tasks if task.block is None or task.block in blocks}
    channels = {channel.id: channel.title.to(lang) for channel in archetype.channels}
    first_ids = {task.id: _ids(task)[0] for task in archetype.tasks}
    last_ids = {task.id: _ids(task)[-1] for task in archetype.tasks}
    dropped_needs = {task.id: task.needs for task in archetype.tasks if task.id not in kept}
    tasks: list[Task] = []
    phases: list[Phase] = []
    for phase in archetype.phases:
        members = [task for task in phase.tasks if task.id in kept]
        if not members:
            continue
        for member in members:
            around = _needs_around(member.needs, dropped_needs)
            needs = tuple(need._replace(id=last_ids[need.id]) for need in around)
            tasks.extend(_lines(member, needs, len(phases), channels, options))
        phases.append(Phase(phase.id, phase.title.to(lang)))
    placed = _placed(tasks)
    holidays = public_holidays(options.country, _years(placed, options.launch), lang)
    days_off = {holiday.day for holiday in holidays}
    days_off.update(day for closure in options.closed for day in closure.days())
    return Campaign(
        archetype=archetype.name,
        title=archetype.title.to(lang),
        name=options.name or archetype.title.to(lang),
        summary=archetype.summary.to(lang),
        lang=lang,
        launch=options.launch,
        calendar=Calendar(options.weekend, frozenset(days_off)),
        phases=tuple(phases),
        roles=roles,
        tasks=placed,
        start=options.start,
        country=options.country,
        holidays=holidays,
        closures=options.closed,
        objectives=tuple(
            Objective(
                *(
                    text.to(lang)
                    for text in (
                        item.title,
                        item.specific,
                        item.measurable,
                        item.achievable,
                        item.relevant,
                        item.time_bound,
                    )
                )
            )
            for item in archetype.objectives
        ),
        kpis=tuple(
            Kpi(
                kpi.title.to(lang),
                kpi.target,
                kpi.unit.to(lang),
                kpi.measured,
                kpi.owner,
                kpi.source.to(lang) if kpi.source else "",
                kpi.better,
            )
            for kpi in archetype.kpis
        ),
        budget=tuple(
            BudgetLine(
                line.title.to(lang),
                line.category.to(lang),
                line.amount,
                first_ids[line.task] if line.task else "",
            )
            for line in archetype.budget
            if line.task is None or line.task in kept
        ),
    )


_UNKNOWN_BLOCK = Text(
    "Bloc facultatif inconnu : « {name} ». {known}", "Unknown optional block: {name!r}. {known}"
)
_KNOWN_BLOCKS = Text("Cette campagne connaît : {names}.", "This campaign has: {names}.")
_NO_BLOCKS = Text(
    "Cette campagne n’a pas de bloc facultatif.", "This campaign has no optional blocks."
)
_UNKNOWN_ROLE = Text(
    "Fonction inconnue : « {name} ». Cette campagne connaît : {names}.",
    "Unknown role: {name!r}. This campaign has: {names}.",
)


def _chosen_blocks(archetype: model.Archetype, options: Options) -> frozenset[str]:
    known = {block.id for block in archetype.blocks}
    wrong = [name for name in (*options.with_blocks, *options.without_blocks) if name not in known]
    if wrong:
        lang = options.lang
        listed = (
            _KNOWN_BLOCKS.to(lang).format(names=", ".join(block.id for block in archetype.blocks))
            if known
            else _NO_BLOCKS.to(lang)
        )
        raise InvalidInput(
            "\n".join(_UNKNOWN_BLOCK.to(lang).format(name=name, known=listed) for name in wrong)
        )
    chosen = {block.id for block in archetype.blocks if block.default}
    return frozenset((chosen | set(options.with_blocks)) - set(options.without_blocks))


def _roles(archetype: model.Archetype, options: Options) -> tuple[Role, ...]:
    """The roles with their people; a role is named by its id or by its title in any language."""
    lang = options.lang
    ids = {
        spelling.casefold(): role.id
        for role in archetype.roles
        for spelling in (role.title.en, role.title.fr, role.id)
    }
    wrong = [name for name, _ in options.people if name.casefold() not in ids]
    if wrong:
        names = ", ".join(role.id for role in archetype.roles)
        raise InvalidInput(
            "\n".join(_UNKNOWN_ROLE.to(lang).format(name=name, names=names) for name in wrong)
        )
    people = {ids[name.casefold()]: person for name, person in options.people}
    return tuple(
        Role(role.id, role.title.to(lang), people.get(role.id, "")) for role in archetype.roles
    )


def _needs_around(
    needs: Iterable[Need], dropped: Mapping[str, tuple[Need, ...]]
) -> tuple[Need, ...]:
    """The needs with each dropped task replaced by what it needed itself; the longer lag wins."""
    found: dict[str, Need] = {}
    pending, bridged = list(needs), set[str]()
    while pending:
        need = pending.pop(0)
        if need.id not in dropped:
            known = found.get(need.id)
            if known is None or need.lag.amount > known.lag.amount:
                found[need.id] = need
        elif need.id not in bridged:
            bridged.add(need.id)
            pending[:0] = dropped[need.id]
    return tuple(found.values())


_CHASE = Text("Relancer : {title}", "Follow up: {title}")


def _lines(
    task: model.Task,
    needs: tuple[Need, ...],
    phase: int,
    channels: Mapping[str, str],
    options: Options,
) -> Iterable[Task]:
    """The lines that one archetype task becomes: itself or its repetitions, then follow-ups."""
    lang = options.lang
    checklist = "\n".join(f"☐ {item.to(lang)}" for item in task.checklist)
    note = "\n".join(filter(None, (task.note.to(lang) if task.note else "", checklist)))
    length = task.duration
    line = Task(
        id=task.id,
        phase=phase,
        title=task.title.to(lang),
        role=task.owner,
        kind=task.kind,
        duration=length.amount,
        calendar_days=length.unit == "cd",
        any_day=task.any_day,
        incompressible=task.incompressible,
        needs=needs,
        offset=task.period.last if task.period else task.due,
        imposed=_fixed_date(task.fixed, options.launch),
        margin=task.margin,
        deliverable=task.deliverable.to(lang) if task.deliverable else "",
        channel=channels.get(task.channel or "", ""),
        note=note,
        raci=task.raci,
    )
    ids = _ids(task)
    if task.repeat is None or task.due is None:
        yield line
    else:
        for number, line_id in enumerate(ids, 1):
            yield replace(
                line,
                id=line_id,
                title=f"{line.title} ({number}/{len(ids)})",
                offset=task.due + (number - 1) * task.repeat.every,
            )
    for number, follow_up in enumerate(task.follow_ups, 1):
        yield Task(
            id=f"{task.id}-R{number}",
            phase=phase,
            title=(
                follow_up.title
                or Text(
                    *(_CHASE.to(code).format(title=task.title.to(code)) for code in ("fr", "en"))
                )
            ).to(lang),
            role=follow_up.owner or task.owner,
            needs=(Need(ids[-1], _lag_of(follow_up)),),
            placement="soon",
            channel=line.channel,
        )


def _ids(task: model.Task) -> list[str]:
    """The ids of the lines that a task becomes; who needs a repeated one waits for the last."""
    if task.repeat is None or task.due is None:
        return [task.id]
    times = len(range(task.due, task.repeat.until + 1, task.repeat.every))
    return [f"{task.id}-{number}" for number in range(1, times + 1)]


def _lag_of(follow_up: model.FollowUp) -> Duration:
    """The whole days to leave so that the chaser starts ``after`` the task's due date."""
    return Duration(follow_up.after.amount - 1, follow_up.after.unit)


def _fixed_date(fixed: dt.date | MonthDay | None, launch: dt.date) -> dt.date | None:
    if not isinstance(fixed, MonthDay):
        return fixed
    candidates = []
    for year in (launch.year - 1, launch.year, launch.year + 1):
        try:
            candidates.append(dt.date(year, fixed.month, fixed.day))
        except ValueError:  # 29 February
            candidates.append(dt.date(year, 2, 28))
    return min(candidates, key=lambda day: abs((day - launch).days))


def _placed(tasks: list[Task]) -> tuple[Task, ...]:
    """The tasks with their placement, from their dates and from what they need."""
    by_id = {task.id: task for task in tasks}
    after: dict[str, bool] = {}

    def comes_after(task: Task) -> bool:
        if task.id not in after:
            needed = [by_id[need.id] for need in task.needs]
            after[task.id] = (task.offset or 0) > 0 or (
                task.offset is None
                and any(
                    (need.offset == 0 and need.placement == "late") or comes_after(need)
                    for need in needed
                )
            )
        return after[task.id]

    placed: list[Task] = []
    for task in tasks:
        behind = comes_after(task)
        soon = behind or task.placement == "soon"
        placed.append(replace(task, placement="soon" if soon else "late", after_launch=behind))
    return _marked(placed)


def _marked(tasks: list[Task]) -> tuple[Task, ...]:
    """The tasks with ``drives_launch`` set on launch and on all that launch waits for."""
    by_id = {task.id: task for task in tasks}
    late = [task for task in tasks if task.placement == "late"]
    pending = [task.id for task in late if task.offset == 0]
    if not pending:
        needed = {need.id for task in late for need in task.needs}
        pending = [task.id for task in late if task.id not in needed and task.offset is None]
    driving: set[str] = set()
    while pending:
        task_id = pending.pop()
        if task_id not in driving:
            driving.add(task_id)
            pending.extend(need.id for need in by_id[task_id].needs)
    return tuple(
        replace(task, drives_launch=True) if task.id in driving else task for task in tasks
    )


def _years(tasks: tuple[Task, ...], launch: dt.date) -> range:
    """The years whose holidays the plan may meet, with room to move launch by a year."""
    work = sum(task.duration for task in tasks if task.placement == "late")
    offsets = [task.offset for task in tasks if task.offset is not None]
    # tasks side by side make less time than their sum; who works for years knows it from J-offsets
    lead = max(min(2 * work, 400 + work // 4), -min(offsets, default=0))
    first, last = launch - dt.timedelta(days=lead), launch + dt.timedelta(days=max(0, *offsets, 0))
    return range(first.year, last.year + 3)
