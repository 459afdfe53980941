"""Tasks in the order of their needs, and what keeps them from having one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from retrosheet.archetype.terms import Need


class _Needing(Protocol):
    @property
    def id(self) -> str: ...

    @property
    def needs(self) -> tuple[Need, ...]: ...


_Task = TypeVar("_Task", bound=_Needing)


def in_order(tasks: Iterable[_Task]) -> Iterator[_Task]:
    """The tasks with each one behind all that it needs; otherwise in the order given.

    They need only one another. Raises ValueError where they do so in a circle, which nobody should
    ever hand over: without an end it would take all memory.
    """
    by_id = {task.id: task for task in tasks}
    done: set[str] = set()
    begun: set[str] = set()
    for root in by_id.values():
        stack = [root]
        while stack:
            task = stack[-1]
            missing = [need.id for need in task.needs if need.id not in done]
            if task.id in done or not missing:
                stack.pop()
                if task.id not in done:
                    done.add(task.id)
                    yield task
            elif begun.isdisjoint(missing):
                begun.add(task.id)
                stack.extend(by_id[task_id] for task_id in reversed(missing))
            else:
                raise ValueError(f"a circle of needs through {task.id}")


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
