"""One person's digest: what is theirs and late, due, to begin or to approve, and who waits for it.

Only what is theirs; a task stands in one part, the most urgent one. A delay that somebody else's
task explains is told without blame, and what one's own delay does to launch is told with it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.alerts import OVER
from retrosheet.language import (
    Lang,
    Text,
    date_text,
    in_a_row,
    in_quotes,
    long_date,
    one_line,
    weekday_name,
    working_days_text,
)
from retrosheet.report.phrases import counted
from retrosheet.report.verdict import launch_verdict
from retrosheet.statuses import BLOCKED, WAITING
from retrosheet.sync.sayings import Sayings

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from retrosheet.report.model import Mood
    from retrosheet.report.people import Person, Roster
    from retrosheet.schedule import ScheduledTask
    from retrosheet.sync.findings import Finding, Findings
    from retrosheet.sync.snapshot import Snapshot, TaskState

MOST_POINTS = 12
"""Tasks that one part names; the others are counted."""
_MOST_NAMES = 4
_LONGEST_QUOTED = 160
"""Characters of a title, a name or a remark; messages quote them many times over."""
_DAY = dt.timedelta(days=1)

PARTS: dict[str, tuple[Text, Mood]] = {
    "late": (Text("En retard", "Late"), "bad"),
    "today": (Text("À rendre aujourd’hui", "Due today"), "warning"),
    "week": (Text("À rendre sous {days} jours", "Due within {days} days"), "plain"),
    "risk": (Text("Finira trop tard à ce rythme", "Will end too late at this pace"), "warning"),
    "start": (Text("À commencer", "To begin"), "plain"),
    "approve": (Text("On attend votre accord", "Waiting for your approval"), "warning"),
    "waits": (Text("On vous attend", "Waiting for you"), "warning"),
    "chase": (Text("Accord à relancer", "Approval to chase"), "warning"),
    "blocked": (Text("Bloquées", "Blocked"), "bad"),
    "stalled": (Text("Sans nouvelles", "No news"), "warning"),
    "correct": (Text("À corriger dans le classeur", "To correct in the workbook"), "warning"),
    "silent": (Text("Relances restées sans effet", "Chased in vain"), "bad"),
}
"""The parts in their order, and how bad each is."""

_HEADLINES: dict[str, tuple[Text, Text]] = {
    "late": (Text("{n} en retard", "{n} late"),) * 2,
    "today": (Text("{n} pour aujourd’hui", "{n} due today"),) * 2,
    "week": (Text("{n} sous {days} jours", "{n} due within {days} days"),) * 2,
    "risk": (Text("{n} à risque", "{n} at risk"),) * 2,
    "start": (Text("{n} à commencer", "{n} to begin"),) * 2,
    "approve": (
        Text("{n} accord attendu", "{n} to approve"),
        Text("{n} accords attendus", "{n} to approve"),
    ),
    "waits": (Text("{n} en attente de vous", "{n} waiting for you"),) * 2,
    "chase": (
        Text("{n} accord à relancer", "{n} approval to chase"),
        Text("{n} accords à relancer", "{n} approvals to chase"),
    ),
    "blocked": (Text("{n} bloquée", "{n} blocked"), Text("{n} bloquées", "{n} blocked")),
    "stalled": (Text("{n} sans nouvelles", "{n} without news"),) * 2,
    "correct": (
        Text("{n} saisie à corriger", "{n} to correct"),
        Text("{n} saisies à corriger", "{n} to correct"),
    ),
    "silent": (Text("{n} sans réponse", "{n} unanswered"),) * 2,
}

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


class Part(NamedTuple):
    """The tasks of one kind; ``key`` is one of ``PARTS``, ``more`` how many are not named."""

    key: str
    title: str
    mood: Mood
    points: tuple[Point, ...]
    more: int = 0


class Digest(NamedTuple):
    """All that one person is told on one day, in their language.

    ``verdict`` says whether launch holds, ``effect`` what this person's delays do to it: either is
    "" where the other says it all. ``headline`` counts what is most urgent.
    """

    person: Person
    campaign: str
    day: dt.date
    headline: str
    verdict: str
    mood: Mood
    effect: str
    parts: tuple[Part, ...]

    @property
    def lang(self) -> Lang:
        return self.person.lang


class Silence(NamedTuple):
    """A task that chasers did not move: how many they were, and the day of the last."""

    id: str
    chasers: int
    last: dt.date


def brief(snapshot: Snapshot) -> Snapshot:
    """The workbook with what people typed as a message can quote it: on a line, and not endless.

    Names of owners stay as they are, as people are found by them.
    """
    lines = tuple(
        replace(
            line,
            task=replace(line.task, title=one_line(line.task.title, _LONGEST_QUOTED)),
            owner=one_line(line.owner, _LONGEST_QUOTED),
            # a comment counts by its first line
            comment="\n".join(
                one_line(text, _LONGEST_QUOTED) for text in line.comment.strip().splitlines()[:1]
            ),
        )
        for line in snapshot.lines
    )
    doubts = tuple(
        doubt._replace(
            title=one_line(doubt.title, _LONGEST_QUOTED),
            typed=one_line(doubt.typed, _LONGEST_QUOTED),
        )
        for doubt in snapshot.doubts
    )
    return replace(
        snapshot, name=one_line(snapshot.name, _LONGEST_QUOTED), lines=lines, doubts=doubts
    )


@dataclass(frozen=True, eq=False, repr=False)
class Desk:
    """Everything that the digests of one day are made from."""

    snapshot: Snapshot
    findings: Findings
    roster: Roster
    approvers: Mapping[str, str]

    @cached_property
    def lines(self) -> Mapping[str, TaskState]:
        return {line.task.id: line for line in self.snapshot.lines}

    @cached_property
    def of_kind(self) -> Mapping[tuple[str, str], Finding]:
        """The findings by task and kind."""
        return {(f.id, f.kind): f for f in reversed(self.findings.findings)}

    def placed(self, task_id: str) -> ScheduledTask:
        return self.snapshot.schedule.by_id[task_id]

    @property
    def today(self) -> dt.date:
        return self.findings.today

    def over(self, line: TaskState) -> bool:
        """Whether nothing is left to do on a task."""
        return self.findings.flags[line.task.id] in OVER

    def owned(self, person: Person) -> list[TaskState]:
        """The tasks of a person that are not done, by due date."""
        mine = [
            line
            for line in self.snapshot.work
            if not self.over(line) and self.roster.owns(person, line)
        ]
        return sorted(mine, key=lambda line: (self.placed(line.task.id).due, line.task.id))

    def to_approve(self, person: Person) -> list[TaskState]:
        """The tasks of others that wait for this person's approval."""
        return [
            line
            for line in self.snapshot.work
            if line.status == WAITING
            and not self.over(line)
            and not self.roster.owns(person, line)
            and self._named(self.approvers.get(line.task.id, "")) == person
        ]

    def _named(self, name: str) -> Person | None:
        return self.roster.named(name) if name else None

    def waiting_for(self, person: Person) -> list[tuple[TaskState, str]]:
        """The tasks of others that cannot go on, each with the task of this person's in front."""
        found = []
        for line in self.snapshot.work:
            if self.over(line) or self.roster.owns(person, line):
                continue
            verdict = self.findings.verdicts.get(line.task.id)
            stuck = verdict is not None and verdict.kind in ("late", "late_start")
            if stuck and verdict is not None and verdict.cause in self.lines:
                cause = self.lines[verdict.cause]
                if self.roster.owns(person, cause):
                    found.append((line, verdict.cause))
        return found


