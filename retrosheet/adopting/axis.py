"""The columns of time of a plan that is drawn: which days each of them stands for.

An axis is one row of headings, days or weeks or counts from launch, perhaps with months merged
above it, or months alone, cut evenly into the columns below them.
"""

from __future__ import annotations

import datetime as dt
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.adopting.axis_headings import FEWEST, all_of, headings_in, says_week

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from retrosheet.adopting.axis_headings import Heading
    from retrosheet.workbook.foreign import ForeignTab

_WITHIN = 40
_ROWS_APART = 3
_ONE = dt.timedelta(days=1)
_MOST_WEEKS_OF_MONTH = 6


class Slot(NamedTuple):
    """A column of time: from ``first`` to ``last``, as days, or as days from launch."""

    column: int
    first: dt.date | int
    last: dt.date | int


class Axis(NamedTuple):
    """The columns of time, and the rows, ``top`` to ``bottom``, in which their headings stand.

    ``counted`` says that they are weeks numbered from 1, which end with launch's; ``guessed`` that
    no year is written anywhere, so that one was chosen.
    """

    top: int
    bottom: int
    slots: tuple[Slot, ...]
    counted: bool = False
    guessed: bool = False

    @property
    def columns(self) -> range:
        return range(self.slots[0].column, self.slots[-1].column + 1)


def axis_of(tab: ForeignTab, today: dt.date, year: int | None) -> Axis | None:
    """The axis of a tab; None where nothing is drawn.

    ``year`` is the one that its title names; without it, the axis is the first to end ``today`` or
    later.
    """
    merges = {(merge.first_row, merge.first_column): merge for merge in tab.merges}
    rows = {
        row: heads
        for row in range(min(tab.rows, _WITHIN))
        if (heads := headings_in(tab, row, merges, year or today.year))
    }
    months = {row: heads for row, heads in rows.items() if all_of(heads, "month")}
    best: Axis | None = None
    for row, heads in rows.items():
        if all_of(heads, "month"):
            continue
        above = _months_for(row, heads, months)
        slots = _slots(heads, above[1] if above else None, tab, row, year, today)
        if slots and (best is None or len(slots) > len(best.slots)):
            top = min(row, above[0]) if above else row
            bottom = max(row, above[0]) if above else row
            counted = bool(slots) and _counted(heads, above is not None, year)
            best = Axis(top, bottom, tuple(slots), counted, _year_guessed(heads, above, year))
    if best is None:
        for row, heads in months.items():
            cut = _cut_months(heads, year, today)
            if len(cut) >= FEWEST and (best is None or len(cut) > len(best.slots)):
                guessed = year is None and not any(head.year for head in heads)
                best = Axis(row, row, tuple(cut), guessed=guessed)
    return best


def _months_for(
    row: int, heads: Sequence[Heading], months: Mapping[int, Sequence[Heading]]
) -> tuple[int, Sequence[Heading]] | None:
    """The row of months nearest to a row of headings, over the same columns."""
    near = [
        (abs(at - row), at)
        for at, found in months.items()
        if abs(at - row) <= _ROWS_APART
        and found[0].first <= heads[-1].last
        and found[-1].last >= heads[0].first
    ]
    return (min(near)[1], months[min(near)[1]]) if near else None


def _slots(
    heads: Sequence[Heading],
    months: Sequence[Heading] | None,
    tab: ForeignTab,
    row: int,
    year: int | None,
    today: dt.date,
) -> list[Slot]:
    """The columns of a row of headings; none where they do not say which days they are."""
    kind = heads[0].kind
    if kind == "day":
        return _of_days(heads)
    if kind == "offset":
        return _of_offsets(heads)
    if months is not None and kind in ("number", "span", "week"):
        return _under_months(heads, months, year, today)
    rising = all(after.value > before.value for before, after in pairwise(heads))
    labelled = kind == "week" or (rising and says_week(tab, row, heads[0].first))
    return _of_weeks(heads, year, today) if labelled and kind in ("week", "number") else []


def _of_days(heads: Sequence[Heading]) -> list[Slot]:
    dates = _in_order([head.day for head in heads if head.day], [head.year for head in heads])
    if any(after <= before for before, after in pairwise(dates)):
        return []
    slots = []
    for at, (head, day) in enumerate(zip(heads, dates, strict=True)):
        step = (dates[at + 1] - day).days if at + 1 < len(dates) else (day - dates[at - 1]).days
        if at + 1 == len(dates) and 28 <= step <= 31:
            step = (_month_end(day.year, day.month) - day).days + 1
        slots.append(Slot(head.first, day, day + dt.timedelta(days=max(step, 1) - 1)))
    return slots


def _in_order(dates: Sequence[dt.date], years: Sequence[int | None]) -> list[dt.date]:
    """Days without a year (0) go on into the next one where they would go back."""
    found: list[dt.date] = []
    ahead = 0
    for day, year in zip(dates, years, strict=True):
        moved = day if year != 0 else _with_year(day, day.year + ahead)
        if found and year == 0 and moved < found[-1]:
            ahead += 1
            moved = _with_year(day, day.year + ahead)
        found.append(moved)
    return found


def _with_year(day: dt.date, year: int) -> dt.date:
    return dt.date(year, day.month, min(day.day, _month_end(year, day.month).day))


def _of_offsets(heads: Sequence[Heading]) -> list[Slot]:
    """Columns J-30, J-15, J are days; S-4, S-3 end on the day that they name, as what they hold."""
    values = [head.value for head in heads]
    if any(after <= before for before, after in pairwise(values)):
        return []
    if all(head.until <= 1 for head in heads):
        return [Slot(head.first, head.value, head.value) for head in heads]
    begins = [2 * values[0] - values[1], *values[:-1]]
    return [
        Slot(head.first, begin + 1, head.value) for begin, head in zip(begins, heads, strict=True)
    ]


