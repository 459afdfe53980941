"""Outline numbers (WBS): rows with others under them are phases, and in a phase split tasks."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.importing.dates.days import of_serial
from retrosheet.importing.dates.moments import DATE_FIELDS
from retrosheet.importing.raw import EXAMPLES, Remark
from retrosheet.importing.rows import MEANINGS
from retrosheet.importing.saying import DateSayings
from retrosheet.importing.words import folded, one_line, quoted, unmarked
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrosheet.importing.raw import Cell, Field, RawTask

_NUMBER = re.compile(r"\d{1,4}(?:\.\d{1,4})*\.?", re.ASCII)
_BETWEEN = " › "
_OF_PARTS: tuple[Field, ...] = (
    "due", "start", "end", "duration", "period", "week", "kind", "amount", "status",
)  # fmt: skip
"""What a task that is split has from its parts."""
_KEPT_OF_A_HEAD: tuple[Field, ...] = ("title", "id", "outline")


def by_outline(
    tasks: Sequence[RawTask], *, parts: bool = True
) -> tuple[list[RawTask], list[Remark]]:
    """The tasks with their phases and, where ``parts`` are wanted, with the tasks they belong to.

    Rows that head others are phases at the first level, and tasks that are split at the second;
    what is deeper stands there under the titles of all that is above it. A row that heads the whole
    table heads nothing. Without ``parts``, all rows that head others are phases. Each cell of such
    a row is named that has no place. Tables without outline numbers, and those that have a column
    of phases, come back as they are.
    """
    numbers = _numbers(tasks)
    if numbers is None or any("phase" in task.cells for task in tasks):
        return list(tasks), []
    rows = dict(zip(numbers, tasks, strict=True))
    heads = {above for number in numbers for above in _above(number) if above in rows}
    root = _root(numbers, heads) if parts else None
    kept: list[RawTask] = []
    remarks: list[Remark] = []
    for number, task in rows.items():
        path = [above for above in _above(number) if above in heads and above != root]
        titles = [one_line(unmarked(rows[above].text("title"))) for above in path]
        if number in heads:
            split = parts and len(path) == 1 and number != root
            said = _WHOLE if number == root else _SPLIT if split else _HEAD
            if parts and len(path) > 1:
                said = _DEEPER
            title = quoted(one_line(unmarked(task.text("title"))))
            remarks.append(Remark(task.place, said, quotations(title)))
            if split:
                task.phase = titles[0]
                remarks += _as_split(task)
                kept.append(task)
            else:
                gone = [name for name in task.cells if name not in _KEPT_OF_A_HEAD]
                remarks += _left_out(task, gone, _OF_A_HEAD, status=not parts)
                remarks += [
                    _named(cell, one_line(cell.text), quotations(quoted(heading)), _OF_A_HEAD)
                    for heading, cell in task.extras
                ]
            continue
        if not parts or len(path) < 2:
            task.phase = _BETWEEN.join(titles) or one_line(unmarked(task.text("title")))
        else:
            task.phase, task.parent = titles[0], rows[path[1]]
            _put_under(task, titles[2:])
        kept.append(task)
    return kept, remarks


def by_parent(tasks: Sequence[RawTask]) -> list[Remark]:
    """Makes those tasks parts that name another one; what they name else stays in their notes."""
    named: dict[str, RawTask] = {}
    for task in tasks:
        if key := folded(task.text("id")):
            named.setdefault(key, task)
    remarks: list[Remark] = []
    wanted = [(task, task.cells.pop("parent")) for task in tasks if task.text("parent")]
    children = {id(task) for task, _ in wanted}
    for task, cell in wanted:
        above = named.get(folded(cell.text))
        if above is None or above is task or id(above) in children:
            task.extras.append((cell.place.heading, cell))
            remarks.append(Remark(cell.place, _NO_PARENT, DateSayings.typed(cell.text)))
            continue
        task.parent, task.phase = above, above.phase
        if not above.split:
            remarks += _as_split(above)
    return remarks


def _as_split(task: RawTask) -> list[Remark]:
    """Makes a row that of a task whose dates and sums are those of its parts; names what it loses.

    Only an import has such rows, which says of the whole column that no status is kept.
    """
    gone = [name for name in _OF_PARTS if name in task.cells]
    remarks = _left_out(task, gone, _OF_A_SPLIT, status=False)
    for name in gone:
        del task.cells[name]
    task.split = True
    task.under = None
    return remarks


def _left_out(task: RawTask, gone: Iterable[Field], why: Text, *, status: bool) -> list[Remark]:
    """A remark for each cell of a row that goes nowhere; ``status`` too where that is wanted."""
    remarks = []
    for name in gone:
        cell = task.cells[name]
        if cell.text.strip("-– ") and (name != "status" or status):
            remarks.append(_named(cell, _as_seen(name, cell), MEANINGS[name], why))
    return remarks


def _named(cell: Cell, text: str, what: Text, why: Text) -> Remark:
    """Each column is a cause of its own, so that none hides among the examples of another."""
    return Remark(cell.place, why.format(what=what, examples=EXAMPLES), DateSayings.typed(text))


def _as_seen(name: Field, cell: Cell) -> str:
    """What a person sees in a cell, in one line: a workbook's date is a number."""
    if name in DATE_FIELDS and isinstance(cell.value, float) and not cell.unit:
        day = of_serial(cell.value)
        if day is not None:
            return f"{day.year}-{day.month:02}-{day.day:02}"
    return one_line(cell.text)


def _put_under(task: RawTask, titles: Sequence[str]) -> None:
    cell = task.cells.get("title")
    if titles and cell is not None:
        text = _BETWEEN.join((*titles, one_line(unmarked(cell.text))))
        task.cells["title"] = cell._replace(value=text)


def _root(
    numbers: Sequence[tuple[int, ...]], heads: set[tuple[int, ...]]
) -> tuple[int, ...] | None:
    """The row that heads all others, where phases with tasks stand below it."""
    first = {number[:1] for number in numbers}
    deep = any(len(number) > 2 and number[:2] in heads for number in numbers)
    return next(iter(first)) if len(first) == 1 and first <= heads and deep else None


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
_SPLIT = Text(
    "lu comme une tâche découpée, dont les dates, la durée et le budget sont ceux de ses "
    "sous-tâches : {examples}",
    "read as a task that is split, whose dates, length and budget are those of its sub-tasks: "
    "{examples}",
)
_OF_A_HEAD = Text(
    "une ligne qui en a d’autres sous elle n’est qu’un titre ; n’est pas repris : {what}, "
    "{examples}",
    "a row with others under it is only a heading; left out: {what}, {examples}",
)
_OF_A_SPLIT = Text(
    "une tâche découpée le tient de ses sous-tâches ; n’est pas repris : {what}, {examples}",
    "a task that is split has it from its sub-tasks; left out: {what}, {examples}",
)
_DEEPER = Text(
    "plus bas qu’une sous-tâche : repris dans le titre de celles-ci, {examples}",
    "deeper than a sub-task: kept in the titles of these, {examples}",
)
_WHOLE = Text("lu comme le plan entier : {examples}", "read as the whole plan: {examples}")
_NO_PARENT = Text(
    "{examples} : ce n’est l’identifiant d’aucune tâche qui se découpe ; gardé en note",
    "{examples}: not the id of a task that can be split; kept in the note",
)
