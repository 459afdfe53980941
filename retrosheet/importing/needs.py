"""What a task depends on, as its row names it: by id, by title or by row number.

A dependency that the dates of the table contradict is left out: dates are what people agreed on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.source.nearest import nearest
from retrosheet.archetype.terms import Duration, Need
from retrosheet.importing.dates import lengths
from retrosheet.importing.dates.lengths import Length
from retrosheet.importing.raw import Cell, Remark
from retrosheet.importing.words import folded, quoted, unmarked
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.archetype.model import Task
    from retrosheet.importing.raw import RawTask

_APART = re.compile(r"\s*[,;\n&]\s*|\s+(?:et|and)\s+")
_ADDRESS = re.compile(r"\s*\(https?://[^\s()]*\)")
_FEWEST_LETTERS = 4
# A title has no more of them in it.
_MOST_PARTS = 12
_LINKED = re.compile(r"(.*?)\s*(FD|FS|DD|SS|FF|DF|SF)?\s*(?:([-+])\s*(\d[^+]*))?", re.IGNORECASE)
_FINISH_TO_START = ("", "FD", "FS")
_NOTHING = frozenset(("", "n a", "na", "aucun", "aucune", "none", "neant", "rien"))


class _Names(NamedTuple):
    """Whom a name means: ids as the table says them, titles, and numbers of rows."""

    by_name: Mapping[str, list[int]]
    by_number: Mapping[int, int]
    titles: Sequence[str]

    def meant(self, name: str) -> list[int]:
        """The tasks of that name; by its number in the table where it is no name."""
        found = self.by_name.get(folded(unmarked(name)), [])
        if not found and re.fullmatch(r"[1-9]\d{0,4}(?:\.0)?", name, re.ASCII):
            at = self.by_number.get(int(float(name)))
            found = [] if at is None else [at]
        return found

    def begun(self, name: str) -> list[int]:
        """The tasks whose title begins with the words of the name."""
        key = folded(name)
        if len(key) < _FEWEST_LETTERS:
            return []
        return [n for n, title in enumerate(self.titles) if folded(title).startswith(f"{key} ")]


def resolved(
    tasks: Sequence[RawTask], ids: Sequence[str]
) -> tuple[list[tuple[Need, ...]], list[Remark], list[Remark]]:
    """The needs of each task, what is unsure about them, and what cannot be read."""
    by_name: dict[str, list[int]] = {}
    for index, (task, own) in enumerate(zip(tasks, ids, strict=True)):
        title = folded(unmarked(task.text("title")))
        outline = task.text("outline")
        # « 2 » may be a row as well, and is one where ids count them.
        outline = folded(outline) if "." in outline else ""
        for name in dict.fromkeys((folded(task.text("id")), outline, folded(own), title)):
            if name:
                by_name.setdefault(name, []).append(index)
    numbers = {task.number or at + 1: at for at, task in enumerate(tasks)}
    names = _Names(by_name, numbers, [unmarked(task.text("title")) for task in tasks])
    found: list[tuple[Need, ...]] = []
    doubts: list[Remark] = []
    for index, task in enumerate(tasks):
        needs, said = _needs(task, index, names, ids)
        found.append(tuple(needs.values()))
        doubts += said
    problems = [
        Remark(tasks[i].place_of("needs"), _circle(c, tasks)) for i, c in _circles(found, ids)
    ]
    return found, doubts, problems


def _needs(
    task: RawTask, index: int, names: _Names, ids: Sequence[str]
) -> tuple[dict[str, Need], list[Remark]]:
    """What a task needs, and what is to be said; the words that name no task go to its note."""
    cell = task.cells.get("needs")
    needs: dict[str, Need] = {}
    doubts: list[Remark] = []
    if cell is None:
        return needs, doubts
    for name in _listed(cell, names):
        outcome = _need(name, index, names, ids)
        if isinstance(outcome, _Meant):
            needs.setdefault(outcome.need.id, outcome.need)
            if outcome.title:
                example = _read_as(name, outcome.title)
                doubts.append(Remark(cell.place, _BY_BEGINNING, example))
        elif not any(said.text == outcome.text for said in doubts):
            doubts.append(Remark(cell.place, outcome.text, outcome.example))
            if (cell.place.heading, cell) not in task.extras:
                task.extras.append((cell.place.heading, cell))
    return needs, doubts


def _listed(cell: Cell, names: _Names) -> list[str]:
    """The names of a cell; a title that is there whole may have commas or an « et » in it."""
    text = _ADDRESS.sub("", cell.text)
    if folded(text) in _NOTHING:
        return []
    between = [match.span() for match in _APART.finditer(text)]
    begins = [0, *(end for _, end in between)]
    ends = [*(begin for begin, _ in between), len(text)]
    found: list[str] = []
    place = 0
    while place < len(begins):
        last = next(
            (
                last
                for last in range(min(len(ends), place + _MOST_PARTS) - 1, place, -1)
                if names.meant(text[begins[place] : ends[last]])
            ),
            place,
        )
        found.append(text[begins[place] : ends[last]])
        place = last + 1
    return [name for name in found if folded(name) not in _NOTHING]


class _Meant(NamedTuple):
    """A need; ``title`` is that of its task where only its beginning was named."""

    need: Need
    title: str = ""


def _need(name: str, index: int, names: _Names, ids: Sequence[str]) -> _Meant | Remark:
    meant, lag, title = names.meant(name), Duration(0, "d"), ""
    if not meant:
        match = _LINKED.fullmatch(name)
        assert match is not None
        meant = names.meant(match[1])
        if meant:
            if (match[2] or "").upper() not in _FINISH_TO_START or match[3] == "-":
                return Remark(None, _OTHER_LINK, _typed(name))
            length = lengths.read(match[4] or None)
            if not isinstance(length, Length | None):
                meant = []
            elif length is not None:
                lag = length.duration
    if not meant and len(names.begun(name)) == 1:
        meant = names.begun(name)
        title = names.titles[meant[0]]
    if not meant:
        near = nearest(folded(name), names.titles)
        return Remark(None, _UNKNOWN, _unknown(name, near and quoted(near)))
    if len(meant) > 1:
        return Remark(None, _SEVERAL, _typed(name))
    if meant[0] == index:
        return Remark(None, _ITSELF, _typed(name))
    return _Meant(Need(ids[meant[0]], lag), title)


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


def closing_circles(
    waiting: Mapping[str, tuple[Need, ...]], parts: Mapping[str, Sequence[Task]]
) -> Iterator[tuple[str, str]]:
    """Needs by which a part waits for what it is a part of, one after the other.

    Each is a task and one that it needs; ``waiting`` is expected to lose it before the next.
    """
    ids = list(waiting)
    while found := next(_circles(list(waiting.values()), ids), None):
        circle = [ids[index] for index in found[1]]
        for task_id, need_id in zip(circle, [*circle[1:], circle[0]], strict=True):
            if need_id not in {part.id for part in parts.get(task_id, ())}:
                yield task_id, need_id
                break


def of_its_whole(task: RawTask, needed: RawTask) -> Remark:
    """What is said of a dependency on the task that this one is a part of."""
    return Remark(task.place_of("needs"), _OF_ITS_WHOLE, _typed(needed.text("title")))


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


def left_out(task: RawTask, needed: RawTask) -> Remark:
    """What is said of a dependency that the dates do not allow."""
    return Remark(task.place_of("needs"), _TOO_LATE, _typed(needed.text("title")))


def without_lag(task: RawTask, needed: RawTask) -> Remark:
    """What is said of a dependency that the dates allow, but not with its lag."""
    return Remark(task.place_of("needs"), _NO_LAG, _typed(needed.text("title")))


def _typed(name: str) -> Text:
    name = quoted(name)
    return quotations(name)


def _read_as(name: str, title: str) -> Text:
    name, title = quoted(name), quoted(title)
    return Text("« {name} » est lu « {title} »", '"{name}" is read as "{title}"').format(
        name=name, title=title
    )


def _unknown(name: str, near: str | None) -> Text:
    typed = _typed(name)
    if not near:
        return typed
    return Text(
        "{typed} (vouliez-vous dire « {near} » ?)", '{typed} (did you mean "{near}"?)'
    ).format(typed=typed, near=near)


def _circle(circle: Sequence[int], tasks: Sequence[RawTask]) -> Text:
    shown = [quoted(tasks[index].text("title")) for index in [*circle[:8], circle[0]]]
    way = " → ".join(reversed(shown))
    return Text(
        "ces tâches s’attendent l’une l’autre : {way} ; retirez une des dépendances.",
        "these tasks wait for one another: {way}; remove one of the dependencies.",
    ).format(way=way)


_UNKNOWN = Text(
    "{examples} : ce n’est aucune tâche du tableau ; gardé en note",
    "{examples}: no task of the table; kept in the note",
)
_SEVERAL = Text(
    "{examples} : plusieurs tâches portent ce nom, et sans identifiant aucune n’est prise ; "
    "gardé en note",
    "{examples}: several tasks have this name, and without ids none is taken; kept in the note",
)
_ITSELF = Text(
    "{examples} : c’est la tâche elle-même ; la dépendance est laissée",
    "{examples}: this is the task itself; the dependency is left out",
)
_BY_BEGINNING = Text(
    "une tâche est reconnue à son début : {examples}",
    "a task is known by its beginning: {examples}",
)
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
_OTHER_LINK = Text(
    "{examples} : seul le lien de fin à début existe ici ; ce lien est laissé, et gardé en note",
    "{examples}: only links from finish to start exist here; this link is left out, and kept "
    "in the note",
)