def kind_of(line: TaskState, desk: Desk) -> str:
    """The part in which a task of one's own stands; "" where there is nothing to say of it yet."""
    task_id, today = line.task.id, desk.today
    placed = desk.placed(task_id)
    if line.status == BLOCKED:
        return "blocked"
    if placed.due < today:
        return "late"
    if line.status == WAITING and (task_id, "waiting") in desk.of_kind:
        return "chase"
    if placed.due == today:
        return "today"
    if not line.standing(today).begun and placed.start < today:
        return "start"
    risk = desk.of_kind.get((task_id, "risk"))
    if risk is not None and not risk.cause:
        return "risk"
    if (task_id, "stalled") in desk.of_kind:
        return "stalled"
    if task_id in desk.findings.due_within:
        return "week"
    if not line.standing(today).begun and (placed.start - today).days <= desk.findings.soon_days:
        return "start"
    return ""


def digest(desk: Desk, person: Person, silences: Collection[Silence] = ()) -> Digest | None:
    """What a person is told; None where there is nothing. ``silences`` are for the campaign's
    owner alone."""
    told = _Telling(desk, person)
    found: dict[str, list[Point]] = {key: [] for key in PARTS}
    for line in desk.owned(person):
        kind = kind_of(line, desk)
        if kind:
            found[kind].append(told.own(line, kind))
    found["approve"] = [told.approval(line) for line in desk.to_approve(person)]
    found["waits"] = [told.waiting(line, cause) for line, cause in desk.waiting_for(person)]
    found["correct"] = list(told.corrections())
    found["silent"] = [told.silence(silence) for silence in silences]
    if not any(found.values()):
        return None
    verdict, mood = launch_verdict(desk.findings, person.lang)
    slip, soon = told.own_slip(), str(desk.findings.soon_days)
    counts = [
        counted(len(points), _HEADLINES[key], person.lang).replace("{days}", soon)
        for key, points in found.items()
        if points
    ]
    parts = [
        Part(
            key,
            title.to(person.lang).replace("{days}", soon),
            mood_of,
            tuple(points[:MOST_POINTS]),
            max(0, len(points) - MOST_POINTS),
        )
        for key, (title, mood_of) in PARTS.items()
        if (points := found[key])
    ]
    return Digest(
        person=person,
        campaign=campaign_name(desk.snapshot, person.lang),
        day=desk.today,
        headline=", ".join(counts[:3]),
        verdict="" if slip and slip == desk.findings.slip else verdict,
        mood=mood,
        effect=told.effect(slip),
        parts=tuple(parts),
    )


def campaign_name(snapshot: Snapshot, lang: Lang) -> str:
    """The campaign's name on one line; where nobody gave it one, a word for it."""
    return one_line(snapshot.name) or Text("La campagne", "The campaign").to(lang)


class _Telling:
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
            why = line.comment.strip().splitlines()[0] if line.comment.strip() else ""
            reason = f" ({one_line(why).rstrip(' .')})" if why[:1] not in ("", "☐") else ""
            said = _BLOCKED.to(self.lang).format(why=reason, due=due)
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
        """What this person's rows hold that nobody understands, each with its cell."""
        say = Sayings(self.lang)
        for doubt in self.desk.snapshot.doubts:
            line = self.desk.lines.get(doubt.id)
            if line is not None and self.desk.roster.owns(self.person, line):
                yield Point(doubt.id, line.task.title, say.doubt(doubt))

    def silence(self, silence: Silence) -> Point:
        desk, line = self.desk, self.desk.lines[silence.id]
        late = desk.of_kind.get((silence.id, "late"))
        said = counted(silence.chasers, _SILENT, self.lang).format(
            owner=line.owner,
            days=self._days(late.days if late else 1),
            last=self._date(silence.last),
        )
        return Point(silence.id, line.task.title, said)
