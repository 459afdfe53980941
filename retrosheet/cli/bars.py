"""The bars of the terminal's Gantt: which sign stands in each column of one line.

Without any colour: thick is critical, thin is not; what waits is hatched, a margin is dotted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.cli.timeline import Timeline
    from retrosheet.schedule import Placed


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
    placed: Placed | None, timeline: Timeline, marks: dict[int, Sign], signs: Signs
) -> list[Sign]:
    """A line of the chart: the bar of a task, if any, in front of the marks of J and today."""
    line = [marks.get(column, Sign()) for column in range(timeline.columns)]
    if placed is None:
        return line
    if placed.due > placed.work_end:
        _fill(line, timeline, (placed.work_end, placed.due), Sign(signs.margin, "margin"))
    if placed.task.kind == "milestone" or placed.task.duration == 0:
        text = signs.critical_milestone if placed.critical else signs.milestone
        line[timeline.column(placed.work_end)] = Sign(text, "bar")
    elif placed.task.incompressible:
        text = signs.critical_wait if placed.critical else signs.wait
        _fill(line, timeline, (placed.start, placed.work_end), Sign(text, "bar"))
    else:
        _draw(line, timeline, placed, signs.critical if placed.critical else signs.task)
    return line


def _fill(line: list[Sign], timeline: Timeline, days: tuple[dt.date, dt.date], sign: Sign) -> None:
    """The sign in every column that the days touch."""
    begin, end = timeline.halves(*days)
    for column in range(begin // 2, min((end + 1) // 2, timeline.columns)):
        line[column] = sign


def _draw(line: list[Sign], timeline: Timeline, placed: Placed, bar: str) -> None:
    """The bar from its first half column to its last."""
    begin, end = timeline.halves(placed.start, placed.work_end)
    for column in range(begin // 2, min((end + 1) // 2, timeline.columns)):
        left, right = begin <= 2 * column, 2 * column + 1 < end
        line[column] = Sign(bar[1] if left and right else bar[2] if left else bar[0], "bar")
