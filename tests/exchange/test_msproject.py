"""Microsoft Project XML by its documented rules, and the plan that is in it."""

from __future__ import annotations

import datetime as dt
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrosheet.exchange.targets import exported
from retrosheet.standing import of_campaign
from retrosheet.standing.model import Standing
from tests.exchange.mspdi_rules import days, problems, read
from tests.exchange.plans import PLANS, standings
from tests.schedule.case_files import campaign_of
from tests.standing.told import standing


def project(found: Standing, *, fixed: bool = False) -> ET.Element:
    (file,) = exported("msproject", found, "fr", fixed=fixed).files
    assert isinstance(file.content, bytes)
    return read(file.content)


def by_our_id(root: ET.Element) -> dict[str, ET.Element]:
    return {
        task.findtext("ExtendedAttribute/Value") or "": task
        for task in root.iter("Task")
        if task.findtext("Summary") == "0"
    }


@settings(max_examples=PLANS)
@given(standings(), st.booleans())
def test_it_keeps_every_documented_rule(found: Standing, fixed: bool) -> None:
    """Order, kinds, limits, links without circles, and lengths that its own calendar confirms."""
    assert list(problems(project(found, fixed=fixed))) == []


@settings(max_examples=PLANS)
@given(standings())
def test_dates_needs_and_people_are_the_plans(found: Standing) -> None:
    """Start, end, predecessors, assignments and progress of every plan."""
    root = project(found)
    tasks = by_our_id(root)
    assert set(tasks) == {item.id for item in found.items}
    people = {person.findtext("UID"): person.findtext("Name") for person in root.iter("Resource")}
    uids = {task.findtext("UID"): task_id for task_id, task in tasks.items()}
    assigned = [
        (uids[a.findtext("TaskUID")], people[a.findtext("ResourceUID")])
        for a in root.iter("Assignment")
    ]
    for item in found.items:
        task = tasks[item.id]
        begin, end = days(task)
        assert end == item.work_end
        assert not item.duration or begin == item.start
        before = {uids[link.findtext("PredecessorUID")] for link in task.findall("PredecessorLink")}
        assert {need.id for need in item.needs} <= before
        assert {name for task_id, name in assigned if task_id == item.id} == set(item.owners)
        assert int(task.findtext("PercentComplete") or 0) == (
            100 if item.done else int(100 * item.progress + 0.5)
        )


def test_a_target_before_launch_hangs_on_launch() -> None:
    """J-90 is a link to launch, ninety elapsed days long: whoever moves launch moves it."""
    root = project(standing(done=-10))
    tasks = by_our_id(root)
    launch = tasks["LAN4"]
    assert launch.findtext("ConstraintType") == "3"
    links = {link.findtext("PredecessorUID"): link for link in launch.findall("PredecessorLink")}
    goals = links[tasks["OBJ4"].findtext("UID")]
    assert goals.findtext("LagFormat") == "8"
    assert int(goals.findtext("LinkLag") or 0) % 14400 in (0, 14400 - 5400)
    assert tasks["OBJ4"].findtext("ConstraintType") == "1"
    assert root.findtext("ScheduleFromStart") == "0"


def test_fixed_dates_are_scheduled_by_hand() -> None:
    """With --fixed no other program moves a task."""
    root = project(standing(), fixed=True)
    for task in by_our_id(root).values():
        assert task.findtext("Manual") == "1"
        assert task.findtext("ManualStart") == task.findtext("Start")
        assert task.findtext("ManualDuration") == task.findtext("Duration")
        assert task.findtext("ConstraintType") == "2"
        assert task.findtext("ConstraintDate") == task.findtext("Start")


def test_a_cancelled_task_is_inactive_and_said() -> None:
    """It keeps its line, does not count, and the remark says so."""
    found = standing()
    first = replace(found.items[0], status=8)
    done = exported("msproject", replace(found, items=(first, *found.items[1:])), "en")
    assert "1 cancelled task is marked as inactive." in done.remarks
    root = project(replace(found, items=(first, *found.items[1:])))
    assert by_our_id(root)[first.id].findtext("Active") == "0"


@pytest.mark.parametrize("lang", ["fr", "en"])
def test_the_calendar_has_the_plans_days_off(lang: str) -> None:
    """Public holidays are no working days there either."""
    found = standing(lang="fr" if lang == "fr" else "en")
    root = project(found)
    off = {
        (dt.date.fromordinal(day)).isoformat()
        for period in root.iter("TimePeriod")
        if period.findtext("FromDate")
        for day in range(
            dt.datetime.fromisoformat(period.findtext("FromDate", "")).toordinal(),
            dt.datetime.fromisoformat(period.findtext("ToDate", "")).toordinal() + 1,
        )
    }
    assert {"2026-12-25", "2027-01-01", "2027-03-29"} <= off


def test_a_margin_behind_a_part_is_kept_by_those_who_wait_for_the_whole() -> None:
    """Project ends a summary with the work of its parts, so the wait hangs on the part itself."""
    campaign = campaign_of("""
        launch: 2027-03-15
        tasks:
          - id: S
            tasks:
              - {id: S1, title: S1, owner: boss, duration: 2d}
              - {id: S2, title: S2, owner: boss, duration: 1d, margin: 4d, needs: S1}
          - {id: L, duration: 1d, due: J, needs: S}
    """)
    root = project(of_campaign.standing_of(campaign, dt.date(2027, 1, 4)))
    tasks = {task.findtext("ExtendedAttribute/Value"): task for task in root.iter("Task")}
    # March 2027 begins on a Monday: S1 on 4 and 5, S2 on 8, margin from 9 to 12, L on 15
    assert days(tasks["S"]) == (dt.date(2027, 3, 4), dt.date(2027, 3, 8))
    lags = {
        link.findtext("PredecessorUID"): int(link.findtext("LinkLag") or 0)
        for link in tasks["L"].findall("PredecessorLink")
    }
    assert lags == {
        tasks["S1"].findtext("UID"): 0,
        tasks["S2"].findtext("UID"): 4 * 8 * 60 * 10,
    }
