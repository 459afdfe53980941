"""A moment, a span or a beginning in words: J-30, « du 3 au 5 mai », "weeks 10 to 12", from May."""

from __future__ import annotations

import re
from typing import NamedTuple

from retrosheet.importing.dates import counting, days, stretches
from retrosheet.importing.dates.counting import Nth, Offset
from retrosheet.importing.dates.days import Day, Numeric
from retrosheet.importing.dates.stretches import Stretch


class Weekday(NamedTuple):
    """A day of the week alone, 0 for Monday: a day where a week governs the line."""

    number: int


Moment = Offset | Day | Numeric | Stretch | Nth | Weekday


class Span(NamedTuple):
    """From a first moment to a last one, both included.

    ``loose`` says that it is a window to be done in, rather than a time that something lasts.
    """

    first: Moment
    last: Moment
    loose: bool = False


class Since(NamedTuple):
    """A beginning without an end: « à partir du 3 mai »."""

    moment: Moment


ABOUT = re.compile(
    r"^(?:~|≈|env(?:iron|\.)? |vers |around |about |circa |approx(?:imately|\.)? |ca\.? )\s*"
)
_LEADS = re.compile(
    r"^(?:(?:au plus tard|avant la fin(?= (?:de|du|d'))|avant|pour|d'ici|a rendre|a finir|fini|due"
    r"|no later than|not later than|by the|by|before|on or before|on|jusqu'au|jusqu'a|until|till"
    r"|le|la|l'|the|date limite :?|deadline :?|echeance :?|fin :) ?)+(?=[\w~])"
)
_SINCE = re.compile(
    r"^(?:a (?:partir|compter|dater) (?:de |du |d')?|des |depuis |from |starting (?:on |from )?"
    r"|starts? (?:on )?|beginning (?:on )?|begins? (?:on )?|as (?:of|from) |opens? (?:on )?"
    r"|since |(?:commence|demarre|debute|ouvre)(?:nt|ra|ront)? (?:a partir )?"
    r"|(?:demarrage|debut|ouverture) :? ?(?=le |du |la ))(?:le |la |l'|the )?(?=\w)"
)
_BETWEEN = re.compile(
    r" ?(?:→|⇒|->|=>|>|\.\.+|…|~) ?| (?:au?|to|until|till|through|jusqu'au?|et|and|-) "
    r"|(?<=\d)/(?=[jdmst])|(?<=[a-z])-(?=[a-z])|(?<=[a-z] \d)-(?=[a-z])|(?<=[a-z] \d\d)-(?=[a-z])"
)
_FROM = re.compile(r"^(?:du|de|des|from|entre|between|le) (?:le )?")
_INHERITED = re.compile(
    r"((?:semaines?|weeks?|sem|mois|months?|jours?|days?)\.? ?|[jdtswm] ?)([-+] ?\d{1,4})"
    r" ?(?:au?|to|-|→|/|~|et|and) ?([jdtswm]?)([-+]? ?\d{1,4})",
    re.ASCII,
)
_DAYS_BEHIND = re.compile(
    rf"((?:{days.MONTH})\.? \d{{1,2}}(?:st|nd|rd|th)?) ?(?:-|~|to|/) ?(\d{{1,2}})(?:st|nd|rd|th)?"
    r"(,? \d{4})?",
    re.ASCII,
)
_WEEKS = re.compile(
    r"((?:semaines?|weeks?|sem\.?|kw|cw|s|w) ?)(\d{1,2}) ?(?:-|au?|to|/|et|and|→|~) ?"
    r"(?:(?:semaine|week|sem\.?|kw|cw|s|w) ?)?(\d{1,2})( \d{4})?",
    re.ASCII,
)
_IN_BRACKETS = re.compile(r"([^()\[\]]*)[(\[]([^()\[\]]+)[)\]]([^()\[\]]*)")


def phrase(said: str) -> Moment | Span | Since | None:
    """A moment, a span or a beginning, behind the words that may stand before it."""
    about = ABOUT.sub("", said)
    bare = _LEADS.sub("", about)
    for text in dict.fromkeys((said, about, bare)):
        found = _moment(text)
        if found is not None:
            return found
    span = _span(_LEADS.sub("", said) if not _FROM.match(said) else said)
    if span is not None:
        return span
    if match := _SINCE.match(said):
        moment = _moment(ABOUT.sub("", said[match.end() :]))
        return Since(moment) if moment is not None and not isinstance(moment, Weekday) else None
    return None


