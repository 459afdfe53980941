"""The passes of the schedule: dates, bounds and float of every task.

The rules exist twice: here, and as formulas in ``layout.engine``, line for line in the same order
and with the same names; a property test holds the two equal. Conventions:

- A *boundary* is the morning of a day. ``work_start`` is the boundary at which work begins;
  a task of no length sits at the evening before its boundary.
- ``bound`` is what the neighbours allow: the last day for a ``late`` task, the first boundary
  for the others; ``anchor`` is where the task's own J-offset falls.
- A span of calendar days may begin on a day off, but while it is placed as late as possible it is
  due on a working day: a printer delivers, a client answers, on days that are worked.
- The latest pass ignores J-offsets: a target may slip without moving launch. Imposed dates and
  margins count in every pass.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from retrosheet.archetype.terms import Duration
    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True)
class Steps:
    """One task after the backward pass (``late``) or the pass forward from launch.

    ``aim`` is the date that a task placed ``soon`` is drawn to, with the work's end and start that
    reach it; ``pinned`` says that it is reached. ``latest`` is the boundary at which work must
    begin at the latest for launch to hold, ``latest_bound`` and ``latest_end`` what it comes from.
    """

    anchor: dt.date | None
    bound: dt.date | None
    due: dt.date
    work_end: dt.date
    work_start: dt.date
    latest: dt.date
    conflict: bool
    latest_bound: dt.date | None = None
    latest_end: dt.date | None = None
    aim: dt.date | None = None
    aim_end: dt.date | None = None
    aim_start: dt.date | None = None
    pinned: bool = False


class Earliest(NamedTuple):
    """One task in the earliest pass: the first boundary, the start, the work's end, the finish.

    A task of no length ends on the evening before its boundary, on whatever day that is.
    """

    bound: dt.date
    start: dt.date
    work_end: dt.date
    finish: dt.date


@dataclass(frozen=True)
class Placed:
    """Where one task lies. Dates are inclusive; ``float`` is in working days, and may be negative.

    ``work_end`` is the last day of work, ``due`` lies a margin later. ``steps`` and ``earliest``
    hold the values on the way, which the workbook's engine shows too.
    """

    task: Task
    steps: Steps
    earliest: Earliest
    start: dt.date
    float: int
    critical: bool = False

    @property
    def due(self) -> dt.date:
        return self.steps.due

    @property
    def work_end(self) -> dt.date:
        return self.steps.work_end

    @property
    def conflict(self) -> bool:
        return self.steps.conflict


@dataclass(frozen=True)
class _Span:
    """A task's length, as the passes use it: nothing is left of a deleted one."""

    duration: int
    margin: int
    calendar_days: bool

    def end_before_margin(self, due: dt.date, calendar: Calendar) -> dt.date:
        # from the evening of the due date: where that is a day off, a margin is whole all the same
        return calendar.working_day(due + _DAY, -(self.margin + 1)) if self.margin else due

    def start_from_end(self, end: dt.date, calendar: Calendar) -> dt.date:
        if self.duration == 0:
            return end + _DAY
        if self.calendar_days:
            return end - (self.duration - 1) * _DAY
        return calendar.working_day(end + _DAY, -self.duration)

    def end_from_start(self, start: dt.date, calendar: Calendar, *, any_day: bool) -> dt.date:
        if self.duration == 0:
            return start - _DAY if any_day else calendar.working_day(start, -1)
        return self._end(start, calendar)

    def exclusive_end(self, start: dt.date, calendar: Calendar) -> dt.date:
        """As ``end_from_start``, but a task of no length ends the evening before its boundary."""
        return start - _DAY if self.duration == 0 else self._end(start, calendar)

    def _end(self, start: dt.date, calendar: Calendar) -> dt.date:
        if self.calendar_days:
            return start + (self.duration - 1) * _DAY
        return calendar.working_day(start - _DAY, self.duration)

    def due_after(self, end: dt.date, calendar: Calendar) -> dt.date:
        return calendar.working_day(end, self.margin) if self.margin else end


def _span(task: Task) -> _Span:
    if task.deleted:
        return _Span(0, 0, task.spans_calendar)
    return _Span(task.duration, task.margin, task.spans_calendar)


