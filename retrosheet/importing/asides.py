"""Rows of a table that are no tasks: cards that were put away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.importing.headings import key_of
from retrosheet.importing.raw import shown
from retrosheet.importing.words import folded, quoted
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.importing.columns import Table
    from retrosheet.importing.raw import Value

_YES = frozenset("true vrai yes oui x 1".split())
_ARCHIVED = key_of("archived")


def is_archive(heading: str) -> bool:
    """Whether a column of a board's export says which cards were put away."""
    return key_of(heading) == _ARCHIVED


def archived(table: Table, cells: Sequence[Value]) -> Text | None:
    """The title of a card that was put away, in quotation marks; None for any other row."""
    if not any(
        at < len(cells) and folded(shown(cells[at])) in _YES
        for at, known in table.columns.items()
        if known.field == "left" and is_archive(table.heading(at))
    ):
        return None
    titles = (at for at, known in table.columns.items() if known.field == "title")
    return quotations(quoted(next((shown(cells[at]) for at in titles if at < len(cells)), "")))
