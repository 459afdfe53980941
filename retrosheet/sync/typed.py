"""What people type, understood: statuses, dates, shares and whole numbers.

Pure functions that return a value, or None for what they cannot read; they never guess between two
readings. A blank cell is not a reading: callers ask for it first.
"""

from __future__ import annotations

import datetime as dt
import math
import re
import unicodedata

from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.language import LANGS, Lang, language, languages
from retrosheet.statuses import (
    BEGUN,
    BLOCKED,
    CANCELLED,
    DOING,
    DONE,
    FINISHED,
    TODO,
    WAITING,
    WORDS,
)
from retrosheet.workbook.serials import day_of, serial

_FIRST_SERIAL, _LAST_SERIAL = 20001, 79999

_SIGNS = {
    DONE: "✓✔☑✅🗹👍🎉🏁",
    DOING: "⏳🚧▶🔄🏃",
    BLOCKED: "⛔🚫🛑",
    TODO: "☐⬜🔲",
    WAITING: "👀⏸",
}
_CROSSES = frozenset("✗✘✖❌❎🚫⛔✕")
_DOUBTS = _CROSSES | frozenset("?？¿‽⁇⁈⁉❓❔⚠❗❕🤔👎")
_EMPTY_BOX = re.compile(r"\[\s*\]|\(\s+\)")
_TICKED_BOX = re.compile(r"[\[(]\s*[xXvV✓✔]\s*[\])]")
_BY_SIGN = {sign: code for code, signs in _SIGNS.items() for sign in signs}


