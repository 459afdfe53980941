"""When something is due, as one cell or one line says it: J-30, 15 mars, « 3 semaines avant »."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.importing.dates import counting, days
from retrosheet.importing.dates.counting import Nth, Offset
from retrosheet.importing.dates.phrases import ABOUT, Moment, Since, Span, bracketed, phrase
from retrosheet.importing.dates.stretches import Stretch
from retrosheet.importing.raw import Value, shown
from retrosheet.importing.words import folded, unaccented
from retrosheet.language import Text

if TYPE_CHECKING:
    from retrosheet.importing.raw import Cell

_LONGEST = 120


class Vague(NamedTuple):
    """It says when, but not which day: « au retour des vacances », ASAP."""

    has_date: bool


class Unreadable(NamedTuple):
    """It has digits, but no day can be read from them; ``why`` says what would be right."""

    why: Text


When = Moment | Span | Since | Vague | Unreadable

_NO_SUCH_DAY = Text("ce jour n’existe pas, corrigez-le", "there is no such day, correct it")
_NOT_A_DAY = Text(
    "illisible ; écrivez J-30, J+15, ou une date comme 15/03/2027",
    "cannot be read; write D-30, D+15, or a date like 2027-03-15",
)
_TOO_FAR = Text(
    "au plus {most} jours avant ou après J", "at most {most} days before or after launch"
).format(most=MOST_DAYS)
_BACKWARD = Text(
    "finit avant de commencer : échangez les deux bouts",
    "ends before it begins: swap the two ends",
)
_MINUS = Text("un nombre négatif compte les jours avant J", "a negative number counts days before")

_VAGUE = re.compile(
    r"\b(?:debut|mi|fin|early|mid|late|end|courant|semaine|week|sem|mois|month|trimestre|quarter"
    r"|printemps|ete|automne|hiver|spring|summer|autumn|fall|winter|noel|christmas|paques|easter"
    r"|[qt][1-4]|s\d{1,2}|w\d{1,2})\b"
)  # fmt: skip
_NOTHING = frozenset(("n a", "na", "neant", "none", "aucun", "aucune", "sans objet"))


def of(cell: Cell) -> When | None:
    """When a cell of a column of dates says something is due."""
    return read(cell.value, unit=cell.unit)


@lru_cache(maxsize=4096, typed=True)
def read(value: Value, *, serial: bool = True, unit: str = "") -> When | None:
    """When a cell says something is due; None for a cell that says nothing.

    A number is a day only where ``serial`` allows it: in a column of dates. What it counts there
    is its ``unit``: ``d``, ``w`` or ``m`` from launch; behind ``-`` before it; behind ``#`` the
    number of a day, a week or a month.
    """
    if value is None or isinstance(value, bool):
        return None
    if unit and (number := number_in(value)) is not None:
        after = isinstance(value, str) and value.strip().startswith("+")
        return _fitting(_of_unit(number, unit.lstrip("-") if after else unit))
    if unit and (numbers := numbers_in(value)) is not None:
        return _fitting(_of_units(*numbers, unit))
    if isinstance(value, float):
        return _number(value) if serial else Unreadable(_NOT_A_DAY)
    said = unaccented(shown(value)).strip(" .;,:")
    if len(said) > _LONGEST:
        return Vague(has_date=False)
    said = days.WEEKDAY_BEHIND.sub("", said)
    if not said.strip("-?") or folded(said) in _NOTHING:
        return None
    if serial and re.fullmatch(r"[-+]?\d{1,5}(?:\.0)?", said, re.ASCII):
        return _fitting(Offset(int(float(said)))) if said[0] == "+" else _number(float(said))
    try:
        found = phrase(said) or bracketed(said)
    except days.NoSuchDay:
        return Unreadable(_NO_SUCH_DAY)
    if found is not None:
        return _fitting(found)
    if _names_a_time(said) or not re.search(r"\d", said) or _is_counted(said):
        return Vague(_names_a_time(said))
    if match := re.fullmatch(r"[jdt] ?(\d{1,4})", said, re.ASCII):
        return Unreadable(_sign_missing(int(match[1])))
    return Unreadable(_NOT_A_DAY)


def number_in(value: Value) -> int | None:
    """The whole number that a cell is, if it is one of at most four digits."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10_000 else None
    said = unaccented(value).strip() if isinstance(value, str) else ""
    return int(float(said)) if re.fullmatch(r"[-+]?\d{1,4}(?:\.0)?", said, re.ASCII) else None


def numbers_in(value: Value) -> tuple[int, int] | None:
    """The two numbers that a cell spans, « 16-20 », if it spans any."""
    said = unaccented(value).strip() if isinstance(value, str) else ""
    match = re.fullmatch(r"([-+]?\d{1,4}) ?(?:-|a|to|/|→|~) ?([-+]?\d{1,4})", said, re.ASCII)
    return (int(match[1]), int(match[2])) if match else None


def _of_units(one: int, two: int, unit: str) -> Span:
    first, last = _of_unit(one, unit), _of_unit(two, unit)
    if isinstance(first, Offset) and isinstance(last, Offset):
        first, last = sorted((first, last), key=lambda end: end.days)
        return Span(first, last, loose=True)
    return Span(first, last)


def _of_unit(number: int, unit: str) -> Offset | Stretch | Nth:
    if unit == "#w":
        return Stretch("week", number, countable=True)
    if unit[0] == "#":
        return Nth(unit[1], number)
    signed = -abs(number) if unit[0] == "-" else number
    return counting.counted(abs(signed), unit[-1], before=signed < 0)


def is_about(value: Value) -> bool:
    """Whether a cell says that its date is approximate: « vers le 15 mars », "~D-30"."""
    return ABOUT.match(unaccented(shown(value))) is not None


def _names_a_time(said: str) -> bool:
    return bool(days.MONTH_WORD.search(said) or _VAGUE.search(said))


def _is_counted(said: str) -> bool:
    """Whether days are counted from something that is not launch: « 3 jours après le BAT »."""
    return (
        re.search(r"\b(?:avant|before|prior|apres|after|later|plus tard|from|des)\b", said)
        is not None
    )


def _number(number: float) -> When:
    day = days.of_serial(number)
    if day is not None:
        return day
    if -MOST_DAYS <= number < 0 and number.is_integer():
        return _fitting(Offset(int(number), _MINUS))
    if number == 0:
        return Offset(0)
    if not abs(number) <= MOST_DAYS:
        return Unreadable(_NOT_A_DAY)
    return Unreadable(_sign_missing(int(abs(number))))


def _sign_missing(days_said: int) -> Text:
    return Text(
        "avant ou après J ? Écrivez J-{days_said} ou J+{days_said}",
        "before launch or after? Write D-{days_said} or D+{days_said}",
    ).format(days_said=days_said)


def _fitting(found: Moment | Span | Since) -> When:
    ends = found[:2] if isinstance(found, Span) else (found,)
    if any(isinstance(end, Offset) and abs(end.days) > MOST_DAYS for end in ends):
        return Unreadable(_TOO_FAR)
    if isinstance(found, Span):
        one, two = found.first, found.last
        if isinstance(one, Offset) and isinstance(two, Offset) and one.days > two.days:
            return Unreadable(_BACKWARD)
    return found
