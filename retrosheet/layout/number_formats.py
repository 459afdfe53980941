"""How numbers and dates are shown, as number formats in the dialect of an .xlsx file.

Every literal is quoted, each space as well: LibreOffice takes a bare one, breaking or not, for a
separator of thousands when it writes the file again, and divides what is shown by a thousand. The
spaces are ordinary ones: no program breaks a number in two, and LibreOffice keeps no others.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.language import Text, language, locales

if TYPE_CHECKING:
    from retrosheet.language import Lang

ISO_DATE = "yyyy-mm-dd"
HIDDEN = ";;;"
TEXT = "@"
COUNT = '0;;"–"'
"""A number of things; none is a dash."""

_DONE, _LATE = Text("fait", "done"), Text("en retard", "late")
_NO_BREAK = "\u00a0"

_LITERAL = re.compile(r"[^a-z/-]+")


def date(locale: str) -> str:
    """15/03/2027 in France, 2027-03-15 in Québec, Mar 15, 2027 in the US, else 15 Mar 2027.

    A real date whatever the reader's own locale.
    """
    return _dated(locale, locales()[locale].date)


def compact_date(locale: str) -> str:
    """15/03/27, 27-03-15, Mar 15, 27 or 15 Mar 27: for columns that are many."""
    return _dated(locale, locales()[locale].compact_date)


def short_date(locale: str) -> str:
    """ven. 12/03 in France, ven. 12 mars in Québec, Fri, Mar 12 in the US, else Fri 12 Mar."""
    return _dated(locale, locales()[locale].short_date)


def long_date(locale: str) -> str:
    """vendredi 12 mars 2027, Friday, March 12, 2027 in the US, else Friday 12 March 2027."""
    return _dated(locale, locales()[locale].long_date)


def month(locale: str) -> str:
    """mars 2027, March 2027."""
    return _dated(locale, "mmmm yyyy")


def short_month(locale: str) -> str:
    """mars 27, Mar 27."""
    return _dated(locale, "mmm yy")


def week(lang: Lang) -> str:
    """The number of a week: S36 in French, W36 in English."""
    return f'"{language(lang).week}"0'


def day(locale: str) -> str:
    """12 mars, Mar 12 in the US, else 12 Mar."""
    return _dated(locale, locales()[locale].day)


def share(lang: Lang) -> str:
    """A part of one as 60 % in French, 60% in English."""
    return '0" "%' if language(lang).spaced_percent else "0%"


def done_share(lang: Lang) -> str:
    """A part of one as what it is: 60 % fait in French, 60% done in English."""
    return f'{share(lang)}" {_DONE.to(lang)}"'


def late_count(lang: Lang) -> str:
    """How many tasks are late: 3 en retard, or nothing at all."""
    return f'0" {_LATE.to(lang)}";;'


def percentage(lang: Lang) -> str:
    """A number of per cent, looking the same."""
    return '0" %"' if language(lang).spaced_percent else '0"%"'


def number(lang: Lang, *, whole: bool = True) -> str:
    """1 250 in French, 1,250 in English; with one or two decimals where it is not whole."""
    digits = "#,##0" if whole else "#,##0.0#"
    return f"{language(lang).number_prefix}{digits}"


def money(lang: Lang) -> str:
    """1 250 € in French, €1,250 in English; what is below zero carries a sign besides."""
    spoken = language(lang)
    before, _, after = spoken.money.replace("{sign}", "").partition("{amount}")
    amount = f"#,##0{_quoted(after.replace(_NO_BREAK, ' '))}"
    return f'{spoken.number_prefix}{_quoted(before)}{amount};"▲ -{before}"{amount}'


def offset(lang: Lang) -> str:
    """Days from launch: J-30, J+15, and J for launch day; D-30, D+15, D."""
    letter = language(lang).launch_day
    return f'"{letter}+"0;"{letter}-"0;"{letter}"'


def countdown(lang: Lang) -> str:
    """Days to launch, counted down: 30 is J-30, and on launch day itself stands J; D likewise."""
    letter = language(lang).launch_day
    return f'"{letter}-"0;"{letter}+"0;"{letter}"'


def length(unit: str, *, zero: bool = False) -> str:
    """A number of days with its unit: 5 j; none is a dash, or 0 j with ``zero``."""
    return f'0" {unit}"' if zero else f'0" {unit}";;"–"'


def shift(unit: str) -> str:
    """A number of days later or earlier: +5 j, -5 j; none is a dash."""
    return f'"+"0" {unit}";"-"0" {unit}";"–"'


def _dated(locale: str, pattern: str) -> str:
    """A pattern of dates as a format: literals in quotes, names those of the locale."""
    prefix = locales()[locale].prefix if "mmm" in pattern or "ddd" in pattern else ""
    return prefix + _LITERAL.sub(lambda literal: f'"{literal[0]}"', pattern)


def _quoted(text: str) -> str:
    return f'"{text}"' if text else ""
