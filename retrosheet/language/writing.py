"""Dates, numbers and counted things as each language writes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language.registry import Lang, language
from retrosheet.language.text import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from retrosheet.language.record import Language

_WORKING_DAYS = (
    Text("{n} jour ouvré", "{n} working day"),
    Text("{n} jours ouvrés", "{n} working days"),
)
_AND_MORE = (Text("et {n} autre", "and {n} more"), Text("et {n} autres", "and {n} more"))


def no_breaks(text: str, lang: Lang) -> str:
    """The text with spaces that do not break where the language lets no line end."""
    return language(lang).no_breaks(text)


def in_quotes(text: str, lang: Lang) -> str:
    """« text » in French, "text" in English."""
    opening, closing = language(lang).quotes
    return f"{opening}{text}{closing}"


def quotations(*texts: str) -> Text:
    """« A », « B »: words of others, as a sentence lists them."""
    return Text.by(lambda lang: ", ".join(in_quotes(text, lang) for text in texts))


def colon(lang: Lang) -> str:
    """What stands behind a word that is explained: « mot : », "word:"; a space follows."""
    return language(lang).colon


def in_a_row(words: Sequence[str], lang: Lang) -> str:
    """All of them: « A, B et C », "A, B and C"."""
    *others, last = words
    return language(lang).conjunction.join([", ".join(others), last]) if others else last


def one_line(text: str, most: int = 0) -> str:
    """On one line, without what no person can see, cut with an ellipsis behind ``most`` signs."""
    line = " ".join("".join(c for c in text if c.isprintable() or c.isspace()).split())
    return line if not most or len(line) <= most else line[: most - 1].rstrip() + "…"


def weekday_name(day: dt.date, lang: Lang) -> str:
    return language(lang).weekdays[day.weekday()]


def month_name(month: int, lang: Lang, *, short: bool = False) -> str:
    """The name of a month, 1 to 12."""
    spoken = language(lang)
    return (spoken.short_months if short else spoken.months)[month - 1]


def date_text(day: dt.date, lang: Lang) -> str:
    """A date as a person types it: 15/03/2027 in French, 15 Mar 2027 in English."""
    spoken = language(lang)
    return _filled(spoken.date, day, spoken)


def yearless(day: dt.date, lang: Lang) -> str:
    """A date whose year is clear: 15/03, 15 Mar."""
    spoken = language(lang)
    return _filled(spoken.yearless_date, day, spoken)


def typed_date(day: dt.date, lang: Lang) -> str:
    """A day in figures that can be typed back: 15/03/2027 in French, 2027-03-15 in English."""
    spoken = language(lang)
    return _filled(spoken.typed_date, day, spoken)


def long_date(day: dt.date, lang: Lang) -> str:
    """A date as a person says it: « lundi 15 mars 2027 », "Monday 15 March 2027"."""
    spoken = language(lang)
    return _filled(spoken.long_date, day, spoken)


def _filled(pattern: str, day: dt.date, spoken: Language) -> str:
    return pattern.format(
        weekday=spoken.weekdays[day.weekday()],
        day=day.day,
        said_day=spoken.first_day if day.day == 1 else day.day,
        month=day.month,
        month_name=spoken.months[day.month - 1],
        short_month=spoken.short_months[day.month - 1],
        year=day.year,
    )


def offset_text(days: int, lang: Lang) -> str:
    """A day relative to launch, as practitioners write it: J-30, J+15, J; D-30 in English."""
    letter = language(lang).launch_day
    return f"{letter}{days:+d}" if days else letter


def is_singular(n: float, lang: Lang) -> bool:
    """Whether so many are counted in the singular: none is in French, and not in English."""
    return abs(n) < 2 if language(lang).zero_is_singular else abs(n) == 1


def counted(n: int, words: tuple[Text, Text], lang: Lang) -> str:
    """Words around a number ``{n}``, singular or plural; their other parts stay to be filled."""
    return words[not is_singular(n, lang)].to(lang).replace("{n}", str(n))


def and_more(n: int, lang: Lang) -> str:
    """How many more there are, behind those that are listed."""
    return counted(n, _AND_MORE, lang)


def working_days_text(days: int, lang: Lang) -> str:
    """« 1 jour ouvré », « 12 jours ouvrés », "12 working days"."""
    return counted(days, _WORKING_DAYS, lang)
