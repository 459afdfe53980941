"""Lists in a sentence: the first few by name, the others counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, counted, in_a_row, in_quotes

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED = 3
_MORE = (Text("{n} autre", "{n} more"), Text("{n} autres", "{n} more"))


def listed(titles: Sequence[str], lang: Lang) -> str:
    """The first titles, and how many more: « A », « B », « C » et 9 autres."""
    return shortened([in_quotes(title, lang) for title in titles], lang)


def shortened(words: Sequence[str], lang: Lang) -> str:
    """The first few, and how many more: A, B, C et 9 autres."""
    if len(words) > _NAMED + 1:
        more = len(words) - _NAMED
        words = [*words[:_NAMED], counted(more, _MORE, lang)]
    return in_a_row(words, lang)
