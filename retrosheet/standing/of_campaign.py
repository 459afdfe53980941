"""The standing of a campaign of which nothing has begun, straight from its schedule."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.schedule.verdict import SOON_DAYS
from retrosheet.standing.items import item_of
from retrosheet.standing.model import Indicator, Money, Standing
from retrosheet.statuses import TODO
from retrosheet.sync.assess import assess
from retrosheet.sync.remembered import Summary
from retrosheet.sync.snapshot import Snapshot, TaskState

if TYPE_CHECKING:
    from retrosheet.campaign import Campaign


def standing_of(campaign: Campaign, today: dt.date) -> Standing:
    """What a new workbook of the campaign would say on the day ``today``."""
    snapshot = _snapshot(campaign)
    findings = assess(snapshot, today)
    return Standing(
        name=campaign.name,
        archetype=campaign.archetype,
        lang=campaign.lang,
        today=today,
        launch=campaign.launch,
        start=campaign.start,
        calendar=campaign.calendar,
        phases=tuple(phase.title for phase in campaign.phases),
        items=tuple(
            item_of(
                line,
                snapshot,
                findings,
                phase=line.task.phase,
                channel=line.task.channel,
                deliverable=line.task.deliverable,
            )
            for line in snapshot.lines
        ),
        findings=findings,
        holidays=campaign.holidays,
        budget=tuple(
            Money(line.title, line.category, line.task, line.amount) for line in campaign.budget
        ),
        indicators=tuple(_indicators(campaign)),
    )


def _snapshot(campaign: Campaign) -> Snapshot:
    return Snapshot(
        lang=campaign.lang,
        archetype=campaign.archetype,
        plan_title="",
        sync_title="",
        launch=campaign.launch,
        today=None,
        start=campaign.start,
        soon_days=SOON_DAYS,
        calendar=campaign.calendar,
        lines=tuple(
            TaskState(
                task=task,
                owner=(person := campaign.role(task.role).label),
                status=TODO,
                progress=0.0,
                actual_end=None,
                where="",
                comment=task.note,
                owners=(person,) if person else (),
            )
            for task in campaign.tasks
            if not task.deleted
        ),
        deleted=tuple(task for task in campaign.tasks if task.deleted),
        doubts=(),
        remembered={},
        summary=Summary(None, None, None),
        log=(),
    )


def _indicators(campaign: Campaign) -> list[Indicator]:
    return [
        Indicator(
            kpi.title, kpi.target, kpi.unit, campaign.launch + dt.timedelta(days=kpi.measured),
            campaign.role(kpi.role).label, kpi.better == "lower",
        )
        for kpi in campaign.kpis
    ]  # fmt: skip
