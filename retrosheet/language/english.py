"""English, spelled as in Britain; the locales differ in their dates."""

from __future__ import annotations

from retrosheet.language.record import Language, Locale


def _day_first(code: str, prefix: str) -> Locale:
    return Locale(code, prefix, "d mmm yyyy", "d mmm yy", "ddd d mmm", "dddd d mmmm yyyy", "d mmm")


LANGUAGE = Language(
    code="en",
    names=("english", "anglais"),
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    weekday_stems=("mon", "tue", "wed", "thu", "fri", "sat", "sun"),
    months=(
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    short_months=(
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ),
    typed_months=(
        "january jan", "february feb", "march mar", "april apr", "may", "june jun",
        "july jul", "august aug", "september sept sep", "october oct", "november nov",
        "december dec",
    ),
    date="{day} {short_month} {year}",
    typed_date="{year}-{month:02}-{day:02}",
    yearless_date="{day} {short_month}",
    long_date="{weekday} {said_day} {month_name} {year}",
    first_day="1",
    day_first=False,
    launch_day="D",
    week="W",
    day_unit="d",
    calendar_day_unit="cal. d",
    lag="{n}d",
    calendar_lag="{n}cd",
    quotes=('"', '"'),
    colon=":",
    conjunction=" and ",
    apostrophe="'",
    separator=",",
    thousands=",",
    decimal=".",
    money="{sign}€{amount}",
    spaced_percent=False,
    zero_is_singular=False,
    number_prefix="",
    locales=(
        _day_first("en_GB", "[$-809]"),
        Locale("en_US", "[$-409]", "mmm d, yyyy", "mmm d, yy", "ddd, mmm d", "dddd, mmmm d, yyyy",
               "mmm d"),
        _day_first("en_CA", "[$-1009]"),
        _day_first("en_AU", "[$-C09]"),
        _day_first("en_IE", "[$-1809]"),
    ),
    country=None,
    time_zone="Etc/UTC",
)  # fmt: skip
