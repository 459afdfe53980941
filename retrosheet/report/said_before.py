"""What reminders have said to whom: what of a topic is news, and the memory as messages leave.

A topic has a step, and what was said of it at that step is not said again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.sync.remembered import Told

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Sequence

    from retrosheet.report.desk import Desk
    from retrosheet.report.reminders import Reminder


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


class Memory:
    """What one person has been told on one channel."""

    def __init__(self, desk: Desk, via: str, who: str) -> None:
        self.today, self.every = desk.today, desk.snapshot.cadence.every
        mine = [told for told in desk.snapshot.told if (told.via, told.who) == (via, who)]
        self.sent = {(told.what, told.family): told for told in mine if told.sent}
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
            return topic.nth < before.nth
        return topic.nth > before.nth

    def counted(self, what: str, family: str, due: dt.date | None, *, most: int = 9999) -> Topic:
        """The topic at the step that it has come to: one more each time the cadence allows."""
        before = self.sent.get((what, family))
        count = 1
        if before is not None and before.due == due:
            count = before.nth
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
        if (row.what in wrong if row.family == "correct" else row.what.partition(" ")[0] in alive)
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
    now = {(row.via, row.who, row.what, row.family) for row in told if row.message == message}
    return tuple(
        row._replace(sent=True) if row.message == message else row
        for row in told
        if row.message == message
        or not row.sent
        or (row.via, row.who, row.what, row.family) not in now
    )


def forgotten(told: Sequence[Told], message: str) -> tuple[Told, ...]:
    """The memory once it is certain that a message did not leave."""
    return tuple(row for row in told if row.message != message)
