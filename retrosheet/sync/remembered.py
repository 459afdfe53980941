"""What earlier runs have left in the tool's own tab, as values: of a task, and of the whole plan.

``memory`` and ``told`` read and write them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import datetime as dt


class Remembered(NamedTuple):
    """What the last sync wrote about a task."""

    verdict: str
    message: str
    days: int
    first_late: dt.date | None
    status: int | None
    progress: float
    changed: dt.date | None
    due: dt.date | None
    forecast: dt.date | None


class Summary(NamedTuple):
    """What the last sync wrote about the whole plan; ``campaign`` "" until a run has drawn one."""

    synced: dt.date | None
    launch: dt.date | None
    forecast: dt.date | None
    campaign: str = ""


class Transition(NamedTuple):
    """One entry of the log: on that day a task's verdict or status went from one to another."""

    day: dt.date
    id: str
    before: str
    after: str


class Told(NamedTuple):
    """One thing that somebody was told of: what, how far it had come, and in which message.

    ``via`` is the channel, ``who`` the person on it. ``what`` is a task's id, ``step`` what was
    said of it when it was due on ``due``. ``sent`` is false while nobody knows whether the message
    has left.
    """

    via: str
    who: str
    what: str
    step: str
    due: dt.date | None
    day: dt.date
    message: str
    sent: bool

    @property
    def family(self) -> str:
        """What sort of topic it was: ``late`` of ``late:2``."""
        return self.step.partition(":")[0]

    @property
    def nth(self) -> int:
        """How far it had come, 0 where the step does not say."""
        count = self.step.partition(":")[2]
        return int(count) if count.isdecimal() else 0


class Entry(NamedTuple):
    """A task as calendars last had it; ``print`` identifies all that they said of it.

    ``sequence`` has risen with each change, the last one on ``day``. A ``cancelled`` task is no
    longer in the plan, ``former`` is who had it before ``owner``: from their calendars it has to
    be taken out, for which ``due`` and ``title`` are kept.
    """

    id: str
    sequence: int
    print: str
    day: dt.date
    cancelled: bool
    due: dt.date
    title: str
    owner: str
    former: str = ""
