"""One task of a standing: what is planned, what people typed, and what was found about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.standing.model import Item
from retrosheet.statuses import DOING, DONE, FINISHED

if TYPE_CHECKING:
    from retrosheet.sync.findings import Findings
    from retrosheet.sync.snapshot import Snapshot, TaskState


def item_of(
    line: TaskState, snapshot: Snapshot, findings: Findings, *, phase: int, channel: str,
    deliverable: str,
) -> Item:  # fmt: skip
    """The task of a line, in the phase of that number, with texts that no date depends on."""
    task, outlook = line.task, snapshot.outlook(findings.today)
    placed = outlook.schedule.by_id[task.id]
    standing = line.standing(findings.today)
    remembered = snapshot.remembered.get(task.id)
    before = remembered.due if remembered else None
    baseline = None if line.cancelled else snapshot.baseline
    first = baseline.of(task.id) if baseline else None
    if first == (placed.start, placed.due):
        first = None
    status = line.status
    # an actual end counts whatever the status says: one that has passed as done, one that lies
    # ahead as a promise; but of what is cancelled nobody expects an end
    if standing.ended is not None and status not in FINISHED:
        status = DONE
    elif standing.expected and status in FINISHED and not line.cancelled:
        status = DOING
    if task.split:
        status = outlook.state(task.id)
    return Item(
        id=task.id,
        phase=phase,
        title=task.title,
        owner=line.owner,
        kind=task.kind,
        start=placed.start,
        work_end=placed.work_end,
        due=placed.due,
        forecast=findings.forecasts[task.id],
        duration=outlook.length(task.id) if task.split else task.duration,
        float_days=placed.float,
        critical=placed.critical,
        status=status,
        progress=outlook.share(task.id) if task.split else line.progress or 0.0,
        margin=task.margin,
        calendar_days=task.calendar_days,
        any_day=task.any_day,
        waits=task.incompressible,
        offset=task.offset,
        imposed=task.imposed,
        ended=standing.ended,
        before=before if before != placed.due else None,
        placement=task.placement,
        drives_launch=task.drives_launch,
        needs=task.needs,
        parent=task.parent,
        split=task.split,
        owners=line.owners,
        channel=channel,
        deliverable=deliverable,
        comment=line.comment,
        finding=findings.verdicts.get(task.id),
        first=first,
        shift=snapshot.calendar.distance(first.due, placed.due) if first else 0,
    )
