"""The Gantt as one pure value in days, from which every medium draws: terminal, SVG, PNG, paper.

A renderer maps days to its own columns or units and picks a look for each shade. It decides
nothing about dates. All days are inclusive.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.sync.kinds import KINDS

if TYPE_CHECKING:
    from retrosheet.schedule import ScheduledTask
    from retrosheet.standing.model import Item, Standing
    from retrosheet.workbook.baseline import FirstDates

Shade = Literal["work", "wait", "done", "margin", "burnt", "over"]
"""``burnt`` is the part of a margin that the forecast eats, ``over`` what goes beyond the due date.
"""
State = Literal["", "done", "late", "risk", "blocked", "cancelled"]

_DAY = dt.timedelta(days=1)


class Segment(NamedTuple):
    """A stretch of days that looks alike."""

    shade: Shade
    first: dt.date
    last: dt.date


class Bar(NamedTuple):
    """One line. ``point`` is the day of a milestone, None where the segments say it all.

    ``before`` is where the due date lay at the last sync, None where it has not moved; ``first``
    are the dates as first planned, None where the due date is still the same. ``offset`` is how
    many calendar days from launch the plan has it.
    """

    id: str
    title: str
    owner: str
    phase: int
    start: dt.date
    due: dt.date
    critical: bool
    point: dt.date | None
    segments: tuple[Segment, ...]
    state: State = ""
    before: dt.date | None = None
    forecast: dt.date | None = None
    first: FirstDates | None = None
    offset: int = 0


class Chart(NamedTuple):
    """``groups`` are the phases that have tasks: number, title, lines.

    ``first`` to ``last`` takes in launch day, its forecast and every bar; ``today`` is None when it
    lies outside. ``forecast`` is launch day as it looks today, None while it holds.
    """

    first: dt.date
    last: dt.date
    launch: dt.date
    today: dt.date | None
    forecast: dt.date | None
    groups: tuple[tuple[int, str, tuple[Bar, ...]], ...]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    @property
    def lines(self) -> int:
        return sum(len(bars) for _, _, bars in self.groups)


def planned_bar(placed: ScheduledTask, owner: str = "") -> Bar:
    """A task as its schedule has it: work, or waiting, and the margin behind it."""
    task = placed.task
    point = task.kind == "milestone" or (task.duration == 0 and not task.split)
    segments = []
    if not point:
        shade: Shade = "wait" if task.incompressible else "work"
        segments.append(Segment(shade, placed.start, placed.work_end))
    if placed.due > placed.work_end:
        segments.append(Segment("margin", placed.work_end + _DAY, placed.due))
    return Bar(
        id=task.id,
        title=task.title,
        owner=owner,
        phase=task.phase,
        start=placed.start,
        due=placed.due,
        critical=placed.critical,
        point=placed.work_end if point else None,
        segments=tuple(segments),
    )


def chart_of(standing: Standing) -> Chart:
    """The chart of a campaign as it stands, forecast against plan."""
    findings = standing.findings
    forecast = findings.forecast_launch if findings.slip else None
    groups = tuple(
        (number, title, tuple(_bar(item, standing.offset_of(item)) for item in items))
        for number, (title, items) in enumerate(standing.in_phases())
    )
    bars = [bar for _, _, bars in groups for bar in bars if bar.state != "cancelled"]
    agreed = [bar.first for bar in bars if bar.first]
    first = min([standing.launch, *(bar.start for bar in bars), *(day for day, _ in agreed)])
    ends = [end for bar in bars for end in (bar.due, bar.before, bar.forecast) if end]
    ends += [due for _, due in agreed]
    last = max([standing.launch, *([forecast] if forecast else []), *ends])
    today = standing.today if first <= standing.today <= last else None
    return Chart(first, last, standing.launch, today, forecast, groups)


def _bar(item: Item, offset: int) -> Bar:
    return Bar(
        offset=offset,
        id=item.id,
        title=item.title,
        owner=item.owner,
        phase=item.phase,
        start=item.start,
        due=item.due,
        critical=item.critical and not item.done,
        point=item.work_end if item.is_point and not item.cancelled else None,
        segments=() if item.cancelled else tuple(_segments(item)),
        state=_state(item),
        before=None if item.cancelled else item.before,
        forecast=item.forecast if not item.done and item.forecast > item.due else None,
        first=item.first
        if item.first and item.first.due != item.due and not item.cancelled
        else None,
    )


def _segments(item: Item) -> list[Segment]:
    """Done work, work to do, margin left, margin burnt, days beyond the due date."""
    found = []
    if not item.is_point:
        days = (item.work_end - item.start).days + 1
        done = days if item.done else round(days * item.progress)
        if done:
            found.append(Segment("done", item.start, item.start + (done - 1) * _DAY))
        if done < days:
            shade: Shade = "wait" if item.waits else "work"
            found.append(Segment(shade, item.start + done * _DAY, item.work_end))
    behind = item.work_end + _DAY
    burnt = item.work_end if item.done else min(max(item.forecast, item.work_end), item.due)
    if burnt >= behind:
        found.append(Segment("burnt", behind, burnt))
    if burnt < item.due:
        found.append(Segment("margin", burnt + _DAY, item.due))
    if not item.done and item.forecast > item.due:
        found.append(Segment("over", item.due + _DAY, item.forecast))
    return found


def _state(item: Item) -> State:
    if item.cancelled:
        return "cancelled"
    if item.done:
        return "done"
    kind = item.finding.kind if item.finding else None
    if kind == "late":
        return "late"
    if kind == "blocked":
        return "blocked"
    return "risk" if kind and KINDS[kind].worrying else ""
