"""What people type under "Depends on", as the workbook's formulas and sync both read it.

``CRE4, IMP2 + 3d; VAL1+5jc``: IDs of the plan, each with the whole days to leave between the two,
in either language. Nobody guesses: what is none of this is said in the row, and not followed.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from retrosheet.archetype.terms import MOST_DAYS, Duration
from retrosheet.language import Text

SLOTS = 4
"""The needs that one row of the engine has room for; a task with more has several rows."""
SWEEPS = 5
"""How often the engine goes through its rows to put each below all that it needs."""
RING_SWEEPS = 3
"""How often it goes through those that are left, to find the ones on a circle."""
LONGEST = 255
"""The characters that a cell may hold for its needs to be followed."""

SPACES = "\u00a0\u202f"
BETWEEN = ";\n"
"""What separates needs as well as a comma does."""
WILD = "*?~"
NO_SIGN = "\u00a4"
"""What stands for a sign that a search would take for any letters."""

_WORDS = {
    (1, False): "d day days wd workday workdays workingday workingdays businessday businessdays"
    " j jo jour jours jourouvre joursouvres jourouvré joursouvrés",
    (5, False): "w wk wks week weeks s sem semaine semaines",
    (1, True): "cd calendarday calendardays jc jourcalendaire jourscalendaires",
}
UNITS = {word: unit for unit, words in _WORDS.items() for word in words.split()}
"""What a lag may be counted in: days each, and whether calendar days; working days otherwise."""

SNAGS = {
    "unread": Text("⚠ Dépendance illisible : {it}", "⚠ Cannot read this need: {it}"),
    "no_task": Text("⚠ Pas de tâche {it}", "⚠ No such task: {it}"),
    "circle": Text("⚠ Boucle par {it} : dépendance non suivie", "⚠ Circle through {it}"),
    "later": Text(
        "⚠ {it} : suivi après « retrosheet update »", "⚠ {it}: followed after `retrosheet update`"
    ),
    "no_parent": Text("⚠ Fait partie de : pas de tâche {it}", "⚠ Part of: no such task: {it}"),
    "too_deep": Text(
        "⚠ Fait partie de {it} : déjà une sous-tâche", "⚠ Part of {it}: a sub-task already"
    ),
    "split_needs": Text(
        "⚠ À mettre sur ses sous-tâches : {it}", "⚠ To be put on its sub-tasks: {it}"
    ),
    "many": Text("⚠ Trop de dépendances : {it} au plus", "⚠ Too many needs: {it} at most"),
}
"""What a row says about needs that are not followed, the gravest first."""


class Piece(NamedTuple):
    """One entry of the cell: the text, the ID and the lag; None for one that nobody can read."""

    text: str
    id: str
    lag: Duration | None


def cleaned(text: str) -> str:
    """The text of a cell with ordinary spaces, commas between needs, and no wild signs."""
    for space in SPACES:
        text = text.replace(space, " ")
    for sign in BETWEEN:
        text = text.replace(sign, ",")
    for sign in WILD:
        text = text.replace(sign, NO_SIGN)
    return text


def pieces(text: str) -> list[Piece | None]:
    """The entries of a cell in order; None where nothing stands between two commas."""
    return [_piece(part) for part in cleaned(text).split(",")]


def _piece(part: str) -> Piece | None:
    text = _trimmed(part)
    name, _, rest = part.partition("+")
    name = _trimmed(name)
    if not name:
        return Piece(text, "", None) if text else None
    return Piece(text, name, _lag(re.sub(r"[ .+]", "", rest).lower()))


def parent_name(text: str) -> str:
    """The ID that stands under "Part of", as the formulas look it up."""
    for space in SPACES:
        text = text.replace(space, " ")
    for sign in WILD:
        text = text.replace(sign, NO_SIGN)
    return _trimmed(text)


def _trimmed(part: str) -> str:
    return " ".join(word for word in part.split(" ") if word)


def _lag(text: str) -> Duration | None:
    if not text:
        return Duration(0, "d")
    unit = re.sub(r"[0-9]", "", text)
    amount = text[: len(text) - len(unit)]
    if unit not in UNITS or not re.fullmatch(r"[0-9]{1,4}", amount):
        return None
    if amount + unit != text:
        return None
    factor, calendar_days = UNITS[unit]
    days = int(amount) * factor
    return Duration(days, "cd" if calendar_days else "d") if days <= MOST_DAYS else None
