"""Days counted from launch: J-30, S-4, « 6 mois avant », "two weeks before the conference".

A week counts 7 days and a month 30, as a campaign type knows no calendar; each says so.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from retrosheet.importing.words import folded
from retrosheet.language import Text


class Offset(NamedTuple):
    """Calendar days from launch; ``how`` says how they were counted, where that is a choice.

    ``week`` says that a whole week is meant, which a day of the week can narrow down.
    """

    days: int
    how: Text | None = None
    week: bool = False


class Window(NamedTuple):
    """« 6 à 12 mois avant »: from the earlier of two counts to the later."""

    first: Offset
    last: Offset


class Nth(NamedTuple):
    """The day, week or month of a project that counts up from its own beginning: « jour 3 »."""

    unit: str
    number: int


WEEKS = Text("une semaine compte 7 jours", "a week counts 7 days")
MONTHS = Text("un mois compte 30 jours", "a month counts 30 days")
YEARS = Text("un an compte 365 jours", "a year counts 365 days")
WORKED = Text("5 jours ouvrés comptent 7 jours", "5 working days count 7 days")
HOURS = Text("24 heures comptent un jour", "24 hours count a day")
AFTER = Text(
    "après J, sans dire combien de jours : le lendemain",
    "after launch, without a day: the day after",
)
LAST_WEEK = Text("la dernière semaine commence à J-7", "the last week begins at D-7")
LAUNCH_WEEK = Text("la semaine de J est lue J", "launch week is read as launch day")

_NUMBERS = {
    word: number
    for number, words in enumerate(
        "un une one a an,deux two,trois three,quatre four,cinq five,six,sept seven,"
        "huit eight,neuf nine,dix ten,onze eleven,douze twelve,treize thirteen,quatorze fourteen,"
        "quinze fifteen,seize sixteen,,dix-huit eighteen,,vingt twenty".split(","),
        1,
    )
    for word in words.split()
} | {"trente": 30, "thirty": 30, "quarante": 40, "soixante": 60, "ninety": 90, "sixty": 60}
_NUMBER = rf"(?:\d{{1,4}}|{'|'.join(sorted(_NUMBERS, key=len, reverse=True))})"
_UNIT = (
    r"(?:(?:j(?:ours?)?|jrs?) ?ouvres?|ouvres?|jo|working days?|business days?|work days?"
    r"|jours? calendaires?|calendar days?|jours?|days?|jrs?|j|d|semaines?|sem|weeks?|wks?|w|s"
    r"|mois|months?|m|ans?|annees?|years?|heures?|hours?|h)"
)
_BEFORE = (
    r"avant|before|prior(?: to)?|ahead(?: of)?|out(?: from)?|auparavant|until|to go"
    r"|in advance(?: of)?|plus tot|earlier"
)
_LATER = r"apres|after|plus tard|later|post|following|from"
_TO = r" ?(?:-|a|to|/|or|ou|et|and|→|->|~) ?"
_LETTER = re.compile(rf"([jdtlem]) ?([-+]|moins|minus|plus) ?(\d{{1,6}})(?: ?({_UNIT}))?", re.ASCII)
_WEEK_LETTER = re.compile(r"([sw]) ?([-+]) ?(\d{1,4})", re.ASCII)
_SIGNED_WORD = re.compile(
    r"(semaines?|weeks?|sem|wk|mois|months?|jours?|days?)\.? ?(?:[swmjdtl] ?)?"
    r"([-+]|moins |minus |plus ) ?(\d{1,4})",
    re.ASCII,
)
_COUNTED = re.compile(
    rf"({_NUMBER})\+? ?({_UNIT})\.?(?: minimum| min)?( et demie?)? ?({_BEFORE}|{_LATER})\b(.*)",
    re.ASCII,
)
_RANGE_LETTER = re.compile(
    rf"[jdt] ?([-+]) ?(\d{{1,4}})(?: ?{_UNIT})?{_TO}(?:[jdt] ?)?([-+]?) ?(\d{{1,4}})"
    r" ?(semaines?|sem|weeks?|wks?|w|mois|months?)",
    re.ASCII,
)
_RANGE_COUNTED = re.compile(
    rf"(?:entre |between |de |from )?({_NUMBER})(?: ?{_UNIT}\.?)?{_TO}({_NUMBER}) ?({_UNIT})\.?"
    rf" ?({_BEFORE}|{_LATER})\b(.*)",
    re.ASCII,
)
_WITHIN = re.compile(
    rf"(?:dans|sous|within) (?:les |la |le |l'|the )?({_NUMBER}) ({_UNIT}) "
    r"(?:suivants?|apres|qui suivent|after|following|of)\b(.*)",
    re.ASCII,
)
_NEXT_UNIT = re.compile(r"(?:following |next )?(week|month|day|semaine|mois)(?: qui suit)?")
_LAST_WEEK = ("derniere semaine", "final week", "last week", "derniere semaine avant")
_ARTICLE = re.compile(r"^(?:the |la |le )")
_ONE_UNIT = re.compile(
    rf"(semaine|week|mois|month|jour|day|annee|year) (?:d')?({_BEFORE}|precedente?|{_LATER}"
    r"|suivante?s?|d'apres)\b(.*)",
    re.ASCII,
)
_POST = re.compile(
    rf"(?:post|apres|after|following)[- ]?(.*?)(?: ?\(?({_NUMBER}) ({_UNIT})\)?)?", re.ASCII
)
_NTH = re.compile(r"(jour|day|mois|month) ?(?:n[o°]? ?|# ?)?(\d{1,3})", re.ASCII)
_EVES = {
    "veille": -1,
    "day before": -1,
    "eve": -1,
    "jour avant": -1,
    "avant-veille": -2,
    "night before": -1,
    "evening before": -1,
    "lendemain": 1,
    "day after": 1,
    "next day": 1,
    "surlendemain": 2,
    "jour d'apres": 1,
}
_EVE = re.compile(rf"({'|'.join(sorted(_EVES, key=len, reverse=True))})(?: (.*))?")
_LAUNCH = frozenset(
    "j;t;jour j;le jour j;d;d day;dday;d0;j0;t0;day 0;launch;launch day;le lancement;lancement;"
    "date de lancement;launch date;the day;the day itself;go live;day of;on the day;jour meme;"
    "le jour meme;event day;big day;le grand jour;grand jour".split(";")
)
_DAY_OF = re.compile(
    r"(?:jour|date|day)(?: of)? (?:(?:de|du|d|l|la|le|the|our) )*(.+)|(.+) (?:day|date)"
)
_WEEK_OF = re.compile(
    r"(?:week|semaine)(?: of)? (?:(?:de|du|d|l|la|le|the|our) )*(.+)|(.+) week|semaine j"
)
_ARTICLES = frozenset(
    "le la l les the de du des d of to a an en votre notre our your jour day date j my"
    " son sa its mon ma leur their actual official".split()
)
# What a plan may lead to. Anything else that days are counted from is a step of the plan.
_EVENTS = frozenset(
    "j d lancement launch evenement event sortie release campagne campaign ouverture opening "
    "salon fair expo exposition exhibition conference congres congress colloque symposium "
    "seminaire seminar webinaire webinar gala soiree party fete festival concert spectacle "
    "show mariage wedding ceremonie ceremony noces anniversaire birthday bapteme inauguration "
    "vernissage golive depart departure voyage trip demenagement moving move election "
    "elections scrutin vote assemblee ag agm course race marathon match tournoi tournament "
    "competition forum sommet summit convention journee ouvertes rentree noel christmas "
    "soutenance defense defence thesis these echeance deadline promo promotion soldes sale "
    "sales celebration bal ball bazaar kermesse house live ligne".split()
)
# What stands beside such a word: « la sortie de l'album », "the product launch".
_BESIDE = frozenset(
    "annual annuel annuelle product produit site website book livre album film production "
    "trade mise ligne portes open go live launching".split()
)


def read(said: str) -> Offset | Window | Nth | None:
    """What is counted in a text in small letters without accents; a window for two counts."""
    if is_launch(said):
        return Offset(0)
    return _signed(said) or _numbered(said) or _named(said)


def _signed(said: str) -> Offset | None:
    """J-30, S-4, « Mois M-2 », "T minus 3 weeks"."""
    if match := _LETTER.fullmatch(said):
        letter, sign, number, unit = match.groups()
        unit = unit or ("m" if letter == "m" else "j")
        return counted(int(number), unit, before=_is_minus(sign))
    if match := _WEEK_LETTER.fullmatch(said):
        return counted(int(match[3]), match[1], before=match[2] == "-")
    if match := _SIGNED_WORD.fullmatch(said):
        return counted(int(match[3]), match[1], before=_is_minus(match[2].strip()))
    return None


def _numbered(said: str) -> Offset | Window | Nth | None:
    """« 6 mois avant », "6-12 months before", "within 15 days of the event", « jour 3 »."""
    if (match := _COUNTED.fullmatch(said)) and is_event(match[5]):
        found = counted(_number(match[1]), match[2], before=_is_before(match[4]))
        return _and_half(found, match[2]) if match[3] else found
    if (match := _RANGE_COUNTED.fullmatch(said)) and is_event(match[5]):
        before = _is_before(match[4])
        ends = [counted(_number(match[n]), match[3], before=before) for n in (1, 2)]
        first, last = sorted(ends, key=lambda end: end.days)
        return Window(first, last)
    if match := _RANGE_LETTER.fullmatch(said):
        sign, one, other, two, unit = match.groups()
        first = counted(int(one), unit, before=sign == "-")
        return Window(first, counted(int(two), unit, before=(other or sign) == "-"))
    if (match := _WITHIN.fullmatch(said)) and is_event(match[3]):
        return counted(_number(match[1]), match[2], before=False)
    if match := _NTH.fullmatch(said):
        return Nth("m" if match[1][0] == "m" else "d", int(match[2]))
    return None


def _named(said: str) -> Offset | None:
    """« la veille », "the week before", « après l'événement », "launch week"."""
    bare = _ARTICLE.sub("", said)
    if (match := _EVE.fullmatch(bare)) and is_event(match[2] or ""):
        return Offset(_EVES[match[1]])
    if (match := _ONE_UNIT.fullmatch(bare)) and is_event(match[3]):
        before = _is_before(match[2]) or match[2].startswith("precedent")
        return counted(1, match[1], before=before)
    if (match := _NEXT_UNIT.fullmatch(bare)) and match[0] != match[1]:
        return counted(1, match[1], before=False)
    if bare in _LAST_WEEK:
        return Offset(-7, LAST_WEEK, week=True)
    if (match := _POST.fullmatch(said)) and is_event(match[1]):
        after = Offset(1, AFTER)
        return counted(_number(match[2]), match[3], before=False) if match[2] else after
    return Offset(0, LAUNCH_WEEK, week=True) if _names_week_of_launch(said) else None


