"""How each language writes days, dates and numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.language import (
    LANGS,
    Lang,
    Text,
    date_text,
    long_date,
    month_name,
    offset_text,
    weekday_name,
    working_days_text,
)

MONDAY = dt.date(2027, 3, 15)
FRENCH_WEEK = "lundi mardi mercredi jeudi vendredi samedi dimanche".split()
ENGLISH_WEEK = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
FRENCH_YEAR = (
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre"
).split()
ENGLISH_YEAR = (
    "January February March April May June July August September October November December"
).split()
SHORT_FRENCH = "janv. févr. mars avr. mai juin juil. août sept. oct. nov. déc.".split()
SHORT_ENGLISH = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()


def test_a_text_is_read_in_the_language_asked_for() -> None:
    """Each of the two languages gives its own words."""
    text = Text(fr="lancement", en="launch")
    assert [text.to(lang) for lang in LANGS] == ["lancement", "launch"]


@pytest.mark.parametrize(("lang", "names"), [("fr", FRENCH_WEEK), ("en", ENGLISH_WEEK)])
def test_weekdays_are_named_from_monday(lang: Lang, names: list[str]) -> None:
    """Seven names, in the order of a French and an ISO week."""
    week = [weekday_name(MONDAY + dt.timedelta(days=n), lang) for n in range(7)]
    assert week == names


@pytest.mark.parametrize(
    ("lang", "short", "names"),
    [
        ("fr", False, FRENCH_YEAR),
        ("en", False, ENGLISH_YEAR),
        ("fr", True, SHORT_FRENCH),
        ("en", True, SHORT_ENGLISH),
    ],
)
def test_months_are_named_in_full_and_in_short(lang: Lang, short: bool, names: list[str]) -> None:
    """Twelve of each, spelled as the language spells them."""
    assert [month_name(month, lang, short=short) for month in range(1, 13)] == names


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (dt.date(2027, 3, 15), "15/03/2027", "15 Mar 2027"),
        (dt.date(2027, 12, 1), "01/12/2027", "1 Dec 2027"),
        (dt.date(2028, 2, 29), "29/02/2028", "29 Feb 2028"),
    ],
)
def test_a_date_is_written_as_a_person_types_it(day: dt.date, french: str, english: str) -> None:
    """French has the day first, in figures; English names the month, as 3/2 means two days."""
    assert (date_text(day, "fr"), date_text(day, "en")) == (french, english)


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (dt.date(2027, 3, 15), "lundi 15 mars 2027", "Monday 15 March 2027"),
        (dt.date(2027, 8, 1), "dimanche 1er août 2027", "Sunday 1 August 2027"),
        (dt.date(2027, 2, 11), "jeudi 11 février 2027", "Thursday 11 February 2027"),
    ],
)
def test_a_long_date_is_written_as_a_person_says_it(
    day: dt.date, french: str, english: str
) -> None:
    """French says « premier » for the first of a month, and for no other day."""
    assert (long_date(day, "fr"), long_date(day, "en")) == (french, english)


@pytest.mark.parametrize(
    ("days", "french", "english"),
    [(-30, "J-30", "D-30"), (15, "J+15", "D+15"), (0, "J", "D"), (-1, "J-1", "D-1")],
)
def test_an_offset_counts_from_j_in_french_and_from_d_in_english(
    days: int, french: str, english: str
) -> None:
    """Launch day itself is the bare letter."""
    assert (offset_text(days, "fr"), offset_text(days, "en")) == (french, english)


@pytest.mark.parametrize(
    ("days", "french", "english"),
    [
        (0, "0 jour ouvré", "0 working days"),
        (1, "1 jour ouvré", "1 working day"),
        (2, "2 jours ouvrés", "2 working days"),
        (12, "12 jours ouvrés", "12 working days"),
        (-1, "-1 jour ouvré", "-1 working day"),
        (-2, "-2 jours ouvrés", "-2 working days"),
    ],
)
def test_working_days_agree_in_number(days: int, french: str, english: str) -> None:
    """French counts zero as singular, English as plural."""
    assert working_days_text(days, "fr") == french
    assert working_days_text(days, "en") == english
