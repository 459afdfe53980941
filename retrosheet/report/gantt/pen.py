"""What all parts of a drawing share: its chart and measures, and how a text is set down."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Lang, Text, yearless
from retrosheet.report.gantt.scale import Scale
from retrosheet.report.markup import escaped, units

if TYPE_CHECKING:
    from retrosheet.report.gantt.chart import Chart
    from retrosheet.report.gantt.forms import Format

STATES = {
    "done": Text("terminé", "done"),
    "late": Text("en retard", "late"),
    "risk": Text("à risque", "at risk"),
    "blocked": Text("bloqué", "blocked"),
    "cancelled": Text("annulé", "cancelled"),
}
SIGNS = {"done": "d", "late": "l", "risk": "r", "blocked": "k"}
"""The states that have a sign of their own, each with the end of the sign's id."""
_ANCHORS = {"end": "e", "middle": "o"}


class Pen(NamedTuple):
    """The chart that is drawn, in one language and format; ``prefix`` begins all ids."""

    chart: Chart
    lang: Lang
    form: Format
    prefix: str

    @property
    def scale(self) -> Scale:
        left, width = self.form.left, self.form.width
        return Scale(self.chart.first, self.chart.last, left, width - left - 6)

    @property
    def top(self) -> float:
        """Where the first line begins, below the axis."""
        return self.form.size * 3.6

    @property
    def rows(self) -> int:
        """The lines, with the headings of phases where there are any."""
        headings = 0 if self.form.phase else len(self.chart.groups)
        return self.chart.lines + headings

    @property
    def bottom(self) -> float:
        return self.top + self.rows * self.form.pitch

    def text(self, x: float, y: float, text: str, name: str, *, anchor: str = "") -> str:
        """A text whose base line is ``y``; ``anchor`` is where ``x`` lies in it."""
        look = f"{name} {_ANCHORS.get(anchor, '')}".strip()
        return f'<text x="{units(x)}" y="{units(y)}"{classes(look)}>{escaped(text)}</text>'

    def sign(self, state: str, x: float, middle: float) -> str:
        """The sign of a state, as large as the letters beside it."""
        scale = self.form.size / 12.5
        at = f"translate({units(x)} {units(middle - 4.5 * scale)})"
        at += "" if scale == 1 else f" scale({scale:.2f})"
        return f'<use href="#{self.prefix}{SIGNS[state]}" transform="{at}"/>'

    def short(self, day: dt.date) -> str:
        """A date without its year, which the axis says: 15/03, 15 Mar."""
        return yearless(day, self.lang)


def classes(names: str) -> str:
    return f' class="{names}"' if names else ""
