"""A problem in an archetype file: where it is, what is wrong, and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrosheet.language import Lang, Text

# A file with more problems than this is broken as a whole; nobody reads the rest.
MOST_SHOWN = 200


class Problem(NamedTuple):
    """One finding, printed ``file:line:column: message``; line and column count from 1."""

    path: str
    line: int
    column: int
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}: {self.message}"


class Place(NamedTuple):
    """A position in the file; line and column count from 1, columns in characters."""

    line: int
    column: int


class Complaint(NamedTuple):
    """A problem before the file and the language are known."""

    place: Place
    message: Text


def problems_of(complaints: Iterable[Complaint], path: str, lang: Lang) -> list[Problem]:
    """The complaints as problems, each once, in file order, at most ``MOST_SHOWN`` and one."""
    from retrosheet.language import Text

    ordered = sorted(dict.fromkeys(complaints), key=lambda complaint: complaint.place)
    found = [
        Problem(path, *complaint.place, complaint.message.to(lang))
        for complaint in ordered[:MOST_SHOWN]
    ]
    if len(ordered) > MOST_SHOWN:
        more = len(ordered) - MOST_SHOWN
        text = Text(
            f"et {more} autres problèmes à partir d’ici : corrigez d’abord les premiers",
            f"and {more} more problems from here on: correct the first ones first",
        )
        found.append(Problem(path, *ordered[MOST_SHOWN].place, text.to(lang)))
    return found
