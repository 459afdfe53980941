"""Counts, titles in quotation marks, and lists that end in time."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

_NAMED = 3
_AND = Text(" et ", " and ")
_MORE = Text("{n} autre{s}", "{n} more")


def counted(n: int, words: tuple[Text, Text], lang: Lang) -> str:
    """A number with its word, singular or plural: none is singular in French."""
    singular = n == 1 or (lang == "fr" and n == 0)
    return words[0 if singular else 1].to(lang).replace("{n}", str(n))


def quoted(title: str, lang: Lang) -> str:
    return f"« {title} »" if lang == "fr" else f'"{title}"'


def listed(titles: Sequence[str], lang: Lang) -> str:
    """The first titles, and how many more: « A », « B », « C » et 9 autres."""
    return shortened([quoted(title, lang) for title in titles], lang)


def shortened(words: Sequence[str], lang: Lang) -> str:
    """The first few, and how many more: A, B, C et 9 autres."""
    if len(words) > _NAMED + 1:
        more = len(words) - _NAMED
        words = [*words[:_NAMED], _MORE.to(lang).format(n=more, s="s" * (more > 1))]
    return in_a_row(words, lang)


def in_a_row(words: Sequence[str], lang: Lang) -> str:
    """All of them: A, B et C."""
    *others, last = words
    return _AND.to(lang).join([", ".join(others), last]) if others else last
