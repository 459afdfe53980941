"""Tabs of ours that somebody deletes: an update leaves them out, and gives them back when asked."""

from __future__ import annotations

from pathlib import Path

from retrosheet.update.whole import Wanted
from retrosheet.update.words import change_line
from tests.repairing.abuses import plan_of
from tests.repairing.parts import Parts, text_cell
from tests.update.files import plain, stale_values, updated, wrong_dates

_PLAN = "Rétroplanning"


def _without(*titles: str) -> bytes:
    """A plan without some tabs, and with a task in a row between ours."""
    parts = Parts(plain())
    plan = plan_of(parts)
    row = list(plan.rows.values())[3] + 1
    parts.insert_rows(_PLAN, row)
    parts.cell(_PLAN, f"{plan.letters('title')}{row}", text_cell("Relire"))
    for title in titles:
        parts.delete_tab(title)
    return parts.content()


def test_deleted_tabs_stay_deleted_until_they_are_asked_for(tmp_path: Path) -> None:
    """Each is told once; all else is made whole, and no other tab is laid out twice."""
    deleted = ("Tableau de bord", "Mes tâches", "Mode d’emploi")
    every = Parts(plain()).titles()
    left = [one for one in every if one not in deleted]
    content, update = updated(_without(*deleted))
    assert [change_line(change, "fr") for change in update.changes[1:]] == [
        f"L’onglet « {title} », supprimé, le reste ; pour le retrouver, ajoutez --tabs."
        for title in deleted
    ]
    assert Parts(content).titles() == left
    assert not wrong_dates(content)
    assert not stale_values(content, tmp_path / "a.xlsx")
    assert updated(content)[0] == content
    back, update = updated(content, wanted=Wanted(tabs=True, spare=3))
    assert [change_line(change, "fr") for change in update.changes] == [
        "Lignes libres ajoutées : 14.",
        *(f"L’onglet « {title} » est rendu." for title in deleted),
    ]
    assert sorted(Parts(back).titles()) == sorted(every)
    assert not stale_values(back, tmp_path / "b.xlsx")
    assert updated(back, wanted=Wanted(tabs=True))[0] == back


def test_deleted_tabs_that_people_had_filled_are_named() -> None:
    """What was typed there is in no other tab, so that none comes in their place."""
    deleted = ("RACI", "Budget", "Indicateurs")
    content, update = updated(_without(*deleted))
    assert [change.what for change in update.changes] == ["inserted", *["tab_lost"] * 3]
    for title, change in zip(deleted, update.changes[1:], strict=True):
        assert f"« {title} »" in change_line(change, "fr")
    assert not {*deleted} & {*Parts(content).titles()}
    assert updated(content)[0] == content
