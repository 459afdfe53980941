"""The bars of the terminal's Gantt: which sign stands in each column of one line.

What there is to draw comes from the one geometry that the pages and pictures draw from, too.

Without any colour: thick is critical, thin is not; what waits is hatched, a margin is dotted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from retrosheet.cli.terminal.timeline import Timeline
    from retrosheet.report.gantt.chart import Bar, Segment


class Signs(NamedTuple):
    """The signs of a chart. A bar has three: its right half, a whole column, its left half."""

    critical: str
    task: str
    critical_wait: str
    wait: str
    margin: str
    critical_milestone: str
    milestone: str
    launch: str
    today: str
    rule: str
    tick: str
    ellipsis: str
    arrow: str


BLOCKS = Signs("▐█▌", "╺━╸", "▒", "░", "·", "◆", "◇", "│", "┆", "─", "┬", "…", "→")
ASCII = Signs("###", "===", "%", ":", ".", "*", "o", "|", "!", "-", "+", "~", "->")


class Sign(NamedTuple):
    """One column of a line: its sign, and what it belongs to, for its colour."""

    text: str = " "
    kind: str = ""


def columns_of(
    bar: Bar | None, timeline: Timeline, marks: dict[int, Sign], signs: Signs
) -> list[Sign]:
    """A line of the chart: the bar of a task, if any, in front of the marks of J and today."""
    line = [marks.get(column, Sign()) for column in range(timeline.columns)]
    if bar is None:
        return line
    # the work is drawn last, as it may share its last column with the margin behind it
    for segment in reversed(bar.segments):
        if segment.shade == "margin":
            _fill(line, timeline, segment, Sign(signs.margin, "margin"))
        elif segment.shade == "wait":
            text = signs.critical_wait if bar.critical else signs.wait
            _fill(line, timeline, segment, Sign(text, "bar"))
        else:
            _draw(line, timeline, segment, signs.critical if bar.critical else signs.task)
    if bar.point:
        text = signs.critical_milestone if bar.critical else signs.milestone
        line[timeline.column(bar.point)] = Sign(text, "bar")
    return line


def _fill(line: list[Sign], timeline: Timeline, segment: Segment, sign: Sign) -> None:
    """The sign in every column that the days touch."""
    begin, end = timeline.halves(segment.first, segment.last)
    for column in range(begin // 2, min((end + 1) // 2, timeline.columns)):
        line[column] = sign


def _draw(line: list[Sign], timeline: Timeline, segment: Segment, bar: str) -> None:
    """The bar from its first half column to its last."""
    begin, end = timeline.halves(segment.first, segment.last)
    for column in range(begin // 2, min((end + 1) // 2, timeline.columns)):
        left, right = begin <= 2 * column, 2 * column + 1 < end
        line[column] = Sign(bar[1] if left and right else bar[2] if left else bar[0], "bar")
