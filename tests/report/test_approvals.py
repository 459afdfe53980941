"""Who decides, read from the RACI tab of a real workbook, with and without calculated values."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import openpyxl
import pytest

from retrosheet.layout.raci import letters_of
from retrosheet.report.approvals import NAME, approvers
from retrosheet.sync.reading import NAMES, read_snapshot
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
