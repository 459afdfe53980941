"""The row that closes the plan: layout writes it, and sync knows it again."""

from __future__ import annotations

from retrosheet.language import Text

EDGE = Text(
    "Fin du plan. Insérez vos lignes au-dessus de celle-ci.",
    "End of the plan. Insert your lines above this one.",
)


def is_edge(title: str) -> bool:
    """Whether a row with this title closes the plan, in whatever language."""
    return title in EDGE