def counted(number: int, unit: str, *, before: bool) -> Offset:
    """That many units before launch or after it, in calendar days."""
    how: Text | None = None
    count, week = number, False
    if "ouvre" in unit or unit == "jo" or "ing" in unit or "business" in unit or "work" in unit:
        count, how = round(number * 7 / 5), WORKED
    elif unit[0] in "sw":
        count, how, week = number * 7, WEEKS, True
    elif unit[0] == "m":
        count, how = number * 30, MONTHS
    elif unit[0] in "ay":
        count, how = number * 365, YEARS
    elif unit[0] == "h":
        count, how = -(-number // 24), HOURS
    return Offset(-count if before else count, how, week)


def is_launch(said: str) -> bool:
    """Whether a text names launch day itself: « jour J », "wedding day"."""
    key = folded(said)
    if key in _LAUNCH:
        return True
    match = _DAY_OF.fullmatch(key)
    return match is not None and _all_events(match[1] or match[2])


def _names_week_of_launch(said: str) -> bool:
    key = folded(said)
    match = _WEEK_OF.fullmatch(key)
    return match is not None and (key == "semaine j" or _all_events(match[1] or match[2] or ""))


def _all_events(words: str) -> bool:
    return bool(words) and folded(words) not in _ARTICLES and is_event(words)


def is_event(rest: str) -> bool:
    """Whether what follows « 3 semaines avant » is launch itself; "" is."""
    words = [word for word in folded(rest).split() if word not in _ARTICLES]
    known = len(words) <= 4 and all(word in _EVENTS or word in _BESIDE for word in words)
    return not words or (known and any(word in _EVENTS for word in words))


def _is_minus(sign: str) -> bool:
    return sign in ("-", "moins", "minus")


def _is_before(word: str) -> bool:
    return re.fullmatch(_BEFORE, word) is not None


def _and_half(found: Offset, unit: str) -> Offset:
    half = {"s": 4, "w": 4, "m": 15, "a": 183, "y": 183}.get(unit[0], 0)
    return found._replace(days=found.days + (half if found.days > 0 else -half))


def _number(text: str) -> int:
    return _NUMBERS.get(text) or int(text)
