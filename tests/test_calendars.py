"""Working days against a naive count, Excel's documented examples, and the law's holidays."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from retrosheet.calendars import SATURDAY_SUNDAY, Calendar, Closure, Holiday, public_holidays
from retrosheet.errors import InvalidInput
from retrosheet.language import Lang
from tests.schedule.naive_days import ONE, NaiveDays, days

MASKS = st.integers(0, 126).map(lambda bits: f"{bits:07b}")
DAYS = st.dates(dt.date(2026, 12, 1), dt.date(2027, 4, 30))
DAYS_OFF = st.frozensets(DAYS, max_size=40)
COUNTS = st.integers(-60, 60).filter(bool)


def calendars(mask: str, off: frozenset[dt.date]) -> tuple[Calendar, NaiveDays]:
    return Calendar(mask, off), NaiveDays.of_mask(mask, off)


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


@given(mask=MASKS, off=DAYS_OFF, start=DAYS)
@settings(max_examples=50)
def test_a_day_is_worked_unless_the_week_or_the_list_says_off(
    mask: str, off: frozenset[dt.date], start: dt.date
) -> None:
    """The same as counting day by day, for any weekend and list."""
    calendar, naive = calendars(mask, off)
    for one in days(start, start + 14 * ONE):
        assert calendar.is_working(one) == naive.worked(one)


@given(mask=MASKS, off=DAYS_OFF, start=DAYS, n=COUNTS)
@settings(max_examples=50)
def test_the_nth_working_day_is_reached_by_counting_n_working_days(
    mask: str, off: frozenset[dt.date], start: dt.date, n: int
) -> None:
    """It is worked, and with it n days are worked since the start, which itself never counts."""
    calendar, naive = calendars(mask, off)
    end = calendar.working_day(start, n)
    assert naive.worked(end)
    assert (end > start) == (n > 0)
    first, last = (start + ONE, end) if n > 0 else (end, start - ONE)
    assert naive.count(first, last) == abs(n)


@given(mask=MASKS, off=DAYS_OFF, start=DAYS, n=COUNTS)
@settings(max_examples=50)
def test_going_back_as_many_working_days_leads_back(
    mask: str, off: frozenset[dt.date], start: dt.date, n: int
) -> None:
    """From a working day it leads back to it; from a day off, to the nearest one on the way."""
    calendar, naive = calendars(mask, off)
    back = calendar.working_day(calendar.working_day(start, n), -n)
    assert back == (naive.before(start) if n > 0 else naive.after(start))


@given(mask=MASKS, off=DAYS_OFF, start=DAYS)
@settings(max_examples=50)
def test_a_day_off_moves_to_the_working_day_before_or_after(
    mask: str, off: frozenset[dt.date], start: dt.date
) -> None:
    """A working day stays where it is."""
    calendar, naive = calendars(mask, off)
    assert calendar.on_or_before(start) == naive.before(start)
    assert calendar.on_or_after(start) == naive.after(start)


@given(mask=MASKS, off=DAYS_OFF, first=DAYS, last=DAYS)
@settings(max_examples=50)
def test_working_days_count_both_ends_and_nothing_backwards(
    mask: str, off: frozenset[dt.date], first: dt.date, last: dt.date
) -> None:
    """From a day to itself is one, to the day before none."""
    calendar, naive = calendars(mask, off)
    assert calendar.working_days(first, last) == naive.count(first, last)
    assert calendar.working_days(last + ONE, last) == 0


@given(mask=MASKS, off=DAYS_OFF, first=DAYS, middle=DAYS, last=DAYS)
@settings(max_examples=50)
def test_distance_is_signed_and_adds_up(
    mask: str, off: frozenset[dt.date], first: dt.date, middle: dt.date, last: dt.date
) -> None:
    """From morning to morning: the same with the other sign on the way back, by any way round."""
    calendar, naive = calendars(mask, off)
    assert calendar.distance(first, first) == 0
    assert calendar.distance(first, last) == -calendar.distance(last, first)
    assert calendar.distance(first, last) == (
        calendar.distance(first, middle) + calendar.distance(middle, last)
    )
    assume(first <= last)
    assert calendar.distance(first, last) == naive.count(first, last - ONE)


@given(mask=MASKS, off=DAYS_OFF, start=DAYS, n=COUNTS)
@settings(max_examples=50)
def test_the_nth_working_day_from_a_worked_one_lies_n_away(
    mask: str, off: frozenset[dt.date], start: dt.date, n: int
) -> None:
    """Going there and counting the way agree, forwards and backwards."""
    calendar, naive = calendars(mask, off)
    assume(naive.worked(start))
    assert calendar.distance(start, calendar.working_day(start, n)) == n


def test_working_day_zero_is_refused() -> None:
    """Excel gives the start back, even a day off, which no rule here could mean."""
    with pytest.raises(ValueError, match="direction"):
        Calendar().working_day(day("2027-03-15"), 0)


@pytest.mark.parametrize(
    "mask", ["1111111", "", "000001", "00000111", "0000021", "0000011\n", "17"]
)
def test_a_weekend_that_is_no_mask_or_leaves_no_day_is_refused(mask: str) -> None:
    """Seven digits of which one at least is worked."""
    with pytest.raises(ValueError, match="weekend"):
        Calendar(mask)


@pytest.mark.parametrize(
    ("start", "n", "mask", "off", "end"),
    [
        ("2012-01-01", 90, "0000001", "", "2012-04-14"),
        ("2012-01-01", 30, "0000010", "", "2012-02-05"),
        ("2008-10-01", 151, SATURDAY_SUNDAY, "", "2009-04-30"),
        ("2008-10-01", 151, SATURDAY_SUNDAY, "2008-11-26 2008-12-04 2009-01-21", "2009-05-05"),
    ],
)
def test_microsofts_examples_of_workday_and_workday_intl(
    start: str, n: int, mask: str, off: str, end: str
) -> None:
    """The examples on Microsoft's pages of both functions; weekends 11 and 17 as masks."""
    calendar = Calendar(mask, frozenset(map(day, off.split())))
    assert calendar.working_day(day(start), n) == day(end)


