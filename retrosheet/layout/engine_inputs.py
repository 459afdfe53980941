"""What people typed on a line, cleaned: nothing that they type can stop the arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.outline import Line


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

    planned, margin = own["planned_duration"], own["planned_margin"]
    length = f"MIN(3000,MAX(0,ROUNDUP({typed('duration')},0)))"
    spare = f"MIN(3000,MAX(0,ROUNDUP({typed('margin')},0)))"
    days = f"MAX(-3000,MIN(3000,INT({typed('offset')})))"
    day = typed("imposed")
    return {
        "position": position,
        "duration": f"=IF({at}=0,0,IF(ISNUMBER({typed('duration')}),{length},{planned}))",
        "margin": f"=IF({at}=0,0,IF(ISNUMBER({typed('margin')}),{spare},{margin}))",
        "offset": f'=IF({at}=0,"",IF(ISNUMBER({typed("offset")}),{days},""))',
        "imposed": f'=IF({at}=0,"",IF(ISNUMBER({day}),'
        f'IF(AND({day}>20000,{day}<80000),INT({day}),""),""))',
    }
