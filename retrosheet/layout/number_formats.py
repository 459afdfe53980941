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

_FRENCH, _BRITISH = "[$-40C]", "[$-809]"


def date(lang: Lang) -> str:
    """15/03/2027 in French, 15 Mar 2027 in English; a real date whatever the reader's locale."""
    return "dd/mm/yyyy" if lang == "fr" else _spaced(_BRITISH, "d", "mmm", "yyyy")


def compact_date(lang: Lang) -> str:
    """15/03/27 in French, 15 Mar 27 in English: for columns that are many."""
    return "dd/mm/yy" if lang == "fr" else _spaced(_BRITISH, "d", "mmm", "yy")


def short_date(lang: Lang) -> str:
    """ven. 12/03 in French, Fri 12 Mar in English."""
    if lang == "fr":
        return _spaced(_FRENCH, "ddd", "dd/mm")
    return _spaced(_BRITISH, "ddd", "d", "mmm")


def long_date(lang: Lang) -> str:
    """vendredi 12 mars 2027, Friday 12 March 2027."""
    return _spaced(_of(lang), "dddd", "d", "mmmm", "yyyy")


def month(lang: Lang) -> str:
    """mars 2027, March 2027."""
    return _spaced(_of(lang), "mmmm", "yyyy")


def short_month(lang: Lang) -> str:
    """mars 27, Mar 27."""
    return _spaced(_of(lang), "mmm", "yy")


def week(lang: Lang) -> str:
    """The number of a week: S36 in French, W36 in English."""
    return '"S"0' if lang == "fr" else '"W"0'


def day(lang: Lang) -> str:
    """12 mars, 12 Mar."""
    return _spaced(_of(lang), "d", "mmm")


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


def _of(lang: Lang) -> str:
    return _FRENCH if lang == "fr" else _BRITISH


def _spaced(code: str, *parts: str) -> str:
    return code + '" "'.join(parts)
