"""How numbers and dates are shown, as number formats in the dialect of an .xlsx file.

Every literal is quoted, each space as well: LibreOffice takes a bare one, breaking or not, for a
separator of thousands when it writes the file again, and divides what is shown by a thousand. The
spaces are ordinary ones: no program breaks a number in two, and LibreOffice keeps no others.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrosheet.language import Lang

ISO_DATE = "yyyy-mm-dd"
HIDDEN = ";;;"
TEXT = "@"
COUNT = '0;;"–"'
"""A number of things; none is a dash."""

_FRENCH = "[$-40C]"
_PLACES = {
    "en_GB": "[$-809]", "en_US": "[$-409]", "en_CA": "[$-1009]", "en_AU": "[$-C09]",
    "en_IE": "[$-1809]", "fr_FR": _FRENCH, "fr_CA": "[$-C0C]",
}  # fmt: skip
"""Whose words for months and days a format uses, by the workbook's locale."""


def date(locale: str) -> str:
    """15/03/2027 in France, 2027-03-15 in Québec, Mar 15, 2027 in the US, else 15 Mar 2027.

    A real date whatever the reader's own locale.
    """
    if locale == "fr_CA":
        return ISO_DATE
    return "dd/mm/yyyy" if _is_french(locale) else _day_first(locale, "mmm", "yyyy")


def compact_date(locale: str) -> str:
    """15/03/27, 27-03-15, Mar 15, 27 or 15 Mar 27: for columns that are many."""
    if locale == "fr_CA":
        return "yy-mm-dd"
    return "dd/mm/yy" if _is_french(locale) else _day_first(locale, "mmm", "yy")


def short_date(locale: str) -> str:
    """ven. 12/03 in France, ven. 12 mars in Québec, Fri, Mar 12 in the US, else Fri 12 Mar."""
    if locale == "en_US":
        return f'{_PLACES[locale]}ddd", "mmm" "d'
    if locale == "fr_FR":
        return _spaced(_FRENCH, "ddd", "dd/mm")
    return _spaced(_PLACES[locale], "ddd", "d", "mmm")


def long_date(locale: str) -> str:
    """vendredi 12 mars 2027, Friday, March 12, 2027 in the US, else Friday 12 March 2027."""
    if locale == "en_US":
        return f'{_PLACES[locale]}dddd", "mmmm" "d", "yyyy'
    return _spaced(_PLACES[locale], "dddd", "d", "mmmm", "yyyy")


def month(locale: str) -> str:
    """mars 2027, March 2027."""
    return _spaced(_PLACES[locale], "mmmm", "yyyy")


def short_month(locale: str) -> str:
    """mars 27, Mar 27."""
    return _spaced(_PLACES[locale], "mmm", "yy")


def week(lang: Lang) -> str:
    """The number of a week: S36 in French, W36 in English."""
    return '"S"0' if lang == "fr" else '"W"0'


def day(locale: str) -> str:
    """12 mars, Mar 12 in the US, else 12 Mar."""
    parts = ("mmm", "d") if locale == "en_US" else ("d", "mmm")
    return _spaced(_PLACES[locale], *parts)


def share(lang: Lang) -> str:
    """A part of one as 60 % in French, 60% in English."""
    return '0" "%' if lang == "fr" else "0%"


def done_share(lang: Lang) -> str:
    """A part of one as what it is: 60 % fait in French, 60% done in English."""
    return '0" "%" fait"' if lang == "fr" else '0%" done"'


def late_count(lang: Lang) -> str:
    """How many tasks are late: 3 en retard, or nothing at all."""
    return '0" en retard";;' if lang == "fr" else '0" late";;'


def percentage(lang: Lang) -> str:
    """A number of per cent, looking the same."""
    return '0" %"' if lang == "fr" else '0"%"'


def number(lang: Lang, *, whole: bool = True) -> str:
    """1 250 in French, 1,250 in English; with one or two decimals where it is not whole."""
    digits = "#,##0" if whole else "#,##0.0#"
    return f"{_FRENCH}{digits}" if lang == "fr" else digits


def money(lang: Lang) -> str:
    """1 250 € in French, €1,250 in English; what is below zero carries a sign besides."""
    if lang == "fr":
        amount = '#,##0" €"'
        return f'{_FRENCH}{amount};"▲ -"{amount}'
    return '"€"#,##0;"▲ -€"#,##0'


def offset(lang: Lang) -> str:
    """Days from launch: J-30, J+15, and J for launch day; D-30, D+15, D."""
    letter = _letter(lang)
    return f'"{letter}+"0;"{letter}-"0;"{letter}"'


def countdown(lang: Lang) -> str:
    """Days to launch, counted down: 30 is J-30, and on launch day itself stands J; D likewise."""
    letter = _letter(lang)
    return f'"{letter}-"0;"{letter}+"0;"{letter}"'


def length(unit: str, *, zero: bool = False) -> str:
    """A number of days with its unit: 5 j; none is a dash, or 0 j with ``zero``."""
    return f'0" {unit}"' if zero else f'0" {unit}";;"–"'


def shift(unit: str) -> str:
    """A number of days later or earlier: +5 j, -5 j; none is a dash."""
    return f'"+"0" {unit}";"-"0" {unit}";"–"'


def _letter(lang: Lang) -> str:
    return "J" if lang == "fr" else "D"


def _is_french(locale: str) -> bool:
    return locale.startswith("fr")


def _day_first(locale: str, month: str, year: str) -> str:
    """The day before the month, but in the US, where a comma stands between day and year."""
    if locale == "en_US":
        return f'{_PLACES[locale]}{month}" "d", "{year}'
    return _spaced(_PLACES[locale], "d", month, year)


def _spaced(code: str, *parts: str) -> str:
    return code + '" "'.join(parts)
