"""Stretches of the calendar that words name: week 36, « fin avril », T2 2027, the week of 3 May.

A stretch is longer than the one day that a plan needs; which of its days counts is chosen where
launch and the days off are known, and said: the last working day of it for a due date, the first
one for a start, the middle one for « mi-juin ».
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.importing.dates import days
from retrosheet.importing.dates.days import MONTH, MONTHS, Day

if TYPE_CHECKING:
    from retrosheet.calendars import Calendar

Part = Literal["begin", "mid", "end", "whole"]
Kind = Literal["week", "month", "quarter", "half", "year", "day"]

_ONE = dt.timedelta(days=1)


class Stretch(NamedTuple):
    """The ``number``-th week, month, quarter or half of a year, or of the year near launch.

    ``first_day`` and ``last_day`` narrow a month down to a part of it. A week around a given day
    has that ``day`` instead of a number. ``countable`` says that the number of a week may as well
    count from the beginning of the project: « semaine 3 », but not S36 or 2027-W16.
    """

    kind: Kind
    number: int
    year: int | None = None
    part: Part = "whole"
    day: Day | None = None
    first_day: int = 1
    last_day: int = 31
    countable: bool = False

    def last_of(self, year: int) -> Day | None:
        """The last day of it, as a day of any year unless it names one."""
        bounds = self.bounds(self.year or year) if self.day is None else None
        return Day(self.year, bounds[1].month, bounds[1].day) if bounds else None

    def bounds(self, year: int) -> tuple[dt.date, dt.date] | None:
        """Its first and last day in a year; None where there is no such week."""
        number = self.number
        try:
            if self.day is not None:
                monday = dt.date(self.day.year or year, self.day.month, self.day.day)
                monday -= dt.timedelta(days=monday.weekday())
                return monday, monday + dt.timedelta(days=6)
            if self.kind == "week":
                monday = dt.date.fromisocalendar(year, number, 1)
                return monday, monday + dt.timedelta(days=6)
        except ValueError:
            return None
        months = {"month": 1, "quarter": 3, "half": 6, "year": 12}[self.kind]
        last_month = number * months
        first = dt.date(year, last_month - months + 1, 1)
        last = dt.date(year + last_month // 12, last_month % 12 + 1, 1) - _ONE
        if self.kind == "month":
            last = last.replace(day=min(self.last_day, last.day))
            first = first.replace(day=self.first_day)
        return first, last


def chosen(stretch: Stretch, launch: dt.date, calendar: Calendar, *, start: bool) -> dt.date | None:
    """The day that stands for the stretch; ``start`` asks for its beginning.

    Of a stretch without year, the one nearest to launch. None where no year has it.
    """
    years = [stretch.year] if stretch.year else range(launch.year - 2, launch.year + 3)
    found = [bounds for year in years if (bounds := stretch.bounds(year))]
    if not found:
        return None
    first, last = min(found, key=lambda bounds: days.distance(bounds[1], launch))
    part = stretch.part if stretch.part != "whole" else "begin" if start else "end"
    if part == "begin":
        day = calendar.on_or_after(first)
        return day if day <= last else first
    if part == "mid":
        middle = first + (last - first) / 2
        if stretch.kind == "month":
            middle = first.replace(day=15)
        day = calendar.on_or_before(middle)
    else:
        day = calendar.on_or_before(last)
    return day if day >= first else last


_ORDINALS = {
    word: number
    for number, words in enumerate(
        (
            "premier premiere 1er 1re 1ere 1e first 1st",
            "deuxieme second seconde 2e 2eme 2nd 2nde",
            "troisieme third 3e 3eme 3rd",
            "quatrieme fourth 4e 4eme 4th",
            "dernier derniere last",
        ),
        1,
    )
    for word in words.split()
}
_ORDINAL = "|".join(_ORDINALS)
_PARTS: tuple[tuple[Part, str], ...] = (
    ("begin", "tout debut|debut|early|beginning|start"),
    ("mid", "mi|milieu|mid|middle"),
    ("end", "toute fin|fin|late|end"),
)
_PART_WORDS = "|".join(words for _, words in _PARTS)
_PART = re.compile(
    rf"(?:(?:a la |au |en |by |the |at the |in |from |vers |pour |des )*({_PART_WORDS})"
    r"(?:[- ]?(?:du |de la |de l'|des |de |d'|of the |of )|[- ]))"
    r"(?:le |the |mois de |month of )*(.+)"
)
_LEAD = re.compile(
    r"^(?:(?:courant|au cours (?:du|de)|dans le courant (?:du|de)|pendant|en|in|during|mois de"
    r"|month of|le|la|the|au|by) )+"
)
_YEAR = r"(?:[ ,/-]+(?:de |of |en )?(\d{4}))?"
_WEEK_LETTER = re.compile(
    rf"(?:s|w|cw|kw|wk) ?(\d{{1,2}}){_YEAR}|(\d{{4}})[ -]?[ws](\d{{1,2}})"
    rf"|(?:calendar week|kalenderwoche|iso week) ?(\d{{1,2}}){_YEAR}",
    re.ASCII,
)
_WEEK_WORD = re.compile(
    rf"(?:semaines?|sem|weeks?)\.? ?(?:n[o°]? ?|# ?)?(\d{{1,2}}){_YEAR}", re.ASCII
)
_WEEK_OF = re.compile(
    r"(?:semaine (?:du|de)|sem\.? du|week (?:of|commencing|beginning|starting)|w/c|wc"
    r"|semaine commencant le|week-end du|weekend of) (.+)"
)
_WEEK_SPAN = re.compile(r"(\d{1,2})(?:er|st|nd|rd|th)? ?(?:au|a|-|to) ?(\d{1,2}\b.*)", re.ASCII)
_MONTH = re.compile(rf"({MONTH})\.?(?:[ -]?(?:of )?(\d{{4}}|'?\d{{2}}))?", re.ASCII)
_MONTH_NUMBER = re.compile(r"(\d{1,2})/(\d{4})|(\d{4})-(\d{2})", re.ASCII)
_QUARTER = re.compile(
    rf"[qt]([1-4]){_YEAR}|(\d{{4}})[ -]?[qt]([1-4])"
    rf"|({_ORDINAL}) (?:trimestre|quarter){_YEAR}",
    re.ASCII,
)
_HALF = re.compile(
    rf"h([12]){_YEAR}|({_ORDINAL}) (?:semestre|half(?: of)?(?: the)?(?: year)?){_YEAR}", re.ASCII
)
_PART_OF_MONTH = re.compile(
    rf"({_ORDINAL}) (quinzaine|semaine|week|half)(?: (?:de|du mois de|of|in))?(?: |(?<=d'))"
    rf"(?:d')?({MONTH})\.?(?: (\d{{4}}))?",
    re.ASCII,
)
_END_OF_YEAR = re.compile(r"(?:d'|de l'|l'|the )?(?:annee|year)|(\d{4})", re.ASCII)


def read(said: str) -> Stretch | None:
    """The stretch that a text in small letters without accents is as a whole; None if none."""
    bare = _LEAD.sub("", said)
    if match := _PART.fullmatch(said):
        part = next(part for part, words in _PARTS if match[1] in words.split("|"))
        rest = match[2]
        if part != "mid" and (year := _END_OF_YEAR.fullmatch(rest)):
            return Stretch("year", 1, _year(year[1]), part)
        whole = _whole(rest)
        return whole._replace(part=part, countable=False) if whole else None
    return _whole(bare)


def _whole(said: str) -> Stretch | None:
    if match := _WEEK_LETTER.fullmatch(said):
        number = int(match[1] or match[4] or match[5])
        year = match[2] or match[3] or match[6]
        return Stretch("week", number, _year(year)) if 1 <= number <= 53 else None
    if match := _WEEK_WORD.fullmatch(said):
        number = int(match[1])
        if not 1 <= number <= 53:
            return None
        return Stretch("week", number, _year(match[2]), countable=not match[2])
    if match := _WEEK_OF.fullmatch(said):
        return _week_of(match[1])
    if match := _MONTH.fullmatch(said):
        return Stretch("month", MONTHS[match[1]], _year(match[2]))
    if match := _MONTH_NUMBER.fullmatch(said):
        number = int(match[1] or match[4])
        return Stretch("month", number, _year(match[2] or match[3])) if 1 <= number <= 12 else None
    if match := _QUARTER.fullmatch(said):
        number = int(match[1] or match[4] or 0) or min(_ORDINALS[match[5]], 4)
        return Stretch("quarter", number, _year(match[2] or match[3] or match[6]))
    if match := _HALF.fullmatch(said):
        number = int(match[1] or 0) or min(_ORDINALS[match[3]], 2)
        return Stretch("half", number, _year(match[2] or match[4]))
    if match := _PART_OF_MONTH.fullmatch(said):
        return _part_of_month(match)
    return None


def _week_of(said: str) -> Stretch | None:
    """« semaine du 3 mai », « semaine du 3 au 7 mai »."""
    span = _WEEK_SPAN.fullmatch(said)
    try:
        found = days.read(said)
        if found is None and span:
            last = days.read(span[2])
            if isinstance(last, Day):
                found = last._replace(day=int(span[1]))
    except days.NoSuchDay:
        return None
    if isinstance(found, days.Numeric):
        found = found.settled("dmy")
    return Stretch("week", 0, found.year, day=found) if isinstance(found, Day) else None


def _part_of_month(match: re.Match[str]) -> Stretch:
    number, word, month = _ORDINALS[match[1]], match[2], MONTHS[match[3]]
    if word in ("quinzaine", "half"):
        first, last = (1, 15) if number == 1 else (16, 31)
    elif number == 5:
        first, last = 25, 31
    else:
        first, last = 7 * number - 6, 7 * number
    return Stretch("month", month, _year(match[4]), first_day=min(first, 25), last_day=last)


def _year(text: str | None) -> int | None:
    if not text:
        return None
    year = int(text.removeprefix("'"))
    return year + 2000 if year < 100 else year