def _counted(heads: Sequence[Heading], under_months: bool, year: int | None) -> bool:
    """Whether weeks count up from 1 to launch: no month and no year says that they are others."""
    numbers = [head.value for head in heads]
    return (
        not under_months
        and year is None
        and heads[0].kind in ("week", "number")
        and numbers == list(range(1, len(numbers) + 1))
        and not any(head.year for head in heads)
    )


def _of_weeks(heads: Sequence[Heading], year: int | None, today: dt.date) -> list[Slot]:
    """Weeks of the calendar, or weeks that count up to launch, which ends the last of them."""
    if _counted(heads, False, year):
        most = heads[-1].value
        return [
            Slot(head.first, 7 * (head.value - most) - 6, 7 * (head.value - most)) for head in heads
        ]
    written = next((head.year for head in heads if head.year), None) or year
    start = written or _next_year_of(
        today, lambda start: _monday(start, heads[-1].value + 53 * _wraps(heads))
    )
    slots: list[Slot] = []
    before = heads[0].value
    for head in heads:
        start += head.value < before
        before = head.value
        monday = _monday(start, head.value)
        if monday is None:
            return []
        slots.append(Slot(head.first, monday, monday + 6 * _ONE))
    return slots


def _wraps(heads: Sequence[Heading]) -> int:
    return int(heads[-1].value < heads[0].value)


def _monday(year: int, week: int) -> dt.date | None:
    try:
        return dt.date.fromisocalendar(year, 1, 1) + dt.timedelta(weeks=week - 1)
    except (ValueError, OverflowError):
        return None


def _next_year_of(today: dt.date, end: Callable[[int], dt.date | None]) -> int:
    """The first year in which an axis ends today or later."""
    for year in (today.year, today.year + 1):
        last = end(year)
        if last is not None and last >= today:
            return year
    return today.year + 1


def _under_months(
    heads: Sequence[Heading], months: Sequence[Heading], year: int | None, today: dt.date
) -> list[Slot]:
    """Days, weeks or parts of the months above them."""
    firsts = _month_firsts(months, year, today)
    slots: list[Slot] = []
    most = max(head.value for head in heads)
    for number, month in enumerate(months):
        until = months[number + 1].first - 1 if number + 1 < len(months) else heads[-1].last
        members = [head for head in heads if month.first <= head.first <= max(month.last, until)]
        first = firsts[number]
        last = _month_end(first.year, first.month)
        for index, head in enumerate(members):
            slot = _in_month(head, first, last, index, len(members), most)
            if slot is None:
                return []
            slots.append(slot)
    return slots if len(slots) >= FEWEST else []


def _in_month(
    head: Heading, first: dt.date, last: dt.date, index: int, count: int, most: int
) -> Slot | None:
    if head.kind == "span":
        begin = first.replace(day=min(head.value, last.day))
        end = last if head.until < head.value else first.replace(day=min(head.until, last.day))
        return Slot(
            head.first, begin, end + dt.timedelta(days=head.until * (head.until < head.value))
        )
    if most <= _MOST_WEEKS_OF_MONTH:
        return _part(head.first, first, last, index, count)
    if head.kind == "number" and count > _MOST_WEEKS_OF_MONTH:
        if head.value > last.day:
            return None
        day = first.replace(day=head.value)
        return Slot(head.first, day, day)
    for year in (first.year, first.year + 1, first.year - 1):
        monday = _monday(year, head.value)
        if monday and monday - 7 * _ONE <= last and monday + 13 * _ONE >= first:
            return Slot(head.first, monday, monday + 6 * _ONE)
    return None


def _cut_months(heads: Sequence[Heading], year: int | None, today: dt.date) -> list[Slot]:
    """Months alone: each is cut evenly into the columns that it is merged over."""
    slots: list[Slot] = []
    for head, first in zip(heads, _month_firsts(heads, year, today), strict=True):
        last = _month_end(first.year, first.month)
        count = head.last - head.first + 1
        slots += [_part(head.first + at, first, last, at, count) for at in range(count)]
    return slots


def _part(column: int, first: dt.date, last: dt.date, index: int, count: int) -> Slot:
    """The ``index``-th of ``count`` parts of a month; four or five of them are weeks of it."""
    size = 7 if count in (4, 5) else -(-last.day // count)
    begin = first + dt.timedelta(days=min(index * size, last.day - 1))
    end = last if index + 1 == count else min(begin + (size - 1) * _ONE, last)
    return Slot(column, begin, max(begin, end))


def _month_firsts(months: Sequence[Heading], year: int | None, today: dt.date) -> list[dt.date]:
    """The first day of each month in a row of them; the year goes on where they begin anew."""
    turns = [0]
    for before, after in pairwise(months):
        turns.append(turns[-1] + (after.value <= before.value))
    written = next(
        (head.year - turn for head, turn in zip(months, turns, strict=True) if head.year), None
    )
    start = written or year
    if start is None:
        last = months[-1].value
        start = _next_year_of(today, lambda start: _month_end(start + turns[-1], last))
    return [dt.date(start + turn, head.value, 1) for head, turn in zip(months, turns, strict=True)]


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year + month // 12, month % 12 + 1, 1) - _ONE


def _year_guessed(
    heads: Sequence[Heading], months: tuple[int, Sequence[Heading]] | None, year: int | None
) -> bool:
    if year is not None or heads[0].kind == "offset" or _counted(heads, months is not None, year):
        return False
    if months is not None and any(head.year for head in months[1]):
        return False
    return not any(head.year or (head.day and head.year is None) for head in heads)
