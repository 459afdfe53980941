"""How often somebody is reminded of a task: what Settings begins with, and what reminders obey."""

from __future__ import annotations

from typing import NamedTuple


class Cadence(NamedTuple):
    """Reminders before the due date, then chasers after it, then silence.

    ``ahead`` are working days before the due date, the most first. The first chaser goes out on the
    day after the due date, the others ``every`` so many calendar days, ``most`` of them in all:
    then only the campaign's owner is told, where there is one.
    """

    ahead: tuple[int, ...] = (3, 1)
    every: int = 7
    most: int = 4


USUAL = Cadence()
