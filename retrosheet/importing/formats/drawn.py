"""Plans that are drawn, with a column for each week or month and marks in it: they say no day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.importing.dates import days, due
from retrosheet.importing.dates.counting import Offset
from retrosheet.importing.dates.phrases import Span
from retrosheet.importing.raw import Location, Remark, shown
from retrosheet.importing.words import quoted, unaccented
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.importing.columns import Table
    from retrosheet.importing.raw import Grid, Value

_WITHIN = 60
FEWEST = 3
_LONGEST_MARK = 3
_DATED = frozenset(("due", "start", "end", "period"))
_WEEK = re.compile(r"(?:semaine|sem|week|wk|s|w|kw|mois|month|m|q|t)\.? ?[-+]?\d{1,2}")


def drawn(table: Table) -> Remark | None:
    """What to say of a table whose only dates are its columns; None where it has others."""
    if any(column.field in _DATED or column.field == "mark" for column in table.columns.values()):
        return None
    return drawn_grid(table.grid, without_marks=bool(table.grid.sheet))


def drawn_grid(grid: Grid, *, without_marks: bool = False) -> Remark | None:
    """What to say of a grid with a row of weeks, months or days, and marks below them.

    ``without_marks``: the cells below may be empty, as where a workbook only colours them.
    """
    for top, (number, cells) in enumerate(grid.rows[:_WITHIN]):
        columns = [column for column, value in enumerate(cells) if is_time(value)]
        if len(columns) < FEWEST:
            continue
        below = list(_below(grid, top, columns))
        if all(map(is_mark, below)) and (len(below) > 1 or without_marks):
            names = [quoted(_name(cells[column])) for column in columns[:2]]
            return Remark(Location(number, grid.sheet), _saying(names))
    return None


def _below(grid: Grid, top: int, columns: list[int]) -> Iterator[Value]:
    """The cells under these columns that say something and are no headings of time themselves."""
    for _, cells in grid.rows[top + 1 :]:
        found = [cells[c] for c in columns if c < len(cells) and shown(cells[c]).strip()]
        if not found or not all(map(is_time, found)):
            yield from found


def is_time(value: Value) -> bool:
    """Whether a heading is a week, a month or a day: S12, « sem. 3 », mars, 04/01, a date."""
    if isinstance(value, float):
        return days.of_serial(value) is not None
    if not isinstance(value, str) or not 0 < len(value) <= 20:
        return False
    said = unaccented(value)
    if _WEEK.fullmatch(said) or days.MONTH_WORD.match(said):
        return True
    try:
        return isinstance(days.read(said), (days.Day, days.Numeric))
    except days.NoSuchDay:
        return False


def is_mark(value: Value) -> bool:
    """Whether a cell only says that something is done then: X, ✓, ■, 1."""
    said = shown(value).strip()
    if said.isdigit() and len(said) > 1:
        return False
    return len(said) <= _LONGEST_MARK and not isinstance(due.read(said), (Offset, Span))


def _name(value: Value) -> str:
    day = days.of_serial(value) if isinstance(value, float) else None
    return f"{day.day}/{day.month}" if day else shown(value).strip()


def _saying(names: list[str]) -> Text:
    return Text(
        "ce plan est dessiné, une colonne par période ({names}…) : ses marques et ses couleurs "
        "ne disent pas de jour. Ajoutez une colonne « Date limite » ou « Début » et « Fin », "
        "avec J-30 ou de vraies dates.",
        "this plan is drawn, with a column for each period ({names}…): its marks and colours "
        'name no day. Add a column "Due", or "Start" and "End", with D-30 or real dates.',
    ).format(names=quotations(*names))
