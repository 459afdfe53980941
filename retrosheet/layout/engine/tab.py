"""The hidden engine tab: all date arithmetic, one row a line of the plan.

Nobody sorts this tab, so nothing that people do to the plan can move a date to another task.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from retrosheet.layout import number_formats
from retrosheet.layout.engine import baseline as engine_baseline
from retrosheet.layout.engine import days_off as engine_days_off
from retrosheet.layout.engine import followed as engine_followed
from retrosheet.layout.engine import followed_values as engine_followed_values
from retrosheet.layout.engine import listed as engine_listed
from retrosheet.layout.engine import made as engine_made
from retrosheet.layout.engine import mine as engine_mine
from retrosheet.layout.engine import people as engine_people
from retrosheet.layout.engine import scalars as engine_scalars
from retrosheet.layout.engine.columns import LISTED, LISTED_MARK
from retrosheet.layout.engine.passes import Formulas
from retrosheet.layout.engine.refs import RowRefs
from retrosheet.layout.engine.values import LineValues
from retrosheet.layout.palette import HIDDEN_KEY
from retrosheet.statuses import WORDS
from retrosheet.workbook.model import Cell, Sheet, Style
from retrosheet.workbook.needs import UNITS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Value

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
        "onward",
        "pulls",
        "actual",
        "expected",
        "forecast_bound",
        "forecast_end",
        "limit",
        "limit_start",
        "alive_start",
        "waiting_start",
        "due_late",
        "end_late",
        "start_late",
        *(
            f"{key}_{step}"
            for step in ("start", "latest", "limit")
            for key in ("follow", "wait", "chain")
        ),
        "leaves",
        "evening",
        *(f"needs_{step}" for step in ("evening", "due", "earliest", "forecast")),
    ]
)


def lay_out(frame: Frame) -> Sheet:
    sheet = Sheet("engine", frame.titles["engine"], hidden=True, protected=True)
    engine_scalars.put_scalars(sheet, frame)
    engine_days_off.put_days_off(sheet, frame)
    engine_people.put_people(sheet, frame)
    engine_baseline.put_baseline(sheet, frame)
    if "mine" not in frame.without:
        engine_mine.put_mine(sheet, frame)
    words = frame.engine.other_words
    for index, (word, code) in enumerate(WORDS):
        sheet.put(words.first_row + index, words.first_column, word, PLAIN)
        sheet.put(words.first_row + index, words.last_column, code, PLAIN)
    for index, (word, (days, calendar_days)) in enumerate(UNITS.items()):
        row, column = frame.engine.lag_words.first_row + index, frame.engine.lag_words.first_column
        sheet.put(row, column, word, PLAIN)
        sheet.put(row, column + 1, -days if calendar_days else days, PLAIN)
    header = frame.engine.first_row - 1
    for column, key in enumerate(frame.engine.columns):
        sheet.put(header, column, key.removeprefix(LISTED_MARK), HIDDEN_KEY)
    (_put_followed if frame.live else _put_direct)(sheet, frame)
    engine_made.put_made(sheet, frame)
    return sheet


def _put_direct(sheet: Sheet, frame: Frame) -> None:
    """A row a line; each refers to the rows of those it needs, and of those that need it."""
    formulas = Formulas(frame)
    values = LineValues(frame)
    for index, line in enumerate(frame.engine_lines):
        row = frame.engine.first_row + index
        texts = formulas.of(line, row)
        shown = values.of(line)
        for column, key in enumerate(frame.engine.columns):
            style = DATE if key in _DATES else PLAIN
            if key in texts:
                sheet.calc(row, column, texts[key], shown[key], style)
            else:
                sheet.put(row, column, shown[key], style)
    sheet.cells.extend(formulas.neighbours.parts.cells)


def _put_followed(sheet: Sheet, frame: Frame) -> None:
    """A row a task in a fixed order, and beside it the task that stands there in order."""
    refs, lines = RowRefs(frame), frame.engine_lines
    of_lines = LineValues(frame)
    facts = [of_lines.of(line) for line in lines]
    listed = engine_listed.values(frame)
    linked = engine_followed_values.values(frame, listed, facts)
    rows = engine_listed.Listed(frame, refs)
    chunks = [index - engine_listed.rows_of(lines, index)[0] for index in range(len(lines))]
    texts = [rows.formulas(line, chunks[index]) for index, line in enumerate(lines)]
    first = frame.engine.first_row
    known_of = list(zip(lines, _merged(facts, listed), strict=True))
    for column, key in enumerate(LISTED):
        values = [
            _MORE.get(key, known[key]) if not line.id else known[key] for line, known in known_of
        ]
        _fill(sheet, refs, (first, column), [text.get(key, "") for text in texts], values, PLAIN)
    for key, text in engine_followed.formulas(frame, refs).items():
        style = DATE if key.rstrip("_1234") in _DATES else PLAIN
        values = [shown[key] if key in shown else known[key]
                  for known, shown in zip(facts, linked, strict=True)]  # fmt: skip
        place = (first, frame.engine.column(key))
        _fill(sheet, refs, place, [text] * len(lines), values, style)


_MORE: Mapping[str, Value] = {"placement": "free", "id": ""}
"""What the list says of a row that goes on with the needs of another."""


def _merged(
    facts: Sequence[Mapping[str, Value]], listed: Sequence[Mapping[str, Value]]
) -> list[Mapping[str, Value]]:
    return [
        {**known, **row, "where": known["position"]}
        for known, row in zip(facts, listed, strict=True)
    ]


def _fill(
    sheet: Sheet, refs: RowRefs, place: tuple[int, int], texts: Sequence[str],
    values: Sequence[Value], style: Style,
) -> None:  # fmt: skip
    """A column of cells from a place down; ``texts`` are formulas with marks, "" for a value."""
    first, column = place
    for text, run in groupby(range(len(texts)), texts.__getitem__):
        rows = list(run)
        filled = len(rows) if text else 0
        for index in rows:
            row = first + index
            formula = refs.filled(text, row) if text else ""
            sheet.cells.append(Cell(row, column, values[index], style, formula, filled))
            filled = -1 if text else 0
