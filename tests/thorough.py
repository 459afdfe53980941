"""How much a test run tries: what takes minutes by default, everything on demand."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import Any

THOROUGH = bool(os.environ.get("RETROSHEET_THOROUGH"))
"""RETROSHEET_THOROUGH=1, as ``make thorough`` sets it: all pairs of values, long random runs."""


def tries(few: int, many: int) -> int:
    """How many random examples: ``many`` in a thorough run."""
    return many if THOROUGH else few


def covering(
    *choices: Sequence[Any], turn: int = 0, few: int | None = None
) -> list[tuple[Any, ...]]:
    """Combinations of one of each: every value has its turn; in a thorough run, with every other.

    Every pair meets there, not every combination: no rule of ours looks at three of language,
    country, stage and type at once, and of two choices the pairs are all there is.
    There are as many as the longest of ``choices`` has values, and the others take turns beside
    it. Another ``turn`` pairs the values differently: two tests of one rule cover more together.
    What is slow takes ``few`` values of the longest, spread over it, and other ones each ``turn``.
    """
    if THOROUGH:
        from allpairspy import AllPairs

        return [tuple(case) for case in AllPairs(list(map(list, choices)))]

    most = max(map(len, choices))
    if few is not None and few < most:
        step = -(-most // few)
        choices = tuple(
            values[turn % step :: step] if len(values) == most else values for values in choices
        )
        return covering(*choices, turn=turn)
    columns = []
    seen = 1
    for values in choices:
        # Whoever takes turns begins anew one later, so that no two go hand in hand all along.
        every = most if seen == 1 or len(values) == most else max(len(values), seen)
        shift = 0 if len(values) == most else turn
        columns.append([values[(n + n // every + shift) % len(values)] for n in range(most)])
        seen *= 1 if len(values) == most else len(values)
    return list(zip(*columns, strict=True))