def anchor_of(task: Task, launch: dt.date, calendar: Calendar) -> dt.date | None:
    """Where the J-offset falls; off a day off, towards launch's far side."""
    if task.offset is None or task.deleted:
        return None
    day = launch + task.offset * _DAY
    if task.any_day:
        return day
    return calendar.on_or_before(day) if task.offset <= 0 else calendar.on_or_after(day)


def last_day_before(
    boundary: dt.date, lag: Duration, calendar: Calendar, *, any_day: bool
) -> dt.date:
    """The last day on which a task may be due whose follower begins at ``boundary``."""
    amount, unit = lag
    if unit == "cd" or amount == 0:
        boundary -= amount * _DAY
        return boundary - _DAY if any_day else calendar.working_day(boundary, -1)
    if any_day:
        return calendar.working_day(boundary, -amount) - _DAY
    return calendar.working_day(boundary, -(amount + 1))


def first_boundary_after(
    due: dt.date, lag: Duration, calendar: Calendar, *, any_day: bool
) -> dt.date:
    """The first boundary at which a task may begin that needs one finished on ``due``."""
    amount, unit = lag
    if unit == "cd" or amount == 0:
        due += amount * _DAY
        return due + _DAY if any_day else calendar.working_day(due, 1)
    if any_day:
        return calendar.working_day(due, amount) + _DAY
    return calendar.working_day(due, amount + 1)


def in_order(tasks: Sequence[Task]) -> list[Task]:
    """The tasks with each one behind all that it needs; otherwise in the order given."""
    by_id = {task.id: task for task in tasks}
    done: set[str] = set()
    ordered: list[Task] = []
    for root in tasks:
        stack = [root]
        while stack:
            task = stack[-1]
            missing = [need.id for need in task.needs if need.id not in done]
            if task.id in done or not missing:
                stack.pop()
                if task.id not in done:
                    done.add(task.id)
                    ordered.append(task)
            else:
                stack.extend(by_id[task_id] for task_id in reversed(missing))
    return ordered


def followers_of(tasks: Iterable[Task]) -> dict[str, list[tuple[Task, Duration]]]:
    """For each id, the ``late`` tasks that need it, with their lags: what its end is bound by."""
    followers: dict[str, list[tuple[Task, Duration]]] = {}
    for task in tasks:
        if task.placement == "late":
            for need in task.needs:
                followers.setdefault(need.id, []).append((task, need.lag))
    return followers


def place(
    tasks: Sequence[Task], launch: dt.date, calendar: Calendar, start: dt.date | None
) -> tuple[Placed, ...]:
    """Every task with its dates, in the order given. The needs of the tasks have no cycle.

    ``start`` is where the earliest pass begins; None means with the first task.
    """
    ordered = in_order(tasks)
    followers = followers_of(tasks)
    dates: dict[str, Steps] = {}
    for task in reversed(ordered):
        if task.placement == "late":
            dates[task.id] = _late(task, followers.get(task.id, ()), dates, launch, calendar)
    for task in ordered:
        if task.placement != "late":
            dates[task.id] = _soon(task, dates, launch, calendar)
    base = start or min(
        (dates[task.id].work_start for task in tasks if not task.deleted), default=launch
    )
    earliest = _earliest(ordered, dates, base, calendar)
    return _with_critical(
        [_placed(task, dates[task.id], earliest[task.id], calendar) for task in tasks]
    )


def _late(
    task: Task,
    followers: Sequence[tuple[Task, Duration]],
    dates: Mapping[str, Steps],
    launch: dt.date,
    calendar: Calendar,
) -> Steps:
    span, any_day = _span(task), task.any_day
    imposed = None if task.deleted else task.imposed
    anchor = anchor_of(task, launch, calendar)
    if followers:
        bound = min(
            last_day_before(dates[f.id].work_start, lag, calendar, any_day=any_day)
            for f, lag in followers
        )
        last = min(
            last_day_before(dates[f.id].latest, lag, calendar, any_day=any_day)
            for f, lag in followers
        )
        due = min(anchor, bound) if anchor else bound
        conflict = imposed is not None and imposed > bound
    else:
        bound = last = launch if any_day else calendar.on_or_before(launch)
        due = anchor or bound
        last = max(last, due)
        expected = anchor is not None or task.drives_launch
        conflict = imposed is not None and expected and imposed > due
    due = imposed or due
    work_end = span.end_before_margin(due, calendar)
    latest_end = span.end_before_margin(imposed or last, calendar)
    return Steps(
        anchor=anchor,
        bound=bound,
        due=due,
        work_end=work_end,
        work_start=span.start_from_end(work_end, calendar),
        latest=span.start_from_end(latest_end, calendar),
        conflict=conflict,
        latest_bound=last,
        latest_end=latest_end,
    )


