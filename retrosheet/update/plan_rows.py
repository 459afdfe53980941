"""Which row of people's plan is which task: one of the engine, one typed in, or none yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.sync.cells import closes, heading_row, shown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.campaign.made import Made
    from retrosheet.learning.source import Source
    from retrosheet.sync.cells import Keyed

Kind = Literal["task", "added", "inserted", "spare", "blank"]
"""What a row of the plan is: a task of the engine, one typed into a spare line, one in a row that
the engine does not know, a spare line, or nothing of ours."""


class PlanRow(NamedTuple):
    """A row of the plan: its ID as it is from now on, what it is, and the row of the tab, from 0.

    ``typed`` is the ID that stands there, where that is another one.
    """

    id: str
    kind: Kind
    row: int
    typed: str = ""


def plan_rows(plan: Keyed, source: Source, made: Made | None) -> Iterator[PlanRow]:
    """The rows between the header and the row that closes the plan.

    IDs that stand for deleted tasks, or for others of what the plan was ``made`` of, are taken.
    """
    table = plan.table
    known = {task_id.casefold(): task_id for task_id in source.planned}
    free = {task_id for task_id, task in source.planned.items() if task.placement == "free"}
    there = {line.task.id for line in source.snapshot.lines}
    taken = {*known, *(task.id.casefold() for task in source.snapshot.deleted)}
    if made:
        taken |= {row_id.casefold() for row_id in made.rows}
    seen: set[str] = set()
    # workbooks of earlier versions lack the mark
    header = heading_row(plan) or 1
    for index in range(1, plan.height):
        title, typed = shown(plan.cell(index, "title")), shown(plan.cell(index, "id"))
        row = table.row + index
        if index == header:
            continue
        if closes(plan, index):
            return
        task_id = known.get(typed.casefold(), "")
        if task_id and task_id not in seen:
            seen.add(task_id)
            if task_id in free and not title:
                yield PlanRow(task_id, "spare", row)
                continue
            if task_id in there:
                yield PlanRow(task_id, "added" if task_id in free else "task", row)
                continue
        if not title:
            yield PlanRow("", "blank", row, typed)
            continue
        own = (
            typed
            if _usable(typed) and typed.casefold() not in {*taken, *map(str.casefold, seen)}
            else ""
        )
        new = own or _free_id(taken)
        taken.add(new.casefold())
        seen.add(new)
        yield PlanRow(new, "inserted", row, typed)


def _usable(typed: str) -> bool:
    """Whether a text can be an ID: one word without the signs that part needs."""
    return 0 < len(typed) <= 16 and all(char.isalnum() or char in "-_." for char in typed)


def _free_id(taken: set[str]) -> str:
    """An ID for a row that has none: T1, T2… as far as they are nobody's."""
    number = 1
    while f"t{number}" in taken:
        number += 1
    return f"T{number}"
