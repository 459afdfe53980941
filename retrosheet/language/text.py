"""A text that a person reads, in every language.

French and English stand side by side in the code, so that neither can be forgotten; any further
language is looked up by the English words in its catalogue, ``catalogues/<lang>.mo``, which is
read when the language is first spoken.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from retrosheet.language.registry import LANGS, Lang, language

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from gettext import GNUTranslations


class Text:
    """One text in French and in English, both spelled out as literals.

    A text with parts is a template, filled with ``format``; what no template can say is made by a
    function of the language, with ``by``. Two texts are one where they say the same in both.
    """

    __slots__ = ("en", "fr")

    def __init__(self, fr: str, en: str) -> None:
        self.fr: Final = fr
        self.en: Final = en

    def __repr__(self) -> str:
        return f"Text({self.fr!r}, {self.en!r})"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Text) and (self.fr, self.en) == (other.fr, other.en)

    def __hash__(self) -> int:
        return hash((self.fr, self.en))

    def to(self, lang: Lang) -> str:
        """The text in a language; what its catalogue lacks stays English."""
        if lang == "fr":
            return self.fr
        return self.en if lang == "en" else _translated(self, lang)

    def __iter__(self) -> Iterator[str]:
        """The text in every language: ``typed in text`` asks whether it is said in any."""
        return iter(self.everywhere())

    def everywhere(self) -> tuple[str, ...]:
        """The text in every language, in the order of ``LANGS``."""
        return tuple(self.to(lang) for lang in LANGS)

    def format(self, **parts: object) -> Text:
        """The text with its ``{parts}`` filled in; a part that is a Text in the same language."""

        def say(lang: Lang) -> str:
            said = {
                k: part.to(lang) if isinstance(part, Text) else part for k, part in parts.items()
            }
            return self.to(lang).format(**said)

        return Text.by(say)

    @staticmethod
    def by(say: Callable[[Lang], str]) -> Text:
        """A text that a function says in each language: a date, a list of titles."""
        return _Made(say)

    @staticmethod
    def same(words: str) -> Text:
        """Words that no language changes: what a person typed, a name, a number."""
        return Text.by(lambda _: words)

    @staticmethod
    def of(words: Mapping[Lang, str]) -> Text:
        """A text that somebody wrote in French, in English and perhaps in others."""
        return Text.by(lambda lang: words.get(lang, words["en"]))


class _Made(Text):
    """A text that is no literal and never in a catalogue: it knows how to say itself."""

    __slots__ = ("_say",)

    def __init__(self, say: Callable[[Lang], str]) -> None:
        super().__init__(say("fr"), say("en"))
        self._say: Final = say

    def to(self, lang: Lang) -> str:
        if lang == "fr":
            return self.fr
        return self.en if lang == "en" else self._say(lang)


def _translated(text: Text, lang: Lang) -> str:
    """From the catalogue: first as the translation of this French text, where two share the
    English one.
    """
    if not text.en:
        return ""
    catalogue = _catalogue(lang)
    apart = catalogue.pgettext(text.fr, text.en)
    return apart if apart != text.en else catalogue.gettext(text.en)


@cache
def _catalogue(lang: Lang) -> GNUTranslations:
    """The compiled catalogue of a language; raises KeyError for one that is not registered."""
    from gettext import GNUTranslations
    from importlib.resources import files

    place = files("retrosheet.language") / "catalogues" / f"{language(lang).code}.mo"
    with place.open("rb") as file:
        return GNUTranslations(file)
