"""What Microsoft documents of its Project XML, as a checker: nothing here comes from the writer.

The order of elements is that of the schema reference, of which this holds the names in use.
"""

from __future__ import annotations

import datetime as dt
import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

NAMESPACE = "{http://schemas.microsoft.com/project}"
ORDER = {
    "Project": "SaveVersion Name Title CreationDate ScheduleFromStart StartDate FinishDate "
    "CalendarUID DefaultStartTime DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth "
    "DurationFormat HonorConstraints CurrentDate NewTasksAreManual ExtendedAttributes Calendars "
    "Tasks Resources Assignments",
    "Task": "UID ID Name Active Manual Type IsNull WBS OutlineNumber OutlineLevel Priority Start "
    "Finish Duration ManualStart ManualFinish ManualDuration DurationFormat EffortDriven Estimated "
    "Milestone Summary PercentComplete ActualStart ActualFinish ActualDuration RemainingDuration "
    "ConstraintType CalendarUID ConstraintDate IgnoreResourceCalendar Notes "
    "PredecessorLink ExtendedAttribute",
    "PredecessorLink": "PredecessorUID Type CrossProject LinkLag LagFormat",
    "Calendar": "UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions",
    "WeekDay": "DayType DayWorking WorkingTimes",
    "WorkingTime": "FromTime ToTime",
    "Exception": "EnteredByOccurrences TimePeriod Occurrences Name Type DayWorking",
    "TimePeriod": "FromDate ToDate",
    "Resource": "UID ID Name Type EmailAddress",
    "Assignment": "UID TaskUID ResourceUID PercentWorkComplete ActualWork Finish RemainingWork "
    "Start Units Work",
}
_REPEATED = {"PredecessorLink", "ExtendedAttribute"}
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d")
_LENGTH = re.compile(r"PT(\d+)H(\d+)M(\d+)S")


def read(content: bytes) -> ET.Element:
    """The project, with the names of its elements without their namespace."""
    root = ET.fromstring(content)
    for element in root.iter():
        assert element.tag.startswith(NAMESPACE)
        assert not element.attrib
        element.tag = element.tag.removeprefix(NAMESPACE)
    return root


def problems(root: ET.Element) -> Iterator[str]:
    """All that is not as documented."""
    for element in root.iter():
        yield from _out_of_order(element)
        text = (element.text or "").strip()
        moment = element.tag.endswith(("Start", "Finish", "Date"))
        if moment and element.tag not in _NO_MOMENTS and not _MOMENT.fullmatch(text):
            yield f"{element.tag} {text!r} is no local moment"
        if element.tag.endswith(("Duration", "Work")) and not _LENGTH.fullmatch(text):
            yield f"{element.tag} {text!r} is no length"
    yield from _links(root)
    yield from _tasks(root)
    yield from _assignments(root)


_NO_MOMENTS = {"ScheduleFromStart"}
# elapsed hours, days, elapsed days
_LAGS = ("6", "7", "8")


def _out_of_order(element: ET.Element) -> Iterator[str]:
    order = ORDER.get(element.tag)
    if order is None:
        return
    names = [child.tag for child in element]
    known = order.split()
    places = [known.index(name) if name in known else -1 for name in names]
    if -1 in places:
        yield f"{element.tag} has {names[places.index(-1)]}"
    if places != sorted(places):
        yield f"{element.tag} is out of order: {names}"
    for name in set(names) - _REPEATED:
        if names.count(name) > 1:
            yield f"{element.tag} has {name} twice"


def _links(root: ET.Element) -> Iterator[str]:
    uids = [task.findtext("UID") for task in root.iter("Task")]
    if len(set(uids)) != len(uids):
        yield "a UID comes twice"
    before: dict[str, set[str]] = {}
    for task in root.iter("Task"):
        own = task.findtext("UID") or ""
        links = [link.findtext("PredecessorUID") or "" for link in task.findall("PredecessorLink")]
        if len(set(links)) != len(links) or own in links or not set(links) <= set(uids):
            yield f"task {own} has impossible links {links}"
        before[own] = set(links)
        for link in task.findall("PredecessorLink"):
            if link.findtext("Type") != "1" or link.findtext("LagFormat") not in _LAGS:
                yield f"task {own} has a link of another kind"
    done: set[str] = set()
    while ready := {uid for uid, needed in before.items() if needed <= done} - done:
        done |= ready
    if done != set(before):
        yield "the links go in a circle"


def _tasks(root: ET.Element) -> Iterator[str]:
    calendars = {calendar.findtext("UID"): calendar for calendar in root.iter("Calendar")}
    standard = root.findtext("CalendarUID")
    if standard not in calendars:
        yield "the project has no calendar"
    for task in root.iter("Task"):
        name = task.findtext("Name") or ""
        if not name or len(name) > 255 or "\n" in name:
            yield f"a task is called {name!r}"
        dated = task.findtext("ConstraintDate") is not None
        if dated != (task.findtext("ConstraintType") not in (None, "0", "1")):
            yield f"{name}: a constraint without its date"
        uid = task.findtext("CalendarUID") or standard
        if task.findtext("Summary") == "0" and task.findtext("Start") != task.findtext("Finish"):
            worked = 480 * len(worked_days(calendars[uid], *days(task)))
            if worked != minutes(task.findtext("Duration")):
                yield f"{name}: {days(task)} is {worked} minutes, not {task.findtext('Duration')}"
        parts = [minutes(task.findtext(key)) for key in ("ActualDuration", "RemainingDuration")]
        if task.findtext("Summary") == "0" and sum(parts) != minutes(task.findtext("Duration")):
            yield f"{name}: {parts} is not its duration"


def _assignments(root: ET.Element) -> Iterator[str]:
    tasks = {task.findtext("UID") for task in root.iter("Task") if task.findtext("Summary") == "0"}
    people = {person.findtext("UID") for person in root.iter("Resource")}
    for assignment in root.iter("Assignment"):
        if assignment.findtext("TaskUID") not in tasks:
            yield "somebody is assigned to nothing"
        if assignment.findtext("ResourceUID") not in people:
            yield "nobody is assigned"


def days(task: ET.Element) -> tuple[dt.date, dt.date]:
    """The first day and the last of a task."""
    moments = [dt.datetime.fromisoformat(task.findtext(key) or "") for key in ("Start", "Finish")]
    return moments[0].date(), moments[1].date()


def minutes(length: str | None) -> int:
    found = _LENGTH.fullmatch(length or "PT0H0M0S")
    assert found
    return int(found[1]) * 60 + int(found[2])


def worked_days(calendar: ET.Element, first: dt.date, last: dt.date) -> list[dt.date]:
    """The days between that the file's own calendar calls worked."""
    week = {day.findtext("DayType"): day.findtext("DayWorking") for day in calendar.iter("WeekDay")}
    off = []
    for exception in calendar.iter("Exception"):
        begin, end = (
            dt.datetime.fromisoformat(exception.findtext(f"TimePeriod/{key}") or "").date()
            for key in ("FromDate", "ToDate")
        )
        off.append((begin, end))
    found = []
    day = first
    while day <= last:
        working = week[str(day.isoweekday() % 7 + 1)] == "1"
        if working and not any(begin <= day <= end for begin, end in off):
            found.append(day)
        day += dt.timedelta(days=1)
    return found
