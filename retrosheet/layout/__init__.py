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
    stand: Stand | None = None,
) -> Workbook:  # fmt: skip
    """The workbook of a scheduled campaign, with the values that it has on ``today``.

    ``made`` is what it counts as made of, where that is not the campaign itself, ``stand`` where
    people have the settings of a plan that is under way.
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

    frame = Frame(campaign, schedule, today, made, stand)
    optional = [module for module in (raci, budget, kpi) if module.wanted(frame)]
    modules = (dashboard, plan, my_tasks, *optional, settings, guide, engine, sync)
    sheets = chart_numbers.gathered([module.lay_out(frame) for module in modules], frame)
    return Workbook(
        title=campaign.name,
        subject=campaign.title,
        lang=campaign.lang,
        created=today,
        sheets=sheets,
        names=names_of(frame, sheets),
        active="dashboard",
        locale=campaign.locale,
    )
