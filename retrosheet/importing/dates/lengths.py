"""How long a task takes, as a cell says it: « 2 semaines », 3 j, 5, "1 month", 4 h.

Working days, five a week, unless calendar days are named. Part of a day is a whole one.
"""

from __future__ import annotations

import math
import re
from typing import NamedTuple

from retrosheet.archetype.terms import MOST_DAYS, Duration
from retrosheet.importing.dates.due import Unreadable, Vague
from retrosheet.importing.raw import Value, shown
from retrosheet.importing.words import folded, unaccented
from retrosheet.language import Text

_LONGEST_CELL = 60


class Length(NamedTuple):
    """A duration; ``how`` says how it was counted, where that is a choice."""

    duration: Duration
    how: Text | None = None


_FORM = Text(
    "illisible ; écrivez 5 jours, 2 semaines ou 3 jours calendaires",
    "cannot be read; write 5 days, 2 weeks or 3 calendar days",
)
_TOO_LONG = Text("au plus {most} jours", "at most {most} days").format(most=MOST_DAYS)
_MONTH = Text("un mois compte 20 jours ouvrés", "a month counts 20 working days")
_PART = Text("une partie de jour compte un jour", "part of a day counts a day")
_HOURS = Text("7 heures comptent un jour ouvré", "7 hours count a working day")
_LONGER = Text("la plus longue des deux durées compte", "the longer of the two counts")

_UNITS = {
    "d": "d day days j jo jour jours ouvre ouvres ouvrable ouvrables working workday workdays "
    "business jh homme hommes man journee journees wd jr jrs",
    "w": "w wk wks week weeks s sem semaine semaines sm sms",
    "m": "m mois month months mo mon mons",
    "h": "h heure heures hour hours hr hrs min mn minute minutes",
    "cd": "cd jc calendaire calendaires calendar ed eday edays jourse jrse je",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_NUMBER = r"(\d{1,6}(?:[.,]\d{1,6})?)"
_LENGTH = re.compile(rf"{_NUMBER}(?: ?(?:-|a|to|ou|or) ?{_NUMBER})? ?([a-z][a-z ./]*)?", re.ASCII)
_HALF = re.compile(r"(?:une? )?(?:1[/\u2044]2|½|demi|half|half a) ?-?(?:j|d|jour|day|journee)s?")
_NUMBERS = (
    "un une one",
    "deux two",
    "trois three",
    "quatre four",
    "cinq five",
    "six",
    "sept seven",
    "huit eight",
    "neuf nine",
    "dix ten",
)
_IN_WORDS = {
    word: str(number) for number, words in enumerate(_NUMBERS, 1) for word in words.split()
}
_HOUR_MINUTES = re.compile(r"(\d{1,4}) ?h ?(\d{1,2})(?: ?min)?", re.ASCII)


def read(value: Value, unit: str = "") -> Length | Vague | Unreadable | None:
    """The length that a cell says, in the ``unit`` of its heading where it names none itself."""
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, float):
        return _length(value, unit or "d", None)
    said = unaccented(shown(value)).strip(" .;~?")
    said = re.sub(r"^(?:env(?:iron|\.)?|about|approx\.?) ", "", said)
    if not said.strip("-?"):
        return None
    if len(said) > _LONGEST_CELL:
        return Vague(has_date=False)
    if _HALF.fullmatch(said):
        return Length(Duration(1, "d"), _PART)
    if match := _HOUR_MINUTES.fullmatch(said):
        return _length(int(match[1]) + int(match[2]) / 60, "h", None)
    match = _LENGTH.fullmatch(said) or _in_words(said)
    if match is None:
        return Unreadable(_FORM) if re.search(r"\d", said) else Vague(has_date=False)
    named = _unit(match[3] or "")
    if named is None:
        return Unreadable(_FORM)
    numbers = [float(number.replace(",", ".")) for number in match.groups()[:2] if number]
    return _length(max(numbers), named or unit or "d", _LONGER if len(numbers) > 1 else None)


def _in_words(said: str) -> re.Match[str] | None:
    """A length whose numbers are words: « deux à trois semaines », "a week"."""
    first, *others = said.split()
    words = ["1" if first in ("a", "an") else first, *others]
    match = _LENGTH.fullmatch(" ".join(_IN_WORDS.get(word, word) for word in words))
    # « à voir » is "a" with a word that is no unit
    return match if match is not None and match[3] and _unit(match[3]) else None


def _unit(words: str) -> str | None:
    """The unit that the words name, "" for no words; None for words that name none."""
    found = [_UNIT_OF.get(word) for word in folded(words).split()]
    if None in found:
        return None
    return "cd" if "cd" in found else (found[0] or "") if found else ""


def _length(number: float, unit: str, how: Text | None) -> Length | Unreadable:
    if not math.isfinite(number) or number < 0:
        return Unreadable(_FORM)
    if unit == "h":
        days, how = number / 7, _HOURS
    else:
        days = number * {"w": 5, "m": 20}.get(unit, 1)
        how = _MONTH if unit == "m" else how
    whole = math.ceil(round(days, 6))
    if whole > MOST_DAYS:
        return Unreadable(_TOO_LONG)
    if whole != days and how is None:
        how = _PART
    return Length(Duration(whole, "cd" if unit == "cd" else "d"), how)
