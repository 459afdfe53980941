"""The columns of a table that has headings for people and no row of keys.

People rename headings, put columns between ours, drag and delete them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.language import Text


def columns_under(
    heads: Sequence[str], headings: Mapping[str, Text], *, surely: bool = False
) -> dict[str, int]:
    """Where the column of each key stands, in the order in which they were made.

    A renamed heading, or an emptied one, is told by its place between the others, ``surely`` only
    where as many columns stand between these as were made; -1 is a column that is gone. Where no
    heading is known, the columns stand as they were made.
    """
    said = [head.strip().casefold() for head in heads]
    at: dict[str, int] = {}
    for key, heading in headings.items():
        words = {word.casefold() for word in heading.everywhere() if word}
        at[key] = next((n for n, head in enumerate(said) if head in words), -1)
    keys = list(at)
    if all(column < 0 for column in at.values()):
        return {key: place for place, key in enumerate(keys)}
    for place, key in enumerate(keys):
        if at[key] >= 0:
            continue
        before = next((n for n in range(place - 1, -1, -1) if at[keys[n]] >= 0), -1)
        after = next((n for n in range(place + 1, len(keys)) if at[keys[n]] >= 0), len(keys))
        left = at[keys[before]] if before >= 0 else -1
        right = at[keys[after]] if after < len(keys) else left + after - before
        between = [n for n in range(left + 1, right) if n not in at.values()]
        usual = left + place - before
        named = [n for n in between if n < len(said) and said[n]]
        if right - left == after - before and usual in between:
            at[key] = usual
        elif named and not surely:
            at[key] = named[0]
    return at
