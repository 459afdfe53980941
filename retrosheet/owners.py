"""Who owns a task: one cell of the plan may name several people.

Names stand apart by a comma, a semicolon, a slash, a bar, a plus, an ampersand, a line break, or
the "and" of any language. A name that the team of Settings knows stays whole whatever is in it
(R&D, « Ventes et marketing »); so does an ampersand without spaces between names that nobody knows.
The workbook's formulas spell a cell out as ``spelled`` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.language import languages

if TYPE_CHECKING:
    from collections.abc import Iterable

SPACES = ("\u00a0", "\u202f")
"""What counts as a space; TRIM alone does not know it."""
BETWEEN = (*(one.conjunction for one in languages()), "\n", ",", ";", "/", "|", "+", "&")
"""What stands between two names, in small letters."""
MARK = ";"
"""What ``spelled`` puts around each name."""

_TIE = "\0"
"""What stands for an ampersand that may tie two words to one name; no cell can hold it."""
_TIED = re.compile("(?<! )&(?! )")


def spelled(owner: str) -> str:
    """A cell in small letters with a mark around each name: « Anna et Paul » is ``;anna;paul;``."""
    return f"{MARK}{_marked(owner).replace(_TIE, MARK).lower()}{MARK}"


def _marked(owner: str) -> str:
    """The names of a cell as they are written, apart by a mark, or by a tie in R&D."""
    for space in SPACES:
        owner = owner.replace(space, " ")
    text = _TIED.sub(_TIE, re.sub(" +", " ", owner).strip(" "))
    for between in BETWEEN:
        text = re.sub(re.escape(between), MARK, text, flags=re.IGNORECASE)
    return text.replace(f"{MARK} ", MARK).replace(f" {MARK}", MARK)


def owners(cell: str, team: Iterable[str] = ()) -> tuple[str, ...]:
    """The names in a cell, each once, in their order; ``team`` are the names that stay whole.

    A name of the team is given as the team writes it.
    """
    known = {_folded(name): name for name in reversed(tuple(team)) if name.strip()}
    if _folded(cell) in known:
        return (known[_folded(cell)],)
    parts = _parts(cell)
    text = spelled(cell)
    found: list[tuple[int, str]] = []
    taken: set[int] = set()
    for name in known.values():
        words = [_folded(part) for part, _ in _parts(name)]
        if not words or spelled(name) not in text:
            continue
        for first in range(len(parts) - len(words) + 1):
            if [_folded(part) for part, _ in parts[first : first + len(words)]] == words:
                found.append((first, name))
                taken.update(range(first, first + len(words)))
    for place, (part, glued) in enumerate(parts):
        if place in taken:
            continue
        if glued and found and place - 1 not in taken:
            before = found.pop()
            found.append((before[0], f"{before[1]}&{part}"))
        else:
            found.append((place, part))
    return tuple(dict.fromkeys(name for _, name in sorted(found, key=lambda item: item[0])))


def _folded(name: str) -> str:
    return " ".join(name.split()).lower()


def _parts(cell: str) -> list[tuple[str, bool]]:
    """The names in a cell, each with whether a bare ampersand ties it to the one before."""
    parts: list[tuple[str, bool]] = []
    tied = False
    for text in re.split(f"([{MARK}{_TIE}])", _marked(cell)):
        if text in (MARK, _TIE):
            tied = text == _TIE
        elif name := " ".join(text.split()):
            parts.append((name, tied and bool(parts)))
    return parts
