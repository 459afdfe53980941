"""Dates as people type them: ISO, in figures in their own order, or with the month spelled out.

A date that may be two days is never guessed in silence. In French figures are day first, and an
option says so where month first would be a day too; in English nobody can know, so both days are
named and neither is taken. Years run from 2000 to 2100: the workbook dates no day after 2118.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from functools import cache
from typing import Literal

from retrosheet.calendars import Closure
from retrosheet.cli.terminal.lettering import clipped
from retrosheet.cli.terminal.streams import remark
from retrosheet.errors import InvalidInput
from retrosheet.language import (
    LANGS,
    Lang,
    Text,
    date_text,
    language,
    long_date,
    month_name,
    typed_date,
    weekday_name,
)

FIRST_YEAR, LAST_YEAR = 2000, 2100
LONGEST_CLOSURE = 366
_LONGEST = 40

_YEAR_FIRST = re.compile(r"([0-9]{4})([-/. ]?)([0-9]{1,2})\2([0-9]{1,2})", re.ASCII)
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-/. ])([0-9]{1,2})\2([0-9]{4}|[0-9]{2})", re.ASCII)
_NO_YEAR = re.compile(r"[0-9]{1,2}[-/. ][0-9]{1,2}", re.ASCII)
_WORD = re.compile(r"[a-z]+|[0-9]+", re.ASCII)
_BETWEEN = re.compile(r"[\s,.'’/-]*")
_FROM = re.compile(r"^(?:du|from)\s+", re.IGNORECASE)
_TO = re.compile(r"\.\.+|…|\s+(?:au|to|until|-|–|—|→)\s+", re.IGNORECASE)
_SMALL_WORDS = frozenset("le the of on er st nd rd th".split())
_SHORTEST_NAME = 3

_ORDER = Text(
    "--dates : « {typed} » ; écrivez dmy (jour d’abord) ou mdy (mois d’abord).",
    '--dates: "{typed}"; write dmy (day first) or mdy (month first).',
)
_EITHER = Text(
    "{where} : « {typed} » ; écrivez {one} ou {other}.",
    '{where}: "{typed}"; write {one} or {other}.',
)
_NOT_A_DATE = Text(
    "{where} : « {typed} » n’est pas une date ; écrivez-la comme 15/03/2027.",
    '{where}: "{typed}" is not a date; write it like 2027-03-15 or 15 March 2027.',
)
_YEAR_MISSING = Text(
    "{where} : il manque l’année à « {typed} » ; ajoutez-la.",
    '{where}: the year is missing from "{typed}"; add it.',
)
_NO_SUCH_DAY = Text(
    "{where} : le {typed} n’existe pas ; vérifiez le jour et le mois.",
    "{where}: there is no {typed}; check the month and the day.",
)
_OTHER_WEEKDAY = Text(
    "{where} : « {typed} » ; le {day} est un {weekday}. Corrigez l’un ou l’autre.",
    '{where}: "{typed}"; {day} is a {weekday}. Correct one or the other.',
)
_FAR = Text(
    "{where} : l’année de « {typed} » n’est pas entre {first} et {last} ; corrigez-la.",
    '{where}: the year of "{typed}" is not between {first} and {last}; correct it.',
)
_TAKEN_AS = Text(
    "{where} : « {typed} » est lu jour puis mois : {day}.",
    '{where}: "{typed}" is read as {day}.',
)
_NO_CLOSURE = Text(
    "{where} : « {typed} » ; écrivez un jour, ou deux comme 02/08/2027..20/08/2027.",
    '{where}: "{typed}"; write a day, or two like 2027-08-02..2027-08-20.',
)
_REVERSED = Text(
    "{where} : « {typed} » finit avant de commencer ; écrivez {better}.",
    '{where}: "{typed}" ends before it begins; write {better}.',
)
_TOO_LONG = Text(
    "{where} : « {typed} » dure plus d’un an ; corrigez les années.",
    '{where}: "{typed}" lasts more than a year; correct the years.',
)


def spoken_date(typed: str, where: str, lang: Lang) -> dt.date:
    """The one day that is meant; InvalidInput says of ``where`` what would be right."""
    typed = typed.strip()
    found = readings(typed, lang)
    typed = clipped(typed, _LONGEST)
    if len(found) > 1:
        one, other = (f"{typed_date(day, lang)} ({long_date(day, lang)})" for day in found[:2])
        raise InvalidInput(_EITHER.to(lang).format(where=where, typed=typed, one=one, other=other))
    if not found:
        raise InvalidInput(_why_not(typed).to(lang).format(where=where, typed=typed))
    day = found[0]
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InvalidInput(
            _FAR.to(lang).format(where=where, typed=typed, first=FIRST_YEAR, last=LAST_YEAR)
        )
    weekdays = {number for word in _words(typed) or () for number in _weekdays(word)}
    if weekdays and day.weekday() not in weekdays and not _is_month_alone(typed):
        raise InvalidInput(
            _OTHER_WEEKDAY.to(lang).format(
                where=where,
                typed=typed,
                day=date_text(day, lang),
                weekday=weekday_name(day, lang),
            )
        )
    return day


def option_date(typed: str, where: str, lang: Lang) -> dt.date:
    """The same of an option; what the language alone has decided is said on stderr."""
    day = spoken_date(typed, where, lang)
    match = _YEAR_LAST.fullmatch(typed.strip())
    if match and match[1] != match[3] and int(match[1]) <= 12 and int(match[3]) <= 12:
        said = _TAKEN_AS.to(lang).format(where=where, typed=typed.strip(), day=long_date(day, lang))
        remark(said, lang)
    return day


def date_order(typed: str | None, lang: Lang) -> Literal["dmy", "mdy"] | None:
    """Which of day and month comes first in a person's table; raises InvalidInput."""
    if typed is None:
        return None
    if typed == "dmy":
        return "dmy"
    if typed == "mdy":
        return "mdy"
    raise InvalidInput(_ORDER.to(lang).format(typed=typed))


