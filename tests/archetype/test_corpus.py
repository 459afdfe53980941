"""Archetype files with what must be said of them written inside.

A line ``#! 12:7 words`` at the top of a file in ``bad/`` announces one problem at line 12, column
7, whose English message begins with these words; ``#! shared/press.yaml:12:7 words`` one in another
file, which it uses or extends. The files in ``good/`` have none.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from retrosheet.archetype.load import load, read
from retrosheet.archetype.source import nodes
from retrosheet.archetype.source.problems import Problem
from retrosheet.errors import InvalidArchetype

HERE = Path(__file__).parent
BAD = sorted((HERE / "bad").glob("*.yaml"))
GOOD = [*sorted((HERE / "good").glob("*.yaml")), *sorted((HERE / "good/shared").glob("*.yaml"))]
LIBRARY = sorted((HERE.parents[1] / "templates").rglob("*.yaml"))
ANNOUNCED = re.compile(r"^#! (?:(\S+):)?(\d+):(\d+) (.+)$", re.MULTILINE)


def named(path: Path) -> str:
    return path.stem


def problems(path: Path, lang: str) -> list[Problem]:
    found, listed = read(path.read_text("utf-8"), str(path), "fr" if lang == "fr" else "en")
    assert found is None
    return [p._replace(path=Path(p.path).relative_to(path.parent).as_posix()) for p in listed]


@pytest.mark.parametrize("path", BAD, ids=named)
def test_every_problem_is_found_at_its_place(path: Path) -> None:
    """All the announced problems and no others, at their file, line and column, in file order."""
    announced = ANNOUNCED.findall(path.read_text("utf-8"))
    found = problems(path, "en")
    assert [p[:3] for p in found] == [
        (file or path.name, int(line), int(column)) for file, line, column, _ in announced
    ]
    for problem, (_, _, _, words) in zip(found, announced, strict=True):
        assert problem.message.startswith(words)


@pytest.mark.parametrize("path", BAD, ids=named)
def test_french_says_the_same_in_french(path: Path) -> None:
    """The French messages stand at the same places, and none of them was left in English."""
    english, french = problems(path, "en"), problems(path, "fr")
    assert [p[:3] for p in french] == [p[:3] for p in english]
    assert not {p.message for p in french} & {p.message for p in english}


def test_a_problem_prints_as_editors_expect(tmp_path: Path) -> None:
    """One line a problem, ``file:line:column: message``, all of them in the error's text."""
    file = tmp_path / "plan.yaml"
    file.write_text("format: 1\ntitel: x\n", "utf-8")
    with pytest.raises(InvalidArchetype) as caught:
        load(file, lang="fr")
    lines = str(caught.value).splitlines()
    assert lines[0].startswith(f"{file}:1:1: il manque la clé")
    assert lines[-1] == f"{file}:2:1: clé inconnue « titel » ; vouliez-vous dire « title » ?"
    assert [str(problem) for problem in caught.value.problems] == lines


@pytest.mark.parametrize("path", [*GOOD, *LIBRARY], ids=named)
def test_good_files_have_no_problem(path: Path) -> None:
    """Every file of the library, and every way to write a key, loads."""
    archetype, found = read(path.read_text("utf-8"), str(path))
    assert found == []
    assert archetype is not None
    assert archetype.name == path.stem
    assert archetype.tasks


@pytest.mark.parametrize("path", [*GOOD, *LIBRARY], ids=named)
def test_the_parser_in_python_reads_the_same(path: Path) -> None:
    """Where PyYAML comes without libyaml, files have the same values at the same places."""
    text = path.read_text("utf-8")
    assert nodes.parse(text, loader=yaml.SafeLoader) == nodes.parse(text)


def test_the_corpus_is_there() -> None:
    """An empty folder would pass every test above."""
    assert len(BAD) > 30
    assert GOOD
