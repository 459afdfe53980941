"""``retrosheet check``: problems as lines that an editor can jump to."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer


def test_a_good_file_is_silent_in_a_pipe(run: Callable[..., Answer], evening: Path) -> None:
    """No line on either stream, exit 0."""
    assert run("check", evening.name) == (0, "", "")


def test_all_problems_of_all_files(run: Callable[..., Answer], evening: Path) -> None:
    """Each problem on stdout as ``file:line:column: message``, files in the order of the line."""
    broken = evening.with_name("broken.yaml")
    text = evening.read_text("utf-8")
    broken.write_text(text.replace("duration: 6d", "duration: six").replace("needs: [PRE1]",
                      "needs: [PRE9]"), "utf-8")  # fmt: skip
    answer = run("check", evening.name, broken.name, "nowhere.yaml")
    lines = answer.out.splitlines()
    assert (answer.code, answer.err) == (2, "")
    lengths = 1 + text[: text.index("duration: 6d")].count("\n")
    assert len(lines) == 3
    assert lines[0].startswith("broken.yaml:")
    assert lines[1].startswith(f"broken.yaml:{lengths}:19: ")
    assert lines[2] == "nowhere.yaml:1:1: There is no file nowhere.yaml"


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        ("fr", "x.yaml:1:1: Le fichier x.yaml n’existe pas.\n"),
        ("en", "x.yaml:1:1: There is no file x.yaml\n"),
    ],
)
def test_a_missing_file_is_a_problem(run: Callable[..., Answer], lang: str, said: str) -> None:
    """It is listed like any other problem, at line 1, in either language."""
    assert run("check", "x.yaml", "--lang", lang) == (2, said, "")


def test_a_folder_is_a_problem(run: Callable[..., Answer], tmp_path: Path) -> None:
    """A folder in the place of a file is a line of the list, not a traceback."""
    answer = run("check", str(tmp_path))
    assert answer.code == 2
    assert answer.out.startswith(f"{tmp_path}:1:1: ")


def test_a_file_is_needed(run: Callable[..., Answer]) -> None:
    """Without one the usage is wrong, and nothing is on stdout."""
    answer = run("check", "--lang=fr")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Erreur : il manque le fichier ;")


def test_a_name_stands_for_its_file(run: Callable[..., Answer]) -> None:
    """Of the library, of a shared block, or of an archetype of one's own."""
    assert run("check", "event", "press-relations") == (0, "", "")
    assert run("archetype", "new", "open-day", "--user").code == 0
    assert run("check", "open-day") == (0, "", "")
    wrong = run("check", "open-days")
    assert wrong.code == 2
    assert "There is no file open-days" in wrong.out
