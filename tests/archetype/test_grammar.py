"""The little languages of single values: every way to write a value gives the value back."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrosheet.archetype.format import amounts, choices, grammar
from retrosheet.archetype.model import Duration, MonthDay, Need, Period
from retrosheet.archetype.source.unfit import Unfit
from retrosheet.archetype.terms import MOST_DAYS

SPACES = st.sampled_from(["", " ", "  ", "\u00a0", "\u202f"])
MINUSES = st.sampled_from(list("-\u2010\u2011\u2012\u2013\u2212"))
UNITS = {
    "d": ["d", "D", "j", "J", "day", "days", "jour", "jours", "jours ouvrés", "working days", "jo"],
    "w": ["w", "W", "sem", "sem.", "s", "semaine", "semaines", "week", "weeks"],
    "cd": ["cd", "CD", "jc", "JC", "jours calendaires", "calendar days", "jour calendaire"],
}
OFFSETS = st.integers(-MOST_DAYS, MOST_DAYS)


@st.composite
def written_lengths(draw: st.DrawFn, most: int = 400) -> tuple[str, int, str]:
    """A length of time as somebody may write it, its amount and its unit."""
    amount = draw(st.integers(1, most))
    unit = draw(st.sampled_from(sorted(UNITS)))
    word = draw(st.sampled_from(UNITS[unit]))
    before, between, after = draw(SPACES), draw(SPACES), draw(SPACES)
    return f"{before}{amount}{between}{word}{after}", amount, unit


@st.composite
def written_offsets(draw: st.DrawFn, offsets: st.SearchStrategy[int] = OFFSETS) -> tuple[str, int]:
    """A day relative to J as somebody may write it, and its calendar days."""
    offset = draw(offsets)
    letter = draw(st.sampled_from("JjDd"))
    if offset == 0 and draw(st.booleans()):
        return letter, 0
    sign = "+" if offset > 0 or (offset == 0 and draw(st.booleans())) else draw(MINUSES)
    return f"{letter}{draw(SPACES)}{sign}{draw(SPACES)}{abs(offset)}", offset


def expected(amount: int, unit: str) -> Duration:
    if unit == "w":
        return Duration(5 * amount, "d")
    return Duration(amount, "cd" if unit == "cd" else "d")


@given(written_lengths())
def test_durations(length: tuple[str, int, str]) -> None:
    """Both languages, any case and spaces; a week is five working days."""
    text, amount, unit = length
    assert grammar.duration(text) == expected(amount, unit)
    assert grammar.delay(text) == expected(amount, unit)
    assert re.search(grammar.DURATION_PATTERN, text)


@given(written_lengths())
def test_intervals_count_calendar_days(length: tuple[str, int, str]) -> None:
    """A week is seven days here; working days are refused, with what to write."""
    text, amount, unit = length
    if unit == "d":
        with pytest.raises(Unfit, match="1w"):
            grammar.interval(text)
    else:
        assert grammar.interval(text) == amount * (7 if unit == "w" else 1)


@given(written_lengths())
def test_margins_count_working_days(length: tuple[str, int, str]) -> None:
    """A margin in calendar days is refused, and the message shows how it is written."""
    text, amount, unit = length
    if unit == "cd":
        with pytest.raises(Unfit, match="2d"):
            grammar.margin(text)
    else:
        assert grammar.margin(text) == expected(amount, unit).amount


@given(written_offsets())
def test_offsets(written: tuple[str, int]) -> None:
    """J or D, any minus sign of a word processor, spaces wherever."""
    text, offset = written
    assert grammar.offset(text) == offset
    assert re.search(grammar.OFFSET_PATTERN, text)


@given(
    st.tuples(OFFSETS, OFFSETS)
    .map(sorted)
    .flatmap(lambda ends: st.tuples(*(written_offsets(st.just(end)) for end in ends))),
    st.sampled_from(
        [" → ", "→", "->", " -> ", "=>", "..", "...", "…", " to ", " TO ", " à ", " au "]
    )
    | st.sampled_from([" a\u0300 ", " \u2013> "]),
)
def test_periods(ends: tuple[tuple[str, int], tuple[str, int]], to: str) -> None:
    """Arrows, dots or words between the two ends."""
    (first, low), (last, high) = ends
    text = f"{first}{to}{last}"
    assert grammar.period(text) == Period(low, high)
    assert "\u2013" in to or re.search(grammar.PERIOD_PATTERN, text)


@given(
    st.from_regex(r"[A-Za-z0-9][A-Za-z0-9._-]{0,15}", fullmatch=True),
    written_lengths() | st.none(),
    SPACES,
    SPACES,
)
def test_needs(task: str, lag: tuple[str, int, str] | None, before: str, after: str) -> None:
    """An id alone, or with a lag behind a plus sign."""
    text = task if lag is None else f"{task}{before}+{after}{lag[0]}"
    wanted = Duration(0, "d") if lag is None else expected(*lag[1:])
    assert grammar.need(text) == Need(task, wanted)
    assert re.search(grammar.NEED_PATTERN, text)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)), MINUSES)
def test_fixed_dates(day: dt.date, minus: str) -> None:
    """A whole date, or month and day, which stand for any year."""
    text = f"{day:%Y-%m-%d}".replace("-", minus)
    assert grammar.fixed(text) == day
    assert grammar.fixed(text[5:]) == MonthDay(day.month, day.day)
    assert re.search(grammar.FIXED_PATTERN, text)


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)))
def test_dates_with_the_day_first_are_refused_with_the_right_way(day: dt.date) -> None:
    """Where the day is certain, the message has the date as it should stand."""
    with pytest.raises(Unfit, match=f"write {day:%Y-%m-%d}" if day.day > 12 else "write"):
        grammar.fixed(f"{day:%d/%m/%Y}")


@given(st.integers(0, 10**12), st.integers(0, 99), st.sampled_from(",."))
def test_amounts(whole: int, cents: int, point: str) -> None:
    """Spaces between thousands, comma or point before the cents, the euro sign if one likes."""
    spaced = f"{whole:,}".replace(",", "\u202f")
    for text in (
        f"{whole}{point}{cents:02}",
        f"{spaced}{point}{cents:02} €",
        f" +{whole}.{cents:02}",
    ):
        if whole == 10**12:
            continue
        assert amounts.amount(text) == pytest.approx(whole + cents / 100)
        assert re.search(amounts.AMOUNT_PATTERN, text)
    assert amounts.number(f"−{spaced}") == -whole
    assert re.search(amounts.NUMBER_PATTERN, f"−{spaced}")


@pytest.mark.parametrize("word", [*choices.TRUE_WORDS, "Oui", " YES "])
def test_yes(word: str) -> None:
    """Each word for yes switches something on."""
    assert choices.truth(word) is True


@pytest.mark.parametrize("word", [*choices.FALSE_WORDS, "Non", " NO "])
def test_no(word: str) -> None:
    """Each word for no switches something off."""
    assert choices.truth(word) is False


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        *((grammar.duration, text) for text in ["", "5", "d", "-5d", "5 5d", "5dd", "٣d", "5d 3d"]),
        *((grammar.duration, text) for text in ["3001d", "601w", "9" * 5000 + "d", "5 m", "1/2 d"]),
        *((grammar.offset, text) for text in ["", "J30", "J--3", "J+", "K-3", "J-3.5", "J+3001"]),
        *((grammar.period, text) for text in ["", "J", "J+3..J+1", "J..J..J", "J - J+3", "1..3"]),
        *(
            (grammar.need, text)
            for text in ["", "+3d", "A + ", "A B", "A, B", "A - 3d", "é", "A+3"]
        ),
        *(
            (grammar.fixed, text)
            for text in ["", "2027", "13-01", "02-30", "2027-1", "1/2", "0000-01-01"]
        ),
        *(
            (amounts.amount, text)
            for text in ["", "-1", "1e5", "1,500", "1.500", "12 34", "5 %", "inf"]
        ),
        *((amounts.number, text) for text in ["nan", "1 000 00", "1,2,3", "--1", "9" * 400]),
        *((choices.truth, text) for text in ["", "maybe", "1", "0"]),
        *((choices.kind, text) for text in ["", "jalon", "Task", "tasks"]),
        *((choices.format_number, text) for text in ["", "0", "2", "one", "1.0"]),
    ],
)
def test_what_does_not_fit(parse: Callable[[str], object], text: str) -> None:
    """Refused with a short message in both languages that says what to write."""
    with pytest.raises(Unfit) as caught:
        parse(text)
    french, english = caught.value.message
    assert french != english
    assert max(len(french), len(english)) < 250
    assert re.search("crivez|au plus|échangez|entre|grand|ajoute|relance|lettres", french)


@given(st.text(max_size=40))
def test_nothing_else_is_raised(text: str) -> None:
    """Any text is a value or unfit, for every grammar."""
    for parse in (
        *(grammar.duration, grammar.delay, grammar.margin, grammar.interval, grammar.offset),
        *(grammar.period, grammar.need, grammar.fixed, amounts.amount, amounts.number),
        *(choices.truth, choices.kind, choices.format_number),
    ):
        try:
            parse(text)
        except Unfit as unfit:
            message = unfit.message
        else:
            continue
        assert message.fr.isprintable()
        assert message.en.isprintable()
