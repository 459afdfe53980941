"""Columns of crosses or of R, A, C and I under people's names: who does what, in a matrix."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.importing.raw import shown
from retrosheet.importing.words import folded

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.importing.columns import Table
    from retrosheet.importing.raw import Value

_FEWEST = 2
_MOST = 12
_TICKS = frozenset("x ✓ ✔ ✗ ● • ■ ☑ o 1".split())
_LETTERS = frozenset("raci")
_CHANNELS = frozenset(
    "facebook instagram linkedin twitter x tiktok youtube newsletter emailing email mail site web "
    "blog presse press radio affichage print sms pinterest snapchat podcast tv flyer".split()
)


class Ticked(NamedTuple):
    """The columns, and the names that each row has a cross under, by the row's number.

    ``letters`` has those of a RACI matrix: the letters of each name, likewise.
    """

    columns: tuple[int, ...]
    field: Literal["owner", "channel"]
    names: Mapping[int, tuple[str, ...]]
    letters: Mapping[int, Mapping[str, str]]


def ticked(table: Table) -> Ticked | None:
    """The matrix of a table; None where it has none, or names the owners in a column besides."""
    rows = table.grid.rows[table.top + 1 :]
    columns = [
        at
        for at, heading in enumerate(table.headings)
        if at not in table.columns and isinstance(heading, str) and _is_matrix(heading, at, rows)
    ]
    if len(columns) < _FEWEST or len(columns) > _MOST:
        return None
    headings = {at: " ".join(str(table.headings[at]).split()) for at in columns}
    field: Literal["owner", "channel"] = (
        "channel" if are_channels(list(headings.values())) else "owner"
    )
    if any(known.field == field for known in table.columns.values()):
        return None
    names: dict[int, tuple[str, ...]] = {}
    letters: dict[int, Mapping[str, str]] = {}
    for number, cells in rows:
        said = {
            headings[at]: folded(shown(cells[at])) or "x"
            for at in columns
            if at < len(cells) and shown(cells[at]).strip()
        }
        if not said:
            continue
        names[number] = tuple(sorted(said, key=lambda name: _rank(said[name])))
        raci = {name: word.replace(" ", "").upper() for name, word in said.items()}
        if all(set(word.casefold()) <= _LETTERS for word in raci.values()):
            letters[number] = raci
    return Ticked(tuple(columns), field, names, letters)


def are_channels(names: Sequence[str]) -> bool:
    """Whether most of the names are those of channels: Instagram, newsletter."""
    return 2 * sum(bool(_CHANNELS.intersection(folded(n).split())) for n in names) > len(names)


def _rank(word: str) -> int:
    """Who does it first, then who answers for it, then the others."""
    return 0 if "r" in word else 1 if "a" in word else 2


def _is_matrix(heading: str, column: int, rows: Sequence[tuple[int, tuple[Value, ...]]]) -> bool:
    """Whether a column holds crosses or letters alone, some of them."""
    said = [shown(cells[column]).strip() for _, cells in rows if column < len(cells)]
    filled = [text.casefold() for text in said if text]
    if not heading.strip() or not filled:
        return False
    return all(
        text in _TICKS or (len(text) <= 4 and set(folded(text).replace(" ", "")) <= _LETTERS)
        for text in filled
    )
