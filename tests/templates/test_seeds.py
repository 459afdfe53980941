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
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

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


def entries(archetype: str) -> list[dict[str, Any]]:
    """All that the articles say of a campaign."""
    parts = MAPS[archetype]
    owners = parts.get("owners", {}).get("entries", ())
    return [*parts["steps"], *parts.get("bullets", ()), *owners]


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


def stated(what: dict[str, Any], archetype: str, launch: dt.date) -> Iterator[tuple[str, Any, Any]]:
    """What is stated of one thing: by its key, what is expected and what the schedule holds."""
    campaign, schedule = scheduled(archetype, launch)
    placed = [
        line
        for task_id in what["tasks"]
        for line in schedule.tasks
        if re.fullmatch(rf"{task_id}(-\d+)?", line.task.id)
    ]
    last = placed[-1]
    for key, said in what.items():
        match key:
            case "tasks":
                declared = {task.id for task in archetype_of(archetype).tasks}
                yield key, set(), set(said) - declared
            case "offset":
                day = launch + dt.timedelta(days=said)
                yield key, on_a_working_day(day, said, campaign.calendar), last.due
            case "exact":
                yield key, launch + dt.timedelta(days=said), last.due
            case "occurrences":
                yield key, said, len(placed)
            case "period":
                first_day, last_day = (launch + dt.timedelta(days=days) for days in said)
                yield key, (first_day, last_day), (last.start, last.due)
            case "working_days":
                # what is done side by side is done within the longest
                lengths = [line for line in placed if line.task.kind != "milestone"]
                days = campaign.calendar.working_days(lengths[0].start, lengths[-1].work_end)
                yield key, said, days
            case "calendar_days":
                yield key, said, (last.work_end - last.start).days + 1
            case "owner":
                yield key, said, last.task.role
                yield "role", what["role"], campaign.role(said).title
            case "phase":
                phases = {campaign.phases[line.task.phase].id for line in placed}
                yield key, {said}, phases
            case "label" | "role":
                pass
            case _:
                yield key, "one of the keys above", said


@pytest.mark.parametrize("launch", LAUNCHES, ids=str)
@pytest.mark.parametrize("archetype", MAPS)
def test_what_an_article_says_comes_out_exactly(archetype: str, launch: dt.date) -> None:
    """Each date to the day, each length, each owner; each thing that it names has its task."""
    found = [
        (what["label"], key, wanted, held)
        for what in entries(archetype)
        for key, wanted, held in stated(what, archetype, launch)
    ]
    assert [one for one in found if one[2] != one[3]] == []
    assert len(found) >= 30, "the map says little"


def test_every_archetype_of_the_library_has_its_map() -> None:
    """None is shipped whose tasks are not traced to what an article says."""
    assert set(MAPS) == set(names())
