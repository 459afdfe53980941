"""The format's keys as a French speaker writes them without having read it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

_MEANT = {
    "titre": "title",
    "résumé": "summary",
    "rôles": "roles",
    "canaux": "channels",
    "canal": "channel",
    "blocs": "blocks",
    "bloc": "block",
    "tâches": "tasks",
    "objectifs": "objectives",
    "indicateurs": "kpis",
    "responsable": "owner",
    "durée": "duration",
    "attente": "wait",
    "besoins": "needs",
    "dépend de": "needs",
    "échéance": "due",
    "date": "due",
    "période": "period",
    "marge": "margin",
    "livrable": "deliverable",
    "relance": "follow_up",
    "répétition": "repeat",
    "cible": "target",
    "unité": "unit",
    "catégorie": "category",
    "montant": "amount",
    "tâche": "task",
}


def meant(key: str, known: Collection[str]) -> str:
    """The known key that a French word stands for; any other key as it is."""
    found = _MEANT.get(key.casefold(), key)
    return found if found in known else key
