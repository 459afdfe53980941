"""Doubt is never good news: what a status word means beside signs that people add to it."""

from __future__ import annotations

import pytest

from retrosheet.statuses import APPROVED, BLOCKED, CANCELLED, DOING, DONE, TODO
from retrosheet.sync.typed import status


@pytest.mark.parametrize(
    "typed",
    ["Done ?", "approved?", "fait ❌", "≠ fait", "⚠ Terminé", "~ fait", "Terminé ❓", "fait 👎",
     "En cours ?", "annulé ?", "❌", "☑ à faire", "☐ en cours", "fait ⏳"],
)  # fmt: skip
def test_what_is_doubtful_is_not_understood(typed: str) -> None:
    """Nobody knows, so it is named, and counts as not done."""
    assert status(typed, {}) is None


@pytest.mark.parametrize("typed", ["☐ Fait", "[ ] fait", "☐", "[ ]", "⬜ Terminé", "[] done"])
def test_an_empty_box_is_still_to_do(typed: str) -> None:
    """A box without a tick means to do, whatever word stands beside it."""
    assert status(typed, {}) == TODO


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("Fait ✔", DONE), ("☑ fait", DONE), ("[x] fait", DONE), ("[x]", DONE), ("Fait !", DONE),
        ("TERMINÉE 🎉", DONE), ("fait 🎨", DONE), ("Validé 👍", APPROVED), ("Annulé ❌", CANCELLED),
        ("⛔ bloqué", BLOCKED), ("Bloqué ?", BLOCKED), ("🚧 en cours", DOING), ("☐ à faire", TODO),
        ("X", DONE),
    ],
)  # fmt: skip
def test_signs_that_agree_or_decorate_change_nothing(typed: str, code: int) -> None:
    """Ticks, colours and smileys beside a word leave it what it says."""
    assert status(typed, {}) == code


def test_a_word_of_the_settings_counts_as_it_stands() -> None:
    """Somebody who calls a status "Prêt ?" means it."""
    assert status("prêt ?", {"Prêt ?": DONE}) == DONE
    assert status("Prêt ??", {"Prêt ?": DONE}) is None