def folded(text: str) -> str:
    """Lower-case letters and digits alone, without accents, with single spaces between words."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    letters = (char for char in plain if not unicodedata.combining(char))
    return " ".join("".join(char if char.isalnum() else " " for char in letters).split())


def _stem(word: str) -> str:
    """A word without the French endings of gender and number: terminées → termin."""
    for ending in ("ees", "ee", "es", "e", "s"):
        if len(word) > len(ending) + 3 and word.endswith(ending):
            return word[: -len(ending)]
    return word


def _key(text: str) -> str:
    return " ".join(_stem(word) for word in folded(text).split())


_SPOKEN = {
    TODO: "pas fait, non fait, rien de fait, pas encore, pas encore commencé, pas démarré,"
    " à commencer, à démarrer, not done, not yet",
    DOING: "ça avance, c’est en cours, bien avancé, presque fini, presque terminé, à finir,"
    " à terminer, almost done, nearly done",
    WAITING: "en cours de validation, en cours d’approbation, en cours de relecture,"
    " en cours de signature, en attente d’approbation, en attente d’accord, en attente du client,"
    " en attente de retour, en attente du BAT, attente de validation, attente validation,"
    " à faire valider, envoyé pour validation, soumis à validation, under review, being reviewed,"
    " sent for approval, waiting for approval, awaiting review",
    DONE: "tout est fait, tout est bon, c’est bon, chose faite, all done, v",
    BLOCKED: "c’est bloqué, coincé",
}
"""What people say besides the words that the formulas know; commas apart."""
_BY_WORD = {
    **{_key(word): code for code, words in _SPOKEN.items() for word in words.split(",")},
    **{_key(word): code for word, code in WORDS if _key(word)},
}
_FILLERS = frozenset(("c", "est", "ok", "deja", "voila", "it", "s", "is", "already"))
_SAID_ON = re.compile(r"\s+(?:(?:depuis\s+)?le|on|since)\s+(?P<day>\S.*)$", re.IGNORECASE)
"""The day behind a word: « fait le 3/02 »."""


def _meaning(text: str, own: dict[str, int]) -> int | None:
    """The code of what somebody wrote, also behind « c’est » or « ok, » and before a day."""
    known = _known(_key(text), own)
    if known is None and (said := _SAID_ON.search(text)) and _is_day(said["day"]):
        return _meaning(text[: said.start()], own)
    words = _key(text).split()
    while known is None and len(words) > 1 and words[0] in _FILLERS:
        words = words[1:]
        known = _known(" ".join(words), own)
    return known


def said_on(text: str, lang: Lang, near: dt.date) -> dt.date | None:
    """The day behind a status word, « fait le 3/02 »; None where there is none to be read."""
    said = _SAID_ON.search(text)
    return date(said["day"], lang, near) if said else None


def _known(key: str, own: dict[str, int]) -> int | None:
    return own[key] if key in own else _BY_WORD.get(key)


def _is_day(text: str) -> bool:
    return any(_written(text, lang, dt.date(2000, 1, 1)) is not None for lang in LANGS)


def status(value: str | float | bool, own_words: dict[str, int]) -> int | None:
    """The code of a status, from the workbook's own words first, then from all shipped ones.

    Case, accents, spaces, gender, plural, emoji and tick boxes do not matter, but doubt is never
    good news: with a question mark, a cross, a warning or a mathematical sign beside it no word
    says that work is done or under way, and beside an empty box what is done is to do.
    """
    if isinstance(value, bool):
        return DONE if value else TODO
    if isinstance(value, float | int):
        return None
    typed = value.strip().casefold()
    for word, code in own_words.items():
        if typed and word.strip().casefold() == typed:
            return code
    text = _EMPTY_BOX.sub("☐", _TICKED_BOX.sub("☑", value))
    signs = {_BY_SIGN[char] for char in text if char in _BY_SIGN}
    doubts = {char for char in text if char in _DOUBTS or unicodedata.category(char) == "Sm"}
    key = _key(text)
    if not key:
        return signs.pop() if len(signs) == 1 and not doubts - set(_BY_SIGN) else None
    known = _meaning(text, {_key(word): code for word, code in reversed(own_words.items())})
    return None if known is None else _believed(known, signs, doubts)


def _believed(code: int, signs: set[int], doubts: set[str]) -> int | None:
    """What a word means beside these signs; None where they contradict it."""
    if code in (CANCELLED, BLOCKED):
        doubts, signs = doubts - _CROSSES, signs - {BLOCKED}
    if code in FINISHED:
        if signs == {TODO}:
            return None if doubts else TODO
        return None if doubts or signs - {DONE} else code
    if code in BEGUN:
        return None if doubts or signs & {TODO, DONE, BLOCKED} else code
    return None if DONE in signs else code


_MONTHS = {
    name: number
    for one in languages()
    for number, names in enumerate(one.typed_months, 1)
    for name in names.split()
}
_WEEKDAYS = {
    name: number
    for one in languages()
    for names in (map(folded, one.weekdays), one.weekday_stems)
    for number, name in enumerate(names)
    if name not in _MONTHS  # « mar » is also short for mars
}
_ARTICLES = ("le", "the", "on")
_BEFORE = re.compile(rf"^(?:(?:{'|'.join((*_ARTICLES, *_WEEKDAYS))})\b[.,]*\s+)+", re.IGNORECASE)
"""What may stand before a day: « le 15 mars », « lundi 15/03 »."""
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})")
_NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})(?:[-/. ](\d{4}|\d{2}))?")
_DAY_OR_YEAR = re.compile(r"\d{1,4}")


def date(value: str | float | bool, lang: Lang, near: dt.date) -> dt.date | None:
    """A day, typed as a date, a serial number or text; without a year, the one closest to ``near``.

    A text whose weekday is not that of its day says two days, and is not read. Numbers alone are
    day first in French. In English they are read only where one of the two cannot be a month,
    because 03/04 is two different days on the two sides of the Atlantic.
    """
    if isinstance(value, bool):
        return None
    if isinstance(value, float | int):
        return day_of(value) if in_range(value) else None
    weekdays = {_WEEKDAYS[word] for word in folded(value).split() if word in _WEEKDAYS}
    found = _written(value, lang, near)
    return None if found and weekdays and {found.weekday()} != weekdays else found


def _written(text: str, lang: Lang, near: dt.date) -> dt.date | None:
    """The day, whatever weekday stands beside it."""
    text = _BEFORE.sub("", text.strip())
    if match := _ISO.fullmatch(text):
        return _day(*(int(part) for part in match.groups()))
    words = [word for word in folded(text).split() if word not in _WEEKDAYS]
    if any(word in _MONTHS for word in words):
        return _spelled(words, near)
    if match := _NUMERIC.fullmatch(text):
        first, second = int(match[1]), int(match[2])
        year = _year(match[3])
        if language(lang).day_first or first > 12:
            return _closest(year, second, first, near)
        return _closest(year, first, second, near) if second > 12 or first == second else None
    return None


def in_range(serial: float) -> bool:
    """Whether a number can be a day of a plan; the workbook's own formulas ask the same."""
    return _FIRST_SERIAL <= serial <= _LAST_SERIAL


