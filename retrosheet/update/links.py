"""Needs kept in order while rows come and go: around what is gone, and never in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import Duration, Need

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping


def around(
    needs: tuple[Need, ...], there: Collection[str], gone: Callable[[str], tuple[Need, ...]]
) -> tuple[Need, ...]:
    """The needs with every task that is not ``there`` replaced by what it needed itself.

    The lag to it and the lag behind it add up where they are counted in one unit; of two ways to
    one task the longer lag wins. A need of what nobody knows is left out.
    """
    found: dict[str, Need] = {}
    pending = [(need, frozenset[str]()) for need in needs]
    while pending:
        need, passed = pending.pop(0)
        if need.id in there:
            known = found.get(need.id)
            if known is None or need.lag.amount > known.lag.amount:
                found[need.id] = need
        elif need.id not in passed:
            way = passed | {need.id}
            pending[:0] = [(_joined(step, need.lag), way) for step in gone(need.id)]
    return tuple(found.values())


def _joined(step: Need, behind: Duration) -> Need:
    if not behind.amount:
        return step
    if not step.lag.amount or step.lag.unit == behind.unit:
        return step._replace(lag=Duration(step.lag.amount + behind.amount, behind.unit))
    longer = max(step.lag, behind, key=lambda lag: lag.amount)
    return step._replace(lag=longer)


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
