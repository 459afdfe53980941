"""``retrosheet schedule``: the dates of a campaign, as a Gantt chart or as JSON."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

from retrosheet.cli.command import Command, json_option
from retrosheet.cli.options.plan_options import ARCHETYPE, archetype_argument, plan_options
from retrosheet.cli.options.plan_request import Request, planned
from retrosheet.cli.terminal import verdict
from retrosheet.cli.terminal.bars import ASCII, BLOCKS
from retrosheet.cli.terminal.gantt import gantt
from retrosheet.cli.terminal.lettering import styled, wrapped
from retrosheet.cli.terminal.remarks import paragraphs
from retrosheet.cli.terminal.shown import Terminal, stdout_terminal
from retrosheet.cli.terminal.streams import say, say_json
from retrosheet.cli.terminal.time_left import time_left
from retrosheet.language import Lang, Text, date_text, long_date
from retrosheet.schedule.feasibility import feasibility, outlook_of
from retrosheet.schedule.network import numbers
from retrosheet.schedule.verdict import TIMELY, flag_of

if TYPE_CHECKING:
    import click

    from retrosheet.campaign import Campaign
    from retrosheet.schedule import ScheduledTask

_DOES = Text(
    "Calcule à rebours les dates d’une campagne à partir du jour J, et les montre : un diagramme "
    "de Gantt, le chemin critique, et s’il y a le temps.",
    "Works out the dates of a campaign backward from launch day, and shows them: a Gantt chart, "
    "the critical path, and whether there is time.",
)


def command(lang: Lang) -> click.Command:
    return Command(
        "schedule",
        lang,
        partial(_schedule, lang),
        [archetype_argument(), *plan_options(lang), json_option(lang)],
        usage="ARCHETYPE --launch DATE [OPTIONS]",
        does=_DOES,
        arguments=(ARCHETYPE,),
        examples=(
            "retrosheet schedule product-launch --launch 2027-03-15",
            "retrosheet schedule product-launch --launch 2027-06-10 --without press",
            "retrosheet schedule my-campaign.yaml --launch 2027-03-15 --json",
        ),
    )


def _schedule(lang: Lang, /, *, as_json: bool, **typed: Any) -> None:
    request = planned(typed, lang, "retrosheet schedule")
    if as_json:
        say_json(document(request))
    else:
        say("\n".join(drawn(request, stdout_terminal())))


_SUBTITLE = Text(
    "J = {launch} · {tasks} tâches, du {start} au {end}",
    "Launch day D = {launch} · {tasks} tasks, {start} to {end}",
)
_SUBTITLE_OF_ONE = Text(
    "J = {launch} · 1 tâche, du {start} au {end}",
    "Launch day D = {launch} · 1 task, {start} to {end}",
)


def drawn(request: Request, terminal: Terminal) -> list[str]:
    """The whole answer in lines: title, chart, and what there is to say about the dates."""
    campaign, schedule, lang = request.campaign, request.schedule, request.campaign.lang
    signs = BLOCKS if terminal.signs else ASCII
    subtitle = (
        (_SUBTITLE if len(campaign.work) > 1 else _SUBTITLE_OF_ONE)
        .to(lang)
        .format(
            launch=long_date(campaign.launch, lang),
            tasks=len(campaign.work),
            start=date_text(schedule.start, lang),
            end=date_text(schedule.end, lang),
        )
    )
    remarks = [
        *verdict.day_off(campaign),
        *verdict.conflicts(campaign, schedule),
        *verdict.critical_tasks(schedule, signs.arrow),
        *time_left(campaign, schedule, request.today),
        *verdict.first_due(campaign, schedule),
    ]
    return [
        styled(campaign.name, color=terminal.color, bold=True),
        *wrapped(subtitle, terminal.width),
        "",
        *gantt(campaign, schedule, request.today, terminal),
        "",
        *paragraphs(remarks, lang, terminal),
    ]


def document(request: Request) -> dict[str, object]:
    """The JSON document: the contract's keys, and what was added to them."""
    campaign, schedule = request.campaign, request.schedule
    found = feasibility(campaign, schedule, request.today)
    outlook = outlook_of(campaign, request.today)
    timely = [outlook.timely(placed) for placed in outlook.schedule.tasks]
    counts: dict[str, int] = {kind: timely.count(kind) for kind in TIMELY}
    counts["due_within"] = sum(map(outlook.due_within, outlook.schedule.tasks))
    wbs = numbers(placed.task for placed in schedule.tasks)
    flags = {placed.task.id: flag_of(placed, outlook) for placed in outlook.schedule.tasks}
    return {
        "archetype": campaign.archetype,
        "title": campaign.title,
        "name": campaign.name,
        "launch": campaign.launch.isoformat(),
        "today": request.today.isoformat(),
        "lang": campaign.lang,
        "start": schedule.start.isoformat(),
        "end": schedule.end.isoformat(),
        "feasible": found.feasible,
        "missing_working_days": found.missing,
        "slack_working_days": found.slack,
        "holds": outlook.holds,
        "spare_working_days": outlook.spare,
        "forecast_launch": outlook.forecast_launch.isoformat(),
        "slip_working_days": outlook.slip,
        "conflicts": [_conflict(placed) for placed in schedule.tasks if placed.conflict],
        "counts": counts,
        "flags": flags,
        "critical_path": [placed.task.id for placed in schedule.critical_path()],
        "tasks": [_task(placed, campaign, wbs[placed.task.id]) for placed in schedule.tasks],
    }


def _conflict(placed: ScheduledTask) -> dict[str, object]:
    """An imposed date, and the last day (after launch the first) that the rest allows."""
    bound = placed.steps.bound
    return {
        "id": placed.task.id,
        "title": placed.task.title,
        "imposed": placed.due.isoformat(),
        "bound": bound.isoformat() if bound else None,
    }


def _task(placed: ScheduledTask, campaign: Campaign, number: str) -> dict[str, object]:
    task = placed.task
    days = 0
    if task.duration or task.split:
        days = campaign.calendar.working_days(placed.start, placed.work_end)
    return {
        "id": task.id,
        "phase": campaign.phases[task.phase].title,
        "title": task.title,
        "owner": campaign.role(task.role).label,
        "kind": task.kind,
        "duration": days,
        "start": placed.start.isoformat(),
        "due": placed.due.isoformat(),
        "offset": (placed.due - campaign.launch).days,
        "float": placed.float,
        "critical": placed.critical,
        "needs": [need.id for need in task.needs],
        "parent": task.parent or None,
        "split": task.split,
        "wbs": f"{task.phase + 1}.{number}",
    }
