"""Identifiers: short, and such that no spreadsheet takes them for anything else when typed.

A task's id is typed by people into the workbook's cells. ``MAR1`` would turn into the first of
March, ``1E5`` into 100000 and ``TRUE`` into a boolean, and the row would be lost.
"""

from __future__ import annotations

import re
import unicodedata

from retrosheet.archetype.source.unfit import Unfit, unfit
from retrosheet.language import Text

TASK_ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,15}$"
PHASE_ID_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$"
SLUG_PATTERN = r"^[a-z0-9]+([-_][a-z0-9]+)*$"
LONGEST_SLUG = 32

_TASK_ID = re.compile(TASK_ID_PATTERN)
_PHASE_ID = re.compile(PHASE_ID_PATTERN)
_SLUG = re.compile(SLUG_PATTERN)

# Every spreadsheet reads the short and the long names of its language, some any beginning of them.
_MONTHS = (
    "january february march april may june july august september october november december "
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
)
_MONTH_BEGINNINGS = frozenset(
    month[:length] for month in _MONTHS.split() for length in range(3, len(month) + 1)
)
_DAY_AND_MONTH = re.compile(
    r"([0-9]{0,4})[._-]?([a-z]{3,9})[._-]?([0-9]{0,4})(?:[._-]?[0-9]{1,4})?"
)
_EXPONENT = re.compile(r"[0-9]+\.?[0-9]*[ed][._-]?[0-9]+")
_TIME = re.compile(r"[0-9]{1,2}(?:h[0-9]{0,2}|[ap]m?)")
_LOGICAL = frozenset(("true", "false", "vrai", "faux"))

_AS_DATE = Text("une date", "a date")
_AS_NUMBER = Text("un nombre", "a number")
_AS_TIME = Text("une heure", "a time")
_AS_LOGICAL = Text("vrai ou faux", "true or false")


def taken_for(text: str) -> Text | None:
    """What a spreadsheet would make of an id typed into a cell; None if it stays a text."""
    lower = text.casefold()
    if lower in _LOGICAL:
        return _AS_LOGICAL
    if not any(letter.isalpha() for letter in lower):
        return _AS_DATE if re.search(r"[0-9][._-][0-9]", lower) else _AS_NUMBER
    if _EXPONENT.fullmatch(lower):
        return _AS_NUMBER
    if _TIME.fullmatch(lower):
        return _AS_TIME
    match = _DAY_AND_MONTH.fullmatch(lower)
    if match and match.group(2) in _MONTH_BEGINNINGS and re.search(r"[0-9]", lower):
        return _AS_DATE
    return None


def task_id(text: str) -> str:
    """A task's id as written; raises Unfit for a wrong form."""
    if _TASK_ID.fullmatch(text) is None:
        raise _unfit(
            text,
            Text(
                "un identifiant a 1 à 16 lettres sans accent, chiffres, points ou tirets, "
                "comme CRE2",
                "an id has 1 to 16 letters without accents, digits, dots or hyphens, like CRE2",
            ),
            _unaccented(text, r"[^A-Za-z0-9._-]+").lstrip("._-")[:16].rstrip("._-"),
        )
    return text


def safe_task_id(text: str) -> str:
    """A task's id that a spreadsheet leaves alone; raises Unfit, with another id, for others."""
    found = taken_for(task_id(text))
    if found is not None:
        raise _unfit(
            text,
            Text(
                "un tableur prend cet identifiant pour {found}",
                "a spreadsheet takes this id for {found}",
            ).format(found=found),
            another(text),
        )
    return text


def phase_id(text: str) -> str:
    """A phase's id: as a task's, up to 32 characters, of any meaning: nobody types it."""
    if _PHASE_ID.fullmatch(text) is None:
        raise _unfit(
            text,
            Text(
                "l’identifiant d’une phase a 1 à 32 lettres sans accent, chiffres ou tirets",
                "a phase's id has 1 to 32 letters without accents, digits or hyphens",
            ),
            _slug_of(text),
        )
    return text


def slug(text: str) -> str:
    """The id of a role, a channel or a block: lower-case words joined by hyphens."""
    if len(text) > LONGEST_SLUG or _SLUG.fullmatch(text) is None:
        raise _unfit(
            text,
            Text(
                "écrivez 1 à {longest_slug} minuscules sans accent, chiffres ou tirets",
                "write 1 to {longest_slug} lower-case letters without accents, digits or hyphens",
            ).format(longest_slug=LONGEST_SLUG),
            _slug_of(text),
        )
    return text


def another(text: str) -> str:
    """An id close to this one that a spreadsheet leaves alone."""
    stem = f"T{text}" if text[:1].isdigit() else f"T-{text}"
    return stem[:16].rstrip("._-")


def _unfit(text: str, right: Text, example: str) -> Unfit:
    if example:
        right = Text(
            "{right} ; écrivez par exemple {example}", "{right}; write for example {example}"
        ).format(right=right, example=example)
    return unfit(text, right)


def _slug_of(text: str) -> str:
    return _unaccented(text, "[^A-Za-z0-9]+").lower()[:LONGEST_SLUG].strip("-")


def _unaccented(text: str, unwanted: str) -> str:
    """The letters without their accents, a hyphen for each run of what is ``unwanted``."""
    letters = unicodedata.normalize("NFKD", text[:200])
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub(unwanted, "-", bare).strip("-")
