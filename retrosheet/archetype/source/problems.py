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


class Mark(NamedTuple):
    """A position in a file; line and column count from 1, columns in characters.

    ``file`` is the path of a file that the archetype is made of, "" for the archetype's own.
    """

    line: int
    column: int
    file: str = ""


class RawProblem(NamedTuple):
    """A problem before the file and the language are known."""

    place: Mark
    message: Text


def problems_of(complaints: Iterable[RawProblem], path: str, lang: Lang) -> list[Problem]:
    """The complaints as problems, each once, in file order, at most ``MOST_SHOWN`` and one.

    Those about ``path`` itself come first, then those about the files that it is made of.
    """
    from retrosheet.language import Text

    def problem(place: Mark, message: Text) -> Problem:
        return Problem(place.file or path, place.line, place.column, message.to(lang))

    ordered = sorted(dict.fromkeys(complaints), key=_order)
    found = [problem(*complaint) for complaint in ordered[:MOST_SHOWN]]
    if len(ordered) > MOST_SHOWN:
        more = len(ordered) - MOST_SHOWN
        text = Text(
            "et {more} autres problèmes à partir d’ici : corrigez d’abord les premiers",
            "and {more} more problems from here on: correct the first ones first",
        ).format(more=more)
        found.append(problem(ordered[MOST_SHOWN].place, text))
    return found


def _order(complaint: RawProblem) -> tuple[str, int, int]:
    return complaint.place.file, complaint.place.line, complaint.place.column


def line_of(place: Mark, beside: Mark) -> Text:
    """The line of a place as a message at another place names it, with its file if need be."""
    from retrosheet.language import Text

    if place.file == beside.file:
        return Text("ligne {line}", "line {line}").format(line=place.line)
    if not place.file:
        return Text(
            "ligne {line} de l’archétype vérifié", "line {line} of the archetype being checked"
        ).format(line=place.line)
    return Text("ligne {line} de {file}", "line {line} of {file}").format(
        line=place.line, file=place.file
    )