def bracketed(said: str) -> Moment | Span | Since | None:
    """« J-30 (15 février) », "Fall Week 4 (9/27)": a day in brackets counts more than a week."""
    match = _IN_BRACKETS.fullmatch(said)
    if match is None:
        return None
    outer, inner = f"{match[1]} {match[3]}".strip(" :,;-"), match[2].strip(" :,;-")
    found_outer = phrase(" ".join(outer.split())) if outer else None
    found_inner = phrase(inner)
    if isinstance(found_outer, Stretch | Nth | Weekday | None) and found_inner is not None:
        return found_inner
    # What else stands in brackets may be words about the day, but nothing that contradicts it.
    beside = isinstance(found_inner, Day | Numeric | Stretch) or not re.search(r"\d", inner)
    return found_outer if beside else None


def _moment(said: str) -> Moment | None:
    found = counting.read(days.CLOCK.sub("", said).strip(" ,") or said)
    if isinstance(found, Offset | Nth):
        return found
    day = days.read(said)
    if day is not None:
        return day
    stretch = stretches.read(said)
    if stretch is not None:
        return stretch
    weekday = days.weekday_of(said)
    return Weekday(weekday) if weekday is not None and said.strip(" .").isalpha() else None


def _span(said: str) -> Span | None:
    counted = counting.read(said)
    if isinstance(counted, counting.Window):
        return Span(counted.first, counted.last, loose=True)
    if match := _INHERITED.fullmatch(said):
        first = _moment(f"{match[1]}{match[2]}")
        sign = "" if match[4][0] in "-+" else match[2][0]
        last = _moment(f"{match[3] or match[1]}{sign}{match[4]}".replace(" ", "", 1)
                       if not match[1].strip().isalpha() or len(match[1].strip()) == 1
                       else f"{match[1]}{sign}{match[4]}")  # fmt: skip
        if isinstance(first, Offset) and isinstance(last, Offset):
            return Span(first, last, loose=first.week or first.how is not None)
    if match := _WEEKS.fullmatch(said):
        first, last = (stretches.read(f"{match[1]}{match[n]}{match[4] or ''}") for n in (2, 3))
        if first is not None and last is not None:
            return Span(first, last)
    if match := _DAYS_BEHIND.fullmatch(said):
        year = match[3] or ""
        first, last = days.read(match[1] + year), None
        if isinstance(first, Day):
            last = first._replace(day=int(match[2]))
            return Span(first, last)
    bare = _FROM.sub("", said)
    bare = re.sub(r"^(\d{1,2}) ?[-~/] ?(?=\d{1,2} ?[a-z])", r"\1 to ", bare)
    if bare != said or not said.startswith("entre"):
        for match in _BETWEEN.finditer(bare):
            first_said = _unclocked(
                days.WEEKDAY.sub("", _LEADS.sub("", bare[: match.start()].strip()))
            )
            last_said = _LEADS.sub("", bare[match.end() :].strip())
            last = _moment(last_said)
            if last is None or isinstance(last, Weekday | Nth):
                continue
            first = _moment(first_said)
            if first is None and re.fullmatch(r"\d{1,2}(?:er|st|nd|rd|th)?", first_said):
                first = _of_the_same_month(first_said, last)
            if first is not None and not _unlike(first, last):
                return Span(_with_year(first, last), last)
    return None


def _unclocked(said: str) -> str:
    return days.CLOCK.sub("", said).strip(" ,") or said


def _unlike(first: Moment, last: Moment) -> bool:
    """Whether the two ends do not go together: « J-15 à J-10 ouvrés », « J-3 au 5 mai »."""
    hows = [end.how for end in (first, last) if isinstance(end, Offset)]
    if counting.WORKED in hows and hows != [counting.WORKED] * 2:
        return True
    return isinstance(first, Weekday | Nth) or (
        isinstance(first, Offset) != isinstance(last, Offset)
    )


def _of_the_same_month(said: str, last: Moment) -> Day | None:
    """The day that « du 1er » is in « du 1er au 15 mars 2027 »."""
    if not isinstance(last, Day):
        return None
    return last._replace(day=int(re.sub(r"\D", "", said)))


def _with_year(first: Moment, last: Moment) -> Moment:
    """The first day in the year that only the last one has."""
    if isinstance(first, Day) and isinstance(last, Day) and first.year is None:
        later = (first.month, first.day) > (last.month, last.day)
        year = None if last.year is None else last.year - later
        return first._replace(year=year)
    if isinstance(first, Stretch) and isinstance(last, Stretch) and first.year is None:
        later = first.kind == last.kind and first.number > last.number
        return first._replace(year=None if last.year is None else last.year - later)
    return first
