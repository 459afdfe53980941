"""The passes of the schedule: in what order they go through the tasks, and what each hands on.

The rules of this package exist twice: here, and as formulas in ``layout.engine.passes``, in the
same order and with the same names; a property test holds the two equal. Conventions:

- A *boundary* is the morning of a day. ``work_start`` is the boundary at which work begins;
  a task of no length sits at the evening before its boundary.
- ``bound`` is what the neighbours allow: the last day for a ``late`` task, the first boundary
  for the others; ``anchor`` is where the task's own J-offset falls.
- A span of calendar days may begin on a day off, but while it is placed as late as possible it is
  due on a working day: a printer delivers, a client answers, on days that are worked.
- The latest pass ignores J-offsets: a target may slip without moving launch. Imposed dates and
  margins count in every pass; the latest date is the imposed one, or what followers allow if that
  is sooner.
- A task that is split takes no time: those that need it wait for its parts. It is due when the last
  of these is, however long its followers would leave it, and starts with the first.
- Dates follow from what is planned alone. How the work stands counts in the earliest pass, and so
  in the floats.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.archetype.order import in_order
from retrosheet.schedule.floats import as_early_as_possible, with_floats
from retrosheet.schedule.placed import Steps
from retrosheet.schedule.spans import (
    Work,
    anchor_of,
    first_boundary_after,
    imposed_on,
    last_day_before,
    launch_for,
    span_of,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from retrosheet.archetype.terms import Duration
    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task
    from retrosheet.schedule.placed import AsOf, ScheduledTask

_DAY = dt.timedelta(days=1)


def place(
    tasks: Sequence[Task],
    launch: dt.date,
    calendar: Calendar,
    start: dt.date | None,
    as_of: AsOf | None = None,
) -> tuple[ScheduledTask, ...]:
    """Every task with its dates, in the order given. The needs of the tasks have no cycle.

    The earliest pass begins at ``start`` or on the day of ``as_of``, whichever is later; without
    either with the first task.
    """
    ordered = list(in_order(tasks))
    followers = followers_of(tasks)
    alive = {task.id for task in tasks if not task.passed}
    steps: dict[str, Steps] = {}
    for task in reversed(ordered):
        if task.placement == "late":
            waiting = followers.get(task.id, ())
            steps[task.id] = as_late_as_possible(task, waiting, steps, launch, calendar)
    for task in ordered:
        if task.placement != "late":
            steps[task.id] = as_soon_as_possible(task, steps, launch, calendar)
        if task.split:
            steps[task.id] = to_its_last_part(task, steps, alive)
    first = min((steps[task.id].work_start for task in tasks if not task.passed), default=launch)
    base = as_of.begin(start) if as_of else start or first
    earliest = as_early_as_possible(ordered, steps, base, calendar, as_of)
    return with_floats(tasks, ordered, steps, earliest, calendar, as_of)


def to_its_last_part(task: Task, steps: Mapping[str, Steps], alive: Collection[str]) -> Steps:
    """The steps of a task that is split, due with its last part; as they are where it has none."""
    own = steps[task.id]
    ends = [steps[need.id].due for need in task.needs if need.id in alive]
    if not ends:
        return own
    last = max(ends)
    return own._replace(due=last, work_end=last, work_start=last + dt.timedelta(days=1))


def as_late_as_possible(
    task: Task,
    followers: Sequence[tuple[Task, Duration]],
    steps: Mapping[str, Steps],
    launch: dt.date,
    calendar: Calendar,
) -> Steps:
    """A task behind which all its followers, with their lags, have their ``steps`` already."""
    imposed = imposed_on(task)
    anchor = anchor_of(task, launch, calendar)
    if followers:
        bound = min(
            last_day_before(steps[f.id].work_start, lag, calendar, any_day=task.any_day)
            for f, lag in followers
        )
        last = min(
            last_day_before(steps[f.id].latest, lag, calendar, any_day=task.latest_on_any_day)
            for f, lag in followers
        )
        due = min(anchor, bound) if anchor else bound
        conflict = imposed is not None and imposed > bound
    else:
        bound = launch_for(task, launch, calendar)
        due = anchor or bound
        last = max(bound, due)
        expected = anchor is not None or task.drives_launch
        conflict = imposed is not None and expected and imposed > due
    span = span_of(task)
    work = span.back_from(imposed or due, calendar)
    latest = span.back_from(min(imposed or last, last), calendar)
    return Steps(
        anchor,
        bound,
        *work,
        latest=latest.start,
        conflict=conflict,
        latest_bound=last,
        latest_end=latest.end,
    )


def as_soon_as_possible(
    task: Task, steps: Mapping[str, Steps], launch: dt.date, calendar: Calendar
) -> Steps:
    """A task of which all that it needs has its ``steps`` already."""
    imposed = imposed_on(task)
    anchor = anchor_of(task, launch, calendar)
    bound = _bound(task, steps, launch, calendar, anchored=anchor is not None)
    aim = imposed or anchor
    if aim is None and bound is None:
        aim = launch_for(task, launch, calendar)
    aimed = span_of(task).back_from(aim, calendar) if aim else None
    missed = aimed is not None and bound is not None and aimed.start < bound
    if aimed is None or (missed and imposed is None):
        assert bound is not None
        work = _begun_at(bound, task, steps, calendar)
    else:
        work = aimed
    aim_end, aim_start = (aimed.end, aimed.start) if aimed else (None, None)
    return Steps(
        anchor,
        bound,
        *work,
        latest=work.start,
        conflict=missed and imposed is not None,
        aim=aim,
        aim_end=aim_end,
        aim_start=aim_start,
        pinned=work is aimed,
    )


def _bound(
    task: Task, steps: Mapping[str, Steps], launch: dt.date, calendar: Calendar, *, anchored: bool
) -> dt.date | None:
    """The first boundary behind all that a task needs, and behind launch where it belongs there."""
    any_day = task.spans_calendar
    bounds = [
        first_boundary_after(steps[need.id].due, need.lag, calendar, any_day=any_day)
        for need in task.needs
    ]
    if task.after_launch and not anchored:
        bounds.append(launch + _DAY if any_day else calendar.working_day(launch, 1))
    return max(bounds, default=None)


def _begun_at(bound: dt.date, task: Task, steps: Mapping[str, Steps], calendar: Calendar) -> Work:
    """The work that begins at ``bound``; one of no length is not due before what it needs."""
    span = span_of(task)
    if span.duration:
        end = span.end_from(bound, calendar)
    else:
        end = bound - _DAY if task.any_day else calendar.working_day(bound, -1)
        if any(steps[need.id].due > end for need in task.needs):
            end = bound
    return Work(span.due_after(end, calendar), end, bound)


def followers_of(tasks: Iterable[Task]) -> dict[str, list[tuple[Task, Duration]]]:
    """For each id, the ``late`` tasks that need it, with their lags: what its end is bound by."""
    followers: dict[str, list[tuple[Task, Duration]]] = {}
    for task in tasks:
        if task.placement == "late":
            for need in task.needs:
                followers.setdefault(need.id, []).append((task, need.lag))
    return followers
