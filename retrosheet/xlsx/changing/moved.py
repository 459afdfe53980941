"""Formulas and areas within the bytes of a part, pointed at where their cells are after a move.

A pattern has what stands before in its first group, the formula or the area in its second, and
what stands behind in its third. What does not move keeps its bytes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.workbook.moves import moved_area, moved_formula
from retrosheet.xlsx.reading.texts import decoded, encoded

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from retrosheet.workbook.moves import Moves


def with_formulas_moved(
    pattern: re.Pattern[bytes], text: bytes, home: str, moves: Mapping[str, Moves]
) -> bytes:
    """Each formula after the moves of some tabs, by their titles in small letters.

    ``home`` is the tab on which the formulas stand.
    """

    def formula(match: re.Match[bytes]) -> bytes:
        before = decoded(match[2])
        after = moved_formula(before, home, moves)
        return match[0] if after == before else match[1] + encoded(after) + match[3]

    return pattern.sub(formula, text) if moves else text


def with_areas_moved(pattern: re.Pattern[bytes], text: bytes, moves: Moves) -> bytes:
    """Each area of a tab after its moves; one that is gone stays as it is written."""

    def area(match: re.Match[bytes]) -> bytes:
        moved = moved_area(match[2].decode(), moves)
        return match[1] + (moved.encode() if moved else match[2]) + match[3]

    return pattern.sub(area, text)
