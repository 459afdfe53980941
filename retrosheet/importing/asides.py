"""Rows of a table that are no tasks: headings that come again, notes, sums, cards put away."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from retrosheet.importing.amounts import amount
from retrosheet.importing.columns import DATED
from retrosheet.importing.dates import due
from retrosheet.importing.headings import key_of, may_be, understood
from retrosheet.importing.raw import Location, Remark, shown
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
_NOTE_WORDS = (
    r"(?:n\.?b\.?|nota|notes?|remarques?|attention|rappel|important|legende|legend|key|source)\b"
    r"\.? ?"
)
_A_NOTE = re.compile(rf"{_NOTE_WORDS}:|(?:ne )?pas oublier\b")
_MAYBE_A_NOTE = re.compile(rf"{_NOTE_WORDS}(?::|$|-)|[*(⚠]")
_INITIALS = re.compile(r"[^\W\d_]{1,4}(?: ?[&+/] ?[^\W\d_]{1,4})? ?= ?[^\W\d_]")
_A_COLOR = re.compile(
    r"(?:vert|orange|rouge|jaune|bleu|gris|rose|violet|noir|blanc|marron|"
    r"green|red|yellow|blue|gr[ae]y|pink|purple|black|white|brown) ?="
)
_YES = frozenset("true vrai yes oui x 1".split())
_ARCHIVE = key_of("archived")


def aside(
    table: Table, place: Location, cells: Sequence[Value], *, dated: bool
) -> list[Remark] | None:
    """What is to be said of a row that is no task of the table; None for any other row.

    A row that is ``dated`` by the rows above it is no note.
    """
    if (headings := _headings_again(table, cells)) is not None:
        return [Remark(place, _OTHER_HEADINGS, text) for text in headings]
    filled = [text for value in cells if (text := shown(value)).strip()]
    alone = len(filled) == 1 and not dated and len(table.columns) > 1
    if alone and _is_note(said := one_line(unmarked(filled[0]))):
        return [Remark(place, NOTE, quotations(quoted(said)))]
    if _is_sum(table, place, cells):
        return [Remark(place, TOTAL)]
    if (card := _archived(table, cells)) is not None:
        return [Remark(place, _ARCHIVED, card)]
    return None


def names_phase(label: str) -> bool:
    """Whether words begin with the number of a phase: « Phase 1 », « Étape B : … », "Part two"."""
    return _A_PHASE.match(unaccented(label)) is not None


def phase_above(table: Table) -> str:
    """What stands alone right above the headings and has the number of a phase; "" for nothing."""
    above = dict(table.grid.rows).get(table.place.row - 1, ())
    said = [text for value in above if (text := unmarked(shown(value)).strip())]
    return one_line(said[0]) if len(said) == 1 and names_phase(said[0]) else ""


def _headings_again(table: Table, cells: Sequence[Value]) -> list[Text] | None:
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


def _is_note(said: str) -> bool:
    """Whether the only cell of a row speaks to the reader: « NB : … », « SM = Sophie Moreau »."""
    text = unaccented(said)
    initials = _INITIALS.match(said) is not None and said.partition("=")[0].isupper()
    return initials or any(pattern.match(text) for pattern in (_A_COLOR, _A_NOTE))


def may_be_note(said: str) -> bool:
    """Whether words that stand alone begin as a note might: « Notes », « * … », « (… »."""
    return _MAYBE_A_NOTE.match(unaccented(said)) is not None


def _is_sum(table: Table, place: Location, cells: Sequence[Value]) -> bool:
    """Whether a row says no more than the sum of what stands above it in a column of money."""
    filled = [at for at, value in enumerate(cells) if shown(value).strip()]
    known = table.columns.get(filled[0])
    if len(filled) > 1 or (known is not None and known.field != "amount"):
        return False
    total = amount(cells[filled[0]])
    above = [
        part
        for number, row in table.grid.rows[table.top + 1 :]
        if number < place.row and filled[0] < len(row)
        if isinstance(part := amount(row[filled[0]]), float)
    ]
    return isinstance(total, float) and len(above) > 1 and math.isclose(sum(above), total)


def is_archive(heading: str) -> bool:
    """Whether a column of a board's export says which cards were put away."""
    return key_of(heading) == _ARCHIVE


def _archived(table: Table, cells: Sequence[Value]) -> Text | None:
    """The title of a card that was put away, in quotation marks; None for any other row."""
    if not any(
        at < len(cells) and folded(shown(cells[at])) in _YES
        for at, known in table.columns.items()
        if known.field == "left" and is_archive(table.heading(at))
    ):
        return None
    titles = (at for at, known in table.columns.items() if known.field == "title")
    return quotations(quoted(next((shown(cells[at]) for at in titles if at < len(cells)), "")))


NOTE = Text(
    "une note, et non une tâche, laissée : {examples}",
    "a note, and no task, left out: {examples}",
)
"""What is said of a note; where its tab follows the plan it is not lost."""
_OTHER_HEADINGS = Text(
    "d’autres titres de colonnes ici ({examples}) : ce qui est dessous est lu sous les premiers",
    "other headings of columns here ({examples}): what is below is read under the first ones",
)
_ARCHIVED = Text(
    "une carte archivée, laissée : {examples}",
    "an archived card, left out: {examples}",
)
TOTAL = Text("ligne de total laissée", "a row of totals, left out")
"""What is said of a sum, whether or not it is called one."""
