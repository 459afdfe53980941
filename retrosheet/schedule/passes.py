"""The passes of the schedule: in what order they go through the tasks, and what each hands on.

The rules of this package exist twice: here, and as formulas in ``layout.engine_passes``, in the
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

from retrosheet.schedule.earliest import as_early_as_possible
from retrosheet.schedule.floats import with_floats
from retrosheet.schedule.late import as_late_as_possible
from retrosheet.schedule.soon import as_soon_as_possible

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence

    from retrosheet.archetype.terms import Duration
    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task
    from retrosheet.schedule.placed import ScheduledTask, Steps
    from retrosheet.schedule.standing import AsOf


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
    ordered = in_order(tasks)
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
    return with_floats(tasks, steps, earliest, calendar, as_of)


def to_its_last_part(task: Task, steps: Mapping[str, Steps], alive: Collection[str]) -> Steps:
    """The steps of a task that is split, due with its last part; as they are where it has none."""
    own = steps[task.id]
    ends = [steps[need.id].due for need in task.needs if need.id in alive]
    if not ends:
        return own
    last = max(ends)
    return own._replace(due=last, work_end=last, work_start=last + dt.timedelta(days=1))


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
