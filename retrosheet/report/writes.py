"""The cells that a sync writes, as lines: what people will see change, and how much lies behind."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from retrosheet.language import Lang, Text, counted, date_text
from retrosheet.workbook.serials import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.sync.changes import Change, Changes
    from retrosheet.workbook.tables import Value

_SEEN = {
    "alert": Text("alerte", "alert"),
    "start": Text("début", "start"),
    "due": Text("échéance", "due"),
    "float": Text("marge", "float"),
    "rs_said": Text("dernière synchronisation", "last sync"),
    "rs_at_risk": Text("à risque", "at risk"),
}
"""What people see of it, by key; all other cells lie hidden, or say the same to formulas."""
_DAYS = frozenset(("start", "due"))
_MOST_ROWS = 15
_MORE = (
    Text("Et {n} autre ligne du plan.", "And {n} more row of the plan."),
    Text("Et {n} autres lignes du plan.", "And {n} more rows of the plan."),
)
_OWN = (
    Text(
        "{n} cellule de l’onglet masqué {own}, où retrosheet se souvient.",
        "{n} cell of the hidden tab {own}, where retrosheet remembers.",
    ),
    Text(
        "{n} cellules de l’onglet masqué {own}, où retrosheet se souvient.",
        "{n} cells of the hidden tab {own}, where retrosheet remembers.",
    ),
)
_HELPERS = (
    Text("{n} cellule de calcul, masquée.", "{n} hidden cell that formulas use."),
    Text("{n} cellules de calcul, masquées.", "{n} hidden cells that formulas use."),
)
_ALL = Text("Chacune, avec ce qu’elle contient : --json.", "Each with what it holds: --json.")
_NOTHING = "–"


def write_lines(changes: Changes, lang: Lang) -> Iterator[str]:
    """A line for each row on which people see something change, the first ones; the rest counted.

    ``--json`` lists every cell.
    """
    own = changes.writing.title
    elsewhere = [change for change in changes.cells if change.place.title != own]
    seen = [change for change in elsewhere if change.what in _SEEN]
    rows = [list(cells) for _, cells in groupby(seen, key=lambda change: change.place[:2])]
    for cells in rows[:_MOST_ROWS]:
        name = next((cell.id for cell in cells if cell.id), "")
        said = "; ".join(_said(cell, lang) for cell in cells)
        yield " ".join(filter(None, (cells[0].where, name, said)))
    if len(rows) > _MOST_ROWS:
        yield counted(len(rows) - _MOST_ROWS, _MORE, lang)
    hidden = len(elsewhere) - len(seen)
    inside = len(changes.cells) - len(elsewhere)
    if hidden:
        yield counted(hidden, _HELPERS, lang)
    if inside:
        yield counted(inside, _OWN, lang).format(own=own)
    if hidden or inside or len(rows) > _MOST_ROWS:
        yield _ALL.to(lang)


def _said(cell: Change, lang: Lang) -> str:
    before, after = (_shown(value, cell.what, lang) for value in (cell.before, cell.after))
    return f"{_SEEN[cell.what].to(lang)} {before} → {after}"


def _shown(value: Value, what: str, lang: Lang) -> str:
    if value in (None, ""):
        return _NOTHING
    if isinstance(value, float):
        if what in _DAYS:
            return date_text(day_of(value), lang)
        return f"{value:.12g}"
    return str(value)
