"""What a title, a name or a file's name holds, a terminal shows: it never obeys it."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from tests.cli.test_terminal import on_a_terminal

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

# Clears the screen, sets the window's title, hides what follows; then an 8-bit CSI, and a sign that
# turns the direction of writing.
TRICKS = "\x1b[2J\x1b]0;pwned\x07\x1b[8m\x9b31m\u202egnp"
OUR_STYLE = re.compile(r"\x1b\[(?:[012]|3[0-9])(?:;[0-9]+)?m")


def steers(shown: str) -> set[str]:
    """What a terminal would obey, but for line ends and our own colours."""
    return set(re.findall("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202e]", OUR_STYLE.sub("", shown)))


def hostile_archetype(evening: Path) -> None:
    """An archetype whose titles, in YAML's own spelling, hold what no cell can hold."""
    escaped = TRICKS.encode("unicode_escape").decode()
    text = evening.read_text("utf-8")
    evening.write_text(text.replace("Write the brief", f"Write {escaped} the brief"), "utf-8")


LINES = (
    ("schedule", "evening.yaml", "--launch=2027-03-19", "--today=2027-02-01"),
    ("new", "evening.yaml", "--launch=2027-03-19", "--today=2027-02-01"),
    ("archetype", "show", "evening.yaml"),
    ("check", "evening.yaml"),
    ("list",),
    (f"sync{TRICKS}",),
    ("sync", f"{TRICKS}.xlsx"),
    ("sync", "plan.xlsx", "--dry-run"),
    ("check", f"{TRICKS}.yaml"),
    ("schedule", TRICKS, f"--launch={TRICKS}", f"--owner={TRICKS}", f"--with={TRICKS}"),
    ("new", "evening.yaml", "--launch=2027-03-19", f"-o{TRICKS}"),
    ("archetype", "new", TRICKS),
    ("import", f"{TRICKS}.csv"),
    ("learn", f"{TRICKS}.xlsx"),
)


_TRICKED: list[bytes] = []


@pytest.fixture
def tricked(make: Callable[..., Path]) -> None:
    """``plan.xlsx``, with such a title and such an owner; typed once a test run."""
    path = make("--launch=2027-03-19", "--today=2027-02-01")
    if not _TRICKED:
        book = openpyxl.load_workbook(path)
        plan = book["Plan"]
        plan.cell(14, 3).value = "Tidy_x001B_[2J up\u202e"
        plan.cell(15, 5).value = "_x009B_31m"
        book.save(path)
        _TRICKED.append(path.read_bytes())
    path.write_bytes(_TRICKED[0])


@pytest.mark.usefixtures("tricked")
@pytest.mark.parametrize("words", LINES, ids=lambda words: ascii(words[:2]))
def test_nothing_steers_the_terminal(
    words: tuple[str, ...], run: Callable[..., Answer], evening: Path
) -> None:
    """With colours and without, on both streams."""
    hostile_archetype(evening)
    answer = run(*words)
    assert steers(answer.out + answer.err) == set()
    assert "Traceback" not in answer.err
    _, shown = on_a_terminal(*words)
    assert steers(shown.replace("\r", "")) == set()


def test_json_escapes_them(run: Callable[..., Answer], evening: Path) -> None:
    """A JSON document says the text as it is, in letters that no terminal obeys."""
    text = evening.read_text("utf-8").replace("Open evening", "Open \\x9b31m evening")
    evening.write_text(text.replace("Write the brief", "Write \\u202e the brief"), "utf-8")
    answer = run("schedule", "evening.yaml", "--launch=2027-03-19", "--json")
    if answer.code == 0:
        assert steers(answer.out) == set()
        assert "\u202e" in json.loads(answer.out)["tasks"][0]["title"]
    else:
        assert steers(answer.err) == set()
