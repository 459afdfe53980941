"""The columns of time of a plan that is drawn: which days each of them stands for.

An axis is one row of headings, days or weeks or counts from launch, perhaps with months merged
above it, or months alone, cut evenly into the columns below them.
"""

from __future__ import annotations

import datetime as dt
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.importing.dates import days
from retrosheet.importing.dates.days import MONTHS, Day, Numeric
from retrosheet.importing.words import unaccented

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.workbook.foreign import ForeignTab, Shown
    from retrosheet.workbook.model import Merge

FEWEST = 3
_WITHIN = 40
_ROWS_APART = 3
_ONE = dt.timedelta(days=1)
_MOST_WEEKS_OF_MONTH = 6
_LONGEST = 24


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


class _Head(NamedTuple):
    """A heading over one or more columns: ``kind`` says what ``value`` counts."""

    first: int
    last: int
    kind: str
    value: int = 0
    year: int | None = None
    day: dt.date | None = None
    until: int = 0


def axis_of(tab: ForeignTab, today: dt.date, year: int | None) -> Axis | None:
    """The axis of a tab; None where nothing is drawn.

    ``year`` is the one that its title names; without it, the axis is the first to end ``today`` or
    later.
    """
    merges = {(merge.first_row, merge.first_column): merge for merge in tab.merges}
    rows = {
        row: heads
        for row in range(min(tab.rows, _WITHIN))
        if (heads := _heads(tab, row, merges, year or today.year))
    }
    months = {row: heads for row, heads in rows.items() if _all(heads, "month")}
    best: Axis | None = None
    for row, heads in rows.items():
        if _all(heads, "month"):
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


def _heads(
    tab: ForeignTab, row: int, merges: Mapping[tuple[int, int], Merge], year: int
) -> list[_Head]:
    """The longest run of headings of one kind in a row; none where there are too few."""
    runs: list[list[_Head]] = [[]]
    for column in range(tab.columns):
        value = tab.at(row, column).value
        if value is None:
            continue
        merge = merges.get((row, column))
        last = merge.last_column if merge else column
        head = _head(value, column, last, year)
        if head is None:
            runs.append([])
            continue
        before = runs[-1][-1] if runs[-1] else None
        if before is not None and (
            before.kind != head.kind or (column - before.last > 2 and head.kind != "month")
        ):
            runs.append([])
        runs[-1].append(head)
    best = max(runs, key=lambda run: (len(run), run[-1].last - run[0].first if run else 0))
    fewest = 1 if best and best[0].kind == "month" else FEWEST
    return best if len(best) >= fewest else []


_WEEK = re.compile(
    r"(?:semaine|sem|week|wk|kw|s|w)\.? ?(?:n°? ?)?(\d{1,2})(?:[ /-]+(\d{4}))?", re.ASCII
)
_OFFSET = re.compile(
    r"(semaine|sem|week|wk|mois|month|jour|day|s|w|m|j|d|t)\.? ?([-+]) ?(\d{1,3})", re.ASCII
)
_MONTH = re.compile(rf"({days.MONTH})\.?[ /'-]*(\d{{4}}|\d{{2}})?", re.ASCII)
_SPAN = re.compile(r"(?:du )?(\d{1,2}) ?(?:-|au|to|/) ?(\d{1,2})", re.ASCII)
_A_UNIT = {"s": 7, "w": 7, "m": 30}


def _head(value: Shown, first: int, last: int, year: int) -> _Head | None:
    """What a heading says of time; None for one that says something else."""
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return _Head(first, last, "day", day=day)
    if isinstance(value, float):
        whole = value.is_integer() and 1 <= value <= 53
        return _Head(first, last, "number", int(value)) if whole else None
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    said = unaccented(value).strip(" .:")
    if said in ("j", "jour j", "d", "d-day", "d day", "launch", "lancement"):
        return _Head(first, last, "offset", 0)
    if match := _OFFSET.fullmatch(said):
        unit = _A_UNIT.get(match[1][0], 1)
        count = int(match[3]) * unit * (-1 if match[2] == "-" else 1)
        return _Head(first, last, "offset", count, until=unit)
    if match := _WEEK.fullmatch(said):
        number = int(match[1])
        there = int(match[2]) if match[2] else None
        return _Head(first, last, "week", number, there) if 0 < number <= 53 else None
    if match := _MONTH.fullmatch(said):
        written = int(match[2]) if match[2] else None
        if written is not None and written < 100:
            written += 2000
        return _Head(first, last, "month", MONTHS[match[1]], written)
    if said.isdecimal() and 1 <= int(said) <= 53:
        return _Head(first, last, "number", int(said))
    return _dated(said, first, last, year)


