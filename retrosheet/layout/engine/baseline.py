"""The first plan on the engine's tab: the dates on the day of generation, as values by task ID.

No formula writes them, so they stay when everything else moves; plan and dashboard compare.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.layout import number_formats
from retrosheet.layout.palette import HIDDEN_KEY
from retrosheet.workbook import baseline
from retrosheet.workbook.baseline import Baseline, FirstDates
from retrosheet.workbook.model import Name, Sheet, Style

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.refs import Area

_DATE = Style(number_format=number_formats.ISO_DATE, size=9)
_PLAIN = Style(size=9)


def area(frame: Frame) -> Area:
    """Its row of keys, the row of the whole plan, and room for every line, spare ones included."""
    column, first = frame.engine.people.last_column + 2, frame.engine.first_row - 1
    last = first + 1 + len(frame.lines)
    return frame.area("engine", first, column, last, column + len(baseline.COLUMNS) - 1)


def agreed(frame: Frame) -> Baseline:
    """The plan as it is generated."""
    dates = {
        placed.task.id: FirstDates(placed.start, placed.due)
        for placed in frame.judged.schedule.tasks
    }
    return Baseline(frame.today, frame.campaign.launch, dates)


def put_baseline(sheet: Sheet, frame: Frame) -> None:
    place = area(frame)
    for row, cells in enumerate(baseline.rows(agreed(frame)), place.first_row):
        for column, value in enumerate(cells, place.first_column):
            style = _DATE if isinstance(value, dt.date) else _PLAIN
            header = row == place.first_row
            sheet.put(row, column, value, HIDDEN_KEY if header else style)
    sheet.names.append(Name(baseline.NAME, place))


def first_due(frame: Frame, task_id: str) -> str:
    """The day on which a task was first planned to be due; an error for one that was not."""
    place = area(frame)
    return f"INDEX({place.column(2).ref},MATCH({task_id},{place.column(0).ref},0))"


def first_launch(frame: Frame) -> str:
    """Launch day as first planned."""
    return area(frame).cell(1, 2).ref
