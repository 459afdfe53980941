"""Lines of a plan that are one task of the archetype: its repetitions, and its follow-ups.

They are known by the ids that campaigns give them: CRE2-1, CRE2-2… and CRE2-R1. Repetitions that
people have made different from one another stay tasks of their own.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.model import Repeat
from retrosheet.archetype.terms import Duration

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.campaign import Task
    from retrosheet.learning.told import Row

_TIMES = re.compile(r"(?P<title>.*\S) \((?P<number>[0-9]+)/(?P<count>[0-9]+)\)", re.DOTALL)
_NUMBERED = re.compile(r"(?P<id>.+)-(?P<number>[0-9]+)")
_CHASER = re.compile(r"(?P<id>.+)-R(?P<number>[0-9]+)")
_WEEK = 7


class Fold(NamedTuple):
    """One task of the archetype: its id, the line that says it, and the lines that it becomes.

    ``title`` is without the count of repetitions.
    """

    id: str
    line: Task
    title: str
    lines: tuple[str, ...]
    repeat: Repeat | None = None


class Chaser(NamedTuple):
    """A follow-up: its line, and how long after the end of the task it comes."""

    number: int
    line: Task
    after: Duration


def is_chaser(task: Task, alive: Mapping[str, Task]) -> bool:
    """Whether the line is a follow-up of another one that is still there."""
    match = _CHASER.fullmatch(task.id)
    if match is None or task.placement != "soon" or len(task.needs) != 1 or task.kind != "task":
        return False
    needed = task.needs[0].id
    numbered = _NUMBERED.fullmatch(needed)
    return needed in alive and match["id"] in {needed, numbered["id"] if numbered else ""}


def chaser(task: Task) -> Chaser:
    """The follow-up on such a line."""
    match = _CHASER.fullmatch(task.id)
    assert match is not None
    lag = task.needs[0].lag
    return Chaser(int(match["number"]), task, Duration(lag.amount + 1, lag.unit))


def folds(tasks: Sequence[Task], rows: Mapping[str, Row], wanted: set[str]) -> list[Fold]:
    """The tasks of the archetype, in the order of their first lines.

    ``wanted`` are lines that added ones wait for: of repetitions, only the last can be that.
    """
    groups: dict[str, list[Task]] = {}
    for task in tasks:
        match, title = _NUMBERED.fullmatch(task.id), _TIMES.fullmatch(task.title)
        if match and title and match["number"] == title["number"]:
            groups.setdefault(match["id"], []).append(task)
    ids = {task.id for task in tasks}
    folded: dict[str, Fold] = {}
    for task_id, group in groups.items():
        found = _folded(task_id, group, rows, wanted)
        if found is not None and task_id not in ids:
            folded.update(dict.fromkeys(found.lines, found))
    single = {
        task.id: folded.get(task.id) or Fold(task.id, task, task.title, (task.id,))
        for task in tasks
    }
    return list(dict.fromkeys(single.values()))


def _folded(
    task_id: str, group: list[Task], rows: Mapping[str, Row], wanted: set[str]
) -> Fold | None:  # fmt: skip
    title = _TIMES.fullmatch(group[0].title)
    assert title is not None
    lines = tuple(task.id for task in group)
    count = int(title["count"])
    complete = lines == tuple(f"{task_id}-{number}" for number in range(1, count + 1))
    offsets = [task.offset for task in group]
    steps = {None if one is None or two is None else two - one for one, two in pairwise(offsets)}
    plain = [
        replace(task, id="", title=_bare(task), offset=None, placement="late", after_launch=False,
                drives_launch=False, launches=False)
        for task in group
    ]  # fmt: skip
    same = all(task == plain[0] for task in plain) and len({rows[line] for line in lines}) == 1
    first = offsets[0]
    if not complete or not same or first is None or len(steps) > 1 or group[0].imposed:
        return None
    every = next(iter(steps), _WEEK)
    if every is None or every < 1 or wanted & set(lines[:-1]):
        return None
    until = first + every * (count - 1) + (1 if count == 1 else 0)
    return Fold(task_id, group[0], title["title"], lines, Repeat(every, until))


def _bare(task: Task) -> str:
    match = _TIMES.fullmatch(task.title)
    return match["title"] if match else task.title
