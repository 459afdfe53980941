"""Budget, indicators and objectives, from their tabs; from the archetype where there is no tab."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.model import BudgetLine, Kpi, Objective
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.learning.origin import Origin
    from retrosheet.learning.told import Told

_NO_CATEGORY = Text("Autres", "Others")
_LARGEST = 1e12
_NO_UNIT = Text("unités", "units")


def budget(told: Told, origin: Origin, ids: Mapping[str, str]) -> tuple[BudgetLine, ...]:
    """The planned money, without what was spent; ``ids`` has the archetype's id of each line."""
    if told.money is None:
        return ()
    base = origin.archetype.budget if origin.archetype else ()
    by_line = {line.casefold(): task for line, task in ids.items()}
    found = []
    for line in told.money:
        task = by_line.get(line.task.casefold())
        known = next(
            (
                entry
                for entry in base
                if origin.says(entry.title, line.title)
                and origin.says(entry.category, line.category)
            ),
            None,
        )
        category = _NO_CATEGORY
        if line.category:
            category = origin.texts.both(line.category, known.category if known else None)
        title = origin.texts.both(line.title, known.title if known else None)
        amount = min(_LARGEST, round(line.amount, 2))
        found.append(BudgetLine(title, category, amount, task, known.block if known else None))
    return tuple(found)


def kpis(told: Told, origin: Origin, roles: Mapping[str, str]) -> tuple[Kpi, ...]:
    """The indicators with their targets; ``roles`` has the id of each role's title."""
    otherwise = next(iter(roles.values()))
    texts, found = origin.texts, []
    for aim in told.aims or ():
        known = next(
            (
                kpi
                for kpi in (origin.archetype.kpis if origin.archetype else ())
                if origin.says(kpi.title, aim.title) and origin.says(kpi.unit, aim.unit)
            ),
            None,
        )
        found.append(
            Kpi(
                title=texts.both(aim.title, known.title if known else None),
                target=max(-_LARGEST, min(_LARGEST, round(aim.target, 6))),
                unit=texts.both(aim.unit, known.unit if known else None) if aim.unit else _NO_UNIT,
                measured=aim.measured,
                owner=roles.get(aim.owner, otherwise),
                source=texts.any(aim.source, known.source if known else None),
                better="lower" if aim.at_most else "higher",
                block=known.block if known else None,
            )
        )
    return tuple(found)


def objectives(told: Told, origin: Origin) -> tuple[Objective, ...]:
    base = origin.archetype.objectives if origin.archetype else ()
    found = []
    for texts in told.objectives or ():
        known = next((aim for aim in base if origin.says(aim.title, texts[0])), None)
        title, specific, measurable, achievable, relevant, bound = map(origin.texts.both, texts)
        block = known.block if known else None
        found.append(Objective(title, specific, measurable, achievable, relevant, bound, block))
    return tuple(found)
