"""Calendar days as people write them: with a year or without, day first or month first.

Nothing is guessed between two readings: a ``Numeric`` keeps both until the table settles it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from typing import Literal, NamedTuple

from retrosheet.importing.words import folded, unaccented
from retrosheet.workbook.serials import day_of

Order = Literal["dmy", "mdy"]

# 1954 to 2119: what a number in a column of dates may stand for.
_SERIALS = range(20_000, 80_001)
YEARS = range(1990, 2101)


class Day(NamedTuple):
    """A day of a year, or of the year that is nearest to launch where ``year`` is None."""

    year: int | None
    month: int
    day: int


class Numeric(NamedTuple):
    """A day in numbers: what it is day first, and month first; None where there is no such day."""

    dmy: Day | None
    mdy: Day | None

    @property
    def order(self) -> Order | None:
        """The order that this one day proves; None where both are possible, or are the same."""
        if self.dmy == self.mdy or (self.dmy and self.mdy):
            return None
        return "dmy" if self.dmy else "mdy"

    def settled(self, order: Order | None) -> Day | None:
        """The day it is in this order; None while that is not known."""
        if self.dmy == self.mdy or (self.dmy is None) != (self.mdy is None):
            return self.dmy or self.mdy
        return {"dmy": self.dmy, "mdy": self.mdy, None: None}[order]


class NoSuchDay(Exception):
    """It is written as a day, but no calendar has it."""


MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan january",
            "fevrier fevr fev february feb",
            "mars mar march",
            "avril avr apr april",
            "mai may",
            "juin jun june",
            "juillet juil jul july",
            "aout aou august aug",
            "septembre sept sep september",
            "octobre oct october",
            "novembre nov november",
            "decembre dec december",
        ),
        1,
    )
    for name in names.split()
}
MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
MONTH_WORD = re.compile(rf"\b(?:{MONTH})\b\.?")
_DAYS_OF_WEEK = (
    ("lundi", "lun", "monday", "mon"),
    ("mardi", "tuesday", "tue", "tues"),
    ("mercredi", "mer", "wednesday", "wed"),
    ("jeudi", "jeu", "thursday", "thu", "thur", "thurs"),
    ("vendredi", "ven", "friday", "fri"),
    ("samedi", "sam", "saturday", "sat"),
    ("dimanche", "dim", "sunday", "sun"),
)
_WEEKDAYS = (
    "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday"
    "|friday|saturday|sunday|lun|mer|jeu|ven|sam|dim|mon|tues?|wed|thur?s?|fri|sat|sun"
)
WEEKDAY = re.compile(rf"^(?:{_WEEKDAYS}|mar(?=\.? \d))\b\.?,? (?=\w)")
WEEKDAY_BEHIND = re.compile(rf"(?<=\w) ?\((?:{_WEEKDAYS}|mar)\.?\)$")
_TIME = (
    r"(?:\d{1,2}(?: ?h(?:eures?)? ?(?:\d{2})?|:\d{2}(?::\d{2}(?:\.\d+)?)?z?)(?: ?[ap]\.?m\b\.?)?"
    r"|\d{1,2} ?[ap]\.?m\b\.?|midi|minuit|noon|midnight)"
)
_LATEST = (
    r"(?:maximum|maxi?|au plus tard|at the latest|latest|dernier delai|delai de rigueur|inclus"
    r"|inclusive|included|compris|matin|soir|apres-midi|morning|evening|afternoon"
    r"|fin de journee|eod|cob)"
)
# What may stand behind a day without changing it: an hour, the hours of an event, « maximum ».
CLOCK = re.compile(
    rf"(?:(?<=\d)t{_TIME}|,? (?:a |at |de |from |entre |between |avant |before |des |- )?{_TIME}"
    rf"(?: ?(?:-|/|a|et|to|and|until|jusqu'a) ?{_TIME})?|,? \(?{_LATEST}\)?"
    r"|(?<=[\dhmz]) ?\(?(?:gmt|utc|pst|pdt|est|edt|cet|cest|bst)(?:[-+]\d{1,2}(?::?\d{2})?)?\)?)+$"
)
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", re.ASCII)
_NUMERIC = re.compile(r"(\d{1,2})([-/.])(\d{1,2})(?:\2(\d{4}|\d{2}))?", re.ASCII)
_DAY_MONTH = re.compile(
    rf"(\d{{1,2}})(?:er|st|nd|rd|th)?(?: of)?[ -]?({MONTH})\.?(?:,?[ -]?(\d{{4}}|\d{{2}}))?",
    re.ASCII,
)
_MONTH_DAY = re.compile(
    rf"({MONTH})\.?[ -]?(\d{{1,2}})(?:er|st|nd|rd|th)?(?:,? (\d{{4}}))?", re.ASCII
)
_MONTH_YEAR = re.compile(rf"(?:{MONTH})\.?-\d{{2}}", re.ASCII)


def read(text: str) -> Day | Numeric | None:
    """The day that a text is as a whole; None if it is none. Raises NoSuchDay."""
    said = CLOCK.sub("", WEEKDAY.sub("", unaccented(text).strip(" ."))).strip(" ,")
    if match := _ISO.fullmatch(said):
        year, month, day = (int(part) for part in match.groups())
        return _checked(Day(year, month, day))
    if match := _NUMERIC.fullmatch(said):
        one, separator, two, short = match.groups()
        if separator != "/" and short is None:
            return None  # 1.2 is a number, 3-4 a span
        year_said = _year(short)
        dmy = _possible(Day(year_said, int(two), int(one)))
        mdy = _possible(Day(year_said, int(one), int(two)))
        if dmy is None and mdy is None:
            raise NoSuchDay
        return Numeric(dmy, mdy)
    if match := _DAY_MONTH.fullmatch(said):
        return _checked(Day(_year(match[3]), MONTHS[match[2]], int(match[1])))
    if _MONTH_YEAR.fullmatch(said):
        return None  # a spreadsheet's « mars-27 » is March 2027
    if match := _MONTH_DAY.fullmatch(said):
        return _checked(Day(_year(match[3]), MONTHS[match[1]], int(match[2])))
    return None


def of_serial(number: float) -> Day | None:
    """The day of a date cell's number; None for a number that is no day of a plan."""
    if not math.isfinite(number) or int(number) not in _SERIALS:
        return None
    day = day_of(number)
    return Day(day.year, day.month, day.day)


