"""What a language is, beyond the words of its sentences: one record, filled in one module each.

A sentence is a ``Text``; here stands how its parts are written: dates, numbers, units, quotes. The
patterns of dates are filled with ``weekday``, ``day``, ``said_day``, ``month``, ``month_name``,
``short_month`` and ``year``; ``day``, ``month`` and ``year`` are numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

Seven = tuple[str, str, str, str, str, str, str]
Twelve = tuple[str, str, str, str, str, str, str, str, str, str, str, str]


class Locale(NamedTuple):
    """A place that a workbook can be set to, of those Google Sheets offers.

    The dates are number formats of a spreadsheet with its own letters (d, m, y), as "ddd d mmm".
    """

    code: str  # fr_FR
    prefix: str  # [$-40C]: whose names of months and days a format uses
    date: str
    compact_date: str  # for columns that are many
    short_date: str  # with the weekday, without the year
    long_date: str
    day: str  # without weekday and year


def _as_it_is(text: str) -> str:
    return text


class Language(NamedTuple):
    """How one language writes what stands in its sentences; its code names it everywhere."""

    code: str
    names: tuple[str, ...]
    """How people and systems call it besides its code, in small letters."""

    weekdays: Seven
    weekday_stems: Seven
    """How a weekday's name begins, in small letters; none is part of another day's name."""
    months: Twelve
    short_months: Twelve
    typed_months: Twelve
    """How people type them, without accents; several stand apart by a space."""

    date: str
    """A date as it is shown."""
    typed_date: str
    """A date in figures, as it is typed and read back."""
    yearless_date: str
    long_date: str
    first_day: str
    """The ``said_day`` of the first of a month; on all others it is the number."""
    day_first: bool
    """Whether 03/04 can only be 3 April; else nobody can know, and it is asked."""

    launch_day: str
    """The letter of launch day, from which days are counted: J-30, D-30."""
    week: str
    """The letter before the number of a week."""
    day_unit: str
    calendar_day_unit: str
    lag: str
    """The {n} working days to leave behind a need, as people type them in the plan."""
    calendar_lag: str

    quotes: tuple[str, str]
    colon: str
    conjunction: str
    """What stands before the last one of several, and between two names in a cell: " and "."""
    apostrophe: str
    separator: str
    """What its spreadsheets put between the columns of a CSV."""
    thousands: str
    decimal: str
    money: str
    """An amount with its ``sign``, which is empty from zero on."""
    spaced_percent: bool
    zero_is_singular: bool

    number_prefix: str
    """What asks a spreadsheet for these thousands and decimals, whatever the reader's own are."""
    locales: tuple[Locale, ...]
    """The first one is that of a workbook for which nobody chose."""
    country: str | None
    """Whose public holidays count unless somebody says otherwise."""
    time_zone: str

    no_breaks: Callable[[str], str] = _as_it_is
    """A text with spaces that do not break where a line must not end, for mails and terminals."""
    typographic: Callable[[str], str] = _as_it_is
    """The same in print, where fonts have thin spaces."""
    status_words: Mapping[str, str] = {}
    """What people write for a status besides our word, by its key; commas apart."""
    headings: Mapping[str, str] = {}
    """How people head the columns of a table of tasks, by what they are about; commas apart."""
