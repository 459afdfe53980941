"""What a report says of the first plan, once the plan lies elsewhere."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest

from retrosheet.language import LANGS, Lang
from retrosheet.report.markdown import markdown
from retrosheet.report.page.page import page
from retrosheet.standing.model import Standing
from retrosheet.workbook.baseline import Move
from tests.standing.told import TODAY, standing, stood, told


def moved(lang: Lang, days: int, moves: int = 1) -> Standing:
    """The campaign after launch has moved by so many calendar days, as syncs saw it."""
    name = "communication-campaign"
    snapshot = told(name, lang, 26)
    baseline = snapshot.baseline
    assert baseline is not None
    launch = snapshot.launch + dt.timedelta(days=days)
    seen = tuple(Move(TODAY, launch) for _ in range(moves))
    return stood(replace(snapshot, launch=launch, moves=seen), name, lang)


@pytest.mark.parametrize(
    ("lang", "moves", "history", "slip"),
    [
        ("fr", 1, "J d’abord prévu le lundi 15 mars 2027, déplacé : 5 jours ouvrés plus tard.",
         "+5 j"),
        ("fr", 3,
         "J d’abord prévu le lundi 15 mars 2027, déplacé 3 fois : 5 jours ouvrés plus tard.",
         "+5 j"),
        ("en", 2, "First planned for Monday 15 March 2027, moved twice: 5 working days later.",
         "+5 d"),
    ],
)  # fmt: skip
def test_it_says_how_far_the_first_plan_lies_behind(
    lang: Lang, moves: int, history: str, slip: str
) -> None:
    """Launch's own way under the verdict, each task's in the table, and its first days drawn."""
    standing_ = moved(lang, 7, moves)
    spoken = page(standing_, lang, "plan.xlsx").replace("\u00a0", " ").replace("\u202f", " ")
    assert history in spoken
    assert f">{slip}<" in spoken
    assert spoken.count('class="fp"') > 2 * 50
    assert history in markdown(standing_, lang).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.mark.parametrize("lang", LANGS)
def test_a_plan_that_lies_where_it_was_says_nothing_of_it(lang: Lang) -> None:
    """No column of zeros and no word on slips."""
    spoken = page(standing(lang=lang), lang, "plan.xlsx")
    assert 'class="fp"' not in spoken
    for words in ("d’abord prévu", "First planned", "Décalage", ">Slip<"):
        assert words not in spoken


def test_launch_that_came_back_or_came_nearer() -> None:
    """Earlier than agreed, or on the agreed day again, is said as such."""
    assert "2 jours ouvrés plus tôt" in page(moved("fr", -4), "fr", "x").replace("\u00a0", " ")
    assert "the same working day as at first" in page(moved("en", 0, 2), "en", "x")
