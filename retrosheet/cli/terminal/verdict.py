"""What a person wants to know of a schedule: what drives launch, who begins, what is odd."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from retrosheet.cli.terminal.remarks import Paragraph, on_day
from retrosheet.language import Text, date_text, long_date, offset_text, working_days_text

if TYPE_CHECKING:
    from retrosheet.campaign import Campaign
    from retrosheet.schedule import Schedule, ScheduledTask

_LONGEST_CHAIN, _CHAIN_END = 60, 20

_CRITICAL = Text("Chemin critique", "Critical path")
_FIRST = Text("Première échéance", "First due")
_LAUNCH = Text("Jour J", "Launch day")
_CONFLICT = Text("Conflit", "Conflict")


def critical_tasks(schedule: Schedule, arrow: str) -> list[Paragraph]:
    """The chain that drives launch, by the ids that stand in the chart.

    Of an overlong chain the middle is only counted.
    """
    chain = schedule.critical_path()
    ids = [placed.task.id for placed in chain]
    if len(ids) > _LONGEST_CHAIN:
        ids[_CHAIN_END:-_CHAIN_END] = [f"({len(ids) - 2 * _CHAIN_END})"]
    return [Paragraph(_CRITICAL, f"{f' {arrow} '.join(ids)}.")] if chain else []


_CHAIN = Text("{phases} ({tasks} tâches, {days}).", "{phases} ({tasks} tasks, {days}).")
_CHAIN_OF_ONE = Text("{phases} (1 tâche, {days}).", "{phases} (1 task, {days}).")


def critical_phases(campaign: Campaign, schedule: Schedule, arrow: str) -> list[Paragraph]:
    """The chain that drives launch in one line: the phases that it goes through."""
    chain, lang = schedule.critical_path(), campaign.lang
    if not chain:
        return []
    runs = [phase for phase, _ in groupby(placed.task.phase for placed in chain)]
    text = (
        (_CHAIN if len(chain) > 1 else _CHAIN_OF_ONE)
        .to(lang)
        .format(
            phases=f" {arrow} ".join(campaign.phases[phase].title for phase in runs),
            tasks=len(chain),
            days=working_days_text(
                campaign.calendar.working_days(chain[0].start, chain[-1].due), lang
            ),
        )
    )
    return [Paragraph(_CRITICAL, text)]


_FIRST_DUE = Text("{day} ({offset}), {task}, {owner}.", "{day} ({offset}), {task}, {owner}.")
_TASK = Text("« {title} »", "“{title}”")


def first_due(campaign: Campaign, schedule: Schedule) -> list[Paragraph]:
    """The task that is due before all others: when, and who owes it."""
    alive = [placed for placed in schedule.tasks if not placed.task.passed]
    first = min(alive, key=lambda placed: (placed.due, placed.start))
    role = campaign.role(first.task.role)
    text = _FIRST_DUE.to(campaign.lang).format(
        day=long_date(first.due, campaign.lang),
        offset=offset_text((first.due - campaign.launch).days, campaign.lang),
        task=_TASK.to(campaign.lang).format(title=first.task.title),
        owner=f"{role.person} ({role.title})" if role.person else role.title,
    )
    return [Paragraph(_FIRST, text)]


_DAY_OFF = Text(
    "{day} {why} ; ce qui demande un jour travaillé se place avant, {before}.",
    "{day} {why}; what needs a working day is placed before it, {before}.",
)
_HOLIDAY = Text("est férié ({name})", "is a public holiday ({name})")
_CLOSED = Text("tombe pendant une fermeture", "falls into a closure")
_WEEKEND = Text("tombe un week-end", "falls on a weekend")


def day_off(campaign: Campaign) -> list[Paragraph]:
    """A warning when nobody works on launch day, and why nobody does."""
    launch, lang = campaign.launch, campaign.lang
    if campaign.calendar.is_working(launch):
        return []
    names = [holiday.name for holiday in campaign.holidays if holiday.day == launch]
    closed = any(closure.first <= launch <= closure.last for closure in campaign.closures)
    why = _HOLIDAY if names else _CLOSED if closed else _WEEKEND
    text = _DAY_OFF.to(lang).format(
        day=long_date(launch, lang),
        why=why.to(lang).format(name=", ".join(names)),
        before=on_day(campaign.calendar.on_or_before(launch), campaign),
    )
    return [Paragraph(_LAUNCH, text, "warning")]


_FIXED_LATE = Text(
    "{id} « {title} » est fixée au {day}, trop tard pour la suite (au plus tard le {bound}).",
    "{id} “{title}” is fixed on {day}, too late for what follows ({bound} at the latest).",
)
_FIXED_SOON = Text(
    "{id} « {title} » est fixée au {day}, trop tôt pour ce qui la précède "
    "(début possible le {bound}).",
    "{id} “{title}” is fixed on {day}, too soon for what it needs (it can begin on {bound}).",
)


def conflicts(campaign: Campaign, schedule: Schedule) -> list[Paragraph]:
    """The fixed dates that the rest of the plan cannot keep up with."""
    return [
        Paragraph(_CONFLICT, _conflict(placed, campaign), "bad")
        for placed in schedule.tasks
        if placed.conflict
    ]


def _conflict(placed: ScheduledTask, campaign: Campaign) -> str:
    text = _FIXED_LATE if placed.task.placement == "late" else _FIXED_SOON
    return text.to(campaign.lang).format(
        id=placed.task.id,
        title=placed.task.title,
        day=date_text(placed.due, campaign.lang),
        bound=date_text(placed.steps.bound or campaign.launch, campaign.lang),
    )
