"""How the plan is printed: legible, one page wide, each phase on one page where that can be.

The scale is a number of its own instead of "fit to one page wide": where they fit, Excel and
LibreOffice take no notice of page breaks, and shrink the plan below what can be read as soon as
somebody unfolds columns.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from retrosheet.workbook.model import Print
from retrosheet.workbook.paper import room

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Sheet
    from retrosheet.workbook.paper import Format

MOST_LINES_ON_A4 = 45
LEAST_SIZE = 6.5
"""The smallest type on paper, in points."""
SMALLEST_ON_SCREEN = 9
"""The smallest type of the plan that does not shrink into its cell."""
_POINTS_A_PIXEL = 0.75
_WIDER = 1.065
"""By how much wider than Excel LibreOffice draws a column."""
_ROUNDING = 0.985
"""What is left of a page's height for rows that a program makes a little higher."""


def printing(sheet: Sheet, frame: Frame) -> Print:
    """The set-up of the plan's page, from the widths and heights that the tab has."""
    paper: Format = "A4" if frame.task_count <= MOST_LINES_ON_A4 else "A3"
    landscape = paper == "A4"
    first, last = frame.plan.column("phase"), frame.plan.gantt_last_column
    head, end = frame.plan.start_row - 1, frame.plan.sentinel_row - 1
    wide, high = room(paper, landscape=landscape)
    across = wide / _width(sheet, first, last) / _WIDER
    heights = {row.row: 0 if row.hidden else row.height for row in sheet.rows}
    least = LEAST_SIZE / SMALLEST_ON_SCREEN
    whole = high / sum(heights.get(row, 0) for row in range(end + 1)) * _ROUNDING
    scale = int(100 * min(1, across, max(whole, least + 0.01)))
    return Print(
        area=(0, first, end, last),
        paper=paper,
        landscape=landscape,
        repeat=(head, frame.plan.header_row),
        scale=scale,
        breaks=tuple(_breaks(frame, heights, high * 100 / scale * _ROUNDING)),
        footer_left=frame.campaign.name,
    )


def _width(sheet: Sheet, first: int, last: int) -> float:
    """The width of the columns that are seen, in points at full size."""
    shown = {
        column: run.width
        for run in sheet.columns
        for column in range(run.first, run.last + 1)
        if first <= column <= last and not run.hidden and not run.level
    }
    return _POINTS_A_PIXEL * sum(map(pixels, shown.values()))


def pixels(characters: float) -> int:
    """A column's width on the screen, as ECMA-376 (18.3.1.13) reckons it for Calibri 11."""
    return int(characters * 12 + 0.5) if characters < 1 else int(characters * 7 + 0.5) + 5


def _breaks(frame: Frame, heights: Mapping[int, float], page: float) -> Iterator[int]:
    """The rows with which a page begins: the first of a phase that the page before cannot hold."""

    def high(rows: Iterable[int]) -> float:
        return sum(heights[row] for row in rows if row in heights)

    head = high(range(frame.plan.start_row - 1, frame.plan.header_row + 1))
    used = high(range(frame.plan.first_row))
    for block in _blocks(frame):
        size = high(block)
        if used > head and used + size > page and block.start > frame.plan.first_row:
            yield block.start
            used = head
        used += size
        while used > page:
            used += head - page


def _blocks(frame: Frame) -> Iterator[range]:
    """The rows of each phase; the spare lines of no phase stay with the last."""
    row = frame.plan.first_row
    runs = [len(list(lines)) for _, lines in groupby(frame.plan_lines, lambda line: line.phase)]
    if len(runs) > 1 and frame.plan_lines[-1].phase is None:
        runs[-2:] = [runs[-2] + runs[-1]]
    for length in runs:
        yield range(row, row + length)
        row += length
