"""When something is due, as one cell or one line says it: J-30, 15 mars, « 3 semaines avant »."""

from __future__ import annotations

import re
from typing import NamedTuple

from retrosheet.importing import days
from retrosheet.importing.days import Day, Numeric
from retrosheet.importing.raw import Value, shown
from retrosheet.importing.words import folded, unaccented
from retrosheet.language import Text

FARTHEST = 3000
_LONGEST = 120


class Offset(NamedTuple):
    """Calendar days from launch; ``how`` says how they were counted, where that is a choice."""

    days: int
    how: Text | None = None


Moment = Offset | Day | Numeric


class Span(NamedTuple):
    """From a first moment to a last one, both included."""

    first: Moment
    last: Moment


class Vague(NamedTuple):
    """It says when, but not which day: « début décembre », « au retour des vacances »."""

    has_date: bool


class Unreadable(NamedTuple):
    """It has digits, but no day can be read from them; ``why`` says what would be right."""

    why: Text


When = Moment | Span | Vague | Unreadable

_NO_SUCH_DAY = Text("ce jour n’existe pas, corrigez-le", "there is no such day, correct it")
_NOT_A_DAY = Text(
    "illisible ; écrivez J-30, J+15, ou une date comme 15/03/2027",
    "cannot be read; write D-30, D+15, or a date like 2027-03-15",
)
_TOO_FAR = Text(
    f"au plus {FARTHEST} jours avant ou après J", f"at most {FARTHEST} days before or after launch"
)
_BACKWARD = Text(
    "finit avant de commencer : échangez les deux bouts",
    "ends before it begins: swap the two ends",
)
_WEEKS = Text("une semaine compte 7 jours", "a week counts 7 days")
_MONTHS = Text("un mois compte 30 jours", "a month counts 30 days")
_WORKED = Text("5 jours ouvrés comptent 7 jours", "5 working days count 7 days")
_MINUS = Text("un nombre négatif compte les jours avant J", "a negative number counts days before")

_NUMBERS = {
    word: number
    for number, words in enumerate(
        "un une one a,deux two,trois three,quatre four,cinq five,six,sept seven,huit eight,"
        "neuf nine,dix ten".split(","),
        1,
    )
    for word in words.split()
}
_UNIT = (
    r"(j(?:ours?)? ?ouvres?|ouvres?|jo|working days?|business days?|jours?|days?|j|d|semaines?|sem"
    r"|weeks?|w|s"
    r"|mois|months?|m)"
)
_LETTER = re.compile(rf"[jdt] ?([-+]) ?(\d{{1,6}})(?: ?{_UNIT})?", re.ASCII)
_WEEK_LETTER = re.compile(r"([swm]) ?([-+]) ?(\d{1,4})", re.ASCII)
_LAUNCH = frozenset(
    "j;jour j;le jour j;d;d day;dday;d0;j0;t0;day 0;lancement;launch;launch day;le lancement;"
    "jour du lancement;le jour du lancement;jour de lancement;date de lancement;launch date;"
    "day of launch;the launch;the day;go live".split(";")
)
_COUNTED = re.compile(
    rf"(\d{{1,4}}|{'|'.join(_NUMBERS)}) ?{_UNIT}\.? (avant|before|apres|after|plus tard|later)(.*)"
)
_EVES = {"la veille": -1, "veille": -1, "the day before": -1, "day before": -1, "eve": -1,
         "le lendemain": 1, "lendemain": 1, "the day after": 1, "day after": 1}  # fmt: skip
_ABOUT_WORDS = re.compile(r"^(?:~|≈|env(?:iron|\.)? |vers |around |about |circa |approx\.? )\s*")
_LEADS = re.compile(
    r"^(?:(?:au plus tard|avant|pour|d'ici|des|a rendre|a finir|fini|due|by|before|on|no later than"
    r"|le|la|l'|the|date limite :?|deadline :?) ?)+(?=[\w~])"
)
_BETWEEN = re.compile(
    r" ?(?:→|⇒|->|=>|>|\.\.+|…) ?| (?:au?|to|until|jusqu'au?|et|and|-) |(?<=\d)/(?=[jd])"
)
_FROM = re.compile(r"^(?:du|de|des|from|entre|between|le) (?:le )?")
_VAGUE = re.compile(
    r"\b(?:debut|mi|fin|early|mid|late|end|courant|semaine|week|sem|mois|month|trimestre|quarter"
    r"|printemps|ete|automne|hiver|spring|summer|autumn|fall|winter|noel|christmas|paques|easter"
    r"|[qt][1-4]|s\d{1,2}|w\d{1,2})\b"
)  # fmt: skip
_NOTHING = frozenset(("n a", "na", "neant", "none", "aucun", "aucune", "sans objet"))


