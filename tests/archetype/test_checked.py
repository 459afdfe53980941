"""The library as it was checked is the library as its YAML says it, or the YAML is read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from retrosheet.archetype import checked, library
from retrosheet.archetype.load import load
from retrosheet.archetype.named import load_named
from retrosheet.archetype.source.nodes import Node
from retrosheet.archetype.source.problems import Mark
from retrosheet.archetype.source.sources import Sources
from tests.made import archetype_names


@pytest.mark.parametrize("name", archetype_names())
def test_what_is_kept_is_what_the_yaml_says(name: str) -> None:
    """After a change of templates/, `make library` keeps it anew."""
    path = library.folder() / f"{name}.yaml"
    assert checked.checked(path) == load(path), "make library"


@pytest.mark.parametrize("name", archetype_names())
def test_a_change_of_any_file_is_seen(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every file that the YAML is made of counts, and nothing is believed once one differs."""
    copy = tmp_path / "templates"
    shutil.copytree(library.folder(), copy)
    path = copy / f"{name}.yaml"
    opened = {path}
    read = Sources._read
    monkeypatch.setattr(library, "folder", lambda: copy)
    monkeypatch.setattr(checked, "folder", lambda: copy)

    def watched(self: Sources, path: Path, named: Mark) -> Node | None:
        opened.add(path)
        return read(self, path, named)

    monkeypatch.setattr(Sources, "_read", watched)
    load(path)
    assert checked.checked(path) is not None
    for source in opened:
        content = source.read_bytes()
        source.write_bytes(content + b"\n# mine\n")
        assert checked.checked(path) is None, source
        source.write_bytes(content)
    assert checked.checked(path) is not None


def test_a_file_of_ones_own_is_always_read(tmp_path: Path) -> None:
    """Even one of a shipped name and content: its problems must name its own lines and files."""
    path = tmp_path / "event.yaml"
    shutil.copy(library.folder() / "event.yaml", path)
    shutil.copytree(library.folder() / "shared", tmp_path / "shared")
    assert checked.checked(path) is None
    assert load_named(str(path)).path == str(path)


def test_what_is_kept_badly_is_not_believed(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """A file cut short, or none at all, costs time and nothing else."""
    path = library.folder() / "event.yaml"
    monkeypatch.setattr(checked, "kept_in", lambda: tmp_path)
    assert checked.checked(path) is None
    (tmp_path / "event.json").write_text('{"sources":', "utf-8")
    assert checked.checked(path) is None
    assert load_named("event") == load(path)
