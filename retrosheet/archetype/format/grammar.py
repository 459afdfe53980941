"""The little languages of time: durations, days relative to J, periods, needs and fixed dates.

Each function reads one text and returns its value, or raises ``Unfit`` with what would be right.
They are generous in how a thing is written (both languages, typographic signs, any case, spaces)
and strict in what it means. The ``*_PATTERN`` constants are what an editor can check of the same
grammar; they admit everything that the functions admit.
"""

from __future__ import annotations

import datetime as dt
import re
import unicodedata

from retrosheet.archetype.format.ids import task_id
from retrosheet.archetype.model import Duration, MonthDay, Need, Period, Yearly
from retrosheet.archetype.source.spelling import DASH, plain
from retrosheet.archetype.source.unfit import Unfit, quoted, unfit
from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.language import Text

YEARS = range(1990, 2101)

_LENGTH = r"[0-9]+\s*[A-Za-zÀ-ÿ][A-Za-zÀ-ÿ\u0300-\u036f\s.]*"
_OFFSET = rf"[JjDd](\s*({DASH}|\+)\s*[0-9]+)?"
_TO = r"(→|⇒|[-=]>|\.\.+|…|[Tt][Oo]|[ÀàAa]\u0300?[Uu]?)"
DURATION_PATTERN = rf"^\s*(0|{_LENGTH})\s*$"
OFFSET_PATTERN = rf"^\s*{_OFFSET}\s*$"
PERIOD_PATTERN = rf"^\s*{_OFFSET}\s*{_TO}\s*{_OFFSET}\s*$"
NEED_PATTERN = rf"^\s*[A-Za-z0-9][A-Za-z0-9._-]*\s*(\+\s*(0|{_LENGTH})\s*)?$"
_DAY_OF_YEAR = rf"[0-9]{{1,2}}{DASH}[0-9]{{1,2}}"
YEARLY_PATTERN = rf"^\s*{_DAY_OF_YEAR}\s*{_TO}\s*{_DAY_OF_YEAR}\s*$"
FIXED_PATTERN = rf"^\s*([0-9]{{4}}{DASH})?[0-9]{{1,2}}{DASH}[0-9]{{1,2}}\s*$"

