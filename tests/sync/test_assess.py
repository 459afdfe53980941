"""What is late, whose delay it is, and what it does to launch: dates worked out by hand.

March 2027 begins on a Monday; launch is on Monday 15.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from retrosheet.archetype.terms import Duration, Need
from retrosheet.language import Lang
from retrosheet.statuses import BLOCKED, CANCELLED, DOING, DONE, WAITING
from retrosheet.sync.assess import assess
from retrosheet.sync.findings import Finding, Findings
from retrosheet.sync.remembered import Remembered, Summary
from tests.sync.snapshots import Told, snapshot_of

# PROOF on Friday 5, PRINT from Tuesday 9 to Thursday 11, SHIP on Friday 12 and Monday 15: one day,
# Monday 8, to spare between PROOF and PRINT.
PLAN = """
launch: 2027-03-15
tasks:
  - {id: PROOF, duration: 1d, due: J-10}
  - {id: PRINT, duration: 3d, needs: PROOF}
  - {id: SHIP, duration: 2d, needs: PRINT}
  - {id: L, kind: milestone, due: J, needs: SHIP}
"""


def march(day: int) -> dt.date:
    return dt.date(2027, 3, day)


def on(day: int, told: dict[str, Told] | None = None, *, gone: str = "") -> Findings:
    return assess(snapshot_of(PLAN, told, gone=gone), march(day))


def kinds(findings: Findings) -> str:
    return " ".join(f"{finding.kind}:{finding.id}" for finding in findings.findings)


def of(findings: Findings, kind: str) -> Finding:
    return next(finding for finding in findings.findings if finding.kind == kind)


def test_three_days_late_and_launch_slips_by_two() -> None:
    """The proof is done at the earliest today, Wednesday 10: print until Monday 15, ship until
    Wednesday 17."""
    findings = on(10)
    late = of(findings, "late")
    assert (late.id, late.days, late.moves, late.slip) == ("PROOF", 3, ("PRINT", "SHIP", "L"), 2)
    assert late.message == (
        '"PROOF" is 3 working days late (due 5 Mar 2027, expected 10 Mar 2027). This task '
        'alone moves launch by 2 working days, through "PRINT", "SHIP", "L".'
    )
    assert (findings.slip, findings.forecast_launch, findings.spare) == (2, march(17), -2)


def test_who_only_waits_is_not_blamed() -> None:
    """PRINT should have begun on Tuesday, but PROOF keeps it from beginning."""
    findings = on(10)
    assert kinds(findings) == "late:PROOF late_start:PRINT risk:L risk:SHIP"
    assert {finding.id: finding.cause for finding in findings.findings} == {
        "PROOF": "",
        "PRINT": "PROOF",
        "SHIP": "PROOF",
        "L": "PROOF",
    }
    assert of(findings, "late_start").message.endswith(' Waits for "PROOF".')


def test_a_delay_eats_the_margin_first() -> None:
    """On Monday 8 the day to spare is gone, and launch still holds."""
    findings = on(8)
    assert of(findings, "late").message.endswith(" This task alone does not move launch.")
    assert (findings.slip, findings.spare) == (0, 0)


@pytest.mark.parametrize(("day", "spare"), [(1, 5), (4, 2), (5, 1), (8, 0)])
def test_what_launch_could_still_lose(day: int, spare: int) -> None:
    """Six days of work with all hands on it, from today to the evening of Monday 15."""
    assert on(day).spare == spare


def test_due_today_is_not_late() -> None:
    """On its due day a task still has the day."""
    findings = on(5)
    assert kinds(findings) == "due_soon:PROOF due_soon:PRINT"
    assert of(findings, "due_soon").days == 0


@pytest.mark.parametrize("status", [DONE, CANCELLED])
def test_what_is_finished_is_never_late(status: int) -> None:
    """Done or cancelled, a task past its date troubles nobody."""
    assert "PROOF" not in kinds(on(8, {"PROOF": Told(status)}))


def test_an_actual_end_finishes_a_task_whatever_its_status() -> None:
    """It ended on Tuesday 9, so that printing takes until Friday: one day late."""
    findings = on(10, {"PROOF": Told(ended=march(9)), "PRINT": Told(DOING, 1 / 3)})
    assert kinds(findings).startswith("due_soon:PRINT")
    findings = on(10, {"PROOF": Told(ended=march(9))})
    assert kinds(findings).startswith("late_start:PRINT")
    assert of(findings, "late_start").cause == ""
    assert findings.slip == 1


def test_an_unknown_status_is_not_done() -> None:
    """Nobody understands what stands there, so the task is as late as it looks."""
    findings = on(10, {"PROOF": Told(None)})
    assert kinds(findings).startswith("late:PROOF")
    assert findings.unknown == 1


def test_progress_shortens_what_is_left() -> None:
    """Two of three days are printed; the last one is Thursday 11: in time."""
    told = {"PROOF": Told(DONE), "PRINT": Told(DOING, 2 / 3)}
    assert on(10, told).forecasts["PRINT"] == march(11)
    assert on(10, told).slip == 0
    told = {"PROOF": Told(DONE), "PRINT": Told(DOING, 0.1)}
    assert on(11, told).forecasts["PRINT"] == march(15)


def test_begun_work_with_too_much_left_is_at_risk() -> None:
    """Three days from Wednesday 10 end on Friday 12, one day too late."""
    findings = on(10, {"PROOF": Told(DONE), "PRINT": Told(DOING)})
    risk = of(findings, "risk")
    assert (risk.id, risk.days, risk.cause, risk.slip) == ("PRINT", 1, "", 1)
    assert findings.forecast_launch == march(16)


def test_a_delay_reaches_through_each_lag_to_one_and_the_same_task() -> None:
    """Printing needs the proof, and needs it two days old: done on Wednesday 10, it prints from
    Monday 15 on, ships until Friday 19, and that is what the delay of the proof alone does."""
    snapshot = snapshot_of(PLAN)
    needs = tuple(Need("PROOF", Duration(days, "d")) for days in (0, 2))
    lines = tuple(
        replace(line, task=replace(line.task, needs=needs)) if line.task.id == "PRINT" else line
        for line in snapshot.lines
    )
    findings = assess(replace(snapshot, lines=lines), march(10))
    assert (findings.slip, of(findings, "late").slip) == (4, 4)


def test_blocked_says_why() -> None:
    """The first line of the comment stands behind the word "blocked"."""
    told = {"PRINT": Told(BLOCKED, comment="The press is down\nmore"), "PROOF": Told(DONE)}
    assert of(on(8, told), "blocked").message == '"PRINT" is blocked (The press is down).'


def test_a_row_that_is_gone_passes_the_dates_through() -> None:
    """Without PRINT, SHIP may begin right after PROOF, and launch holds easily."""
    findings = on(10, gone="PRINT")
    assert findings.vanished == ("PRINT",)
    assert findings.slip == 0
    assert of(findings, "late").moves == ()


def test_without_the_row_of_launch_the_plan_still_has_its_end() -> None:
    """Somebody deleted the milestone: shipping on Wednesday 17 is two working days too late."""
    findings = on(10, gone="L")
    assert (findings.slip, findings.forecast_launch) == (2, march(17))


def test_everything_done_and_launch_has_nothing_to_wait_for() -> None:
    """No float to lose, no delay to fear and nothing to tell."""
    told = {task_id: Told(DONE) for task_id in ("PROOF", "PRINT", "SHIP", "L")}
    findings = on(10, told)
    assert (findings.spare, findings.slip, findings.done, findings.findings) == (None, 0, 4, ())


def remembered(verdict: str, status: int, progress: float, changed: dt.date) -> Remembered:
    return Remembered(verdict, "", 0, None, status, progress, changed, None, None)


def test_waiting_and_stalled_count_from_the_last_change() -> None:
    """Since Monday 1 nothing moved: seven working days on Wednesday 10, ten on Monday 15."""
    before = {"PRINT": remembered("", WAITING, 0.5, march(1))}
    told = {"PROOF": Told(DONE), "PRINT": Told(WAITING, 0.5)}
    waiting = of(assess(snapshot_of(PLAN, told, remembered=before), march(10)), "waiting")
    assert (waiting.id, waiting.days) == ("PRINT", 7)
    assert waiting.message == '"PRINT" has waited 7 working days for an approval.'
    told = {"PROOF": Told(DONE), "PRINT": Told(DOING, 0.5)}
    before = {"PRINT": remembered("", DOING, 0.5, march(1))}
    snapshot = snapshot_of(PLAN, told, remembered=before)
    assert "stalled" not in kinds(assess(snapshot, march(12)))
    assert of(assess(snapshot, march(15)), "stalled").days == 10


def test_a_wait_of_calendar_days_is_over_when_those_are() -> None:
    """A week that a client has from Monday 1 on is over on Monday 8, and not a weekend later."""
    text = """
