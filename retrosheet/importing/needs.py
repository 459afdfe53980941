"""What a task depends on, as its row names it: by id, by title or by row number."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.source.nearest import nearest
from retrosheet.archetype.terms import Duration, Need
from retrosheet.importing.dates import lengths
from retrosheet.importing.dates.lengths import Length
from retrosheet.importing.kept_needs import circles
from retrosheet.importing.raw import Cell, Remark
from retrosheet.importing.words import folded, quoted, unmarked
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

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
        Remark(tasks[i].place_of("needs"), _circle(c, tasks)) for i, c in circles(found, ids)
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
_OTHER_LINK = Text(
    "{examples} : seul le lien de fin à début existe ici ; ce lien est laissé, et gardé en note",
    "{examples}: only links from finish to start exist here; this link is left out, and kept "
    "in the note",
)
