"""The report of a stand-up, as it is read aloud: what changed, what is late, who owes it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from retrosheet.report.document import document
from retrosheet.report.stand_up import stand_up
from retrosheet.report.writes import write_lines
from retrosheet.statuses import BLOCKED, DONE
from retrosheet.sync.assess import assess
from retrosheet.sync.changes import Change, Changes
from retrosheet.sync.remembered import Remembered, Summary
from retrosheet.workbook.tables import CellAddress, Writing
from tests.sync.snapshots import Told, snapshot_of
from tests.sync.test_assess import PLAN, march

if TYPE_CHECKING:
    from retrosheet.language import Lang
    from retrosheet.report.model import Report
    from retrosheet.sync.findings import Findings


def found(day: int, told: dict[str, Told] | None = None, lang: Lang = "en") -> Findings:
    return assess(snapshot_of(PLAN, told, lang=lang), march(day))


def sections(report: Report) -> dict[str, tuple[str, ...]]:
    return {section.title: section.items for section in report.sections}


def test_launch_comes_first_and_where_its_delay_begins() -> None:
    """By how much it slips, to which day, and through whose task."""
    report = stand_up(found(10), "plan.xlsx", "en")
    assert report.title == "plan.xlsx · Wednesday 10 March 2027"
    assert report.mood == "bad"
    assert report.verdict == (
        "Launch slips 2 working days: Wednesday 17 March 2027 instead of Monday 15 March 2027. It "
        'begins with "PROOF" (Nadia).'
    )
    assert report.state == (
        "4 tasks, 0 done, 1 late, 1 that should have begun, 2 at risk, 3 due within 7 days."
    )


def test_who_waits_is_summed_up_under_the_cause() -> None:
    """Ten late tasks behind one are one line."""
    told = sections(stand_up(found(10), "plan.xlsx", "en"))
    assert list(told) == ["Late", "Should have begun", "At risk", "Due within 7 days"]
    assert told["Late"][0].startswith('Nadia: "PROOF" is 3 working days late')
    assert told["Should have begun"] == ('"PROOF" keeps "PRINT" (Nadia, 1 d) waiting.',)
    assert told["At risk"] == ('"PROOF" delays 2 other tasks: "L" and "SHIP".',)
    assert told["Due within 7 days"] == ('Already named above: "PRINT", "L" and "SHIP".',)


def test_in_french() -> None:
    """The verdict and the sums, as a French person would put them."""
    report = stand_up(found(10, lang="fr"), "plan.xlsx", "fr")
    assert report.verdict == (
        "J glisse de 2 jours ouvrés : mercredi 17 mars 2027 au lieu du lundi 15 mars 2027. Tout "
        "part de « PROOF » (Nadia)."
    )
    assert sections(report)["À risque"] == (
        "« PROOF » retarde 2 autres tâches : « L » et « SHIP ».",
    )


@pytest.mark.parametrize(
    ("tasks", "said"), [(12, "Et 1 autre d’ici le 15/03/2027."), (13, "Et 2 autres d’ici le ")]
)
def test_of_many_that_are_due_soon_the_first_are_told(tasks: int, said: str) -> None:
    """Twelve of them by name, the rest counted."""
    lines = "".join(f"  - {{id: T{n}, duration: 1d, due: J-3}}\n" for n in range(tasks))
    text = f"launch: 2027-03-15\ntasks:\n{lines}  - {{id: L, kind: milestone, due: J}}\n"
    findings = assess(snapshot_of(text, lang="fr"), march(10))
    soon = sections(stand_up(findings, "plan.xlsx", "fr"))["À rendre sous 7 jours"]
    assert len(soon) == 13
    assert soon[-1].startswith(said)


def test_calm_when_nothing_is_late() -> None:
    """Days to spare, and a line that says that all is well."""
    report = stand_up(found(1), "plan.xlsx", "en")
    assert report.verdict == "Launch holds, 5 working days to spare: Monday 15 March 2027."
    assert (report.mood, report.state) == (
        "good",
        "4 tasks, 0 done, 1 due within 7 days. Nothing is late, nothing is at risk.",
    )


def test_the_last_day_without_margin_is_no_good_news() -> None:
    """It holds, but any slip moves launch: a warning."""
    assert stand_up(found(8), "p", "fr").verdict == "J tient, sans marge : lundi 15 mars 2027."
    assert stand_up(found(8), "p", "fr").mood == "warning"


def test_by_owner_the_gravest_first() -> None:
    """Whoever is blocked or late stands on top, what nobody owns at the end."""
    told = {"PROOF": Told(DONE), "PRINT": Told(BLOCKED, owner="Karim"), "L": Told(owner="")}
    report = stand_up(found(12, told), "p", "en", by_owner=True)
    assert [section.title for section in report.sections] == ["Karim", "Nadia", "Nobody’s"]
    assert report.sections[0].items[0].startswith('"PRINT" is 1 working day late')


def test_what_changed_since_the_last_sync_is_told_first() -> None:
    """Launch moved, done, newly late, rows that are gone."""
    before = {
        task_id: Remembered(verdict, "", 0, None, 1, 0.0, march(1), None, None)
        for task_id, verdict in {"PROOF": "", "PRINT": "late", "GONE": ""}.items()
    }
    summary = Summary(march(1), march(12), march(12))
    told = {"PRINT": Told(DONE)}
    snapshot = snapshot_of(PLAN, told, remembered=before, summary=summary)
    report = stand_up(assess(snapshot, march(8)), "p", "en")
    assert report.sections[0].title == "Since the sync of 1 Mar 2027"
    assert report.sections[0].items == (
        "Launch was moved from 12 Mar 2027 to 15 Mar 2027.",
        'Done: "PRINT".',
        'Now late: "PROOF".',
        "1 row deleted from the plan: GONE.",
    )


def test_the_document_keeps_the_contract() -> None:
    """Programs find forecast, slip and each write under the promised keys."""
    change = Change(CellAddress("_sync", 12, 1), "PROOF", "verdict", None, "late")
    said = document(found(10), [change], wrote=True)
    assert said["forecast_launch"] == "2027-03-17"
    assert said["slip_working_days"] == 2
    assert said["writes"] == [
        {"where": "_sync!B13", "id": "PROOF", "what": "verdict", "before": None, "after": "late"}
    ]


def test_writes_are_what_people_see_and_the_rest_is_counted() -> None:
    """In their language; what lies in hidden cells is a number, and in the JSON in full."""
    changes = [
        Change(CellAddress("_sync", 0, 1), "", "synced", None, 46456.0),
        Change(CellAddress("_sync", 12, 1), "PROOF", "verdict", None, "late"),
        Change(CellAddress("_sync", 12, 3), "PROOF", "days", 2.0, 3.0),
        Change(CellAddress("Plan", 12, 10), "PROOF", "alert", "Due today", "Late · 3 d"),
        Change(CellAddress("Plan", 12, 11), "PROOF", "due", None, 46456.0),
        Change(CellAddress("Plan", 12, 12), "PROOF", "flag", "soon", "late"),
    ]
    writing = Writing("_sync", (), {})
    assert list(write_lines(Changes(writing, tuple(changes)), "fr")) == [
        "Plan!K13 PROOF alerte Due today → Late · 3 d; échéance – → 10/03/2027",
        "1 cellule de calcul, masquée.",
        "3 cellules de l’onglet masqué _sync, où retrosheet se souvient.",
        "Chacune, avec ce qu’elle contient : --json.",
    ]
    many = [Change(CellAddress("Plan", row, 10), "T", "alert", None, "✓") for row in range(200)]
    told = list(write_lines(Changes(writing, tuple(many)), "fr"))
    assert len(told) < 20
    assert "Et 185 autres lignes du plan." in told


def test_by_owner_two_names_in_one_cell_are_told_both() -> None:
    """What Nadia and Paul share stands in the paragraph of each."""
    told = {"PROOF": Told(owner="Nadia et Paul"), "PRINT": Told(owner="Paul")}
    told_to = sections(stand_up(found(10, told), "p", "en", by_owner=True))
    assert list(told_to) == ["Nadia", "Paul"]
    assert told_to["Nadia"][0] == told_to["Paul"][0]
    assert told_to["Paul"][0].startswith('"PROOF" is 3 working days late')


def test_the_document_says_whom_a_cell_names() -> None:
    """As typed, and as a list of people."""
    told = {"PROOF": Told(owner="Nadia et Paul")}
    late = document(found(10, told), (), wrote=False)["findings"][0]  # type: ignore[index]
    assert (late["owner"], late["owners"]) == ("Nadia et Paul", ["Nadia", "Paul"])
