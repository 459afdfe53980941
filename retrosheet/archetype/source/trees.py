"""Trees of nodes looked into and changed; a changed mapping is a new one at the same place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.format import grammar
from retrosheet.archetype.source.nodes import Mapping, Scalar, Sequence
from retrosheet.archetype.source.unfit import Unfit

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from retrosheet.archetype.model import Need
    from retrosheet.archetype.source.nodes import Node


def value_of(node: Node, key: str) -> Node | None:
    """What stands under a key of a mapping."""
    if isinstance(node, Mapping):
        for known, value in node.entries:
            if known.text == key:
                return value
    return None


def text_of(node: Node, key: str) -> str | None:
    """The single value under a key, as it is written."""
    value = value_of(node, key)
    return value.text.strip() if isinstance(value, Scalar) else None


def items_of(node: Node, key: str) -> list[Node]:
    """The list under a key; none where there is something else."""
    value = value_of(node, key)
    return value.items if isinstance(value, Sequence) else []


def entries_of(node: Node, key: str) -> list[tuple[Scalar, Node]]:
    """The lines of the table under a key; none where there is something else."""
    value = value_of(node, key)
    return value.entries if isinstance(value, Mapping) else []


def with_value(node: Mapping, key: str, value: Node) -> Mapping:
    """The mapping with another value under a key, which may be new to it."""
    if value_of(node, key) is None:
        return Mapping([*node.entries, (Scalar(key, True, value.place), value)], node.place)
    entries = [(known, value if known.text == key else old) for known, old in node.entries]
    return Mapping(entries, node.place)


def without_keys(node: Mapping, keys: Collection[str]) -> Mapping:
    """The mapping without some of its keys."""
    return Mapping([entry for entry in node.entries if entry[0].text not in keys], node.place)


def tasks_of(root: Node) -> Iterator[Mapping]:
    """The items of all phases that are mappings, uses of shared blocks among them."""
    for phase in items_of(root, "phases"):
        for item in items_of(phase, "tasks"):
            if isinstance(item, Mapping):
                yield item


def uses_shared(root: Node) -> bool:
    """Whether a phase has an item that uses a shared block."""
    return any(key.text == "use" for item in tasks_of(root) for key, _ in item.entries)


def with_items(node: Mapping, key: str, items: Iterable[Node]) -> Mapping:
    """The mapping with another list under a key; as it is where something else stands there."""
    found, listed = value_of(node, key), list(items)
    if isinstance(found, Sequence):
        return with_value(node, key, Sequence(listed, found.place))
    if found is None and listed:
        return with_value(node, key, Sequence(listed, listed[0].place))
    return node


def needs_of(task: Node) -> list[Node]:
    """What a task needs, item by item; a single need may stand without the list."""
    value = value_of(task, "needs")
    if value is None:
        return []
    return value.items if isinstance(value, Sequence) else [value]


def with_needs(task: Mapping, needs: Iterable[Node]) -> Mapping:
    """The task with other needs."""
    old = value_of(task, "needs")
    return with_value(
        task, "needs", Sequence(list(needs), task.place if old is None else old.place)
    )


def need_in(node: Node) -> Need | None:
    """The need that a node says; None where it says none."""
    if not isinstance(node, Scalar):
        return None
    try:
        return grammar.need(node.text)
    except Unfit:
        return None
