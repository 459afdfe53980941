"""A report before anybody prints it: paragraphs under titles, in the order of reading aloud."""

from __future__ import annotations

from typing import Literal, NamedTuple

Mood = Literal["bad", "warning", "plain", "good"]


class Section(NamedTuple):
    """Sentences under a title; ``mood`` is how bad that is."""

    title: str
    mood: Mood
    items: tuple[str, ...]


class Report(NamedTuple):
    """``title`` says of what and of which day, ``verdict`` whether launch holds."""

    title: str
    verdict: str
    mood: Mood
    state: str
    sections: tuple[Section, ...]
