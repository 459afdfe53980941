"""The tables and lists that people really publish: their dates come out as they stand there."""

from __future__ import annotations

import datetime as dt

from tests.importing.reading import DATA, LAUNCH, archetype, doubts, imported, scheduled

# No day off, so that nothing moves.
EVERY_DAY = "0000000"
OFFSETS = {
    "Définir les objectifs de la campagne": -90,
    "Analyser la cible": -85,
    "Élaborer la stratégie de communication": -80,
    "Créer les contenus": -60,
    "Valider les contenus": -50,
    "Planifier les publications": -40,
    "Préparer les supports de communication": -30,
    "Lancer la campagne": 0,
    "Suivre et optimiser": 30,
    "Évaluer la campagne": 45,
}


def text(name: str) -> str:
    return (DATA / name).read_text("utf-8")


def test_the_table_of_ten_rows() -> None:
    """Each row is due on its J±, monitoring runs from J+1 to J+30, each owner has a role."""
    found = archetype(text("communication.md"))
    dates = scheduled(found, LAUNCH, EVERY_DAY)
    due = {title: (last - LAUNCH).days for title, (_, last) in dates.items()}
    assert due == OFFSETS
    assert dates["Suivre et optimiser"][0] == LAUNCH + dt.timedelta(days=1)
    roles = {role.id: role.title.fr for role in found.roles}
    assert len(roles) == 8
    assert roles[found.tasks[3].owner] == "Créateurs de contenu"
    assert found.tasks[0].owner == found.tasks[9].owner
    assert doubts(text("communication.md")) == [
        "Aucune durée dans ce qui est lu : chaque tâche dure un jour ouvré."
    ]


def test_a_due_date_on_a_day_off_moves_as_everywhere() -> None:
    """J-30 before Monday 15 March 2027 is a Saturday: due on the Friday before."""
    found = archetype(text("communication.md"))
    dates = scheduled(found, LAUNCH)
    assert dates["Préparer les supports de communication"][1] == dt.date(2027, 2, 12)


def test_an_article_of_numbered_steps() -> None:
    """Each step is a phase, each bullet a task due on the step's date; prose is left out."""
    found = archetype(text("steps.md"))
    shown = {
        phase.title.fr: [task.period or task.due for task in phase.tasks] for phase in found.phases
    }
    assert shown == {
        "Objectifs": [-90, -90],
        "Cible": [-85, -85],
        "Stratégie": [-80, -80, -80],
        "Contenus": [-60, -60],
        "Validation": [-50, -50],
        "Lancement": [0],
        "Suivi": [(1, 30), (1, 30)],
        "Évaluation": [45, 45],
    }
    assert found.tasks[5].title.fr == "Choisir les canaux (réseaux sociaux, email, etc.)"
    said = doubts(text("steps.md"))
    assert (
        "lignes 3, 8, 13, 19, 24, 33, 38 : la date de cette étape est donnée à chacune de ses "
        "tâches." in said
    )


def test_the_list_of_a_christmas_promotion() -> None:
    """Real dates without a year, weekends included, are kept exactly, relative to launch."""
    launch = dt.date(2026, 12, 20)
    found = archetype(text("christmas.txt"), launch=launch)
    dates = scheduled(found, launch)
    due = {title: last for title, (_, last) in dates.items()}
    december = {
        "Tout doit être prêt": 15,
        "La publication sur le site": 19,
        "Le courriel 1 à la liste": 20,
        "La publication 1 sur les réseaux": 20,
        "Le courriel 2 à la liste": 24,
        "La publication 2 sur les réseaux": 24,
        "Le retrait de la promo sur le site": 26,
        "Rencontre 2 avec l'équipe": 19,
    }
    expected = {title: dt.date(2026, 12, day) for title, day in december.items()}
    assert {title: due[title] for title in december} == expected
    titles = [task.title.fr for task in found.tasks]
    assert set(titles) - set(december) == {
        "L'analyse des résultats se fait au retour des vacances",
        "Rencontre 1 avec le client",
    }


def test_what_the_christmas_list_leaves_open_is_said() -> None:
    """Each choice made for people is named with its lines, as well as each line left out."""
    said = doubts(text("christmas.txt"), launch=dt.date(2026, 12, 20))
    for words in (
        "lignes 6–8, 23–24 : une liste sans aucune date, laissée.",
        "ligne 3 : « La promotion commence le 20 décembre. » : une phrase qui dit une date",
        "ligne 28 : un jour est choisi : « Début décembre » est lu mardi 1er décembre 2026.",
        "ligne 19 : pas de date : la tâche est placée aussi tard que possible.",
        "lignes 13–15, 18, 30 : samedi 19 décembre 2026, dimanche 20 décembre 2026",
    ):
        assert any(line.startswith(words) for line in said)


def test_the_same_list_without_launch_asks_for_it() -> None:
    """Real dates without a launch day are answered with what to add to the command."""
    found = imported(text("christmas.txt"))
    assert found.archetype is None
    (problem,) = found.problems
    assert problem.text.fr == (
        "9 vraies dates à partir d’ici se comptent depuis le jour J : ajoutez par exemple "
        "--launch 2027-03-15."
    )
