"""The order of a plan, wherever people have sorted its rows to.

The column N° says it. While the rows of the tab follow it, they are the order: whatever was
inserted or typed between two of them stands between them. Once they are sorted by something else,
each row keeps its number, and what is new goes behind the row above it if that is of its phase,
else to the end of its phase.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.update.plan_rows import PlanRow


def in_plan_order(
    places: Sequence[PlanRow], numbers: Mapping[int, float], phases: Mapping[str, str]
) -> tuple[PlanRow, ...]:
    """The ``places`` of a tab in the order of the plan, those with nothing on them left out.

    ``numbers`` has the N° of each row of the tab that has one, ``phases`` the phase of each task.
    """
    rows = tuple(place for place in places if place.kind != "blank")
    # a copied row brings the number of another
    own = {
        place.row: numbers[place.row]
        for place in rows
        if place.kind != "inserted" and place.row in numbers
    }
    if all(before <= after for before, after in pairwise(own.values())):
        return rows
    found = sorted((place for place in rows if place.row in own), key=lambda one: own[one.row])
    found = _without_strangers(found, phases)
    placed = set(found)
    above: PlanRow | None = None
    for place in rows:
        if place not in placed:
            found.insert(_behind(place, above, found, phases), place)
        above = place
    return tuple(found)


def _without_strangers(ordered: Sequence[PlanRow], phases: Mapping[str, str]) -> list[PlanRow]:
    """The rows but those typed into a spare line of another phase than theirs: any would do."""
    found: list[PlanRow] = []
    phase = ""
    for place in ordered:
        if place.kind == "task":
            phase = phases[place.id].casefold()
        elif place.kind == "added" and phases[place.id].casefold() != phase:
            continue
        found.append(place)
    return found


def _behind(
    place: PlanRow, above: PlanRow | None, found: Sequence[PlanRow], phases: Mapping[str, str]
) -> int:
    """Where a row goes that has no place in the order yet."""
    if place.kind == "spare":
        return found.index(above) + 1 if above else 0
    phase = phases[place.id].casefold()
    tasks = [at for at, other in enumerate(found) if other.id in phases]
    if above is not None and above.id in phases and phases[above.id].casefold() == phase:
        return found.index(above) + 1
    same = [at for at in tasks if phases[found[at].id].casefold() == phase]
    return max(same or tasks, default=-1) + 1
