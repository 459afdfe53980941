"""Findings in words: whole sentences for reports, and a few words for the plan's alert cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, date_text, working_days_text
from retrosheet.sync.doubt_words import doubt_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from retrosheet.schedule import Placed
    from retrosheet.sync.findings import Findings, Kind
    from retrosheet.sync.forecast import Effect
    from retrosheet.sync.snapshot import Doubt

_TIMELY = {
    "late": Text(
        "« {title} » a {days} de retard (échéance le {due}, fin attendue le {end}).",
        '"{title}" is {days} late (due {due}, expected {end}).',
    ),
    "late_start": Text(
        "« {title} » aurait dû commencer il y a {days}, le {start} (échéance le {due}).",
        '"{title}" should have begun {days} ago, on {start} (due {due}).',
    ),
    "risk": Text(
        "« {title} » finira {days} trop tard, le {end} au lieu du {due}.",
        '"{title}" will end {days} late, on {end} instead of {due}.',
    ),
    "due_soon": Text("« {title} » est à rendre le {due}.", '"{title}" is due on {due}.'),
}
_SLIPS = Text(" J glisse de {days}{through}.", " Launch slips {days}{through}.")
_THROUGH = Text(", à travers {titles}", ", through {titles}")
_HOLDS = Text(" J tient, il reste {days} de marge.", " Launch holds, with {days} to spare.")
_HOLDS_BARELY = Text(
    " J tient encore, mais il ne reste aucune marge.", " Launch still holds, with nothing to spare."
)
_MOVES = Text(" Décale {titles}.", " Delays {titles}.")
_WAITS = Text(" Attend « {title} ».", ' Waits for "{title}".')
_MORE = Text("{titles} et {count} autre{s}", "{titles} and {count} more")
_CONFLICT = Text(
    "« {title} » : la date imposée du {due} ne laisse pas le temps de la suite, il faudrait finir "
    "au plus tard le {bound}.",
    '"{title}": the imposed date of {due} leaves no time for what follows; {bound} would be the '
    "last day.",
)
_CONFLICT_AFTER = Text(
    "« {title} » : la date imposée du {due} est trop tôt, le travail ne peut commencer que le "
    "{bound}.",
    '"{title}": the imposed date of {due} is too early; work can only begin on {bound}.',
)
_BLOCKED = Text("« {title} » : tâche bloquée{why}.", '"{title}" is blocked{why}.')
_WAITING = Text(
    "« {title} » attend un accord depuis {days}.", '"{title}" has waited {days} for an approval.'
)
_STALLED = Text("« {title} » : aucune nouvelle depuis {days}.", '"{title}": no news for {days}.')
_SHORT = {
    "late": Text("En retard · {days} j", "Late · {days} d"),
    "late_start": Text("Aurait dû commencer", "Should have begun"),
    "risk": Text("À risque · +{days} j", "At risk · +{days} d"),
    "due_soon": Text("", ""),
    "blocked": Text("Bloqué", "Blocked"),
    "waiting": Text("Validation attendue · {days} j", "Awaiting approval · {days} d"),
    "stalled": Text("Sans nouvelles · {days} j", "No news · {days} d"),
    "conflict": Text("Date imposée intenable", "Imposed date cannot hold"),
    "unreadable": Text("Saisie illisible", "Not understood"),
    "duplicate_id": Text("ID en double", "Duplicate ID"),
    "missing_id": Text("Sans ID", "No ID"),
}
_NAMED = 3


_LAST_SYNC = Text(
    "Dernière synchronisation le {day} : {found} ; {launch}.",
    "Last sync on {day}: {found}; {launch}.",
)
_COUNTED: tuple[tuple[Kind, Text], ...] = (
    ("late", Text("{n} en retard", "{n} late")),
    ("late_start", Text("{n} à commencer d’urgence", "{n} that should have begun")),
    ("risk", Text("{n} à risque", "{n} at risk")),
    ("blocked", Text("{n} bloquée{s}", "{n} blocked")),
)
_NOTHING_LATE = Text("rien en retard", "nothing is late")
_LAUNCH_HOLDS = Text("J tient", "launch holds")
_LAUNCH_MOVES = Text(
    "J prévu le {day} ({days} plus tard)", "launch expected on {day} ({days} later)"
)


def last_sync(findings: Findings, lang: Lang) -> str:
    """One sync in one sentence, as the dashboard shows it."""
    counts = findings.counts()
    found = [
        text.to(lang).format(n=counts[kind], s="s" * (counts[kind] > 1))
        for kind, text in _COUNTED
        if counts[kind]
    ]
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

    def timely(self, kind: Kind, placed: Placed, days: int, end: dt.date) -> str:
        return (
            _TIMELY[kind]
            .to(self.lang)
            .format(
                title=placed.task.title,
                days=self._days(days),
                due=self._date(placed.due),
                start=self._date(placed.start),
                end=self._date(end),
            )
        )

    def effect(self, effect: Effect, title_of: Callable[[str], str]) -> str:
        """What a delay does to launch and to others; "" where it does nothing."""
        titles = [title_of(task_id) for task_id in effect.moves[:_NAMED]]
        named = ", ".join(f"« {title} »" if self.lang == "fr" else f'"{title}"' for title in titles)
        if len(effect.moves) > _NAMED:
            count = len(effect.moves) - _NAMED
            named = _MORE.to(self.lang).format(titles=named, count=count, s="s" * (count > 1))
        if effect.slip:
            through = _THROUGH.to(self.lang).format(titles=named) if named else ""
            return _SLIPS.to(self.lang).format(days=self._days(effect.slip), through=through)
        moves = _MOVES.to(self.lang).format(titles=named) if named else ""
        if effect.left is None:
            return moves
        if effect.left == 0:
            return moves + _HOLDS_BARELY.to(self.lang)
        return moves + _HOLDS.to(self.lang).format(days=self._days(effect.left))

    def waits_for(self, title: str) -> str:
        return _WAITS.to(self.lang).format(title=title)

    def conflict(self, placed: Placed) -> str:
        bound = placed.steps.bound
        text = _CONFLICT if placed.task.placement == "late" else _CONFLICT_AFTER
        return text.to(self.lang).format(
            title=placed.task.title,
            due=self._date(placed.due),
            bound=self._date(bound) if bound else "",
        )

    def blocked(self, placed: Placed, why: str) -> str:
        first = why.strip().splitlines()[0] if why.strip() and not why.startswith("☐") else ""
        reason = f" ({first.rstrip(' .')})" if first else ""
        return _BLOCKED.to(self.lang).format(title=placed.task.title, why=reason)

    def waiting(self, placed: Placed, days: int) -> str:
        return _WAITING.to(self.lang).format(title=placed.task.title, days=self._days(days))

    def stalled(self, placed: Placed, days: int) -> str:
        return _STALLED.to(self.lang).format(title=placed.task.title, days=self._days(days))

    def doubt(self, doubt: Doubt) -> str:
        return doubt_text(doubt, self.lang)

    def short(self, kind: Kind, days: int) -> str:
        return _SHORT[kind].to(self.lang).format(days=days)
