"""Calendars of contents: a row a day and a column a channel, with words where the two meet.

What else a row says, as of who writes and how far they are, holds for each of its entries; money
for the first of them alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.adopting.ticked import are_channels
from retrosheet.importing.dates import due
from retrosheet.importing.dates.days import Day, Numeric, of_serial
from retrosheet.importing.dates.phrases import Weekday
from retrosheet.importing.headings import may_be, understood
from retrosheet.importing.raw import Grid, shown
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.importing.headings import Column
    from retrosheet.importing.raw import Value
    from retrosheet.language import Lang

GridRow = tuple[int, tuple["Value", ...]]

_WITHIN = 20
_FEWEST = 2
_HEADINGS = (Text("Échéance", "Due"), Text("Tâche", "Task"), Text("Canal", "Channel"))


class _Calendar(NamedTuple):
    """The columns of a calendar: that of the days, those ``beside`` it and the channels' names."""

    dated: int
    beside: tuple[int, ...]
    channels: Mapping[int, str]


def gathered(grid: Grid, lang: Lang, *, of_channels: bool = False) -> Grid | None:
    """The calendar as a table with a row for each of its entries; None for another grid.

    ``of_channels``: most of its columns must be called like channels.
    """
    for top, (number, headings) in enumerate(grid.rows[:_WITHIN]):
        below = grid.rows[top + 1 :]
        known = understood(headings)
        found = _columns(headings, known, below)
        if of_channels and not are_channels(list(found.channels.values())):
            continue
        entries: list[GridRow] = [
            (row, (cells[found.dated], cells[at], name, *_said(cells, found, known, first=n == 0)))
            for row, cells in below
            for n, (at, name) in enumerate(_spoken(found.channels, cells))
        ]
        if len(found.channels) < _FEWEST or len(entries) <= _FEWEST or not _are_days(entries):
            continue
        spoken = {row for row, _ in entries}
        notes = [at for at, column in known.items() if column.field == "note"]
        entries += [
            (row, (cells[found.dated], None, None, *_said(cells, found, known, first=True)))
            for row, cells in below
            if row not in spoken and any(_filled(cells, at) for at in notes)
        ]
        entries.sort(key=lambda entry: entry[0])
        heads: tuple[Value, ...] = (
            *(text.to(lang) for text in _HEADINGS),
            *(headings[at] for at in found.beside),
        )
        return grid._replace(rows=(*grid.rows[:top], (number, heads), *entries))
    return None


def _columns(
    headings: Sequence[Value], known: Mapping[int, Column], below: Sequence[GridRow]
) -> _Calendar:
    dated = next((at for at, column in known.items() if column.field in ("due", "week")), 0)
    names = {at: shown(heading).strip() for at, heading in enumerate(headings)}
    # « Jour » beside « Date »
    again = [at for at, name in names.items() if at not in (dated, *known) and may_be(name, "due")]
    more = [at for at in again if not all(_is_weekday(cells, at) for _, cells in below)]
    return _Calendar(
        dated,
        (*(at for at in known if at != dated), *more),
        {
            at: name
            for at, name in names.items()
            if name and at != dated and at not in known and at not in again
        },
    )


def _spoken(names: Mapping[int, str], cells: Sequence[Value]) -> Iterator[tuple[int, str]]:
    """The columns under whose ``names`` a row has words."""
    for at, name in names.items():
        if _filled(cells, at) and isinstance(cells[at], str):
            yield at, name


def _said(
    cells: Sequence[Value], found: _Calendar, known: Mapping[int, Column], *, first: bool
) -> Iterator[Value]:
    """What a row says beside its entries, for the ``first`` of them or for another."""
    for at in found.beside:
        money = at in known and known[at].field == "amount"
        yield cells[at] if at < len(cells) and (first or not money) else None


def _filled(cells: Sequence[Value], at: int) -> bool:
    return at < len(cells) and bool(shown(cells[at]).strip())


def _is_weekday(cells: Sequence[Value], at: int) -> bool:
    """Whether a cell says no more than a day of the week, which the date says too."""
    return not _filled(cells, at) or isinstance(due.read(shown(cells[at])), Weekday)


def _are_days(entries: Sequence[tuple[int, tuple[Value, ...]]]) -> bool:
    return all(_is_day(cells[0]) for _, cells in entries)


def _is_day(value: Value) -> bool:
    if isinstance(value, float):
        return of_serial(value) is not None
    return isinstance(due.read(shown(value), serial=False), Day | Numeric)
