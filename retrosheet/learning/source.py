"""One campaign to learn from: its snapshot, what else its workbook says, and what was planned."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrosheet.learning.told import NAMES as TOLD_NAMES
from retrosheet.learning.told import Told, read_told
from retrosheet.sync.cells import Keyed
from retrosheet.sync.engine_facts import known_tasks
from retrosheet.sync.reading import NAMES as SYNC_NAMES
from retrosheet.sync.reading import read_snapshot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.campaign import Task
    from retrosheet.language import Lang
    from retrosheet.sync.snapshot import Snapshot
    from retrosheet.sync.tables import Table

NAMES = (*SYNC_NAMES, *TOLD_NAMES)
"""The defined names that a reader must fetch."""


@dataclass(frozen=True)
class Source:
    """A workbook, as learning sees it; ``label`` is what people call it.

    ``planned`` are the engine's tasks by ID, in its order, with the lengths and margins that the
    archetype gave them; spare lines are among them.
    """

    label: str
    snapshot: Snapshot
    told: Told
    planned: Mapping[str, Task]


def source_of(tables: Mapping[str, Table], label: str, lang: Lang) -> Source:
    """The campaign in a workbook's tables; InvalidInput in ``lang`` where it is not one of ours."""
    snapshot = read_snapshot(tables, lang)
    planned = {task.id: task for task in known_tasks(Keyed(tables["rs_engine"]))}
    return Source(label, snapshot, read_told(tables, snapshot), planned)
