"""Needs that no order of the tasks can meet: a task that needs itself, directly or in a circle."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

from retrosheet.archetype.checking.drafts import by_id, chain, known_needs
from retrosheet.archetype.source.problems import RawProblem
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.archetype.checking.drafts import Draft

MOST_CIRCLES = 50


def check(drafts: Sequence[Draft]) -> Iterator[RawProblem]:
    """Needs of oneself, needs named twice, and circles, each with its whole path."""
    for draft in drafts:
        yield from _own_needs(draft)
    tasks = by_id(drafts)
    needs = {
        task_id: [need.id for need, _ in known_needs(draft, tasks)]
        for task_id, draft in tasks.items()
    }
    for circle in _circles(needs):
        yield _complaint(circle, tasks)


def _own_needs(draft: Draft) -> Iterator[RawProblem]:
    seen: set[str] = set()
    for need, place in draft.needs:
        if need.id == draft.id:
            yield RawProblem(
                place,
                Text(
                    "« {id} » a besoin d’elle-même : supprimez ce besoin",
                    '"{id}" needs itself: delete this need',
                ).format(id=draft.id),
            )
        elif need.id in seen:
            yield RawProblem(
                place,
                Text(
                    "« {id} » est déjà dans cette liste : gardez l’un des deux",
                    '"{id}" is already in this list: keep one of the two',
                ).format(id=need.id),
            )
        seen.add(need.id)


def _circles(needs: Mapping[str, Sequence[str]]) -> Iterator[list[str]]:
    """The shortest circle through each need that lies on one, each circle once.

    All circles there are may be more than anybody could read; these leave no need out.
    """
    groups = _groups(needs)
    covered: set[tuple[str, str]] = set()
    found = 0
    for task_id, needed in needs.items():
        for need in needed:
            if groups[task_id] != groups[need] or (task_id, need) in covered:
                continue
            circle = [task_id, *_way(need, task_id, needs, groups)]
            covered.update(zip(circle, [*circle[1:], circle[0]], strict=True))
            yield circle
            found += 1
            if found == MOST_CIRCLES:
                return


def _way(
    start: str, goal: str, needs: Mapping[str, Sequence[str]], groups: Mapping[str, int]
) -> list[str]:
    """The shortest way along the needs from ``start`` until just before ``goal``; there is one."""
    before: dict[str, str | None] = {start: None}
    waiting = deque([start])
    while goal not in needs[current := waiting.popleft()]:
        for need in needs[current]:
            if need not in before and groups[need] == groups[goal]:
                before[need] = current
                waiting.append(need)
    way: list[str] = []
    step: str | None = current
    while step is not None:
        way.append(step)
        step = before[step]
    return way[::-1]


def _groups(needs: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """A number for each task, the same for two tasks just where each needs the other.

    Kosaraju's way: in the order in which a walk along the needs leaves the tasks behind, last
    first, each walk against the needs finds one group.
    """
    followers: dict[str, list[str]] = {task_id: [] for task_id in needs}
    for task_id, needed in needs.items():
        for need in needed:
            followers[need].append(task_id)
    left: list[str] = []
    seen: set[str] = set()
    for root in needs:
        if root in seen:
            continue
        seen.add(root)
        walk = [(root, iter(needs[root]))]
        while walk:
            current, rest = walk[-1]
            step = next((need for need in rest if need not in seen), None)
            if step is None:
                left.append(current)
                walk.pop()
            else:
                seen.add(step)
                walk.append((step, iter(needs[step])))
    groups: dict[str, int] = {}
    for number, root in enumerate(reversed(left)):
        waiting = [root]
        while waiting:
            current = waiting.pop()
            if current not in groups:
                groups[current] = number
                waiting.extend(f for f in followers[current] if f not in groups)
    return groups


def _complaint(circle: list[str], tasks: Mapping[str, Draft]) -> RawProblem:
    place = next(place for need, place in tasks[circle[0]].needs if need.id == circle[1])
    shown = chain([*circle, circle[0]])
    return RawProblem(
        place,
        Text(
            "besoins en cercle : {shown} (chacune a besoin de la suivante) ; supprimez l’un "
            "de ces besoins",
            "circular needs: {shown} (each needs the next); delete one of these needs",
        ).format(shown=shown),
    )
