"""Which tasks of a shared block an item takes, and what is wrong with its choice."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.source.nearest import suggestion
from retrosheet.archetype.source.problems import RawProblem, line_of
from retrosheet.archetype.source.unfit import quoted
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from retrosheet.archetype.source.filled import Filled
    from retrosheet.archetype.source.problems import Mark

MOST_NAMED = 5


def chosen(
    use: Filled,
    name: str,
    known: Collection[str],
    places: dict[str, Mark],
    complaints: list[RawProblem],
) -> tuple[str, ...]:
    """The ids that a ``use`` item takes out of those ``known`` to its block, in the block's order.

    ``places`` says where the tasks that the archetype has already stand, by id in lower case; those
    taken join them. What is wrong joins ``complaints``.
    """
    unknown = list(_unknown(use, name, known))
    complaints.extend(unknown)
    only = set(use.every("only", str)) if "only" in use.places else set(known)
    without = set(use.every("without", str))
    wanted = [task for task in known if task in only and task not in without]
    if not wanted and not unknown:
        complaints.append(RawProblem(use.places["use"], _NOTHING))
    taken = [task for task in wanted if task.casefold() not in places]
    twice = [task for task in wanted if task.casefold() in places]
    if twice:
        place = use.places["use"]
        complaints.append(RawProblem(place, _twice(twice, places[twice[0].casefold()], place)))
    for entry in use.entries("override"):
        task = entry.key.value
        if isinstance(task, str) and task in known and task not in wanted:
            complaints.append(RawProblem(entry.key.place, _not_taken(task)))
    places.update((task.casefold(), use.place) for task in taken)
    return tuple(taken)


def _unknown(use: Filled, name: str, known: Collection[str]) -> Iterator[RawProblem]:
    named = [
        *use.placed("only", str),
        *use.placed("without", str),
        *(
            (entry.key.value, entry.key.place)
            for entry in use.entries("override")
            if isinstance(entry.key.value, str)
        ),
    ]
    for task, place in named:
        if task not in known:
            yield RawProblem(place, _not_in_block(task, name, known))


def _not_in_block(task: str, name: str, known: Collection[str]) -> Text:
    task = quoted(task)
    otherwise = Text("aucune tâche n’a cet identifiant", "no task has this id")
    hint = suggestion(task, known, otherwise)
    return Text(
        "le bloc partagé « {name} » n’a pas de tâche « {task} » ; {hint}",
        'the shared block "{name}" has no task "{task}"; {hint}',
    ).format(name=name, task=task, hint=hint)


def _not_taken(task: str) -> Text:
    task = quoted(task)
    return Text(
        "« {task} » n’est pas prise ici : supprimez ce changement, ou prenez la tâche",
        '"{task}" is not taken here: delete this change, or take the task',
    ).format(task=task)


def _twice(tasks: list[str], place: Mark, here: Mark) -> Text:
    line = line_of(place, here)
    shown = ", ".join(tasks[:MOST_NAMED]) + (", …" if len(tasks) > MOST_NAMED else "")
    return Text(
        "l’archétype a déjà {shown} ({line}) : une tâche n’y figure qu’une fois, choisissez "
        "avec only ou without",
        "the archetype already has {shown} ({line}): a task stands in it once, choose with "
        "only or without",
    ).format(shown=shown, line=line)


_NOTHING = Text(
    "il ne reste aucune tâche du bloc : corrigez only ou without, ou supprimez cet élément",
    "no task of the block is left: correct only or without, or delete this item",
)
