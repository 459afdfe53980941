"""What an archetype gives today for a plan that is under way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.campaign import Campaign, Options, plan
from retrosheet.campaign.choosing import chosen_blocks
from retrosheet.slugs import spelling

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Collection

    from retrosheet.archetype.model import Archetype
    from retrosheet.update.present import Present


def campaign_of(
    archetype: Archetype, present: Present, launch: dt.date | None,
    with_blocks: tuple[str, ...] = (), without_blocks: tuple[str, ...] = (),
) -> Campaign:  # fmt: skip
    """The campaign that it makes with the plan's launch day, language and optional blocks.

    A block is in where the plan was made with tasks of it, unless it is named here. Raises
    InvalidInput for unknown blocks.
    """
    snapshot = present.snapshot
    made = present.made
    ids: Collection[str] = {*made.rows, *made.aliases} if made else {*present.source.planned}
    had = tuple(
        block.id
        for block in archetype.blocks
        if any(
            task.block == block.id and not {task.id, f"{task.id}-1"}.isdisjoint(ids)
            for task in archetype.tasks
        )
    )
    chosen_blocks(
        archetype,
        Options(snapshot.launch, snapshot.lang, with_blocks=with_blocks,
                without_blocks=without_blocks),
    )  # fmt: skip
    chosen = ({*had} | _named(archetype, with_blocks)) - _named(archetype, without_blocks)
    return plan(
        archetype,
        Options(
            launch or snapshot.launch,
            snapshot.lang,
            with_blocks=tuple(sorted(chosen)),
            without_blocks=tuple(block.id for block in archetype.blocks if block.id not in chosen),
            yearly=False,
        ),
    )


def _named(archetype: Archetype, names: tuple[str, ...]) -> set[str]:
    wanted = {spelling(name) for name in names}
    return {
        block.id
        for block in archetype.blocks
        if not wanted.isdisjoint(map(spelling, (block.id, *block.title.everywhere())))
    }
