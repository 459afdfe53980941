"""What the people of the example type into their workbook in its first three weeks.

The edits are made to the description of the workbook, and all its formulas calculated, before it
is saved again: the file is the one that a spreadsheet program would have left.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Text
from retrosheet.layout.frame import Frame
from retrosheet.slugs import slug

if TYPE_CHECKING:
    from retrosheet.cli.options.plan_request import Request
    from retrosheet.schedule import ScheduledTask
    from retrosheet.workbook.model import Value, Workbook

_WEEKS = 3
_DONE = Text("fait", "done")
_DOING = Text("En cours", "In progress")
_BLOCKED = Text("bloqué", "blocked")
_WHY = Text("Le prestataire ne répond plus.", "The supplier does not answer any more.")


class Edits(NamedTuple):
    """What was typed by ``day``, as cells of the plan by task and column key."""

    day: dt.date
    done: tuple[str, ...]
    doing: tuple[str, ...]
    blocked: tuple[str, ...]


def edits(request: Request) -> Edits:
    """Most work goes as planned; one task hangs, the next one is blocked."""
    campaign, schedule = request.campaign, request.schedule
    day = campaign.calendar.on_or_after(schedule.start + dt.timedelta(weeks=_WEEKS))
    begun = sorted((p for p in schedule.tasks if p.start < day), key=lambda p: (p.due, p.start))
    over = [placed for placed in begun if placed.due < day]
    running = [placed for placed in begun if placed.due >= day]
    late = _hanging(over)
    done = tuple(placed.task.id for placed in over if placed not in late)
    return Edits(
        day,
        done=done,
        doing=tuple(p.task.id for p in (*late, *running[1:])),
        blocked=tuple(p.task.id for p in running[:1]),
    )


def _hanging(over: list[ScheduledTask]) -> list[ScheduledTask]:
    """The last critical piece of work that should be done by now."""
    worked = [placed for placed in over if placed.task.duration > 1 and placed.critical]
    return (worked or over)[-1:]


def edited(workbook: Workbook, request: Request, made: Edits) -> Workbook:
    """The workbook with the edits in it and all that follows from them, its clock held there."""
    from retrosheet.calculate import calculated

    frame, lang = Frame(request.campaign, request.schedule, request.today), request.campaign.lang
    typed: dict[tuple[str, int, int], Value] = {}
    rows = frame.plan.rows

    def put(task_id: str, key: str, value: Value) -> None:
        typed["plan", rows[task_id], frame.plan.column(key)] = value

    for task_id in made.done:
        put(task_id, "status", _DONE.to(lang))
    for task_id in made.doing:
        put(task_id, "status", _DOING.to(lang))
        put(task_id, "progress", 0.5)
    for task_id in made.blocked:
        put(task_id, "status", _BLOCKED.to(lang))
        put(task_id, "comment", _WHY.to(lang))
    for row, role in enumerate(request.campaign.roles, frame.settings.list_row + 1):
        if role.person:
            first_name = slug(role.person.split()[0])
            typed["settings", row, frame.settings.team_column + 2] = f"{first_name}@example.org"
    clock = frame.settings.entry("today")
    typed["settings", clock.first_row, clock.first_column] = made.day
    return calculated(workbook.typed(typed), made.day)
