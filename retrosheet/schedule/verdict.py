"""The one verdict on launch, and what in a plan endangers it. Everything that judges asks here.

**The question**: can J hold, with how many working days to spare, from today or ``start``,
whichever is later, with what is done, begun, imposed, cancelled and forecast?

**The forecast** (``ends``). Work that has begun takes up its remaining days today, and ends on the
day that somebody expects, if one is given. Work that has not begins as soon as today, ``start`` and
what it needs allow. Nothing ends sooner than planned. What is done is done; what is deleted or
cancelled takes no time. Margins are eaten: whoever follows waits for the work's end alone.

**J holds** when by this forecast all that launch is made of ends by J. Else it slips, by the
working days between the two, and at least by one. Launch that is past J and not said to have
happened happens today at the earliest.

**The days to spare** (``spare``). While J holds: the smallest float of what launch still waits for,
with its margins kept, and the imposed dates on the way to launch as firm as launch itself; 0 where
only margins or an imposed date give. When J slips: the days by which it does, below 0. None when
all that launch waits for is done.

**At risk** is what will end after its ``limit``: the last evening on which J, every imposed date
and every J-offset behind it can still be kept by eating margins. What moves within its float is
late for nobody.

The workbook's engine asks the same questions in formulas (``layout.engine.forecast``); a property
test holds the two equal.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from retrosheet.alerts import GRAVITY
from retrosheet.archetype.order import in_order
from retrosheet.schedule.floats import ended_on, first_morning
from retrosheet.schedule.passes import followers_of
from retrosheet.schedule.placed import AsOf, days_left
from retrosheet.schedule.spans import last_evening_before, span_of
from retrosheet.statuses import CANCELLED, DOING, DONE, TODO

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.archetype.terms import Duration
    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task
    from retrosheet.schedule import Schedule, ScheduledTask

_DAY = dt.timedelta(days=1)

Timely = Literal["late", "late_start", "risk", "due_soon"]
TIMELY: tuple[Timely, ...] = get_args(Timely)
"""What a task can be in time, gravest first."""
SOON_DAYS = 7
"""Within how many calendar days a task is due soon, where nobody says otherwise."""


@dataclass(frozen=True, eq=False, repr=False)
class Outlook:
    """The plan as it will go from the day of ``as_of``; all its values are by task id.

    ``schedule`` is placed as of the same day.
    """

    schedule: Schedule
    launch: dt.date
    start: dt.date | None
    calendar: Calendar
    as_of: AsOf
    soon_days: int = SOON_DAYS

    @cached_property
    def order(self) -> list[Task]:
        """The tasks with each one behind all that it needs."""
        return list(in_order(placed.task for placed in self.schedule.tasks))

    @cached_property
    def followers(self) -> Mapping[str, list[tuple[Task, Duration]]]:
        """For each id, the tasks that need it, with their lags."""
        followers: dict[str, list[tuple[Task, Duration]]] = {}
        for task in self.order:
            for need in task.needs:
                followers.setdefault(need.id, []).append((task, need.lag))
        return followers

    # tasks that are split

    @cached_property
    def parts(self) -> Mapping[str, list[Task]]:
        """The sub-tasks of each task that is split, those that are cancelled or gone left out."""
        found: dict[str, list[Task]] = {}
        for task in self.order:
            if task.parent and not task.passed:
                found.setdefault(task.parent, []).append(task)
        return found

    def state(self, task_id: str) -> int:
        """The status of a task that is split, from those of its parts."""
        standings = [self.as_of.of(part) for part in self.parts.get(task_id, ())]
        if not standings:
            return CANCELLED
        if all(standing.done for standing in standings):
            return DONE
        return DOING if any(standing.begun for standing in standings) else TODO

    def share(self, task_id: str) -> float:
        """How much of a task that is split is done, from 0 to 1, by the length of its parts."""
        parts = self.parts.get(task_id, ())
        whole = sum(max(1, part.duration) for part in parts)
        standings = [(part, self.as_of.of(part)) for part in parts]
        worked = sum(
            max(1, part.duration) * (1.0 if standing.done else standing.progress)
            for part, standing in standings
        )
        return worked / whole if whole else 0.0

    def length(self, task_id: str) -> int:
        """The working days that the parts of a task that is split span."""
        placed = self.schedule.by_id[task_id]
        return self.calendar.working_days(placed.start, placed.due)

    # the forecast

    @cached_property
    def ends(self) -> Mapping[str, dt.date]:
        """The last day of work of each task, as it looks today."""
        ends: dict[str, dt.date] = {}
        for task in self.order:
            planned, standing = self.schedule.by_id[task.id], self.as_of.of(task)
            if standing.done:
                ends[task.id] = ended_on(standing, planned.steps, self.as_of.today)
            elif standing.expected:
                ends[task.id] = standing.expected
            else:
                ends[task.id] = max(planned.work_end, self.worked(task, self._morning(task, ends)))
        return ends

    def morning(self, task: Task) -> dt.date:
        """The boundary from which on nothing keeps a task from going on, as it looks today."""
        return self._morning(task, self.ends)

    def told_end(self, task_id: str) -> dt.date:
        """The end as people are told it: as planned, where only days off lie in between.

        What is left to do ends today at the earliest, though its planned day be long past.
        """
        planned, end = self.schedule.by_id[task_id], self.ends[task_id]
        worked = self.calendar.working_days(planned.work_end + _DAY, end)
        told = end if worked or planned.task.spans_calendar else min(end, planned.work_end)
        return self._not_before_today(planned.task, told)

    def over(self, task: Task) -> bool:
        """Whether nothing is left to do: it is done, cancelled, or all its parts are."""
        if task.split:
            return self.state(task.id) in (DONE, CANCELLED)
        return task.passed or self.as_of.of(task).done

    def _morning(self, task: Task, ends: Mapping[str, dt.date]) -> dt.date:
        if self.as_of.of(task).begun:
            return self.as_of.today
        return first_morning(task, ends, self.as_of.begin(self.start), self.calendar)

    def worked(self, task: Task, morning: dt.date) -> dt.date:
        """The last day of the work that is left, when it goes on at that boundary."""
        left = days_left(task, self.as_of.of(task))
        return span_of(task)._replace(duration=left).end_from(morning, self.calendar)

    # what it does to launch

    @cached_property
    def launching(self) -> tuple[Task, ...]:
        """The tasks at which launch happens: they drive it, and nothing that drives it follows."""
        driving = [task for task in self.order if task.drives_launch]
        needed = {need.id for task in driving for need in task.needs}
        return tuple(task for task in driving if task.id not in needed)

    @cached_property
    def slip(self) -> int:
        """Working days by which launch moves; 0 when it holds."""
        return self.slip_of(self.ends)

    def slip_of(self, ends: Mapping[str, dt.date]) -> int:
        """The slip of launch if tasks end so; those that are missing count as in time."""
        slips = [
            self._days_after(self._last_day_of(task), self._not_before_today(task, ends[task.id]))
            for task in self.launching
            if task.id in ends
        ]
        return max(slips, default=0)

    def _not_before_today(self, task: Task, end: dt.date) -> dt.date:
        """The day on which a task ends; what is left to do has not ended on a day that is over.

        A milestone takes no day: the evening on which it ends by the passes is yesterday's.
        """
        return end if self.over(task) else max(end, self.as_of.today)

    def _last_day_of(self, task: Task) -> dt.date:
        last = self.schedule.by_id[task.id].steps.latest_bound
        return last if last is not None else self.schedule.by_id[task.id].due

    def _days_after(self, last: dt.date, end: dt.date) -> int:
        """Working days by which an end comes too late: at least one, 0 when it is in time."""
        return max(1, self.calendar.working_days(last + _DAY, end)) if end > last else 0

    @cached_property
    def forecast_launch(self) -> dt.date:
        """Launch day as it looks today."""
        return self.calendar.working_day(self.launch, self.slip) if self.slip else self.launch

    @cached_property
    def spare(self) -> int | None:
        """Working days to spare; below 0 when launch slips; None when nothing is waited for."""
        if self.slip:
            return -self.slip
        return None if self.least_float is None else max(0, self.least_float)

    @cached_property
    def least_float(self) -> int | None:
        """The smallest float of what launch still waits for; None when that is nothing."""
        floats = (
            placed.float
            for placed in self.schedule.tasks
            if placed.task.drives_launch
            and not placed.task.passed
            and not self.as_of.of(placed.task).done
        )
        return min(floats, default=None)

    @property
    def holds(self) -> bool:
        """Whether launch can hold."""
        return not self.slip

    # what is in danger

    @cached_property
    def limits(self) -> Mapping[str, dt.date]:
        """The last evening on which each task may end without endangering anything promised.

        Missing are those that nothing promised depends on. Lines that people add endanger
        themselves alone: of what they need, the archetype knows nothing.
        """
        limits: dict[str, dt.date] = {}
        waited_for = followers_of(self.order)
        for task in reversed(self.order):
            bounds = [
                last_evening_before(start, lag, self.calendar)
                for follower, lag in self.followers.get(task.id, ())
                if (start := self._start_within(follower, limits.get(follower.id))) is not None
            ]
            own = self._promised(self.schedule.by_id[task.id], ends_here=task.id not in waited_for)
            if own is not None:
                bounds.append(own)
            if bounds:
                limits[task.id] = min(bounds)
        return limits

    def _promised(self, placed: ScheduledTask, *, ends_here: bool) -> dt.date | None:
        """The day that is promised for a task itself: imposed, its J-offset's, or launch day."""
        task, steps = placed.task, placed.steps
        if task.passed:
            return None
        if task.placement != "late":
            return steps.due if steps.aim else None
        return task.imposed or steps.anchor or (steps.due if ends_here else None)

    @cached_property
    def limit_starts(self) -> Mapping[str, dt.date]:
        """The boundary at which each task must begin at the latest; none for one that has."""
        starts = {
            task.id: self._start_within(task, self.limits.get(task.id)) for task in self.order
        }
        return {task_id: start for task_id, start in starts.items() if start is not None}

    def _start_within(self, task: Task, limit: dt.date | None) -> dt.date | None:
        if limit is None or task.placement == "free" or self.as_of.of(task).begun:
            return None
        return span_of(task)._replace(margin=0).back_from(limit, self.calendar).start

    def left(self, task_id: str) -> int | None:
        """Working days that a task may lose before it endangers anything; None for no limit."""
        limit, end = self.limits.get(task_id), self.ends[task_id]
        if limit is None:
            return None
        return self.calendar.working_days(end + _DAY, limit)

    def endangers(self, task_id: str) -> bool:
        """Whether the forecast of a task breaks a promise, its own or one behind it."""
        limit = self.limits.get(task_id)
        return limit is not None and self.ends[task_id] > limit

    def timely(self, placed: ScheduledTask) -> Timely | None:
        """The gravest of late, late start, risk and due soon that holds for a task."""
        task, today = placed.task, self.as_of.today
        standing = self.as_of.of(task)
        if task.passed or standing.done:
            return None
        if placed.due < today:
            return "late"
        if not standing.begun and placed.start < today:
            return "late_start"
        if self.endangers(task.id) and not placed.conflict:
            return "risk"
        return "due_soon" if self.due_within(placed) else None

    def due_within(self, placed: ScheduledTask) -> bool:
        """Whether work that is left is due from today on, within the days that are soon.

        Counted so, whatever else endangers it: what is due this week is due this week.
        """
        task = placed.task
        left = not task.passed and not self.as_of.of(task).done
        return left and 0 <= (placed.due - self.as_of.today).days <= self.soon_days


def flag_of(placed: ScheduledTask, outlook: Outlook, *, blocked: bool = False) -> str:
    """What the row of a task shows: of all that holds, the gravest (``alerts.GRAVITY``).

    One that is split shows when it is done; all else its parts say, each for itself.
    """
    if placed.task.split:
        state = outlook.state(placed.task.id)
        return {DONE: "done", CANCELLED: "cancelled"}.get(state, "")
    timely = outlook.timely(placed)
    holds = {
        "done": outlook.as_of.of(placed.task).done,
        "late": timely == "late",
        "blocked": blocked,
        "late_start": timely == "late_start",
        "conflict": placed.conflict,
        "risk": timely == "risk",
        "soon": timely == "due_soon",
    }
    return next((flag for flag in GRAVITY if holds.get(flag)), "")