def _dated(said: str, first: int, last: int, year: int) -> _Head | None:
    """« 03/05 », « 3 mai », « semaine du 3 mai » as a day; « 3-9 » as days of the month above."""
    if match := _SPAN.fullmatch(said):
        begin, until = int(match[1]), int(match[2])
        # 03/05 is a day, 03-09 a week of the month above
        if "/" not in said and begin <= 31 and until <= 31:
            return _Head(first, last, "span", begin, until=until)
    bare = re.sub(r"^(?:semaine du|sem\.? du|week of|w/c|wc|lun\.?|lundi|mon) ?", "", said)
    try:
        found = days.read(bare)
    except days.NoSuchDay:
        return None
    if isinstance(found, Numeric):
        found = found.settled("dmy")
    if not isinstance(found, Day):
        return None
    try:
        day = dt.date(found.year or year, found.month, found.day)
    except ValueError:
        return None
    return _Head(first, last, "day", year=found.year or 0, day=day)


def _all(heads: Sequence[_Head], kind: str) -> bool:
    return bool(heads) and all(head.kind == kind for head in heads)


def _months_for(
    row: int, heads: Sequence[_Head], months: Mapping[int, Sequence[_Head]]
) -> tuple[int, Sequence[_Head]] | None:
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
    heads: Sequence[_Head],
    months: Sequence[_Head] | None,
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
    labelled = kind == "week" or (rising and _says_week(tab, row, heads[0].first))
    return _of_weeks(heads, year, today) if labelled and kind in ("week", "number") else []


def _says_week(tab: ForeignTab, row: int, first: int) -> bool:
    """Whether the row of numbers, or the one above it, is called weeks."""
    said = (
        tab.at(at, column).value for at in (row, row - 1) for column in range(first + 1) if at >= 0
    )
    words = re.compile(r"\b(?:semaines?|sem|weeks?|wk|n° ?sem)\b")
    return any(isinstance(text, str) and words.search(unaccented(text)) for text in said)


def _of_days(heads: Sequence[_Head]) -> list[Slot]:
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


def _of_offsets(heads: Sequence[_Head]) -> list[Slot]:
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


def _counted(heads: Sequence[_Head], under_months: bool, year: int | None) -> bool:
    """Whether weeks count up from 1 to launch: no month and no year says that they are others."""
    numbers = [head.value for head in heads]
    return (
        not under_months
        and year is None
        and heads[0].kind in ("week", "number")
        and numbers == list(range(1, len(numbers) + 1))
        and not any(head.year for head in heads)
    )


def _of_weeks(heads: Sequence[_Head], year: int | None, today: dt.date) -> list[Slot]:
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


def _wraps(heads: Sequence[_Head]) -> int:
    return int(heads[-1].value < heads[0].value)


def _monday(year: int, week: int) -> dt.date | None:
    try:
        return dt.date.fromisocalendar(year, 1, 1) + dt.timedelta(weeks=week - 1)
    except (ValueError, OverflowError):
        return None


def _next_year_of(today: dt.date, end: object) -> int:
    """The first year in which an axis ends today or later."""
    for year in (today.year, today.year + 1):
        last = end(year) if callable(end) else None
        if last is not None and last >= today:
            return year
    return today.year + 1


def _under_months(
    heads: Sequence[_Head], months: Sequence[_Head], year: int | None, today: dt.date
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
    head: _Head, first: dt.date, last: dt.date, index: int, count: int, most: int
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


def _cut_months(heads: Sequence[_Head], year: int | None, today: dt.date) -> list[Slot]:
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


def _month_firsts(months: Sequence[_Head], year: int | None, today: dt.date) -> list[dt.date]:
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
    heads: Sequence[_Head], months: tuple[int, Sequence[_Head]] | None, year: int | None
) -> bool:
    if year is not None or heads[0].kind == "offset" or _counted(heads, months is not None, year):
        return False
    if months is not None and any(head.year for head in months[1]):
        return False
    return not any(head.year or (head.day and head.year is None) for head in heads)
