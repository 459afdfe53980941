"""What is chosen: the optional blocks that are in, and what is left of tasks without the others."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.errors import InvalidInput
from retrosheet.language import Text
from retrosheet.slugs import spelling

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from retrosheet.archetype import model
    from retrosheet.campaign.values import Options, Role

_UNKNOWN_BLOCK = Text(
    "Bloc facultatif inconnu : « {name} ». {known}", "Unknown optional block: {name!r}. {known}"
)
_KNOWN_BLOCKS = Text("Cette campagne connaît : {names}.", "This campaign has: {names}.")
_BOTH_WAYS = Text(
    "« {name} » : à la fois demandé et retiré ; gardez l’un des deux.",
    "{name!r}: both asked for and left out; keep one of the two.",
)
_NO_BLOCKS = Text(
    "Cette campagne n’a pas de bloc facultatif.", "This campaign has no optional blocks."
)


def chosen_blocks(archetype: model.Archetype, options: Options) -> frozenset[str]:
    """The ids of the optional blocks that are in: the usual ones, with what people add and leave.

    A block is named by its id or by its title in any language, in any spelling. Raises InvalidInput
    with all the unknown blocks.
    """
    lang = options.lang
    known = {
        spelling(name): block.id
        for block in archetype.blocks
        for name in (*block.title.everywhere(), block.id)
    }
    named = dict.fromkeys((*options.with_blocks, *options.without_blocks))
    wrong = [name for name in named if spelling(name) not in known]
    if wrong:
        names = (f"{block.title.to(lang)} ({block.id})" for block in archetype.blocks)
        listed = (
            _KNOWN_BLOCKS.to(lang).format(names=", ".join(names)) if known else _NO_BLOCKS.to(lang)
        )
        raise InvalidInput(
            "\n".join(_UNKNOWN_BLOCK.to(lang).format(name=name, known=listed) for name in wrong)
        )
    chosen = {block.id for block in archetype.blocks if block.default}
    added, left = (
        {known[spelling(name)] for name in names}
        for names in (options.with_blocks, options.without_blocks)
    )
    if both := sorted(added & left):
        raise InvalidInput("\n".join(_BOTH_WAYS.to(lang).format(name=name) for name in both))
    return frozenset((chosen | added) - left)


def with_blocks(task: model.Task, blocks: Collection[str], roles: Collection[str]) -> model.Task:
    """The task without the parts that belong to other blocks and the roles that are not there."""
    return replace(
        task,
        deliverable=tuple(part for part in task.deliverable if part.is_in(blocks)),
        checklist=tuple(part for part in task.checklist if part.is_in(blocks)),
        raci=tuple((role, letter) for role, letter in task.raci if role in roles),
    )


def with_work(
    roles: Iterable[Role],
    archetype: model.Archetype,
    kept: Collection[str],
    blocks: Collection[str],
) -> tuple[Role, ...]:
    """The roles without those that only do or decide what is left out.

    ``kept`` are the ids of the tasks that are in, ``blocks`` those of the optional blocks. A role
    for which somebody is named stays.
    """
    working: dict[str, bool] = {}
    for task in archetype.tasks:
        for role in _hands(task):
            working[role] = working.get(role, False) or task.id in kept
    for kpi in archetype.kpis:
        there = kpi.block is None or kpi.block in blocks
        working[kpi.owner] = working.get(kpi.owner, False) or there
    return tuple(role for role in roles if role.person or working.get(role.id, True))


def _hands(task: model.Task) -> Iterator[str]:
    yield task.owner
    yield from (role for role, letter in task.raci if letter in "RA")
    yield from (chaser.owner for chaser in task.follow_ups if chaser.owner)
