"""The library keeps the dates, lengths and owners of the articles that it grew from."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml

from retrosheet.archetype.library import load_named
from retrosheet.calendars import Calendar
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.schedule import Schedule, compute

MAP = yaml.safe_load((Path(__file__).parent / "seed_map.yaml").read_text("utf-8"))
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
    for archetype, parts in MAP.items():
        listed = [*parts["steps"], *parts["bullets"]]
        listed += parts.get("owners", {}).get("entries", [])
        found += [Entry(archetype, what) for what in listed]
    return found


@cache
def scheduled(archetype: str, launch: dt.date) -> tuple[Campaign, Schedule]:
    campaign = plan(load_named(archetype), Options(launch, "fr", "FR"))
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
    declared = {task.id for task in load_named(entry.archetype).tasks}
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
