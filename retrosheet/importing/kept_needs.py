"""Which of the needs of a table a plan can keep: those without circles that its dates allow.

A dependency that the dates of the table contradict is left out: dates are what people agreed on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.order import in_order
from retrosheet.archetype.terms import Duration, Need
from retrosheet.importing.raw import Remark
from retrosheet.importing.words import quoted
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.archetype.model import Task
    from retrosheet.importing.raw import RawTask

_TOO_LATE = Text(
    "les dates l’emportent, dépendance laissée : {examples}, pas encore finie à cette date",
    "dates prevail, dependency left out: {examples}, not finished yet by this date",
)
_OF_ITS_WHOLE = Text(
    "une sous-tâche n’attend pas la tâche dont elle fait partie, dépendance laissée : {examples}",
    "a sub-task does not wait for the task that it is part of, dependency left out: {examples}",
)
_NO_LAG = Text(
    "les dates l’emportent : elles ne laissent pas le délai demandé après {examples}, et la "
    "dépendance est gardée sans lui",
    "dates prevail: they do not leave the lag asked for after {examples}, and the dependency "
    "is kept without it",
)


def circles(
    needs: Sequence[tuple[Need, ...]], ids: Sequence[str]
) -> Iterator[tuple[int, list[int]]]:
    """Tasks that wait for themselves through others: each circle once, from one of its tasks."""
    at = {task_id: index for index, task_id in enumerate(ids)}
    state = [0] * len(needs)
    for root in range(len(needs)):
        path: list[tuple[int, Iterator[Need]]] = []
        if state[root] == 0:
            state[root] = 1
            path = [(root, iter(needs[root]))]
        while path:
            index, left = path[-1]
            need = next(left, None)
            if need is None:
                state[index] = 2
                path.pop()
                continue
            after = at[need.id]
            if state[after] == 0:
                state[after] = 1
                path.append((after, iter(needs[after])))
            elif state[after] == 1:
                way = [step for step, _ in path]
                yield index, way[way.index(after) :]


def closing_circles(
    waiting: Mapping[str, tuple[Need, ...]], parts: Mapping[str, Sequence[Task]]
) -> Iterator[tuple[str, str]]:
    """Needs by which a part waits for what it is a part of, one after the other.

    Each is a task and one that it needs; ``waiting`` is expected to lose it before the next.
    """
    ids = list(waiting)
    while found := next(circles(list(waiting.values()), ids), None):
        circle = [ids[index] for index in found[1]]
        for task_id, need_id in zip(circle, [*circle[1:], circle[0]], strict=True):
            if need_id not in {part.id for part in parts.get(task_id, ())}:
                yield task_id, need_id
                break


def of_its_whole(task: RawTask, needed: RawTask) -> Remark:
    """What is said of a dependency on the task that this one is a part of."""
    return Remark(task.place_of("needs"), _OF_ITS_WHOLE, quotations(quoted(needed.text("title"))))


def kept(tasks: Sequence[Task], raws: Sequence[RawTask]) -> tuple[list[Task], list[Remark]]:
    """The tasks without the needs that their dates make impossible, and what is said of them."""
    from dataclasses import replace

    found = {task.id: task for task in tasks}
    rows = dict(zip((task.id for task in tasks), raws, strict=True))
    remarks: list[Remark] = []
    ends: dict[str, int | None] = {}
    for task_id in [task.id for task in in_order(tasks)]:
        task = found[task_id]
        needs = [need for need in task.needs if ends.get(need.id) is not None]
        while True:
            last = max(needs, key=lambda need: _after(need, ends), default=None)
            possible = None if last is None else _soonest(task, _after(last, ends))
            wanted = task.period.first if task.period else task.due
            if last is None or possible is None or wanted is None or possible <= wanted:
                break
            needs.remove(last)
            without = last._replace(lag=Duration(0, "d"))
            if last.lag.amount:
                needs.append(without)
                task = replace(task, needs=tuple(without if n == last else n for n in task.needs))
            else:
                task = replace(task, needs=tuple(n for n in task.needs if n.id != last.id))
            say = without_lag if last.lag.amount else left_out
            remarks.append(say(rows[task_id], rows[last.id]))
        found[task_id] = task
        ends[task_id] = task.period.last if task.period else task.due
        if wanted is None:
            ends[task_id] = possible
    return [found[task.id] for task in tasks], remarks


def _after(need: Need, ends: Mapping[str, int | None]) -> int:
    return (ends[need.id] or 0) + need.lag.least_days


def _soonest(task: Task, day: int) -> int:
    """The first day on which a period can begin, or any other task be due, after ``day``."""
    return day + 1 if task.period else day + task.duration.least_days


def left_out(task: RawTask, needed: RawTask) -> Remark:
    """What is said of a dependency that the dates do not allow."""
    return Remark(task.place_of("needs"), _TOO_LATE, quotations(quoted(needed.text("title"))))


def without_lag(task: RawTask, needed: RawTask) -> Remark:
    """What is said of a dependency that the dates allow, but not with its lag."""
    return Remark(task.place_of("needs"), _NO_LAG, quotations(quoted(needed.text("title"))))
