"""Who is reminded today, of what, and why: digests against the memory of what was said before.

A person gets a digest when something in it is news: a task has come so close to its due date, has
run over it, is to begin, waits for them… Each such topic has a step, and what was said of it at
that step is not said again. Late tasks are chased at the cadence of Settings, counted by what was
really sent; then the campaign's owner is told, once. A person who is in the plan but not reached
is named with the reason.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Lang, Text, colon, date_text, in_quotes, one_line
from retrosheet.report.desk import Desk, Silence, kind_of
from retrosheet.report.digest import Digest, digest
from retrosheet.report.phrases import listed
from retrosheet.report.said_before import Memory, Topic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.report.people import Person
    from retrosheet.sync.snapshot import TaskState

EVERYBODY = "*"
"""In the memory of a channel that a whole team reads: nobody alone."""


class Reminder(NamedTuple):
    """One message to send: ``fresh`` is why. ``repeats`` is the Message-ID of one that says the
    same and of which nobody knows whether it left, "" for a new message.

    ``digest`` is None for a message to everybody.
    """

    who: str
    person: Person | None
    digest: Digest | None
    fresh: tuple[Topic, ...]
    repeats: str


class Unreached(NamedTuple):
    """Somebody who cannot be told anything, and why; ``wrong`` where what is typed is at fault."""

    name: str
    why: str
    wrong: bool = False


class Plan(NamedTuple):
    """What one run does: messages to send, who is up to date, who cannot be reached.

    ``unreached`` have something to be told today, ``unready`` will have some day.
    """

    reminders: tuple[Reminder, ...]
    quiet: tuple[str, ...]
    unreached: tuple[Unreached, ...]
    unready: tuple[Unreached, ...] = ()


def plan_reminders(desk: Desk, via: str, only: Person | None = None) -> Plan:
    """The digests that are due today on a channel that reaches people one by one."""
    reminders, quiet, unreached, unready = [], [], [], []
    lead = _lead(desk)
    for person in desk.roster.people:
        if only is not None and person != only:
            continue
        memory = Memory(desk, via, person.key)
        silences = list(_silences(desk, via, person)) if lead == person else []
        made = digest(desk, person, silences)
        if not person.address:
            owned = desk.owned(person)
            named = person.name or listed([line.task.title for line in owned], person.lang)
            lacking = Unreached(named, person.lacks, person.wrong)
            if made is not None:
                unreached.append(lacking)
            elif person.wrong or (person.name and owned):
                unready.append(lacking)
            continue
        if made is None:
            continue

        def topics(
            person: Person = person,
            memory: Memory = memory,
            silences: list[Silence] = silences,
        ) -> list[Topic]:
            heard = lead is not None and lead != person
            found = list(_topics(desk, person, memory, falls_silent=heard))
            return found + [Topic(silence.id, "silent:1", None) for silence in silences]

        fresh = memory.news(topics)
        if fresh:
            repeats = memory.repeated(fresh)
            reminders.append(Reminder(person.key, person, made, fresh, repeats))
        else:
            quiet.append(person.name)
    return Plan(tuple(reminders), tuple(quiet), tuple(unreached), tuple(unready))


def plan_stand_up(desk: Desk, via: str) -> Plan:
    """The one message to a channel that everybody reads, when there is news for anybody."""
    memory = Memory(desk, via, EVERYBODY)

    def topics() -> list[Topic]:
        return [
            topic
            for person in desk.roster.people
            for topic in _topics(desk, person, memory, falls_silent=False)
        ]

    fresh = memory.news(topics)
    if not fresh:
        return Plan((), (), ())
    return Plan((Reminder(EVERYBODY, None, None, fresh, memory.repeated(fresh)),), (), ())


def _lead(desk: Desk) -> Person | None:
    """The campaign's owner, where Settings names one who can be written to."""
    found = desk.roster.named(desk.snapshot.lead) if desk.snapshot.lead else None
    return found if found is not None and found.address else None


def _topics(desk: Desk, person: Person, memory: Memory, *, falls_silent: bool) -> Iterator[Topic]:
    for line in desk.owned(person):
        yield from _own(desk, line, memory, falls_silent=falls_silent)
    for line in desk.to_approve(person):
        yield memory.counted(line.task.id, "approve", None)
    for mistake in desk.mistakes_of(person):
        yield Topic(mistake.what, "correct:1", None)


def _own(desk: Desk, line: TaskState, memory: Memory, *, falls_silent: bool) -> Iterator[Topic]:
    """What there is to tell about a task of one's own; one that waits for others is told once."""
    kind, task_id = kind_of(line, desk), line.task.id
    placed, cadence = desk.placed(task_id), desk.snapshot.cadence
    finding = desk.findings.verdicts.get(task_id)
    held_up = finding is not None and finding.cause in desk.lines
    if kind == "late":
        most = 1 if held_up else max(1, cadence.most) if falls_silent else 9999
        yield memory.counted(task_id, "late", placed.due, most=most)
    elif kind in ("today", "week", "risk", "start", "stalled"):
        left = desk.snapshot.calendar.distance(desk.today, placed.due)
        reached = [days for days in cadence.ahead if left <= days]
        if reached:
            yield Topic(task_id, f"ahead:{min(reached)}", placed.due)
    if kind == "start" and placed.start <= desk.today and not line.standing(desk.today).begun:
        yield memory.counted(task_id, "start", placed.start, most=1 if held_up else 9999)
    elif kind in ("risk", "stalled", "chase", "blocked"):
        yield memory.counted(task_id, kind, None)


def _silences(desk: Desk, via: str, lead: Person) -> Iterator[Silence]:
    """The tasks of others whose owners have been chased as often as they will be."""
    cadence = desk.snapshot.cadence
    for told in desk.snapshot.told:
        line = desk.lines.get(told.what)
        if told.via != via or not told.sent or told.family != "late" or line is None:
            continue
        owners = {person.key for person in desk.roster.owners(line)}
        if desk.over(line) or told.who == lead.key or told.who not in owners:
            continue
        if told.due != desk.placed(told.what).due or kind_of(line, desk) != "late":
            continue
        over = told.nth >= max(1, cadence.most)
        if over and (desk.today - told.day).days >= cadence.every:
            yield Silence(told.what, told.nth, told.day)


_WHY: dict[str, Text] = {
    "ahead": Text("échéance le {due}", "due on {due}"),
    "late": Text("en retard depuis le {due}{again}", "late since {due}{again}"),
    "start": Text("à commencer le {due}", "to begin on {due}"),
    "risk": Text("finira trop tard", "will end too late"),
    "stalled": Text("sans nouvelles", "no news"),
    "chase": Text("accord à relancer", "approval to chase"),
    "blocked": Text("bloquée", "blocked"),
    "approve": Text("accord attendu", "approval awaited"),
    "correct": Text("saisie à corriger", "to correct in the workbook"),
    "silent": Text("relances sans effet", "chased in vain"),
}
_AGAIN = Text(", relance n° {n}", ", chaser no. {n}")


def why(topic: Topic, desk: Desk, lang: Lang) -> str:
    """A topic in a few words: « BAT » : en retard depuis le 05/03/2027, relance n° 2."""
    line = desk.lines.get(topic.what.partition(" ")[0])
    title = in_quotes(one_line(line.task.title) if line else topic.what, lang)
    due = date_text(topic.due, lang) if topic.due else ""
    again = _AGAIN.to(lang).format(n=topic.nth) if topic.nth > 1 else ""
    said = _WHY[topic.family].to(lang).format(due=due, again=again)
    return f"{title}{colon(lang)} {said}"
