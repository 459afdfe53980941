"""The verdict on plans that once had two answers: worked out by hand, asked in every place.

March 2027 begins on a Monday; launch is on Monday 15 where nothing else is said.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from retrosheet.schedule import compute
from retrosheet.schedule.feasibility import feasibility, outlook_of
from retrosheet.statuses import CANCELLED, DOING, DONE, TODO
from retrosheet.sync.assess import assess
from retrosheet.sync.snapshot import Heard
from tests.made import made
from tests.schedule.case_files import campaign_of
from tests.sync.snapshots import Told, snapshot_of
from tests.test_heart import Edited, opened
from tests.test_verdict import by_schedule, by_sync, by_workbook, on

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.sync.findings import Findings


def march(day: int) -> dt.date:
    return dt.date(2027, 3, day)


def kinds(findings: Findings) -> str:
    return " ".join(f"{finding.kind}:{finding.id}" for finding in findings.findings)


def test_an_imposed_date_that_launch_cannot_wait_for(tmp_path: Path) -> None:
    """The programme of the event is fixed on 20 August; launch would be in January. All say so,
    and what is fixed is as short of days as launch, with what follows; what it needs is not."""
    launch, today = dt.date(2027, 9, 15), dt.date(2026, 12, 15)
    campaign = made("event", "fr", today, launch).campaign
    edited = Edited(campaign, opened(campaign, tmp_path))
    on(edited, today)
    before = by_workbook(edited)
    edited.put("PRG1", "imposed", dt.date(2027, 8, 20))
    edited.change("PRG1", imposed=dt.date(2027, 8, 20))
    shown = by_workbook(edited)
    assert shown == by_sync(edited, tmp_path, today) == by_schedule(edited.campaign, today)
    assert before.holds
    assert not shown.holds
    assert shown.spare == -shown.slip < -60
    assert shown.flags["PRG1"] == "conflict"
    floats = {line: values[3] for line, values in edited.calculated().items()}
    # launch slips past Christmas, whose closed days count on one side only
    assert -shown.slip - 10 <= floats["PRG1"] <= -shown.slip + 5  # type: ignore[operator]
    assert -shown.slip - 10 <= floats["IDE1"] <= -shown.slip + 5  # type: ignore[operator]
    assert floats["CAD1"] >= 0  # type: ignore[operator]


def test_a_task_fixed_behind_launch() -> None:
    """A1 ends on Thursday 16 September, A2 on Monday 20: three working days after Wednesday 15."""
    campaign = campaign_of("""
launch: 2027-09-15
tasks:
  - {id: A1, duration: 2d, fixed: 2027-09-16}
  - {id: A2, duration: 2d, due: J, needs: A1}
""")
    today = dt.date(2027, 6, 1)
    schedule = compute(campaign, today)
    found = feasibility(campaign, schedule, today)
    assert (found.feasible, found.slack, found.conflicts) == (False, -3, ("A1",))
    assert all(schedule.by_id[name].critical for name in ("A1", "A2"))
    assert outlook_of(campaign, today).forecast_launch == dt.date(2027, 9, 20)


def test_a_start_in_the_settings_counts_in_the_forecast(tmp_path: Path) -> None:
    """Nothing may begin before 30 August: far too late for 15 September, whoever is asked."""
    launch, today = dt.date(2027, 9, 15), dt.date(2027, 5, 3)
    campaign = replace(
        made("communication-campaign", "fr", today, launch).campaign, start=dt.date(2027, 8, 30)
    )
    edited = Edited(campaign, opened(campaign, tmp_path))
    on(edited, today)
    shown = by_workbook(edited)
    assert shown == by_sync(edited, tmp_path, today) == by_schedule(campaign, today)
    assert not shown.holds


def test_a_milestone_before_a_lag_across_days_off_costs_no_time() -> None:
    """B1 on Monday 30 August waits thirty calendar days for M1, through a closure that begins on
    26 July: A1 is due on Friday 23 July, and can be done then."""
    campaign = campaign_of("""
launch: 2027-08-30
closed: ["2027-07-26..2027-08-29"]
tasks:
  - {id: A1, duration: 1d}
  - {id: M1, kind: milestone, needs: A1}
  - {id: B1, duration: 1d, due: J, needs: M1 + 30cd}
""")
    floats = {placed.task.id: placed.float for placed in compute(campaign).tasks}
    assert floats == {"A1": 0, "M1": 0, "B1": 0}
    outlook = outlook_of(campaign, dt.date(2027, 7, 23))
    assert (outlook.holds, outlook.spare) == (True, 0)


ROOM = """
launch: 2027-03-15
tasks:
  - {id: A, duration: 2d, due: J-12}
  - {id: B, duration: 1d, needs: A}
  - {id: C, duration: 1d, needs: B}
  - {id: L, kind: milestone, due: J, needs: C}
