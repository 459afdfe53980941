"""When something is due, as people write it in a cell."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.calendars import Calendar
from retrosheet.importing.dates import due, lengths
from retrosheet.importing.dates.counting import Offset
from retrosheet.importing.dates.days import Day, Numeric, nearest
from retrosheet.importing.dates.due import Unreadable, Vague
from retrosheet.importing.dates.phrases import Since, Span
from retrosheet.importing.dates.stretches import Stretch, chosen

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
        ("30 days before the event", -30), ("1 month prior", -30), ("day of", 0),
        ("14 Months Prior to Conference", -420), ("Week Before", -7), ("la semaine avant", -7),
        ("Week -8", -56), ("Mois M-2", -60), ("M-2", -60), ("Jour -3", -3), ("J moins 30", -30),
        ("T minus 3 weeks", -21), ("6 weeks out", -42), ("un mois et demi avant", -45),
        ("quinze jours avant", -15), ("48h avant", -2), ("1 an avant", -365),
        ("Wedding Day", 0), ("le jour de l'événement", 0), ("la veille du mariage", -1),
        ("launch week", 0), ("Post Launch (1 Week)", 7), ("After Wedding", 1), ("+15", 15),
        ("3 semaines avant l'ouverture du salon", -21), ("2 jours avant la mise en ligne", -2),
        ("dans les 15 jours suivant l'événement", 15), ("9+ months before", -270),
        ("J-30 (15 février)", -30), ("J-10 max", -10), ("Final week", -7),
        ("5 days after", 5), ("vers J-30", -30), ("avant J-30", -30), ("-30", -30), ("0", 0),
    ],
)  # fmt: skip
def test_days_relative_to_launch(text: str, days: int) -> None:
    """Days before and after launch are read in all the ways that people write them."""
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
    """A date is read in all the ways that people write it."""
    assert due.read(text) == MARCH_15


@pytest.mark.parametrize(
    "text",
    ["15 mars 2027 de 9h00 à 17h00", "15/03/2027 14h-16h", "15/03/2027 de 10h à 12h",
     "15/03/2027 18:30-20:00", "15 mars 2027 Maximum à 14h00", "15 March 2027 at the latest 2pm",
     "au plus tard le lundi 15 mars 2027 à 12h", "Semaine 11 (15 mars 2027)",
     "2027-03-15T16:00:00.000Z", "jusqu'au 15 mars 2027", "until 15 March 2027"],
)  # fmt: skip
def test_the_time_of_day_and_words_beside_a_day_leave_it_alone(text: str) -> None:
    """A day is read whatever stands beside it."""
    found = due.read(text)
    assert found == MARCH_15 or found == Numeric(MARCH_15, None)


LAUNCH = dt.date(2027, 5, 14)


@pytest.mark.parametrize(
    ("text", "day", "start"),
    [
        ("S12", (2027, 3, 26), (2027, 3, 22)), ("semaine 12", (2027, 3, 26), (2027, 3, 22)),
        ("KW 12", (2027, 3, 26), (2027, 3, 22)), ("2027-W16", (2027, 4, 23), (2027, 4, 19)),
        ("CW15", (2027, 4, 16), (2027, 4, 12)), ("sem. 16 2027", (2027, 4, 23), (2027, 4, 19)),
        ("S50", (2026, 12, 11), (2026, 12, 7)), ("début S12", (2027, 3, 22), (2027, 3, 22)),
        ("semaine du 3 mai", (2027, 5, 7), (2027, 5, 3)),
        ("week of May 5", (2027, 5, 7), (2027, 5, 3)),
        ("semaine du 3 au 7 mai", (2027, 5, 7), (2027, 5, 3)),
        ("fin avril", (2027, 4, 30), (2027, 4, 30)), ("mi-juin", (2027, 6, 15), (2027, 6, 15)),
        ("Mid-March", (2027, 3, 15), (2027, 3, 15)), ("début mars", (2027, 3, 1), (2027, 3, 1)),
        ("Début mai", (2027, 5, 3), (2027, 5, 3)), ("late April", (2027, 4, 30), (2027, 4, 30)),
        ("end of February", (2027, 2, 26), (2027, 2, 26)),
        ("mars 2027", (2027, 3, 31), (2027, 3, 1)), ("mars-27", (2027, 3, 31), (2027, 3, 1)),
        ("Décembre", (2026, 12, 31), (2026, 12, 1)), ("03/2027", (2027, 3, 31), (2027, 3, 1)),
        ("second quarter", (2027, 6, 30), (2027, 4, 1)), ("T2 2027", (2027, 6, 30), (2027, 4, 1)),
        ("fin T1", (2027, 3, 31), (2027, 3, 31)),
        ("1re quinzaine de mai", (2027, 5, 14), (2027, 5, 3)),
        ("dernière semaine d'avril", (2027, 4, 30), (2027, 4, 26)),
        ("fin 2026", (2026, 12, 31), (2026, 12, 31)),
    ],
)  # fmt: skip
def test_weeks_and_months_give_a_working_day(
    text: str, day: tuple[int, int, int], start: tuple[int, int, int]
) -> None:
    """The last one for a due date, the first for a start; of the year nearest to launch."""
    found = due.read(text)
    assert isinstance(found, Stretch)
    calendar = Calendar()
    assert chosen(found, LAUNCH, calendar, start=False) == dt.date(*day)
    assert chosen(found, LAUNCH, calendar, start=True) == dt.date(*start)


def test_numbers_alone_keep_both_readings() -> None:
    """A date of which day and month cannot be told apart is not guessed."""
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
        ("March 1~15, 2027", Span(Day(2027, 3, 1), MARCH_15)),
        ("December 20 ~ March 15 2027", Span(Day(2026, 12, 20), MARCH_15)),
        ("J-90 à -60", Span(Offset(-90), Offset(-60))),
        ("J-30/-20", Span(Offset(-30), Offset(-20))),
        ("2-3 days before", Span(Offset(-3), Offset(-2), loose=True)),
        ("1-15 mars 2027", Span(Day(2027, 3, 1), MARCH_15)),
        ("du lundi 1er au lundi 15 mars 2027", Span(Day(2027, 3, 1), MARCH_15)),
        ("between 3 March and 15 March 2027", Span(Day(2027, 3, 3), MARCH_15)),
        ("du 20 décembre au 15 mars 2027", Span(Day(2026, 12, 20), MARCH_15)),
    ],
)
def test_periods(text: str, span: Span) -> None:
    """A period keeps its first and last day."""
    assert due.read(text) == span


@pytest.mark.parametrize(
    "text",
    ["ASAP", "au retour des vacances", "A compter de la publication des listes", "every Monday",
     "été 2027", "3 jours après la validation", "x" * 500],
)  # fmt: skip
def test_words_that_name_no_day_are_vague(text: str) -> None:
    """Words that mean a time and no day are told from an error."""
    assert isinstance(due.read(text), Vague)


@pytest.mark.parametrize(
    "text",
    ["30/02/2027", "J-9O", "30", "J30", "J-99999", "J+30 à J+1", "J-15 à J-10 ouvrés", "1234567"],
)
def test_what_looks_like_a_day_and_is_none_is_a_problem(text: str) -> None:
    """A date that no calendar has is refused, never taken for a word."""
    assert isinstance(due.read(text), Unreadable)


@pytest.mark.parametrize("text", ["", "-", "?", "–", "N/A", "néant", None])
def test_empty_cells_say_nothing(text: str | None) -> None:
    """A blank cell and the signs that people put for one are no date and no error."""
    assert due.read(text) is None


def test_a_day_without_year_is_the_one_nearest_to_launch() -> None:
    """A day without its year is taken as near to launch as the calendar allows."""
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
        ("~5 days", "", 5, "d"), ("1 week", "", 5, "d"), ("une semaine", "", 5, "d"),
        ("deux jours", "", 2, "d"), ("a week", "", 5, "d"), ("deux à trois jours", "", 3, "d"),
        ("15 days", "w", 15, "d"),
    ],
)  # fmt: skip
def test_lengths(value: str | float, unit: str, amount: int, days: str) -> None:
    """A length is read with its unit, and with that of its column where it has none."""
    found = lengths.read(value, unit)
    assert isinstance(found, lengths.Length)
    assert found.duration == (amount, days)


@pytest.mark.parametrize("text", ["à voir", "à définir", "un an", "trois", "selon devis"])
def test_words_that_are_no_length(text: str) -> None:
    """« À voir » begins like "a week", and says no length."""
    assert isinstance(lengths.read(text), Vague)


@pytest.mark.parametrize(
    "text",
    ["6-12 Months Before", "Six-twelve months prior to the wedding", "M-12 à M-6",
     "entre 12 et 6 mois avant", "6 to 12 months before the wedding"],
)  # fmt: skip
def test_a_window_counted_in_months(text: str) -> None:
    """« 6 à 12 mois avant » is a window to be done in, and not a year's work."""
    found = due.read(text)
    assert isinstance(found, Span)
    assert found.loose
    ends = (found.first, found.last)
    assert [end.days for end in ends if isinstance(end, Offset)] == [-360, -180]


@pytest.mark.parametrize(
    "text", ["à partir du 15 mars 2027", "from 15 March 2027", "commence le 15 mars 2027"]
)
def test_a_beginning_is_no_due_date(text: str) -> None:
    """A day from which something runs is told from one by which it is due."""
    assert due.read(text) == Since(MARCH_15)
