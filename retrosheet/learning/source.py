"""One campaign to learn from: its snapshot, what else its workbook says, and what was planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrosheet.learning.told import NAMES as TOLD_NAMES
from retrosheet.learning.told import Told, read_told
from retrosheet.sync.cells import Keyed, numbers_of, shown
from retrosheet.sync.engine_facts import known_tasks
from retrosheet.sync.reading import NAMES as SYNC_NAMES
from retrosheet.sync.reading import read_snapshot
from retrosheet.sync.settings_lists import lists_in_order

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.campaign import Task
    from retrosheet.language import Lang
    from retrosheet.sync.snapshot import Snapshot
    from retrosheet.workbook.tables import Table

NAMES = (*SYNC_NAMES, *TOLD_NAMES)
"""The defined names that a reader must fetch."""


@dataclass(frozen=True)
class Source:
    """A workbook, as learning sees it; ``label`` is what people call it.

    ``planned`` are the engine's tasks by ID, in the plan's own order, with the lengths and margins
    that the archetype gave them; spare lines are among them.
    """

    label: str
    snapshot: Snapshot
    told: Told
    planned: Mapping[str, Task]


def source_of(tables: Mapping[str, Table], label: str, lang: Lang) -> Source:
    """The campaign in a workbook's tables; InvalidInput in ``lang`` where it is not one of ours."""
    tables = lists_in_order(tables)
    snapshot = read_snapshot(tables, lang)
    planned = {task.id: task for task in known_tasks(Keyed(tables["rs_engine"]))}
    plan = Keyed(tables["rs_plan"])
    numbers = {shown(plan.cell(row, "id")): place for row, place in numbers_of(plan).items()}
    order = sorted(planned, key=lambda task_id: numbers.get(task_id, len(planned)))
    in_order = {task_id: planned[task_id] for task_id in order}
    return Source(label, snapshot, read_told(tables, snapshot), in_order)
