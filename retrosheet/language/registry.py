"""The languages that there are: a line each names the module that holds its record.

A module is loaded when its language is first used. What is not French or English also has a
catalogue of translations, which ``text`` reads.
"""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from retrosheet.language.record import Language, Locale

Lang = str
"""The code of a language: one of ``LANGS``. A plain string, so that a further language needs no
edit here; the edges check what is typed with ``known``, and ``language`` raises KeyError."""

_MODULES: dict[Lang, str] = {
    "fr": "french",
    "en": "english",
}
LANGS: tuple[Lang, ...] = tuple(_MODULES)
SOURCES: tuple[Lang, ...] = ("fr", "en")
"""Those that every text of ours and of the archetypes is written in; others are translations."""
DEFAULT: Lang = "en"
"""What is spoken where nothing says which language."""


@cache
def language(code: Lang) -> Language:
    """The record of a language; raises KeyError for a code that is none of ``LANGS``."""
    module = import_module(f"retrosheet.language.{_MODULES[code]}")
    return cast("Language", module.LANGUAGE)


def languages() -> tuple[Language, ...]:
    """All of them, for what is understood in any language."""
    return tuple(map(language, LANGS))


def known(name: str) -> Lang | None:
    """The language that a code or a name means: ``fr``, ``French``; None for one not spoken."""
    name = name.casefold()
    if name in _MODULES:
        return name
    return next((one.code for one in languages() if name in one.names), None)


@cache
def locales() -> dict[str, Locale]:
    """Every place that a workbook can be set to, by its code."""
    return {locale.code: locale for code in sorted(LANGS) for locale in language(code).locales}


def locales_of(lang: Lang) -> tuple[str, ...]:
    """The codes of the places where a language is spoken, the usual one first."""
    return tuple(locale.code for locale in language(lang).locales)


def usual_locale(lang: Lang) -> str:
    """The locale of a workbook for which nobody chose one."""
    return language(lang).locales[0].code
