"""Sub-tasks written under their task, as a flat list: each behind its task, and naming it.

The trees are flattened before anything else is done with them, so that what extends an archetype
or uses a shared block meets tasks alone. There are three levels: a phase, a task, a sub-task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.source.nodes import Mapping, Refused, Scalar, Sequence
from retrosheet.archetype.source.problems import RawProblem
from retrosheet.archetype.source.trees import (
    items_of,
    value_of,
    with_items,
    with_value,
    without_keys,
)
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from retrosheet.archetype.source.nodes import Node

_TOO_DEEP = Text(
    "une sous-tâche ne se découpe pas : phase, tâche, sous-tâche, pas plus bas ; remontez "
    "celles-ci d’un cran",
    "a sub-task cannot be split: phase, task, sub-task, no deeper; move these up one level",
)
_SHARED = Text(
    "« use » prend la place d’une tâche, pas d’une sous-tâche : remontez-le d’un cran",
    '"use" stands in place of a task, not of a sub-task: move it up one level',
)
_TWICE = Text(
    "cette sous-tâche est déjà sous sa tâche : supprimez « parent »",
    'this sub-task stands under its task already: delete "parent"',
)


def flattened(root: Node) -> tuple[Node, list[RawProblem]]:
    """The tree with each sub-task behind its task, under ``parent``, and what stands too deep."""
    complaints: list[RawProblem] = []
    if not isinstance(root, Mapping):
        return root, complaints
    phases = [
        with_items(phase, "tasks", _flat(items_of(phase, "tasks"), complaints))
        if isinstance(phase, Mapping)
        else phase
        for phase in items_of(root, "phases")
    ]
    root = with_items(root, "phases", phases)
    return with_items(root, "tasks", _flat(items_of(root, "tasks"), complaints)), complaints


def _flat(items: Iterable[Node], complaints: list[RawProblem]) -> Iterator[Node]:
    for item in items:
        parts, name = value_of(item, "tasks"), value_of(item, "id")
        listed = isinstance(parts, Sequence) and parts.items and isinstance(name, Scalar)
        if not (isinstance(item, Mapping) and isinstance(parts, Sequence) and listed):
            yield item
            continue
        yield without_keys(item, ("tasks",))
        for part in parts.items:
            deeper, use = value_of(part, "tasks"), value_of(part, "use")
            if deeper is not None or use is not None:
                place = (deeper or use or part).place
                complaints.append(RawProblem(place, _TOO_DEEP if deeper is not None else _SHARED))
                yield Refused(part.place)
            elif (again := value_of(part, "parent")) is not None:
                complaints.append(RawProblem(again.place, _TWICE))
                yield Refused(part.place)
            elif isinstance(part, Mapping):
                assert isinstance(name, Scalar)
                yield with_value(part, "parent", name)
            else:
                yield part