def weekday_of(text: str) -> int | None:
    """The day of the week that a text names in front, 0 for Monday; None where it names none."""
    words = folded(text).split()
    return next(
        (n for n, names in enumerate(_DAYS_OF_WEEK) if words[:1] and words[0] in names), None
    )


def weekday_in(text: str) -> int | None:
    """The one day of the week that stands anywhere in a text; None for none or for several."""
    words = folded(text).split()
    long_names = [n for n, names in enumerate(_DAYS_OF_WEEK) for name in names
                  if len(name) > 4 and name in words]  # fmt: skip
    return long_names[0] if len(long_names) == 1 else None


def nearest(day: Day, launch: dt.date) -> dt.date:
    """The date; of a day without a year, the one nearest to launch.

    Most of a plan lies before launch: a day after it has to be nearer by half.
    """
    if day.year is not None:
        return dt.date(day.year, day.month, day.day)
    near = [
        dt.date(year, day.month, day.day)
        for year in range(launch.year - 4, launch.year + 5)
        if _possible(Day(year, day.month, day.day))
    ]
    return min(near, key=lambda date: distance(date, launch))


def distance(date: dt.date, launch: dt.date) -> float:
    """How far a day is from launch, as far as a year is to be chosen for it."""
    days = (date - launch).days
    return -days if days <= 0 else days * 1.5


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) + (2000 if len(text) == 2 else 0)


def _possible(day: Day) -> Day | None:
    """The day if there is such a day; 29 February may be of any year that is not said."""
    try:
        dt.date(2000 if day.year is None else day.year, day.month, day.day)
    except ValueError:
        return None
    return day if day.year is None or day.year in YEARS else None


def _checked(day: Day) -> Day:
    if _possible(day) is None:
        raise NoSuchDay
    return day
