"""The schedule as a whole: its days, its order, the chain that drives launch."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from retrosheet.archetype import library
from retrosheet.archetype.load import load
from retrosheet.campaign import Options, plan
from retrosheet.schedule import Schedule, compute
from tests.schedule.case_files import campaign_of


def scheduled(text: str) -> Schedule:
    return compute(campaign_of(text))


def chain(schedule: Schedule) -> str:
    return " ".join(placed.task.id for placed in schedule.critical_path())


# A from Wednesday 3 to Friday 5 March, B from Tuesday 9 to Thursday 11, L on Monday 15, M until
# Thursday 18.
CAMPAIGN = """
launch: 2027-03-15
tasks:
  - {id: L, kind: milestone, due: J, needs: B + 2d}
  - {id: B, duration: 3d, needs: A + 1d}
  - {id: A, duration: 3d}
  - {id: M, duration: 3d, needs: L}
"""


def test_a_schedule_keeps_the_order_of_the_plan() -> None:
    """People find their tasks in the order in which they wrote them."""
    schedule = scheduled(CAMPAIGN)
    assert [placed.task.id for placed in schedule.tasks] == ["L", "B", "A", "M"]
    assert list(schedule.by_id) == ["L", "B", "A", "M"]


def test_a_schedule_runs_from_its_first_start_to_its_last_due_date() -> None:
    """The plan begins with its earliest task and ends with its latest."""
    schedule = scheduled(CAMPAIGN)
    assert schedule.start == dt.date(2027, 3, 3)
    assert schedule.end == dt.date(2027, 3, 18)
    assert schedule.base == dt.date(2027, 3, 3)


def test_deleted_tasks_are_no_part_of_its_days() -> None:
    """Without A and M, B is the first and L the last, though A passes through a day earlier."""
    campaign = campaign_of(CAMPAIGN)
    tasks = tuple(replace(task, deleted=task.id in "AM") for task in campaign.tasks)
    schedule = compute(replace(campaign, tasks=tasks))
    assert schedule.base == schedule.start == dt.date(2027, 3, 9)
    assert schedule.end == dt.date(2027, 3, 15)


def test_a_given_start_changes_floats_and_nothing_else() -> None:
    """The first day of work stays the plan's own: it is what a start too late is held against."""
    campaign = campaign_of(CAMPAIGN)
    late = compute(replace(campaign, start=dt.date(2027, 3, 10)))
    plain = compute(campaign)
    assert late.base == plain.base
    assert [p.due for p in late.tasks] == [p.due for p in plain.tasks]
    assert late.by_id["A"].float == -5


def test_the_critical_path_leads_from_the_first_task_to_launch() -> None:
    """Each task on it waits for the one before, and the last is launch."""
    assert chain(scheduled(CAMPAIGN)) == "A B L"


def test_of_two_critical_branches_the_longer_task_is_named() -> None:
    """B and X end together and have no float; X takes longer, and does not need A."""
    assert (
        chain(
            scheduled("""
            launch: 2027-03-15
            tasks:
              - {id: A, duration: 2d}
              - {id: B, duration: 3d, needs: A}
              - {id: X, duration: 5d}
              - {id: L, kind: milestone, due: J, needs: [B, X]}
            """)
        )
        == "X L"
    )


def test_the_critical_path_leaves_slack_aside() -> None:
    """C is needed by launch and ends on the same day, but could have begun earlier."""
    assert (
        chain(
            scheduled("""
            launch: 2027-03-15
            tasks:
              - {id: A, duration: 2d}
              - {id: B, duration: 3d, needs: A}
              - {id: C, duration: 4d}
              - {id: L, kind: milestone, due: J, needs: [B, C]}
            """)
        )
        == "A B L"
    )


def test_without_a_task_that_drives_launch_there_is_no_critical_path() -> None:
    """Where all is due after launch, no task is called critical."""
    schedule = scheduled("""
        launch: 2027-03-15
        tasks: [{id: M, duration: 2d, due: J+5}]
    """)
    assert schedule.critical_path() == ()
    assert not any(placed.critical for placed in schedule.tasks)


@pytest.mark.parametrize("day", range(7))
def test_the_critical_path_does_not_depend_on_the_weekday_of_launch(day: int) -> None:
    """Waits in calendar days meet other weekends; what drives launch is the same, to its end."""
    launch = dt.date(2027, 6, 14) + dt.timedelta(days=day)
    archetype = load(library.find("lead-generation"), "fr")
    schedule = compute(plan(archetype, Options(launch, "fr", "FR")))
    path = schedule.critical_path()
    assert all(placed.critical for placed in path)
    assert (path[0].task.id, path[-1].task.id) == ("CAD1", "ADS3")
    assert (len(path), path[-1].due) == (19, launch)
