"""Who owns a task: one cell of the plan may name several people.

Names stand apart by a comma, a semicolon, a slash, a bar, a plus, an ampersand, a line break,
« et » or "and". A name that the team of Settings knows stays whole whatever is in it (R&D, « Ventes
et marketing »); so does an ampersand without spaces between names that nobody knows. The workbook's
formulas spell a cell out as ``spelled`` does.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

SPACES = ("\u00a0", "\u202f")
"""What counts as a space; TRIM alone does not know it."""
BETWEEN = (" et ", " and ", "\n", ",", ";", "/", "|", "+", "&")
"""What stands between two names, in small letters."""
MARK = ";"
"""What ``spelled`` puts around each name."""

_APART = re.compile(r"\s+(?:et|and)(?=\s)|\s*[\n,;/|+&]", re.IGNORECASE)


def spelled(owner: str) -> str:
    """A cell in small letters with a mark around each name: « Anna et Paul » is ``;anna;paul;``."""
    for space in SPACES:
        owner = owner.replace(space, " ")
    text = re.sub(" +", " ", owner).strip(" ").lower()
    for between in BETWEEN:
        text = text.replace(between, MARK)
    return f"{MARK}{text.replace(f'{MARK} ', MARK).replace(f' {MARK}', MARK)}{MARK}"


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
    begin, glued = 0, False
    for match in [*_APART.finditer(cell), None]:
        name = " ".join(cell[begin : match.start() if match else len(cell)].split())
        if name:
            parts.append((name, glued and bool(parts)))
        if match:
            begin = match.end()
            glued = match[0] == "&" and not cell[begin : begin + 1].isspace()
    return parts
