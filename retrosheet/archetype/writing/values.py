"""Single values of the format as a person writes them: texts, ids, lengths, days, numbers."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from decimal import Decimal
from typing import TYPE_CHECKING

from retrosheet.archetype.checking.drafts import day as offset
from retrosheet.language import DEFAULT, LANGS, SOURCES, Lang

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrosheet.archetype.model import Duration, MonthDay, Need, Period, Yearly
    from retrosheet.language import Text

__all__ = [
    "both", "by_language", "duration", "fixed", "interval", "is_one", "listed", "name", "need",
    "number", "offset", "period", "several_lines", "string", "yearly",
]  # fmt: skip

# Words that YAML, though not retrosheet, takes for something else than a text.
_NOT_TEXTS = frozenset("null true false yes no on off y n".split())
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9._-]*")
_ESCAPED = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"})
# They hold emoji and some scripts together.
_JOINERS = "\u200c\u200d"
_WORKING_WEEK, _WEEK = 5, 7


def string(text: str) -> str:
    """The text between quotes; what no eye would see is spelled out."""
    return f'"{"".join(map(_visible, text.translate(_ESCAPED)))}"'


def both(text: Text) -> str:
    """One text for all languages, or one for each, on a line."""
    said = by_language(text)
    if is_one(text):
        return string(said[DEFAULT])
    return f"{{ {', '.join(f'{lang}: {string(words)}' for lang, words in said.items())} }}"


def by_language(text: Text) -> dict[Lang, str]:
    """The words of a text: in the two of all archetypes, and in others where they differ."""
    said = zip(LANGS, text.everywhere(), strict=True)
    usual = text.to(DEFAULT)
    return {lang: words for lang, words in said if lang in SOURCES or words != usual}


def is_one(text: Text) -> bool:
    """Whether the text says the same in all languages."""
    return len(set(text.everywhere())) == 1


def several_lines(text: str) -> list[str]:
    """The lines of a text under ``|``, without their indentation; none if quotes suit it better."""
    lines = text.split("\n")
    tidy = all(line == line.rstrip() for line in lines)
    return lines if len(lines) > 1 and tidy else []


def name(written: str) -> str:
    """An id, in quotes where YAML would take it for a number or for yes or no."""
    plain = _PLAIN.fullmatch(written) and written.casefold() not in _NOT_TEXTS
    return written if plain else string(written)


def listed(items: Iterable[str]) -> str:
    return f"[{', '.join(items)}]"


def duration(length: Duration) -> str:
    """``3d``, ``3cd``; full weeks from two on as ``2w``."""
    amount, unit = length
    if unit == "d" and amount > _WORKING_WEEK and amount % _WORKING_WEEK == 0:
        return f"{amount // _WORKING_WEEK}w"
    return f"{amount}{unit}"


def interval(days: int) -> str:
    """Calendar days between two repetitions: ``2w``, ``10cd``."""
    return f"{days}cd" if days % _WEEK else f"{days // _WEEK}w"


def need(needed: Need) -> str:
    if needed.lag == (0, "d"):
        return name(needed.id)
    return f"{needed.id} + {duration(needed.lag)}"


def period(span: Period) -> str:
    return f"{offset(span.first)} → {offset(span.last)}"


def fixed(date: dt.date | MonthDay) -> str:
    return date.isoformat() if isinstance(date, dt.date) else f"{date.month:02}-{date.day:02}"


def yearly(span: Yearly) -> str:
    return f"{fixed(span.first)} → {fixed(span.last)}"


def number(value: float) -> str:
    """As few digits as say it; never three decimals, which might mean thousands."""
    written = f"{Decimal(repr(value)):f}"
    whole, point, decimals = written.partition(".")
    decimals = decimals.rstrip("0")
    if not point or not decimals:
        return whole
    return f"{whole}.{decimals}0" if len(decimals) == 3 else f"{whole}.{decimals}"


def _visible(letter: str) -> str:
    if letter.isprintable() or letter in _JOINERS or unicodedata.category(letter) == "Zs":
        return letter
    code = ord(letter)
    return f"\\u{code:04X}" if code <= 0xFFFF else f"\\U{code:08X}"
