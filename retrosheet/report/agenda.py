"""The plan as iCalendar: all-day events with identifiers that survive renames and a moved launch.

Dates are days, without hours or time zones; ``DTEND`` is the day after the last one. Nothing blocks
a day: the events are transparent. What an event said last, and how often it has changed, comes
from the workbook's own tab (``published``), so that the same plan gives the same bytes.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrosheet.language import Text, date_text, no_breaks, offset_text, one_line
from retrosheet.statuses import CANCELLED
from retrosheet.sync.remembered import Entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from icalendar import Alarm, Calendar, Event

    from retrosheet.language import Lang
    from retrosheet.report.people import Person, Roster
    from retrosheet.sync.snapshot import Snapshot, TaskState

KEPT_DAYS = 30
"""Days for which a cancelled event stays in the file, so that whoever imports it once a week, too,
gets to see that it is cancelled."""
_DOMAIN = "retrosheet.invalid"
_DAY = dt.timedelta(days=1)
_LONGEST_TITLE, _LONGEST_OWNER = 250, 120
_EVE_AT_NINE = dt.timedelta(hours=-15)
_REFRESH = dt.timedelta(hours=12)

_DUE = Text("{title} : échéance", "{title}: due")
_OWNER = Text("Responsable : {owner}", "Owner: {owner}")
_SPAN = Text("Du {start} au {due} ({offset})", "From {start} to {due} ({offset})")
_ON = Text("Le {due} ({offset})", "On {due} ({offset})")
_OF = Text("Rétroplanning : {campaign}", "Plan: {campaign}")


@dataclass(frozen=True)
class Choice:
    """What a calendar shows: of one ``person`` alone, of ``milestones`` and meetings alone; tasks
    as ``bars`` from their start instead of on their due day."""

    person: Person | None = None
    milestones: bool = False
    bars: bool = False


def published(snapshot: Snapshot, today: dt.date) -> tuple[Entry, ...]:
    """What calendars say of each task as of today: the memory to keep.

    An entry whose task has changed in anything that an event shows rises in its sequence; one whose
    task is gone or cancelled is cancelled once, kept for ``KEPT_DAYS``, and dropped.
    """
    before = {entry.id: entry for entry in snapshot.entries}
    found = []
    alive: set[str] = set()
    for line in snapshot.work:
        if line.status == CANCELLED:
            continue
        alive.add(line.task.id)
        found.append(_entry(line, snapshot, before.get(line.task.id), today))
    for entry in snapshot.entries:
        if entry.id in alive:
            continue
        if not entry.cancelled:
            sequence = entry.sequence + 1
            found.append(entry._replace(sequence=sequence, day=today, cancelled=True, former=""))
        elif (today - entry.day).days < KEPT_DAYS:
            found.append(entry)
    return tuple(found)


def _entry(line: TaskState, snapshot: Snapshot, before: Entry | None, today: dt.date) -> Entry:
    placed = snapshot.schedule.by_id[line.task.id]
    title, owner = one_line(line.task.title, _LONGEST_TITLE), "; ".join(line.owners)
    said = (
        title, placed.start, placed.due, line.task.kind, owner, line.over(today), snapshot.launch,
        snapshot.name,
    )  # fmt: skip
    print_ = hashlib.sha256(repr(said).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    entry = Entry(line.task.id, 0, print_, today, cancelled=False, due=placed.due, title=title,
                  owner=owner)  # fmt: skip
    if before is None:
        return entry
    stale = (today - before.day).days >= KEPT_DAYS
    if before.print == print_ and not before.cancelled:
        return before._replace(former="") if stale and before.former else before
    former = before.owner if before.owner != owner else "" if stale else before.former
    return entry._replace(sequence=before.sequence + 1, former=former)


def calendar(
    snapshot: Snapshot, entries: tuple[Entry, ...], roster: Roster, choice: Choice
) -> bytes:
    """The file of a calendar, in the workbook's language, with CRLF as the format wants it."""
    made = _empty(snapshot, choice)
    for event in _events(snapshot, entries, roster, choice):
        made.add_component(event)
    content: bytes = made.to_ical()
    return content


def events_of(content: bytes) -> int:
    """How many events a file holds that are not cancelled."""
    return content.count(b"BEGIN:VEVENT") - content.count(b"STATUS:CANCELLED")


