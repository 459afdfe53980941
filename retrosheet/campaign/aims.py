"""What a campaign aims at and may cost, in one language: objectives, indicators, budget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.campaign.lines import ids_of
from retrosheet.campaign.values import BudgetLine, Kpi, Objective

if TYPE_CHECKING:
    from collections.abc import Collection

    from retrosheet.archetype import model
    from retrosheet.language import Lang


def objectives_in(
    lang: Lang, archetype: model.Archetype, blocks: Collection[str]
) -> tuple[Objective, ...]:
    """The objectives of no block, or of one of ``blocks``, those that are in."""
    return tuple(
        Objective(
            item.title.to(lang),
            item.specific.to(lang),
            item.measurable.to(lang),
            item.achievable.to(lang),
            item.relevant.to(lang),
            item.time_bound.to(lang),
        )
        for item in archetype.objectives
        if item.block is None or item.block in blocks
    )


def kpis_in(lang: Lang, archetype: model.Archetype, blocks: Collection[str]) -> tuple[Kpi, ...]:
    """The indicators of no block, or of one of ``blocks``, those that are in."""
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
        for kpi in archetype.kpis
        if kpi.block is None or kpi.block in blocks
    )


def budget_in(
    lang: Lang, archetype: model.Archetype, kept: Collection[str], blocks: Collection[str]
) -> tuple[BudgetLine, ...]:
    """The lines that no task commits or one that is kept, and of no block or of one that is in.

    A line is committed by the first line of a repeated task.
    """
    first_ids = {task.id: ids_of(task)[0] for task in archetype.tasks}
    return tuple(
        BudgetLine(
            line.title.to(lang),
            line.category.to(lang),
            line.amount,
            first_ids[line.task] if line.task else "",
        )
        for line in archetype.budget
        if (line.task is None or line.task in kept) and (line.block is None or line.block in blocks)
    )
