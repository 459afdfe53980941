"""The status words that the workbook starts with, and what it understands by each."""

from __future__ import annotations

from typing import NamedTuple

from retrosheet.language import Text


class Status(NamedTuple):
    """A status word and what the workbook understands by it."""

    key: str
    word: Text
    meaning: Text


STATUSES = (
    Status("todo", Text("À faire", "To do"), Text("pas encore commencé", "not begun yet")),
    Status("doing", Text("En cours", "In progress"), Text("commencé", "begun")),
    Status(
        "waiting",
        Text("En attente de validation", "Awaiting approval"),
        Text("commencé, attend un accord", "begun, waits for an approval"),
    ),
    Status("approved", Text("Validé", "Approved"), Text("compte comme terminé", "counts as done")),
    Status("done", Text("Terminé", "Done"), Text("terminé", "done")),
    Status("blocked", Text("Bloqué", "Blocked"), Text("signalé partout", "shown everywhere")),
    Status("postponed", Text("Reporté", "Postponed"), Text("pas commencé", "not begun")),
    Status(
        "cancelled",
        Text("Annulé", "Cancelled"),
        Text("n’est plus à faire", "no longer to be done"),
    ),
)
"""In the order of their codes, which count from 1."""
