"""What no formula may hold that goes to Google, as a sheet's locale might read it otherwise.

A decimal point is a decimal comma in France, and ``{1,2}`` is written with other signs; arguments
are separated by semicolons in every locale, by commas in some. The name of another tab stands in
quotes, whatever the letters in it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from itertools import product
from typing import TYPE_CHECKING, Any

import pytest

from retrosheet import layout
from retrosheet.archetype import library
from retrosheet.archetype.load import load
from retrosheet.campaign import Options, plan
from retrosheet.google.drawing.requests import drawing
from retrosheet.language import LANGS, Lang
from retrosheet.schedule import compute
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Callable

STRINGS = re.compile(r'"(?:[^"]|"")*"')
QUOTED = re.compile(r"'(?:[^']|'')*'")
WRONG: dict[str, Callable[[str], Any]] = {
    "a decimal": re.compile(r"(?<![A-Za-z0-9_.$])[0-9]*\.[0-9]").search,
    "a list": re.compile(r"[{}\\]").search,
    "a comma": re.compile(",").search,
    "a tab without quotes": re.compile(r"(?<!')!").search,
}


def wrong_in(formula: str) -> list[str]:
    """What is wrong with a formula, its texts left out."""
    bare = QUOTED.sub("''", STRINGS.sub('""', formula))
    return [what for what, found in WRONG.items() if found(bare)]


@pytest.mark.parametrize(
    ("formula", "wrong"),
    [
        ("=IF(A1>0;\"1.5 {x}, a!b\";'_engine'!A1)", []),
        ("=rs_at.risk+NETWORKDAYS.INTL(A1;B1)", []),
        ("=A1*0.5", ["a decimal"]),
        ("=A1+.5", ["a decimal"]),
        ("=MATCH(1;{1;2};0)", ["a list"]),
        ("=MAX(1,2)", ["a comma"]),
        ("=_engine!A1", ["a tab without quotes"]),
    ],
)
def test_the_lint_itself(formula: str, wrong: list[str]) -> None:
    """Each habit that a French sheet would misread is found, and no other."""
    assert wrong_in(formula) == wrong


def formulas(part: Any) -> Iterator[str]:
    """Every formula in a request: of a cell, a rule or a validation."""
    if isinstance(part, dict):
        for value in part.values():
            yield from formulas(value)
    elif isinstance(part, list | tuple):
        for value in part:
            yield from formulas(value)
    elif isinstance(part, str) and part.startswith("="):
        yield part


@pytest.mark.parametrize(
    ("name", "lang"),
    [*product(sorted(library.names()), LANGS)]
    if THOROUGH
    else [("product-launch", "fr"), ("event", "en")],
)
def test_all_that_goes_to_google(name: str, lang: Lang) -> None:
    """Of each campaign type of the library, in both languages; of two in every run."""
    campaign = plan(load(library.find(name), lang), Options(dt.date(2027, 3, 19), lang, "FR"))
    book = layout.build(campaign, compute(campaign), dt.date(2027, 2, 1))
    drawn = drawing(book, "Europe/Paris")
    found = set(formulas([drawn.creation, drawn.requests]))
    assert len(found) > 200
    wrong = {formula: what for formula in found if (what := wrong_in(formula))}
    assert sorted(wrong.items())[:5] == []