def read(value: Value, *, serial: bool = True) -> When | None:
    """When a cell says something is due; None for a cell that says nothing.

    A number is a day only where ``serial`` allows it: in a column of dates.
    """
    if value is None or isinstance(value, bool):
        return None
    if isinstance(value, float):
        return _number(value) if serial else Unreadable(_NOT_A_DAY)
    said = unaccented(shown(value)).strip(" .;,")
    if len(said) > _LONGEST:
        return Vague(has_date=False)
    said = days.WEEKDAY_BEHIND.sub("", said)
    if not said.strip("-?") or folded(said) in _NOTHING:
        return None
    if serial and re.fullmatch(r"[-+]?\d{1,5}(?:\.0)?", said, re.ASCII):
        return _number(float(said))
    try:
        found = _when(said)
    except days.NoSuchDay:
        return Unreadable(_NO_SUCH_DAY)
    if found is not None:
        return _fitting(found)
    if _names_a_time(said) or _COUNTED.fullmatch(said) or not re.search(r"\d", said):
        return Vague(_names_a_time(said))
    if match := re.fullmatch(r"[jdt] ?(\d{1,4})", said, re.ASCII):
        return Unreadable(_sign_missing(int(match[1])))
    return Unreadable(_NOT_A_DAY)


def is_about(value: Value) -> bool:
    """Whether a cell says that its date is approximate: « vers le 15 mars », "~D-30"."""
    return _ABOUT_WORDS.match(unaccented(shown(value))) is not None


def _names_a_time(said: str) -> bool:
    return bool(days.MONTH_WORD.search(said) or _VAGUE.search(said))


def _number(number: float) -> When:
    day = days.of_serial(number)
    if day is not None:
        return day
    if -FARTHEST <= number < 0 and number.is_integer():
        return _fitting(Offset(int(number), _MINUS))
    if number == 0:
        return Offset(0)
    if not abs(number) <= FARTHEST:
        return Unreadable(_NOT_A_DAY)
    return Unreadable(_sign_missing(int(abs(number))))


def _sign_missing(days_said: int) -> Text:
    return Text(
        f"avant ou après J ? Écrivez J-{days_said} ou J+{days_said}",
        f"before launch or after? Write D-{days_said} or D+{days_said}",
    )


def _when(said: str) -> Moment | Span | None:
    """A moment or a span, behind the words that may stand before it."""
    about = _ABOUT_WORDS.sub("", said)
    bare = _LEADS.sub("", about)
    for text in dict.fromkeys((said, about, bare)):
        found = _moment(text)
        if found is not None:
            return found
    return _span(_LEADS.sub("", said) if not _FROM.match(said) else said)


def _moment(said: str) -> Moment | None:
    if folded(said) in _LAUNCH:
        return Offset(0)
    if said in _EVES:
        return Offset(_EVES[said])
    if match := _LETTER.fullmatch(days.CLOCK.sub("", said)):
        return _counted(int(match[2]), match[3] or "j", match[1] == "-")
    if match := _WEEK_LETTER.fullmatch(said):
        return _counted(int(match[3]), match[1], match[2] == "-")
    if (match := _COUNTED.fullmatch(said)) and _from_launch(match[4]):
        number = _NUMBERS.get(match[1]) or int(match[1])
        return _counted(number, match[2], match[3] in ("avant", "before"))
    return days.read(said)


def _from_launch(rest: str) -> bool:
    """Whether what follows « 3 semaines avant » is launch itself; anything else is another day."""
    words = [word for word in folded(rest).split() if word not in ("le", "la", "l", "the", "jour")]
    return not words or (
        len(words) <= 2
        and words[0]
        in ("j", "d", "lancement", "launch", "evenement", "event", "sortie", "release", "campagne",
            "campaign", "ouverture", "opening", "day", "salon", "fair")
    )  # fmt: skip


def _counted(number: int, unit: str, before: bool) -> Offset:
    if "ouvre" in unit or unit == "jo" or "ing" in unit or "business" in unit:
        count, how = round(number * 7 / 5), _WORKED
    elif unit[0] in "sw":
        count, how = number * 7, _WEEKS
    elif unit[0] == "m":
        count, how = number * 30, _MONTHS
    else:
        return Offset(-number if before else number)
    return Offset(-count if before else count, how)


def _span(said: str) -> Span | None:
    bare = _FROM.sub("", said)
    bare = re.sub(r"^(\d{1,2}) ?- ?(?=\d{1,2} ?[a-z])", r"\1 to ", bare)
    if bare != said or not said.startswith("entre"):
        for match in _BETWEEN.finditer(bare):
            first_said = days.WEEKDAY.sub("", _LEADS.sub("", bare[: match.start()].strip()))
            last_said = _LEADS.sub("", bare[match.end() :].strip())
            last = _moment(last_said)
            if last is None:
                continue
            first = _moment(first_said)
            if first is None and re.fullmatch(r"\d{1,2}(?:er|st|nd|rd|th)?", first_said):
                first = _of_the_same_month(first_said, last)
            if first is not None and not _counted_apart(first, last):
                return Span(_with_year(first, last), last)
    return None


def _counted_apart(first: Moment, last: Moment) -> bool:
    """Whether one end counts working days and the other does not: « J-15 à J-10 ouvrés »."""
    hows = [end.how for end in (first, last) if isinstance(end, Offset)]
    return _WORKED in hows and hows != [_WORKED, _WORKED]


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
    return first


def _fitting(found: Moment | Span) -> When:
    ends = found if isinstance(found, Span) else (found,)
    if any(isinstance(end, Offset) and abs(end.days) > FARTHEST for end in ends):
        return Unreadable(_TOO_FAR)
    if isinstance(found, Span):
        one, two = found
        if isinstance(one, Offset) and isinstance(two, Offset) and one.days > two.days:
            return Unreadable(_BACKWARD)
    return found
