"""Snapshots without a workbook: a small campaign, and what people typed about some of its tasks."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrosheet.owners import owners
from retrosheet.statuses import TODO
from retrosheet.sync.remembered import Remembered, Summary
from retrosheet.sync.snapshot import Snapshot, TaskState
from tests.schedule.case_files import campaign_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.language import Lang

NEVER = Summary(None, None, None)


@dataclass(frozen=True)
class Told:
    """What people typed on a row."""

    status: int | None = TODO
    progress: float | None = 0.0
    ended: dt.date | None = None
    owner: str = "Nadia"
    comment: str = ""


def snapshot_of(
    text: str,
    told: Mapping[str, Told] | None = None,
    *,
    lang: Lang = "en",
    gone: str = "",
    remembered: Mapping[str, Remembered] | None = None,
    summary: Summary = NEVER,
) -> Snapshot:
    """The campaign of a case file; ``gone`` are ids whose rows somebody deleted."""
    from dataclasses import replace

    campaign = campaign_of(text)
    told = told or {}
    alive = [task for task in campaign.tasks if task.id not in gone.split()]
    lines = tuple(
        TaskState(
            task,
            it.owner,
            it.status,
            it.progress,
            it.ended,
            f"Plan!H{row}",
            it.comment,
            owners(it.owner),
        )
        for row, task in enumerate(alive, 13)
        for it in (told.get(task.id, Told()),)
    )
    deleted = tuple(
        replace(task, deleted=True) for task in campaign.tasks if task.id in gone.split()
    )
    return Snapshot(
        lang=lang,
        archetype="test",
        plan_title="Plan",
        sync_title="_sync",
        launch=campaign.launch,
        today=None,
        start=campaign.start,
        soon_days=7,
        calendar=campaign.calendar,
        lines=lines,
        deleted=deleted,
        doubts=(),
        remembered=remembered or {},
        summary=summary,
        log=(),
    )
