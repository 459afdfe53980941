"""Counts, and lists that end in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, in_a_row, in_quotes, is_singular

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED = 3
_MORE = Text("{n} autre{s}", "{n} more")


def counted(n: int, words: tuple[Text, Text], lang: Lang) -> str:
    """A number with its word, singular or plural."""
    return words[not is_singular(n, lang)].to(lang).replace("{n}", str(n))


def listed(titles: Sequence[str], lang: Lang) -> str:
    """The first titles, and how many more: « A », « B », « C » et 9 autres."""
    return shortened([in_quotes(title, lang) for title in titles], lang)


def shortened(words: Sequence[str], lang: Lang) -> str:
    """The first few, and how many more: A, B, C et 9 autres."""
    if len(words) > _NAMED + 1:
        more = len(words) - _NAMED
        words = [*words[:_NAMED], _MORE.to(lang).format(n=more, s="s" * (more > 1))]
    return in_a_row(words, lang)