def _spelled(words: list[str], near: dt.date) -> dt.date | None:
    """« lundi 15 mars 2027 », « 1er mai », "15 Mar", "March 15th 2027"."""
    months = [word for word in words if word in _MONTHS]
    if len(months) > 1:  # « mar » is also short for mardi
        months = [word for word in months if word != "mar"]
    numbers = [re.sub(r"(?:er|st|nd|rd|th)$", "", word) for word in words if word[:1].isdigit()]
    known = len(set(months)) == 1 and all(_DAY_OR_YEAR.fullmatch(number) for number in numbers)
    if not known or len(words) != len(numbers) + len([w for w in words if w in _MONTHS]):
        return None
    if len(numbers) == 1:
        return _closest(None, _MONTHS[months[0]], int(numbers[0]), near)
    if len(numbers) == 2:
        return _closest(_year(numbers[1]), _MONTHS[months[0]], int(numbers[0]), near)
    return None


def _year(text: str | None) -> int | None:
    if not text:
        return None
    return int(text) + (2000 if len(text) == 2 else 0)


def _closest(year: int | None, month: int, day: int, near: dt.date) -> dt.date | None:
    if year is not None:
        return _day(year, month, day)
    days = [_day(near.year + shift, month, day) for shift in (-1, 0, 1)]
    return min(
        (found for found in days if found), key=lambda found: abs((found - near).days), default=None
    )


def _day(year: int, month: int, day: int) -> dt.date | None:
    try:
        found = dt.date(year, month, day)
    except ValueError:
        return None
    return found if in_range(serial(found)) else None


_J_OFFSET = re.compile(r"\s*[JD]\s*(?P<days>[-+\u2212\u2013]\s*\d+)?\s*", re.IGNORECASE)


def number(value: str | float | bool) -> float | None:
    """A number, typed as one or as text with a comma or a point: 2,5 · 1 000 · 12 j."""
    if isinstance(value, bool):
        return None
    if isinstance(value, float | int):
        return float(value) if math.isfinite(value) else None
    text = re.sub("[\u2212\u2013]", "-", re.sub(r"[\s\u00a0\u202f]", "", value)).replace(",", ".")
    text = re.sub(r"(?<=\d)(?:j|d|jours?|days?)$", "", text.casefold())
    return float(text) if re.fullmatch(r"[-+]?\d{1,9}(?:\.\d{1,9})?", text) else None


def days(value: str | float | bool) -> float | None:
    """A length or a margin: a number of days from 0 to ``MOST_DAYS``."""
    found = number(value)
    return found if found is not None and 0 <= found <= MOST_DAYS else None


def offset(value: str | float | bool) -> float | None:
    """Calendar days from launch, no more than ``MOST_DAYS`` away: -30, or J-30 as cells show it."""
    if isinstance(value, str) and (written := _J_OFFSET.fullmatch(value)):
        value = written["days"] or "0"
    found = number(value)
    return found if found is not None and -MOST_DAYS <= found <= MOST_DAYS else None


def share(value: str | float | bool) -> float | None:
    """A progress from 0 to 1, typed as 0.5, 50, « 50 % » or a tick box.

    Between 1 and 10 it is not read: 110 % in a cell of percentages is the number 1.1.
    """
    if isinstance(value, bool):
        return 1.0 if value else 0.0
    percent = isinstance(value, str) and value.rstrip().endswith("%")
    found = number(value.rstrip().removesuffix("%") if isinstance(value, str) else value)
    if found is None or found < 0:
        return None
    if not percent and 1 < found < 10:
        return None
    if percent or found > 1:
        found /= 100
    return found if found <= 1 else None
