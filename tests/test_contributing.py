"""CONTRIBUTING.md says where things are, and they are there."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
PATHS = sorted(set(re.findall(r"`((?:retrosheet|tests|website|templates)/[^`*<> ]*)`", TEXT)))
# `path` (`NAME`, `OTHER`), `path`: its words (`NAME`) or (`path`: `NAME`).
NAMED = re.findall(r"`(retrosheet/[\w/]+\.py)`(?:[^`.;]*?)[(:] ?((?:`\w+`(?:, )?)+)", TEXT)


@pytest.mark.parametrize("path", PATHS)
def test_every_file_and_folder_is_there(path: str) -> None:
    """Whoever follows a recipe finds what it names."""
    assert (ROOT / path).exists()


@pytest.mark.parametrize(("path", "names"), NAMED)
def test_every_name_stands_in_its_file(path: str, names: str) -> None:
    """What a recipe sends to is defined at the top of its file."""
    defined = set()
    for node in ast.parse((ROOT / path).read_text("utf-8")).body:
        match node:
            case ast.ClassDef() | ast.FunctionDef():
                defined.add(node.name)
            case ast.Assign():
                defined |= {name.id for name in node.targets if isinstance(name, ast.Name)}
            case ast.AnnAssign(target=ast.Name() as name):
                defined.add(name.id)
            case _:
                pass
    assert set(re.findall(r"\w+", names)) <= defined


def test_the_recipes_name_much() -> None:
    """The patterns above have not lost what they look for."""
    assert len(NAMED) >= 15
    assert len(PATHS) >= 25