@pytest.mark.parametrize(
    ("first", "last", "mask", "off", "count"),
    [
        ("2006-01-01", "2006-01-31", SATURDAY_SUNDAY, "", 22),
        ("2006-01-01", "2006-02-01", "0000110", "2006-01-02 2006-01-16", 22),
        ("2006-01-01", "2006-02-01", "0010001", "2006-01-02 2006-01-16", 20),
        ("2012-10-01", "2013-03-01", SATURDAY_SUNDAY, "", 110),
        ("2012-10-01", "2013-03-01", SATURDAY_SUNDAY, "2012-11-22", 109),
        ("2012-10-01", "2013-03-01", SATURDAY_SUNDAY, "2012-11-22 2012-12-04 2013-01-21", 107),
    ],
)
def test_microsofts_examples_of_networkdays_and_networkdays_intl(
    first: str, last: str, mask: str, off: str, count: int
) -> None:
    """The figures of Excel's own documentation come out."""
    calendar = Calendar(mask, frozenset(map(day, off.split())))
    assert calendar.working_days(day(first), day(last)) == count


def test_a_closure_holds_every_day_from_its_first_to_its_last() -> None:
    """Over the end of a month, for one day, and for none where it ends first."""
    closure = Closure(day("2027-02-27"), day("2027-03-02"))
    assert [str(one) for one in closure.days()] == [
        "2027-02-27",
        "2027-02-28",
        "2027-03-01",
        "2027-03-02",
    ]
    assert Closure(day("2027-03-05"), day("2027-03-05")).days() == (day("2027-03-05"),)
    assert Closure(day("2027-03-05"), day("2027-03-04")).days() == ()


# Easter falls on 5 April 2026, 28 March 2027 and 16 April 2028: Easter Monday is the day after,
# Ascension 39 days after, Whit Monday 50 days after.
FRANCE = {
    "01-01": ("Jour de l’an", "New Year's Day"),
    "05-01": ("Fête du Travail", "Labor Day"),
    "05-08": ("Fête de la Victoire", "Victory Day"),
    "07-14": ("Fête nationale", "National Day"),
    "08-15": ("Assomption", "Assumption Day"),
    "11-01": ("Toussaint", "All Saints' Day"),
    "11-11": ("Armistice", "Armistice Day"),
    "12-25": ("Noël", "Christmas Day"),
}
FRANCE_MOVING = {
    "2026-04-06": ("Lundi de Pâques", "Easter Monday"),
    "2026-05-14": ("Ascension", "Ascension Day"),
    "2026-05-25": ("Lundi de Pentecôte", "Pentecost Monday"),
    "2027-03-29": ("Lundi de Pâques", "Easter Monday"),
    "2027-05-06": ("Ascension", "Ascension Day"),
    "2027-05-17": ("Lundi de Pentecôte", "Pentecost Monday"),
    "2028-04-17": ("Lundi de Pâques", "Easter Monday"),
    "2028-05-25": ("Ascension", "Ascension Day"),
    "2028-06-05": ("Lundi de Pentecôte", "Pentecost Monday"),
}


