"""The headings over columns of time: a day, a week, a month, a number or a count from launch."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.importing.dates import days
from retrosheet.importing.dates.days import MONTHS, Day, Numeric
from retrosheet.importing.words import unaccented

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.workbook.foreign import ForeignTab, Shown
    from retrosheet.workbook.model import Merge

FEWEST = 3
_LONGEST = 24


class Heading(NamedTuple):
    """A heading over one or more columns: ``kind`` says what ``value`` counts."""

    first: int
    last: int
    kind: str
    value: int = 0
    year: int | None = None
    day: dt.date | None = None
    until: int = 0


def headings_in(
    tab: ForeignTab, row: int, merges: Mapping[tuple[int, int], Merge], year: int
) -> list[Heading]:
    """The longest run of headings of one kind in a row; none where there are too few."""
    runs: list[list[Heading]] = [[]]
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


def _head(value: Shown, first: int, last: int, year: int) -> Heading | None:
    """What a heading says of time; None for one that says something else."""
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return Heading(first, last, "day", day=day)
    if isinstance(value, float):
        whole = value.is_integer() and 1 <= value <= 53
        return Heading(first, last, "number", int(value)) if whole else None
    if not isinstance(value, str) or len(value) > _LONGEST:
        return None
    said = unaccented(value).strip(" .:")
    if said in ("j", "jour j", "d", "d-day", "d day", "launch", "lancement"):
        return Heading(first, last, "offset", 0)
    if match := _OFFSET.fullmatch(said):
        unit = _A_UNIT.get(match[1][0], 1)
        count = int(match[3]) * unit * (-1 if match[2] == "-" else 1)
        return Heading(first, last, "offset", count, until=unit)
    if match := _WEEK.fullmatch(said):
        number = int(match[1])
        there = int(match[2]) if match[2] else None
        return Heading(first, last, "week", number, there) if 0 < number <= 53 else None
    if match := _MONTH.fullmatch(said):
        written = int(match[2]) if match[2] else None
        if written is not None and written < 100:
            written += 2000
        return Heading(first, last, "month", MONTHS[match[1]], written)
    if said.isdecimal() and 1 <= int(said) <= 53:
        return Heading(first, last, "number", int(said))
    return _dated(said, first, last, year)


def _dated(said: str, first: int, last: int, year: int) -> Heading | None:
    """« 03/05 », « 3 mai », « semaine du 3 mai » as a day; « 3-9 » as days of the month above."""
    if match := _SPAN.fullmatch(said):
        begin, until = int(match[1]), int(match[2])
        # 03/05 is a day, 03-09 a week of the month above
        if "/" not in said and begin <= 31 and until <= 31:
            return Heading(first, last, "span", begin, until=until)
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
    return Heading(first, last, "day", year=found.year or 0, day=day)


def all_of(heads: Sequence[Heading], kind: str) -> bool:
    return bool(heads) and all(head.kind == kind for head in heads)


def says_week(tab: ForeignTab, row: int, first: int) -> bool:
    """Whether the row of numbers, or the one above it, is called weeks."""
    said = (
        tab.at(at, column).value for at in (row, row - 1) for column in range(first + 1) if at >= 0
    )
    words = re.compile(r"\b(?:semaines?|sem|weeks?|wk|n° ?sem)\b")
    return any(isinstance(text, str) and words.search(unaccented(text)) for text in said)
