"""A pasted table becomes a campaign, its workbook becomes a type again: nothing moves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

DATA = Path(__file__).parents[1] / "importing" / "data"


def dates(answer: Answer) -> dict[str, tuple[Any, ...]]:
    assert answer.code == 0, answer.err
    keys = ("title", "start", "due", "duration", "float", "critical", "needs", "kind")
    return {
        task["id"]: tuple(task[key] for key in keys) for task in json.loads(answer.out)["tasks"]
    }


@pytest.mark.parametrize(
    ("file", "launch"),
    [
        ("communication.md", "2027-03-15"),
        ("steps.md", "2028-05-01"),
        ("christmas.txt", "2026-12-20"),
    ],
)
def test_from_a_table_to_a_workbook_and_back(
    run: Callable[..., Answer], tmp_path: Path, file: str, launch: str
) -> None:
    """import → new → learn → new: the same lines on the same days, twice."""
    options = (f"--launch={launch}", "--lang=fr", "--country=FR")
    imported = run("import", str(DATA / file), f"--launch={launch}", "--lang=fr", "-o", "a.yaml")
    assert imported.code == 0, imported.err
    first = dates(run("schedule", "a.yaml", *options, "--json"))
    assert run("new", "a.yaml", *options, "-o", "plan.xlsx").code == 0
    (tmp_path / "a.yaml").unlink()
    learned = run("learn", "plan.xlsx", "--lang=fr", "-o", "b.yaml")
    assert learned.code == 0, learned.err
    assert run("check", "b.yaml") == (0, "", "")
    assert dates(run("schedule", "b.yaml", *options, "--json")) == first
    assert run("new", "b.yaml", *options, "-o", "again.xlsx").code == 0
