"""What an update says in words: every sentence is whole, in each language."""

from __future__ import annotations

from typing import get_args

import pytest

from retrosheet.language import LANGS, Lang
from retrosheet.update.present import Unused, Why
from retrosheet.update.words import remark_line


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("why", get_args(Why))
def test_whatever_is_not_used_is_said_with_its_cell_and_what_stands_there(
    why: Why, lang: Lang
) -> None:
    """Also on the row of a task that somebody split, whose title is said besides."""
    said = remark_line(Unused(why, "Plan!Q79", "TRA1", "Choisir le traiteur", "LIE2"), lang)
    assert "Plan!Q79" in said
    assert "LIE2" in said
    assert ("Choisir le traiteur" in said) == (why == "of_parts")
