"""The format's documentation and the format are the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retrosheet.archetype.format.schema import schema
from retrosheet.archetype.load import load, read

DOCS = Path(__file__).parents[2] / "docs" / "archetypes.md"
DEFINITIONS = (
    "archetype task phase kpi objective budget_line follow_up repeat block "
    "shared_block use extension phase_change task_change subtask subtask_change"
).split()


@pytest.mark.parametrize("definition", DEFINITIONS)
def test_every_key_of_the_format_is_documented(definition: str) -> None:
    """Each key that the loader reads stands in docs/archetypes.md as code."""
    described = schema()["$defs"][definition]
    code = " ".join(re.findall(r"`([^`\n]+)`", DOCS.read_text("utf-8")))
    words = set(re.findall(r"[a-z_]+", code))
    assert set(described["properties"]) - words == set()


def examples() -> list[str]:
    return re.findall(r"```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)


def test_the_example_of_the_documentation_is_an_archetype() -> None:
    """What people copy from the page loads without a problem."""
    archetype, problems = read(examples()[0], "example.yaml")
    assert problems == []
    assert archetype is not None
    assert len(archetype.tasks) == 4


def test_the_examples_that_share_and_extend_fit_together(tmp_path: Path) -> None:
    """Each is the file that its first line names, and the last gives the tasks that it says."""
    (tmp_path / "shared").mkdir()
    for example in examples()[1:]:
        file = tmp_path / example.partition("\n")[0].removeprefix("# ")
        file.write_text(example, "utf-8")
    poster = load(tmp_path / "poster.yaml")
    parts = [task.id for task in poster.tasks if task.parent == "CRE1"]
    assert parts == ["CRE1a", "CRE1b", "CRE1c"]
    for name in ("shared/flyers.yaml", "fair.yaml", "night-fair.yaml"):
        load(tmp_path / name)
    archetype = load(tmp_path / "night-fair.yaml")
    assert [task.id for task in archetype.tasks] == ["FAI1", "FLY3", "LUM1", "FAI2"]
    fly3 = archetype.tasks[1]
    assert (fly3.owner, fly3.due, [need.id for need in fly3.needs]) == ("host", -14, ["FAI1"])
    assert [role.id for role in archetype.roles] == ["host", "designer", "light"]
    assert [line.task for line in archetype.budget] == ["FLY3"]
