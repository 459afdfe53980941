"""When something is due, as one cell or one line says it: J-30, 15 mars, « 3 semaines avant »."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.importing.dates import counting, days, stretches
from retrosheet.importing.dates.counting import Nth, Offset
from retrosheet.importing.dates.days import Day, Numeric
from retrosheet.importing.dates.stretches import Stretch
from retrosheet.importing.raw import Value, shown
from retrosheet.importing.words import folded, unaccented
from retrosheet.language import Text

if TYPE_CHECKING:
    from retrosheet.importing.raw import Cell

_LONGEST = 120


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


class Vague(NamedTuple):
    """It says when, but not which day: « au retour des vacances », ASAP."""

    has_date: bool


class Unreadable(NamedTuple):
    """It has digits, but no day can be read from them; ``why`` says what would be right."""

    why: Text


When = Moment | Span | Since | Vague | Unreadable

_NO_SUCH_DAY = Text("ce jour n’existe pas, corrigez-le", "there is no such day, correct it")
_NOT_A_DAY = Text(
    "illisible ; écrivez J-30, J+15, ou une date comme 15/03/2027",
    "cannot be read; write D-30, D+15, or a date like 2027-03-15",
)
_TOO_FAR = Text(
    "au plus {most} jours avant ou après J", "at most {most} days before or after launch"
).format(most=MOST_DAYS)
_BACKWARD = Text(
    "finit avant de commencer : échangez les deux bouts",
    "ends before it begins: swap the two ends",
)
_MINUS = Text("un nombre négatif compte les jours avant J", "a negative number counts days before")

_ABOUT_WORDS = re.compile(
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
_VAGUE = re.compile(
    r"\b(?:debut|mi|fin|early|mid|late|end|courant|semaine|week|sem|mois|month|trimestre|quarter"
    r"|printemps|ete|automne|hiver|spring|summer|autumn|fall|winter|noel|christmas|paques|easter"
    r"|[qt][1-4]|s\d{1,2}|w\d{1,2})\b"
)  # fmt: skip
_NOTHING = frozenset(("n a", "na", "neant", "none", "aucun", "aucune", "sans objet"))


def of(cell: Cell) -> When | None:
    """When a cell of a column of dates says something is due."""
    return read(cell.value, unit=cell.unit)


@lru_cache(maxsize=4096, typed=True)
def read(value: Value, *, serial: bool = True, unit: str = "") -> When | None:
    """When a cell says something is due; None for a cell that says nothing.

    A number is a day only where ``serial`` allows it: in a column of dates. What it counts there
    is its ``unit``: ``d``, ``w`` or ``m`` from launch; behind ``-`` before it; behind ``#`` the
    number of a day, a week or a month.
    """
    if value is None or isinstance(value, bool):
        return None
    if unit and (number := number_in(value)) is not None:
        after = isinstance(value, str) and value.strip().startswith("+")
        return _fitting(_of_unit(number, unit.lstrip("-") if after else unit))
    if unit and (numbers := numbers_in(value)) is not None:
        return _fitting(_of_units(*numbers, unit))
    if isinstance(value, float):
        return _number(value) if serial else Unreadable(_NOT_A_DAY)
    said = unaccented(shown(value)).strip(" .;,:")
    if len(said) > _LONGEST:
        return Vague(has_date=False)
    said = days.WEEKDAY_BEHIND.sub("", said)
    if not said.strip("-?") or folded(said) in _NOTHING:
        return None
    if serial and re.fullmatch(r"[-+]?\d{1,5}(?:\.0)?", said, re.ASCII):
        return _fitting(Offset(int(float(said)))) if said[0] == "+" else _number(float(said))
    try:
        found = _when(said) or _bracketed(said)
    except days.NoSuchDay:
        return Unreadable(_NO_SUCH_DAY)
    if found is not None:
        return _fitting(found)
    if _names_a_time(said) or not re.search(r"\d", said) or _is_counted(said):
        return Vague(_names_a_time(said))
    if match := re.fullmatch(r"[jdt] ?(\d{1,4})", said, re.ASCII):
        return Unreadable(_sign_missing(int(match[1])))
    return Unreadable(_NOT_A_DAY)


def number_in(value: Value) -> int | None:
    """The whole number that a cell is, if it is one of at most four digits."""
    if isinstance(value, float):
        return int(value) if value.is_integer() and abs(value) < 10_000 else None
    said = unaccented(value).strip() if isinstance(value, str) else ""
    return int(float(said)) if re.fullmatch(r"[-+]?\d{1,4}(?:\.0)?", said, re.ASCII) else None


def numbers_in(value: Value) -> tuple[int, int] | None:
    """The two numbers that a cell spans, « 16-20 », if it spans any."""
    said = unaccented(value).strip() if isinstance(value, str) else ""
    match = re.fullmatch(r"([-+]?\d{1,4}) ?(?:-|a|to|/|→|~) ?([-+]?\d{1,4})", said, re.ASCII)
    return (int(match[1]), int(match[2])) if match else None


def _of_units(one: int, two: int, unit: str) -> Span:
    first, last = _of_unit(one, unit), _of_unit(two, unit)
    if isinstance(first, Offset) and isinstance(last, Offset):
        first, last = sorted((first, last), key=lambda end: end.days)
        return Span(first, last, loose=True)
    return Span(first, last)


def _of_unit(number: int, unit: str) -> Offset | Stretch | Nth:
    if unit == "#w":
        return Stretch("week", number, countable=True)
    if unit[0] == "#":
        return Nth(unit[1], number)
    signed = -abs(number) if unit[0] == "-" else number
    return counting.counted(abs(signed), unit[-1], before=signed < 0)


def is_about(value: Value) -> bool:
    """Whether a cell says that its date is approximate: « vers le 15 mars », "~D-30"."""
    return _ABOUT_WORDS.match(unaccented(shown(value))) is not None


def _names_a_time(said: str) -> bool:
    return bool(days.MONTH_WORD.search(said) or _VAGUE.search(said))


def _is_counted(said: str) -> bool:
    """Whether days are counted from something that is not launch: « 3 jours après le BAT »."""
    return (
        re.search(r"\b(?:avant|before|prior|apres|after|later|plus tard|from|des)\b", said)
        is not None
    )


def _number(number: float) -> When:
    day = days.of_serial(number)
    if day is not None:
        return day
    if -MOST_DAYS <= number < 0 and number.is_integer():
        return _fitting(Offset(int(number), _MINUS))
    if number == 0:
        return Offset(0)
    if not abs(number) <= MOST_DAYS:
        return Unreadable(_NOT_A_DAY)
    return Unreadable(_sign_missing(int(abs(number))))


def _sign_missing(days_said: int) -> Text:
    return Text(
        "avant ou après J ? Écrivez J-{days_said} ou J+{days_said}",
        "before launch or after? Write D-{days_said} or D+{days_said}",
    ).format(days_said=days_said)


def _when(said: str) -> Moment | Span | Since | None:
    """A moment, a span or a beginning, behind the words that may stand before it."""
    about = _ABOUT_WORDS.sub("", said)
    bare = _LEADS.sub("", about)
    for text in dict.fromkeys((said, about, bare)):
        found = _moment(text)
        if found is not None:
            return found
    span = _span(_LEADS.sub("", said) if not _FROM.match(said) else said)
    if span is not None:
        return span
    if match := _SINCE.match(said):
        moment = _moment(_ABOUT_WORDS.sub("", said[match.end() :]))
        return Since(moment) if moment is not None and not isinstance(moment, Weekday) else None
    return None


def _bracketed(said: str) -> Moment | Span | Since | None:
    """« J-30 (15 février) », "Fall Week 4 (9/27)": a day in brackets counts more than a week."""
    match = _IN_BRACKETS.fullmatch(said)
    if match is None:
        return None
    outer, inner = f"{match[1]} {match[3]}".strip(" :,;-"), match[2].strip(" :,;-")
    found_outer = _when(" ".join(outer.split())) if outer else None
    found_inner = _when(inner)
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


def _fitting(found: Moment | Span | Since) -> When:
    ends = found[:2] if isinstance(found, Span) else (found,)
    if any(isinstance(end, Offset) and abs(end.days) > MOST_DAYS for end in ends):
        return Unreadable(_TOO_FAR)
    if isinstance(found, Span):
        one, two = found.first, found.last
        if isinstance(one, Offset) and isinstance(two, Offset) and one.days > two.days:
            return Unreadable(_BACKWARD)
    return found
