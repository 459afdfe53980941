"""When something is due, as people write it in a cell."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.importing import due, lengths
from retrosheet.importing.days import Day, Numeric, nearest
from retrosheet.importing.due import Offset, Span, Unreadable, Vague

MARCH_15 = Day(2027, 3, 15)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("J-90", -90), ("j - 90", -90), ("J–90", -90), ("D-90", -90), ("T-30", -30), ("J-0", 0),
        ("J", 0), ("Jour J", 0), ("D-Day", 0), ("launch day", 0), ("J+45", 45), ("J-90j", -90),
        ("la veille", -1), ("J-2 semaines", -14), ("S-4", -28), ("W-4", -28), ("S+2", 14),
        ("4 semaines avant", -28), ("3 weeks before launch", -21), ("2 mois avant", -60),
        ("deux semaines avant le lancement", -14), ("10 jours ouvrés avant J", -14),
        ("J-15 ouvrés", -21), ("J-15 jo", -21), ("J-15 j ouvrés", -21), ("J-7 (vendredi)", -7),
        ("J-2 18h", -2), ("J-2 à 18 heures", -2),
        ("4 sem. avant", -28),
        ("5 days after", 5), ("vers J-30", -30), ("avant J-30", -30), ("-30", -30), ("0", 0),
    ],
)  # fmt: skip
def test_days_relative_to_launch(text: str, days: int) -> None:
    found = due.read(text)
    assert isinstance(found, Offset)
    assert found.days == days


@pytest.mark.parametrize(
    "text",
    ["2027-03-15", "15 mars 2027", "March 15 2027", "15 Mar 2027", "March 15th, 2027", "46461",
     "le 15 mars 2027", "avant le 15 mars 2027", "Mon 15 March 2027", "2027-03-15 00:00:00",
     "lundi 15 mars 2027", "15 mars 27", "2027/03/15", "15 mars 2027 à 18h",
     "15 mars 2027 à 18 heures", "15 mars 2027 (lundi)",
     "March 15, 2027 9:00 AM (GMT+1)", "March 15, 2027 9:00 AM (UTC)"],
)  # fmt: skip
def test_calendar_days(text: str) -> None:
    assert due.read(text) == MARCH_15


def test_numbers_alone_keep_both_readings() -> None:
    assert due.read("03/04/2027") == Numeric(Day(2027, 4, 3), Day(2027, 3, 4))
    assert due.read("15/03/27") == Numeric(MARCH_15, None)
    assert due.read("15.03.2027") == Numeric(MARCH_15, None)
    assert due.read("12/25") == Numeric(None, Day(None, 12, 25))


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("J+1 à J+30", Span(Offset(1), Offset(30))),
        ("J+1 → J+30", Span(Offset(1), Offset(30))),
        ("du J+1 au J+30", Span(Offset(1), Offset(30))),
        ("D+1 to D+30", Span(Offset(1), Offset(30))),
        ("J-30/J-20", Span(Offset(-30), Offset(-20))),
        ("du 1er au 15 mars 2027", Span(Day(2027, 3, 1), MARCH_15)),
        ("1-15 mars 2027", Span(Day(2027, 3, 1), MARCH_15)),
        ("du lundi 1er au lundi 15 mars 2027", Span(Day(2027, 3, 1), MARCH_15)),
        ("between 3 March and 15 March 2027", Span(Day(2027, 3, 3), MARCH_15)),
        ("du 20 décembre au 15 mars 2027", Span(Day(2026, 12, 20), MARCH_15)),
    ],
)
def test_periods(text: str, span: Span) -> None:
    assert due.read(text) == span


@pytest.mark.parametrize(
    "text",
    ["début décembre", "mars-27", "Mar-27", "janv.-27",
     "fin mars", "mars 2027", "early March", "S12", "semaine 12", "Q1 2027",
     "ASAP", "au retour des vacances", "3 jours après la validation", "x" * 500],
)  # fmt: skip
def test_words_that_name_no_day_are_vague(text: str) -> None:
    assert isinstance(due.read(text), Vague)


@pytest.mark.parametrize(
    "text",
    ["30/02/2027", "J-9O", "30", "J30", "J-99999", "J+30 à J+1", "J-15 à J-10 ouvrés", "1234567"],
)
def test_what_looks_like_a_day_and_is_none_is_a_problem(text: str) -> None:
    assert isinstance(due.read(text), Unreadable)


@pytest.mark.parametrize("text", ["", "-", "?", "–", "N/A", "néant", None])
def test_empty_cells_say_nothing(text: str | None) -> None:
    assert due.read(text) is None


def test_a_day_without_year_is_the_one_nearest_to_launch() -> None:
    launch = dt.date(2027, 1, 10)
    assert nearest(Day(None, 12, 20), launch) == dt.date(2026, 12, 20)
    assert nearest(Day(None, 2, 29), launch) == dt.date(2028, 2, 29)


@pytest.mark.parametrize(
    ("value", "unit", "amount", "days"),
    [
        ("2 semaines", "", 10, "d"), ("3 j", "", 3, "d"), ("5 jours ouvrés", "", 5, "d"),
        ("1 mois", "", 20, "d"), (5.0, "", 5, "d"), (2.0, "w", 10, "d"), ("2,5 j", "", 3, "d"),
        ("4 h", "", 1, "d"), ("1h30", "", 1, "d"), ("½ journée", "", 1, "d"),
        ("2-3 days", "", 3, "d"),
        ("3 jours calendaires", "", 3, "cd"), ("2", "w", 10, "d"), ("0", "", 0, "d"),
        ("~5 days", "", 5, "d"), ("1 week", "", 5, "d"), ("15 days", "w", 15, "d"),
    ],
)  # fmt: skip
def test_lengths(value: str | float, unit: str, amount: int, days: str) -> None:
    found = lengths.read(value, unit)
    assert isinstance(found, lengths.Length)
    assert found.duration == (amount, days)