def closure(typed: str, where: str, lang: Lang) -> Closure:
    """``FROM..TO`` or a single day; InvalidInput says what is wrong with either end."""
    ends = _ends(typed.strip())
    if len(ends) > 2 or (len(ends) == 1 and not readings(ends[0], lang)):
        typed = clipped(typed.strip(), _LONGEST)
        raise InvalidInput(_NO_CLOSURE.to(lang).format(where=where, typed=typed))
    first = option_date(ends[0], where, lang)
    last = option_date(ends[-1], where, lang) if len(ends) > 1 else first
    if last < first:
        better = f"{typed_date(last, lang)}..{typed_date(first, lang)}"
        raise InvalidInput(_REVERSED.to(lang).format(where=where, typed=typed, better=better))
    if (last - first).days >= LONGEST_CLOSURE:
        raise InvalidInput(_TOO_LONG.to(lang).format(where=where, typed=typed))
    return Closure(first, last)


def _ends(typed: str) -> list[str]:
    """The two days of FROM..TO, « du FROM au TO », FROM - TO; or the only one."""
    ends = _TO.split(_FROM.sub("", typed))
    if len(ends) == 1 and typed.count("-") == 1 and "/" in typed:
        ends = typed.split("-")
    return [end.strip() for end in ends]


def readings(typed: str, lang: Lang) -> list[dt.date]:
    """All days that the text may mean. In French the day comes first; in English, who knows."""
    if match := _YEAR_FIRST.fullmatch(typed):
        orders = [(match[1], match[3], match[4])]
    elif match := _YEAR_LAST.fullmatch(typed):
        one, between, two, year = match.groups()
        if len(year) == 2:
            year = f"20{year}"
        orders = [(year, two, one)]
        if int(two) > 12 or not language(lang).day_first:
            orders.append((year, one, two))
        if between == "-" and len(match[4]) == 2:
            orders.append((f"20{one}", two, match[4]))
    elif (spelled := _spelled(typed)) is not None:
        orders = [spelled]
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


def _why_not(typed: str) -> Text:
    """Why a text names no day."""
    if _YEAR_FIRST.fullmatch(typed) or _YEAR_LAST.fullmatch(typed) or _spelled(typed) is not None:
        return _NO_SUCH_DAY
    words = _words(typed) or []
    numbers = [word for word in words if word.isdigit()]
    if _NO_YEAR.fullmatch(typed) or (len(numbers) == 1 and any(map(_month, words))):
        return _YEAR_MISSING
    return _NOT_A_DATE


def _spelled(typed: str) -> tuple[str, str, str] | None:
    """Year, month and day of « samedi 22 mai 2027 », "May 22nd, 2027", « 1er mai 27 »."""
    words = _words(typed)
    if words is None:
        return None
    numbers = [word for word in words if word.isdigit()]
    names = [word for word in words if not word.isdigit() and word not in _SMALL_WORDS]
    months = [word for word in names if _month(word)]
    if len(months) > 1:  # « mar » is also short for « mardi »
        months = [word for word in months if not _weekdays(word)]
    others = [word for word in names if word not in months]
    if len(numbers) != 2 or len(months) != 1 or not all(map(_weekdays, others)) or others[1:]:
        return None
    first, second = numbers
    day, year = (second, first) if len(first) == 4 else (first, second)
    if len(day) > 2 or len(year) not in {2, 4}:
        return None
    return year if len(year) == 4 else f"20{year}", str(_month(months[0])), day


def _words(typed: str) -> list[str] | None:
    """Words and numbers, without accents; None where there is anything else between them."""
    if len(typed) > _LONGEST:
        return None
    plain = "".join(
        letter
        for letter in unicodedata.normalize("NFD", typed.casefold())
        if not unicodedata.combining(letter)
    )
    if not all(_BETWEEN.fullmatch(part) for part in _WORD.split(plain)):
        return None
    return _WORD.findall(plain)


def _is_month_alone(typed: str) -> bool:
    """Whether the only name in it is a month's, which may be short for a weekday's too."""
    names = [word for word in _words(typed) or () if _month(word) or _weekdays(word)]
    return len(names) == 1 and _month(names[0]) > 0


def _month(word: str) -> int:
    """The month of a name, or of the beginning of one; 0 for none, or for several."""
    found = {
        month
        for month in range(1, 13)
        for name in _month_names(month)
        if len(word) >= _SHORTEST_NAME and name.startswith(word)
    }
    return found.pop() if len(found) == 1 else 0


@cache
def _month_names(month: int) -> tuple[str, ...]:
    return tuple("".join(_words(month_name(month, lang)) or ()) for lang in LANGS)


def _weekdays(word: str) -> tuple[int, ...]:
    """The weekdays, from Monday, 0, whose names begin so."""
    monday = dt.date(2027, 3, 15)
    return tuple(
        number
        for number in range(7)
        if len(word) >= _SHORTEST_NAME
        and any(
            weekday_name(monday + dt.timedelta(days=number), lang).casefold().startswith(word)
            for lang in LANGS
        )
    )
