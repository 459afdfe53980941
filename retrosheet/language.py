"""The two languages of the product, and how each writes days, dates and numbers.

A text that a person reads is a ``Text``: both languages side by side, so that neither can be
forgotten. Whoever prints chooses with ``text.to(lang)``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    import datetime as dt

Lang = Literal["fr", "en"]
LANGS: tuple[Lang, ...] = ("fr", "en")


class Text(NamedTuple):
    """One text in French and in English."""

    fr: str
    en: str

    def to(self, lang: Lang) -> str:
        return self.fr if lang == "fr" else self.en


LOCALES: dict[str, Lang] = {
    "en_GB": "en", "en_US": "en", "en_CA": "en", "en_AU": "en", "en_IE": "en",
    "fr_FR": "fr", "fr_CA": "fr",
}  # fmt: skip
"""What a workbook can be set to, of what Google Sheets offers, each with its language."""
_USUAL: dict[Lang, str] = {"fr": "fr_FR", "en": "en_GB"}


def usual_locale(lang: Lang) -> str:
    """The locale of a workbook for which nobody chose one."""
    return _USUAL[lang]


def no_breaks(text: str, lang: Lang) -> str:
    """French punctuation never begins a line, nor does an opening guillemet end one."""
    if lang == "fr":
        for sign in ":;!?»":
            text = text.replace(f" {sign}", f"\u00a0{sign}")
        text = text.replace("« ", "«\u00a0")
    return text


def one_line(text: str, most: int = 0) -> str:
    """On one line, without what no person can see, cut with an ellipsis behind ``most`` signs."""
    line = "".join(char for char in " ".join(text.split()) if char.isprintable())
    return line if not most or len(line) <= most else line[: most - 1].rstrip() + "…"


_WEEKDAYS = (
    Text("lundi", "Monday"),
    Text("mardi", "Tuesday"),
    Text("mercredi", "Wednesday"),
    Text("jeudi", "Thursday"),
    Text("vendredi", "Friday"),
    Text("samedi", "Saturday"),
    Text("dimanche", "Sunday"),
)
_MONTHS = (
    Text("janvier", "January"),
    Text("février", "February"),
    Text("mars", "March"),
    Text("avril", "April"),
    Text("mai", "May"),
    Text("juin", "June"),
    Text("juillet", "July"),
    Text("août", "August"),
    Text("septembre", "September"),
    Text("octobre", "October"),
    Text("novembre", "November"),
    Text("décembre", "December"),
)
_SHORT_MONTHS = (
    Text("janv.", "Jan"),
    Text("févr.", "Feb"),
    Text("mars", "Mar"),
    Text("avr.", "Apr"),
    Text("mai", "May"),
    Text("juin", "Jun"),
    Text("juil.", "Jul"),
    Text("août", "Aug"),
    Text("sept.", "Sep"),
    Text("oct.", "Oct"),
    Text("nov.", "Nov"),
    Text("déc.", "Dec"),
)


def weekday_name(day: dt.date, lang: Lang) -> str:
    return _WEEKDAYS[day.weekday()].to(lang)


def month_name(month: int, lang: Lang, *, short: bool = False) -> str:
    """The name of a month, 1 to 12."""
    return (_SHORT_MONTHS if short else _MONTHS)[month - 1].to(lang)


def date_text(day: dt.date, lang: Lang) -> str:
    """A date as a person types it: 15/03/2027 in French, 15 Mar 2027 in English."""
    if lang == "fr":
        return f"{day:%d/%m/%Y}"
    return f"{day.day} {month_name(day.month, lang, short=True)} {day.year}"


def long_date(day: dt.date, lang: Lang) -> str:
    """A date as a person says it: « lundi 15 mars 2027 », "Monday 15 March 2027"."""
    first = "1er" if day.day == 1 and lang == "fr" else str(day.day)
    return f"{weekday_name(day, lang)} {first} {month_name(day.month, lang)} {day.year}"


def offset_text(days: int, lang: Lang) -> str:
    """A day relative to launch, as practitioners write it: J-30, J+15, J; D-30 in English."""
    letter = "J" if lang == "fr" else "D"
    return f"{letter}{days:+d}" if days else letter


def working_days_text(days: int, lang: Lang) -> str:
    """« 1 jour ouvré », « 12 jours ouvrés », "12 working days"."""
    if lang == "fr":
        return f"{days} jour ouvré" if abs(days) < 2 else f"{days} jours ouvrés"
    return f"{days} working day" if abs(days) == 1 else f"{days} working days"
