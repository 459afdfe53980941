"""What `new` advises when there is little time is true for whoever follows it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from retrosheet.cli.terminal.time_left import time_left
from retrosheet.schedule import compute
from retrosheet.schedule.feasibility import outlook_of
from tests.made import made

if TYPE_CHECKING:
    from retrosheet.campaign import Campaign

TODAY = dt.date(2026, 11, 29)
_STEP = re.compile(r"\b([A-Z]{2,4}\d+) “[^”]*” by (?:a day|(\d+) days)")


def advice(campaign: Campaign) -> str:
    (remark,) = time_left(campaign, compute(campaign), TODAY)
    return remark.text


def followed(campaign: Campaign, said: str) -> Campaign:
    """The campaign with each task shortened as the sentence says."""
    days = {task_id: int(count or 1) for task_id, count in _STEP.findall(said)}
    assert days
    tasks = tuple(
        replace(task, duration=task.duration - days.get(task.id, 0)) for task in campaign.tasks
    )
    return replace(campaign, tasks=tasks)


def number(pattern: str, said: str) -> int | None:
    found = re.search(pattern, said)
    return int(found[1]) if found else None


@pytest.mark.parametrize("ahead", [50, 60, 66, 72, 80, 90, 100])
@pytest.mark.parametrize("name", ["communication-campaign", "event"])
def test_the_days_that_advice_promises_are_those_that_it_gains(name: str, ahead: int) -> None:
    """Done exactly, it leaves the launch as short, or as much slack used, as was said."""
    whole = made(name, "en", TODAY).campaign
    campaign = replace(whole, launch=TODAY + dt.timedelta(days=ahead))
    said = advice(campaign)
    if "shorten " not in said:
        assert "by using" in said or "Nothing can be shortened enough" in said
        return
    after = followed(campaign, said)
    if "Launch still holds" not in said:
        short = number(r"still (\d+) working day", said) or 0
        assert max(0, -(outlook_of(after, TODAY).spare or 0)) == short
        return
    used = number(r"by using (\d+) working day", said)
    left = number(r"leaves (\d+) working day", said) or 0
    before, now = (outlook_of(each, TODAY).least_float or 0 for each in (campaign, after))
    assert used is not None
    assert now - before == used - left or (not left and now - before >= used)


def test_seven_days_are_not_said_to_give_twenty_two() -> None:
    """Where what is shortened is not enough, the days that are used all the same are named."""
    whole = made("communication-campaign", "en", TODAY).campaign
    said = advice(replace(whole, launch=dt.date(2027, 2, 9)))
    assert "to keep it all" not in said
    assert re.search(r"that leaves \d+ working days used\.$", said)
