"""Dates as people type them: ISO in options, and as they would say it when they are asked.

An option is read strictly, because scripts write it too; what else was typed is understood only to
say what to write. Years run from 2000 to 2199.
"""

from __future__ import annotations

import datetime as dt
import re

from retrosheet.calendars import Closure
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text, long_date

FIRST_YEAR, LAST_YEAR = 2000, 2199
LONGEST_CLOSURE = 366

_ISO = re.compile(r"([0-9]{4})-([0-9]{2})-([0-9]{2})", re.ASCII)
_YEAR_FIRST = re.compile(r"([0-9]{4})[-/. ]?([0-9]{1,2})[-/. ]?([0-9]{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"([0-9]{1,2})[-/. ]([0-9]{1,2})[-/. ]([0-9]{4}|[0-9]{2})", re.ASCII)

_WRITE = Text("{where} : « {typed} » ; écrivez {better}.", '{where}: "{typed}"; write {better}.')
_NOT_A_DATE = Text(
    "{where} : « {typed} » n’est pas une date ; écrivez-la comme 2027-03-15.",
    '{where}: "{typed}" is not a date; write it like 2027-03-15.',
)
_NO_SUCH_DAY = Text(
    "{where} : le {typed} n’existe pas ; vérifiez le mois et le jour (année-mois-jour).",
    "{where}: there is no {typed}; check the month and the day (year-month-day).",
)
_FAR = Text(
    "{where} : l’année de « {typed} » n’est pas entre {first} et {last} ; corrigez-la.",
    '{where}: the year of "{typed}" is not between {first} and {last}; correct it.',
)
_OR = Text(" ou ", " or ")
_DAY_NAMED = Text("{iso} ({long})", "{iso} ({long})")
_REVERSED = Text(
    "{where} : « {typed} » finit avant de commencer ; écrivez {better}.",
    '{where}: "{typed}" ends before it begins; write {better}.',
)
_TOO_LONG = Text(
    "{where} : « {typed} » dure plus d’un an ; corrigez les années.",
    '{where}: "{typed}" lasts more than a year; correct the years.',
)


def iso_date(typed: str, where: str, lang: Lang) -> dt.date:
    """The date of an option; InvalidInput names the option and what would be right."""
    typed = typed.strip()
    found = readings(typed, lang)
    if len(found) != 1 or not _ISO.fullmatch(typed):
        raise InvalidInput(_refusal(typed, found, where, lang))
    return _near_enough(found[0], typed, where, lang)


def spoken_date(typed: str, where: str, lang: Lang) -> dt.date:
    """The date that a person answers: 15/03/2027 as well as 2027-03-15, if it is one day only."""
    typed = typed.strip()
    found = readings(typed, lang)
    if len(found) != 1:
        raise InvalidInput(_refusal(typed, found, where, lang))
    return _near_enough(found[0], typed, where, lang)


def closure(typed: str, where: str, lang: Lang) -> Closure:
    """``FROM..TO`` or a single day; InvalidInput says what is wrong with either end."""
    first_typed, dots, last_typed = typed.strip().partition("..")
    first = iso_date(first_typed, where, lang)
    last = iso_date(last_typed, where, lang) if dots else first
    if last < first:
        better = f"{last}..{first}"
        raise InvalidInput(_REVERSED.to(lang).format(where=where, typed=typed, better=better))
    if (last - first).days >= LONGEST_CLOSURE:
        raise InvalidInput(_TOO_LONG.to(lang).format(where=where, typed=typed))
    return Closure(first, last)


def readings(typed: str, lang: Lang) -> list[dt.date]:
    """All days that the text may mean. In French the day comes first; in English, who knows."""
    if match := _YEAR_FIRST.fullmatch(typed):
        year, month, day = match.groups()
        orders = [(year, month, day)]
    elif match := _YEAR_LAST.fullmatch(typed):
        one, two, year = match.groups()
        year = year if len(year) == 4 else f"20{year}"
        orders = [(year, two, one)]
        if lang == "en" or int(two) > 12:
            orders.append((year, one, two))
    else:
        return []
    found: list[dt.date] = []
    for order in orders:
        try:
            day_meant = dt.date(*(int(part) for part in order))
        except ValueError:
            continue
        if day_meant not in found:
            found.append(day_meant)
    return found


def _refusal(typed: str, found: list[dt.date], where: str, lang: Lang) -> str:
    if found:
        named = [
            day.isoformat()
            if len(found) == 1
            else _DAY_NAMED.to(lang).format(iso=day, long=long_date(day, lang))
            for day in found
        ]
        better = _OR.to(lang).join(named)
        return _WRITE.to(lang).format(where=where, typed=typed, better=better)
    text = _NO_SUCH_DAY if _ISO.fullmatch(typed) else _NOT_A_DATE
    return text.to(lang).format(where=where, typed=typed)


def _near_enough(day: dt.date, typed: str, where: str, lang: Lang) -> dt.date:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidInput(
            _FAR.to(lang).format(where=where, typed=typed, first=FIRST_YEAR, last=LAST_YEAR)
        )
    return day
