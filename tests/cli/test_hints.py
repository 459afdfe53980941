"""What a message tells people to type works when they type it."""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import retrosheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

    Run = Callable[..., Answer]

TODAY = "--today=2026-11-28"
DATED = "Tâche;Échéance\nImprimer;01/02/2027\nOuvrir;13/03/2027\n"
UNDATED = "Tâche;Durée\nImprimer;3 j\nPlier;2 j\n"


def hinted(text: str) -> list[str]:
    """The command that a message ends with or that a line of it consists of, in words."""
    lines = " ".join(text.split())
    found = re.findall(r": (retrosheet [a-z].*)$", lines)
    assert found, text
    return shlex.split(found[-1].removesuffix("."))[1:]


@pytest.fixture
def files(make: Callable[..., Path], tmp_path: Path) -> Path:
    make("--launch=13/03/2027", TODAY, "--lang=fr").rename("jpo 2027.xlsx")
    tmp_path.joinpath("mes tâches.csv").write_text(DATED, "utf-8")
    tmp_path.joinpath("simple.csv").write_text(UNDATED, "utf-8")
    return tmp_path


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("given", ["jpo 2027.xlsx", "mes tâches.csv", "simple.csv"])
def test_a_file_of_another_kind_is_told_the_command_for_it(
    given: str, lang: str, run: Run, files: Path
) -> None:
    """A workbook is synchronised, a table imported, also where its name has spaces."""
    answer = run("schedule", given, "--launch=13/03/2027", f"--lang={lang}")
    assert answer.code == 2
    done = run(*hinted(answer.err), TODAY) if "xlsx" in given else run(*hinted(answer.err))
    assert (done.code, files.exists()) == (0, True), done.err


@pytest.mark.parametrize("lang", ["fr", "en"])
@pytest.mark.parametrize("words", [("mes tâches.csv", "--launch=13/03/2027"), ("simple.csv",)])
def test_an_import_is_followed_by_a_command_that_runs(
    words: tuple[str, ...], lang: str, run: Run, files: Path
) -> None:
    """Without a launch day in line or table, an example stands for it."""
    answer = run("import", *words, "-o", "mon plan.yaml", f"--lang={lang}")
    assert answer.code == 0, answer.err
    done = run(*hinted(answer.out))
    assert (done.code, files.exists()) == (0, True), done.err


def test_words_of_a_title_are_answered_with_names_and_titles(run: Run) -> None:
    """A few words find their type; words of none bring the whole list."""
    answer = run("new", "portes ouvertes", "--launch=13/03/2027", "--lang=fr")
    assert answer.code == 2
    assert "possibles : open-day (Journée portes ouvertes)." in " ".join(answer.err.split())
    answer = run("new", "kermesse", "--launch=13/03/2027", "--lang=fr")
    assert "webinar (" in answer.err


def test_an_export_without_an_ending_gets_its_own(run: Run, files: Path) -> None:
    """``-o notion`` is notion.csv, and ``-o folder/`` a folder that is made."""
    words = ("export", "jpo 2027.xlsx", "--to", "notion", TODAY, "--lang=fr")
    assert run(*words, "-o", "notion").code == 0
    assert (files / "notion.csv").is_file()
    assert run(*words, "-o", "notion").code == 2
    assert run(*words, "-o", "pour notion/").code == 0
    assert len([*(files / "pour notion").iterdir()]) == 1
    assert run(*words, "-o", "notion.xlsx").code == 2


def test_no_full_stop_sticks_to_the_name_of_a_file() -> None:
    """A double click on it would copy the stop too."""
    stuck = re.compile(r"\{(?:path|backup|output|file|word)\}[.;]?\.[\"\\]")
    package = Path(retrosheet.__file__).parent
    texts = [
        path for room in ("cli", "archetype", "xlsx") for path in package.rglob(f"{room}/**/*.py")
    ]
    assert len(texts) > 100
    assert [
        (path.name, found[0]) for path in texts for found in stuck.finditer(path.read_text("utf-8"))
    ] == []
