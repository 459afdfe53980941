"""Calendars of contents: a row a day and a column a channel, with words where the two meet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.importing.dates import due
from retrosheet.importing.dates.days import Day, Numeric, of_serial
from retrosheet.importing.headings import understood
from retrosheet.importing.raw import Grid, shown
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.importing.raw import Value
    from retrosheet.language import Lang

_WITHIN = 20
_FEWEST = 2
_HEADINGS = (Text("Échéance", "Due"), Text("Tâche", "Task"), Text("Canal", "Channel"))


def gathered(grid: Grid, lang: Lang) -> Grid | None:
    """The calendar as a table with a row for each of its entries; None for another grid."""
    for top, (number, headings) in enumerate(grid.rows[:_WITHIN]):
        known = understood(headings)
        below = grid.rows[top + 1 :]
        dated = next((at for at, column in known.items() if column.field in ("due", "week")), 0)
        others = {
            at: shown(heading).strip()
            for at, heading in enumerate(headings)
            if at != dated and at not in known and shown(heading).strip()
        }
        entries = [
            (row, (cells[dated], cells[at], name))
            for row, cells in below
            for at, name in others.items()
            if at < len(cells) and isinstance(cells[at], str) and shown(cells[at]).strip()
        ]
        if len(others) >= _FEWEST and len(entries) > _FEWEST and _are_days(entries):
            heads: tuple[Value, ...] = tuple(text.to(lang) for text in _HEADINGS)
            before = tuple(row for row in grid.rows[:top])
            return grid._replace(rows=(*before, (number, heads), *entries))
    return None


def _are_days(entries: Sequence[tuple[int, tuple[Value, ...]]]) -> bool:
    return all(_is_day(cells[0]) for _, cells in entries)


def _is_day(value: Value) -> bool:
    if isinstance(value, float):
        return of_serial(value) is not None
    return isinstance(due.read(shown(value), serial=False), Day | Numeric)
