"""What people have, as an update sees it: the rows of the plan, and what of them is not used."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.update.their_settings import TheirSettings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.campaign import Task
    from retrosheet.campaign.made import Made
    from retrosheet.learning.source import Source
    from retrosheet.learning.team import Team
    from retrosheet.sync.cells import Keyed
    from retrosheet.sync.snapshot import Snapshot
    from retrosheet.update.plan_rows import PlanRow
    from retrosheet.update.rows import Version
    from retrosheet.workbook.tables import Table

Why = Literal["unread_needs", "circle", "part_circle", "start_typed", "unread", "of_parts"]


class Unused(NamedTuple):
    """Something that people typed and that is not used."""

    why: Why
    where: str
    id: str
    title: str
    typed: str


@dataclass(frozen=True)
class Present:
    """A workbook as it stands; ``tables`` under their names.

    ``ours`` are its tasks in the order of the plan, ``tasks`` the engine's own by the same IDs,
    ``places`` its rows as they stand, ``order`` the same in the order of the plan. ``made`` is what
    it was made of, None in an older workbook. ``relinked`` are the tasks whose needs people have
    changed. ``keyless`` says that the row of keys is no row of the file: the table's first row
    stands for it, the second is the visible header. ``titles`` are those of all tabs, as far as
    they are known.
    """

    tables: Mapping[str, Table]
    source: Source
    plan: Keyed
    team: Team
    places: tuple[PlanRow, ...]
    order: tuple[PlanRow, ...]
    ours: Version
    tasks: Mapping[str, Task]
    made: Made | None
    relinked: tuple[str, ...]
    remarks: tuple[Unused, ...]
    keyless: bool = False
    titles: tuple[str, ...] = ()

    @property
    def snapshot(self) -> Snapshot:
        return self.source.snapshot

    @cached_property
    def settings(self) -> TheirSettings:
        return TheirSettings(self.tables)

    def cell_row(self, row_id: str) -> int | None:
        """The row of the table under ``rs_plan`` in which a task stands."""
        return self._rows.get(row_id)

    @cached_property
    def _rows(self) -> Mapping[str, int]:
        return {place.id: place.row - self.plan.table.row for place in self.places if place.id}
