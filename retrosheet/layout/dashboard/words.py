"""Sentences of ours around numbers of the workbook: as a formula, and as it reads today.

A template names its parts in braces. ``{n}`` is the reference of a cell; ``{n_s}`` the plural s
that goes with it: from two on in French, for all but one in English.
"""

from __future__ import annotations

import re
from string import Formatter
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import language

if TYPE_CHECKING:
    from retrosheet.language import Lang, Text

_PART = re.compile(r"\{(\w+)\}")


class Part(NamedTuple):
    """A cell that a sentence quotes, and what it shows today."""

    ref: str
    value: str | float


class Said(NamedTuple):
    """A sentence as an expression of a formula, without its ``=``, and as it reads today."""

    formula: str
    value: str


def literal(text: str) -> str:
    """A text of ours as it stands within a formula."""
    return '"' + text.replace('"', '""') + '"'


def say(template: Text, lang: Lang, **parts: Part) -> Said:
    pieces: list[str] = []
    spoken: list[str] = []
    for index, piece in enumerate(_PART.split(template.to(lang))):
        if index % 2 == 0:
            if piece:
                pieces.append(literal(piece))
                spoken.append(piece)
            continue
        part = parts[piece.removesuffix("_s")]
        if piece.endswith("_s"):
            formula, shown = _plural(part, lang)
        else:
            formula, shown = part.ref, _number(part.value)
        pieces.append(formula)
        spoken.append(shown)
    return Said("&".join(pieces), "".join(spoken))


def choose(*cases: tuple[str, bool, Said], otherwise: Said) -> Said:
    """The sentence of the first condition that holds, else the last one."""
    formula, value = otherwise
    for condition, holds, said in reversed(cases):
        formula = f"IF({condition},{said.formula},{formula})"
        if holds:
            value = said.value
    return Said(formula, value)


def fixed(text: Text, lang: Lang) -> Said:
    """A sentence without parts."""
    return Said(literal(text.to(lang)), text.to(lang))


def date_formula(day: str, lang: Lang) -> str:
    """The date in a cell as ``date_text`` writes it: a formula knows no month's name."""
    spoken = language(lang)
    pieces: list[str] = []
    for text, part, form, _ in Formatter().parse(spoken.date):
        if text:
            pieces.append(literal(text))
        if part in ("day", "month", "year"):
            number = f"{part.upper()}({day})"
            pieces.append(f'RIGHT("0"&{number},2)' if form else number)
        elif part:
            months = spoken.months if part == "month_name" else spoken.short_months
            pieces.append(f"CHOOSE(MONTH({day}),{','.join(map(literal, months))})")
    return "&".join(pieces)


def _plural(part: Part, lang: Lang) -> tuple[str, str]:
    assert not isinstance(part.value, str)
    if language(lang).zero_is_singular:
        return f'IF({part.ref}>1,"s","")', "s" if part.value > 1 else ""
    return f'IF({part.ref}=1,"","s")', "" if part.value == 1 else "s"


def _number(value: str | float) -> str:
    return f"{value:g}" if isinstance(value, float) else str(value)