def _soon(task: Task, dates: Mapping[str, Steps], launch: dt.date, calendar: Calendar) -> Steps:
    span, any_day = _span(task), task.any_day
    imposed = None if task.deleted else task.imposed
    anchor = anchor_of(task, launch, calendar)
    bounds = [
        first_boundary_after(dates[need.id].due, need.lag, calendar, any_day=task.spans_calendar)
        for need in task.needs
    ]
    if task.after_launch and anchor is None:
        bounds.append(launch + _DAY if task.spans_calendar else calendar.working_day(launch, 1))
    bound = max(bounds, default=None)
    aim = imposed or anchor
    if aim is None and bound is None:
        aim = launch if any_day else calendar.on_or_before(launch)
    aim_end = aim_start = None
    if aim is not None:
        aim_end = span.end_before_margin(aim, calendar)
        aim_start = span.start_from_end(aim_end, calendar)
        if imposed or bound is None or aim_start >= bound:
            conflict = imposed is not None and bound is not None and aim_start < bound
            return Steps(
                anchor,
                bound,
                due=aim,
                work_end=aim_end,
                work_start=aim_start,
                latest=aim_start,
                conflict=conflict,
                aim=aim,
                aim_end=aim_end,
                aim_start=aim_start,
                pinned=True,
            )
    assert bound is not None
    work_end = span.end_from_start(bound, calendar, any_day=any_day)
    if span.duration == 0 and any(dates[need.id].due > work_end for need in task.needs):
        work_end = bound
    return Steps(
        anchor,
        bound,
        due=span.due_after(work_end, calendar),
        work_end=work_end,
        work_start=bound,
        latest=bound,
        conflict=False,
        aim=aim,
        aim_end=aim_end,
        aim_start=aim_start,
    )


def _earliest(
    ordered: Sequence[Task], steps: Mapping[str, Steps], base: dt.date, calendar: Calendar
) -> dict[str, Earliest]:
    """Each task in the earliest pass, in which work before launch begins at ``base``."""
    found: dict[str, Earliest] = {}
    for task in ordered:
        own = steps[task.id]
        if task.placement != "late":
            bound = own.bound or own.work_start
            found[task.id] = Earliest(bound, bound, own.work_end, own.due)
            continue
        span = _span(task)
        bound = max(
            [
                base,
                *(
                    first_boundary_after(
                        found[need.id].finish, need.lag, calendar, any_day=task.spans_calendar
                    )
                    for need in task.needs
                ),
            ]
        )
        start = calendar.on_or_after(bound) if span.duration and not task.spans_calendar else bound
        work_end = span.exclusive_end(start, calendar)
        finish = span.due_after(work_end, calendar)
        if task.imposed is not None and not task.deleted:
            finish = max(finish, task.imposed)
        found[task.id] = Earliest(bound, start, work_end, finish)
    return found


def _placed(task: Task, steps: Steps, earliest: Earliest, calendar: Calendar) -> Placed:
    empty = task.deleted or task.duration == 0
    return Placed(
        task=task,
        steps=steps,
        earliest=earliest,
        start=steps.work_end if empty else steps.work_start,
        float=calendar.distance(earliest.start, steps.latest),
    )


def _with_critical(placed: list[Placed]) -> tuple[Placed, ...]:
    """The smallest float among the tasks that launch waits for makes a task critical."""
    floats = [p.float for p in placed if p.task.drives_launch and not p.task.deleted]
    if not floats:
        return tuple(placed)
    least = min(floats)
    return tuple(
        replace(p, critical=True)
        if p.task.drives_launch and not p.task.deleted and p.float == least
        else p
        for p in placed
    )
