"""Which language to speak: ``--lang``, else RETROSHEET_LANG, else the locale, else English."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from retrosheet.errors import InvalidInput
from retrosheet.language import DEFAULT, LANGS, Lang, Text, known

if TYPE_CHECKING:
    from collections.abc import Sequence

VARIABLE = "RETROSHEET_LANG"
_NO_LANGUAGE = frozenset(("", "c", "posix"))
"""How a machine's locale begins where nobody chose one; no language is asked for its names."""
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(words: Sequence[str]) -> Lang:
    """The language of a command line, before anything else of it is understood.

    What is not a language is passed over here: ``check_language`` refuses it.
    """
    return _spelled(_typed(words)) or _spelled(os.environ.get(VARIABLE)) or _of_the_locale()


def check_language(typed: str | None, lang: Lang) -> None:
    """Raises InvalidInput when ``--lang`` or RETROSHEET_LANG names a language we do not speak."""
    variable = os.environ.get(VARIABLE)
    if typed is not None:
        if _spelled(typed) is None:
            raise InvalidInput(_unknown("--lang", typed, lang))
    elif variable and _spelled(variable) is None:
        raise InvalidInput(_unknown(VARIABLE, variable, lang))


_UNKNOWN = Text(
    "{where} : langue inconnue « {name} » ; écrivez {codes}.",
    '{where}: unknown language "{name}"; write {codes}.',
)
_OR = Text(" ou ", " or ")


def _unknown(where: str, name: str, lang: Lang) -> str:
    codes = _OR.to(lang).join((", ".join(LANGS[:-1]), LANGS[-1]))
    return _UNKNOWN.to(lang).format(where=where, name=name, codes=codes)


def _typed(words: Sequence[str]) -> str | None:
    for word, after in zip(words, (*words[1:], ""), strict=False):
        if word == "--":
            return None
        if word == "--lang":
            return after
        if word.startswith("--lang="):
            return word.removeprefix("--lang=")
    return None


def _spelled(name: str | None) -> Lang | None:
    """The language in any of ``fr``, ``FR``, ``fr_CA.UTF-8``, ``French_France.1252``."""
    first = (name or "").casefold().replace("-", "_").replace(".", "_").split("_")[0]
    return None if first in _NO_LANGUAGE else known(first)


def _of_the_locale() -> Lang:
    for variable in _LOCALE:
        if name := os.environ.get(variable):
            return _spelled(name) or DEFAULT
    # Windows names no locale in the environment.
    import locale

    return _spelled(locale.getlocale()[0]) or DEFAULT
