"""Schedule → Workbook: a module or package a tab, over one frame that says where things stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.campaign import Campaign
    from retrosheet.campaign.made import Made
    from retrosheet.layout.outline import Stand
    from retrosheet.schedule import Schedule
    from retrosheet.workbook.model import Workbook


def build(
    campaign: Campaign, schedule: Schedule, today: dt.date, made: Made | None = None,
    stand: Stand | None = None, without: frozenset[str] = frozenset(),
) -> Workbook:  # fmt: skip
    """The workbook of a scheduled campaign, with the values that it has on ``today``.

    ``made`` is what it counts as made of, where that is not the campaign itself, ``stand`` where
    people have the settings of a plan that is under way. ``without`` has the tabs of
    ``plan_tab.DISPENSABLE`` that it does without.
    """
    from retrosheet.layout import chart_numbers, guide, my_tasks, raci
    from retrosheet.layout.budget import tab as budget
    from retrosheet.layout.dashboard import tab as dashboard
    from retrosheet.layout.engine import tab as engine
    from retrosheet.layout.frame import Frame
    from retrosheet.layout.kpi import tab as kpi
    from retrosheet.layout.names import names_of
    from retrosheet.layout.plan import tab as plan
    from retrosheet.layout.settings import tab as settings
    from retrosheet.layout.sync import tab as sync
    from retrosheet.workbook.model import Workbook

    frame = Frame(campaign, schedule, today, made, stand, without)
    optional = [module for module in (raci, budget, kpi) if module.wanted(frame)]
    every = (dashboard, plan, my_tasks, *optional, settings, guide, engine, sync)
    left = {{"dashboard": dashboard, "mine": my_tasks, "guide": guide}[key] for key in without}
    modules = [module for module in every if module not in left]
    sheets = chart_numbers.gathered([module.lay_out(frame) for module in modules], frame)
    return Workbook(
        title=campaign.name,
        subject=campaign.title,
        lang=campaign.lang,
        created=today,
        sheets=sheets,
        names=names_of(frame, sheets),
        active="plan" if "dashboard" in without else "dashboard",
        locale=campaign.locale,
    )
