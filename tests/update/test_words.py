"""What an update says in words: every sentence is whole, in each language."""

from __future__ import annotations

from typing import get_args

import pytest

from retrosheet.language import LANGS, Lang
from retrosheet.update.present import Unused, Why
from retrosheet.update.rows import WHOLE, Conflict, Row
from retrosheet.update.words import conflict_line, remark_line


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


@pytest.mark.parametrize(
    ("ours", "theirs", "said"),
    [
        (Row("BAT"), None, "le type de campagne n’a plus cette tâche, à laquelle vous avez touché"),
        (None, Row("BAT"), "vous avez supprimé cette tâche, que le type de campagne a changée"),
    ],
)
def test_a_row_that_one_side_gave_up_is_told_by_what_each_side_did(
    ours: Row | None, theirs: Row | None, said: str
) -> None:
    """A whole row has no value to be shown."""
    conflict = Conflict("IMP4", "BAT", WHOLE, Row("BAT"), ours, theirs, None)
    line = conflict_line(conflict, "fr")
    assert line.startswith(f"IMP4 « BAT » : {said}")
    assert line.endswith(". Votre choix reste.")
