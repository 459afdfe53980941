"""One line of a list, taken apart: « Envoyer le communiqué : J-30 », « J-90 : objectifs (Anne) ».

What a line is alone; what it is among others, ``outline`` knows.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.importing.dates import counting, days, due
from retrosheet.importing.dates.due import Vague
from retrosheet.importing.dates.phrases import Weekday
from retrosheet.importing.formats.markdown import heading
from retrosheet.importing.headings import field_of
from retrosheet.importing.words import folded, one_line, unaccented, unmarked

if TYPE_CHECKING:
    from retrosheet.importing.raw import Field

# Longer lines are prose.
_LONGEST = 1000
_LONGEST_DAY = 60
_BULLET = re.compile(r"(\s*)(?:[-*+•‣◦▪–—·✓✔☐☑□►➢→]|\[[ xX]\])\s+(?:\[[ xX]\]\s*)?(\S.*)")
_NUMBER = re.compile(
    r"(\s*)(?:(?:étape|etape|step|phase)\s+)?\(?\d{1,3}(?:\.\d{1,3})*(?:[.)°]|\s?[-–—:](?=\s))\s*(?=\D)(\S.*)",
    re.IGNORECASE,
)
_INNER_NUMBER = re.compile(r"^\d{1,3}\s?[-.)]\s+(?=\D)")
_PROPERTY = re.compile(r"([^:]{1,40}?)\s*:\s+(\S.*)|([^:]{1,40}?)\s*:(\S.*)")
_BETWEEN = re.compile(r"\s*:\s+|\s+[-–—→|]\s+|\s*→\s*|\s*(?<!\d):(?=[JDjd0-9])")
_DASH = re.compile(r"\s+[-–—|]\s+")
_OWNER = re.compile(r"\s*[(\[]([^()\[\]]{1,80})[)\]]\s*[.;,]?$")
_VERBS = re.compile(
    r"[\s,:;(–—-]+(?:(?:se f(?:ait|era|ont)|a(?:ura|uront|ont)? lieu|est|sont|sera|is|are|will be"
    r"|takes? place|prévue?s?|planned|due|scheduled|fixée?s?|à rendre|pour|avant|d['’]ici"
    r"|au plus tard|le|by|on|before|until|dès)[\s,:;(]*)*$",
    re.IGNORECASE,
)


class TextLine(NamedTuple):
    """A line as it looks: ``level`` is how far a bullet is indented, None for no bullet.

    ``depth`` is that of a heading with marks, 0 for none; ``number`` says that it was numbered.
    """

    number: int
    text: str
    level: int | None = None
    depth: int = 0
    numbered: bool = False


class Dated(NamedTuple):
    """A line that says what and when; ``owner`` too where it ends in brackets."""

    title: str
    when: str
    owner: str = ""


class Heading(NamedTuple):
    """A heading that says when; ``title`` is the rest of it, "" for a date alone.

    ``weak`` says that the words name a time only where other headings do: « Après ».
    """

    title: str
    when: str
    owner: str = ""
    weak: bool = False


def line_of(number: int, raw: str) -> TextLine:
    """A line without its bullet, number and marks."""
    expanded = raw[:_LONGEST].expandtabs(4).rstrip()
    title = heading(expanded)
    if title:
        depth = len(expanded.strip()) - len(expanded.strip().lstrip("#"))
        return TextLine(number, _unnumbered(one_line(title)), None, depth)
    if match := _BULLET.fullmatch(expanded):
        inner = _INNER_NUMBER.sub("", unmarked(match[2]))
        return TextLine(number, one_line(inner), len(match[1]))
    bare = unmarked(expanded)
    if (match := _NUMBER.fullmatch(bare)) and days_or_none(bare) is None:
        return TextLine(number, one_line(match[2]), len(match[1]), numbered=True)
    return TextLine(number, one_line(bare))


def _unnumbered(text: str) -> str:
    match = _NUMBER.fullmatch(text)
    return match[2] if match and days_or_none(text) is None else text


def days_or_none(text: str) -> object | None:
    """The day that a text is, none for one that is not or that no calendar has."""
    try:
        return days.read(text)
    except days.NoSuchDay:
        return None


def property_of(text: str) -> tuple[Field, str, str] | None:
    """What « Date limite : J-90 » says of the step it stands under: field, heading and value."""
    match = _PROPERTY.fullmatch(text)
    if match is None:
        return None
    name, value = (match[1], match[2]) if match[1] else (match[3], match[4])
    field = field_of(name)
    if field in (None, "title", "phase", "id") or folded(name) in _NO_PROPERTY:
        return None
    return field, name.strip(), value.strip()


# Headings of columns that say something else before a colon: « J : lancement ».
_NO_PROPERTY = frozenset(("j", "d", "jour j", "d day", "jour", "day", "du", "au", "to", "from"))


def dated(text: str, *, loose: bool) -> Dated | None:
    """What and when; None for a line that does not say when.

    ``loose`` also takes a date at the end of a sentence, as in a list of bullets.
    """
    owner, bare = "", text
    match = _OWNER.search(text)
    if match and _says_when(match[1]):
        return Dated(_title(text[: match.start()]), match[1].strip())
    if match and _is_name(match[1]):
        owner, bare = match[1].strip(), text[: match.start()].strip()
    # A dash may stand within a span: « Janvier – Février : cadrage ».
    for separator in sorted(_BETWEEN.finditer(bare), key=lambda found: ":" not in found[0]):
        before, after = bare[: separator.start()].strip(), bare[separator.end() :].strip(" .;")
        if not before or not after:
            continue
        if _says_when(before):
            return Dated(_title(after), before, owner)
        if _says_when(after):
            what, who = before, owner
            if not owner and (parts := _DASH.split(before)) and len(parts) > 1:
                *rest, last = parts
                if _is_name(last) and last[:1].isupper():
                    what, who = " – ".join(rest), last.strip()
            return Dated(_title(what), after, who)
        when, *rest = _BETWEEN.split(after, maxsplit=1)
        if not owner and rest and _says_when(when) and _is_name(rest[0]):
            return Dated(_title(before), when, rest[0].strip())
    return _at_the_end(bare, owner) if loose else None


def dated_heading(text: str) -> Heading | None:
    """When and what a heading says: « J-30 », "Week -8: Foundation", « Samedi (3 mai) »."""
    bare = text.strip(" :.")
    if len(bare) > 2 * _LONGEST_DAY:
        return None
    if (weak := _when_of_heading(bare)) is not None:
        return Heading("", bare, weak=weak)
    match = _LAST_BRACKET.fullmatch(bare)
    if match and _when_of_heading(match[2]) is False:
        return Heading(_title(match[1]), match[2].strip())
    for separator in _BETWEEN.finditer(bare):
        before, after = bare[: separator.start()].strip(), bare[separator.end() :].strip(" .;")
        for when, title in ((before, after), (after, before)):
            if title and _when_of_heading(when) is False:
                return Heading(_title(title), when)
    return None


def _when_of_heading(text: str) -> bool | None:
    """Whether a text is a time, and a weak one; None where it is none."""
    if len(text) > _LONGEST_DAY or folded(text) in _PHASES:
        return None
    found = due.read(text, serial=False)
    if found is None or isinstance(found, Vague | due.Unreadable | Weekday):
        return None
    return isinstance(found, counting.Offset) and found.how is counting.AFTER


# What a phase is called as often as a day.
_PHASES = frozenset(("lancement", "launch", "go live", "le lancement", "the launch", "d", "j"))
_LAST_BRACKET = re.compile(r"([^()]*\S)\s*[(\[]([^()\[\]]+)[)\]]")


def _at_the_end(text: str, owner: str) -> Dated | None:
    """« Retrait de la promo le 26 décembre »."""
    words = text.split()
    for length in range(min(8, len(words) - 1), 0, -1):
        when = " ".join(words[-length:]).strip(" .;,!()")
        if _says_when(when, vague=False):
            title = _title(" ".join(words[:-length]))
            return Dated(title, when, owner) if title else None
    return None


def _is_name(text: str) -> bool:
    """Whether what stands in brackets, or at the end, may be who does it."""
    words = text.split()
    return 0 < len(words) <= 4 and not re.search(r"[\d,;:]|\betc\b", text)


def _says_when(text: str, *, vague: bool = True) -> bool:
    """Whether a text of a line is a day: more is needed for that than in a column of dates."""
    if len(text) > _LONGEST_DAY:
        return False
    said = unaccented(text)
    if not (re.search(r"\d", said) or days.MONTH_WORD.search(said) or folded(said) in _LAUNCH_DAY):
        return False
    found = due.read(text, serial=False)
    if isinstance(found, Vague):
        return vague and found.has_date and len(said.split()) <= 4
    if isinstance(found, due.Unreadable):
        return vague and _LIKE_A_DATE.fullmatch(said) is not None
    return found is not None


_LAUNCH_DAY = frozenset(("j", "jour j", "d day", "le jour j", "la veille", "le lendemain"))
_LIKE_A_DATE = re.compile(
    r"(?:le )?(?:[jdt] ?[-+] ?\d\w*|[jd]\d{1,3}|\d{1,2}/\d{1,2}(?:/\d{2,4})?|\d{1,2} "
    rf"{days.MONTH_WORD.pattern}.*)"
)


def _title(text: str) -> str:
    return _VERBS.sub("", text.strip(" :;,-–—")).strip(" :;,.(") or text.strip()
