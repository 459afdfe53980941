"""Ids for what people named in words only: roles, phases, channels, and the tasks they added."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from typing import TYPE_CHECKING

from retrosheet.archetype.format.ids import LONGEST_SLUG, taken_for

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_SPELLED = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ß": "ss", "ø": "o"})
LONGEST_ID = 16


def slugs(titles: Iterable[str], known: Mapping[str, str], otherwise: str) -> dict[str, str]:
    """An id for each title: the ``known`` one, else one made of its words, each only once."""
    found: dict[str, str] = {}
    taken: set[str] = {known[title].casefold() for title in titles if title in known}
    for title in titles:
        if title in found:
            continue
        own = known.get(title)
        if own is None:
            own = _free(_slug(title) or otherwise, taken)
            taken.add(own)
        found[title] = own
    return found


def added_id(neighbours: Iterable[str], taken: set[str]) -> str:
    """The next id of a phase in the manner of its tasks: CRE8 after CRE7; it is then taken.

    ``taken`` holds all ids of the plan in small letters, those of follow-ups and repetitions too.
    """
    letters = Counter(
        match[1].upper()
        for task_id in neighbours
        if (match := re.match(r"([A-Za-z]{1,8})[0-9]{1,3}(?![0-9])", task_id))
    )
    prefix = letters.most_common(1)[0][0] if letters else "ADD"
    last = max(
        (int(match[1]) for task_id in taken if (match := _number(prefix, task_id))), default=0
    )
    for stem in (prefix, "ADD"):
        for number in range(last + 1, last + 1000):
            wanted = f"{stem}{number:02}" if stem == "T" and number < 10 else f"{stem}{number}"
            if wanted.casefold() not in taken and taken_for(wanted) is None:
                taken.add(wanted.casefold())
                return wanted
    raise AssertionError(prefix)


def _number(prefix: str, task_id: str) -> re.Match[str] | None:
    return re.match(rf"{re.escape(prefix)}([0-9]{{1,4}})(?![0-9])", task_id, re.IGNORECASE)


def fitting_id(task_id: str, taken: set[str]) -> str:
    """An id as the format allows it, close to the one in the workbook; it is then taken."""
    kept = task_id[:LONGEST_ID].rstrip("._-") or "T1"
    number = 2
    wanted = kept
    while wanted.casefold() in taken:
        wanted = f"{kept[: LONGEST_ID - 3]}-{number}"
        number += 1
    taken.add(wanted.casefold())
    return wanted


def _slug(text: str) -> str:
    letters = unicodedata.normalize("NFKD", text.translate(_SPELLED)[:200])
    bare = "".join(letter for letter in letters if not unicodedata.combining(letter))
    return re.sub("[^A-Za-z0-9]+", "-", bare).lower().strip("-")[:LONGEST_SLUG].strip("-")


def _free(wanted: str, taken: set[str]) -> str:
    found, number = wanted, 2
    while found in taken:
        found = f"{wanted[: LONGEST_SLUG - 4]}-{number}"
        number += 1
    return found
