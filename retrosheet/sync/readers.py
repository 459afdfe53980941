"""Two ways to read what people typed: as a person means it, and as the workbook's formulas do.

Sync judges by the first. The second says what the plan itself shows, whatever sync understands: a
formula takes dates and shares as numbers only, and a status as it stands in a list.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from retrosheet.statuses import WORDS
from retrosheet.sync import typed

if TYPE_CHECKING:
    from collections.abc import Callable

    from retrosheet.language import Lang

    Typed = str | float | bool
    ReadDay = Callable[[Typed, Lang, dt.date], dt.date | None]
    ReadStatus = Callable[[Typed, dict[str, int]], int | None]

_Read = TypeVar("_Read")


class Reader(NamedTuple):
    """One way to read. Each function gives None for what it cannot read.

    ``days`` reads a length or a margin; ``day`` a date that the plan depends on, ``end`` the one
    on which work really ended; ``key`` an ID as it is compared with those of the engine.
    ``of_sheet`` says that needs are followed as the workbook's formulas follow them.
    """

    days: Callable[[Typed], float | None]
    offset: Callable[[Typed], float | None]
    share: Callable[[Typed], float | None]
    status: ReadStatus
    day: ReadDay
    end: ReadDay
    key: Callable[[str], str]
    of_sheet: bool = False


def _number(value: Typed) -> float | None:
    return None if isinstance(value, bool | str) else float(value)


def _days(value: Typed) -> float | None:
    return None if _number(value) is None else typed.days(value)


def _offset(value: Typed) -> float | None:
    return None if _number(value) is None else typed.offset(value)


def _share(value: Typed) -> float | None:
    return None if _number(value) is None else typed.share(value)


def _status(value: Typed, own_words: dict[str, int]) -> int | None:
    """As MATCH finds it: without regard to case, a star or a question mark for any letters."""
    text = str(value).upper() if isinstance(value, bool) else str(value)
    wanted = " ".join(part for part in text.split(" ") if part).casefold()
    pattern = None
    if "*" in wanted or "?" in wanted:
        any_letters = {"*": ".*", "?": "."}
        spelled = "".join(any_letters.get(char) or re.escape(char) for char in wanted)
        pattern = re.compile(spelled, re.DOTALL)
    for words in (own_words.items(), WORDS):
        for word, code in words:
            known = word.casefold()
            if known == wanted or (pattern and pattern.fullmatch(known)):
                return code
    return None


def _day(value: Typed, lang: Lang, near: dt.date) -> dt.date | None:
    return None if isinstance(value, str) else typed.date(value, lang, near)


MEANT = Reader(
    typed.days, typed.offset, typed.share, typed.status, typed.date, typed.date,
    lambda text: text.strip().casefold(),
)  # fmt: skip
"""As a person means it."""
CALCULATED = Reader(_days, _offset, _share, _status, _day, _day, str.casefold, of_sheet=True)
"""As the workbook's formulas read it."""
HEARD = MEANT._replace(key=CALCULATED.key, of_sheet=True)
"""As the formulas read the lines that sync has told them how to read."""


class Compared:
    """Reads as a person means it; ``alike`` as long as the formulas would read all of it so.

    ``last_alike`` says so of what was read last.
    """

    def __init__(self) -> None:
        self.alike = True
        self.last_alike = True
        self._statuses: dict[str, int | None] = {}

    def reader(self) -> Reader:
        return Reader(
            lambda value: self._both(MEANT.days(value), CALCULATED.days(value)),
            lambda value: self._both(MEANT.offset(value), CALCULATED.offset(value)),
            lambda value: self._both(MEANT.share(value), CALCULATED.share(value)),
            self._status,
            lambda *said: self._both(MEANT.day(*said), CALCULATED.day(*said)),
            lambda *said: self._both(MEANT.end(*said), CALCULATED.end(*said)),
            lambda text: self._both(MEANT.key(text), CALCULATED.key(text)),
        )

    def _both(self, meant: _Read, calculated: object) -> _Read:
        self.last_alike = meant == calculated
        self.alike = self.alike and self.last_alike
        return meant

    def _status(self, value: Typed, own_words: dict[str, int]) -> int | None:
        # a plan has few words for its statuses, and each takes a look through long lists
        word = repr(value)
        if word not in self._statuses:
            meant, calculated = (way.status(value, own_words) for way in (MEANT, CALCULATED))
            self._statuses[word] = self._both(meant, calculated)
        return self._statuses[word]
