"""How long work really took: dates worked out by hand.

March 2027 begins on a Monday; launch is on Monday 15.
"""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.learning.evidence import observations
from retrosheet.learning.lessons import learned_length, learned_margin
from retrosheet.statuses import CANCELLED, DONE, TODO
from tests.sync.snapshots import Told, snapshot_of

# PROOF on Thursday 4 and Friday 5, PRINT from Monday 8 to Wednesday 10 with a day of margin,
# SHIP on Friday 12 and Monday 15, which is launch.
PLAN = """
launch: 2027-03-15
tasks:
  - {id: PROOF, duration: 2d, due: J-10}
  - {id: PRINT, duration: 3d, needs: PROOF, margin: 1d}
  - {id: SHIP, duration: 2d, needs: PRINT}
  - {id: L, kind: milestone, due: J, needs: SHIP}
"""


def march(day: int) -> dt.date:
    return dt.date(2027, 3, day)


def seen(plan: str = PLAN, **ended: int) -> dict[str, int]:
    """The lengths that actual ends in March show."""
    told = {task_id: Told(DONE, ended=march(day)) for task_id, day in ended.items()}
    return {one.id: one.days for one in observations(snapshot_of(plan, told))}


def test_late_work_took_the_days_since_its_planned_start() -> None:
    """From Thursday 4 to Tuesday 9, without the weekend."""
    assert seen(PROOF=9) == {"PROOF": 4}


def test_late_work_that_had_to_wait_is_counted_from_when_it_could_begin() -> None:
    """PRINT could begin on Wednesday 10; until Friday 12 it took its three days, though late."""
    assert seen(PROOF=9, PRINT=12) == {"PROOF": 4, "PRINT": 3}


def test_work_that_ends_in_its_margin_overran() -> None:
    """The margin is no time to work: Monday 8 to Thursday 11 is four days."""
    assert seen(PROOF=5, PRINT=11) == {"PROOF": 2, "PRINT": 4}


def test_work_done_in_time_took_what_was_planned() -> None:
    """PROOF was done on Tuesday 2, before its planned start: nobody knows when it was begun."""
    assert seen(PROOF=2) == {"PROOF": 2}


def test_work_done_early_took_no_longer_than_there_was_time() -> None:
    """PRINT could not begin before Monday 8, and was done on Tuesday 9: two days at most."""
    assert seen(PROOF=5, PRINT=9) == {"PROOF": 2, "PRINT": 2}


def test_work_done_early_that_could_have_begun_early_took_what_was_planned() -> None:
    """PROOF was done on Tuesday 2: PRINT may have been three days at it until Monday 8."""
    assert seen(PROOF=2, PRINT=8) == {"PROOF": 2, "PRINT": 3}


def test_all_that_work_waited_for_must_be_known_to_call_it_short() -> None:
    """PRINT also needs PAPER, which may have come long before, or on the very day."""
    plan = PLAN.replace("needs: PROOF,", "needs: [PROOF, PAPER],").replace(
        "tasks:", "tasks:\n  - {id: PAPER, duration: 1d, due: J-10}"
    )
    assert seen(plan, PROOF=5, PRINT=9)["PRINT"] == 3
    assert seen(plan, PROOF=5, PAPER=4, PRINT=9)["PRINT"] == 2


def test_work_done_before_what_it_needs_did_not_wait_for_it() -> None:
    """PRINT was done on Wednesday 10, two days before PROOF: it took the three days planned."""
    assert seen(PROOF=12, PRINT=10) == {"PROOF": 7, "PRINT": 3}


def test_calendar_days_are_counted_as_such() -> None:
    """A printer's six days from Saturday 6 on, done on Sunday 14: nine calendar days."""
    plan = """
launch: 2027-03-15
tasks:
  - {id: PRINT, wait: 6cd, due: J-4}
  - {id: L, kind: milestone, due: J, needs: PRINT}
"""
    assert seen(plan, PRINT=14) == {"PRINT": 9}


def test_dates_are_no_work() -> None:
    """A meeting that was held late was not long; a milestone, a period: nothing is learned."""
    plan = """
launch: 2027-03-15
tasks:
  - {id: MEET, kind: meeting, due: J-10}
  - {id: L, kind: milestone, due: J, needs: MEET}
  - {id: RUN, period: J+1 → J+7}
"""
    assert seen(plan, MEET=9, L=16, RUN=28) == {}


@pytest.mark.parametrize(
    "told", [Told(DONE), Told(TODO), Told(CANCELLED, ended=march(9)), Told(DONE, progress=1.0)]
)
def test_without_an_end_of_work_there_is_nothing_to_see(told: Told) -> None:
    """Done without a date, still to do or cancelled: no length is learned."""
    assert list(observations(snapshot_of(PLAN, {"PROOF": told}))) == []


def test_an_end_a_year_away_is_not_believed() -> None:
    """A slip of the keyboard in the year changes no archetype."""
    told = {"PROOF": Told(DONE, ended=dt.date(2028, 3, 9))}
    (found,) = observations(snapshot_of(PLAN, told))
    assert (found.id, found.believed) == ("PROOF", False)


@pytest.mark.parametrize(
    ("observed", "length"),
    [((), 5), ((8,), 8), ((8, 3, 4), 4), ((4, 5), 5), ((2, 4), 3), ((1, 2, 9, 100), 6)],
)
def test_the_length_is_the_median(observed: tuple[int, ...], length: int) -> None:
    """The one in the middle; of two there, the mean, a half rounded up; else what was planned."""
    assert learned_length(5, observed) == length


@pytest.mark.parametrize(
    ("planned", "observed", "margin"),
    [
        (2, (), 2),
        (2, (30,), 2),
        (2, (4, 5, 6), 2),
        (0, (4, 5, 8), 3),
        (2, (4, 5, 60), 5),
    ],
)
def test_the_margin_covers_the_worst_of_several(
    planned: int, observed: tuple[int, ...], margin: int
) -> None:
    """Never less than planned; never more than the length itself, whatever went wrong once."""
    assert learned_margin(planned, observed, "d") == margin


def test_a_margin_counts_working_days() -> None:
    """Seven calendar days beyond the median are five working days."""
    assert learned_margin(0, (10, 10, 17), "cd") == 5