launch: 2027-03-15
tasks:
  - {id: ASK, wait: 7cd}
  - {id: L, kind: milestone, due: J, needs: ASK}
"""
    before = {"ASK": remembered("", WAITING, 0.0, march(1))}
    snapshot = snapshot_of(text, {"ASK": Told(WAITING)}, remembered=before)
    assert "waiting" not in kinds(assess(snapshot, march(8)))
    assert of(assess(snapshot, march(9)), "waiting").days == 6


def test_news_are_what_the_last_sync_did_not_know() -> None:
    """What is the same as last time is not told again; what went away is."""
    before = {
        "PROOF": remembered("", 1, 0, march(1)),
        "PRINT": remembered("late", 1, 0, march(1)),
        "GONE": remembered("risk", 1, 0, march(1)),
    }
    summary = Summary(march(1), march(15), march(15))
    findings = assess(snapshot_of(PLAN, remembered=before, summary=summary), march(8))
    assert [(change.id, change.before, change.after) for change in findings.changes] == [
        ("PROOF", "", "late"),
        ("PRINT", "late", "due_soon"),
        ("SHIP", "", "due_soon"),
        ("L", "", "due_soon"),
        ("GONE", "risk", "vanished"),
    ]


def test_the_first_sync_has_no_news() -> None:
    """Before anything is remembered, nothing can have changed."""
    assert on(10).changes == ()


def test_messages_and_notes_may_differ_in_language() -> None:
    """A French reader of an English workbook: the report is French, the cell stays English."""
    late = of(assess(snapshot_of(PLAN), march(10), "fr"), "late")
    assert late.message.startswith("« PROOF » a 3 jours ouvrés de retard (échéance le 05/03/2027")
    assert late.short == "Late · 3 d"


IMPOSED = """
launch: 2027-03-15
imposed: {A: 2027-03-12, C: 2027-03-16}
tasks:
  - {id: A, duration: 1d}
  - {id: B, duration: 2d, needs: A}
  - {id: L, kind: milestone, due: J, needs: B}
  - {id: C, duration: 3d, needs: L}
