"""``retrosheet list`` where a person has archetypes of their own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from retrosheet.archetype import library

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

FRENCH = """\
NOM      TITRE                                                     TÂCHES  DÉBUT
broken   (illisible)
    Ce fichier a des problèmes ; pour les voir : retrosheet check {own}/broken.yaml

evening  Soirée portes ouvertes                                         7   J-34
    Une soirée pour faire visiter l’atelier : affiche, traiteur et, au choix,
    presse.
    Blocs facultatifs : press (absent).

mine     Soirée portes ouvertes                                         7   J-34
    Une soirée pour faire visiter l’atelier : affiche, traiteur et, au choix,
    presse.
    Blocs facultatifs : press (absent).
    À vous : {own}/mine.yaml

near     Soirée portes ouvertes                                         7   J-34
    Une soirée pour faire visiter l’atelier : affiche, traiteur et, au choix,
    presse.
    Blocs facultatifs : press (absent).
    Dans ce dossier : templates/near.yaml

Les dates d’une campagne : retrosheet schedule NOM --launch DATE
"""


@pytest.fixture
def own(evening: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A library of one archetype, two of a person's own and one of the current folder."""
    own = tmp_path / "own"
    for folder in (own, tmp_path / "shipped", tmp_path / "templates"):
        folder.mkdir()
    text = evening.read_text("utf-8")
    for path in ("shipped/evening", "own/mine", "templates/near"):
        (tmp_path / f"{path}.yaml").write_text(text, encoding="utf-8")
    (own / "broken.yaml").write_text("format: 1\ntitle: [", encoding="utf-8")
    (tmp_path / "templates" / "deployment.yaml").write_text("kind: Deployment\n", encoding="utf-8")
    monkeypatch.setattr(library, "folder", lambda: tmp_path / "shipped")
    monkeypatch.setenv(library.VARIABLE, str(own))
    return own


def test_the_list_says_where_each_comes_from(run: Callable[..., Answer], own: Path) -> None:
    """A broken file is named with what to do; it hides no other."""
    assert run("list", "--lang=fr") == (0, FRENCH.format(own=own), "")
    assert "broken   (unreadable)\n" in run("list", "--lang=en").out


def test_json_has_those_that_can_be_read(run: Callable[..., Answer], own: Path) -> None:
    """The others are on stderr, so that stdout stays one document."""
    answer = run("list", "--json", "--lang=en")
    listed = json.loads(answer.out)
    assert answer.code == 0
    assert {archetype["name"]: archetype["from"] for archetype in listed} == {
        "evening": "library", "mine": "user", "near": "folder",
    }  # fmt: skip
    assert answer.err == (
        f"broken: This file has problems; to see them: retrosheet check {own / 'broken.yaml'}\n"
    )


def test_a_broken_library_is_not_hushed_up(
    run: Callable[..., Answer], own: Path, tmp_path: Path
) -> None:
    """A shipped type with a problem ends the listing; only one's own file is passed over."""
    (own / "broken.yaml").rename(tmp_path / "shipped" / "broken.yaml")
    assert run("list").code == 2
