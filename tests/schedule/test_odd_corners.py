"""Odd corners that were wrong once: weekends at J, margins on days off, dropped rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from retrosheet.archetype.model import Block, BudgetLine, Repeat
from retrosheet.campaign import Options, plan
from retrosheet.language import Text
from retrosheet.schedule import ScheduledTask, compute
from retrosheet.schedule.feasibility import feasibility
from tests.schedule.archetypes import J, archetype, planned, task
from tests.schedule.case_files import campaign_of


def sched(text: str) -> Mapping[str, ScheduledTask]:
    return compute(campaign_of(text)).by_id


def test_milestone_after_weekend_j_is_not_before_what_it_needs() -> None:
    """A launch on a Saturday pushes what follows it forward, never back to Friday."""
    s = sched("""
launch: 2027-03-13
tasks:
  - {id: L, kind: milestone, due: J, any_day: true}
  - {id: M, kind: milestone, needs: L}
""")
    assert s["M"].due >= s["L"].due, (s["M"].due, s["L"].due)


def test_margin_of_any_day_task_is_kept_and_a_fresh_plan_has_no_negative_float() -> None:
    """A day of margin before a Monday launch is still there, and nothing begins life late."""
    s = sched("""
launch: 2027-03-15
tasks:
  - {id: E, duration: 1d, any_day: true, margin: 1d}
  - {id: L, duration: 1d, due: J, needs: E}
""")
    assert (s["L"].float, s["E"].work_end) == (0, dt.date(2027, 3, 11))


def test_fixed_date_after_j_that_nothing_contradicts_is_no_conflict() -> None:
    """A date typed for after launch is believed without a warning."""
    s = sched("""
launch: 2027-03-15
tasks:
  - {id: L, kind: milestone, due: J}
  - {id: F, fixed: 2027-04-20}
""")
    assert not s["F"].conflict


def test_critical_path_goes_through_a_deleted_row() -> None:
    """Without the row between them, its neighbours bind each other and can be squeezed."""
    c = campaign_of("""
launch: 2027-03-15
tasks:
  - {id: A, duration: 6d}
  - {id: B, duration: 3d, needs: A}
  - {id: L, duration: 1d, due: J, needs: B}
deleted: [B]
""")
    assert [p.task.id for p in compute(c).critical_path()] == ["A", "L"]
    assert [s.id for s in feasibility(c, compute(c), dt.date(2027, 3, 9)).squeeze] == ["A"]


def test_bridged_needs_keep_the_stronger_lag_in_any_order() -> None:
    """Where two ways lead around a task left out, the longer wait holds."""
    for needs in (("A", "X"), ("X", "A")):
        made = archetype(
            task("A"),
            task("X", "A+5d", block="b"),
            task("L", *needs, due=0),
            blocks=(Block("b", Text("B", "B")),),
        )
        line = plan(made, Options(J, without_blocks=("b",))).tasks[-1]
        assert line.needs[0].lag.amount == 5, needs


def test_holidays_cover_the_dates_of_the_plan() -> None:
    """Each year in which anything is due has its public holidays."""
    made = archetype(task("A", due=-800), task("B", due=1100), task("L", due=0))
    c = plan(made, Options(dt.date(2027, 2, 1), country="FR"))
    years = {h.day.year for h in c.holidays}
    assert {p.due.year for p in compute(c).tasks} <= years


def test_budget_of_a_repeated_task_names_a_line_of_the_plan() -> None:
    """An expense of a repeated task belongs to one of its repetitions."""
    c = planned(
        task("X", due=-20, repeat=Repeat(7, -6)),
        budget=(BudgetLine(Text("a", "a"), Text("b", "b"), 1, "X"),),
    )
    assert c.budget[0].task in {t.id for t in c.tasks}
