"""Is there still time? Missing days, slack and what to shorten, counted by hand.

      Mo Tu We Th Fr Sa Su
Feb   22 23 24 25 26 27 28
Mar    1  2  3  4  5  6  7
2027   8  9 10 11 12 13 14
      15 16 17 18 19 20 21
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from retrosheet.campaign import Campaign
from retrosheet.schedule import compute
from retrosheet.schedule.feasibility import Feasibility, Squeeze, feasibility
from tests.schedule.case_files import campaign_of

# A runs from Monday 1 to Monday 8, B from Tuesday 9 to Friday 12.
CHAIN = """
launch: 2027-03-15
tasks:
  - {id: A, duration: 6d}
  - {id: B, duration: 4d, needs: A}
  - {id: L, duration: 1d, due: J, needs: B}
  - {id: M, duration: 9d, needs: L}
"""


def judged(campaign: Campaign | str, today: str) -> Feasibility:
    if isinstance(campaign, str):
        campaign = campaign_of(campaign)
    return feasibility(campaign, compute(campaign), dt.date.fromisoformat(today))


@pytest.mark.parametrize(
    ("today", "missing", "slack"),
    [
        ("2027-02-22", 0, 5),
        ("2027-02-26", 0, 1),
        ("2027-02-27", 0, 0),
        ("2027-03-01", 0, 0),
        ("2027-03-02", 1, -1),
        ("2027-03-04", 3, -3),
        ("2027-03-06", 5, -5),
        ("2027-03-08", 5, -5),
        ("2027-03-15", 10, -10),
        ("2027-03-17", 12, -12),
    ],
)
def test_missing_days_and_slack_count_working_days(today: str, missing: int, slack: int) -> None:
    """A weekend is no loss; slack is positive while there is time, negative once J cannot hold."""
    found = judged(CHAIN, today)
    assert (found.missing, found.slack) == (missing, slack)
    assert found.feasible == (missing == 0)


def test_nothing_is_squeezed_while_there_is_time() -> None:
    """A plan that can begin in time asks nobody to hurry."""
    assert judged(CHAIN, "2027-03-01").squeeze == ()


@pytest.mark.parametrize(
    ("today", "squeeze"),
    [
        ("2027-03-02", [("A", 1)]),
        ("2027-03-04", [("A", 3)]),
        ("2027-03-05", [("A", 3), ("B", 1)]),
        ("2027-03-08", [("A", 3), ("B", 2)]),
        ("2027-03-15", [("A", 3), ("B", 2)]),
    ],
)
def test_a_task_keeps_half_its_time(today: str, squeeze: list[tuple[str, int]]) -> None:
    """The longest gives first, as much as is missing and at most half; then the next."""
    assert judged(CHAIN, today).squeeze == tuple(Squeeze(*each) for each in squeeze)


def test_a_start_later_than_today_counts() -> None:
    """Work cannot begin today when it may not begin before Thursday 4."""
    campaign = replace(campaign_of(CHAIN), start=dt.date(2027, 3, 4))
    assert judged(campaign, "2027-02-22").missing == 3
    assert judged(campaign, "2027-03-05").missing == 4


def test_targets_may_slip_while_launch_holds() -> None:
    """A was to begin on Thursday 4 (J-10), could still begin on Friday 12 and be done on J.

    On Tuesday 9 three working days are missing (4, 5, 8) and three are left (9, 10, 11).
    """
    found = judged(
        """
        launch: 2027-03-15
        tasks:
          - {id: A, duration: 2d, due: J-10}
          - {id: L, kind: milestone, due: J, needs: A}
        """,
        "2027-03-09",
    )
    assert found == Feasibility(3, 3, (Squeeze("A", 1),))
    assert not found.feasible


def test_only_what_can_and_need_be_shortened_is_squeezed() -> None:
    """Not a wait, not calendar days, not a single day, not a side branch, not what follows J.

    Every day is worked: L on 31, B on 30, A from 24, C from 21, W from 17, nine days before today;
    F, longer than all, was to begin on 23.
    """
    found = judged(
        """
        launch: 2027-03-31
        weekend: "0000000"
        tasks:
          - {id: W, wait: 4d}
          - {id: C, duration: 3cd, needs: W}
          - {id: A, duration: 6d, needs: C}
          - {id: B, duration: 1d, needs: A}
          - {id: F, duration: 8d}
          - {id: L, duration: 1d, due: J, needs: [B, F]}
          - {id: M, duration: 9d, needs: L}
        """,
        "2027-03-26",
    )
    assert found == Feasibility(9, -9, (Squeeze("A", 3),))


def test_at_most_three_tasks_are_squeezed_the_longest_first() -> None:
    """Of two equally long ones the first in time; of seven days three, as half must be kept."""
    found = judged(
        """
        launch: 2027-04-30
        tasks:
          - {id: P, duration: 2d}
          - {id: Q, duration: 4d, needs: P}
          - {id: R, duration: 7d, needs: Q}
          - {id: S, duration: 4d, needs: R}
          - {id: T, duration: 8d, needs: S}
          - {id: L, kind: milestone, due: J, needs: T}
        """,
        "2027-04-30",
    )
    assert found.squeeze == (Squeeze("T", 4), Squeeze("R", 3), Squeeze("Q", 2))


def test_tasks_side_by_side_are_not_both_squeezed() -> None:
    """A and B run from Friday 5 to Friday 12: five days saved on both would be five, not ten."""
    found = judged(
        """
        launch: 2027-03-15
        tasks:
          - {id: A, duration: 6d}
          - {id: B, duration: 6d}
          - {id: L, duration: 1d, due: J, needs: [A, B]}
        """,
        "2027-03-12",
    )
    assert (found.missing, found.squeeze) == (5, (Squeeze("A", 3),))


def test_holidays_are_not_missed() -> None:
    """With Wednesday 3 and Thursday 4 closed, A begins on Thursday 25 February: 25, 26, 1, 2, 5."""
    closed = CHAIN.replace("tasks:", "closed: [2027-03-03..2027-03-04]\ntasks:", 1)
    assert judged(closed, "2027-02-25").missing == 0
    assert judged(closed, "2027-03-08").missing == 5


def test_a_campaign_in_which_nothing_drives_launch_has_no_slack_to_show() -> None:
    """A single task after J: launch waits for nothing."""
    after = """
        launch: 2027-03-15
        tasks: [{id: M, duration: 2d, due: J+5}]
    """
    assert judged(after, "2027-03-15") == Feasibility(0, 0, ())
