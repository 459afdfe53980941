"""The format's documentation and the format are the same."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retrosheet.archetype.load import read
from retrosheet.archetype.schema import schema

DOCS = Path(__file__).parents[2] / "docs" / "archetypes.md"
DEFINITIONS = ("task", "phase", "kpi", "objective", "budget_line", "follow_up", "repeat", "block")


@pytest.mark.parametrize("definition", ["", *DEFINITIONS])
def test_every_key_of_the_format_is_documented(definition: str) -> None:
    """Each key that the loader reads stands in docs/archetypes.md as code."""
    described = schema() if not definition else schema()["$defs"][definition]
    code = " ".join(re.findall(r"`([^`\n]+)`", DOCS.read_text("utf-8")))
    words = set(re.findall(r"[a-z_]+", code))
    assert set(described["properties"]) - words == set()


def test_the_example_of_the_documentation_is_an_archetype() -> None:
    """What people copy from the page loads without a problem."""
    (example,) = re.findall(r"```yaml\n(.*?)```", DOCS.read_text("utf-8"), re.DOTALL)
    archetype, problems = read(example, "example.yaml")
    assert problems == []
    assert archetype is not None
    assert len(archetype.tasks) == 4
