"""The library keeps the dates, lengths and owners of the articles that it grew from.

``seeds/`` holds a map for each archetype: where each thing that the articles name stands in it; for
a campaign that no article describes, what its trade and the law ask. An entry has a ``label`` (our
words for it) and ``tasks`` (the ids that do it). What is stated about it, and what is therefore
expected, stands beside:

- ``offset: -90``: the last of ``tasks`` is due on J-90, or on the working day before it (after it
  when positive) where that is a day off; exactly J for 0;
- ``exact: -1``: the last of ``tasks`` is due on that very day, a day off or not;
- ``period: [1, 30]``: the task runs from J+1 to J+30, both included, on whatever day they fall;
- ``working_days: 20``: ``tasks``, done one after the other, last this many working days together,
  from the start of the first to the end of the last; ``calendar_days: 7`` likewise for one task;
- ``occurrences: 3``: ``tasks`` stand for this many lines of the plan (waves, repetitions);
- ``owner: <role id>``: the last of ``tasks`` belongs to this role; its French title is ``role``;
- ``phase``: all of ``tasks`` lie in it.
"""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from retrosheet.archetype.library import names
from retrosheet.archetype.model import Archetype
from retrosheet.archetype.named import load_named
from retrosheet.calendars import Calendar
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.schedule import Schedule, compute

MAPS = {
    path.stem: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted((Path(__file__).parent / "seeds").glob("*.yaml"))
}
LAUNCHES = (
    dt.date(2027, 3, 15),
    dt.date(2027, 9, 19),  # a Sunday
    dt.date(2028, 5, 1),  # a holiday
    dt.date(2029, 1, 10),  # Christmas in the middle
)


class Entry(NamedTuple):
    """What an article says of one thing, and the tasks that do it."""

    archetype: str
    what: dict[str, Any]

    def __str__(self) -> str:
        return f"{self.archetype}: {self.what['label']}"


def entries() -> list[Entry]:
    found = []
    for archetype, parts in MAPS.items():
        listed = [*parts["steps"], *parts.get("bullets", ())]
        listed += parts.get("owners", {}).get("entries", [])
        found += [Entry(archetype, what) for what in listed]
    return found


@cache
def archetype_of(name: str) -> Archetype:
    return load_named(name)


@cache
def scheduled(archetype: str, launch: dt.date) -> tuple[Campaign, Schedule]:
    # no article knows of a closure at the year's end, which leaves some of its dates no time
    campaign = plan(archetype_of(archetype), Options(launch, "fr", "FR", yearly=False))
    return campaign, compute(campaign)


def on_a_working_day(day: dt.date, offset: int, calendar: Calendar) -> dt.date:
    if offset == 0:
        return day
    return calendar.on_or_before(day) if offset < 0 else calendar.on_or_after(day)


@pytest.mark.parametrize("launch", LAUNCHES, ids=str)
@pytest.mark.parametrize("entry", entries(), ids=str)
def test_what_an_article_says_comes_out_exactly(entry: Entry, launch: dt.date) -> None:
    """Its date to the day, its length, its owner; each thing that it names has its task."""
    campaign, schedule = scheduled(entry.archetype, launch)
    what = entry.what
    declared = {task.id for task in archetype_of(entry.archetype).tasks}
    assert set(what["tasks"]) <= declared
    placed = [
        line
        for task_id in what["tasks"]
        for line in schedule.tasks
        if re.fullmatch(rf"{task_id}(-\d+)?", line.task.id)
    ]
    last = placed[-1]
    if "offset" in what:
        wanted = launch + dt.timedelta(days=what["offset"])
        assert last.due == on_a_working_day(wanted, what["offset"], campaign.calendar)
    if "exact" in what:
        assert last.due == launch + dt.timedelta(days=what["exact"])
    if "occurrences" in what:
        assert len(placed) == what["occurrences"]
    if "period" in what:
        first_day, last_day = what["period"]
        assert last.start == launch + dt.timedelta(days=first_day)
        assert last.due == launch + dt.timedelta(days=last_day)
    if "working_days" in what:
        # what is done side by side is done within the longest
        lengths = [line for line in placed if line.task.kind != "milestone"]
        days = campaign.calendar.working_days(lengths[0].start, lengths[-1].work_end)
        assert days == what["working_days"]
    if "calendar_days" in what:
        assert (last.work_end - last.start).days + 1 == what["calendar_days"]
    if "owner" in what:
        assert last.task.role == what["owner"]
        assert campaign.role(what["owner"]).title == what["role"]
    if "phase" in what:
        phases = {line.task.phase for line in placed}
        assert [campaign.phases[phase].id for phase in phases] == [what["phase"]]


def test_every_archetype_of_the_library_has_its_map() -> None:
    """None is shipped whose tasks are not traced to what an article says."""
    assert set(MAPS) == set(names())
