"""The dates that were agreed, held against the schedule that the imported plan gives.

A table's dates are what people agreed on. Where a dependency would move one of them at the very
launch day that the table was read with, its lag gives way first, then the dependency itself, and
each is said. Where nothing of that kind is the reason, the row is named with both dates.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import Duration
from retrosheet.importing.kept_needs import left_out, without_lag
from retrosheet.importing.raw import Remark
from retrosheet.language import Text, date_text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.archetype.model import Archetype, Phase, Task
    from retrosheet.archetype.terms import Need
    from retrosheet.calendars import Calendar
    from retrosheet.importing.raw import RawTask
    from retrosheet.schedule import ScheduledTask

_NO_LAG = Duration(0, "d")


class Agreed(NamedTuple):
    """A task's row, and the dates that it gives."""

    raw: RawTask
    start: dt.date | None
    due: dt.date | None

    def moved(self, placed: ScheduledTask) -> bool:
        return (self.due is not None and placed.due != self.due) or (
            self.start is not None and placed.start != self.start
        )


class _Follower(NamedTuple):
    """A task that waits for another, and what it names: that one, or what it is a part of."""

    placed: ScheduledTask
    need: Need
    through: str


def with_dates_kept(
    archetype: Archetype, agreed: Mapping[str, Agreed], launch: dt.date, calendar: Calendar
) -> tuple[Archetype, list[Remark]]:
    """The archetype without what moves an agreed date, and what is to be said of it."""
    remarks: list[Remark] = []
    while True:
        placed = _placed(archetype, launch, calendar)
        moved = [task_id for task_id in agreed if agreed[task_id].moved(placed[task_id])]
        followers = _followers(placed)
        found = {
            edge
            for task_id in moved
            for edge in _reasons(placed, task_id, followers[task_id], calendar)
        }
        if not found:
            break
        # A task that is moved itself moves others: what moves it comes first.
        firm = {edge for edge in found if sum(end in moved for end in edge) < len(edge)}
        reasons = firm or found
        for task in archetype.tasks:
            for need in task.needs:
                if (task.id, need.id) in reasons:
                    say = without_lag if need.lag.amount else left_out
                    remarks.append(say(agreed[task.id].raw, agreed[need.id].raw))
        archetype = replace(
            archetype, phases=tuple(_loosened(phase, reasons) for phase in archetype.phases)
        )
    remarks += [_named(agreed[task_id], placed[task_id]) for task_id in moved]
    return archetype, remarks


def _placed(
    archetype: Archetype, launch: dt.date, calendar: Calendar
) -> Mapping[str, ScheduledTask]:
    from retrosheet.campaign import Options, plan
    from retrosheet.schedule import compute

    return compute(replace(plan(archetype, Options(launch)), calendar=calendar)).by_id


def _followers(placed: Mapping[str, ScheduledTask]) -> Mapping[str, list[_Follower]]:
    """For each id, the tasks that need it, or the task that it is a part of."""
    found: dict[str, list[_Follower]] = {task_id: [] for task_id in placed}
    for other in placed.values():
        for need in other.task.needs:
            if not other.task.split:
                found[need.id].append(_Follower(other, need, need.id))
    for task_id, own in placed.items():
        if own.task.parent:
            found[task_id] += found[own.task.parent]
    return found


def _reasons(
    placed: Mapping[str, ScheduledTask],
    task_id: str,
    followers: Sequence[_Follower],
    calendar: Calendar,
) -> Iterator[tuple[str, str]]:
    """The dependencies that move a task, each as the id that needs and the id that is needed."""
    from retrosheet.schedule.spans import first_boundary_after, last_day_before

    own = placed[task_id]
    if own.task.placement == "late":
        for other, need, through in followers:
            if other.task.placement != "late" or not own.steps.anchor:
                continue
            start, any_day = other.steps.work_start, own.task.any_day
            last = last_day_before(start, need.lag, calendar, any_day=any_day)
            if last < own.steps.anchor:
                yield other.task.id, through
        return
    for need in own.task.needs:
        any_day = own.task.spans_calendar
        due = placed[need.id].due
        first = first_boundary_after(due, need.lag, calendar, any_day=any_day)
        if own.steps.aim_start is not None and first > own.steps.aim_start:
            yield task_id, need.id


def _loosened(phase: Phase, reasons: set[tuple[str, str]]) -> Phase:
    return replace(phase, tasks=tuple(_without(task, reasons) for task in phase.tasks))


def _without(task: Task, reasons: set[tuple[str, str]]) -> Task:
    needs: list[Need] = []
    for need in task.needs:
        if (task.id, need.id) not in reasons:
            needs.append(need)
        elif need.lag.amount:
            needs.append(need._replace(lag=_NO_LAG))
    return replace(task, needs=tuple(needs))


def _named(agreed: Agreed, placed: ScheduledTask) -> Remark:
    due = agreed.due or agreed.start
    return Remark(
        agreed.raw.place,
        _MOVED,
        _BECOMES.format(
            agreed=Text.by(lambda lang: date_text(due, lang) if due else str(due)),
            placed=Text.by(lambda lang: date_text(placed.due, lang)),
        ),
    )


_BECOMES = Text("{agreed} devient {placed}", "{agreed} becomes {placed}")
_MOVED = Text(
    "le calendrier ne garde pas cette date : {examples}",
    "the schedule does not keep this date: {examples}",
)
