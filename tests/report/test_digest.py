"""What one person is told: only what is theirs, what it does to launch, and who waits for them.

PROOF is due on Friday 5 March, PRINT from 9 to 11, SHIP on 12 and 15, launch L on Monday 15.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retrosheet.report.desk import Silence
from retrosheet.report.digest import digest
from retrosheet.statuses import BLOCKED, DOING, DONE, WAITING
from retrosheet.sync.snapshot import Doubt
from tests.report.desks import desk_on, person
from tests.sync.snapshots import Told
from tests.sync.test_assess import PLAN, march

if TYPE_CHECKING:
    from retrosheet.report.desk import Desk
    from retrosheet.report.digest import Digest

SHARED = {
    "PROOF": Told(owner="Nadia"),
    "PRINT": Told(owner="Karim"),
    "SHIP": Told(owner="Léa Roux"),
    "L": Told(owner="Léa Roux"),
}


def of(desk: Desk, name: str) -> Digest:
    found = digest(desk, person(desk, name))
    assert found is not None
    return found


def said(found: Digest) -> dict[str, list[str]]:
    return {part.key: [f"{p.id}: {p.said}" for p in part.points] for part in found.parts}


def test_your_delay_and_what_it_does_to_launch() -> None:
    """Three days late moves launch by two, and two people wait behind it."""
    found = of(desk_on(10, SHARED), "Nadia")
    assert found.headline == "1 late, 1 waiting for you"
    assert found.effect == (
        "Your delay moves launch by 2 working days: Wednesday 17 March 2027 instead of Monday 15 "
        "March 2027."
    )
    (late, *_) = found.parts
    assert late.title == "Late"
    (point,) = late.points
    assert point.said == "3 working days late, due 5 Mar 2027"
    assert point.effects == (
        "This delay moves launch by 2 working days.",
        "Karim and Léa Roux wait behind it.",
    )


def test_the_same_in_french() -> None:
    """The delay and who waits behind it, as a French person would put it."""
    desk = desk_on(10, {**SHARED, "PROOF": Told(owner="Karim"), "PRINT": Told(owner="Nadia")})
    found = of(desk, "Karim")
    assert found.effect == (
        "Votre retard déplace J de 2 jours ouvrés : mercredi 17 mars 2027 au lieu du lundi 15 mars "
        "2027."
    )
    assert found.parts[0].points[0].effects == (
        "Ce retard déplace J de 2 jours ouvrés.",
        "Nadia et Léa Roux attendent derrière.",
    )


def test_who_only_waits_is_told_for_whom_and_blamed_for_nothing() -> None:
    """A task that could not begin is no fault of its owner's."""
    found = of(desk_on(10, SHARED), "Karim")
    assert found.effect == ""
    assert said(found) == {
        "start": ["PRINT: aurait dû commencer il y a 1 jour ouvré, échéance le 11/03/2027"]
    }
    assert found.parts[0].points[0].effects == ("Attend « PROOF » (Nadia).",)


def test_who_waits_for_you_stands_in_your_digest() -> None:
    """With the task that they wait for."""
    assert said(of(desk_on(10, SHARED), "Nadia"))["waits"] == ['PRINT: Karim waits for "PROOF"']


@pytest.mark.parametrize(
    ("day", "parts"),
    [
        (1, {"week": ["PROOF: due on Friday 5"]}),
        (5, {"today": ["PROOF: due today"]}),
        (8, {"late": ["PROOF: 1 working day late, due 5 Mar 2027"]}),
    ],
)
def test_a_task_as_its_day_comes_near(day: int, parts: dict[str, list[str]]) -> None:
    """This week, today, late: it stands in one part only."""
    assert said(of(desk_on(day, SHARED), "Nadia")) == parts


@pytest.mark.parametrize(
    ("day", "parts"),
    [
        (1, {"week": ["PROOF: takes place on Friday 5"]}),
        (5, {"today": ["PROOF: today"]}),
    ],
)
def test_a_meeting_is_not_due(day: int, parts: dict[str, list[str]]) -> None:
    """Nobody hands it in: it takes place."""
    meeting = PLAN.replace("{id: PROOF, ", "{id: PROOF, kind: meeting, ")
    assert said(of(desk_on(day, SHARED, plan=meeting), "Nadia")) == parts


@pytest.mark.parametrize(("day", "said_of_it"), [(10, "échéance lundi 15"), (15, "aujourd’hui")])
def test_nobody_hands_in_launch(day: int, said_of_it: str) -> None:
    """Launch is told like any task to whoever owns it, as a day and not as work to deliver."""
    told = {**{name: Told(DONE) for name in ("PROOF", "PRINT", "SHIP")}, "L": Told(owner="Karim")}
    (lines,) = said(of(desk_on(day, told), "Karim")).values()
    assert lines == [f"L: {said_of_it}"]