"""


def test_imposed_dates_that_cannot_hold() -> None:
    """B needs Friday 12 and Monday 15, so A on Friday is too late; C cannot take three days
    between launch and Tuesday 16."""
    findings = assess(snapshot_of(IMPOSED), march(1))
    conflicts = {f.id: f.message for f in findings.findings if f.kind == "conflict"}
    assert conflicts["A"].startswith(
        '"A": the fixed date of 12 Mar 2027 leaves no time for what follows; 11 Mar 2027 would '
        "be the last day."
    )
    assert conflicts["C"] == (
        '"C": the fixed date of 16 Mar 2027 is too early; work can only begin on 16 Mar 2027. '
        "This task alone does not move launch."
    )


@pytest.mark.parametrize(
    ("lang", "message"),
    [("fr", "« PROOF » a lieu le 05/03/2027."), ("en", '"PROOF" takes place on 5 Mar 2027.')],
)
def test_a_meeting_takes_place_and_is_not_due(lang: Lang, message: str) -> None:
    """Nobody hands a meeting in."""
    meeting = PLAN.replace("{id: PROOF, ", "{id: PROOF, kind: meeting, ")
    soon = of(assess(snapshot_of(meeting, lang=lang), march(1), lang), "due_soon")
    assert soon.message.replace("\u00a0", " ") == message
