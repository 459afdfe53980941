"""The calendars of a Microsoft Project file: the days that are worked, and one of every day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.exchange.msproject_xml import element, group
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.standing.model import Standing

WORKED, EVERY_DAY = 1, 2
"""The UIDs of the two calendars."""
_DAY = dt.timedelta(days=1)
_SHIFTS = (("08:00:00", "12:00:00"), ("13:00:00", "17:00:00"))
_NAMES = {
    WORKED: Text("Jours ouvrés", "Working days"),
    EVERY_DAY: Text("Tous les jours", "Every day"),
}
_DAY_OFF = Text("Jour non travaillé", "Day off")


def calendars(standing: Standing) -> str:
    """Both calendars; the first has the weekend, the public holidays and the closures."""
    return group(
        "Calendars",
        _calendar(WORKED, standing.calendar.weekend, _exceptions(standing), standing.lang),
        _calendar(EVERY_DAY, "0" * 7, "", standing.lang),
    )


def _calendar(uid: int, weekend: str, exceptions: str, lang: Lang) -> str:
    # Project counts the days of the week from Sunday
    days = "".join(_weekday(number, off=weekend[(number + 5) % 7] == "1") for number in range(1, 8))
    return group(
        "Calendar",
        element("UID", uid),
        element("Name", _NAMES[uid].to(lang)),
        element("IsBaseCalendar", 1),
        element("BaseCalendarUID", -1),
        group("WeekDays", days),
        group("Exceptions", exceptions),
    )


def _weekday(number: int, *, off: bool) -> str:
    times = "".join(
        group("WorkingTime", element("FromTime", begin), element("ToTime", end))
        for begin, end in _SHIFTS
    )
    return group(
        "WeekDay",
        element("DayType", number),
        element("DayWorking", int(not off)),
        "" if off else group("WorkingTimes", times),
    )


def _exceptions(standing: Standing) -> str:
    names = {holiday.day: holiday.name for holiday in standing.holidays}
    return "".join(
        group(
            "Exception",
            element("EnteredByOccurrences", 0),
            group(
                "TimePeriod",
                element("FromDate", f"{first}T00:00:00"),
                element("ToDate", f"{last}T23:59:00"),
            ),
            element("Occurrences", (last - first).days + 1),
            element("Name", names.get(first) or _DAY_OFF.to(standing.lang)),
            element("Type", 1),
            element("DayWorking", 0),
        )
        for first, last in _runs(standing, names)
    )


def _runs(standing: Standing, names: dict[dt.date, str]) -> Iterator[tuple[dt.date, dt.date]]:
    """The days off in a row, each holiday that has a name by itself."""
    first = last = None
    for day in sorted(standing.calendar.days_off):
        if last is not None and day == last + _DAY and not names.get(day) and not names.get(last):
            last = day
            continue
        if first is not None and last is not None:
            yield first, last
        first = last = day
    if first is not None and last is not None:
        yield first, last
