"""N° says the order of the plan, however people have sorted the rows that an update finds."""

from __future__ import annotations

import io
from typing import Any

import pytest

from retrosheet.update.numbered import in_plan_order
from retrosheet.update.plan_rows import Kind, PlanRow
from tests.thorough import THOROUGH
from tests.update.files import Sheet, edited, looked_at, plain, updated, wrong_dates


def numbers(sheet: Sheet) -> dict[str, float]:
    """The N° of each task."""
    return {row_id: sheet.cell(row_id, "order").value for row_id in sheet.ids()}


def in_order(sheet: Sheet) -> list[tuple[str, str]]:
    """The ID and the phase of each task as sorting by N° lists them."""
    there = numbers(sheet)
    ids = sorted(there, key=there.__getitem__)
    return [(row_id, sheet.cell(row_id, "phase").value) for row_id in ids]


def blocks(phases: list[str]) -> list[str]:
    """The phases, each as often as it begins."""
    return [phase for at, phase in enumerate(phases) if at == 0 or phases[at - 1] != phase]


def changed(sort_by: str = "") -> Sheet:
    """The plan after an update for a row inserted below OFF4, and a task on a spare line."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        line = sheet.spare()[0]
        sheet.cell(line, "title").value = "Appeler la mairie"
        if sort_by:
            sheet.sort(sort_by)
        sheet.cell(sheet.insert_below("OFF4"), "title").value = "Ligne insérée"
        rows = list(sheet.ids())
    content, update = updated(saved.getvalue())
    assert {change.what for change in update.changes} >= {"added", "inserted"}
    after = looked_at(content)
    new = {change.id for change in update.changes if change.what == "inserted"}
    assert [row_id for row_id in after.ids() if row_id not in new] == rows, "rows stay as sorted"
    assert not wrong_dates(content)
    assert updated(content)[0] == content
    return after


def spare_lines_stand_behind_their_phase(after: Sheet) -> None:
    spare = [(after.cell(row, "order").value, after.cell(row, "phase").value)
             for row in after.spare()]  # fmt: skip
    tasks = {after.cell(row_id, "order").value: after.cell(row_id, "phase").value
             for row_id in after.ids()}  # fmt: skip
    last = max(tasks)
    assert spare
    for number, phase in spare:
        if phase:
            assert tasks[int(number)] == phase
            assert tasks.get(int(number) + 1) != phase
        else:
            assert int(number) == last


@pytest.mark.parametrize("key", ["owner", "title"] if THOROUGH else ["owner"])
def test_a_sorted_plan_is_numbered_as_one_that_nobody_has_sorted(key: str) -> None:
    """Sorting by N° gives back the plan, with what is new in it and each phase in one piece.

    It puts spare lines at the end of their phase, and those of no phase below all tasks.
    """
    first = in_order(looked_at(plain()))
    after = changed(key)
    plainly, sorted_first = in_order(changed()), in_order(after)
    assert sorted_first == plainly
    there = [row_id for row_id, _ in first]
    assert [row_id for row_id, _ in sorted_first if row_id in there] == there
    phases = [phase for _, phase in sorted_first]
    assert blocks(phases) == blocks([phase for _, phase in first])
    assert plainly[there.index("OFF4") + 1][0] not in there, "the row inserted below OFF4"
    spare_lines_stand_behind_their_phase(after)


def test_a_sorted_plan_keeps_its_numbers_where_no_row_comes_or_goes() -> None:
    """A need that somebody changes gives tasks other dates, not another N°."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        before = numbers(sheet)
        sheet.sort("owner")
        sheet.cell("CPN1", "needs").value = "TXT1 ; jur1 + 2j"
        sheet.cell("OFF4", "owner").value = "Zoé"
    content, update = updated(saved.getvalue())
    assert update.changes
    assert numbers(looked_at(content)) == before


def test_spare_lines_take_the_phase_that_the_last_task_has_now() -> None:
    """They had that of the one before; another that somebody has typed there stays."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        sheet.cell(sheet.ids()[-1], "phase").value = "Clôture"
        typed = sheet.spare()[0]
        sheet.cell(typed, "phase").value = "Promotion"
        last = sheet.cell(sheet.ids()[-1], "order").value
    after = looked_at(updated(saved.getvalue())[0])
    below = [after.cell(row, "phase").value for row in after.spare()
             if after.cell(row, "order").value > last]  # fmt: skip
    assert [phase for phase in below if phase] == ["Clôture"]
    assert after.cell(typed, "phase").value == "Promotion"


def rows(*said: tuple[str, Kind, float | None, str]) -> tuple[Any, ...]:
    """Places, numbers and phases of rows, each by its ID, kind, N° and phase."""
    places = [PlanRow(row_id, kind, at) for at, (row_id, kind, _, _) in enumerate(said)]
    given = {at: number for at, (_, _, number, _) in enumerate(said) if number is not None}
    phases = {row_id: phase for row_id, kind, _, phase in said if kind != "spare"}
    return places, given, phases


@pytest.mark.parametrize(
    ("said", "order"),
    [
        pytest.param(
            [("A", "task", 1, "x"), ("N", "inserted", None, "y"), ("B", "task", 2, "x")],
            "A N B",
            id="in order: a row stands where it was put, whatever its phase",
        ),
        pytest.param(
            [("C", "task", 3, "y"), ("N", "inserted", None, "y"), ("A", "task", 1, "x"),
             ("B", "task", 2, "x")],
            "A B C N",
            id="behind the row above",
        ),
        pytest.param(
            [("C", "task", 3, "y"), ("N", "inserted", 3, "x"), ("A", "task", 1, "x"),
             ("B", "task", 2, "x")],
            "A B N C",
            id="of another phase: to the end of its own; a copied N° says nothing",
        ),
        pytest.param(
            [("N", "inserted", None, "z"), ("B", "task", 2, "x"), ("A", "task", 1, "x")],
            "A B N",
            id="of a new phase: to the end",
        ),
        pytest.param(
            [("C", "task", 3, "y"), ("A", "task", 1, "x"), ("S", "spare", 1.001, "x"),
             ("D", "added", 1.002, "y")],
            "A S C D",
            id="typed into a spare line of another phase",
        ),
        pytest.param(
            [("B", "task", 2, "x"), ("A", "task", 1, "x"), ("C", "task", None, "x")],
            "A C B",
            id="a task whose N° was cleared",
        ),
    ],
)  # fmt: skip
def test_where_a_row_stands_in_the_order_of_the_plan(said: list[Any], order: str) -> None:
    """A tab that follows its N° is the order; one that is sorted otherwise keeps them."""
    assert " ".join(place.id for place in in_plan_order(*rows(*said))) == order
