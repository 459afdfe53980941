"""Values that are one word out of a few: true or false, a task's kind, the format's version."""

from __future__ import annotations

import re
from typing import Final

from retrosheet.archetype.model import Direction, Kind
from retrosheet.archetype.source.spelling import plain
from retrosheet.archetype.source.unfit import unfit
from retrosheet.language import Text

FORMAT: Final = 1
TRUE_WORDS = ("true", "yes", "oui", "vrai", "on")
FALSE_WORDS = ("false", "no", "non", "faux", "off")
KINDS: tuple[Kind, ...] = ("task", "milestone", "meeting")
DIRECTIONS: tuple[Direction, ...] = ("higher", "lower")
LONGEST_PATH = 1000
_FRENCH_KINDS: dict[str, Kind] = {
    "tâche": "task",
    "tache": "task",
    "jalon": "milestone",
    "réunion": "meeting",
    "reunion": "meeting",
}


def truth(text: str) -> bool:
    """``true``, ``yes``, ``oui``, ``vrai``, ``on`` and their opposites, in any case."""
    word = plain(text).casefold()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise unfit(text, Text("écrivez true ou false", "write true or false"))


def kind(text: str) -> Kind:
    """``task``, ``milestone`` or ``meeting``."""
    word = plain(text)
    for known in KINDS:
        if word == known:
            return known
    meant = _FRENCH_KINDS.get(word.casefold())
    if meant is not None:
        raise unfit(
            text,
            Text("écrivez {meant}", "write {meant}").format(meant=meant),
        )
    raise unfit(
        text,
        Text("écrivez task, milestone ou meeting", "write task, milestone or meeting"),
    )


def direction(text: str) -> Direction:
    """``higher`` where a KPI's target is a minimum, ``lower`` where it is a maximum."""
    for known in DIRECTIONS:
        if plain(text) == known:
            return known
    raise unfit(text, Text("écrivez higher ou lower", "write higher or lower"))


def reference(text: str) -> str:
    """The name or the path of an archetype."""
    if not text.strip() or len(text) > LONGEST_PATH:
        raise unfit(text, Text("écrivez un nom ou un chemin", "write a name or a path"))
    return text.strip()


def format_number(text: str) -> int:
    """The version of the format, which can only be ``FORMAT``."""
    if plain(text) == str(FORMAT):
        return FORMAT
    raise unfit(
        text,
        Text("écrivez format: {format}", "write format: {format}").format(format=FORMAT),
    )


def newer_format(text: str) -> Text:
    """What to say to somebody whose file is of a later format."""
    number = plain(text)
    return Text(
        "ce fichier est au format {number}, et ce retrosheet ne lit que le format {format} : "
        "installez une version plus récente, d’où vient celle-ci",
        "this file is of format {number}, and this retrosheet only reads format {format}: "
        "install a newer version, from where this one came",
    ).format(number=number, format=FORMAT)


def is_newer(text: str) -> bool:
    """Whether it is the number of a format that only a later version of retrosheet can read."""
    return re.fullmatch(r"[0-9]{1,6}", plain(text)) is not None and int(plain(text)) > FORMAT
