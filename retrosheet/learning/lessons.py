"""From what several campaigns show about a task to the length and the margin it should have."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import MOST_DAYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.archetype.terms import Unit


class Lesson(NamedTuple):
    """One task: what the archetype planned, what happened, and what is learned.

    Lengths in ``unit``, margins in working days. ``typed`` is the length that the plan had in the
    end, ``typed_margin`` its margin; ``observed`` one length a campaign in which it can be known.
    """

    id: str
    title: str
    unit: Unit
    planned: int
    typed: int
    observed: tuple[int, ...]
    duration: int
    planned_margin: int
    typed_margin: int
    margin: int

    @property
    def changed(self) -> bool:
        return (self.duration, self.margin) != (self.planned, self.planned_margin)


def median(days: Sequence[int]) -> int:
    """The one in the middle, or the mean of the two there; a half is rounded up."""
    ordered = sorted(days)
    middle = len(ordered) // 2
    if len(ordered) % 2:
        return ordered[middle]
    return ceil((ordered[middle - 1] + ordered[middle]) / 2)


def learned_length(typed: int, observed: Sequence[int]) -> int:
    """The median of what was observed, else what the plan says."""
    return min(MOST_DAYS, median(observed)) if observed else typed


def learned_margin(typed: int, observed: Sequence[int], unit: Unit) -> int:
    """The plan's margin, in working days, or what the worst of several campaigns would have needed.

    That is never more than the learned length: one campaign gone wrong is no plan.
    """
    if len(observed) < 2:
        return typed
    usual = learned_length(0, observed)
    missing = max(observed) - usual
    if unit == "cd":
        missing = ceil(missing * 5 / 7)
    return max(typed, min(missing, usual))
