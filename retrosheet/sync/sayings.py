"""Findings in words: whole sentences for reports, and a few words for the plan's alert cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, date_text, in_quotes, one_line, working_days_text
from retrosheet.sync.doubt_words import doubt_text
from retrosheet.sync.kinds import KINDS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from retrosheet.schedule import ScheduledTask
    from retrosheet.sync.findings import Findings
    from retrosheet.sync.forecast import Effect
    from retrosheet.sync.kinds import Kind
    from retrosheet.sync.snapshot import Doubt

_SOON_OF = {
    "meeting": Text("« {title} » a lieu le {due}.", '"{title}" takes place on {due}.'),
    "milestone": Text("« {title} » : échéance le {due}.", '"{title}" is due on {due}.'),
}
"""What is said of what nobody hands in."""
_SLIPS = Text(
    " À elle seule, cette tâche fait glisser J de {days}{through}.",
    " This task alone moves launch by {days}{through}.",
)
_THROUGH = Text(", à travers {titles}", ", through {titles}")
_HOLDS = Text(
    " À elle seule, cette tâche ne déplace pas J.", " This task alone does not move launch."
)
_MAY_TAKE = Text(" Elle peut encore prendre {days}.", " It may take {days} more.")
_MOVES = Text(" Décale {titles}.", " Delays {titles}.")
_WAITS = Text(" Attend « {title} ».", ' Waits for "{title}".')
_MORE = Text("{titles} et {count} autre{s}", "{titles} and {count} more")
_CONFLICT = Text(
    "« {title} » : la date imposée du {due} ne laisse pas le temps de la suite, il faudrait finir "
    "au plus tard le {bound}.",
    '"{title}": the fixed date of {due} leaves no time for what follows; {bound} would be the '
    "last day.",
)
_CONFLICT_AFTER = Text(
    "« {title} » : la date imposée du {due} est trop tôt, le travail ne peut commencer que le "
    "{bound}.",
    '"{title}": the fixed date of {due} is too early; work can only begin on {bound}.',
)
_DONE_AHEAD = Text(
    "« {title} » est dite terminée, mais sa fin réelle est à venir, le {end} : d’ici là, elle "
    "compte comme en cours.",
    '"{title}" is said to be done, but its actual end lies ahead, on {end}; until then it counts '
    "as under way.",
)
_SAID_AHEAD = Text(
    "« {title} » : « {typed} » nomme un jour à venir, le {day} ; la tâche compte comme terminée. "
    "Si elle ne l’est pas, choisissez « En cours » et mettez ce jour sous Fin réelle.",
    '"{title}": "{typed}" names a day that lies ahead, {day}; the task counts as done. If it is '
    'not, choose "In progress" and put that day under Actual end.',
)
_ALL_DONE_BUT = Text(
    "« {title} » est à 100 %, mais son statut dit qu’elle n’a pas commencé : elle compte comme en "
    "cours. Choisissez « Terminé » si elle l’est.",
    '"{title}" is at 100%, but its status says that it has not begun; it counts as under way. '
    'Choose "Done" if it is.',
)
_BLOCKED = Text("« {title} » : tâche bloquée{why}.", '"{title}" is blocked{why}.')
_WAITING = Text(
    "« {title} » attend un accord depuis {days}.", '"{title}" has waited {days} for an approval.'
)
_STALLED = Text("« {title} » : aucune nouvelle depuis {days}.", '"{title}": no news for {days}.')
_NAMED = 3
_LAST_SYNC = Text(
    "Dernière synchronisation le {day} : {found} ; {launch}.",
    "Last sync on {day}: {found}; {launch}.",
)
_DUE_WITHIN = Text("{n} à rendre sous {days} jours", "{n} due within {days} days")
_NOTHING_LATE = Text("rien en retard", "nothing is late")
_LAUNCH_HOLDS = Text("J tient", "launch holds")
_LAUNCH_MOVES = Text(
    "J prévu le {day} ({days} plus tard)", "launch expected on {day} ({days} later)"
)


def reason(comment: str) -> str:
    """Why a task is blocked, in brackets: the first line of what stands beside it, unless that is
    a list of what there is to do; "" for nothing."""
    first = next(iter(comment.strip().splitlines()), "")
    return f" ({one_line(first).rstrip(' .')})" if first[:1] not in ("", "☐") else ""


def in_trouble(findings: Findings, lang: Lang) -> list[str]:
    """How many tasks are late, should have begun, are at risk and blocked; without those of none.

    They are the numbers of the dashboard's cards, as is ``due_within``.
    """
    counts = findings.counts()
    return [
        kind.counted.to(lang).format(n=counts[key], s="s" * (counts[key] > 1))
        for key, kind in KINDS.items()
        if kind.counted and counts[key]
    ]


def due_within(findings: Findings, lang: Lang) -> list[str]:
    """How many tasks are due within the days that are soon; empty where none is."""
    count = len(findings.due_within)
    return [_DUE_WITHIN.to(lang).format(n=count, days=findings.soon_days)] if count else []


def last_sync(findings: Findings, lang: Lang) -> str:
    """One sync in one sentence, as the dashboard shows it."""
    found = in_trouble(findings, lang)
    launch = _LAUNCH_HOLDS.to(lang)
    if findings.slip:
        day = date_text(findings.forecast_launch, lang)
        days = working_days_text(findings.slip, lang)
        launch = _LAUNCH_MOVES.to(lang).format(day=day, days=days)
    return _LAST_SYNC.to(lang).format(
        day=date_text(findings.today, lang),
        found=", ".join(found) or _NOTHING_LATE.to(lang),
        launch=launch,
    )


class Sayings:
    """The sentences in one language."""

    def __init__(self, lang: Lang) -> None:
        self.lang = lang

    def _days(self, days: int) -> str:
        return working_days_text(days, self.lang)

    def _date(self, day: dt.date) -> str:
        return date_text(day, self.lang)

    def timely(self, kind: Kind, placed: ScheduledTask, days: int, end: dt.date) -> str:
        text = KINDS[kind].timely
        if kind == "due_soon":
            text = _SOON_OF.get(placed.task.kind, text)
        assert text is not None
        return text.to(self.lang).format(
            title=placed.task.title,
            days=self._days(days),
            due=self._date(placed.due),
            start=self._date(placed.start),
            end=self._date(end),
        )

    def effect(self, effect: Effect, title_of: Callable[[str], str]) -> str:
        """What one task's delay does by itself, to launch and to others."""
        titles = [title_of(task_id) for task_id in effect.moves[:_NAMED]]
        named = ", ".join(in_quotes(title, self.lang) for title in titles)
        if len(effect.moves) > _NAMED:
            count = len(effect.moves) - _NAMED
            named = _MORE.to(self.lang).format(titles=named, count=count, s="s" * (count > 1))
        if effect.slip:
            through = _THROUGH.to(self.lang).format(titles=named) if named else ""
            return _SLIPS.to(self.lang).format(days=self._days(effect.slip), through=through)
        moves = _MOVES.to(self.lang).format(titles=named) if named else ""
        if effect.left is None:
            return moves
        more = _MAY_TAKE.to(self.lang).format(days=self._days(effect.left)) if effect.left else ""
        return moves + _HOLDS.to(self.lang) + more

    def waits_for(self, title: str) -> str:
        return _WAITS.to(self.lang).format(title=title)

    def conflict(self, placed: ScheduledTask) -> str:
        bound = placed.steps.bound
        text = _CONFLICT if placed.task.placement == "late" else _CONFLICT_AFTER
        return text.to(self.lang).format(
            title=placed.task.title,
            due=self._date(placed.due),
            bound=self._date(bound) if bound else "",
        )

    def done_ahead(self, placed: ScheduledTask, end: dt.date) -> str:
        return _DONE_AHEAD.to(self.lang).format(title=placed.task.title, end=self._date(end))

    def said_ahead(self, placed: ScheduledTask, typed: str, day: dt.date) -> str:
        return _SAID_AHEAD.to(self.lang).format(
            title=placed.task.title, typed=typed, day=self._date(day)
        )

    def all_done_but(self, placed: ScheduledTask) -> str:
        return _ALL_DONE_BUT.to(self.lang).format(title=placed.task.title)

    def blocked(self, placed: ScheduledTask, comment: str) -> str:
        return _BLOCKED.to(self.lang).format(title=placed.task.title, why=reason(comment))

    def waiting(self, placed: ScheduledTask, days: int) -> str:
        return _WAITING.to(self.lang).format(title=placed.task.title, days=self._days(days))

    def stalled(self, placed: ScheduledTask, days: int) -> str:
        return _STALLED.to(self.lang).format(title=placed.task.title, days=self._days(days))

    def doubt(self, doubt: Doubt) -> str:
        return doubt_text(doubt, self.lang)

    def short(self, kind: Kind, days: int) -> str:
        return KINDS[kind].short.to(self.lang).format(days=days)
