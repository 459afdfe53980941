"""The needs that people type, over the whole plan: what sync follows, and what the sheet does.

Sync takes all that can be meant and has no circle. The workbook's own formulas have room for so
many needs of a task, and go through their rows so often: ``of_sheet`` is as they follow it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import Duration, Need
from retrosheet.schedule.network import NO_PARTS, Network, Parts, network
from retrosheet.workbook.needs import LONGEST, RING_SWEEPS, SLOTS, SNAGS, SWEEPS, Piece, pieces

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.language import Lang


class TypedNeed(NamedTuple):
    """One need as typed: what it means, None for ``why``: ``no_task`` or ``unread``."""

    text: str
    need: Need | None
    why: str = ""


class NeedsCell(NamedTuple):
    """What stands under "Depends on" of one task: None for an entry that is empty."""

    entries: tuple[TypedNeed | None, ...]
    room: int
    too_long: bool = False

    @property
    def needs(self) -> tuple[Need, ...]:
        """All that can be meant, each task once."""
        return _once(self.entries)

    @property
    def crowded(self) -> bool:
        """Whether the sheet has no room for all of it."""
        return self.too_long or len(self.entries) > self.room

    @property
    def in_sheet(self) -> tuple[TypedNeed | None, ...]:
        return () if self.too_long else self.entries[: self.room]


def read_cell(text: str, ids: Mapping[str, str], room: int) -> NeedsCell:
    """A cell's needs; ``ids`` has the ID of each task that is there by its casefolded form."""
    found = tuple(
        None if piece is None else _entry(piece, ids) for piece in pieces(text)
    )  # fmt: skip
    return NeedsCell(found if any(found) else (), room, len(text) > LONGEST)


def parts_cell(parts: tuple[str, ...], room: int) -> NeedsCell:
    """The cell of a task that is split, which waits for its parts and nothing else."""
    entries = tuple(TypedNeed(part, Need(part, Duration(0, "d"))) for part in parts)
    return NeedsCell(entries, room, len(", ".join(parts)) > LONGEST)


def fixed_cell(needs: tuple[Need, ...], room: int) -> NeedsCell:
    """The cell of a task whose row is gone: what the archetype says counts."""
    return NeedsCell(tuple(TypedNeed(need.id, need) for need in needs), room)


def _entry(piece: Piece, ids: Mapping[str, str]) -> TypedNeed:
    if piece.lag is None:
        return TypedNeed(piece.text, None, "unread")
    known = ids.get(piece.id.casefold())
    if known is None:
        return TypedNeed(piece.text, None, "no_task")
    return TypedNeed(piece.text, Need(known, piece.lag))


def _once(entries: tuple[TypedNeed | None, ...]) -> tuple[Need, ...]:
    needs = [entry.need for entry in entries if entry is not None and entry.need is not None]
    return tuple(dict.fromkeys(needs))


@dataclass(frozen=True)
class TypedNetwork:
    """The cells of all tasks, in the order of the engine; that of a split one names its parts.

    ``named`` is what stands under "Part of", and ``beside`` what of the needs of a task that is
    split its parts should have instead.
    """

    cells: Mapping[str, NeedsCell]
    parts: Parts = NO_PARTS
    named: Mapping[str, str] = field(default_factory=dict)
    beside: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def meant(self) -> Network:
        """As sync follows it."""
        return network({task: cell.needs for task, cell in self.cells.items()})

    @cached_property
    def of_sheet(self) -> Network:
        """As the workbook's formulas follow it."""
        needs = {task: _once(cell.in_sheet) for task, cell in self.cells.items()}
        return network(needs, SWEEPS, RING_SWEEPS)

    def snag(self, task: str, lang: Lang) -> str:
        """What the row of a task says of the needs that it does not follow; "" for nothing."""
        key, it = self._of_parts(task) or self._snag(task)
        return SNAGS[key].to(lang).format(it=it) if key else ""

    def _of_parts(self, task: str) -> tuple[str, str] | None:
        """What keeps a row from being a part, or needs from being followed as it has parts."""
        if task in self.parts.no_task:
            return "no_parent", self.named[task]
        if task in self.parts.too_deep:
            return "too_deep", self.named[task]
        return ("split_needs", self.beside[task]) if task in self.beside else None

    def _snag(self, task: str) -> tuple[str, str]:
        cell, net = self.cells[task], self.of_sheet
        whole = len(net.turns) == len(self.cells)
        entries = cell.in_sheet
        on_circle = task in net.circle
        for first in range(0, cell.room, SLOTS):
            chunk = [entry for entry in entries[first : first + SLOTS] if entry is not None]
            for why in ("unread", "no_task"):
                for entry in chunk:
                    if entry.why == why:
                        return why, entry.text
            if whole:
                continue
            needs = [entry.need for entry in chunk if entry.need is not None]
            if on_circle:
                for need in needs:
                    if need.id in net.circle:
                        return "circle", need.id
                continue
            for need in needs:
                if need in net.left_out.get(task, ()):
                    return "later", need.id
        if cell.crowded and (whole or not on_circle):
            return "many", str(cell.room)
        return "", ""
