"""The plan's columns, one record each: the only list of them."""

from __future__ import annotations

from typing import NamedTuple

from retrosheet.language import Text


class PlanColumn(NamedTuple):
    """A column under its ``key``, which stands in the hidden row and never changes.

    Without a ``heading`` it is for formulas only and hidden. ``width`` is in characters. What
    ``folds`` goes away behind the [+] of the next column that does not. What is ``typed`` is
    people's to fill: sync names what stands there on a line without a task, an update carries it
    over.
    """

    key: str
    heading: Text | None = None
    width: float = 8
    centered: bool = False
    folds: bool = False
    typed: bool = False


def _folding(
    key: str, heading: Text, width: float, *, centered: bool = False, typed: bool = False
) -> PlanColumn:
    return PlanColumn(key, heading, width, centered, folds=True, typed=typed)


COLUMNS = (
    PlanColumn("order", Text("N°", "#"), 2.4, centered=True),
    PlanColumn("phase", Text("Phase", "Phase"), 12.4),
    PlanColumn("title", Text("Tâche", "Task"), 28.6, typed=True),
    PlanColumn("row"),
    PlanColumn("work_end"),
    PlanColumn("flag"),
    PlanColumn("phase_no"),
    PlanColumn("phase_first"),
    PlanColumn("status_code"),
    PlanColumn("typed_status"),
    PlanColumn("typed_progress"),
    PlanColumn("typed_duration"),
    PlanColumn("kind"),
    _folding("wbs", Text("WBS", "WBS"), 7),
    _folding("id", Text("ID", "ID"), 7),
    _folding("parent", Text("Fait partie de", "Part of"), 8, typed=True),
    _folding("needs", Text("Dépend de", "Depends on"), 17, typed=True),
    _folding("margin", Text("Marge prévue", "Buffer"), 8, centered=True, typed=True),
    _folding("float", Text("Marge totale", "Total float"), 8, centered=True),
    PlanColumn("owner", Text("Responsable", "Owner"), 14.6, typed=True),
    _folding("deliverable", Text("Livrable", "Deliverable"), 26, typed=True),
    _folding("channel", Text("Canal", "Channel"), 16, typed=True),
    PlanColumn("status", Text("Statut", "Status"), 10.7, centered=True, typed=True),
    _folding("progress", Text("Avanc.", "Done"), 7, centered=True, typed=True),
    _folding("start", Text("Début prévu", "Start"), 8, centered=True),
    _folding("duration", Text("Durée", "Duration"), 8, centered=True, typed=True),
    _folding("offset", Text("J±", "D±"), 6.5, centered=True, typed=True),
    _folding("imposed", Text("Date imposée", "Fixed date"), 10.5, typed=True),
    _folding("actual_end", Text("Fin réelle", "Actual end"), 10.5, typed=True),
    _folding("first_due", Text("Prévue au départ", "First planned"), 8, centered=True),
    _folding("slip", Text("Décalage", "Slip"), 8.5, centered=True),
    PlanColumn("due", Text("Échéance", "Due"), 8.5),
    _folding("alert", Text("Alerte", "Alert"), 21),
    _folding("comment", Text("Commentaire", "Comment"), 36, typed=True),
)
"""From the left; the Gantt follows behind them.

What is only for formulas lies between columns that people see, so that whatever they select to sort
takes it along.
"""

PLAN_COLUMNS = tuple(column.key for column in COLUMNS)
HEADERS = {column.key: column.heading for column in COLUMNS if column.heading is not None}
FOR_FORMULAS = tuple(column.key for column in COLUMNS if column.heading is None)
"""What nobody sees."""
TYPED = tuple(column.key for column in COLUMNS if column.typed)
"""What people fill in."""
CALCULATED = ("start", "due", "alert", "float")
"""What every row shows that people read and nobody is to type."""
