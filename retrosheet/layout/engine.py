"""The hidden engine tab: all date arithmetic, one row a line of the plan.

Nobody sorts this tab, so nothing that people do to the plan can move a date to another task.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout import (
    engine_baseline,
    engine_days_off,
    engine_made,
    engine_mine,
    engine_people,
    engine_scalars,
    number_formats,
)
from retrosheet.layout.engine_passes import Formulas
from retrosheet.layout.engine_places import ENGINE_COLUMNS
from retrosheet.layout.engine_values import LineValues
from retrosheet.layout.palette import HIDDEN_KEY
from retrosheet.statuses import WORDS
from retrosheet.workbook.model import Sheet, Style

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame

DATE = Style(number_format=number_formats.ISO_DATE, size=9)
PLAIN = Style(size=9)

_DATES = frozenset(
    [
        "imposed",
        "anchor",
        "bound",
        "aim",
        "aim_end",
        "aim_start",
        "due",
        "work_end",
        "work_start",
        "start",
        "latest_bound",
        "latest_end",
        "latest",
        "earliest_bound",
        "earliest_start",
        "earliest_end",
        "earliest_finish",
        "actual",
        "expected",
        "forecast_bound",
        "forecast_end",
        "limit",
        "limit_start",
        "alive_start",
        "waiting_start",
    ]
)


def lay_out(frame: Frame) -> Sheet:
    sheet = Sheet("engine", frame.titles["engine"], hidden=True, protected=True)
    engine_scalars.put_scalars(sheet, frame)
    engine_days_off.put_days_off(sheet, frame)
    engine_people.put_people(sheet, frame)
    engine_baseline.put_baseline(sheet, frame)
    engine_mine.put_mine(sheet, frame)
    words = frame.other_words
    for index, (word, code) in enumerate(WORDS):
        sheet.put(words.first_row + index, words.first_column, word, PLAIN)
        sheet.put(words.first_row + index, words.last_column, code, PLAIN)
    header = frame.engine_first_row - 1
    for column, key in enumerate(ENGINE_COLUMNS):
        sheet.put(header, column, key, HIDDEN_KEY)
    formulas = Formulas(frame)
    values = LineValues(frame)
    for index, line in enumerate(frame.lines):
        row = frame.engine_first_row + index
        texts = formulas.of(line, row)
        shown = values.of(line)
        for column, key in enumerate(ENGINE_COLUMNS):
            style = DATE if key in _DATES else PLAIN
            if key in texts:
                sheet.calc(row, column, texts[key], shown[key], style)
            else:
                sheet.put(row, column, shown[key], style)
    sheet.cells.extend(formulas.parts.cells)
    engine_made.put_made(sheet, frame)
    return sheet
