"""Tasks left out of a list, and what they needed passed on to those that needed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype import bridged
from retrosheet.archetype.source.trees import need_in, needs_of, with_needs

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from retrosheet.archetype.model import Need
    from retrosheet.archetype.source.nodes import Mapping, Node


def around(task: Mapping, left_out: Table[str, Mapping]) -> Mapping:
    """The task needing, for each task left out that it needs, what that one needs in its turn.

    As with the optional blocks of a campaign, the lag behind a task left out goes with it. What
    cannot be read is kept, to be complained about.
    """
    needs = needs_of(task)
    if not any((need := need_in(node)) and need.id in left_out for node in needs):
        return task
    nodes: dict[Need, Node] = {}
    unread: dict[int, Node] = {}

    def read(items: list[Node]) -> list[Need]:
        found = []
        for node in items:
            need = need_in(node)
            if need is None:
                unread[id(node)] = node
            else:
                nodes.setdefault(need, node)
                found.append(need)
        return found

    def gone(task_id: str) -> list[Need] | None:
        return read(needs_of(left_out[task_id])) if task_id in left_out else None

    kept = bridged.around(read(needs), gone, waiting=False)
    return with_needs(task, [*(nodes[need] for need in kept), *unread.values()])
