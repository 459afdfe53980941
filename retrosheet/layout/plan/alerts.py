"""What the plan's alert column says of a row: as a formula, and on the day of generation."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.alerts import ALERTS, FLAGS, GRAVITY, OVER

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Value

FLAG_WORDS = ",".join(f'"{flag}"' for flag in FLAGS)
"""The flags by their codes, as the arguments of a CHOOSE."""
_LAST_OVER = OVER[-1]


class Alerts:
    """Writes the alert's formula for one row after the other."""

    def __init__(self, frame: Frame) -> None:
        self.frame = frame
        self.sync = {key: frame.sync.range(key).ref for key in ("id", "message")}
        self.today = frame.engine.scalar_from("today")
        self.words = {key: text.to(frame.lang) for key, text in ALERTS.items()}

    def formula(self, own: Mapping[str, str], late: str, over: str) -> str:
        """What of its needs is not followed; else what the row's flag says; else what sync knows
        and no formula does; else when it is due.

        Sync knows who waits too long, who gives no news, and what could not be read.
        """
        words, flag, due, today = self.words, own["flag"], own["due"], self.today

        def counted(key: str, days: str) -> str:
            before, after = words[key].split("{days}")
            return f'"{before}"&{days}&"{after}"'

        said = self._said(own, "message")
        soon = counted("soon", f"({due}-{today})")
        formula = (
            f'IF({said}<>"",{said},'
            f'IF({flag}="soon",IF({due}={today},"{words["today"]}",{soon}),""))'
        )
        days = {"late": late, "risk": over}
        for key in reversed(GRAVITY[:-1]):
            if key == _LAST_OVER and self.frame.live:
                snag = self._snag(own["row"])
                formula = f'IF({snag}<>"",{snag},{formula})'
            word = counted(key, days[key]) if key in days else f'"{words[key]}"'
            formula = f'IF({flag}="{key}",{word},{formula})'
        return formula

    def _snag(self, at: str) -> str:
        """What is not followed of the needs of the task in that row of the engine."""
        listed, places = (self.frame.engine.range(key).ref for key in ("@snag", "at"))
        return f"INDEX({listed},INDEX({places},{at}))"

    def _said(self, own: Mapping[str, str], key: str) -> str:
        """What the last sync wrote about this ID; "" for nothing."""
        return f'IFERROR(INDEX({self.sync[key]},MATCH({own["id"]},{self.sync["id"]},0)),"")'


def alert_words(computed: Mapping[str, Value], frame: Frame) -> str:
    """The alert of a line of the engine on the day of generation, before any sync."""
    due, flag = computed["due"], flag_of(computed)
    assert isinstance(due, dt.date)
    days = (due - frame.today).days
    if flag == "soon" and not days:
        flag = "today"
    shown = days if flag == "soon" else computed["late"] if flag == "late" else computed["over"]
    return ALERTS[flag].to(frame.lang).format(days=shown) if flag in ALERTS else ""


def flag_of(computed: Mapping[str, Value]) -> str:
    """The flag of a line of the engine on the day of generation."""
    code = computed["flag"]
    assert isinstance(code, int)
    return FLAGS[code]
