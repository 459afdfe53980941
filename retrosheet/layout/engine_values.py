"""What the engine's lines show on the day of generation, when nothing has begun."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.archetype.terms import needs_text
from retrosheet.layout import engine_people
from retrosheet.layout.engine_scalars import SOON_DAYS, scalar_values
from retrosheet.workbook.model import Value

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.frame import Frame
    from retrosheet.layout.outline import Line


class LineValues:
    """What the engine shows for each line on the day of generation, when nothing has begun."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.row = frame.engine_first_row
        self.least_float = scalar_values(frame)["least_float"]

    def of(self, line: Line) -> Mapping[str, Value]:
        row, self.row = self.row, self.row + 1
        return self._spare(line.id) if line.placed is None else self._task(line, row)

    def _spare(self, line_id: str) -> dict[str, Value]:
        day = self.frame.spare_day
        boundary = day + dt.timedelta(days=1)
        return {
            "id": line_id, "title": "", "kind": "task", "placement": "free", "needs": "",
            "calendar_days": 0, "any_day": 0, "incompressible": 0, "after_launch": 0,
            "drives_launch": 0, "planned_duration": 1,
            "planned_margin": 0, "position": 0, "duration": 0, "margin": 0, "offset": "",
            "imposed": "", "anchor": "", "bound": "", "aim": day, "aim_end": day,
            "aim_start": boundary, "pinned": 1, "due": day, "work_end": day,
            "work_start": boundary, "start": day, "conflict": 0, "latest_bound": "",
            "latest_end": "", "latest": boundary, "earliest_bound": boundary,
            "earliest_start": boundary, "earliest_end": day, "earliest_finish": day, "float": 0,
            "critical": 0, "status": 0, "done": 0, "begun": 0, "progress": 0, "weight": 0,
            "late": 0, "flag": 0, "alive_start": "", "waiting_start": "", "driving_float": "",
            "milestone_rank": "", "late_rank": "", "soon_rank": "", "owners": "", "owned": 0,
            "odd": 0,
        }  # fmt: skip

    def _task(self, line: Line, row: int) -> dict[str, Value]:
        placed = line.placed
        assert placed is not None
        task, steps, early = placed.task, placed.steps, placed.earliest
        # the frame's list begins at the engine's first row, and so does the plan's range at its key
        position = row - self.frame.engine_first_row + 3
        late = self._late(steps.due)
        flag = self._flag(late, placed.start, steps.due)
        tie = (row + 1) / 100000
        serial = steps.due.toordinal() - dt.date(1899, 12, 30).toordinal()
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
            "position": position,
            "duration": task.duration,
            "margin": task.margin,
            "offset": "" if task.offset is None else task.offset,
            "imposed": task.imposed or "",
            "anchor": steps.anchor or "",
            "bound": steps.bound or "",
            "aim": steps.aim or "",
            "aim_end": steps.aim_end or "",
            "aim_start": steps.aim_start or "",
            "pinned": int(steps.pinned) if task.placement != "late" else "",
            "due": steps.due,
            "work_end": steps.work_end,
            "work_start": steps.work_start,
            "start": placed.start,
            "conflict": int(steps.conflict),
            "latest_bound": steps.latest_bound or "",
            "latest_end": steps.latest_end or "",
            "latest": steps.latest,
            "earliest_bound": early.bound,
            "earliest_start": early.start,
            "earliest_end": early.work_end,
            "earliest_finish": early.finish,
            "float": placed.float,
            "critical": int(placed.critical),
            "status": 1,
            "done": 0,
            "begun": 0,
            "progress": 0,
            "weight": max(1, task.duration),
            "late": late,
            "flag": flag,
            "alive_start": steps.work_start,
            "waiting_start": steps.work_start,
            "driving_float": placed.float if task.drives_launch else "",
            "milestone_rank": serial + tie if upcoming else "",
            "late_rank": late - tie if late else "",
            "soon_rank": serial + tie if flag in (4, 5) else "",
            "owners": engine_people.whole(self.frame.campaign.role(task.role).label),
            "owned": 1,
            "odd": 0,
        }

    def _late(self, due: dt.date) -> int:
        today = self.frame.today
        if due >= today:
            return 0
        calendar = self.frame.campaign.calendar
        return max(1, calendar.working_days(due + dt.timedelta(days=1), today))

    def _flag(self, late: int, start: dt.date, due: dt.date) -> int:
        if late:
            return 2
        if start < self.frame.today:
            return 4
        return 5 if (due - self.frame.today).days <= SOON_DAYS else 0
