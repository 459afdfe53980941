"""Rows of a table that are no tasks: headings that come again, cards that were put away."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.importing.columns import DATED
from retrosheet.importing.dates import due
from retrosheet.importing.headings import key_of, may_be, understood
from retrosheet.importing.raw import shown
from retrosheet.importing.words import folded, one_line, quoted, unaccented, unmarked
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.importing.columns import Table
    from retrosheet.importing.raw import Value

_FEWEST_HEADINGS = 2
_A_PHASE = re.compile(
    r"(?:phase|etape|lot|partie|volet|part|step|stage) ?(?:n[°o]? ?)?"
    r"(?:\d{1,2}\b|(?:[ivx]{1,4}|[a-h]|un|deux|trois|one|two|three) ?(?=$|[:.)–—-]))"
)
_YES = frozenset("true vrai yes oui x 1".split())
_ARCHIVED = key_of("archived")


def names_phase(label: str) -> bool:
    """Whether words begin with the number of a phase: « Phase 1 », « Étape B : … », "Part two"."""
    return _A_PHASE.match(unaccented(label)) is not None


def phase_above(table: Table) -> str:
    """What stands alone right above the headings and has the number of a phase; "" for nothing."""
    above = dict(table.grid.rows).get(table.place.row - 1, ())
    said = [text for value in above if (text := unmarked(shown(value)).strip())]
    return one_line(said[0]) if len(said) == 1 and names_phase(said[0]) else ""


def headings_again(table: Table, cells: Sequence[Value]) -> list[Text] | None:
    """None for a row of tasks; of one that is headings, as on each printed page, those to be named.

    None are, where they are those above their columns.
    """
    title = next((at for at, known in table.columns.items() if known.field == "title"), None)
    if title is None or title >= len(cells):
        return None
    if not (may_be(shown(cells[title]), "title") or _is_own(table, cells, title)):
        return None
    filled = [at for at, value in enumerate(cells) if shown(value).strip()]
    own = {at for at in filled if _is_own(table, cells, at)}
    if len(own) == len(filled):
        return []
    if len(filled) < _FEWEST_HEADINGS:
        return None
    known = {at: column for at, column in understood(cells).items() if not column.guessed}
    if title not in known or known[title].field != "title" or set(known) != set(filled):
        return None
    # « Événement ; équipe ; jour J » is a task, though each of its words heads columns elsewhere
    if not any(
        column.field in DATED and isinstance(due.read(cells[at]), due.Vague)
        for at, column in known.items()
    ):
        return None
    return [quotations(*(quoted(shown(cells[at])) for at in filled if at not in own))]


def _is_own(table: Table, cells: Sequence[Value], at: int) -> bool:
    """Whether a cell says what the heading of its column says."""
    return "" != key_of(shown(cells[at])) == key_of(table.heading(at))


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
