"""Due dates that the learned lengths make impossible for every J: one of the two gives way.

In a workbook a date that cannot be kept shows a conflict, or moves on its own; an archetype with
such dates is refused. So that it is one that can be used, what gives way here is what the workbook
would not have kept either: the earlier of two dates before launch, the later of two after it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.checking.drafts import day
from retrosheet.archetype.order import in_order
from retrosheet.archetype.terms import MOST_DAYS, Duration
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrosheet.archetype.model import Task
    from retrosheet.archetype.terms import Need

_DATE_GONE = Text(
    "{id} : l’échéance {day} ne laissait pas le temps de {other} ; elle n’est pas reprise.",
    "{id}: its due date {day} left no time for {other}; it is not taken over.",
)
_MOVED = Text(
    "{id} : l’échéance {day} est trop tôt après {other} ; elle passe à {later}.",
    "{id}: its due date {day} is too early after {other}; it becomes {later}.",
)
_NEED_GONE = Text(
    "{id} vient avant {other} : ce lien n’est pas repris.",
    "{id} comes before {other}: that link is not taken over.",
)


class _End(NamedTuple):
    """The first day on which a task can be finished, counted from the task with a date."""

    day: int
    dated: str


class _Clash(NamedTuple):
    """A task whose date is before ``possible``, what it waits for, and whose date says so."""

    task: Task
    need: Need
    possible: int
    dated: Task


def sound(tasks: Sequence[Task]) -> tuple[list[Task], list[Text]]:
    """The tasks with dates that can all be kept for some J, and what had to be changed."""
    found = {task.id: task for task in tasks}
    said: list[Text] = []
    while (clash := next(_clashes(found), None)) is not None:
        changed, text = _given_way(clash)
        found[changed.id] = changed
        said.append(text)
    return list(found.values()), said


def date_of(task: Task) -> int | None:
    """The last day of a task that has a date relative to J."""
    return task.period.last if task.period else task.due


def _given_way(clash: _Clash) -> tuple[Task, Text]:
    task, dated = clash.task, clash.dated
    own, other = date_of(task), date_of(dated)
    assert own is not None
    assert other is not None
    if own > 0:
        later = min(MOST_DAYS, clash.possible)
        moved = _moved(task, later)
        if date_of(moved) != own:
            return moved, _said(_MOVED, task, own, dated, date_of(moved) or 0)
    if own <= 0 < other or dated.repeat is not None or own > 0:
        needs = tuple(need for need in task.needs if need.id != clash.need.id)
        return replace(task, needs=needs), _said(_NEED_GONE, task, own, clash.need)
    if own < other == 0 and task.repeat is None:
        return _dateless(task), _said(_DATE_GONE, task, own, dated)
    return _dateless(dated), _said(_DATE_GONE, dated, other, task)


def _moved(task: Task, later: int) -> Task:
    """The task on a day that is possible; a period or a repetition keeps its length."""
    if task.period is not None:
        shift = min(later - task.period.first, MOST_DAYS - task.period.last)
        first, last = task.period
        return replace(task, period=task.period._replace(first=first + shift, last=last + shift))
    assert task.due is not None
    if task.repeat is not None:
        shift = min(later - task.due, MOST_DAYS - task.repeat.until)
        until = task.repeat.until + shift
        return replace(task, due=task.due + shift, repeat=task.repeat._replace(until=until))
    return replace(task, due=later)


def _dateless(task: Task) -> Task:
    return replace(task, due=None, period=None)


def _said(text: Text, task: Task, own: int, other: Task | Need, later: int = 0) -> Text:
    return text.format(id=task.id, day=day(own), other=other.id, later=day(later))


def _clashes(tasks: dict[str, Task]) -> Iterator[_Clash]:
    """Tasks whose dates come too early, as ``check`` finds them, in the order of their needs."""
    ends: dict[str, _End] = {}
    for task in in_order(tasks.values()):
        links = [
            (ends[need.id].day + need.lag.least_days, need)
            for need in task.needs
            if need.id in ends
        ]
        link = max(links, key=lambda entry: entry[0], default=None)
        date, possible = date_of(task), None
        if link is not None:
            possible = link[0] + 1
            if task.period is None:
                margin = Duration(task.margin, "d")
                possible = link[0] + task.duration.least_days + margin.least_days
        if date is not None:
            ends[task.id] = _End(date, task.id)
            wanted = task.period.first if task.period else date
            if link is not None and possible is not None and possible > wanted:
                yield _Clash(task, link[1], possible, tasks[ends[link[1].id].dated])
        elif task.fixed is None and link is not None and possible is not None:
            ends[task.id] = _End(possible, ends[link[1].id].dated)
