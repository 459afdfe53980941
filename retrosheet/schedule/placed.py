"""What the passes find out about a task: the values on the way, and where it lies in the end."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.campaign import Task


class Steps(NamedTuple):
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
class ScheduledTask:
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
