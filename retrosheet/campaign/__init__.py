"""A campaign: an archetype made concrete, with its launch day, its people and its options.

``plan`` chooses the optional blocks, expands follow-ups and repetitions, puts every text in one
language and decides for each task how it is placed:

- ``late``: as late as possible, because launch may depend on it;
- ``soon``: as soon as possible: after launch, or a follow-up;
- ``free``: a line that somebody adds in the workbook: on its date, else right after what it needs,
  else as late as possible before launch.
"""

from __future__ import annotations

from retrosheet.campaign.making import plan
from retrosheet.campaign.values import (
    SPARE_AT_THE_END,
    SPARE_LINES,
    BudgetLine,
    Campaign,
    Kpi,
    Objective,
    Options,
    Phase,
    Placement,
    Role,
    Task,
)

__all__ = [
    "SPARE_AT_THE_END",
    "SPARE_LINES",
    "BudgetLine",
    "Campaign",
    "Kpi",
    "Objective",
    "Options",
    "Phase",
    "Placement",
    "Role",
    "Task",
    "plan",
]
