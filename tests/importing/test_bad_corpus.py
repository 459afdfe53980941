"""Tables that cannot be read, with what must be said of them written inside.

A line ``#! words`` at the top of a file in ``bad/`` announces one problem; all are said at once.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from retrosheet.calendars import Calendar
from retrosheet.importing.imported import Asked, of_text
from retrosheet.importing.remarks import problem_lines
from retrosheet.language import Lang

BAD = sorted((Path(__file__).parent / "bad").iterdir())
ANNOUNCED = re.compile(r"^#! (.+)$", re.MULTILINE)


def problems(path: Path, lang: Lang) -> list[str]:
    text = ANNOUNCED.sub("", path.read_text("utf-8"))
    found = of_text(text, Asked("it", "It", "en", Calendar()))
    assert found.archetype is None
    return problem_lines(found.problems, "it", lang)


def named(path: Path) -> str:
    return path.name


@pytest.mark.parametrize("path", BAD, ids=named)
def test_every_problem_is_said_at_once(path: Path) -> None:
    """All the announced problems and no others, each with its line and column."""
    announced = ANNOUNCED.findall(path.read_text("utf-8"))
    said = [line.removeprefix("it: ").removeprefix("it, ") for line in problems(path, "en")]
    assert said == announced


@pytest.mark.parametrize("path", BAD, ids=named)
def test_french_says_the_same_in_french(path: Path) -> None:
    """A French reader is told of each problem, and of none in English."""
    english, french = problems(path, "en"), problems(path, "fr")
    assert len(french) == len(english)
    assert not set(french) & set(english)
