"""Status words: those that a workbook starts with, and others that people write instead.

A status is a code from 1. The workbook's formulas know every word of this module as it is spelled
here, without regard to case; ``sync`` knows them in any spelling.
"""

from __future__ import annotations

from typing import NamedTuple

from retrosheet.language import LANGS, Text, languages

TODO, DOING, WAITING, APPROVED, DONE, BLOCKED, POSTPONED, CANCELLED = range(1, 9)

FINISHED = (APPROVED, DONE, CANCELLED)
BEGUN = (DOING, WAITING)


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
        Text("En validation", "In review"),
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
"""In the order of their codes."""


def _own(status: Status) -> tuple[str, ...]:
    return tuple(status.word.to(lang) for lang in LANGS)


_OTHERS = {
    TODO: "A faire, Todo, Pas commencé, Non commencé, Not started, À venir, Prévu, Planned, Ouvert,"
    " Open, Non, No, FALSE, FAUX, ☐",
    DOING: "En-cours, Commencé, Démarré, Lancé, Doing, Started, Ongoing, WIP, ⏳",
    WAITING: "En attente, En attente validation, En attente de validation, À valider, En relecture,"
    " Waiting, Awaiting approval, Pending, Awaiting, Pending review",
    APPROVED: "Valide, Validée, Approuvé, Accepté, Accepted, Signed off, BAT signé, OK",
    DONE: "Termine, Terminée, Fait, Faite, Fini, Achevé, Clôturé, Livré, Finished, Complete,"
    " Completed, Closed, Delivered, Oui, Yes, TRUE, VRAI, X, ✓, ✔, ✅, ☑",
    BLOCKED: "Bloque, Bloquée, Stuck, On hold, En panne, ⛔, 🛑",
    POSTPONED: "Reporte, Reportée, Décalé, Différé, Repoussé, Deferred",
    CANCELLED: "Annule, Annulée, Abandonné, Supprimé, Sans objet, Canceled, Dropped",
}
WORDS: tuple[tuple[str, int], ...] = (
    *((word, code) for code, status in enumerate(STATUSES, 1) for word in _own(status)),
    *((word, code) for code, words in _OTHERS.items() for word in words.split(", ")),
    *(
        (word, code)
        for one in languages()
        for code, status in enumerate(STATUSES, 1)
        for word in one.status_words.get(status.key, "").split(", ")
        if word
    ),
)
"""Every word that counts, in all languages, with its code."""