"""


def test_one_late_day_with_room_endangers_nothing_else() -> None:
    """A is late; B and C wait for it with days to spare, and are told under its name alone."""
    findings = assess(snapshot_of(ROOM), march(4))
    assert kinds(findings).startswith("late:A")
    assert findings.counts()["risk"] == 0
    assert not findings.slip


def test_a_delay_within_its_float_is_told_once_where_it_begins() -> None:
    """C is worked on Thursday 11, two days of margin before launch; B, due on Wednesday 10, is
    expected on Thursday 11, which eats one of them."""
    plan = ROOM.replace("{id: C, duration: 1d,", "{id: C, duration: 1d, margin: 2d,")
    told = {"A": Told(DONE), "B": Told(DOING, ended=march(11))}
    findings = assess(snapshot_of(plan, told), march(8))
    assert [f.id for f in findings.findings if f.kind == "delay"] == ["B"]
    assert findings.counts()["risk"] == 0
    assert findings.flags["C"] != "risk"


def test_an_actual_end_that_lies_ahead_is_a_forecast_of_that_task() -> None:
    """C is expected on Wednesday 17: launch slips two working days, through C and nobody else."""
    told = {"A": Told(DONE), "B": Told(DONE), "C": Told(DOING, ended=march(17))}
    findings = assess(snapshot_of(ROOM, told), march(10))
    risk = next(finding for finding in findings.findings if finding.kind == "risk")
    assert (risk.id, risk.cause, risk.slip) == ("C", "", 2)
    assert findings.flags["C"] == "risk"
    assert findings.forecasts["C"] == march(17)
    assert {f.id: f.cause for f in findings.findings if f.kind == "risk"} == {"C": "", "L": "C"}


def test_done_with_an_end_that_lies_ahead_is_a_contradiction() -> None:
    """The task counts as under way until then, and the cell to correct is said."""
    told = {"A": Told(DONE, ended=march(12))}
    findings = assess(snapshot_of(ROOM, told), march(2))
    said = next(f for f in findings.findings if f.kind == "contradiction")
    assert said.message == (
        '"A" is said to be done, but its actual end lies ahead, on 12 Mar 2027; until then it '
        "counts as under way."
    )
    assert findings.done == 0


def test_done_on_a_day_to_come_is_named_and_counts_as_done() -> None:
    """ "Done on 12 March", on the 2nd: believed everywhere, and said; on the 12th there is nothing
    to say."""
    snapshot = snapshot_of(ROOM, {"A": Told(DONE)})
    (line, *others) = snapshot.lines
    line = replace(line, heard=(Heard("status", "Done on March 12th", float(DONE)),))
    snapshot = replace(snapshot, lines=(line, *others))
    findings = assess(snapshot, march(2))
    said = next(f for f in findings.findings if f.kind == "contradiction")
    assert said.message == (
        '"A": "Done on March 12th" names a day that lies ahead, 12 Mar 2027; the task counts as '
        'done. If it is not, choose "In progress" and put that day under Actual end.'
    )
    assert (findings.done, findings.flags["A"]) == (1, "done")
    assert "contradiction" not in kinds(assess(snapshot, march(12)))


def test_what_is_left_to_do_never_ends_before_today() -> None:
    """A milestone is reached on no day of work: overdue, it is still to come, today at the soonest,
    and so is one whose day off was its last."""
    told = {task_id: Told(DONE) for task_id in "ABC"}
    for day in (16, 19, 21):
        findings = assess(snapshot_of(ROOM, told), march(day))
        (late,) = findings.findings
        assert (late.kind, findings.forecasts["L"]) == ("late", march(day))
        days = snapshot_of(ROOM).calendar.working_days(march(16), march(day))
        assert (findings.slip, late.slip, late.days) == (days, days, days)
        assert f"expected {day} Mar 2027" in late.message
    over = assess(snapshot_of(ROOM, {**told, "L": Told(DONE)}), march(19))
    assert over.forecasts["L"] == march(15)


def test_launch_that_nobody_ticks_slips_in_the_workbook_too(tmp_path: Path) -> None:
    """All else is done; on Tuesday 16 launch is a day late, by the sheet's formulas as by sync."""
    campaign = campaign_of(ROOM)
    edited = Edited(campaign, opened(campaign, tmp_path))
    for task_id in "ABC":
        edited.put(task_id, "status", "Done")
    for day, slip in ((15, 0), (16, 1), (20, 4), (22, 5)):
        on(edited, march(day))
        shown = by_workbook(edited)
        assert shown == by_sync(edited, tmp_path, march(day))
        assert (shown.slip, shown.holds) == (slip, not slip)


@pytest.mark.parametrize("status", [TODO, None])
def test_all_done_but_to_do(status: int | None) -> None:
    """100 % beside "To do" is named; an unknown status is named already."""
    findings = assess(snapshot_of(ROOM, {"A": Told(status, 1.0)}), march(1))
    assert ("contradiction:A" in kinds(findings)) == (status == TODO)
    assert findings.done == 0


def test_cancelled_counts_for_nothing() -> None:
    """Without B there is a day more, and one task less."""
    findings = assess(snapshot_of(ROOM, {"B": Told(CANCELLED)}), march(1))
    deleted = assess(snapshot_of(ROOM, gone="B"), march(1))
    assert (findings.spare, findings.tasks) == (deleted.spare, deleted.tasks)
    assert "B" not in kinds(findings)


def test_launch_that_is_split_in_a_circle_has_not_happened(tmp_path: Path) -> None:
    """The only part that somebody gave it waits for it: launch still slips day by day."""
    campaign = campaign_of("""
        launch: 2027-03-15
        tasks:
          - {id: L, duration: 1d, due: J}
          - {id: R, duration: 1d, needs: L}
    """)
    edited = Edited(campaign, opened(campaign, tmp_path))
    edited.put("R", "parent", "L")
    on(edited, march(22))
    shown = by_workbook(edited)
    assert shown == by_sync(edited, tmp_path, march(22))
    assert shown.slip == 5
