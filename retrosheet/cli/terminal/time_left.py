"""Whether there is time for a plan, in a sentence: by how much not, and what would help."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.cli.terminal.remarks import Paragraph, on_day
from retrosheet.language import Lang, Text, date_text, in_a_row, long_date, working_days_text
from retrosheet.schedule import compute
from retrosheet.schedule.feasibility import feasibility, outlook_of

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.campaign import Campaign, Task
    from retrosheet.schedule import Schedule
    from retrosheet.schedule.feasibility import Feasibility

_MOST_TRIED = 40

_FEASIBLE = Text("Faisable", "Feasible")
_TIGHT = Text("Serré", "Tight")
_TOO_LATE = Text("Trop tard", "Too late")

_PAST = Text(
    "J, {launch}, est déjà passé ; choisissez un autre jour.",
    "launch day, {launch}, has passed already; choose another day.",
)
_IN_TIME = Text(
    "le travail commence {day}, dans {days} ; J tient, {spare}.",
    "work begins {day}, {days} from now; launch holds, {spare}.",
)
_AT_ONCE = Text(
    "en commençant tout de suite, {day} ; J tient, {spare}.",
    "if work begins at once, {day}; launch holds, {spare}.",
)
_IMPOSED = Text(
    "J tient, {spare}, mais une date imposée ne tient pas.",
    "launch holds, {spare}, but an imposed date does not.",
)
_PUSHED = Text(
    "J ne tient pas, il s’en faut de {days} : déplacez J au {later}, ou changez ce qui le "
    "repousse.",
    "launch does not hold, by {days}: move it to {later}, or change what pushes it.",
)
_SPARE = Text("avec {days} de marge", "with {days} to spare")
_NO_SPARE = Text("sans marge", "with nothing to spare")
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
_HOLDS_BY_LESS = Text(
    "{late}. J tient quand même, en prenant {days} sur la marge (il en reste {left}) ; "
    "pour en prendre moins, {squeeze} : vous n’en prendrez plus que {still}.",
    "{late}. Launch still holds, by using {days} of slack ({left} left); to use less of it, "
    "{squeeze}: that leaves {still} used.",
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


def time_left(campaign: Campaign, schedule: Schedule, today: dt.date) -> list[Paragraph]:
    """Whether the plan can be followed from today, else by how much not, and what would help."""
    lang = campaign.lang
    if campaign.launch < today:
        past = _PAST.to(lang).format(launch=long_date(campaign.launch, lang))
        return [Paragraph(_TOO_LATE, past, "bad")]
    found = feasibility(campaign, schedule, today)
    if found.holds and not found.missing:
        if found.conflicts:
            return [
                Paragraph(_TIGHT, _IMPOSED.to(lang).format(spare=_spare(found, lang)), "warning")
            ]
        days = max(0, campaign.calendar.distance(today, schedule.base))
        text = (_IN_TIME if days else _AT_ONCE).to(lang)
        said = text.format(
            day=on_day(schedule.base, campaign),
            days=working_days_text(days, lang),
            spare=_spare(found, lang),
        )
        return [Paragraph(_FEASIBLE, said, "good")]
    if not found.missing:
        later = _possible_launch(campaign, schedule, today, -found.slack)
        said = _PUSHED.to(lang).format(
            days=working_days_text(-found.slack, lang), later=long_date(later, lang)
        )
        return [Paragraph(_TOO_LATE, said, "bad")]
    late = _late(campaign, schedule, found.missing, today)
    if found.holds:
        return [Paragraph(_TIGHT, _held(campaign, schedule, found, late, today), "warning")]
    return [Paragraph(_TOO_LATE, _lost(campaign, schedule, found, late, today), "bad")]


def _spare(found: Feasibility, lang: Lang) -> str:
    if not found.slack:
        return _NO_SPARE.to(lang)
    return _SPARE.to(lang).format(days=working_days_text(found.slack, lang))


def _late(campaign: Campaign, schedule: Schedule, missing: int, today: dt.date) -> str:
    lang, start = campaign.lang, campaign.start
    text = _AGO if start is None or start <= today else _BEFORE_START
    return text.to(lang).format(
        days=working_days_text(missing, lang),
        day=on_day(schedule.base, campaign),
        start=date_text(start or today, lang),
    )


def _held(
    campaign: Campaign, schedule: Schedule, found: Feasibility, late: str, today: dt.date
) -> str:
    """J holds: how much of its slack, and then of its margins, that takes."""
    lang = campaign.lang
    used = _used(campaign, today)
    if used <= 0:
        return _HOLDS_APART.to(lang).format(late=late)
    squeeze = _squeezed(campaign, schedule, found, used)
    still = max(0, _used(campaign, today, _shortened(campaign, found, used)))
    # where other work is as tight, shortening this saves less, or nothing at all
    text = _HOLDS_BY_SLACK if still >= used else _HOLDS_BY_LESS if still else _HOLDS
    return text.to(lang).format(
        late=late,
        days=working_days_text(used, lang),
        left=found.slack,
        squeeze=squeeze,
        still=working_days_text(still, lang),
    )


def _used(campaign: Campaign, today: dt.date, followed: Campaign | None = None) -> int:
    """How much of the slack of ``campaign`` goes; of ``followed``, once advice is taken."""
    unhurried = compute(replace(campaign, start=None))
    slack = min(placed.float for placed in unhurried.tasks if placed.task.drives_launch)
    return slack - (outlook_of(followed or campaign, today).least_float or 0)


def _shortened(campaign: Campaign, found: Feasibility, needed: int) -> Campaign:
    """The campaign of somebody who does what ``_squeezed`` says."""
    days: dict[str, int] = {}
    for squeeze in found.squeeze:
        days[squeeze.id] = min(squeeze.days, needed)
        needed -= days[squeeze.id]
    tasks = tuple(
        replace(task, duration=task.duration - days.get(task.id, 0)) for task in campaign.tasks
    )
    return replace(campaign, tasks=tasks)


def _lost(
    campaign: Campaign, schedule: Schedule, found: Feasibility, late: str, today: dt.date
) -> str:
    """J does not hold: what to shorten, and the day that it could be moved to."""
    lang, needed = campaign.lang, -found.slack
    short = max(0, -(outlook_of(_shortened(campaign, found, needed), today).spare or 0))
    text = _MOVE if short >= needed else _NOT_ENOUGH if short else _SQUEEZE
    return text.to(lang).format(
        late=late,
        squeeze=_squeezed(campaign, schedule, found, needed),
        days=working_days_text(short, lang),
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
    listed = in_a_row(parts, campaign.lang)
    return _SHORTEN.to(campaign.lang).format(tasks=listed if len(parts) > 1 else parts[0])
