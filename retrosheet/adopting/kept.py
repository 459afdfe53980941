"""The dates that were agreed, kept in a campaign whose dependencies would move them.

Where the backward schedule would move a date, the date is imposed, as a person would type it;
dependencies stay.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.schedule import Schedule, compute

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection, Mapping

    from retrosheet.campaign import Campaign
    from retrosheet.importing.dates.agreed import Agreed


class Kept(NamedTuple):
    """The campaign and its schedule, and the ids of the tasks whose dates had to be imposed."""

    campaign: Campaign
    schedule: Schedule
    imposed: tuple[str, ...]


def with_dates_imposed(campaign: Campaign, agreed: Mapping[str, Agreed], today: dt.date) -> Kept:
    """The campaign in which each agreed date is that of the schedule.

    What is moved because another task is, is not imposed: that one comes first. A start that a
    length in working days does not give has one in calendar days.
    """
    dues = {task_id: own.due for task_id, own in agreed.items() if own.due is not None}
    imposed: dict[str, None] = {}
    while True:
        schedule = compute(campaign, today)
        placed = schedule.by_id
        moved = {
            task_id
            for task_id, due in dues.items()
            if task_id not in imposed and placed[task_id].due != due
        }
        if not moved:
            break
        found = _first_movers(campaign, moved) or moved
        imposed.update(dict.fromkeys(task.id for task in campaign.tasks if task.id in found))
        tasks = (
            replace(task, imposed=dues[task.id], margin=0) if task.id in found else task
            for task in campaign.tasks
        )
        campaign = replace(campaign, tasks=tuple(tasks))
    campaign = _with_starts(campaign, schedule, agreed)
    return Kept(campaign, compute(campaign, today), tuple(imposed))


def _first_movers(campaign: Campaign, moved: Collection[str]) -> set[str]:
    """Those that no other moved task moves: before launch one that needs them, after it a need."""
    carried: set[str] = set()
    for task in campaign.tasks:
        for need in task.needs:
            if task.id in moved and need.id in moved:
                carried.add(need.id if task.placement == "late" else task.id)
    return set(moved) - carried


def _with_starts(campaign: Campaign, schedule: Schedule, agreed: Mapping[str, Agreed]) -> Campaign:
    tasks = []
    for task in campaign.tasks:
        own, placed = agreed.get(task.id), schedule.by_id[task.id]
        start = own.start if own is not None else None
        if start is not None and placed.start != start and start <= placed.due:
            days = (placed.due - start).days + 1
            task = replace(task, duration=days, calendar_days=True, any_day=True)  # noqa: PLW2901
        tasks.append(task)
    return replace(campaign, tasks=tuple(tasks))
