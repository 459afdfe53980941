"""What a person wants to know of a schedule, in sentences: whether there is time, what drives
launch, who begins, and what is odd about the dates."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby
from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.language import Text, date_text, long_date, offset_text, working_days_text
from retrosheet.schedule import compute
from retrosheet.schedule.feasibility import feasibility

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.campaign import Campaign, Task
    from retrosheet.schedule import Placed, Schedule
    from retrosheet.schedule.feasibility import Feasibility


class Remark(NamedTuple):
    """One paragraph: what it is about, what is to be said, and whether that is good news."""

    label: Text
    text: str
    mood: Literal["plain", "good", "warning", "bad"] = "plain"


_MOST_TRIED = 40
_LONGEST_CHAIN, _CHAIN_END = 60, 20

_CRITICAL = Text("Chemin critique", "Critical path")
_FEASIBLE = Text("Faisable", "Feasible")
_TIGHT = Text("Serré", "Tight")
_TOO_LATE = Text("Trop tard", "Too late")
_FIRST = Text("Première échéance", "First due")
_LAUNCH = Text("Jour J", "Launch day")
_CONFLICT = Text("Conflit", "Conflict")


def critical_tasks(schedule: Schedule, arrow: str) -> list[Remark]:
    """The chain that drives launch, by the ids that stand in the chart.

    Of an overlong chain the middle is only counted.
    """
    chain = schedule.critical_path()
    ids = [placed.task.id for placed in chain]
    if len(ids) > _LONGEST_CHAIN:
        ids[_CHAIN_END:-_CHAIN_END] = [f"({len(ids) - 2 * _CHAIN_END})"]
    return [Remark(_CRITICAL, f"{f' {arrow} '.join(ids)}.")] if chain else []


_CHAIN = Text("{phases} ({tasks} tâches, {days}).", "{phases} ({tasks} tasks, {days}).")
_CHAIN_OF_ONE = Text("{phases} (1 tâche, {days}).", "{phases} (1 task, {days}).")


def critical_phases(campaign: Campaign, schedule: Schedule, arrow: str) -> list[Remark]:
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
    return [Remark(_CRITICAL, text)]


_FIRST_DUE = Text("{day} ({offset}), {task}, {owner}.", "{day} ({offset}), {task}, {owner}.")
_TASK = Text("« {title} »", "“{title}”")


def first_due(campaign: Campaign, schedule: Schedule) -> list[Remark]:
    """The task that is due before all others: when, and who owes it."""
    alive = [placed for placed in schedule.tasks if not placed.task.deleted]
    first = min(alive, key=lambda placed: (placed.due, placed.start))
    role = campaign.role(first.task.role)
    text = _FIRST_DUE.to(campaign.lang).format(
        day=long_date(first.due, campaign.lang),
        offset=offset_text((first.due - campaign.launch).days, campaign.lang),
        task=_TASK.to(campaign.lang).format(title=first.task.title),
        owner=f"{role.person} ({role.title})" if role.person else role.title,
    )
    return [Remark(_FIRST, text)]


_PAST = Text(
    "J, {launch}, est déjà passé ; choisissez un autre jour.",
    "launch day, {launch}, has passed already; choose another day.",
)
_IN_TIME = Text(
    "le travail commence {day}, dans {days}.",
    "work begins {day}, {days} from now.",
)
_AT_ONCE = Text(
    "en commençant tout de suite, {day}.",
    "if work begins at once, {day}.",
)
_AGO = Text(
    "il aurait fallu commencer il y a {days}, {day}", "work should have begun {days} ago, {day}"
)
_BEFORE_START = Text(
    "il faudrait commencer {days} avant le {start}, {day}",
    "work would have to begin {days} before {start}, {day}",
)
_HOLDS = Text(
    "{late}. J tient quand même, en prenant {days} sur la marge (il en reste {left}) ; "
    "pour ne pas y toucher, {squeeze}.",
    "{late}. Launch still holds, by using {days} of slack ({left} left); to keep it all, "
    "{squeeze}.",
)
_HOLDS_BY_SLACK = Text(
    "{late}. J tient quand même, en prenant {days} sur la marge (il en reste {left}).",
    "{late}. Launch still holds, by using {days} of slack ({left} left).",
)
_HOLDS_APART = Text(
    "{late}. J tient quand même : ce retard ne touche rien de ce que J attend.",
    "{late}. Launch still holds: nothing that it waits for is touched.",
)
_SQUEEZE = Text(
    "{late}. Pour tenir J, {squeeze}, ou déplacez J au {later}.",
    "{late}. For launch to hold, {squeeze}, or move it to {later}.",
)
_NOT_ENOUGH = Text(
    "{late}. Pour tenir J, {squeeze} ; il manque encore {days}. Sinon, déplacez J au {later}.",
    "{late}. For launch to hold, {squeeze}; that is still {days} short. Otherwise move it to "
    "{later}.",
)
_MOVE = Text(
    "{late}. Rien ne peut être raccourci assez : déplacez J au {later}.",
    "{late}. Nothing can be shortened enough: move launch to {later}.",
)
_SHORTEN = Text("raccourcissez {tasks}", "shorten {tasks}")
_BY = Text("{id} « {title} » de {days} jours", "{id} “{title}” by {days} days")
_BY_ONE = Text("{id} « {title} » d’un jour", "{id} “{title}” by a day")
_AND = Text(" et ", " and ")


def time_left(campaign: Campaign, schedule: Schedule, today: dt.date) -> list[Remark]:
    """Whether the plan can be followed from today, else by how much not, and what would help."""
    lang = campaign.lang
    if campaign.launch < today:
        past = _PAST.to(lang).format(launch=long_date(campaign.launch, lang))
        return [Remark(_TOO_LATE, past, "bad")]
    found = feasibility(campaign, schedule, today)
    if found.feasible:
        days = max(0, campaign.calendar.distance(today, schedule.base))
        text = (
            (_IN_TIME if days else _AT_ONCE)
            .to(lang)
            .format(day=_on(schedule.base, campaign), days=working_days_text(days, lang))
        )
        return [Remark(_FEASIBLE, text, "good")]
    late = _late(campaign, schedule, found.missing, today)
    if found.slack >= 0:
        return [Remark(_TIGHT, _held(campaign, schedule, found, late), "warning")]
    return [Remark(_TOO_LATE, _lost(campaign, schedule, found, late, today), "bad")]


def _on(day: dt.date, campaign: Campaign) -> str:
    prefix = Text("le ", "on ").to(campaign.lang)
    return prefix + long_date(day, campaign.lang)


def _late(campaign: Campaign, schedule: Schedule, missing: int, today: dt.date) -> str:
    lang, start = campaign.lang, campaign.start
    text = _AGO if start is None or start <= today else _BEFORE_START
    return text.to(lang).format(
        days=working_days_text(missing, lang),
        day=_on(schedule.base, campaign),
        start=date_text(start or today, lang),
    )


def _held(campaign: Campaign, schedule: Schedule, found: Feasibility, late: str) -> str:
    """J holds: how much of its slack that takes."""
    lang = campaign.lang
    unhurried = compute(replace(campaign, start=None))
    slack = min(placed.float for placed in unhurried.tasks if placed.task.drives_launch)
    used = slack - found.slack
    if used <= 0:
        return _HOLDS_APART.to(lang).format(late=late)
    squeeze = _squeezed(campaign, schedule, found, used)
    text = _HOLDS if squeeze else _HOLDS_BY_SLACK
    return text.to(lang).format(
        late=late, days=working_days_text(used, lang), left=found.slack, squeeze=squeeze
    )


def _lost(
    campaign: Campaign, schedule: Schedule, found: Feasibility, late: str, today: dt.date
) -> str:
    """J does not hold: what to shorten, and the day that it could be moved to."""
    lang, needed = campaign.lang, -found.slack
    gained = sum(squeeze.days for squeeze in found.squeeze)
    text = _MOVE if not gained else _SQUEEZE if gained >= needed else _NOT_ENOUGH
    return text.to(lang).format(
        late=late,
        squeeze=_squeezed(campaign, schedule, found, needed),
        days=working_days_text(needed - gained, lang),
        later=long_date(_possible_launch(campaign, schedule, today, needed), lang),
    )


def _possible_launch(
    campaign: Campaign, schedule: Schedule, today: dt.date, needed: int
) -> dt.date:
    """The first working day after J on which launch could be when work begins today."""

    def holds(launch: dt.date) -> bool:
        return feasibility(replace(campaign, launch=launch), schedule, today).slack >= 0

    # What lasts calendar days costs or saves a weekend, so the days needed are only near.
    working_day = campaign.calendar.working_day
    launch = working_day(campaign.launch, needed)
    for _ in range(_MOST_TRIED):
        if holds(launch):
            break
        launch = working_day(launch, 1)
    for _ in range(_MOST_TRIED):
        sooner = working_day(launch, -1)
        if sooner <= campaign.launch or not holds(sooner):
            break
        launch = sooner
    return launch


def _squeezed(campaign: Campaign, schedule: Schedule, found: Feasibility, needed: int) -> str:
    """The tasks to shorten, by no more days in all than are needed."""
    parts: list[str] = []
    for squeeze in found.squeeze:
        days = min(squeeze.days, needed)
        if days > 0:
            task: Task = schedule.by_id[squeeze.id].task
            text = _BY if days > 1 else _BY_ONE
            parts.append(text.to(campaign.lang).format(id=task.id, title=task.title, days=days))
            needed -= days
    if not parts:
        return ""
    listed = ", ".join(parts[:-1]) + _AND.to(campaign.lang) + parts[-1]
    return _SHORTEN.to(campaign.lang).format(tasks=listed if len(parts) > 1 else parts[0])


_DAY_OFF = Text(
    "{day} {why} ; ce qui demande un jour travaillé se place avant, {before}.",
    "{day} {why}; what needs a working day is placed before it, {before}.",
)
_HOLIDAY = Text("est férié ({name})", "is a public holiday ({name})")
_CLOSED = Text("tombe pendant une fermeture", "falls into a closure")
_WEEKEND = Text("tombe un week-end", "falls on a weekend")


def day_off(campaign: Campaign) -> list[Remark]:
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
        before=_on(campaign.calendar.on_or_before(launch), campaign),
    )
    return [Remark(_LAUNCH, text, "warning")]


_FIXED_LATE = Text(
    "{id} « {title} » est fixée au {day}, trop tard pour la suite (au plus tard le {bound}).",
    "{id} “{title}” is fixed on {day}, too late for what follows ({bound} at the latest).",
)
_FIXED_SOON = Text(
    "{id} « {title} » est fixée au {day}, trop tôt pour ce qui la précède "
    "(début possible le {bound}).",
    "{id} “{title}” is fixed on {day}, too soon for what it needs (it can begin on {bound}).",
)


def conflicts(campaign: Campaign, schedule: Schedule) -> list[Remark]:
    """The fixed dates that the rest of the plan cannot keep up with."""
    return [
        Remark(_CONFLICT, _conflict(placed, campaign), "bad")
        for placed in schedule.tasks
        if placed.conflict
    ]


def _conflict(placed: Placed, campaign: Campaign) -> str:
    text = _FIXED_LATE if placed.task.placement == "late" else _FIXED_SOON
    return text.to(campaign.lang).format(
        id=placed.task.id,
        title=placed.task.title,
        day=date_text(placed.due, campaign.lang),
        bound=date_text(placed.steps.bound or campaign.launch, campaign.lang),
    )
