"""Where the plan is heading: each task's end as it looks today, and what that does to launch.

Conventions: nothing ends earlier than planned. Work that has begun takes up its remaining days
today; work that has not begins at the latest of its planned day, today, and the end of what it
needs. Margins are eaten first: whoever follows waits for the work's end, not for the due date.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from heapq import heappop, heappush
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.schedule import Schedule
from retrosheet.schedule.lags import first_boundary_after, last_day_before
from retrosheet.schedule.passes import in_order
from retrosheet.statuses import BEGUN, FINISHED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.archetype.terms import Duration
    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Task
    from retrosheet.sync.snapshot import Line, Snapshot

_DAY = dt.timedelta(days=1)


def is_done(line: Line) -> bool:
    return line.status in FINISHED or line.actual_end is not None


def is_begun(line: Line) -> bool:
    return is_done(line) or line.status in BEGUN or bool(line.progress)


class Effect(NamedTuple):
    """What one delay does: the tasks that it moves, and launch's slip in working days.

    ``left`` is how many more working days it may take before launch moves; None when launch does
    not wait for it.
    """

    moves: tuple[str, ...]
    slip: int
    left: int | None


@dataclass(frozen=True, eq=False, repr=False)
class Forecast:
    """The plan as it will go from ``today``; ``ends`` has the last day of work of each task."""

    snapshot: Snapshot
    schedule: Schedule
    today: dt.date

    @cached_property
    def _lines(self) -> Mapping[str, Line]:
        return {line.task.id: line for line in self.snapshot.lines}

    @cached_property
    def _order(self) -> list[Task]:
        return in_order(self.snapshot.tasks)

    @cached_property
    def _place(self) -> Mapping[str, int]:
        return {task.id: place for place, task in enumerate(self._order)}

    @cached_property
    def _followers(self) -> Mapping[str, list[tuple[Task, Duration]]]:
        followers: dict[str, list[tuple[Task, Duration]]] = {}
        for task in self._order:
            for need in task.needs:
                followers.setdefault(need.id, []).append((task, need.lag))
        return followers

    @cached_property
    def ends(self) -> Mapping[str, dt.date]:
        ends: dict[str, dt.date] = {}
        for task in self._order:
            ends[task.id] = self._end(task, ends)
        return ends

    def _end(self, task: Task, ends: Mapping[str, dt.date]) -> dt.date:
        planned = self.schedule.by_id[task.id]
        line = self._lines.get(task.id)
        if line is not None and is_done(line):
            return line.actual_end or min(planned.work_end, self.today)
        if line is not None and is_begun(line):
            return max(planned.work_end, self._worked(task, line, self.today))
        boundaries = [planned.steps.work_start]
        if line is not None:
            boundaries.append(self.today)
        boundaries.extend(
            first_boundary_after(
                ends[need.id], need.lag, self._calendar, any_day=task.spans_calendar
            )
            for need in task.needs
        )
        return max(planned.work_end, self._worked(task, line, max(boundaries)))

    @property
    def _calendar(self) -> Calendar:
        return self.snapshot.calendar

    def _worked(self, task: Task, line: Line | None, begin: dt.date) -> dt.date:
        """The last day of the work that is left, when it goes on at the boundary ``begin``."""
        left = self._days_left(task, line)
        if not left:
            return begin - _DAY if task.any_day else self._calendar.working_day(begin, -1)
        if task.spans_calendar:
            return begin + (left - 1) * _DAY
        return self._calendar.working_day(begin - _DAY, left)

    def _days_left(self, task: Task, line: Line | None) -> int:
        """Days of work that are left, at least one of those that there are; none without a row."""
        if line is None or not task.duration:
            return 0
        # two thirds of three days are two, whatever a float makes of it
        return max(1, ceil(round(task.duration * (1 - (line.progress or 0.0)), 6)))

    # whose delay it is

    def cause_of(self, task_id: str) -> str:
        """The task at which the delay of this one begins; "" where it begins with itself."""
        found = self._causes[task_id]
        return found if found != task_id and found in self._lines else ""

    @cached_property
    def _causes(self) -> Mapping[str, str]:
        causes: dict[str, str] = {}
        for task in self._order:
            pusher = self._pusher(task.id)
            causes[task.id] = causes[pusher] if pusher else task.id
        return causes

    def _pusher(self, task_id: str) -> str:
        """The unfinished task that keeps this one from beginning as planned; "" for none."""
        planned = self.schedule.by_id[task_id]
        line, task = self._lines.get(task_id), planned.task
        if line is not None and is_begun(line):
            return ""
        found, latest = "", max(planned.steps.work_start, self.today)
        for need in task.needs:
            needed = self._lines.get(need.id)
            if needed is not None and is_done(needed):
                continue
            boundary = first_boundary_after(
                self.ends[need.id], need.lag, self._calendar, any_day=task.spans_calendar
            )
            if boundary > latest:
                found, latest = need.id, boundary
        return found

    # launch

    @cached_property
    def _last_driving(self) -> list[Task]:
        """The tasks at which launch happens: they drive it, and nothing that drives it follows."""
        driving = [task for task in self._order if task.drives_launch]
        needed = {need.id for task in driving for need in task.needs}
        return [task for task in driving if task.id not in needed]

    @cached_property
    def slip(self) -> int:
        """Working days by which launch moves; 0 when it holds."""
        return self._slip_of(self.ends)

    def _slip_of(self, ends: Mapping[str, dt.date]) -> int:
        slips = [
            self._days_between(self.schedule.by_id[task.id].work_end, ends[task.id])
            for task in self._last_driving
            if task.id in ends
        ]
        return max(0, max(slips, default=0))

    def _days_between(self, end: dt.date, later: dt.date) -> int:
        """Working days from one last day of work to another; signed."""
        return self._calendar.distance(end + _DAY, later + _DAY)

    @cached_property
    def launch(self) -> dt.date:
        """Launch day as it looks today."""
        if not self.slip:
            return self.snapshot.launch
        return self._calendar.working_day(self.snapshot.launch, self.slip)

    @cached_property
    def left(self) -> int | None:
        """How many working days launch could lose from today; None when all it waits for is done.

        With all hands on it, that is: every task begins as soon as it can.
        """
        soonest: dict[str, dt.date] = {}
        for task in self._order:
            soonest[task.id] = self._soonest(task, soonest)
        left = [
            self._days_between(soonest[task_id], last)
            for task_id, last in self._latest_ends.items()
            if not ((line := self._lines.get(task_id)) and is_done(line))
        ]
        return max(0, min(left)) if left else None

    def _soonest(self, task: Task, soonest: Mapping[str, dt.date]) -> dt.date:
        """The end of a task that begins as soon as it can; not before a date that is imposed."""
        planned, line = self.schedule.by_id[task.id], self._lines.get(task.id)
        if line is not None and is_done(line):
            return self.ends[task.id]
        boundaries = [self.today]
        if line is None or not is_begun(line):
            boundaries.append(self.snapshot.start or self.today)
            boundaries.extend(
                first_boundary_after(
                    soonest[need.id], need.lag, self._calendar, any_day=task.spans_calendar
                )
                for need in task.needs
            )
        end = self._worked(task, line, max(boundaries))
        return max(end, planned.work_end) if task.imposed else end

    def _left_of(self, task_id: str) -> int | None:
        """The working days that a task may still lose before launch moves, if that waits for it."""
        last = self._latest_ends.get(task_id)
        return None if last is None else max(0, self._days_between(self.ends[task_id], last))

    @cached_property
    def _latest_ends(self) -> Mapping[str, dt.date]:
        """When work must end at the latest for launch to hold, once all margins are eaten."""
        latest = {task.id: self.schedule.by_id[task.id].work_end for task in self._last_driving}
        for task in reversed(self._order):
            lasts = [
                last_day_before(
                    self._begin(follower, latest[follower.id]), lag, self._calendar,
                    any_day=task.any_day,
                )
                for follower, lag in self._followers.get(task.id, ())
                if follower.id in latest and not self._stands_firm(follower)
            ]  # fmt: skip
            if lasts:
                latest[task.id] = min([*lasts, latest.get(task.id, dt.date.max)])
        return latest

    def _begin(self, task: Task, end: dt.date) -> dt.date:
        """The boundary at which work must begin to be done on ``end``."""
        left = self._days_left(task, self._lines.get(task.id))
        if left and not task.spans_calendar:
            return self._calendar.working_day(end + _DAY, -left)
        return end + (1 - left) * _DAY

    def effect_of(self, task_id: str) -> Effect:
        """What happens if this task ends as forecast and all others keep to their plan."""
        ends = {task_id: self.ends[task_id]}
        moves: list[str] = []
        # in the order of the needs, so that each task is looked at once, when all is known
        queue = self._places_behind(task_id)
        queued = set(queue)
        while queue:
            task = self._order[heappop(queue)]
            moved = None if self._stands_firm(task) else self._pushed(task, ends)
            if moved is None:
                continue
            ends[task.id] = moved
            if not task.deleted:
                moves.append(task.id)
            for place in self._places_behind(task.id):
                if place not in queued:
                    queued.add(place)
                    heappush(queue, place)
        return Effect(tuple(moves), self._slip_of(ends), self._left_of(task_id))

    def _places_behind(self, task_id: str) -> list[int]:
        return sorted({self._place[task.id] for task, _ in self._followers.get(task_id, ())})

    def _stands_firm(self, task: Task) -> bool:
        line = self._lines.get(task.id)
        return line is not None and is_begun(line)

    def _pushed(self, task: Task, ends: Mapping[str, dt.date]) -> dt.date | None:
        """The new end of a task whose needs end at ``ends``; None when it keeps to its plan."""
        planned = self.schedule.by_id[task.id]
        boundary = max(
            first_boundary_after(
                ends[need.id], need.lag, self._calendar, any_day=task.spans_calendar
            )
            for need in task.needs
            if need.id in ends
        )
        if boundary <= planned.steps.work_start:
            return None
        end = self._worked(task, self._lines.get(task.id), boundary)
        return end if end > planned.work_end else None