@pytest.mark.parametrize(("lang", "language"), [("fr", 0), ("en", 1)])
def test_france_has_its_eleven_holidays_a_year_by_date_and_name(lang: Lang, language: int) -> None:
    """Three years, movable feasts and all, in French and in English."""
    known = {
        f"{year}-{date}": names for year in (2026, 2027, 2028) for date, names in FRANCE.items()
    }
    expected = tuple(
        Holiday(day(date), names[language])
        for date, names in sorted({**known, **FRANCE_MOVING}.items())
    )
    assert len(expected) == 33
    assert public_holidays("FR", range(2026, 2029), lang) == expected


def test_belgium_has_its_ten_legal_holidays() -> None:
    """The law names ten; Easter and Whit Sunday may stand beside them, as nobody works then."""
    legal = (
        "2027-01-01 2027-03-29 2027-05-01 2027-05-06 2027-05-17 "
        "2027-07-21 2027-08-15 2027-11-01 2027-11-11 2027-12-25"
    )
    found = {holiday.day for holiday in public_holidays("BE", range(2027, 2028), "fr")}
    assert set(map(day, legal.split())) <= found
    assert found - set(map(day, legal.split())) <= {day("2027-03-28"), day("2027-05-16")}


@pytest.mark.parametrize(("lang", "name"), [("fr", "Fête nationale"), ("en", "National Day")])
def test_a_country_of_many_languages_speaks_the_campaigns(lang: Lang, name: str) -> None:
    """The library's own default for Belgium is Dutch."""
    found = {
        holiday.day: holiday.name for holiday in public_holidays("BE", range(2027, 2028), lang)
    }
    assert found[day("2027-07-21")] == name


def test_a_region_has_its_own_holidays() -> None:
    """Québec keeps the Patriots' Day, the Monday before 25 May, and its feast of 24 June."""
    quebec = {holiday.day for holiday in public_holidays("CA-QC", range(2027, 2028), "fr")}
    canada = {holiday.day for holiday in public_holidays("CA", range(2027, 2028), "fr")}
    everywhere = {"2027-01-01", "2027-03-26", "2027-07-01", "2027-09-06", "2027-12-25"}
    assert set(map(day, everywhere)) <= quebec & canada
    assert {day("2027-05-24"), day("2027-06-24")} <= quebec - canada


def test_a_country_is_named_in_any_case() -> None:
    """CA-QC and ca-qc are one."""
    years = range(2027, 2028)
    assert public_holidays("ca-qc", years, "en") == public_holidays("CA-QC", years, "en")


def test_holidays_come_in_order_of_date() -> None:
    """Over all years that were asked for, and in none besides."""
    found = public_holidays("CA-QC", range(2026, 2029), "fr")
    assert list(found) == sorted(found)
    assert {holiday.day.year for holiday in found} == {2026, 2027, 2028}


def test_no_country_means_no_holidays_and_no_library() -> None:
    """The library of holidays takes as long to load as all the rest."""
    script = (
        "import sys; from retrosheet.calendars import public_holidays as find; "
        "assert find(None, range(2027, 2028), 'fr') == (); print('holidays' in sys.modules); "
        "find('FR', range(2027, 2028), 'fr'); print('holidays' in sys.modules)"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert run.stdout.split() == ["False", "True"]


@pytest.mark.parametrize(
    ("code", "near"), [("XX", "XK"), ("CA-QB", "CA-QC"), ("GB-SCO", "GB-SCT"), ("CA-ZZ", "CA-AB")]
)
def test_an_unknown_country_or_region_is_refused_with_codes_near_it(code: str, near: str) -> None:
    """A slip finds its code, and there is always none."""
    with pytest.raises(InvalidInput) as refused:
        public_holidays(code, range(2027, 2028), "en")
    said = str(refused.value)
    assert f"Unknown country for public holidays: '{code}'." in said
    assert near in said.partition("did you mean ")[2].partition("?")[0].split(", ")
    assert "'none'" in said


def test_a_refusal_speaks_the_campaigns_language() -> None:
    """A French campaign is refused in French."""
    with pytest.raises(InvalidInput, match=r"Pays inconnu.*vouliez-vous dire CA-QC \?"):
        public_holidays("CA-QB", range(2027, 2028), "fr")


@pytest.mark.parametrize("code", ["", "1", "Île"])
def test_a_code_near_nothing_is_refused_without_a_guess(code: str) -> None:
    """No code is proposed that resembles nothing."""
    with pytest.raises(InvalidInput) as refused:
        public_holidays(code, range(2027, 2028), "en")
    assert "did you mean" not in str(refused.value)
