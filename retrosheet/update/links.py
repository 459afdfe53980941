"""Needs kept in order while rows come and go: never in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.archetype.terms import Need


def circle(needs: Mapping[str, tuple[Need, ...]]) -> tuple[str, ...]:
    """The IDs of one circle of needs, in order; none where there is no circle."""
    done: set[str] = set()
    for root in needs:
        way: list[str] = []
        stack = [iter((root,))]
        while stack:
            task = next(stack[-1], None)
            if task is None:
                stack.pop()
                if way:
                    done.add(way.pop())
            elif task in way:
                return tuple(way[way.index(task) :])
            elif task not in done:
                way.append(task)
                stack.append(iter([need.id for need in needs.get(task, ())]))
    return ()
