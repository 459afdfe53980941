"""Plans that are drawn with marks: a column for each week or month, a cross where work is done.

A row begins with its first marked column and ends with its last one. Columns that are numbered
from 1 count up to launch's; columns a week apart are weeks. A plan that is only coloured says no
day, and ``drawn`` refuses it.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from retrosheet.importing.columns import DATED, Column
from retrosheet.importing.dates import days, due
from retrosheet.importing.dates.days import Day, Numeric
from retrosheet.importing.formats.drawn import FEWEST, is_mark, is_time
from retrosheet.importing.raw import Cell, Remark, shown
from retrosheet.importing.words import unaccented, unmarked
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.importing.columns import Table
    from retrosheet.importing.raw import RawTask, Value

_NUMBERED = re.compile(r"(?:semaine|sem|week|wk|s|w)\.? ?(\d{1,2})")
_BLANK = " .·-–—_|/"
_A_WEEK = 7


def with_marks(table: Table) -> Table:
    """The table with its columns of time known as such; itself where nothing is marked in them."""
    if any(column.field in DATED for column in table.columns.values()):
        return table
    columns = [
        at
        for at, value in enumerate(table.headings)
        if at not in table.columns and is_time(_bare(value))
    ]
    rows = [cells for _, cells in table.grid.rows[table.top + 1 :]]
    below = [cells[at] for cells in rows for at in columns if at < len(cells)]
    marks = [value for value in below if _is_marked(value)]
    if len(columns) < FEWEST or not marks or not all(map(is_mark, marks)):
        return table
    return table._replace(columns={**table.columns, **dict.fromkeys(columns, Column("mark"))})


def dated_by_marks(table: Table, tasks: Sequence[RawTask]) -> list[Remark]:
    """Gives each task the start and the end that its marks draw; says so."""
    columns = [at for at, column in table.columns.items() if column.field == "mark"]
    if not columns:
        return []
    said = _as_said(table, sorted(columns))
    rows = dict(table.grid.rows)
    for task in tasks:
        cells = rows[task.place.row]
        marked = [at for at in sorted(columns) if at < len(cells) and _is_marked(cells[at])]
        for name, at in (("start", marked[:1]), ("end", marked[-1:])):
            for column in at:
                place = task.place._replace(column=column, heading=_heading(table, column))
                task.cells["start" if name == "start" else "end"] = Cell(said[column], place)
    return [Remark(table.place, _MARKS)]


def _as_said(table: Table, columns: Sequence[int]) -> Mapping[int, str]:
    """What the heading of each column says of when, as a cell of dates would."""
    texts = {at: _bare(table.headings[at]) for at in columns}
    numbers = {at: match for at, text in texts.items() if (match := _NUMBERED.fullmatch(text))}
    counts = {at: int(match[1]) for at, match in numbers.items()}
    if len(counts) == len(texts) and min(counts.values()) == 1:
        return {at: f"W-{max(counts.values()) - count}" for at, count in counts.items()}
    dates = [_date(text) for text in texts.values()]
    first, second = dates[0], dates[1]
    weekly = first is not None and second is not None and (second - first).days == _A_WEEK
    if weekly:
        return {at: f"semaine du {text}" for at, text in texts.items()}
    return {at: texts[at] if _is_number(table, at) else _heading(table, at) for at in columns}


def _is_number(table: Table, column: int) -> bool:
    return isinstance(table.headings[column], float)


def _heading(table: Table, column: int) -> str:
    return unmarked(shown(table.headings[column]))


def _bare(value: Value) -> str:
    """A heading in small letters; a date cell as the day that it is."""
    if isinstance(value, float):
        day = days.of_serial(value)
        return f"{day.year}-{day.month:02}-{day.day:02}" if day else ""
    return unaccented(unmarked(shown(value))).strip(" .")


def _date(text: str) -> dt.date | None:
    """The day that a heading is, in a year of its own where it names none."""
    found = due.read(text)
    day = found.settled("dmy") if isinstance(found, Numeric) else found
    if not isinstance(day, Day):
        return None
    try:
        return dt.date(day.year or 2027, day.month, day.day)
    except ValueError:
        return None


def _is_marked(value: Value) -> bool:
    return bool(shown(value).strip(_BLANK))


_MARKS = Text(
    "ce plan est dessiné : chaque tâche va de sa première marque à sa dernière ; des semaines "
    "numérotées à partir de 1 finissent avec celle de J",
    "this plan is drawn: each task goes from its first mark to its last; weeks that are numbered "
    "from 1 end with launch's",
)
