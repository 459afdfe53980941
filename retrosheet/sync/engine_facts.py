"""What the archetype fixed about each task, from the engine's tab, which nobody edits."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, get_args

from retrosheet.archetype.terms import Duration, Kind, Need
from retrosheet.campaign import Placement, Task
from retrosheet.sync.cells import shown
from retrosheet.workbook.needs import SLOTS
from retrosheet.workbook.tables import Cell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.sync.cells import Keyed

_NEED = re.compile(r"(?P<id>[^\s+]+)(?:\s*\+\s*(?P<lag>\d+)(?P<unit>cd|d))?")
_KINDS: dict[str, Kind] = {kind: kind for kind in get_args(Kind)}
_PLACEMENTS: dict[str, Placement] = {placement: placement for placement in get_args(Placement)}
_FACTS = (
    "id", "title", "kind", "placement", "needs", "calendar_days", "any_day", "incompressible",
    "after_launch", "drives_launch", "planned_duration", "planned_margin", "launches", "parent",
    "made_split",
)  # fmt: skip


def known_tasks(engine: Keyed) -> Iterator[Task]:
    """The tasks in the order of the engine, spare lines included, without what people type.

    Their titles are those of the archetype.
    """
    tasks = list(_tasks(engine))
    if "launches" in engine.at:
        yield from tasks
        return
    # a workbook of an earlier version says only what launch waits for
    needed = {need.id for task in tasks if task.drives_launch for need in task.needs}
    for task in tasks:
        yield replace(task, launches=task.drives_launch and task.id not in needed)


def rooms(engine: Keyed) -> dict[str, int]:
    """How many needs the formulas have room for, by task."""
    found = {}
    for row in range(1, len(engine.table.rows)):
        if task := shown(engine.cell(row, "id")):
            found[task] = int(_as_float(engine.cell(row, "room").value, SLOTS))
    return found


def _tasks(engine: Keyed) -> Iterator[Task]:
    for row in range(1, len(engine.table.rows)):
        cells = {key: engine.cell(row, key).value for key in _FACTS}
        if not cells.get("id"):
            continue
        yield Task(
            id=shown(Cell(cells["id"])),
            phase=0,
            title=str(cells.get("title") or ""),
            role="",
            kind=_KINDS.get(str(cells.get("kind")), "task"),
            calendar_days=bool(cells.get("calendar_days")),
            any_day=bool(cells.get("any_day")),
            incompressible=bool(cells.get("incompressible")),
            needs=read_needs(str(cells.get("needs") or "")),
            placement=_PLACEMENTS.get(str(cells.get("placement")), "late"),
            after_launch=bool(cells.get("after_launch")),
            drives_launch=bool(cells.get("drives_launch")),
            launches=bool(cells.get("launches")),
            duration=int(_as_float(cells.get("planned_duration"), 1)),
            margin=int(_as_float(cells.get("planned_margin"), 0)),
            parent=shown(Cell(cells.get("parent"))),
            split=bool(cells.get("made_split")),
        )


def read_needs(text: str) -> tuple[Need, ...]:
    """The needs as the engine keeps them: CRE2, OBJ1 + 3d."""
    found = []
    for part in text.split(","):
        if match := _NEED.fullmatch(part.strip()):
            lag = int(match["lag"] or 0)
            calendar_days = match["unit"] == "cd"
            found.append(Need(match["id"], Duration(lag, "cd" if calendar_days else "d")))
    return tuple(found)


def _as_float(value: object, otherwise: float) -> float:
    return float(value) if isinstance(value, float | int) else otherwise
