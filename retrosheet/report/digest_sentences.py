"""The sentences of one person's digest: what of each task, what follows from it, and who waits.

A delay that somebody else's task explains is told without blame, and what one's own delay does to
launch is told with it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import (
    Text,
    counted,
    date_text,
    in_a_row,
    in_quotes,
    long_date,
    weekday_name,
    working_days_text,
)
from retrosheet.sync.assess import contradiction
from retrosheet.sync.sayings import Sayings, reason

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from retrosheet.report.desk import Desk, Silence
    from retrosheet.report.people import Person
    from retrosheet.schedule import ScheduledTask
    from retrosheet.sync.findings import Finding
    from retrosheet.sync.snapshot import TaskState

_MOST_NAMES = 4

_LATE = Text("{days} de retard, échéance le {due}", "{days} late, due {due}")
_TODAY = Text("à rendre aujourd’hui", "due today")
_DUE = Text("à rendre {day}", "due {day}")
_TODAY_OF = {"meeting": Text("aujourd’hui", "today"), "milestone": Text("aujourd’hui", "due today")}
_DUE_OF = {
    "meeting": Text("a lieu {day}", "takes place {day}"),
    "milestone": Text("échéance {day}", "due {day}"),
}
"""Nobody hands in a meeting or a milestone, in French at least."""
_RISK = Text(
    "finira {days} trop tard, le {end} au lieu du {due}",
    "will end {days} late, on {end} instead of {due}",
)
_BEGINS = Text("commence {day}, échéance le {due}", "begins {day}, due {due}")
_BEGINS_TODAY = Text("commence aujourd’hui, échéance le {due}", "begins today, due {due}")
_SHOULD = Text(
    "aurait dû commencer il y a {days}, échéance le {due}",
    "should have begun {days} ago, due {due}",
)
_APPROVE = Text("{owner} attend votre accord, échéance le {due}", "{owner} waits for it, due {due}")
_APPROVE_SOME = Text("un accord est attendu de vous, échéance le {due}", "waits for you, due {due}")
_WAITS = Text("{owner} attend {title}", "{owner} waits for {title}")
_WAITS_SOME = Text("attend {title}", "waits for {title}")
_CHASE = Text(
    "pas d’accord depuis {days}{who}, échéance le {due}", "no approval for {days}{who}, due {due}"
)
_OF = Text(" (de {who})", " (from {who})")
_BLOCKED = Text("bloquée{why}, échéance le {due}", "blocked{why}, due {due}")
_STALLED = Text(
    "rien n’a bougé depuis {days} : où en est-elle ?",
    "nothing has moved for {days}: how is it going?",
)
_SILENT = (
    Text(
        "{owner}, {days} de retard : {n} relance, le {last}",
        "{owner}, {days} late: chased once, on {last}",
    ),
    Text(
        "{owner}, {days} de retard : {n} relances, la dernière le {last}",
        "{owner}, {days} late: chased {n} times, last on {last}",
    ),
)
_ON = Text("{day}", "on {day}")
_MOVES_LAUNCH = Text("Ce retard déplace J de {days}.", "This delay moves launch by {days}.")
_MOVES_ALL = Text(
    "Vos retards déplacent J de {days} : {forecast} au lieu du {launch}.",
    "Your delays move launch by {days}: {forecast} instead of {launch}.",
)
_MOVES_ONE = Text(
    "Votre retard déplace J de {days} : {forecast} au lieu du {launch}.",
    "Your delay moves launch by {days}: {forecast} instead of {launch}.",
)
_WAIT_FOR_IT = (
    Text("{names} attend derrière.", "{names} waits behind it."),
    Text("{names} attendent derrière.", "{names} wait behind it."),
)
_HELD_UP = Text("Attend {title}{owner}.", "Waits for {title}{owner}.")
_OTHERS = (
    Text("{n} autre personne", "{n} other person"),
    Text("{n} autres personnes", "{n} others"),
)


class Point(NamedTuple):
    """One task of a part: its title as typed, what of it, and what follows from it."""

    id: str
    title: str
    said: str
    effects: tuple[str, ...] = ()


class Sentences:
    """The sentences of one digest."""

    def __init__(self, desk: Desk, person: Person) -> None:
        self.desk, self.person, self.lang = desk, person, person.lang

    def _days(self, days: int) -> str:
        return working_days_text(days, self.lang)

    def _date(self, day: dt.date) -> str:
        return date_text(day, self.lang)

    def _on(self, day: dt.date) -> str:
        """« mercredi 10 », "on Wednesday 10"."""
        said = f"{weekday_name(day, self.lang)} {day.day}"
        return _ON.to(self.lang).format(day=said)

    def own(self, line: TaskState, kind: str) -> Point:
        desk, task_id = self.desk, line.task.id
        placed = desk.placed(task_id)
        due, what = self._date(placed.due), placed.task.kind
        if kind == "late":
            late = desk.of_kind.get((task_id, "late"))
            said = _LATE.to(self.lang).format(days=self._days(late.days if late else 1), due=due)
        elif kind == "today":
            said = _TODAY_OF.get(what, _TODAY).to(self.lang)
        elif kind == "week":
            said = _DUE_OF.get(what, _DUE).to(self.lang).format(day=self._on(placed.due))
        elif kind == "risk":
            risk = desk.of_kind[task_id, "risk"]
            end = self._date(desk.findings.forecasts[task_id])
            said = _RISK.to(self.lang).format(days=self._days(risk.days), end=end, due=due)
        elif kind == "start":
            said = self._start(placed, due)
        elif kind == "blocked":
            said = _BLOCKED.to(self.lang).format(why=reason(line.comment), due=due)
        elif kind == "chase":
            waited = desk.of_kind[task_id, "waiting"].days
            name = desk.approvers.get(task_id, "")
            who = "" if not name or desk.roster.named(name) == self.person else name
            of = _OF.to(self.lang).format(who=who) if who else ""
            said = _CHASE.to(self.lang).format(days=self._days(waited), who=of, due=due)
        else:
            stalled = desk.of_kind[task_id, "stalled"].days
            said = _STALLED.to(self.lang).format(days=self._days(stalled))
        return Point(task_id, line.task.title, said, tuple(self._effects(line)))

    def _start(self, placed: ScheduledTask, due: str) -> str:
        today = self.desk.today
        if placed.start > today:
            return _BEGINS.to(self.lang).format(day=self._on(placed.start), due=due)
        if placed.start == today:
            return _BEGINS_TODAY.to(self.lang).format(due=due)
        ago = max(1, self.desk.snapshot.calendar.distance(placed.start, today))
        return _SHOULD.to(self.lang).format(days=self._days(ago), due=due)

    def _effects(self, line: TaskState) -> Iterator[str]:
        """What holds the task up, or what it does to launch, and who waits behind it."""
        desk = self.desk
        finding = desk.findings.verdicts.get(line.task.id)
        if finding is None:
            return
        if finding.cause and finding.cause in desk.lines:
            cause = desk.lines[finding.cause]
            foreign = cause.owner and not desk.roster.owns(self.person, cause)
            owner = f" ({cause.owner})" if foreign else ""
            title = in_quotes(cause.task.title, self.lang)
            yield _HELD_UP.to(self.lang).format(title=title, owner=owner)
            return
        if finding.slip:
            yield _MOVES_LAUNCH.to(self.lang).format(days=self._days(finding.slip))
        names = self._others(finding.moves)
        if names:
            shown = names[:_MOST_NAMES]
            if len(names) > len(shown):
                shown.append(counted(len(names) - len(shown), _OTHERS, self.lang))
            text = _WAIT_FOR_IT[len(names) > 1].to(self.lang)
            yield text.format(names=in_a_row(shown, self.lang))

    def _others(self, moved: Collection[str]) -> list[str]:
        """The others whom a delay reaches, in that order."""
        names: dict[str, None] = {}
        for task_id in moved:
            line = self.desk.lines.get(task_id)
            if line is not None and line.owners and not self.desk.roster.owns(self.person, line):
                for other in self.desk.roster.owners(line):
                    names.setdefault(other.name)
        return list(names)

    def _own_delays(self) -> list[Finding]:
        """Where this person's own tasks begin a delay that moves launch."""
        return [
            finding
            for line in self.desk.owned(self.person)
            if (finding := self.desk.findings.verdicts.get(line.task.id)) is not None
            and finding.slip
            and not finding.cause
        ]

    def own_slip(self) -> int:
        """The working days by which this person's own delays move launch."""
        mine, findings = self._own_delays(), self.desk.findings
        everyone = {f.id for f in findings.verdicts.values() if f.slip and not f.cause}
        if mine and everyone == {finding.id for finding in mine}:
            return findings.slip
        return max((finding.slip for finding in mine), default=0)

    def effect(self, slip: int) -> str:
        """What this person's own delays do to launch, in one sentence; "" where they do nothing."""
        if not slip:
            return ""
        launch = self.desk.findings.launch
        text = _MOVES_ONE if len(self._own_delays()) == 1 else _MOVES_ALL
        return text.to(self.lang).format(
            days=self._days(slip),
            forecast=long_date(self.desk.snapshot.calendar.working_day(launch, slip), self.lang),
            launch=long_date(launch, self.lang),
        )

    def approval(self, line: TaskState) -> Point:
        due = self._date(self.desk.placed(line.task.id).due)
        text = _APPROVE if line.owner else _APPROVE_SOME
        said = text.to(self.lang).format(owner=line.owner, due=due)
        return Point(line.task.id, line.task.title, said)

    def waiting(self, line: TaskState, cause: str) -> Point:
        title = in_quotes(self.desk.lines[cause].task.title, self.lang)
        text = _WAITS if line.owner else _WAITS_SOME
        said = text.to(self.lang).format(owner=line.owner, title=title)
        return Point(line.task.id, line.task.title, said)

    def corrections(self) -> Iterator[Point]:
        """What this person's rows hold that nobody understands, each with its cell, or that cannot
        be true as it stands."""
        say, desk = Sayings(self.lang), self.desk
        for one in desk.mistakes_of(self.person):
            line = desk.lines[one.id]
            if one.doubt is not None:
                said = say.doubt(one.doubt)
            elif one.kind == "conflict":
                said = say.conflict(desk.placed(one.id))
            else:
                said = contradiction(desk.snapshot, line, desk.today, say)
            yield Point(one.id, line.task.title, said)

    def silence(self, silence: Silence) -> Point:
        desk, line = self.desk, self.desk.lines[silence.id]
        late = desk.of_kind.get((silence.id, "late"))
        said = counted(silence.chasers, _SILENT, self.lang).format(
            owner=line.owner,
            days=self._days(late.days if late else 1),
            last=self._date(silence.last),
        )
        return Point(silence.id, line.task.title, said)
