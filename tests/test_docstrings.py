"""Each test says the behaviour that it holds, in the places where all of them do."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

TESTS = Path(__file__).parent
# Elsewhere some are still without: a place joins the list when its last one has a docstring.
COMPLETE = (
    "adopting",
    "calculate",
    "cli",
    "contract",
    "engines_test",
    "exchange",
    "google",
    "layout",
    "learning",
    "report",
    "schedule",
    "sending",
    "standing",
    "sync",
    "templates",
    "website",
    "workbook",
    "xlsx",
    ".",
)


@pytest.mark.parametrize("place", COMPLETE)
def test_every_test_says_what_is_relied_on(place: str) -> None:
    """Whoever breaks one reads in words what a person or a caller loses."""
    files = sorted((TESTS / place).glob("test_*.py"))
    assert files
    silent = [
        f"{file.relative_to(TESTS)}:{node.lineno} {node.name}"
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert silent == []
