"""Outline numbers (WBS): a row with rows under it is a phase, the rows under it are its tasks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.importing.raw import Remark
from retrosheet.importing.words import folded, one_line, quoted, unmarked
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.importing.raw import RawTask

_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4})*\.?", re.ASCII)
_BETWEEN = " › "


def by_outline(tasks: Sequence[RawTask]) -> tuple[list[RawTask], list[Remark]]:
    """The tasks without the rows that only head others, which become their phases.

    Deeper rows stand under the titles of all that is above them. Tables without outline numbers,
    and those that have a column of phases, come back as they are.
    """
    numbers = _numbers(tasks)
    if numbers is None or any("phase" in task.cells for task in tasks):
        return list(tasks), []
    titles = {
        number: one_line(unmarked(task.text("title")))
        for number, task in zip(numbers, tasks, strict=True)
    }
    heads = {above for number in numbers for above in _above(number) if above in titles}
    kept: list[RawTask] = []
    remarks: list[Remark] = []
    for number, task in zip(numbers, tasks, strict=True):
        if number in heads:
            title = quoted(titles[number])
            said = quotations(title)
            remarks.append(Remark(task.place, _HEAD, said))
            continue
        path = [titles[above] for above in _above(number) if above in heads]
        task.phase = _BETWEEN.join(path) or titles[number] or task.phase
        kept.append(task)
    return kept, remarks


def _numbers(tasks: Sequence[RawTask]) -> list[tuple[int, ...]] | None:
    """The outline number of each row; None where they are none, or put no row under another."""
    found: list[tuple[int, ...]] = []
    levels: list[int] = []
    for task in tasks:
        cell = task.cells.get("outline") or task.cells.get("id")
        text = cell.text.strip() if cell else ""
        if cell is None or not _NUMBER.fullmatch(text):
            return None
        number = tuple(int(part) for part in text.rstrip(".").split("."))
        if _counts_levels(cell.place.heading):
            levels = [*levels[: number[0]], *[0] * (number[0] - len(levels))]
            levels[-1:] = [levels[-1] + 1] if levels else []
            number = tuple(levels)
        found.append(number)
    known = set(found)
    nested = any(above in known for number in found for above in _above(number))
    return found if nested and len(known) == len(found) else None


def _counts_levels(heading: str) -> bool:
    return bool({"niveau", "level"}.intersection(folded(heading).split()))


def _above(number: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The numbers of what stands above a row, the outermost first."""
    return [number[:depth] for depth in range(1, len(number))]


_HEAD = Text(
    "lu comme une phase, dont les dates sont celles de ses tâches : {examples}",
    "read as a phase, whose dates are those of its tasks: {examples}",
)
