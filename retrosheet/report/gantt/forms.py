"""The measures of a drawing: of one for a screen, and of sheets of A4 that can be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from retrosheet.report.gantt.chart import Bar, Chart


class Format(NamedTuple):
    """The measures of a drawing in its own units. ``phase`` is a column's width, 0 for headings."""

    width: float
    phase: float
    title: float
    owner: float
    due: float
    offset: float
    pitch: float
    size: float

    @property
    def left(self) -> float:
        """Where the chart begins."""
        return self.phase + self.sign + self.title + self.owner + self.due + self.offset + 8

    @property
    def sign(self) -> float:
        return self.size + 4


SCREEN = Format(1180, 0, 300, 132, 44, 44, 22, 12.5)
MOST_ON_PAPER = 90
"""Lines that a sheet of A4 takes at a size that can be read."""
_PAPER_UNIT = 0.6
"""Points of one unit on paper, so that lines and hatches are as fine as the letters."""
_PAPER_WIDTH, _PAPER_HEIGHT = 785 / _PAPER_UNIT, 523 / _PAPER_UNIT


def paper(lines: int) -> Format:
    """A sheet of A4 in landscape: the fewer lines, the larger they are."""
    head_and_foot = 76
    pitch = min(21.0, (_PAPER_HEIGHT - head_and_foot) / max(1, lines))
    size = min(12.5, max(11.0, pitch * 0.72))
    return Format(_PAPER_WIDTH, 150, 300, 140, 44, 48, pitch, size)


def sheets(chart: Chart) -> list[Chart]:
    """The chart in as few parts as fit on a sheet each, about as long, phases whole where they can.

    A part ends with the phase that fills its share; only one that would not fit is broken.
    """
    share = -(-chart.lines // max(1, -(-chart.lines // MOST_ON_PAPER)))
    parts: list[list[tuple[int, str, tuple[Bar, ...]]]] = [[]]
    taken = 0
    for number, title, bars in chart.groups:
        rest = bars
        while rest:
            if taken >= share:
                parts.append([])
                taken = 0
            now, rest = rest[: MOST_ON_PAPER - taken], rest[MOST_ON_PAPER - taken :]
            parts[-1].append((number, title, now))
            taken += len(now)
    return [chart._replace(groups=tuple(part)) for part in parts]
