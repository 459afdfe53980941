"""Schedule → Workbook: one module a tab, over one frame that says where everything stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.frame import Frame
from retrosheet.workbook.model import Name, Workbook

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.campaign import Campaign
    from retrosheet.schedule import Schedule


def build(campaign: Campaign, schedule: Schedule, today: dt.date) -> Workbook:
    """The workbook of a scheduled campaign, with the values that it has on ``today``."""
    from retrosheet.layout import (
        budget,
        chart_numbers,
        dashboard,
        engine,
        guide,
        kpi,
        plan,
        raci,
        settings,
        sync,
    )

    frame = Frame(campaign, schedule, today)
    optional = [module for module in (raci, budget, kpi) if module.wanted(frame)]
    modules = (dashboard, plan, *optional, settings, guide, engine, sync)
    sheets = chart_numbers.gathered([module.lay_out(frame) for module in modules], frame)
    return Workbook(
        title=campaign.name,
        subject=campaign.title,
        lang=campaign.lang,
        created=today,
        sheets=sheets,
        names=(*_names(frame), *(name for sheet in sheets for name in sheet.names)),
        active="dashboard",
    )


def _names(frame: Frame) -> tuple[Name, ...]:
    return (
        Name("rs_plan", frame.plan_table),
        Name("rs_sync", frame.sync_table),
        Name("rs_name", frame.setting("name")),
        Name("rs_launch", frame.setting("launch")),
        Name("rs_today", frame.setting("today")),
        Name("rs_weekend", frame.setting("weekend")),
        Name("rs_holidays", frame.holiday_list),
        Name("rs_daysoff", frame.days_off),
        Name("rs_version", frame.version_cell),
        Name("rs_engine", frame.engine_table),
        Name("rs_sync_summary", frame.sync_summary),
        Name("rs_sync_log", frame.sync_log),
        Name("rs_scalars", frame.engine_values),
        Name("rs_start", frame.setting("start")),
        Name("rs_soon_days", frame.setting("soon_days")),
        Name("rs_closures", frame.closure_list),
        Name("rs_statuses", frame.status_list),
        Name("rs_team", frame.team_list),
        Name("rs_told", frame.told),
        Name("rs_entries", frame.entries),
        Name("rs_remind_ahead", frame.setting("remind_ahead")),
        Name("rs_remind_every", frame.setting("remind_every")),
        Name("rs_remind_most", frame.setting("remind_most")),
        Name("rs_lead", frame.setting("lead")),
    )
