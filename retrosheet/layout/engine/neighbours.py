"""What one task's formulas say of the tasks around it: arguments of MIN and MAX, side by side.

Each goes with what tells its value on the day of generation, for formulas too long for one cell.
"""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Literal

from retrosheet.layout import number_formats
from retrosheet.layout.engine.columns import DIRECT_COLUMNS
from retrosheet.layout.engine.forecast import NO_LIMIT, limit_before
from retrosheet.layout.engine.parts import Parts, Term
from retrosheet.layout.engine.steps import evening_after, first_after, last_day_before
from retrosheet.schedule import spans
from retrosheet.schedule.passes import followers_of
from retrosheet.workbook.model import Style
from retrosheet.workbook.refs import column_letters

if TYPE_CHECKING:
    from retrosheet.archetype.terms import Duration, Need
    from retrosheet.campaign import Task
    from retrosheet.layout.frame import Frame
    from retrosheet.schedule import ScheduledTask

_DAY = dt.timedelta(days=1)


class Neighbours:
    """The rows of the tasks that one needs, and of those that need it; "" where there are none.

    ``parts`` gathers the cells that hold what is too long for one formula.
    """

    def __init__(self, frame: Frame) -> None:
        self.letters = {key: column_letters(i) for i, key in enumerate(DIRECT_COLUMNS)}
        self.parts = Parts(frame, Style(number_format=number_formats.ISO_DATE, size=9))
        self._by_id = {placed.task.id: placed.task for placed in frame.schedule.tasks}
        self._followers = followers_of(self._by_id.values())
        self._judged = frame.judged
        self._calendar = frame.campaign.calendar
        self._rows = {
            line.id: frame.engine.first_row + index for index, line in enumerate(frame.engine_lines)
        }

    def is_bound(self, task: Task) -> bool:
        """Whether the end of a task is bound by tasks placed late."""
        return task.id in self._followers

    def boundaries(self, task: Task) -> str:
        """When the task may begin after each of its needs."""
        terms = [
            Term(
                first_after(self._cell(need.id, "due"), need.lag, task),
                partial(self._first_after, task, need),
            )
            for need in task.needs
        ]
        return self.parts.joined("MAX", terms)

    def due(self, task: Task) -> str:
        """When each of its needs is due."""
        return self.parts.joined("MAX", [
            Term(self._cell(need.id, "due"), partial(getattr, self._placed(need.id), "due"))
            for need in task.needs
        ])  # fmt: skip

    def mornings(self, task: Task, key: Literal["earliest_finish", "forecast_end"]) -> str:
        """The morning behind each of its needs, by the earliest pass or by the forecast."""
        terms = [
            Term(
                f"{evening_after(self._cell(need.id, key), need.lag)}+1",
                partial(self._morning, need, key),
            )
            for need in task.needs
        ]
        return self.parts.joined("MAX", terms)

    def last_days(self, task: Task, key: Literal["work_start", "latest"], *, any_day: bool) -> str:
        """The last day that each of its followers leaves it, in the plan or at the latest."""
        terms = [
            Term(
                last_day_before(self._boundary(follower, key), lag, any_day=any_day),
                partial(self._last_day_before, follower, key, lag, any_day=any_day),
            )
            for follower, lag in self._followers.get(task.id, ())
        ]
        return self.parts.joined("MIN", terms)

    def limits(self, task: Task) -> str:
        """The evening that each of those who wait for it leaves it."""
        terms = [
            Term(
                last_day_before(self._cell(follower.id, "limit_start"), lag, any_day=True),
                partial(limit_before, self._judged, follower, lag),
            )
            for follower, lag in self._judged.followers.get(task.id, ())
        ]
        return self.parts.joined("MIN", terms)

    def of_parts(self, task: Task) -> tuple[str, str]:
        """When each part of a task that is split starts and is due, but for those that are gone."""

        def terms(key: Literal["start", "due"], none: int) -> list[Term[dt.date]]:
            return [
                Term(
                    f"IF({self._cell(need.id, 'gone')}=1,{none},{self._cell(need.id, key)})",
                    partial(getattr, self._placed(need.id), key),
                )
                for need in task.needs
            ]

        starts = self.parts.joined("MIN", terms("start", NO_LIMIT))
        return starts, self.parts.joined("MAX", terms("due", 0))

    def leaving_least(self, task: Task, latest: str) -> str:
        """Of each need placed late, whether the task leaves it the least on a critical way to it.

        ``latest`` is the cell that says by which morning the task itself must begin.
        """
        terms: list[Term[int]] = []
        for need in task.needs:
            needed = self._by_id[need.id]
            if task.placement == needed.placement == "late":
                left = last_day_before(latest, need.lag, any_day=needed.latest_on_any_day)
                terms.append(Term(
                    f"IF({self._cell(need.id, 'onward')}={left},1,0)",
                    partial(self._leads, task, need.id, "leaves"),
                ))  # fmt: skip
        return self.parts.joined("MAX", terms)

    def waiting(self, task: Task, finish: str) -> str:
        """Of each follower placed late that launch waits for, whether it begins with this task.

        ``finish`` is the cell that says how soon the task can be done.
        """
        terms = [
            Term(
                f"IF({self._cell(follower.id, 'pulls')}={evening_after(finish, lag)}+1,1,0)",
                partial(self._leads, follower, task.id, "waits"),
            )
            for follower, lag in self._followers.get(task.id, ())
            if follower.drives_launch
        ]
        return self.parts.joined("MAX", terms)

    def _cell(self, task_id: str, key: str) -> str:
        return f"${self.letters[key]}{self._rows[task_id] + 1}"

    def _placed(self, task_id: str) -> ScheduledTask:
        return self._judged.schedule.by_id[task_id]

    def _first_after(self, task: Task, need: Need) -> dt.date:
        due = self._placed(need.id).due
        return spans.first_boundary_after(
            due, need.lag, self._calendar, any_day=task.spans_calendar
        )

    def _morning(self, need: Need, key: Literal["earliest_finish", "forecast_end"]) -> dt.date:
        if key == "forecast_end":
            end = self._judged.ends[need.id]
        else:
            end = self._placed(need.id).earliest.finish
        return spans.evening_after(end, need.lag, self._calendar) + _DAY

    def _boundary(self, follower: Task, key: Literal["work_start", "latest"]) -> str:
        # the dates of one that is split are those of its parts, which must not go by them
        if follower.split and key == "work_start":
            return f"({self._cell(follower.id, 'bound')}+1)"
        return self._cell(follower.id, key)

    def _last_day_before(
        self, follower: Task, key: Literal["work_start", "latest"], lag: Duration, *, any_day: bool
    ) -> dt.date:
        steps = self._placed(follower.id).steps
        boundary = steps.work_start if key == "work_start" else steps.latest
        if follower.split and key == "work_start" and steps.bound is not None:
            boundary = steps.bound + _DAY
        return spans.last_day_before(boundary, lag, self._calendar, any_day=any_day)

    def _leads(self, task: Task, need_id: str, why: Literal["leaves", "waits"]) -> int:
        """Whether the critical path leads from what a task needs to it, for one of two reasons."""
        driving = self._placed(task.id).driving
        return int(need_id in (driving.leaves if why == "leaves" else driving.waits))
