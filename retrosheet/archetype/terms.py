"""The small values that an archetype shares with campaigns and plans: lengths, needs, kinds."""

from __future__ import annotations

from typing import Literal, NamedTuple

Unit = Literal["d", "cd"]
Kind = Literal["task", "milestone", "meeting"]
Direction = Literal["higher", "lower"]
RaciLetter = Literal["R", "A", "C", "I"]


class Duration(NamedTuple):
    """A length of time: ``amount`` working days (``d``) or calendar days (``cd``)."""

    amount: int
    unit: Unit


class Need(NamedTuple):
    """A task that must be finished first, and the whole days left between the two."""

    id: str
    lag: Duration = Duration(0, "d")


class Period(NamedTuple):
    """A span of calendar days relative to J, both ends included."""

    first: int
    last: int


class MonthDay(NamedTuple):
    """A day of any year."""

    month: int
    day: int
