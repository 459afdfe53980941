"""Who decides, read from the RACI tab of a real workbook, with and without calculated values."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from retrosheet.layout.raci import letters_of
from retrosheet.report.approvals import NAME, approvers
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.sync.snapshot import Member
from retrosheet.workbook.tables import Cell, Table
from retrosheet.xlsx.read import read
from tests.made import STAGES, made

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("calculated", [True, False])
def test_the_a_of_each_row(tmp_path: Path, *, calculated: bool) -> None:
    """For each task of a campaign whoever has its A or A/R, by the name that the plan shows."""
    campaign = made("product-launch", "fr", STAGES[0])
    path = tmp_path / "plan.xlsx"
    path.write_bytes(campaign.content)
    if not calculated:
        # openpyxl keeps formulas and drops their values
        openpyxl.load_workbook(io.BytesIO(campaign.content)).save(path)
    tables = read(path, (*NAMES, NAME), "fr").tables
    snapshot = read_snapshot(tables, "fr")
    found = approvers(tables.get(NAME), snapshot.team)
    labels = {role.id: role.label for role in campaign.campaign.roles}
    expected = {
        task.id: labels[next(role for role, letter in letters_of(task).items() if "A" in letter)]
        for task in campaign.campaign.tasks
    }
    assert {task: found[task] for task in expected} == expected
    assert len(set(expected.values())) > 3


def test_no_tab_nobody_decides() -> None:
    """A plan without a matrix asks nobody for an approval."""
    assert approvers(None, ()) == {}


def _matrix(heads: tuple[Cell, ...], letters: tuple[str, ...]) -> Table:
    """One task, T1, with a letter under each of the heads."""
    rows = (
        (Cell("ID"), Cell("Task"), Cell("Check"), *heads),
        (Cell("T1"), Cell("Print"), Cell(""), *map(Cell, letters)),
    )
    return Table("RACI", 6, 1, rows, 2, 3 + len(letters))


def _team(*people: tuple[str, str]) -> tuple[Member, ...]:
    return tuple(
        Member(role, person, "", "", f"Settings!H{row}")
        for row, (role, person) in enumerate(people, 8)
    )


def test_without_values_a_column_is_whose_cell_its_heading_looks_at() -> None:
    """A role without a letter has no column: the second one is the third person's."""
    team = _team(("Design", "Nadia"), ("Web", "Joan"), ("Print", "Karim"))
    heads = tuple(
        Cell(None, f'IF(Settings!$I${row}="","",IF(COUNTIF(x,Settings!$I${row})>1,"",'
             f"Settings!$I${row}))")
        for row in (8, 10)
    )  # fmt: skip
    assert approvers(_matrix(heads, ("R", "A")), team) == {"T1": "Karim"}


def test_a_letter_under_no_heading_is_nobody_s() -> None:
    """Somebody typed it behind the last role."""
    assert approvers(_matrix((Cell("Nadia"),), ("R", "A")), ()) == {"T1": ""}