_UNITS = {
    "d": "d day days wd workday workdays workingday workingdays businessday businessdays "
    "j jo jour jours jourouvre joursouvres",
    "w": "w wk wks week weeks s sem semaine semaines",
    "cd": "cd calendarday calendardays jc jourcalendaire jourscalendaires",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_AMOUNT_AND_UNIT = re.compile(r"([0-9]{1,6})\s*([^\W\d_]+(?:[\s.]+[^\W\d_]+)*)\.?")

_DURATION_FORM = Text(
    "écrivez 5d (5 jours ouvrés), 2w (10 jours ouvrés) ou 3cd (3 jours calendaires)",
    "write 5d (5 working days), 2w (10 working days) or 3cd (3 calendar days)",
)
_DELAY_FORM = Text(
    "une relance vient au moins un jour après : écrivez 5d",
    "a follow-up comes at least a day later: write 5d",
)
_MARGIN_FORM = Text(
    "une marge se compte en jours ouvrés : écrivez 2d, ou 1w (5 jours ouvrés)",
    "a margin counts working days: write 2d, or 1w (5 working days)",
)
_INTERVAL_FORM = Text(
    "une répétition se compte en jours calendaires, un au moins : écrivez 1w (7 jours) ou 10cd",
    "a repetition counts calendar days, at least one: write 1w (7 days) or 10cd",
)
_OFFSET_FORM = Text(
    "écrivez J-30 (30 jours avant J), J, ou J+15", "write J-30 (30 days before J), J, or J+15"
)
_DATE_INSTEAD = Text(
    "écrivez J-30 (30 jours avant J), J, ou J+15 ; pour une tâche, une date du calendrier se met "
    "sous fixed, sans due",
    "write J-30 (30 days before J), J, or J+15; for a task, a calendar date goes under fixed, "
    "without due",
)
_PERIOD_FORM = Text("écrivez J+1 → J+30 ou J+1..J+30", "write J+1 → J+30 or J+1..J+30")
_NEED_FORM = Text(
    "écrivez l’identifiant d’une tâche, CRE2, avec un délai s’il le faut : CRE2 + 3d",
    "write the id of a task, CRE2, with a lag if need be: CRE2 + 3d",
)
_FIXED_FORM = Text(
    "écrivez année-mois-jour, 2027-01-15, ou mois-jour, 12-20",
    "write year-month-day, 2027-01-15, or month-day, 12-20",
)


def duration(text: str) -> Duration:
    """``5d``, ``2w`` (ten working days), ``3cd``, « 5 j », « 2 sem », « 3 jc »; ``0`` alone too."""
    amount, unit = _length(text, _DURATION_FORM)
    days = amount * 5 if unit == "w" else amount
    if days > MOST_DAYS:
        raise unfit(
            text,
            Text("au plus {most} jours", "at most {most} days").format(most=MOST_DAYS),
        )
    return Duration(days, "cd" if unit == "cd" else "d")


def delay(text: str) -> Duration:
    """A duration of at least a day: what lies between a task and its follow-up."""
    found = duration(text)
    if found.amount == 0:
        raise unfit(text, _DELAY_FORM)
    return found


def margin(text: str) -> int:
    """Working days: ``2d``, ``1w``."""
    found = duration(text)
    if found.unit == "cd":
        raise unfit(text, _MARGIN_FORM)
    return found.amount


def interval(text: str) -> int:
    """Calendar days between two repetitions, at least one: ``1w`` is 7, ``10cd`` is 10."""
    amount, unit = _length(text, _INTERVAL_FORM)
    days = amount * 7 if unit == "w" else amount
    if unit == "d" or not 1 <= days <= MOST_DAYS:
        raise unfit(text, _INTERVAL_FORM)
    return days


def offset(text: str) -> int:
    """Calendar days from launch: ``J-30``, ``J - 30``, ``D-30``, ``J``, ``J+15``."""
    written = plain(text)
    match = re.fullmatch(r"[JjDd](?:\s*([-+])\s*([0-9]{1,9}))?", written)
    if match is None:
        bare = re.fullmatch(r"[JjDd]?\s*([-+]?)\s*([0-9]{1,4})", written)
        if bare is None:
            dated = re.fullmatch(r"[0-9]{1,4}([-/.])[0-9]{1,2}(\1[0-9]{2,4})?", written)
            raise unfit(text, _DATE_INSTEAD if dated else _OFFSET_FORM)
        right = f"J{bare.group(1) or '-'}{bare.group(2)}"
        raise unfit(
            text,
            Text("écrivez {right}", "write {right}").format(right=right),
        )
    days = int(match.group(2) or 0)
    if days > MOST_DAYS:
        raise unfit(
            text,
            Text(
                "au plus {most} jours avant ou après J", "at most {most} days before or after J"
            ).format(most=MOST_DAYS),
        )
    return -days if match.group(1) == "-" else days


def period(text: str) -> Period:
    """Both ends included: ``J+1 → J+30``, ``J+1..J+30``, ``J+1 to J+30``, « J+1 à J+30 »."""
    parts = _BETWEEN.split(plain(text))
    if len(parts) != 2:
        raise unfit(text, _PERIOD_FORM)
    try:
        first, last = offset(parts[0]), offset(parts[1])
    except Unfit as wrong_end:
        raise unfit(text, _PERIOD_FORM) from wrong_end
    if first > last:
        raise unfit(
            text,
            Text(
                "la période finit avant de commencer : échangez ses deux bouts",
                "the period ends before it begins: swap its two ends",
            ),
        )
    return Period(first, last)


_BETWEEN = re.compile(
    r"\s*(?:→|⇒|[-=]>|\.{2,}|…)\s*|(?<=[\djd])\s*(?:to|à|au?)\s*(?=[jd])", re.IGNORECASE
)


def need(text: str) -> Need:
    """A task's id, and the lag to leave after it: ``CRE2``, ``CRE2 + 3d``, ``CRE2 + 5cd``."""
    written = plain(text)
    if "," in written or ";" in written:
        listed = quoted(", ".join(re.split(r"\s*[,;]\s*", written)))
        raise unfit(
            text,
            Text("écrivez une liste : [{listed}]", "write a list: [{listed}]").format(
                listed=listed
            ),
        )
    name, plus, lag = written.partition("+")
    name = name.strip()
    if re.match(r"\S+\s+-", name):
        raise unfit(
            text,
            Text(
                "un délai s’ajoute, « + 3d » ; il ne peut pas être négatif",
                'a lag is added, "+ 3d"; it cannot be negative',
            ),
        )
    if not name or " " in name:
        raise unfit(text, _NEED_FORM)
    return Need(task_id(name), duration(lag) if plus else Duration(0, "d"))


def fixed(text: str) -> dt.date | MonthDay:
    """A calendar date, ``2027-01-15``, or a day of any year, ``12-20`` (month, then day)."""
    written = plain(text)
    match = re.fullmatch(r"(?:([0-9]{4})-)?([0-9]{1,2})-([0-9]{1,2})", written)
    if match is None:
        local = re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})(?:[/.]([0-9]{4}))?", written)
        raise unfit(text, _year_first(*local.groups()) if local else _FIXED_FORM)
    month, day = int(match.group(2)), int(match.group(3))
    # 2000 has a 29 February, so that 02-29 may be written.
    year = int(match.group(1) or 2000)
    try:
        date = dt.date(year, month, day)
    except ValueError:
        raise unfit(
            text,
            Text(
                "ce jour n’existe pas ; {fixed_form}", "there is no such day; {fixed_form}"
            ).format(fixed_form=_FIXED_FORM),
        ) from None
    if year not in YEARS:
        raise unfit(
            text,
            Text(
                "l’année doit être entre {years} et {years_2}",
                "the year must lie between {years} and {years_2}",
            ).format(years=YEARS[0], years_2=YEARS[-1]),
        )
    return date if match.group(1) else MonthDay(month, day)


