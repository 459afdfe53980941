"""The small values that an archetype shares with campaigns and plans: lengths, needs, kinds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.language import Lang, Text, language

if TYPE_CHECKING:
    from collections.abc import Collection

Unit = Literal["d", "cd"]
Kind = Literal["task", "milestone", "meeting"]
Direction = Literal["higher", "lower"]
RaciLetter = Literal["R", "A", "C", "I"]

MOST_DAYS = 3000
"""The longest length, margin and lag, and how far from launch an offset may lie, in days."""


class Duration(NamedTuple):
    """A length of time: ``amount`` working days (``d``) or calendar days (``cd``)."""

    amount: int
    unit: Unit

    @property
    def least_days(self) -> int:
        """The fewest calendar days that it can take, whatever J is: every week has a day off."""
        worked = self.unit == "d" and self.amount > 0
        return self.amount + (self.amount - 1) // 6 if worked else self.amount


class Need(NamedTuple):
    """A task that must be finished first, and the whole days left between the two."""

    id: str
    lag: Duration = Duration(0, "d")


class Period(NamedTuple):
    """A span of calendar days relative to J, both ends included."""

    first: int
    last: int


class Part(NamedTuple):
    """A text of a task that is there only where ``block`` is in, or always where that is None."""

    text: Text
    block: str | None = None

    def is_in(self, blocks: Collection[str]) -> bool:
        """Whether it is there when ``blocks`` are the optional blocks that are in."""
        return self.block is None or self.block in blocks


class MonthDay(NamedTuple):
    """A day of any year."""

    month: int
    day: int


class Yearly(NamedTuple):
    """A span of every year, both ends included; the last may lie in the year after."""

    first: MonthDay
    last: MonthDay


def needs_text(needs: tuple[Need, ...], lang: Lang | None = None) -> str:
    """The needs as people type them in ``lang``: ``CRE2, OBJ1 + 3d``, « CRE2, OBJ1 + 3 j ».

    Without a language, as archetypes and the workbook's hidden tabs say them.
    """
    return ", ".join(
        f"{need.id} + {lag_text(need.lag, lang)}" if need.lag.amount else need.id for need in needs
    )


def lag_text(lag: Duration, lang: Lang | None = None) -> str:
    """The days to leave behind a need: ``3d``, « 3 j »."""
    if lang is None:
        return f"{lag.amount}{lag.unit}"
    spoken = language(lang)
    said = spoken.calendar_lag if lag.unit == "cd" else spoken.lag
    return said.format(n=lag.amount)
