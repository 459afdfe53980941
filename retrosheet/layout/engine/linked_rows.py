"""A row of the engine in order, and those that it is linked with.

What it needs stands above and is looked up there by its number. What needs it stands below, in a
chain for each slot: a row leads to the first, and each to the next; what is said along a chain is
gathered from its end. A task of more needs than slots goes on in the rows above its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.engine.forecast import NO_LIMIT
from retrosheet.layout.engine.steps import evening_after_read
from retrosheet.workbook.needs import SLOTS

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from retrosheet.layout.engine.refs import RowRefs
    from retrosheet.layout.frame import Frame

NUMBERS = range(1, SLOTS + 1)
"""The slots of a row: each holds one need."""


class _Own(dict[str, str]):
    """How a row names its own cells, by column."""

    def __init__(self, refs: RowRefs) -> None:
        super().__init__()
        self._refs = refs

    def __missing__(self, key: str) -> str:
        return self._refs.own(key)


class LinkedRow:
    """What the formulas of a row say of those above and below it."""

    def __init__(self, frame: Frame, refs: RowRefs) -> None:
        self.frame, self.refs, self.own = frame, refs, _Own(refs)
        # without tasks of many needs no row goes on with those of another
        self.split = any(not line.id for line in frame.engine_lines)

    def fact(self, key: str) -> str:
        """What the list says of the task that stands here."""
        return f"INDEX({self.refs.all('@' + key)},{self.own['at']})"

    def needed(self, column: str, number: int) -> str:
        link = self.own[f"link_{number}"]
        return f"INDEX({self.refs.rows_above(column)},{link}+1)"

    def greatest(self, column: str, day: str, gathered: str) -> str:
        """The greatest of what stands in a column for all that a row needs, 0 for nothing.

        ``day`` says what to make of each, ``gathered`` where a row that is continued here has its.
        """
        terms = []
        for number in NUMBERS:
            needed = self.needed(column, number)
            lag = self.own[f"gap_to_{number}"]
            each = evening_after_read(needed, lag) if day == "evening" else needed
            terms.append(f"IF({self.own[f'link_{number}']}=0,0,{each})")
        return self.with_continued(terms, gathered)

    def with_continued(self, terms: Sequence[str], gathered: str) -> str:
        """The greatest of ``terms``, and of what a row has gathered that is continued here."""
        if self.split:
            above, before = self.refs.above("more"), self.refs.above(gathered)
            terms = [*terms, f"IF(N({above})=1,{before},0)"]
        return f"MAX({','.join(terms)})"

    def least(self, chain: str) -> str:
        """The least that the chains of followers hold, ``NO_LIMIT`` where nothing follows."""
        terms = [self.held(chain, number, f"{NO_LIMIT}") for number in NUMBERS]
        return f"=MIN({','.join(terms)})"

    def held(self, chain: str, number: int, nothing: str) -> str:
        """What the first in a chain of followers holds for this row, or ``nothing``."""
        return self._below(chain, number, "first", nothing)

    def further(self, chain: str, number: int, nothing: str) -> str:
        """What the next in the chain that this row stands in holds, or ``nothing``."""
        return self._below(chain, number, "next", nothing)

    def _below(self, chain: str, number: int, which: str, nothing: str) -> str:
        row = self.own[f"{which}_{number}"]
        held = f"INDEX({self.refs.rows_below(f'{chain}_{number}')},{row})"
        return f"IF({row}=0,{nothing},{held})"

    def chain(self, chain: str, left: Callable[[int], str]) -> dict[str, str]:
        """What each that a row needs is left by it, or by its followers that stand below.

        ``left`` writes what the row itself leaves the one of that number.
        """
        return {
            f"{chain}_{number}": f"=IF({self.own[f'link_{number}']}=0,{NO_LIMIT},"
            f"MIN({left(number)},{self.further(chain, number, f'{NO_LIMIT}')}))"
            for number in NUMBERS
        }

    def flags(self, chain: str, flag: Callable[[int], str]) -> dict[str, str]:
        """1 where a test holds for a row, or for a follower below in the chain that it stands in.

        ``flag`` writes the test for the one of that number that the row needs.
        """
        return {
            f"{chain}_{number}": f"=IF({self.own[f'link_{number}']}=0,0,"
            f"MAX(IF({flag(number)},1,0),{self.further(chain, number, '0')}))"
            for number in NUMBERS
        }

    def flagged(self, chain: str) -> str:
        """1 where the test of such a chain holds for a follower, without its ``=``."""
        return f"MAX({','.join(self.held(chain, number, '0') for number in NUMBERS)})"

    def left(self, number: int, waits: str, held: Callable[[str, str], str]) -> str:
        """What a row leaves one that it needs, for which ``waits`` is when the row must begin.

        ``held`` writes the last day that this leaves the row in one cell, across the lag in
        another.
        """
        day = held(self.own[f"link_{number}"], self.own[f"gap_to_{number}"])
        return f"IF({waits}<{NO_LIMIT},{day},{NO_LIMIT})"

    def waiting(self, key: str, start: str) -> dict[str, str]:
        """When what a row needs must be done; a row that is continued waits with the next."""
        if self.split:
            start = f"IF({self.own['more']}=1,{self.refs.below(key)},{start})"
        return {key: f"={start}"}
