"""What became of one message that was handed over."""

from __future__ import annotations

from typing import Literal, NamedTuple

State = Literal["sent", "deferred", "refused", "unknown"]


class Outcome(NamedTuple):
    """How a delivery ended; ``said`` is what the other side said, or why, in one line.

    ``deferred`` did not leave and may be tried again as it is, ``refused`` will not leave like
    this, of ``unknown`` nobody can say whether it left: the line went dead at the wrong moment.
    ``hopeless`` where no other message would fare better.
    """

    state: State
    said: str = ""
    hopeless: bool = False


SENT = Outcome("sent")
