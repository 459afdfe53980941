"""What people typed on a line, cleaned: nothing that they type can stop the arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.outline import Line

MOST_DAYS = 3000
"""The longest length and margin, and how far from launch an offset may lie."""
EMPTY = '""'


def formulas(plan: Mapping[str, str], line: Line, own: Mapping[str, str]) -> dict[str, str]:
    """The formulas of one line; ``own`` refers to its cells, ``plan`` to the ranges."""
    at = own["position"]
    found = f"MATCH({own['id']},{plan['id']},0)"
    if line.placed is None:
        title = f"INDEX({plan['title']},{found})"
        position = f'=IFERROR(IF(TRIM({title})="",0,{found}),0)'
    else:
        position = f"=IFERROR({found},0)"

    def typed(key: str) -> str:
        return f"INDEX({plan[key]},{at})"

    def number(key: str, least: int, used: str, otherwise: str) -> str:
        """What was typed, if it is a number that can be meant; the cell says what else is not."""
        cell = typed(key)
        within = f"AND({cell}>={least},{cell}<={MOST_DAYS})"
        return (
            f"=IF({at}=0,{0 if least == 0 else EMPTY},IF(ISNUMBER({cell}),"
            f"IF({within},{used}({cell}{',0' if used == 'ROUNDUP' else ''}),{otherwise}),"
            f"{otherwise}))"
        )

    day = typed("imposed")
    return {
        "position": position,
        "duration": number("duration", 0, "ROUNDUP", own["planned_duration"]),
        "margin": number("margin", 0, "ROUNDUP", own["planned_margin"]),
        "offset": number("offset", -MOST_DAYS, "INT", EMPTY),
        "imposed": f'=IF({at}=0,"",IF(ISNUMBER({day}),'
        f'IF(AND({day}>20000,{day}<80000),INT({day}),""),""))',
    }
