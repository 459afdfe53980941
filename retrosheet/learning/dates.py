"""When a line of the plan is due, as an archetype says it: relative to J, or on a day of the year.

A date that somebody imposed belongs to one campaign. It is kept, as calendar days from J, on tasks
that are done and on those that people added; a date that the archetype fixed stays fixed. Where
the archetype is not known, an imposed date on work that is not done may be its own, and stays too.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import MOST_DAYS, MonthDay, Period
from retrosheet.language import Text, date_text
from retrosheet.learning.evidence import is_period

if TYPE_CHECKING:
    from retrosheet.learning.origin import Origin
    from retrosheet.sync.snapshot import Snapshot, TaskState

_HALF_A_YEAR = 180

_TO_OFFSET = Text(
    "{id} : la date imposée du {date} devient {day}.",
    "{id}: the imposed date {date} becomes {day}.",
)
_KEPT_FIXED = Text(
    "{id} : la date imposée du {date} reste une date fixe ; si elle ne valait que pour cette "
    "campagne, supprimez-la.",
    "{id}: the imposed date {date} stays a fixed date; if it was for this campaign only, delete "
    "it.",
)
_DROPPED = Text(
    "{id} : la date imposée du {date} n’est pas reprise, la tâche n’est pas terminée.",
    "{id}: the imposed date {date} is not taken over, the task is not done.",
)


class When(NamedTuple):
    """At most one date of a task, and what there is to say about it."""

    due: int | None = None
    period: Period | None = None
    fixed: dt.date | MonthDay | None = None
    said: tuple[Text, ...] = ()


def when(line: TaskState, task_id: str, snapshot: Snapshot, origin: Origin) -> When:
    """The date of a line that is neither a repetition nor a follow-up, ``task_id`` from now on."""
    found = _when(line, snapshot, origin)
    return found._replace(said=tuple(said.format(id=task_id) for said in found.said))


def _when(line: TaskState, snapshot: Snapshot, origin: Origin) -> When:
    task = line.task
    if task.placement == "free":
        return _of_added(line, snapshot)
    if task.imposed is None:
        return _placed(line, task.offset)
    before, known = origin.lines.get(task.id), origin.tasks.get(task.id)
    if before is not None and known is not None and before.imposed == task.imposed:
        return When(fixed=known.fixed)
    if line.finished:
        offset = _offset(task.imposed, snapshot.launch)
        return _placed(line, offset, _said(_TO_OFFSET, task.imposed, offset))
    if before is None and task.offset is None and origin.archetype is None:
        fixed = _any_year(task.imposed, snapshot.launch)
        return When(fixed=fixed, said=(_said(_KEPT_FIXED, task.imposed),))
    if known is not None and known.fixed is not None:
        return When(fixed=known.fixed, said=(_said(_DROPPED, task.imposed),))
    return _placed(line, task.offset, _said(_DROPPED, task.imposed))


def _of_added(line: TaskState, snapshot: Snapshot) -> When:
    """An added line keeps its place: on its date, else where what it needs put it."""
    task, by_id = line.task, snapshot.schedule.by_id
    if task.imposed is not None:
        offset = _offset(task.imposed, snapshot.launch)
        return When(due=offset, said=(_said(_TO_OFFSET, task.imposed, offset),))
    if task.offset is not None:
        return When(due=task.offset)
    needed = [by_id[need.id].task for need in task.needs]
    follows_launch = any(
        need.after_launch or (need.offset == 0 and need.placement == "late") for need in needed
    )
    if not needed or follows_launch:
        return When()
    return When(due=_offset(by_id[task.id].due, snapshot.launch))


def _placed(line: TaskState, offset: int | None, *said: Text) -> When:
    task = line.task
    if offset is not None and is_period(task) and not task.margin and task.duration > 0:
        first = max(-MOST_DAYS, offset - task.duration + 1)
        return When(period=Period(first, offset), said=said)
    return When(due=offset, said=said)


def _offset(day: dt.date, launch: dt.date) -> int:
    return max(-MOST_DAYS, min(MOST_DAYS, (day - launch).days))


def _any_year(day: dt.date, launch: dt.date) -> dt.date | MonthDay:
    """The day of any year, where that is the one nearest to launch."""
    if abs((day - launch).days) > _HALF_A_YEAR or (day.month, day.day) == (2, 29):
        return day
    return MonthDay(day.month, day.day)


def _said(text: Text, date: dt.date, offset: int = 0) -> Text:
    sign = "+" if offset > 0 else "-"
    count = f"{sign}{abs(offset)}" if offset else ""
    said = Text.by(lambda lang: date_text(date, lang))
    return text.format(id="{id}", date=said, day=f"J{count}")
