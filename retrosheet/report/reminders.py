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
from retrosheet.sync.remembered import Told

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from retrosheet.report.people import Person
    from retrosheet.sync.snapshot import TaskState

EVERYBODY = "*"
"""In the memory of a channel that a whole team reads: nobody alone."""


class Topic(NamedTuple):
    """Something to tell about a task, with how far it has come: ``late:2`` is the second chaser."""

    what: str
    step: str
    due: dt.date | None

    @property
    def family(self) -> str:
        return self.step.partition(":")[0]

    @property
    def nth(self) -> int:
        return int(self.step.partition(":")[2])


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
        memory = _Memory(desk, via, person.key)
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
            memory: _Memory = memory,
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
    memory = _Memory(desk, via, EVERYBODY)

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


class _Memory:
    """What one person has been told on one channel."""

    def __init__(self, desk: Desk, via: str, who: str) -> None:
        self.today, self.every = desk.today, desk.snapshot.cadence.every
        mine = [told for told in desk.snapshot.told if (told.via, told.who) == (via, who)]
        self.sent = {(told.what, _family(told)): told for told in mine if told.sent}
        self.intended = [told for told in mine if not told.sent]

    def news(self, topics: Callable[[], list[Topic]]) -> tuple[Topic, ...]:
        """What of ``topics`` is to be said now.

        Where a message goes out at all, it takes along whatever would have to be chased soon, so
        that somebody with five late tasks gets one message a week and not five.
        """
        found = tuple(topic for topic in dict.fromkeys(topics()) if self.is_news(topic))
        if not found:
            return ()
        self.every = (self.every + 1) // 2
        return tuple(topic for topic in dict.fromkeys(topics()) if self.is_news(topic))

    def is_news(self, topic: Topic) -> bool:
        before = self.sent.get((topic.what, topic.family))
        if before is None or before.due != topic.due:
            return True
        if topic.family == "ahead":
            return topic.nth < _count(before)
        return topic.nth > _count(before)

    def counted(self, what: str, family: str, due: dt.date | None, *, most: int = 9999) -> Topic:
        """The topic at the step that it has come to: one more each time the cadence allows."""
        before = self.sent.get((what, family))
        count = 1
        if before is not None and before.due == due:
            count = _count(before)
            if (self.today - before.day).days >= self.every and count < most:
                count += 1
        return Topic(what, f"{family}:{count}", due)

    def repeated(self, fresh: Sequence[Topic]) -> str:
        """The Message-ID of what was to be said and may have been: the very same topics."""
        messages: dict[str, set[Topic]] = {}
        for told in self.intended:
            topic = Topic(told.what, told.step, told.due)
            messages.setdefault(told.message, set()).add(topic)
        return next((name for name, topics in messages.items() if topics == set(fresh)), "")


def _family(told: Told) -> str:
    return told.step.partition(":")[0]


def _count(told: Told) -> int:
    count = told.step.partition(":")[2]
    return int(count) if count.isdecimal() else 0


def _topics(desk: Desk, person: Person, memory: _Memory, *, falls_silent: bool) -> Iterator[Topic]:
    for line in desk.owned(person):
        yield from _own(desk, line, memory, falls_silent=falls_silent)
    for line in desk.to_approve(person):
        yield memory.counted(line.task.id, "approve", None)
    for mistake in desk.mistakes_of(person):
        yield Topic(mistake.what, "correct:1", None)


def _own(desk: Desk, line: TaskState, memory: _Memory, *, falls_silent: bool) -> Iterator[Topic]:
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
        if told.via != via or not told.sent or _family(told) != "late" or line is None:
            continue
        owners = {person.key for person in desk.roster.owners(line)}
        if desk.over(line) or told.who == lead.key or told.who not in owners:
            continue
        if told.due != desk.placed(told.what).due or kind_of(line, desk) != "late":
            continue
        over = _count(told) >= max(1, cadence.most)
        if over and (desk.today - told.day).days >= cadence.every:
            yield Silence(told.what, _count(told), told.day)


# what the workbook remembers


def intended(
    told: Iterable[Told], desk: Desk, via: str, named: Sequence[tuple[Reminder, str]]
) -> tuple[Told, ...]:
    """The memory before anything is sent: each message, by its ID, is meant to go out.

    What was said of tasks that are done or gone is forgotten, also of what is corrected, and so is
    an older intention for whoever is written to now.
    """
    wrong = {mistake.what for mistake in desk.mistakes}
    alive = {line.task.id for line in desk.snapshot.lines if not desk.over(line)}
    written_to = {reminder.who for reminder, _ in named}
    kept = [
        row
        for row in told
        if (row.what in wrong if _family(row) == "correct" else row.what.partition(" ")[0] in alive)
        and (row.sent or row.via != via or row.who not in written_to)
    ]
    new = [
        Told(via, reminder.who, topic.what, topic.step, topic.due, desk.today, message, sent=False)
        for reminder, message in named
        for topic in reminder.fresh
    ]
    return (*kept, *new)


def confirmed(told: Sequence[Told], message: str) -> tuple[Told, ...]:
    """The memory once a message has left: what it said of a topic replaces what was said before."""
    now = {(row.via, row.who, row.what, _family(row)) for row in told if row.message == message}
    return tuple(
        row._replace(sent=True) if row.message == message else row
        for row in told
        if row.message == message
        or not row.sent
        or (row.via, row.who, row.what, _family(row)) not in now
    )


def forgotten(told: Sequence[Told], message: str) -> tuple[Told, ...]:
    """The memory once it is certain that a message did not leave."""
    return tuple(row for row in told if row.message != message)


# in words

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
