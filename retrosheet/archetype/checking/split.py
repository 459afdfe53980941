"""Sub-tasks in a file: what being split forbids, and what that makes of needs.

The rules are those of ``parts``, for tasks of which not all can be read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.checking.drafts import by_id
from retrosheet.archetype.source.filled import Filled
from retrosheet.archetype.source.problems import RawProblem
from retrosheet.archetype.source.unfit import quoted
from retrosheet.archetype.terms import Duration, Need
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.archetype.checking.drafts import Draft

_OF_PARTS = (
    "kind", "duration", "wait", "due", "period", "fixed", "margin", "any_day", "repeat",
    "follow_up",
)  # fmt: skip
"""What only the sub-tasks of a task that is split can have."""


def linked(drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts with what each waits for, as ``needs_of`` says it of tasks that are in order."""
    tasks = by_id(drafts)
    parents = {draft.id: _parent_of(draft) for draft in drafts}
    parts: dict[str, list[Draft]] = {}
    for draft in drafts:
        parent = parents[draft.id]
        if parent in tasks and parent != draft.id:
            parts.setdefault(parent, []).append(draft)
    found = []
    for draft in drafts:
        if draft.id in parts:
            none = Duration(0, "d")
            needs = [(Need(part.id, none), part.place) for part in parts[draft.id]]
            found.append(draft._replace(needs=needs, length=none, margin=0, milestone=False))
            continue
        siblings = {part.id for part in parts.get(parents[draft.id], ())}
        named = {need.id for need, _ in draft.needs}
        passed = []
        if siblings and not siblings & named:
            of_parent = tasks[parents[draft.id]].needs
            passed = [each for each in of_parent if each[0].id not in named]
        found.append(draft._replace(needs=[*draft.needs, *passed]))
    return found


def _parent_of(draft: Draft) -> str:
    return draft.filled.get("parent", str) or ""


def check(archetype: Filled, drafts: Sequence[Draft]) -> Iterator[RawProblem]:
    """Sub-tasks of themselves, of sub-tasks or of another phase's task; keys of split tasks."""
    phases = {
        task.place: number
        for number, phase in enumerate(archetype.every("phases", Filled))
        for task in phase.every("tasks", Filled)
    }
    tasks = by_id(drafts)
    split: set[str] = set()
    for draft in drafts:
        parent = _parent_of(draft)
        if not parent:
            continue
        place = draft.filled.places["parent"]
        if parent == draft.id:
            yield RawProblem(place, _ITSELF)
        elif parent in tasks:
            split.add(parent)
            if _parent_of(tasks[parent]):
                yield RawProblem(place, _too_deep(parent, _parent_of(tasks[parent])))
            elif phases.get(tasks[parent].place) != phases.get(draft.place):
                yield RawProblem(place, _elsewhere(parent))
    yield from _of_parts(tasks, split)


def _of_parts(tasks: Mapping[str, Draft], split: set[str]) -> Iterator[RawProblem]:
    for task_id, draft in tasks.items():
        if task_id not in split:
            continue
        for key in _OF_PARTS:
            if key in draft.filled.keys and draft.filled.get(key, str) != "task":
                yield RawProblem(draft.filled.keys[key], _not_of_its_own(key))


_ITSELF = Text(
    "une tâche n’est pas une part d’elle-même : supprimez « parent »",
    'a task is not a part of itself: delete "parent"',
)


def _too_deep(parent: str, above: str) -> Text:
    return Text(
        "« {parent} » est déjà une sous-tâche de « {above} » : phase, tâche, sous-tâche, pas plus "
        "bas ; écrivez parent: {above}",
        '"{parent}" is a sub-task of "{above}" already: phase, task, sub-task, no deeper; write '
        "parent: {above}",
    ).format(parent=quoted(parent), above=quoted(above))


def _elsewhere(parent: str) -> Text:
    return Text(
        "« {parent} » est dans une autre phase : une sous-tâche est dans celle de sa tâche",
        '"{parent}" is in another phase: a sub-task is in that of its task',
    ).format(parent=quoted(parent))


def _not_of_its_own(key: str) -> Text:
    return Text(
        "une tâche découpée tient ses dates de ses sous-tâches : mettez « {key} » sur l’une "
        "d’elles, ou supprimez-le",
        'a task that is split has its dates from its sub-tasks: put "{key}" on one of them, or '
        "delete it",
    ).format(key=key)
