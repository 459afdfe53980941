"""Tables as people keep them, beside what a human reads in them: dates, owners, dependencies.

Each ``NAME.expected`` says how its file is imported (``launch``, ``lang``) and has a line for each
task: when it is due, its title, its owners, and the titles of what it needs. ``J-30`` is relative
to launch, a date is that very date in the schedule at that launch, ``start..due`` are two of them,
and ``-`` is a task without a date, which the import has to name. Nothing of it comes from the
program.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest

from retrosheet.calendars import Calendar
from retrosheet.campaign import Options, plan
from retrosheet.cli.commands.import_source import read_source
from retrosheet.importing.imported import Asked, Imported, of_grids, of_text
from retrosheet.importing.remarks import listed, problem_lines
from retrosheet.schedule import compute
from tests.importing.reading import FILES, Expected, expected, named

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.archetype.model import Archetype, Task

SOME_LAUNCH = dt.date(2027, 6, 15)


def imported(path: Path, wanted: Expected) -> Imported:
    source = read_source(str(path.with_suffix("")), wanted.lang)
    asked = Asked(source.called, "Plan", wanted.lang, Calendar(), "", wanted.launch)
    if source.text is None:
        return of_grids(source.grids, asked)
    return of_text(source.text, asked)


def owners_of(task: Task, found: Archetype) -> list[str]:
    names = {role.id: role.title.fr for role in found.roles}
    others = [role for role, letter in task.raci if letter == "C"]
    return [names[role] for role in (task.owner, *others) if role != "to-assign"]


@pytest.mark.parametrize("path", FILES, ids=named)
def test_a_table_says_to_us_what_it_says_to_a_human(path: Path) -> None:
    """Every task with its dates, its owners and what it needs; what is undated is named."""
    wanted = expected(path)
    got = imported(path, wanted)
    found = got.archetype
    assert found is not None, problem_lines(got.problems, path.stem, wanted.lang)
    tasks = [task for task in found.tasks if task.id != "LAUNCH"]
    launch = wanted.launch or SOME_LAUNCH
    placed = compute(plan(found, Options(launch))).by_id
    titles = {task.id: task.title.fr for task in tasks}
    assert [task.title.fr for task in tasks] == [line.title for line in wanted.lines]
    for task, line in zip(tasks, wanted.lines, strict=True):
        assert owners_of(task, found) == line.owners, line.title
        if line.needs is not None:
            assert [titles[need.id] for need in task.needs] == line.needs, line.title
        start, due = placed[task.id].start, placed[task.id].due
        if match := re.fullmatch(r"J([-+]\d+)?", line.when):
            days = task.period.last if task.period else task.due
            assert days == int(match[1] or 0), line.title
        elif ".." in line.when:
            assert f"{start}..{due}" == line.when, line.title
        elif line.when == "-":
            assert (task.due, task.period) == (None, None)
            words = "no date: the task" if wanted.lang == "en" else "pas de date : la tâche"
            assert any(words in said for said in listed(got.doubts, wanted.lang))
        else:
            assert str(due) == line.when, line.title


def test_every_file_of_the_corpus_has_its_expectations() -> None:
    """No file lies in the corpus without being judged."""
    files = {path.name for path in FILES[0].parent.iterdir() if path.suffix != ".expected"}
    assert files == {path.stem for path in FILES}


@pytest.mark.parametrize("path", FILES, ids=named)
def test_what_is_said_fits_a_terminal_in_both_languages(path: Path) -> None:
    """No line is longer than a paragraph, no placeholder is left, and both languages differ."""
    got = imported(path, expected(path))
    said = {lang: listed(got.doubts, lang) for lang in ("fr", "en")}
    assert len(said["fr"]) == len(said["en"])
    for line in [*said["fr"], *said["en"]]:
        assert "{" not in line
        assert len(line) < 480
