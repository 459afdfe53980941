"""What people typed under "Depends on", as far as it can be followed: never in a circle."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from retrosheet.archetype.order import circle
from retrosheet.archetype.terms import Need, needs_text
from retrosheet.language import LANGS
from retrosheet.schedule.network import parts_of
from retrosheet.sync.needs import read_cell
from retrosheet.workbook.needs import SLOTS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.language import Lang

Needs = tuple[Need, ...]


def typed_needs(
    said: Mapping[str, str], before: Mapping[str, Needs], gone: Mapping[str, Needs], lang: Lang
) -> tuple[dict[str, Needs], list[tuple[str, Literal["unread_needs", "circle"], str]]]:
    """The needs of each task as typed; as ``before`` where they cannot be followed.

    ``said`` has the cells of those that may be typed, ``gone`` what deleted tasks needed. With it
    comes what is not used: the task, why, and what was typed there.
    """
    needs = dict(before)
    unused: list[tuple[str, Literal["unread_needs", "circle"], str]] = []
    ids = {row_id.casefold(): row_id for row_id in (*before, *gone)}
    for row_id, typed in said.items():
        if typed.casefold() in _spellings(before[row_id]):
            continue
        read = read_cell(typed, ids, SLOTS)
        if any(entry and entry.why for entry in read.entries):
            unused.append((row_id, "unread_needs", typed))
        elif row_id not in {need.id for need in read.needs}:
            needs[row_id] = read.needs
    graph = {**gone, **needs}
    while found := circle(graph):
        changed = [one for one in found if graph[one] != before.get(one, graph[one])]
        for row_id in changed:
            unused.append((row_id, "circle", needs_text(graph[row_id], lang)))
            graph[row_id] = needs[row_id] = before[row_id]
        if not changed:
            break
    return needs, unused


def with_parts(needs: Mapping[str, Needs], parents: Mapping[str, str]) -> dict[str, Needs]:
    """The needs of each task where one that others are a part of waits for these alone.

    ``parents`` has what stands for each task under "Part of", "" for nothing.
    """
    parts = parts_of(parents, {row_id.casefold(): row_id for row_id in needs})
    return {**needs, **{whole: tuple(map(Need, own)) for whole, own in parts.of.items()}}


def _spellings(needs: Needs) -> set[str]:
    """How a plan may say these needs: in its language, or as those of earlier versions do."""
    return {needs_text(needs, lang).casefold() for lang in (None, *LANGS)}
