"""A task as it is merged: its values in units that belong together, by the ID of its row.

A plan has three versions: what was *made* once, what people have now (*ours*), and what the
archetype gives today (*theirs*).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.campaign.made import Row, Timing

if TYPE_CHECKING:
    from collections.abc import Mapping

Side = Literal["ours", "theirs"]


__all__ = [
    "UNDECIDED", "UNITS", "WHOLE", "Conflict", "Decisions", "Merged", "Question", "Row", "Side",
    "Timing", "Version",
]  # fmt: skip

UNITS = Row._fields
"""What is merged by itself."""
WHOLE = "row"
"""The unit of a conflict about a row as a whole."""


class Version(NamedTuple):
    """One version of the plan: its rows in order, by their IDs.

    ``worked`` are the rows on which people have left more than values that are merged: a status,
    progress, a comment.
    """

    rows: Mapping[str, Row]
    worked: frozenset[str] = frozenset()


class Conflict(NamedTuple):
    """A unit that both sides changed; ``chosen`` is None while nobody has decided.

    Of the unit ``row`` the values are rows: None as ``ours`` where people deleted what the
    archetype has changed since, as ``theirs`` where it gave up a row on which people work.
    """

    id: str
    title: str
    unit: str
    made: object
    ours: object
    theirs: object
    chosen: Side | None


class Question(NamedTuple):
    """A task that the archetype brings, and a row that people added and that may be the same."""

    id: str
    title: str
    row: str
    row_title: str


class Decisions(NamedTuple):
    """What a person has decided: ``prefer`` of everything, ``sides`` by ID and unit.

    ``matches`` says which row of people's a new task of the archetype is, "" for none.
    """

    prefer: Side | None = None
    sides: Mapping[tuple[str, str], Side] = {}
    matches: Mapping[str, str] = {}


UNDECIDED = Decisions()


class Merged(NamedTuple):
    """The three versions as one.

    ``made`` is what counts as made from now on: what the archetype gives, but where a conflict is
    open what was made before. ``aliases`` has the row of each task of the archetype that has
    another ID in the plan. ``taken`` are the units that follow the archetype's change, by row.
    """

    rows: Mapping[str, Row]
    made: Mapping[str, Row]
    aliases: Mapping[str, str]
    conflicts: tuple[Conflict, ...] = ()
    questions: tuple[Question, ...] = ()
    added: tuple[str, ...] = ()
    dropped: tuple[str, ...] = ()
    taken: Mapping[str, tuple[str, ...]] = {}