def _empty(snapshot: Snapshot, choice: Choice) -> Calendar:
    from icalendar import Calendar

    lang = snapshot.lang
    name = one_line(snapshot.name) or "retrosheet"
    if choice.person is not None:
        name = f"{name} · {choice.person.name}"
    made = Calendar()
    made.add("version", "2.0")
    made.add("prodid", f"-//retrosheet//retrosheet//{lang.upper()}")
    made.add("method", "PUBLISH")
    made.add("name", name)
    made.add("x-wr-calname", name)
    made.add("refresh-interval", _REFRESH, parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", "PT12H")
    return made


def _events(
    snapshot: Snapshot, entries: tuple[Entry, ...], roster: Roster, choice: Choice
) -> Iterator[Event]:
    lines: Mapping[str, TaskState] = {line.task.id: line for line in snapshot.lines}
    person = choice.person
    for entry in entries:
        line = lines.get(entry.id)
        if entry.cancelled or line is None:
            if person is None or _had(entry.owner, person, roster):
                yield _cancelled(snapshot, entry, choice)
            continue
        if person is not None and not roster.owns(person, line):
            if _had(entry.former, person, roster):
                yield _cancelled(snapshot, entry, choice)
            continue
        if line.task.kind == "task" and choice.milestones:
            continue
        yield _event(snapshot, entry, line, choice)


def _had(owners: str, person: Person, roster: Roster) -> bool:
    """Whether the person is among the owners that an entry keeps."""
    return any(roster.named(name) == person for name in owners.split("; ") if name)


def _bare(snapshot: Snapshot, entry: Entry, choice: Choice) -> Event:
    """An event with what identifies it and its version."""
    from icalendar import Event

    stamp = dt.datetime.combine(entry.day, dt.time(), dt.UTC)
    form = ".bar" if choice.bars else ""
    made = Event()
    made.add("uid", f"{entry.id}{form}.{snapshot.summary.campaign}@{_DOMAIN}")
    made.add("sequence", entry.sequence)
    made.add("dtstamp", stamp)
    made.add("last-modified", stamp)
    made.add("transp", "TRANSPARENT")
    made.add("x-microsoft-cdo-busystatus", "FREE")
    return made


def _cancelled(snapshot: Snapshot, entry: Entry, choice: Choice) -> Event:
    made = _bare(snapshot, entry, choice)
    made.add("summary", entry.title)
    made.add("dtstart", entry.due)
    made.add("dtend", entry.due + _DAY)
    made.add("status", "CANCELLED")
    return made


def _event(snapshot: Snapshot, entry: Entry, line: TaskState, choice: Choice) -> Event:
    lang = snapshot.lang
    placed = snapshot.schedule.by_id[entry.id]
    first = placed.start if choice.bars and line.task.kind == "task" else placed.due
    made = _bare(snapshot, entry, choice)
    made.add("summary", no_breaks(_summary(line, entry, choice, lang), lang))
    made.add("dtstart", min(first, placed.due))
    made.add("dtend", placed.due + _DAY)
    made.add("status", "CONFIRMED")
    offset = offset_text((placed.due - snapshot.launch).days, lang)
    start, due = date_text(placed.start, lang), date_text(placed.due, lang)
    span = _ON if start == due else _SPAN
    said = [span.to(lang).format(start=start, due=due, offset=offset)]
    if line.owner:
        said.insert(0, _OWNER.to(lang).format(owner=one_line(line.owner, _LONGEST_OWNER)))
    said.append(_OF.to(lang).format(campaign=one_line(snapshot.name) or "–"))
    made.add("description", no_breaks("\n".join(said), lang))
    if not line.over(entry.day):
        made.add_component(_alarm(entry.title))
    return made


def _summary(line: TaskState, entry: Entry, choice: Choice, lang: Lang) -> str:
    title = entry.title
    if line.task.kind == "milestone":
        title = f"◆ {title}"
    elif line.task.kind == "task" and not choice.bars:
        title = _DUE.to(lang).format(title=title)
    if line.over(entry.day):
        title = f"✓ {title}"
    if choice.person is None and line.owner:
        title = f"{title} ({one_line(line.owner, _LONGEST_OWNER)})"
    return title


def _alarm(title: str) -> Alarm:
    """At nine on the eve; in calendars that keep the alarms of others."""
    from icalendar import Alarm

    made = Alarm()
    made.add("action", "DISPLAY")
    made.add("description", title)
    made.add("trigger", _EVE_AT_NINE)
    return made
