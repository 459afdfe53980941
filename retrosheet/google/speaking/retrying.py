"""How long to wait before a request is sent again, and when to give up.

Waits are seconds. Quotas of Sheets are counted by the minute, so that a refused request waits from
four seconds on and all its waits together reach over a minute; an outage is asked about sooner.
"""

from __future__ import annotations

import email.utils
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

TRIES = 6
# Nobody watches a terminal for longer; what is not over by then is said.
PATIENCE = 120.0
LONGEST = 32.0
_FIRST, _FIRST_AFTER_QUOTA = 1.0, 4.0
# A name that is not found, or a closed door, is mostly no passing trouble.
TRIES_WITHOUT_LINE = 3


class Patience:
    """What is left of tries and time for one request; ``clock`` gives seconds."""

    def __init__(self, rng: Callable[[], float], clock: Callable[[], float]) -> None:
        self._rng = rng
        self._clock = clock
        self._began = clock()
        self._waited = 0.0
        self._tried = 0

    def wait(
        self, *, quota: bool = False, asked: float | None = None, tries: int = TRIES
    ) -> float | None:
        """The seconds to wait before the next try; None when it is time to give up.

        ``asked`` is what the server asks for, and is never cut short. The first repetition is
        allowed however long the first try took, as one timeout of the server lasts longer than
        all our patience.
        """
        self._tried += 1
        if self._tried >= tries:
            return None
        first = _FIRST_AFTER_QUOTA if quota else _FIRST
        seconds = min(LONGEST, first * 2.0 ** (self._tried - 1) + self._rng())
        if asked is not None:
            seconds = max(asked + self._rng(), seconds)
        gone = max(self._waited, self._clock() - self._began)
        if seconds > PATIENCE or (self._tried > 1 and gone + seconds > PATIENCE):
            return None
        self._waited += seconds
        return seconds


def asked_wait(retry_after: str | None, date: str | None) -> float | None:
    """The seconds that ``Retry-After`` asks for: a number, or a moment.

    A moment is compared with the answer's own ``Date``, so that the clock of this machine, which
    may be wrong, does not count. None where there is nothing that can be understood.
    """
    if not retry_after:
        return None
    text = retry_after.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    then, now = _moment(text), _moment(date or "")
    if then is None or now is None:
        return None
    return max(0.0, then - now)


def _moment(text: str) -> float | None:
    try:
        return email.utils.parsedate_to_datetime(text).timestamp()
    except (TypeError, ValueError, OverflowError):
        return None
