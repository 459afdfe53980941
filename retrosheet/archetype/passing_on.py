"""Tasks left out of a list, and what they needed passed on to those that needed them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.trees import need_in, needs_of, with_needs

if TYPE_CHECKING:
    from collections.abc import Mapping as Table

    from retrosheet.archetype.model import Need
    from retrosheet.archetype.nodes import Mapping, Node


def around(task: Mapping, left_out: Table[str, Mapping]) -> Mapping:
    """The task needing, for each task left out that it needs, what that one needs in its turn.

    As with the optional blocks of a campaign, the lag behind a task left out goes with it, and of
    two needs of the same task the one with the longer lag stays.
    """
    needs = needs_of(task)
    if not any((need := need_in(node)) and need.id in left_out for node in needs):
        return task
    found: dict[str, tuple[Need, Node]] = {}
    unread: list[Node] = []
    bridged: set[str] = set()
    waiting = needs[::-1]
    while waiting:
        node = waiting.pop()
        need = need_in(node)
        if need is None:
            unread.append(node)
        elif need.id not in left_out:
            known = found.get(need.id)
            if known is None or need.lag.amount > known[0].lag.amount:
                found[need.id] = (need, node)
        elif need.id not in bridged:
            bridged.add(need.id)
            waiting.extend(reversed(needs_of(left_out[need.id])))
    return with_needs(task, [*(node for _, node in found.values()), *unread])
