"""Each test says the behaviour that it holds."""

from __future__ import annotations

import ast
from pathlib import Path

TESTS = Path(__file__).parent


def test_every_test_says_what_is_relied_on() -> None:
    """Whoever breaks one reads in words what a person or a caller loses."""
    files = sorted(TESTS.rglob("test_*.py"))
    assert len(files) > 150
    silent = [
        f"{file.relative_to(TESTS)}:{node.lineno} {node.name}"
        for file in files
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.FunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert silent == []
