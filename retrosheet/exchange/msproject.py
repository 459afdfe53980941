"""Microsoft Project: an XML file in which the plan goes on living.

Written from Microsoft's "Project XML Data Interchange Schema Reference" (learn.microsoft.com,
Office 2007 and later). The project is scheduled from its finish: launch must fall on its day, what
it depends on is as late as possible, what follows it as soon as possible, with links, lags, the
calendar and our dates. A target such as J-30 is a link to launch: whoever moves launch moves it.
``fixed`` schedules all tasks by hand instead: then the dates stay, and links are decoration.

Elements are a sequence: Project drops one that is out of order, and says nothing.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.exchange.files import Exported, File, Replacements
from retrosheet.exchange.msproject_calendar import EVERY_DAY, WORKED, calendars
from retrosheet.exchange.msproject_links import Link, Links
from retrosheet.exchange.msproject_xml import (
    MINUTES_A_DAY,
    day_end,
    day_start,
    element,
    group,
    minutes,
)
from retrosheet.language import Lang, Text, counted, offset_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrosheet.standing.model import Item, Standing

_ASAP, _ALAP, _MUST_START, _MUST_FINISH = 0, 1, 2, 3
_ELAPSED_HOURS, _DAYS, _ELAPSED_DAYS = 6, 7, 8
_TEXT1, _TEXT2 = "188743731", "188743734"
_LONGEST = 255
_LONG = Text("nom de plus de 255 caractères", "a name of more than 255 characters")
_CANCELLED = (
    Text("{n} tâche annulée est marquée inactive.", "{n} cancelled task is marked as inactive."),
    Text(
        "{n} tâches annulées sont marquées inactives.",
        "{n} cancelled tasks are marked as inactive.",
    ),
)
_LIVING = Text(
    "Planifié depuis la fin : changez une durée ou J, puis recalculez. Pour des dates qui ne "
    "bougent pas : --fixed.",
    "Scheduled from the finish: change a duration or launch day, then calculate. For dates that do "
    "not move: --fixed.",
)


class _Row(NamedTuple):
    """A line of the outline: a phase without an item, or a task."""

    uid: int
    outline: str
    title: str
    items: Sequence[Item]
    item: Item | None


def export(standing: Standing, lang: Lang, *, fixed: bool = False) -> Exported:
    """One XML file; opened with Project 2010 or later."""
    replaced = Replacements("Microsoft Project", lang)
    text = _Plan(standing, replaced, fixed=fixed).xml()
    cancelled = sum(item.cancelled for item in standing.items)
    remarks = [] if fixed else [_LIVING.to(lang)]
    if cancelled:
        remarks.append(counted(cancelled, _CANCELLED, lang))
    return Exported((File("plan.xml", text.encode()),), (*replaced.remarks(), *remarks))


class _Plan:
    """One file while it is written."""

    def __init__(self, standing: Standing, replaced: Replacements, *, fixed: bool) -> None:
        self.standing, self.replaced, self.fixed = standing, replaced, fixed
        self.rows = list(self._outline())
        self.uids = {row.item.id: row.uid for row in self.rows if row.item}
        people = (owner for item in standing.items for owner in item.owners)
        self.people = {name: uid for uid, name in enumerate(dict.fromkeys(people), 1)}
        self.links = Links(standing)

    def xml(self) -> str:
        standing = self.standing
        aliases = (
            group("ExtendedAttribute", element("FieldID", field), element("FieldName", name),
                  element("Alias", alias))
            for field, name, alias in ((_TEXT1, "Text1", "ID"), (_TEXT2, "Text2", "J±"))
        )  # fmt: skip
        last = max([standing.launch, *(item.work_end for item in standing.items)])
        return (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
            '<Project xmlns="http://schemas.microsoft.com/project">\n'
            + "".join((
                element("SaveVersion", 14),
                element("Name", self._name(standing.name)),
                element("Title", self._name(standing.name)),
                element("CreationDate", day_start(standing.today)),
                element("ScheduleFromStart", int(self.fixed)),
                element("StartDate", day_start(standing.first)),
                element("FinishDate", day_end(last)),
                element("CalendarUID", WORKED),
                element("DefaultStartTime", "08:00:00"),
                element("DefaultFinishTime", "17:00:00"),
                element("MinutesPerDay", 480),
                element("MinutesPerWeek", 480 * standing.calendar.weekend.count("0")),
                element("DaysPerMonth", 20),
                element("DurationFormat", _DAYS),
                element("HonorConstraints", 1),
                element("CurrentDate", day_start(standing.today)),
                element("NewTasksAreManual", int(self.fixed)),
                group("ExtendedAttributes", *aliases),
                calendars(standing),
                group("Tasks", *map(self._task, self.rows)),
                group("Resources", *(self._resource(*person) for person in self.people.items())),
                group("Assignments", *self._assignments()),
            ))
            + "</Project>\n"
        )  # fmt: skip

    def _outline(self) -> Iterator[_Row]:
        uid = 0
        for number, (title, items) in enumerate(self.standing.in_phases(), 1):
            uid += 1
            yield _Row(uid, str(number), title, items, None)
            places: Counter[str] = Counter()
            outlines: dict[str, str] = {}
            for item in with_their_parts(items):
                above = outlines.get(item.parent, str(number))
                places[above] += 1
                uid += 1
                outlines[item.id] = f"{above}.{places[above]}"
                yield _Row(uid, outlines[item.id], item.title.strip() or item.id, (), item)

    def _task(self, row: _Row) -> str:
        item = row.item
        begin, end = self.links.span(item) if item else self._span_of(row.items)
        length = self._length(item) if item else self._between(begin, end)
        share = _share(item) if item else 0
        manual = (begin.isoformat(), end.isoformat(), length)
        return group(
            "Task",
            element("UID", row.uid),
            element("ID", row.uid),
            element("Name", self._name(row.title)),
            element("Active", int(not (item and item.cancelled))),
            element("Manual", int(self.fixed and item is not None and not item.split)),
            element("Type", 1),
            element("IsNull", 0),
            element("WBS", row.outline),
            element("OutlineNumber", row.outline),
            element("OutlineLevel", row.outline.count(".") + 1),
            element("Priority", 500),
            element("Start", begin.isoformat()),
            element("Finish", end.isoformat()),
            element("Duration", length),
            *(
                element(name, value)
                for name, value in zip(("ManualStart", "ManualFinish", "ManualDuration"), manual,
                                       strict=True)
                if self.fixed and item and not item.split
            ),
            element("DurationFormat", _DAYS),
            element("EffortDriven", 0),
            element("Estimated", 0),
            element("Milestone", int(item is not None and item.is_point)),
            element("Summary", int(item is None or item.split)),
            element("PercentComplete", share),
            element("ActualStart", begin.isoformat()) if share else "",
            element("ActualFinish", end.isoformat()) if share == 100 else "",
            *(self._worked(item, share) if item else ()),
            *(self._constraints(item) if item and not item.split else ()),
            element("Notes", self.replaced.lines(item.comment)) if item and item.comment else "",
            *(self._link(link) for link in (self.links.of(item) if item else ())),
            *(self._own_id(item) if item else ()),
        )  # fmt: skip

    def _worked(self, item: Item, share: int) -> Iterator[str]:
        """How much of the length has been worked, in whole minutes, and how much is left."""
        whole = self._minutes(item)
        worked = whole * share // 100
        yield element("ActualDuration", minutes(worked))
        yield element("RemainingDuration", minutes(whole - worked))

    def _own_id(self, item: Item) -> Iterator[str]:
        """Our id, and the target relative to launch, by which an import knows the plan again."""
        value = element("Value", self.replaced.one_line(item.id))
        yield group("ExtendedAttribute", element("FieldID", _TEXT1), value)
        if item.offset is not None:
            target = element("Value", offset_text(item.offset, self.standing.lang))
            yield group("ExtendedAttribute", element("FieldID", _TEXT2), target)

    def _constraints(self, item: Item) -> Iterator[str]:
        """An imposed date stands, and so does launch; all else is as late or as soon as it can.

        Where all dates stay, each task must start on its own: programs that know no tasks scheduled
        by hand (those older than Project 2010, GNOME Planner) would move them otherwise.
        """
        begin, end = self.links.span(item)
        pinned = bool(item.imposed) or item is self.links.launch
        kind = _ALAP if self.links.is_late(item) else _ASAP
        day = None
        if self.fixed:
            kind, day = _MUST_START, begin
        elif pinned:
            kind, day = _MUST_FINISH, end
        yield element("ConstraintType", kind)
        yield element("CalendarUID", EVERY_DAY) if _every_day(item) else ""
        yield element("ConstraintDate", day.isoformat()) if day else ""
        yield element("IgnoreResourceCalendar", 1) if _every_day(item) else ""

    def _link(self, link: Link) -> str:
        """Finish to start; the lag in tenths of a minute.

        The unit that Project shows, days or hours, tells an import a target from a need.
        """
        elapsed = _ELAPSED_DAYS if link.target else _ELAPSED_HOURS
        return group(
            "PredecessorLink",
            element("PredecessorUID", self.uids[link.before]),
            element("Type", 1),
            element("CrossProject", 0),
            element("LinkLag", 10 * link.minutes),
            element("LagFormat", elapsed if link.elapsed else _DAYS),
        )

    def _resource(self, name: str, uid: int) -> str:
        said = self._name(name)
        address = element("EmailAddress", said) if "@" in said else ""
        return group("Resource", element("UID", uid), element("ID", uid), element("Name", said),
                     element("Type", 1), address)  # fmt: skip

    def _assignments(self) -> Iterator[str]:
        uid = 0
        for item in self.standing.items:
            begin, end = self.links.span(item)
            # a person who is assigned to a summary would work on it besides its parts
            for owner in () if item.split else item.owners:
                uid += 1
                whole = self._minutes(item)
                worked = whole * _share(item) // 100
                yield group(
                    "Assignment",
                    element("UID", uid),
                    element("TaskUID", self.uids[item.id]),
                    element("ResourceUID", self.people[owner]),
                    element("PercentWorkComplete", _share(item)),
                    element("ActualWork", minutes(worked)),
                    element("Finish", end.isoformat()),
                    element("RemainingWork", minutes(whole - worked)),
                    element("Start", begin.isoformat()),
                    element("Units", 1),
                    element("Work", minutes(whole)),
                )

    # dates

    def _span_of(self, items: Sequence[Item]) -> tuple[dt.datetime, dt.datetime]:
        spans = [self.links.span(item) for item in items]
        return min(begin for begin, _ in spans), max(end for _, end in spans)

    def _length(self, item: Item) -> str:
        return minutes(self._minutes(item))

    def _minutes(self, item: Item) -> int:
        if not item.duration:
            return 0
        begin, end = (moment.date() for moment in self.links.span(item))
        if _every_day(item) and not item.split:
            return MINUTES_A_DAY * ((end - begin).days + 1)
        return MINUTES_A_DAY * self.standing.calendar.working_days(begin, end)

    def _between(self, begin: dt.datetime, end: dt.datetime) -> str:
        """The working time of a phase."""
        days = self.standing.calendar.working_days(begin.date(), end.date())
        return minutes(MINUTES_A_DAY * days)

    def _name(self, text: str) -> str:
        name = self.replaced.one_line(text) or "–"
        return self.replaced.of(name, _LONG, lambda said: said[:_LONGEST])


def with_their_parts(items: Sequence[Item]) -> Iterator[Item]:
    """The tasks of a phase, each that is split with its parts behind it."""
    there = {item.id for item in items if item.split}
    for item in items:
        if item.parent not in there:
            yield item
            yield from (part for part in items if part.parent == item.id and item.split)


def _share(item: Item) -> int:
    """How much of it is done, in hundredths."""
    return 100 if item.done else int(100 * item.progress + 0.5)


def _every_day(item: Item) -> bool:
    """Whether its days are counted on all days of the week."""
    return item.calendar_days or item.any_day
