"""A file without problems as an ``Archetype``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.checking.drafts import fixed_of, length_of
from retrosheet.archetype.checking.rules import RACI_LETTERS
from retrosheet.archetype.format.choices import KINDS
from retrosheet.archetype.model import (
    Archetype,
    Block,
    BudgetLine,
    Channel,
    Duration,
    FollowUp,
    Kind,
    Kpi,
    Need,
    Objective,
    Part,
    Period,
    Phase,
    RaciLetter,
    Repeat,
    Role,
    Task,
    Yearly,
)
from retrosheet.archetype.parts import behind_their_task
from retrosheet.archetype.source.filled import Filled
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator


def archetype(root: Filled, name: str, path: str) -> Archetype:
    """The archetype that a complete and consistent file describes."""
    return Archetype(
        name=name,
        path=path,
        title=root.the("title", Text),
        summary=root.the("summary", Text),
        roles=tuple(Role(role, title) for role, title in _texts(root, "roles")),
        phases=tuple(
            Phase(
                id=phase.the("id", str),
                title=phase.the("title", Text),
                tasks=behind_their_task(_task(task) for task in phase.every("tasks", Filled)),
            )
            for phase in root.every("phases", Filled)
        ),
        channels=tuple(Channel(channel, title) for channel, title in _texts(root, "channels")),
        blocks=tuple(_blocks(root)),
        objectives=tuple(
            Objective(
                title=item.the("title", Text),
                specific=item.the("specific", Text),
                measurable=item.the("measurable", Text),
                achievable=item.the("achievable", Text),
                relevant=item.the("relevant", Text),
                time_bound=item.the("time_bound", Text),
                block=item.get("block", str),
            )
            for item in root.every("objectives", Filled)
        ),
        kpis=tuple(
            Kpi(
                title=item.the("title", Text),
                target=item.the("target", float),
                unit=item.the("unit", Text),
                measured=item.the("measured", int),
                owner=item.the("owner", str),
                source=item.get("source", Text),
                better="lower" if item.get("better", str) == "lower" else "higher",
                block=item.get("block", str),
            )
            for item in root.every("kpis", Filled)
        ),
        budget=tuple(
            BudgetLine(
                title=item.the("title", Text),
                category=item.the("category", Text),
                amount=item.the("amount", float),
                task=item.get("task", str),
                block=item.get("block", str),
            )
            for item in root.every("budget", Filled)
        ),
        closed=tuple(root.every("closed", Yearly)),
    )


def _texts(root: Filled, key: str) -> Iterator[tuple[str, Text]]:
    for entry in root.entries(key):
        assert isinstance(entry.key.value, str)
        assert isinstance(entry.value, Text)
        yield entry.key.value, entry.value


def _blocks(root: Filled) -> Iterator[Block]:
    for entry in root.entries("blocks"):
        assert isinstance(entry.key.value, str)
        assert isinstance(entry.value, Filled)
        default = entry.value.get("default", bool)
        title = entry.value.the("title", Text)
        yield Block(entry.key.value, title, default=default is not False)


def _task(task: Filled) -> Task:
    length = length_of(task)
    assert length is not None
    period = task.get("period", Period)
    repeat = task.get("repeat", Filled)
    owner = task.the("owner", str)
    return Task(
        id=task.the("id", str),
        title=task.the("title", Text),
        owner=owner,
        kind=_kind(task),
        duration=length,
        incompressible="wait" in task.values,
        needs=tuple(task.every("needs", Need)),
        due=task.get("due", int),
        period=period,
        fixed=fixed_of(task),
        margin=task.get("margin", int) or 0,
        any_day=period is not None or task.get("any_day", bool) is True,
        deliverable=tuple(task.every("deliverable", Part)),
        channel=task.get("channel", str),
        block=task.get("block", str),
        note=task.get("note", Text),
        checklist=tuple(task.every("checklist", Part)),
        raci=tuple(_raci(task, owner)),
        follow_ups=tuple(
            FollowUp(
                after=item.the("after", Duration),
                title=item.get("title", Text),
                owner=item.get("owner", str),
            )
            for item in task.every("follow_up", Filled)
        ),
        repeat=Repeat(repeat.the("every", int), repeat.the("until", int)) if repeat else None,
        parent=task.get("parent", str),
        line=0 if task.place.file else task.place.line,
    )


def _kind(task: Filled) -> Kind:
    given = task.get("kind", str)
    return next((kind for kind in KINDS if kind == given), "task")


def _raci(task: Filled, owner: str) -> Iterator[tuple[str, RaciLetter]]:
    """Roles and letters in the order R, A, C, I; the owner is R unless somebody else is."""
    raci = task.get("raci", Filled)
    if raci is None:
        return
    for letter in RACI_LETTERS:
        roles = raci.every(letter, str)
        if letter == "R" and not roles:
            roles = [owner]
        for role in roles:
            yield role, letter