SPLIT = """
launch: 2027-03-15
tasks:
  - id: T
    tasks:
      - {id: Ta, title: Ta, owner: boss, duration: 2d}
      - {id: Tb, title: Tb, owner: boss, duration: 2d, due: J-10, needs: Ta}
  - {id: F, duration: 3d, needs: T}
  - {id: L, kind: milestone, due: J, needs: F}
"""


def test_a_task_that_is_split_is_told_by_its_parts() -> None:
    """To those who do them, with what they do to launch through the whole; to the owner of the
    whole, who does nothing, nothing."""
    typed = {
        "T": Told(owner="Léa Roux"), "Ta": Told(DOING, 0.5, owner="Nadia"),
        "Tb": Told(owner="Karim"), "F": Told(owner=""), "L": Told(owner=""),
    }  # fmt: skip
    desk = desk_on(11, typed, plan=SPLIT)
    nadia = of(desk, "Nadia")
    assert said(nadia) == {
        "late": ["Ta: 6 working days late, due 3 Mar 2027"],
        "waits": ['Tb: Karim waits for "Ta"'],
    }
    assert nadia.effect.startswith("Your delay moves launch by 3 working days: Thursday 18 March")
    assert [point.effects for point in of(desk, "Karim").parts[0].points] == [
        ("Attend « Ta » (Nadia).",)
    ]
    assert digest(desk, person(desk, "Léa Roux")) is None


def test_nothing_to_say_no_digest() -> None:
    """Nobody gets an empty message."""
    desk = desk_on(1, {**SHARED, "PROOF": Told(DONE, owner="Nadia")})
    assert digest(desk, person(desk, "Nadia")) is None


def test_each_task_stands_in_one_part() -> None:
    """Blocked before late: whoever is stuck need not be told twice."""
    desk = desk_on(10, {"PROOF": Told(BLOCKED, owner="Nadia", comment="No paper.\nSince Monday")})
    parts = said(of(desk, "Nadia"))
    assert parts["blocked"] == ["PROOF: blocked (No paper), due 5 Mar 2027"]
    ids = [line.partition(":")[0] for lines in parts.values() for line in lines]
    assert len(ids) == len(set(ids))


def test_an_approval_is_asked_of_whoever_decides() -> None:
    """Of the one whom the matrix names, and never of the person who waits for it."""
    told = {**SHARED, "PROOF": Told(WAITING, 0.9, owner="Nadia")}
    desk = desk_on(4, told, approvers={"PROOF": "Léa Roux"})
    assert said(of(desk, "Léa Roux"))["approve"] == ["PROOF: Nadia waits for it, due 5 Mar 2027"]
    own = digest(desk_on(4, told, approvers={"PROOF": "Nadia"}), person(desk, "Nadia"))
    assert own is not None
    assert "approve" not in said(own)


def test_what_nobody_understands_is_told_to_whoever_typed_it() -> None:
    """The cell, what stands there and what to write."""
    doubt = Doubt("unreadable", "Plan!E13", "PROOF", "PROOF", "status", "almost")
    desk = desk_on(1, SHARED, doubts=(doubt,))
    assert said(of(desk, "Nadia"))["correct"] == [
        'PROOF: Plan!E13: "almost" is not understood (status). Choose a status from the list.'
    ]


def test_what_cannot_be_true_is_told_to_whoever_owns_the_row() -> None:
    """Of a task that is said to be done on a day to come, and of a date that nothing can keep."""
    told = {**SHARED, "PROOF": Told(DONE, 1.0, march(9), owner="Nadia")}
    desk = desk_on(4, told)
    (line,) = said(of(desk, "Nadia"))["correct"]
    assert line == (
        'PROOF: "PROOF" is said to be done, but its actual end lies ahead, on 9 Mar 2027; until '
        "then it counts as under way."
    )
    tight = desk_on(1, SHARED, plan=PLAN + "imposed: {PROOF: 2027-03-12}\n")
    (line,) = said(of(tight, "Nadia"))["correct"]
    assert line.startswith('PROOF: "PROOF": the fixed date of 12 Mar 2027 leaves no time')


def test_what_chasers_did_not_move_is_for_the_lead() -> None:
    """How late, how often and when last somebody was reminded."""
    desk = desk_on(31, SHARED)
    found = digest(desk, person(desk, "Léa Roux"), [Silence("PROOF", 4, march(29))])
    assert found is not None
    assert said(found)["silent"] == [
        "PROOF: Nadia, 18 working days late: chased 4 times, last on 29 Mar 2027"
    ]


def test_two_own_delays_are_added_up() -> None:
    """Both are this person's, so all of the slip is."""
    desk = desk_on(12, {"PROOF": Told(DONE, owner="Léa"), "PRINT": Told(DOING, owner="Nadia")})
    found = of(desk, "Nadia")
    assert desk.findings.slip
    assert f"by {desk.findings.slip} working day" in found.effect
