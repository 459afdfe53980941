"""What the tests of this folder share: one import, and the dates that come of it."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.load import read
from retrosheet.archetype.writing.document import written
from retrosheet.calendars import Calendar
from retrosheet.campaign import Options, plan
from retrosheet.importing.imported import Asked, Imported, of_text
from retrosheet.importing.remarks import listed
from retrosheet.schedule import compute

if TYPE_CHECKING:
    from retrosheet.archetype.model import Archetype, Task
    from retrosheet.importing.dates.days import Order
    from retrosheet.language import Lang

FILES = sorted((Path(__file__).parent / "corpus").glob("*.expected"))
DATA = Path(__file__).parent / "data"
LAUNCH = dt.date(2027, 3, 15)


def asked(
    lang: Lang = "fr", launch: dt.date | None = None, order: Order | None = None, name: str = ""
) -> Asked:
    return Asked("plan.md", "Mon plan", lang, Calendar(), name, launch, order)


def imported(
    text: str, lang: Lang = "fr", launch: dt.date | None = None, order: Order | None = None
) -> Imported:
    return of_text(text, asked(lang, launch, order))


def archetype(
    text: str, lang: Lang = "fr", launch: dt.date | None = None, order: Order | None = None
) -> Archetype:
    """The archetype, as the loader reads it back from the file that is written."""
    found = imported(text, lang, launch, order)
    assert found.archetype is not None, found.problems
    again, problems = read(written(found.archetype, lang), "plan.yaml")
    assert again is not None, problems
    return again


def tasks(text: str, lang: Lang = "fr", launch: dt.date | None = None) -> dict[str, Task]:
    """The tasks by title."""
    return {task.title.fr: task for task in archetype(text, lang, launch).tasks}


def doubts(text: str, lang: Lang = "fr", launch: dt.date | None = None) -> list[str]:
    return listed(imported(text, lang, launch).doubts, lang)


def scheduled(
    found: Archetype, launch: dt.date, weekend: str = "0000011"
) -> dict[str, tuple[dt.date, dt.date]]:
    """Start and due date of each task by its title, without public holidays."""
    placed = compute(plan(found, Options(launch, "fr", None, weekend))).tasks
    return {line.task.title: (line.start, line.due) for line in placed}


class Line(NamedTuple):
    """What a human reads in one row."""

    when: str
    title: str
    owners: list[str]
    needs: list[str] | None


class Expected(NamedTuple):
    """What a human reads in a file."""

    launch: dt.date | None
    lang: Lang
    lines: list[Line]


def expected(path: Path) -> Expected:
    head, *rows = path.read_text("utf-8").splitlines()
    launch = re.search(r"launch (\S+)", head)
    lines = []
    for row in rows:
        when, title, owners, *needs = (part.strip() for part in row.split("|"))
        named = [name.strip() for name in owners.split(",") if name.strip()]
        needed = [name.strip() for name in needs[0].split(",") if name] if needs else None
        lines.append(Line(when, title, named, needed))
    day = dt.date.fromisoformat(launch[1]) if launch else None
    return Expected(day, "fr" if "lang fr" in head else "en", lines)


def named(path: Path) -> str:
    return path.stem
