"""Three versions of a plan as one: what was made, what people have, what the archetype gives now.

By the ID of the row and unit by unit: people win where they changed something, the archetype where
they did not; where both did, people's value stays until somebody decides, and all three are named.
A row that people deleted does not come back. Merging again what was merged changes nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.archetype.bridged import around
from retrosheet.archetype.order import circle
from retrosheet.slugs import spelling
from retrosheet.update.links import with_parts
from retrosheet.update.rows import (
    UNDECIDED,
    UNITS,
    WHOLE,
    Conflict,
    Decisions,
    Merged,
    Question,
    Row,
    Side,
    Version,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from retrosheet.archetype.terms import Need


def merge(
    made: Version, ours: Version, theirs: Version, decisions: Decisions = UNDECIDED,
    aliases: Mapping[str, str] | None = None,
) -> Merged:  # fmt: skip
    """The merged plan.

    ``made`` and ``ours`` go by the IDs of the plan, ``theirs`` by those of the archetype;
    ``aliases`` has the row of each of its tasks that has another ID in the plan.
    """
    return _Merging(made, ours, theirs, decisions, aliases or {}).merged()


class _Merging:
    """One merge, while it is done."""

    def __init__(
        self, made: Version, ours: Version, theirs: Version, decisions: Decisions,
        aliases: Mapping[str, str],
    ) -> None:  # fmt: skip
        self.ours, self.decisions = ours, decisions
        self.aliases = dict(aliases)
        self.questions: list[Question] = []
        self.conflicts: list[Conflict] = []
        self.taken: dict[str, tuple[str, ...]] = {}
        self.waiting: set[str] = set()
        """Tasks of the archetype of which nobody has said yet whether they are there already."""
        self._match(made, theirs)
        self.theirs = {
            self.aliases.get(task_id, task_id): row._replace(
                needs=tuple(
                    need._replace(id=self.aliases.get(need.id, need.id)) for need in row.needs
                )
            )
            for task_id, row in theirs.rows.items()
        }
        self.made = dict(made.rows)

    def merged(self) -> Merged:
        there = self._surviving()
        made, ours, theirs = (
            self._bridged(rows, there) for rows in (self.made, self.ours.rows, self.theirs)
        )
        rows: dict[str, Row] = {}
        made_now = dict(self.theirs)
        for row_id in self._ordered(there):
            if row_id not in ours:
                rows[row_id] = theirs[row_id]
            elif row_id not in theirs:
                rows[row_id] = ours[row_id]
            else:
                before = made.get(row_id)
                rows[row_id], open_units = self._row(row_id, before, ours[row_id], theirs[row_id])
                if open_units and before is not None:
                    # Around the rows that are gone as they are today: the archetype may have
                    # changed what those needed, and the next merge has to ask again.
                    kept = {unit: getattr(before, unit) for unit in open_units}
                    made_now[row_id] = made_now[row_id]._replace(**kept)
        self._without_circles(rows, ours)
        for task_id in self.waiting:
            made_now.pop(self.aliases[task_id], None)
        for conflict in self.conflicts:
            if conflict.unit == WHOLE and conflict.chosen is None:
                made_now[conflict.id] = self.made[conflict.id]
        return Merged(
            rows,
            made_now,
            {task_id: row for task_id, row in self.aliases.items() if task_id not in self.waiting},
            tuple(self.conflicts),
            tuple(self.questions),
            added=tuple(row_id for row_id in rows if row_id not in self.ours.rows),
            dropped=tuple(row_id for row_id in self.ours.rows if row_id not in rows),
            taken=self.taken,
        )

    def _match(self, made: Version, theirs: Version) -> None:
        """Find for each new task of the archetype the row of people's that may be the same."""
        known = {*made.rows, *self.aliases}
        own = {row_id for row_id in self.ours.rows if row_id not in made.rows}
        own -= set(self.aliases.values())
        by_title = {
            spelling(row.title): row_id
            for row_id, row in reversed(list(self.ours.rows.items()))
            if row_id in own and row.title.strip()
        }
        taken = {row_id.casefold() for row_id in (*made.rows, *self.ours.rows, *theirs.rows)}
        for task_id, row in theirs.rows.items():
            if task_id in known:
                continue
            said = self.decisions.matches.get(task_id)
            found = said if said is not None else by_title.pop(spelling(row.title), None)
            if found in own:
                assert found is not None
                own.discard(found)
                self.aliases[task_id] = found
                if said is None:
                    self.waiting.add(task_id)
                    mine = self.ours.rows[found].title
                    self.questions.append(Question(task_id, row.title, found, mine))
            elif task_id in self.ours.rows:
                self.aliases[task_id] = _free(task_id, taken)

    def _surviving(self) -> set[str]:
        """The rows that are there in the end."""
        there = set(self.ours.rows)
        for row_id, theirs in self.theirs.items():
            if row_id in there:
                continue
            made = self.made.get(row_id)
            if made is None:
                there.add(row_id)
            elif _own(made) != _own(theirs):
                chosen = self._chosen(row_id, WHOLE)
                self._conflict(row_id, made.title, WHOLE, made, None, theirs, chosen)
                if chosen == "theirs":
                    there.add(row_id)
        for row_id, made in self.made.items():
            ours = self.ours.rows.get(row_id)
            if ours is None or row_id in self.theirs:
                continue
            if _own(ours) == _own(made) and row_id not in self.ours.worked:
                there.discard(row_id)
                continue
            chosen = self._chosen(row_id, WHOLE)
            self._conflict(row_id, ours.title, WHOLE, made, ours, None, chosen)
            if chosen == "theirs":
                there.discard(row_id)
        return there

    def _bridged(self, rows: Mapping[str, Row], there: Collection[str]) -> dict[str, Row]:
        """The rows with needs of rows that survive only, so that versions can be compared."""

        def gone(row_id: str) -> tuple[Need, ...] | None:
            if row_id in there:
                return None
            for version in (rows, self.made, self.theirs, self.ours.rows):
                if row_id in version:
                    return version[row_id].needs
            return ()

        return {
            row_id: row._replace(needs=around(row.needs, gone, waiting=True))
            for row_id, row in rows.items()
        }

    def _ordered(self, there: Collection[str]) -> list[str]:
        """The rows as people have them; a new one behind the one that it follows in the archetype.

        One that follows none of them stands before the next that is there.
        """
        order = [row_id for row_id in self.ours.rows if row_id in there]
        placed = set(order)
        theirs = list(self.theirs)
        for at, row_id in enumerate(theirs):
            if row_id not in there or row_id in placed:
                continue
            before = next((other for other in reversed(theirs[:at]) if other in placed), None)
            after = next((other for other in theirs[at:] if other in placed), None)
            if before is not None:
                order.insert(order.index(before) + 1, row_id)
            elif after is not None:
                order.insert(order.index(after), row_id)
            else:
                order.append(row_id)
            placed.add(row_id)
        return order

    def _row(
        self, row_id: str, made: Row | None, ours: Row, theirs: Row
    ) -> tuple[Row, tuple[str, ...]]:
        """The row of all three, and its units about which nobody has decided."""
        if row_id in self.waiting_rows:
            return ours, ()
        values: dict[str, Any] = {}
        taken, undecided = [], []
        for unit in UNITS:
            was, mine, new = (getattr(row, unit, None) for row in (made, ours, theirs))
            if made is None:
                # a row of people's that the archetype brings too: what they left empty is filled
                values[unit] = mine if mine or not new else new
                continue
            values[unit] = mine
            if mine == was != new:
                values[unit] = new
                taken.append(unit)
            elif new not in (was, mine):
                chosen = self._chosen(row_id, unit)
                self._conflict(row_id, ours.title, unit, was, mine, new, chosen)
                if chosen == "theirs":
                    values[unit] = new
                    taken.append(unit)
                elif chosen is None:
                    undecided.append(unit)
        if taken:
            self.taken[row_id] = tuple(taken)
        return Row(**values), tuple(undecided)

    @property
    def waiting_rows(self) -> set[str]:
        return {self.aliases[task_id] for task_id in self.waiting}

    def _without_circles(self, rows: dict[str, Row], ours: Mapping[str, Row]) -> None:
        """Needs of both sides can close a circle: then people's own count on its rows."""
        parents = {row_id: row.parent for row_id, row in rows.items()}
        while found := circle(
            with_parts({row_id: row.needs for row_id, row in rows.items()}, parents)
        ):
            again = [
                row_id
                for row_id in found
                if row_id in ours and rows[row_id].needs != ours[row_id].needs
            ]
            for row_id in again:
                before = self.made.get(row_id, ours[row_id]).needs
                self._conflict(
                    row_id, rows[row_id].title, "needs", before, ours[row_id].needs,
                    rows[row_id].needs, "ours",
                )  # fmt: skip
                rows[row_id] = rows[row_id]._replace(needs=ours[row_id].needs)
                self.taken[row_id] = tuple(
                    unit for unit in self.taken.get(row_id, ()) if unit != "needs"
                )
            if not again:
                waiting = [row_id for row_id in found if self._waits(rows[row_id], found)]
                new = next((row_id for row_id in waiting if row_id not in ours), waiting[0])
                kept = tuple(need for need in rows[new].needs if need.id not in found)
                rows[new] = rows[new]._replace(needs=kept)

    @staticmethod
    def _waits(row: Row, found: Collection[str]) -> bool:
        """Whether a row on a circle has needs of its own there, as one that is split has none."""
        return any(need.id in found for need in row.needs)

    def _chosen(self, row_id: str, unit: str) -> Side | None:
        for key in ((row_id, unit), (row_id, "")):
            if key in self.decisions.sides:
                return self.decisions.sides[key]
        return self.decisions.prefer

    def _conflict(
        self, row_id: str, title: str, unit: str, made: object, ours: object, theirs: object,
        chosen: Side | None,
    ) -> None:  # fmt: skip
        self.conflicts.append(Conflict(row_id, title, unit, made, ours, theirs, chosen))


def _own(row: Row) -> Row:
    """The row without its needs, which change when other rows go."""
    return row._replace(needs=())


def _free(wanted: str, taken: set[str]) -> str:
    """An ID close to the one that is wanted, and nobody's; it is then taken."""
    number = 2
    while f"{wanted}-{number}".casefold() in taken:
        number += 1
    found = f"{wanted}-{number}"
    taken.add(found.casefold())
    return found
