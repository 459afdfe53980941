"""The lines that an archetype's task becomes: lengths, dates, follow-ups, repetitions."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.archetype.model import Channel, Duration, FollowUp, MonthDay, Need, Period, Repeat
from retrosheet.campaign import Campaign
from retrosheet.language import Text
from tests.schedule.archetypes import planned, task


def ids(campaign: Campaign) -> list[str]:
    return [line.id for line in campaign.tasks]


def test_a_follow_up_is_a_line_behind_its_task() -> None:
    """It asks for the whole days between, so that it starts on the day that ``after`` counts."""
    chased = task(
        "A",
        owner="designer",
        channel="press",
        duration=Duration(5, "d"),
        margin=2,
        follow_ups=(
            FollowUp(Duration(10, "d")),
            FollowUp(Duration(14, "cd"), Text("Rappel", "Reminder"), "manager"),
        ),
    )
    campaign = planned(chased, task("B"), channels=(Channel("press", Text("Presse", "Press")),))
    assert ids(campaign) == ["A", "A-R1", "A-R2", "B"]
    first, second = campaign.tasks[1:3]
    assert (first.title, first.role, first.channel) == ("Follow up: A en", "designer", "Press")
    assert (second.title, second.role) == ("Reminder", "manager")
    assert first.needs == (Need("A", Duration(9, "d")),)
    assert second.needs == (Need("A", Duration(13, "cd")),)
    for line in (first, second):
        assert (line.placement, line.after_launch, line.drives_launch) == ("soon", False, False)
        assert (line.duration, line.margin) == (1, 0)
    assert planned(chased, lang="fr").tasks[1].title == "Relancer : A fr"


def test_a_repeated_task_is_numbered() -> None:
    """From its due date on, the last time no later than ``until``, each with the same needs."""
    campaign = planned(task("A"), task("X", "A", due=-20, repeat=Repeat(7, -6)))
    assert ids(campaign) == ["A", "X-1", "X-2", "X-3"]
    assert [line.offset for line in campaign.tasks[1:]] == [-20, -13, -6]
    assert [line.title for line in campaign.tasks[1:]] == [
        "X en (1/3)",
        "X en (2/3)",
        "X en (3/3)",
    ]
    assert {line.needs for line in campaign.tasks[1:]} == {(Need("A"),)}


@pytest.mark.parametrize(
    ("launch", "month", "day", "expected"),
    [
        ("2027-03-15", 12, 20, "2026-12-20"),
        ("2027-07-01", 12, 20, "2027-12-20"),
        ("2027-11-15", 1, 6, "2028-01-06"),
        ("2027-03-15", 3, 15, "2027-03-15"),
        ("2028-01-15", 2, 29, "2028-02-29"),
        ("2027-01-15", 2, 29, "2027-02-28"),
    ],
)
def test_a_month_and_day_stand_for_the_year_nearest_to_j(
    launch: str, month: int, day: int, expected: str
) -> None:
    """29 February is the 28th where the nearest year has none."""
    made = planned(task("A", fixed=MonthDay(month, day)), launch=dt.date.fromisoformat(launch))
    assert made.tasks[0].imposed == dt.date.fromisoformat(expected)


def test_a_fixed_date_is_imposed_whatever_j() -> None:
    """A task with a fixed date keeps it, however far from launch it lies."""
    assert planned(task("A", fixed=dt.date(2025, 1, 1))).tasks[0].imposed == dt.date(2025, 1, 1)


def test_lengths_and_dates_of_all_kinds_become_lines() -> None:
    """Working days, calendar days, periods and milestones each keep length, offset and margin."""
    lines = planned(
        task("D", duration=Duration(5, "d"), due=-30, margin=2, incompressible=True),
        task("C", duration=Duration(3, "cd")),
        task("P", period=Period(-3, 6), duration=Duration(10, "cd"), any_day=True),
        task("M", duration=Duration(0, "d"), kind="milestone", due=0),
    ).tasks
    shapes = [(t.duration, t.calendar_days, t.any_day, t.offset, t.margin) for t in lines]
    assert shapes == [
        (5, False, False, -30, 2),
        (3, True, False, None, 0),
        (10, True, True, 6, 0),
        (0, False, False, 0, 0),
    ]
    assert [line.incompressible for line in lines] == [True, False, False, False]
    assert [line.kind for line in lines] == ["task", "task", "task", "milestone"]
    assert [line.spans_calendar for line in lines] == [False, True, True, False]
    assert not any(line.deleted for line in lines)
