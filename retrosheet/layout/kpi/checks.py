"""What the KPI tab expects in its cells, and what it says to other input."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.archetype.terms import MOST_DAYS
from retrosheet.language import Lang, Text
from retrosheet.workbook.model import Validation

if TYPE_CHECKING:
    from collections.abc import Callable

    from retrosheet.workbook.refs import Area

_PICK_TITLE = Text("Hors liste", "Not in the list")
_PICK = Text("Choisissez « au moins » ou « au plus ».", "Choose 'at least' or 'at most'.")
_NUMBER_TITLE = Text("Pas un nombre", "Not a number")
_NUMBER = Text("Tapez un nombre.", "Type a number.")
_COMPUTED_TITLE = Text("Cellule calculée", "Calculated")
_COMPUTED = Text(
    "Cette cellule se calcule toute seule. Garder quand même votre saisie ?",
    "This cell is calculated. Keep what you typed all the same?",
)


def validations(
    area: Callable[[str], Area], directions: tuple[str, ...], lang: Lang
) -> list[Validation]:
    """The checks of all indicators; ``area`` is where the cells of a column are."""
    number = (_NUMBER_TITLE.to(lang), _NUMBER.to(lang))
    computed = (_COMPUTED_TITLE.to(lang), _COMPUTED.to(lang))
    pick = (_PICK_TITLE.to(lang), _PICK.to(lang))
    return [
        Validation(area("direction"), "list", *pick, source=directions),
        *(Validation(area(key), "decimal", *number) for key in ("target", "actual")),
        Validation(area("offset"), "whole", *number, least=-MOST_DAYS, most=MOST_DAYS),
        *(Validation(area(key), "computed", *computed) for key in ("day", "reached", "verdict")),
    ]
