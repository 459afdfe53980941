"""What a task depends on, as its row names it: by id, by title or by row number.

A dependency that the dates of the table contradict is left out: dates are what people agreed on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.nearest import nearest
from retrosheet.archetype.terms import Duration, Need
from retrosheet.importing import lengths
from retrosheet.importing.lengths import Length
from retrosheet.importing.raw import Cell, Remark
from retrosheet.importing.words import folded, quoted, unmarked
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.archetype.model import Task
    from retrosheet.importing.raw import RawTask

_APART = re.compile(r"\s*[,;\n&]\s*|\s+(?:et|and)\s+")
_LINKED = re.compile(r"(.*?)\s*(FD|FS|DD|SS|FF|DF|SF)?\s*(?:([-+])\s*(\d[^+]*))?", re.IGNORECASE)
_FINISH_TO_START = ("", "FD", "FS")
_NOTHING = frozenset(("", "n a", "na", "aucun", "aucune", "none", "neant", "rien"))


class _Names(NamedTuple):
    """Whom a name means: ids as the table says them, titles, and numbers of rows."""

    by_name: Mapping[str, list[int]]
    titles: Sequence[str]

    def meant(self, name: str) -> list[int]:
        """The tasks of that name; by its number in the table where it is no name."""
        found = self.by_name.get(folded(unmarked(name)), [])
        if not found and re.fullmatch(r"[1-9]\d{0,4}(?:\.0)?", name, re.ASCII):
            number = int(float(name))
            found = [number - 1] if number <= len(self.titles) else []
        return found


def resolved(
    tasks: Sequence[RawTask], ids: Sequence[str]
) -> tuple[list[tuple[Need, ...]], list[Remark], list[Remark]]:
    """The needs of each task, what is unsure about them, and what cannot be read."""
    by_name: dict[str, list[int]] = {}
    for index, (task, own) in enumerate(zip(tasks, ids, strict=True)):
        title = folded(unmarked(task.text("title")))
        for name in dict.fromkeys((folded(task.text("id")), folded(own), title)):
            if name:
                by_name.setdefault(name, []).append(index)
    names = _Names(by_name, [unmarked(task.text("title")) for task in tasks])
    found: list[tuple[Need, ...]] = []
    doubts: list[Remark] = []
    problems: list[Remark] = []
    for index, task in enumerate(tasks):
        cell = task.cells.get("needs")
        needs: dict[str, Need] = {}
        for name in _listed(cell, names) if cell else ():
            assert cell is not None
            outcome = _need(name, index, names, ids)
            if isinstance(outcome, Need):
                needs.setdefault(outcome.id, outcome)
            elif outcome is _OTHER_LINK:
                doubts.append(Remark(cell.place, _OTHER_LINK))
                task.extras.append((cell.place.heading, cell))
            else:
                problems.append(Remark(cell.place, outcome))
        found.append(tuple(needs.values()))
    problems += [
        Remark(tasks[i].place_of("needs"), _circle(c, tasks)) for i, c in _circles(found, ids)
    ]
    return found, doubts, problems


def _listed(cell: Cell, names: _Names) -> list[str]:
    """The names of a cell; one that is a whole title may have commas in it."""
    text = cell.text
    if folded(text) in _NOTHING:
        return []
    if names.meant(text):
        return [text]
    return [name for name in _APART.split(text) if folded(name) not in _NOTHING]


def _need(name: str, index: int, names: _Names, ids: Sequence[str]) -> Need | Text:
    meant, lag = names.meant(name), Duration(0, "d")
    if not meant:
        match = _LINKED.fullmatch(name)
        assert match is not None
        meant = names.meant(match[1])
        if meant:
            if (match[2] or "").upper() not in _FINISH_TO_START or match[3] == "-":
                return _OTHER_LINK
            length = lengths.read(match[4] or None)
            if not isinstance(length, Length | None):
                meant = []
            elif length is not None:
                lag = length.duration
    if not meant:
        near = nearest(folded(name), names.titles)
        return _unknown(name, near and quoted(near))
    if len(meant) > 1:
        return _several(name)
    if meant[0] == index:
        return _itself(name)
    return Need(ids[meant[0]], lag)


def _circles(
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


def kept(tasks: Sequence[Task], raws: Sequence[RawTask]) -> tuple[list[Task], list[Remark]]:
    """The tasks without the needs that their dates make impossible, and what is said of them."""
    from dataclasses import replace

    found = {task.id: task for task in tasks}
    rows = dict(zip((task.id for task in tasks), raws, strict=True))
    remarks: list[Remark] = []
    ends: dict[str, int | None] = {}
    for task_id in _in_order(found):
        task = found[task_id]
        needs = [need for need in task.needs if ends.get(need.id) is not None]
        while True:
            last = max(needs, key=lambda need: _after(need, ends), default=None)
            possible = None if last is None else _soonest(task, _after(last, ends))
            wanted = task.period.first if task.period else task.due
            if last is None or possible is None or wanted is None or possible <= wanted:
                break
            needs.remove(last)
            task = replace(task, needs=tuple(n for n in task.needs if n.id != last.id))
            said = _too_late(rows[last.id].text("title"))
            remarks.append(Remark(rows[task_id].place_of("needs"), said))
        found[task_id] = task
        ends[task_id] = task.period.last if task.period else task.due
        if wanted is None:
            ends[task_id] = possible
    return [found[task.id] for task in tasks], remarks


def _in_order(tasks: Mapping[str, Task]) -> list[str]:
    """The ids, each behind those it needs; there are no circles any more."""
    from graphlib import TopologicalSorter

    graph = {task.id: [need.id for need in task.needs] for task in tasks.values()}
    return list(TopologicalSorter(graph).static_order())


def _after(need: Need, ends: Mapping[str, int | None]) -> int:
    return (ends[need.id] or 0) + _least(need.lag)


def _soonest(task: Task, day: int) -> int:
    """The first day on which a period can begin, or any other task be due, after ``day``."""
    return day + 1 if task.period else day + _least(task.duration)


def _least(length: Duration) -> int:
    """The fewest calendar days that a length can take: every week has a day off."""
    days = length.amount
    return days if length.unit == "cd" or not days else days + (days - 1) // 6


def _unknown(name: str, near: str | None) -> Text:
    name = quoted(name)
    hint = Text(f" (vouliez-vous dire « {near} » ?)", f' (did you mean "{near}"?)')
    hint = hint if near else Text("", "")
    return Text(
        f"« {name} » n’est ni un identifiant, ni un titre, ni un numéro de tâche du "
        f"tableau{hint.fr}.",
        f'"{name}" is neither an id nor a title nor the number of a task of the table{hint.en}.',
    )


def _several(name: str) -> Text:
    name = quoted(name)
    return Text(
        f"« {name} » est le nom de plusieurs tâches : donnez-leur des identifiants.",
        f'"{name}" is the name of several tasks: give them ids.',
    )


def _itself(name: str) -> Text:
    name = quoted(name)
    return Text(
        f"« {name} » est la tâche elle-même : retirez-la d’ici.",
        f'"{name}" is the task itself: remove it here.',
    )


def _circle(circle: Sequence[int], tasks: Sequence[RawTask]) -> Text:
    shown = [quoted(tasks[index].text("title")) for index in [*circle[:8], circle[0]]]
    way = " → ".join(reversed(shown))
    return Text(
        f"ces tâches s’attendent l’une l’autre : {way} ; retirez une des dépendances.",
        f"these tasks wait for one another: {way}; remove one of the dependencies.",
    )


def _too_late(title: str) -> Text:
    title = quoted(title)
    return Text(
        f"dépendance laissée : à cette date, « {title} » n’est pas encore finie",
        f'dependency left out: by this date, "{title}" is not finished yet',
    )


_OTHER_LINK = Text(
    "seul le lien de fin à début existe ici : ce lien est laissé, et gardé en note",
    "only links from finish to start exist here: this link is left out, and kept in the note",
)
