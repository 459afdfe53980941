"""What a campaign aims at and may cost, in one language: objectives, indicators, budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.campaign.lines import ids_of
from retrosheet.campaign.values import BudgetLine, Kpi, Objective

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from retrosheet.archetype import model
    from retrosheet.language import Lang


def objectives_in(lang: Lang, objectives: Iterable[model.Objective]) -> tuple[Objective, ...]:
    return tuple(
        Objective(
            item.title.to(lang),
            item.specific.to(lang),
            item.measurable.to(lang),
            item.achievable.to(lang),
            item.relevant.to(lang),
            item.time_bound.to(lang),
        )
        for item in objectives
    )


def kpis_in(lang: Lang, kpis: Iterable[model.Kpi]) -> tuple[Kpi, ...]:
    return tuple(
        Kpi(
            kpi.title.to(lang),
            kpi.target,
            kpi.unit.to(lang),
            kpi.measured,
            kpi.owner,
            kpi.source.to(lang) if kpi.source else "",
            kpi.better,
        )
        for kpi in kpis
    )


def budget_in(
    lang: Lang, archetype: model.Archetype, kept: Collection[str]
) -> tuple[BudgetLine, ...]:
    """The lines that no task commits or one that is kept; of a repeated task, its first line."""
    first_ids = {task.id: ids_of(task)[0] for task in archetype.tasks}
    return tuple(
        BudgetLine(
            line.title.to(lang),
            line.category.to(lang),
            line.amount,
            first_ids[line.task] if line.task else "",
        )
        for line in archetype.budget
        if line.task is None or line.task in kept
    )
