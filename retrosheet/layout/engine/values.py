"""What the engine's lines show on the day of generation, when nothing has begun."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.archetype.terms import needs_text
from retrosheet.layout.engine import people as engine_people
from retrosheet.layout.engine.forecast import NO_LIMIT, limit_of
from retrosheet.layout.engine.live import CODES
from retrosheet.layout.engine.scalars import scalar_values
from retrosheet.layout.outline import rows_for
from retrosheet.statuses import TODO
from retrosheet.workbook.model import Value
from retrosheet.workbook.needs import SLOTS
from retrosheet.workbook.serials import serial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.frame import Frame
    from retrosheet.layout.outline import PlanLine
    from retrosheet.schedule import ScheduledTask


_FLAG_OF = {"late": "late", "late_start": "late_start", "risk": "risk", "due_soon": "soon"}
_BELOW_CONFLICT = (CODES[""], CODES["soon"], CODES["risk"])


class LineValues:
    """What the engine shows for each line on the day of generation, when nothing has begun."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.top = frame.plan.key_row - 1
        self.least_float = scalar_values(frame)["least_float"]

    def of(self, line: PlanLine) -> Mapping[str, Value]:
        if line.placed is None:
            return self._spare(line.id)
        task = self._task(line)
        return {**task, **self._split(line.placed)} if line.placed.task.split else task

    @cached_property
    def _places(self) -> Mapping[str, int]:
        """The row of each task in the engine, from 1."""
        return {line.id: place for place, line in enumerate(self.frame.engine_lines, 1) if line.id}

    def _split(self, placed: ScheduledTask) -> dict[str, Value]:
        """What the row of a task that is split shows otherwise: no work is done there."""
        calendar = self.frame.campaign.calendar
        return {
            "made_split": 1, "split": 1, "parts_start": placed.start, "parts_due": placed.due,
            "status": "", "gone": 1, "duration": 0, "margin": 0, "offset": "", "imposed": "",
            "float": "", "critical": 0, "left": 0, "weight": 0, "late": 0, "over": 0, "timely": 0,
            "flag": 0, "alive_start": "", "waiting_start": "", "driving_float": "",
            "milestone_rank": "", "late_rank": "", "soon_rank": "", "owners": "", "owned": 1,
            "whole": len(placed.task.needs), "state": TODO, "share": 0,
            "days": calendar.working_days(placed.start, placed.due),
        }  # fmt: skip

    def _spare(self, line_id: str) -> dict[str, Value]:
        day = self.frame.spare_day
        boundary = day + dt.timedelta(days=1)
        morning: Value = 1
        end = day
        if self.frame.live:
            start = self.frame.campaign.start
            morning = max(self.frame.today, start or self.frame.today)
            end = max(day, morning - dt.timedelta(days=1))
        return {
            "id": line_id, "title": "", "kind": "task", "placement": "free", "needs": "",
            "calendar_days": 0, "any_day": 0, "incompressible": 0, "after_launch": 0,
            "drives_launch": 0, "planned_duration": 1,
            "planned_margin": 0, "launches": 0, "room": SLOTS, "parent": "", "made_split": 0,
            "of": 0, "split": 0, "parts_start": NO_LIMIT, "parts_due": 0,
            "position": 0, "status": 0, "gone": 1,
            "duration": 0, "margin": 0, "offset": "",
            "imposed": "", "anchor": "", "bound": "", "aim": day, "aim_end": day,
            "aim_start": boundary, "pinned": 1, "due": day, "work_end": day,
            "work_start": boundary, "start": day, "conflict": 0,
            "progress": 0, "actual": "", "expected": "", "done": 0, "begun": 0, "left": 0,
            "latest_bound": "",
            "latest_end": "", "latest": boundary, "earliest_bound": boundary,
            "earliest_start": boundary, "earliest_end": day, "earliest_finish": day, "float": "",
            "onward": 0, "awaited": 0, "pulls": 0,
            "critical": 0, "forecast_bound": morning, "forecast_end": end, "limit": NO_LIMIT,
            "limit_start": NO_LIMIT, "slip": "", "weight": 0, "late": 0, "over": 0, "timely": 0,
            "flag": 0, "alive_start": "", "waiting_start": "", "driving_float": "",
            "milestone_rank": "", "late_rank": "", "soon_rank": "", "owners": "",
            "owned": 0, "odd": 0,
            "whole": 0, "worked": 0, "state": "", "share": "", "days": "",
        }  # fmt: skip

    def _task(self, line: PlanLine) -> dict[str, Value]:
        placed = line.placed
        assert placed is not None
        task, steps, early = placed.task, placed.steps, placed.earliest
        # as the plan's ranges begin at its keys, and MATCH counts from 1
        position = self.frame.plan.rows[line.id] - self.top
        judged = self.frame.judged
        end = judged.ends[task.id]
        timely = CODES[_FLAG_OF.get(judged.timely(placed) or "", "")]
        today = self.frame.today
        late = max(1, self._worked_between(steps.due, today)) if steps.due < today else 0
        tie = position / 100000
        due = serial(steps.due)
        upcoming = task.kind == "milestone" and steps.due >= self.frame.today
        return {
            "id": task.id,
            "title": task.title,
            "kind": task.kind,
            "placement": task.placement,
            "needs": needs_text(task.needs),
            "calendar_days": int(task.calendar_days),
            "any_day": int(task.any_day),
            "incompressible": int(task.incompressible),
            "after_launch": int(task.after_launch),
            "drives_launch": int(task.drives_launch),
            "planned_duration": task.duration,
            "planned_margin": task.margin,
            "launches": int(task.launches),
            "room": rows_for(task) * SLOTS,
            "parent": task.parent,
            "made_split": 0,
            "of": self._places.get(task.parent, 0),
            "split": 0,
            "parts_start": NO_LIMIT,
            "parts_due": 0,
            "whole": 0,
            "worked": 0,
            "state": "",
            "share": "",
            "days": "",
            "position": position,
            "status": 1,
            "gone": 0,
            "duration": task.duration,
            "margin": task.margin,
            "offset": "" if task.offset is None else task.offset,
            "imposed": task.imposed or "",
            "anchor": steps.anchor or "",
            "bound": steps.bound or "",
            "aim": steps.aim or "",
            "aim_end": steps.aim_end or "",
            "aim_start": steps.aim_start or "",
            "pinned": int(steps.pinned) if task.placement != "late" or self.frame.live else "",
            "due": steps.due,
            "work_end": steps.work_end,
            "work_start": steps.work_start,
            "start": placed.start,
            "conflict": int(steps.conflict),
            "progress": 0,
            "actual": "",
            "expected": "",
            "done": 0,
            "begun": 0,
            "left": task.duration,
            "latest_bound": steps.latest_bound or "",
            "latest_end": steps.latest_end or "",
            "latest": steps.latest,
            "earliest_bound": early.bound,
            "earliest_start": early.start,
            "earliest_end": early.work_end,
            "earliest_finish": early.finish,
            "float": placed.float,
            **_driving(placed),
            "critical": int(placed.critical),
            "forecast_bound": judged.morning(task),
            "forecast_end": end,
            "limit": judged.limits.get(task.id, NO_LIMIT)
            if self.frame.live
            else limit_of(judged, task),
            "limit_start": judged.limit_starts.get(task.id, NO_LIMIT),
            "slip": judged.slip_of({task.id: end}) if task in judged.launching else "",
            "weight": max(1, task.duration),
            "late": late,
            "over": max(1, self._worked_between(steps.due, end)) if end > steps.due else 0,
            "timely": timely,
            "flag": CODES["conflict"] if steps.conflict and timely in _BELOW_CONFLICT else timely,
            "alive_start": steps.work_start,
            "waiting_start": steps.work_start,
            "driving_float": placed.float if task.drives_launch else "",
            "milestone_rank": due + tie if upcoming else "",
            "late_rank": late - tie if late else "",
            "soon_rank": due + tie
            if timely == CODES["late_start"] or judged.due_within(placed)
            else "",
            "owners": engine_people.whole(self.frame.campaign.role(task.role).label),
            "owned": 1,
            "odd": 0,
        }

    def _worked_between(self, day: dt.date, later: dt.date) -> int:
        """The working days after one day, up to another."""
        calendar = self.frame.campaign.calendar
        return calendar.working_days(day + dt.timedelta(days=1), later)


def _driving(placed: ScheduledTask) -> dict[str, Value]:
    """How a task stands to the critical path, as the formulas hand it on."""
    driving, bound = placed.driving, placed.steps.latest_bound
    onward: Value = bound if bound and driving.goes_on else 1
    return {
        "onward": onward if driving.onward else 0,
        "awaited": int(driving.awaited),
        "pulls": placed.earliest.bound if driving.pulls else 0,
    }
