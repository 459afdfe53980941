"""Due dates that come before what they need can be finished.

The dates of a plan depend on J, but not what is impossible for every J. ``d`` working days take at
least ``d + (d - 1) // 6`` calendar days, as every week has a day off. Counted from the due date of
one task through tasks that have none, these tell the first day on which the next can be due.
"""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.checking.drafts import by_id, chain, day, known_needs
from retrosheet.archetype.model import Duration
from retrosheet.archetype.source.problems import MOST_SHOWN, Mark, RawProblem
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.archetype.checking.drafts import Draft
    from retrosheet.archetype.model import Need


class _Link(NamedTuple):
    """What a task waits for: the need that ends last, and the last day before it can begin."""

    need: Need
    place: Mark
    day: int


class _End(NamedTuple):
    """The first day on which a task can be finished; ``after`` is None where that is its date."""

    day: int
    after: _Link | None = None


def check(drafts: Sequence[Draft]) -> Iterator[RawProblem]:
    """One complaint for each due date or period that its needs make impossible."""
    tasks = by_id(drafts)
    ends: dict[str, _End] = {}
    found = 0
    for draft in _in_order(tasks):
        link = _last_link(draft, tasks, ends)
        possible = _soonest(draft, link)
        wanted: int | None = None
        if draft.period is not None:
            wanted, ends[draft.id] = draft.period.first, _End(draft.period.last)
        elif draft.due is not None:
            wanted, ends[draft.id] = draft.due, _End(draft.due)
        elif draft.free and possible is not None:
            ends[draft.id] = _End(possible, link)
        if wanted is not None and link is not None and possible is not None and possible > wanted:
            yield _complaint(draft, wanted, possible, _links_to(link, ends), tasks)
            found += 1
            if found > MOST_SHOWN:
                return


def _in_order(tasks: Mapping[str, Draft]) -> Iterator[Draft]:
    """The tasks, each behind what it needs; those in a circle, or behind one, are left out."""
    missing = {task_id: len(known_needs(draft, tasks)) for task_id, draft in tasks.items()}
    followers: dict[str, list[str]] = {}
    for task_id, draft in tasks.items():
        for need, _ in known_needs(draft, tasks):
            followers.setdefault(need.id, []).append(task_id)
    ready = deque(task_id for task_id, count in missing.items() if count == 0)
    while ready:
        task_id = ready.popleft()
        yield tasks[task_id]
        for follower in followers.get(task_id, ()):
            missing[follower] -= 1
            if missing[follower] == 0:
                ready.append(follower)


def _last_link(draft: Draft, tasks: Mapping[str, Draft], ends: Mapping[str, _End]) -> _Link | None:
    links = [
        _Link(need, place, ends[need.id].day + need.lag.least_days)
        for need, place in known_needs(draft, tasks)
        if need.id in ends
    ]
    return max(links, key=lambda link: link.day, default=None)


def _soonest(draft: Draft, link: _Link | None) -> int | None:
    """The first day on which a period can begin, or any other task be due."""
    if link is None or draft.length is None:
        return None
    if draft.period is not None:
        return link.day + 1
    return link.day + draft.length.least_days + Duration(draft.margin, "d").least_days


def _links_to(link: _Link, ends: Mapping[str, _End]) -> list[_Link]:
    """The links that lead to this one, itself the last; the first begins at a task with a date."""
    links: list[_Link] = []
    step: _Link | None = link
    while step is not None:
        links.append(step)
        step = ends[step.need.id].after
    return links[::-1]


def _complaint(
    draft: Draft, wanted: int, possible: int, links: Sequence[_Link], tasks: Mapping[str, Draft]
) -> RawProblem:
    """``draft`` is due, or its period begins, on ``wanted``: before the day that is possible."""
    first = tasks[links[0].need.id]
    date = _last_day(first)
    shown = Text.by(lambda lang: _shown(links, tasks, draft, _MARGIN.to(lang)))
    if wanted <= 0 < date:
        return RawProblem(
            links[-1].place,
            Text(
                "{id} vient avant J ({wanted}) mais a besoin de ce qui vient après : {shown} "
                "; supprimez ce besoin, ou écrivez {possible} ou plus tard pour {id}",
                "{id} comes before J ({wanted}) but needs what comes after it: {shown}; "
                "delete this need, or write {possible} or later for {id}",
            ).format(id=draft.id, wanted=day(wanted), shown=shown, possible=day(possible)),
        )
    late = possible - wanted
    plural = "s" if late > 1 else ""
    move = Text("avancez {id} à {date}, ", "move {id} to {date}, ").format(
        id=first.id, date=day(date - late)
    )
    if date == 0:  # launch itself, which does not move
        move = Text("", "")
    return RawProblem(
        draft.filled.places["period" if draft.period else "due"],
        Text(
            "{wanted} est trop tôt de {late} jour{plural} : {shown} mène à {possible} au "
            "plus tôt ; écrivez {possible} ou plus tard, {move}ou raccourcissez ce qui est "
            "entre les deux",
            "{wanted} is too early by {late} day{plural}: {shown} leads to {possible} at the "
            "soonest; write {possible} or later, {move}or shorten what lies between",
        ).format(
            wanted=day(wanted),
            late=late,
            plural=plural,
            shown=shown,
            possible=day(possible),
            move=move,
        ),
    )


_MARGIN = Text("marge", "margin")


def _shown(links: Sequence[_Link], tasks: Mapping[str, Draft], draft: Draft, margin: str) -> str:
    """The way to a task: CRE1 (J-30) → CRE2 (5d) → +3cd → CRE3 (10d, margin 2d)."""
    first = tasks[links[0].need.id]
    steps = [f"{first.id} ({day(_last_day(first))})"]
    followers = [*(tasks[link.need.id] for link in links[1:]), draft]
    for link, task in zip(links, followers, strict=True):
        lag, length = link.need.lag, task.length
        if lag.amount:
            steps.append(f"+{lag.amount}{lag.unit}")
        parts = [f"{length.amount}{length.unit}"] if length and not task.period else []
        if task.margin and not task.period:
            parts.append(f"{margin} {task.margin}d")
        steps.append(f"{task.id} ({', '.join(parts)})" if parts else task.id)
    return chain(steps)


def _last_day(draft: Draft) -> int:
    """When a task with a date relative to J is done."""
    return draft.period.last if draft.period else draft.due or 0
