"""How an indicator is judged: the day to measure, how far its target is reached, the verdict."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout.dashboard.words import Part, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.campaign import Kpi
    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Value

_REACHED = Text("✓ atteint", "✓ reached")
_MISSED = Text("✗ pas atteint", "✗ not reached")
TO_MEASURE = Text("à mesurer", "to measure")
_AHEAD = Text("dans {days} j", "in {days} d")


def judged(
    kpi: Kpi | None, own: Mapping[str, str], frame: Frame, at_most: str
) -> dict[str, tuple[str, Value]]:
    """The formulas of one indicator, None where it is spare, and what they show to begin with.

    ``own`` refers to its cells; ``at_most`` is the word for a target that is to be kept below.
    """
    lang = frame.lang
    launch, today = frame.engine.scalar_from("launch"), frame.engine.scalar_from("today")
    target, actual, reached, day = own["target"], own["actual"], own["reached"], own["day"]
    day_value = frame.campaign.launch + dt.timedelta(days=kpi.measured) if kpi else None
    ahead = (day_value - frame.today).days if day_value else 0
    to_come = say(_AHEAD, lang, days=Part(f"({day}-{today})", ahead))
    said = to_come.value if ahead > 0 else TO_MEASURE.to(lang)
    day_text = f'=IF(ISNUMBER({own["offset"]}),IFERROR({launch}+{own["offset"]},""),"")'
    reached_text = (
        f"=IF(AND(ISNUMBER({actual}),ISNUMBER({target})),"
        f'IF(TRIM({own["direction"]})="{at_most}",IF({actual}=0,"",{target}/{actual}),'
        f'IF({target}=0,"",{actual}/{target})),"")'
    )
    verdict_text = (
        f'=IF(ISNUMBER({reached}),IF({reached}>=1,"{_REACHED.to(lang)}",'
        f'"{_MISSED.to(lang)}"),IF(ISNUMBER({day}),IF({day}<={today},'
        f'"{TO_MEASURE.to(lang)}",IF({actual}="",{to_come.formula},"")),""))'
    )
    return {
        "day": (day_text, day_value or ""),
        "reached": (reached_text, ""),
        "verdict": (verdict_text, said if day_value else ""),
    }
