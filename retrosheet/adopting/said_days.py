"""The day that a cell of a foreign plan says, or a few words that name launch beside it."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.calendars import Calendar
from retrosheet.importing.dates import days, due
from retrosheet.importing.dates.days import Day, Numeric, of_serial
from retrosheet.importing.dates.phrases import Since, Span
from retrosheet.importing.dates.stretches import Stretch
from retrosheet.importing.raw import shown
from retrosheet.importing.words import unaccented

if TYPE_CHECKING:
    from retrosheet.importing.dates.days import Order
    from retrosheet.importing.raw import Value

_LABEL = re.compile(
    r"(?:date (?:du |de |de la |de l'|d')?)?(?:jour j|j-?day|d-?day|lancement|launch|evenement"
    r"|event|mise en ligne|go[- ]?live"
    r"|sortie|release|parution|ouverture|opening|inauguration|livraison"
    r"|concert|spectacle|salon|gala|soiree|mariage|wedding|kermesse|fete|conference|seminaire|j)"
    r"(?: (?:date|day|du produit|de la campagne|du site|officiel(?:le)?|de l'album|du single))*"
)
TITLE_DATE = re.compile(
    rf"(?:\d{{1,2}}(?:er)?(?: |-)(?:{days.MONTH})\.?(?: |-)?(?:\d{{4}})"
    rf"|\d{{1,2}}[/.]\d{{1,2}}[/.]\d{{2,4}}|\d{{4}}-\d{{2}}-\d{{2}}"
    rf"|(?:{days.MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})"
)
_PART_OF_TITLE = re.compile(
    r"\s*[–—|(]\s*|\s+-\s+|,\s+|\s+(?=(?:jour j|[jd]-day|launch day)\b)", re.IGNORECASE
)
_SAID_LAUNCH = re.compile(
    r"(?P<label>(?:date (?:du |de |de la |d'|of )?)?(?:jour j|j|[jd]-?day|lancement|mise en ligne"
    r"|launch(?: day| date)?|go[- ]?live)\b)?\s*[:=–-]?\s*(?:le |on |the )?"
    rf"(?P<weekday>[a-z]+\.?,? )?(?P<day>{TITLE_DATE.pattern})[ ).]*"
)


class Reading(NamedTuple):
    """How days are read: the order of 03/04, and the year of those that name none."""

    order: Order | None = None
    year: int | None = None


def day_of(value: Value, how: Reading = Reading()) -> dt.date | None:  # noqa: B008  (frozen)
    """The day that a cell is; None where it is none, or nothing tells its year."""
    if isinstance(value, float):
        day = of_serial(value)
        return dt.date(day.year or 1, day.month, day.day) if day and day.year else None
    if value is None or isinstance(value, bool) or not shown(value).strip():
        return None
    found = due.read(shown(value), serial=False)
    if isinstance(found, Span):
        found = found.first
    if isinstance(found, Since):
        found = found.moment
    if isinstance(found, Numeric):
        found = found.settled(how.order or "dmy")
    if isinstance(found, Stretch):
        year = found.year or how.year
        bounds = found.bounds(year) if year else None
        return Calendar().on_or_before(bounds[1]) if bounds else None
    year = found.year or how.year if isinstance(found, Day) else None
    if not isinstance(found, Day) or year is None:
        return None
    try:
        return dt.date(year, found.month, found.day)
    except ValueError:
        return None


def without_launch(title: str, launch: dt.date, how: Reading) -> str:
    """A plan's title without the part that only says when launch is: « – Jour J : 18 mai 2027 ».

    Launch may move, and its day stands elsewhere. A day without a label goes if it is launch's.
    """
    for mark in _PART_OF_TITLE.finditer(title):
        said = _SAID_LAUNCH.fullmatch(unaccented(title[mark.end() :]))
        if said is None or not title[: mark.start()].strip():
            continue
        if said["weekday"] and days.weekday_of(said["weekday"]) is None:
            continue
        if said["label"] or day_of(said["day"], how) == launch:
            return title[: mark.start()].rstrip(" :,–—-")
    return title


def is_label(text: str) -> bool:
    """Whether words only say that launch day stands beside them: « Jour J », "Launch date"."""
    return _LABEL.fullmatch(unaccented(text).strip(" :")) is not None


def says_launch(text: str, how: Reading) -> dt.date | None:
    """The day in « Jour J : 15/03/2027 », None in any other text."""
    label, _, rest = text.partition(":")
    return day_of(rest.strip(), how) if rest.strip() and is_label(label) else None