def yearly(text: str) -> Yearly:
    """Days of every year, both ends included: ``12-24 → 01-01`` (month, then day)."""
    ends = re.split(r"\s*(?:→|⇒|[-=]>|\.{2,}|…|(?<=\d)\s*(?:to|à|au?)\s*(?=\d))\s*", plain(text))
    if len(ends) != 2:
        raise unfit(text, _YEARLY_FORM)
    found = []
    for end in ends:
        day = fixed(end)
        if not isinstance(day, MonthDay):
            raise unfit(text, _YEARLY_FORM)
        found.append(day)
    return Yearly(found[0], found[1])


_YEARLY_FORM = Text(
    "écrivez le premier et le dernier jour, mois puis jour : 12-24 → 01-01",
    "write the first and the last day, month then day: 12-24 → 01-01",
)


def _length(text: str, form: Text) -> tuple[int, str]:
    """The amount and the unit (``d``, ``w`` or ``cd``) of a length of time."""
    written = plain(text)
    if written == "0":
        return 0, "d"
    match = _AMOUNT_AND_UNIT.fullmatch(written)
    if match is None:
        raise unfit(text, form)
    letters = unicodedata.normalize("NFD", match.group(2).casefold())
    unit = _UNIT_OF.get("".join(letter for letter in letters if letter.isalpha()))
    if unit is None:
        raise unfit(text, form)
    return int(match.group(1)), unit


def _year_first(day: str, month: str, year: str | None) -> Text:
    if int(month) > 12:
        day, month = month, day
    written = f"{int(month):02}-{int(day):02}"
    if year is None:
        return Text("écrivez {written} (mois-jour)", "write {written} (month-day)").format(
            written=written
        )
    return Text(
        "écrivez {year}-{written} (année-mois-jour)", "write {year}-{written} (year-month-day)"
    ).format(year=year, written=written)
