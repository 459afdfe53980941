"""Headings that people give to the columns of a plan, in both languages."""

from __future__ import annotations

import pytest

from retrosheet.importing.headings import understood

HEADINGS = {
    "due": "Date limite|ÉCHÉANCES|Echeance|Éch.|Deadline|Due|Due date|Pour le|J|Quand ?|When|"
    "Date (J-)",
    "start": "Début|DATE DE DÉBUT|Start|Start date|Démarrage",
    "end": "Fin|Date de fin|End|Finish|Until",
    "duration": "Durée|Duration|Durée (jours)|Duration (weeks)|Charge|Nb de jours",
    "owner": "Responsable|Responsable(s)|Owner|Qui ?|Who|Assigned to|Pilote|Assignee|Referents|"
    "Resp.|Resp|Resp. projet|Porteur|Référent|Référente|En charge|Par qui ?|Suivi par|Porté par|"
    "Piloté par|À faire par|Réalisé par|Confié à|Affecté à|Assigné|Affectation|Attribution|Done by",
    "phase": "Phase|Lots|Catégorie|Category|Stage|Workstream",
    "status": "Statut|Status|État|Avancement|% achevé|Done",
    "needs": "Dépend de|Prédécesseurs|Depends on|Dependencies|Après|Predecessors",
    "period": "Période|Periods|Créneau",
    "amount": "Budget|Montant (€ HT)|Cost|Coût|Prix",
    "note": "Commentaires|Notes|Remarque|Comments",
    "channel": "Canal|Canaux|Channels|Support",
    "deliverable": "Livrables|Deliverable|Output",
    "kind": "Type|Jalon|Milestone|Nature",
    "id": "ID|N°|Ref.|No.",
    "outline": "WBS|Outline number|Outline Level",
    "week": "Week|Semaine|N° semaine|KW",
}
PAIRS = [(heading, field) for field, listed in HEADINGS.items() for heading in listed.split("|")]


@pytest.mark.parametrize(("heading", "field"), PAIRS)
def test_beside_a_column_of_tasks(heading: str, field: str) -> None:
    """People's words for a column are understood, in both languages."""
    found = understood(["Tâche", heading])
    assert {column.field for column in found.values()} == {"title", field}


@pytest.mark.parametrize(
    "heading",
    "Tâche|TÂCHES|Taches :|**Task**|Action|Actions|Étape|Step|Quoi|What|To do|À faire|Livrable|"
    "Jalon|Activité|Intitulé|Task name|Nom de la tâche|Description".split("|"),
)
def test_what_there_is_to_do(heading: str) -> None:
    """People's words for the tasks themselves are understood."""
    assert understood([heading, "Date limite"])[0].field == "title"


def test_a_word_with_two_meanings_takes_the_one_that_is_free() -> None:
    """« Étape » is the phase beside « Tâche »; « Description » the note."""
    found = understood(["Étape", "Tâche", "Livrable", "Description", "Due"])
    assert [found[n].field for n in range(5)] == ["phase", "title", "deliverable", "note", "due"]


def test_a_known_beginning_is_a_guess() -> None:
    """A heading that only begins with known words is read, and marked as guessed."""
    found = understood(["Tâches à réaliser", "Responsable de l’action", "Date de validation"])
    assert {n: (c.field, c.guessed) for n, c in found.items()} == {
        0: ("title", True),
        1: ("owner", True),
    }


def test_the_first_of_two_columns_with_one_meaning_counts() -> None:
    """A second column with the same meaning takes nothing from the first."""
    found = understood(["Tâche", "Responsable", "Qui"])
    assert {n: c.field for n, c in found.items()} == {0: "title", 1: "owner"}
