"""``retrosheet list``: the library as a table, and as JSON."""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING

import pytest

from retrosheet.archetype.library import names

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer

FRENCH = """\
NOM      TITRE                                                     TÂCHES  DÉBUT
evening  Soirée portes ouvertes                                         7   J-34
    Une soirée pour faire visiter l’atelier : affiche, traiteur et, au choix,
    presse.
    Blocs facultatifs : press (absent).

Les dates d’une campagne : retrosheet schedule NOM --launch DATE
"""
ENGLISH = """\
NAME     TITLE                                                      TASKS  START
evening  Open evening                                                   7   D-34
    An evening to show the workshop: poster, caterer and, if you want it, press.
    Optional blocks: press (off).

The dates of a campaign: retrosheet schedule NAME --launch DATE
"""


@pytest.fixture
def _one_archetype(monkeypatch: pytest.MonkeyPatch, evening: Path) -> None:
    """A library of which the evening is the only archetype."""
    from retrosheet.archetype import library

    monkeypatch.setattr(library, "folder", lambda: evening.parent)
    assert names() == ("evening",)


@pytest.mark.usefixtures("_one_archetype")
@pytest.mark.parametrize(("lang", "table"), [("fr", FRENCH), ("en", ENGLISH)])
def test_table(run: Callable[..., Answer], lang: str, table: str) -> None:
    """Names, titles and numbers side by side, word for word in either language."""
    assert run("list", "--lang", lang) == (0, table, "")


def test_json_keeps_the_contract(run: Callable[..., Answer]) -> None:
    """Every archetype of the library, with the keys that the contract names."""
    answer = run("list", "--json", "--lang=en")
    assert (answer.code, answer.err) == (0, "")
    listed = json.loads(answer.out)
    assert tuple(archetype["name"] for archetype in listed) == names()
    for archetype in listed:
        assert all(isinstance(archetype[key], str) for key in ("name", "title", "summary"))
        assert archetype["tasks"] > 0
        assert archetype["lead_days"] > 0


def test_lead_time_is_that_of_the_schedule(run: Callable[..., Answer]) -> None:
    """``tasks`` and ``lead_days`` are what ``schedule`` gives for J 2027-03-15, no day off.

    A task that is split is counted by its sub-tasks.
    """
    for archetype in json.loads(run("list", "--json").out):
        line = (
            "schedule",
            archetype["name"],
            "--launch=2027-03-15",
            "--country=none",
            "--closed=none",
            "--json",
        )
        planned = json.loads(run(*line).out)
        assert sum(not task["split"] for task in planned["tasks"]) == archetype["tasks"]
        launch = dt.date.fromisoformat(planned["launch"])
        begins = dt.date.fromisoformat(planned["start"])
        assert (launch - begins).days == archetype["lead_days"]
