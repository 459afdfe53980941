"""Columns whose heading does not tell what they are about, and outline numbers."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.archetype.terms import Duration
from tests.importing.reading import LAUNCH, archetype, doubts, scheduled, tasks


@pytest.mark.parametrize(
    ("heading", "values", "days", "said"),
    [
        ("Week", ("-40", "-1", "0", "1"), (-280, -7, 0, 7), "in weeks from launch"),
        ("Due (weeks)", ("-4", "-1", "0", "+1"), (-28, -7, 0, 7), "in weeks from launch"),
        ("Weeks before launch", ("12", "3", "0"), (-84, -21, 0), "in weeks before launch"),
        ("Semaines avant J", ("12", "3", "0"), (-84, -21, 0), "in weeks before launch"),
        ("Days before", ("90", "30", "0"), (-90, -30, 0), "in days before launch"),
        ("J-", ("90", "30", "0"), (-90, -30, 0), "in days before launch"),
        ("Jours", ("90", "30", "0"), (-90, -30, 0), "in days before launch"),
        ("Mois", ("-6", "-3", "0"), (-180, -90, 0), "in months from launch"),
        ("Countdown", ("D-9", "D-2", "D"), (-9, -2, 0), "is read as the due date"),
        ("Rétro", ("S-4", "S-1", "J"), (-28, -7, 0), "is read as the due date"),
        ("T", ("-30", "-2", "0"), (-30, -2, 0), "is read as the due date"),
    ],
)
def test_a_column_of_dates_whatever_it_is_called(
    heading: str, values: tuple[str, ...], days: tuple[int, ...], said: str
) -> None:
    """What the cells say makes it a column of dates, and what it is taken for is said."""
    text = f"{heading};Task;Who\n" + "".join(f"{v};task {v};Ann\n" for v in values)
    found = archetype(text, "en")
    assert tuple(task.due for task in found.tasks) == days
    assert any(heading in line and said in line for line in doubts(text, "en"))


def test_calendar_weeks_by_their_numbers() -> None:
    """A week's number stands for its last working day, also for the rows below it."""
    text = "Semaine;Tâche\n10;un\n;deux\n11;Lancement\n"
    found = tasks(text, launch=LAUNCH)
    assert {title: task.due for title, task in found.items()} == {
        "un": (dt.date(2027, 3, 12) - LAUNCH).days,
        "deux": (dt.date(2027, 3, 12) - LAUNCH).days,
        "Lancement": (dt.date(2027, 3, 19) - LAUNCH).days,
    }


def test_weeks_that_count_up_from_one_end_with_launch() -> None:
    """The last one is taken for launch's, and that is said."""
    text = "Week;Task\n1;Plan\n2;Make\n6;Launch\n"
    found = archetype(text, "en")
    assert [task.due for task in found.tasks] == [-35, -28, 0]
    assert any("counted up from the project's beginning" in line for line in doubts(text, "en"))


def test_a_day_of_the_week_in_its_week() -> None:
    """« S11, mardi » is a date, also where the week's cell is merged."""
    text = "Semaine;Jour;Tâche\nS10;lundi;un\n;jeudi;deux\nS11;lundi;Lancer\n"
    found = tasks(text, launch=LAUNCH)
    assert [task.due for task in found.values()] == [-7, -4, 0]


def test_two_columns_of_dates_without_a_known_heading_are_start_and_end() -> None:
    """Two columns that hold nothing but dates need no heading that we know."""
    text = "Task,Go,Stop\nWrite,2027-03-01,2027-03-05\nLaunch,2027-03-15,2027-03-15\n"
    found = tasks(text, "en", LAUNCH)
    assert (found["Write"].due, found["Write"].duration) == (-10, Duration(5, "d"))


def test_of_two_columns_that_say_when_the_one_with_days_counts() -> None:
    """The other one is kept, and gives the title of the row that has no other."""
    text = (
        "| When | What | Date |\n|---|---|---|\n| Two months prior to conference | Papers | "
        "October 1st |\n| Opening | | December 15th |\n"
    )
    found = archetype(text, "en", dt.date(2027, 12, 15))
    assert [(task.title.en, task.due) for task in found.tasks] == [("Papers", -75), ("Opening", 0)]
    assert found.tasks[0].note is not None
    assert found.tasks[0].note.en == "When: Two months prior to conference"
    said = doubts(text, "en", dt.date(2027, 12, 15))
    assert any('a row without a title takes what else it says: "Opening"' in s for s in said)


def test_a_table_without_any_date_says_so() -> None:
    """Whoever gives only titles learns that no date was read."""
    said = doubts("Task;Who\nWrite;Ann\nLaunch;Bob\n", "en")
    assert any(line.startswith("lines 2–3: no date is read anywhere") for line in said)


def test_an_empty_column_gives_way_to_one_that_says_the_same() -> None:
    """Of two columns for owners the one that has names counts."""
    text = "Name,Begin date,End date,Coordinator,Resources\nBrief,2027-03-01,2027-03-03,Anna,\n"
    assert tasks(text, "en", LAUNCH)["Brief"].owner == "anna"


def test_the_states_of_a_board_are_no_phases() -> None:
    """Lists called to do and doing are states; a board with other lists has phases."""
    text = "Card Name,List Name,Due Date\nWrite,To do,D-9\nShow,Doing,D\n"
    assert len(archetype(text, "en").phases) == 1
    kept = "Card Name,List Name,Due Date\nWrite,Before,D-9\nShow,To do,D\n"
    assert [phase.title.en for phase in archetype(kept, "en").phases] == ["Before", "To do"]


def test_outline_numbers_make_three_levels() -> None:
    """Rows with rows under them: at first phases, below them tasks that are split."""
    text = (
        "WBS;Tâche;Début;Fin;Prédécesseurs\n1;Préparation;01/03/2027;12/03/2027;\n"
        "1.1;Brief;01/03/2027;03/03/2027;\n1.2;Création;04/03/2027;12/03/2027;\n"
        "1.2.1;Maquette;04/03/2027;10/03/2027;1.1\n1.2.2;BAT;11/03/2027;12/03/2027;1.2.1\n"
        "2;Lancement;15/03/2027;15/03/2027;1.2\n"
    )
    found = archetype(text, launch=LAUNCH)
    assert [(p.title.fr, [t.title.fr for t in p.tasks]) for p in found.phases] == [
        ("Préparation", ["Brief", "Création", "Maquette", "BAT"]),
        ("Lancement", ["Lancement"]),
    ]
    by_title = {task.title.fr: task for task in found.tasks}
    whole = by_title["Création"]
    assert [by_title[title].parent for title in ("Brief", "Maquette", "BAT")] == [
        None, whole.id, whole.id,
    ]  # fmt: skip
    assert (whole.due, whole.period, whole.needs) == (None, None, ())
    assert [need.id for need in by_title["Maquette"].needs] == [by_title["Brief"].id]
    assert [need.id for need in by_title["BAT"].needs] == [by_title["Maquette"].id]
    assert [need.id for need in by_title["Lancement"].needs] == [whole.id]
    dates = scheduled(found, LAUNCH)
    assert dates["Création"] == (dt.date(2027, 3, 4), dt.date(2027, 3, 12))
    said = "\n".join(doubts(text, launch=LAUNCH))
    assert "ligne 2 : lu comme une phase, dont les dates sont celles de ses tâches" in said
    assert "ligne 4 : lu comme une tâche découpée, dont les dates" in said


def test_what_is_deeper_than_three_levels_stands_in_titles() -> None:
    """A fourth level is kept as text, and a row that heads the whole table heads nothing."""
    text = (
        "WBS;Tâche;Échéance\n1;Salon 2027;\n1.1;Préparation;\n1.1.1;Stand;\n1.1.1.1;Plans;J-40\n"
        "1.1.1.2;Mobilier;\n1.1.1.2.1;Choisir;J-30\n1.1.1.2.2;Commander;J-25\n1.2;Salon;\n"
        "1.2.1;Ouverture;J\n"
    )
    found = archetype(text)
    assert [p.title.fr for p in found.phases] == ["Préparation", "Salon"]
    assert [(task.title.fr, bool(task.parent)) for task in found.tasks] == [
        ("Stand", False), ("Plans", True), ("Mobilier › Choisir", True),
        ("Mobilier › Commander", True), ("Ouverture", False),
    ]  # fmt: skip
    said = "\n".join(doubts(text))
    assert "ligne 2 : lu comme le plan entier : « Salon 2027 »" in said
    assert "ligne 6 : plus bas qu’une sous-tâche" in said


def test_a_column_names_the_task_that_a_row_is_a_part_of() -> None:
    """As our own CSV does; a name that no task has stays in the note."""
    text = (
        "ID,Task,Due,Part of\nA1,Poster,,\nA2,Sketch,D-20,A1\nA3,Layout,D-10,a1\n"
        "A4,Copy,D-9,Z9\nA5,Fair,D,\n"
    )
    found = {task.id: task for task in archetype(text, "en").tasks}
    assert [found[task].parent for task in ("A1", "A2", "A3", "A4")] == [None, "A1", "A1", None]
    note = found["A4"].note
    assert note is not None
    assert note.en == "Part of: Z9"
    assert any("not the id of a task that can be split" in said for said in doubts(text, "en"))


def test_a_part_that_waits_for_its_own_task_is_said() -> None:
    """That would be a circle: the dependency is left out, and the rest is kept."""
    text = (
        "WBS,Task,Due,Predecessors\n1,Prep,,\n1.1,Poster,,\n1.1.1,Sketch,D-20,\n"
        "1.1.2,Layout,D-10,1.1\n2,Fair,D,1.1\n"
    )
    by_title = {task.title.en: task for task in archetype(text, "en").tasks}
    assert by_title["Layout"].needs == ()
    assert [need.id for need in by_title["Fair"].needs] == [by_title["Poster"].id]
    assert any(
        "does not wait for the task that it is part of" in said for said in doubts(text, "en")
    )


def test_outline_levels_make_phases() -> None:
    """As Microsoft Project exports them; its predecessors count the rows, phases too."""
    text = (
        "ID,Outline Level,Name,Duration,Start,Finish,Predecessors\n"
        "1,1,Preparation,10 days,Mon 3/1/27,Fri 3/12/27,\n2,2,Brief,3 days,Mon 3/1/27,Wed 3/3/27,\n"
        "3,2,Design,5 days?,Thu 3/4/27,Wed 3/10/27,2\n4,1,Launch,0 days,Mon 3/15/27,Mon 3/15/27,3\n"
    )
    found = archetype(text, "en", LAUNCH)
    assert [(p.title.en, [t.title.en for t in p.tasks]) for p in found.phases] == [
        ("Preparation", ["Brief", "Design"]),
        ("Launch", ["Launch"]),
    ]
    assert [(t.due, t.duration.amount, len(t.needs)) for t in found.tasks] == [
        (-12, 3, 0),
        (-5, 5, 1),
        (0, 0, 1),
    ]
    assert found.tasks[2].kind == "milestone"


def test_words_for_a_start_do_not_take_the_due_date_away() -> None:
    """« dès que possible » is left out of a row that is dated; only one without says so."""
    text = (
        "Tâche;Début;Échéance\nBrief;dès que possible;2 semaines avant\n"
        "Site;à définir;à voir\nLancement;;J\n"
    )
    found = tasks(text)
    assert (found["Brief"].due, found["Site"].due) == (-14, None)
    note = found["Brief"].note
    assert note is not None
    assert note.fr == "Début : dès que possible"
    said = doubts(text)
    (soon,) = (line for line in said if "dès que possible" in line)
    assert soon.startswith("ligne 2, « Début » : « dès que possible »")
    assert soon.endswith("laissé en note, la tâche a une autre date.")
    (undated,) = (line for line in said if "la tâche n’a pas de date" in line)
    assert "« à définir »" in undated
    assert "« à voir »" in undated


def test_a_column_beyond_the_headings_may_hold_the_dates() -> None:
    """A column that somebody gave no heading is read when it holds days."""
    found = tasks("Tâche;Qui\nun;Ann;J-9\ndeux;Ann;J\n")
    assert [task.due for task in found.values()] == [-9, 0]


def test_a_table_that_names_no_task_has_its_words_for_tasks() -> None:
    """« Semaine du | Réseaux sociaux | Responsable »: what it is read as is said."""
    text = (
        "| Semaine du | Réseaux sociaux | Responsable |\n|---|---|---|\n| 1er mars | Teaser | Zoé |"
        "\n| 15 mars | Lancement | Zoé |\n"
    )
    found = tasks(text, launch=LAUNCH)
    assert {title: task.due for title, task in found.items()} == {"Teaser": -14, "Lancement": 0}
    said = doubts(text, launch=LAUNCH)
    assert any("la colonne « Réseaux sociaux » est lue comme la tâche" in line for line in said)


def test_a_table_of_which_nothing_is_known_is_named_beside_a_list() -> None:
    """A list is read, and the table beside it is not passed over in silence."""
    text = "- Écrire : J-9\n- Lancer : J\n\n| Alpha | Beta |\n|---|---|\n| un | deux |\n"
    assert list(tasks(text)) == ["Écrire", "Lancer"]
    words = "ligne 4 : un tableau dont aucun titre n’est connu, laissé."
    assert words in doubts(text)


def test_what_a_row_with_others_under_it_says_is_named() -> None:
    """Owner, dates, money and comments that a phase or a split task cannot have, cell by cell."""
    text = (
        "N°;Tâche;Responsable;Début;Échéance;Budget;Statut;Commentaire;Salle\n"
        "1;Préparation;Anne;01/02/2027;01/03/2027;500;En cours;Voir Paul;B12\n"
        "1.1;Site;Lea;06/02/2027;25/02/2027;1200;Fait;Devis signé;\n"
        "1.1.1;Maquette;Lea;08/02/2027;15/02/2027;300;;;\n"
        "2;Lancement;Sam;;15/03/2027;;;;\n"
    )
    said = doubts(text, launch=LAUNCH)
    for place, what in (
        ("ligne 2, « Responsable »", "le responsable, « Anne »"),
        ("ligne 2, « Début »", "le début, « 01/02/2027 »"),
        ("ligne 2, « Échéance »", "l’échéance, « 01/03/2027 »"),
        ("ligne 2, « Budget »", "le budget, « 500 »"),
        ("ligne 2, « Commentaire »", "la note, « Voir Paul »"),
        ("ligne 2, « Salle »", "« Salle », « B12 »"),
        ("ligne 3, « Début »", "le début, « 06/02/2027 »"),
        ("ligne 3, « Échéance »", "l’échéance, « 25/02/2027 »"),
        ("ligne 3, « Budget »", "le budget, « 1200 »"),
    ):
        line = next(line for line in said if line.startswith(place) and "pas repris" in line)
        assert what in line
    found = archetype(text, launch=LAUNCH)
    site, launch = found.tasks[0], found.tasks[-1]
    assert site.note is not None
    assert (site.owner, site.note.fr) == ("lea", "Devis signé")
    assert (launch.title.fr, launch.due) == ("Lancement", 0)


def test_a_task_that_others_name_as_theirs_says_which_dates_it_loses() -> None:
    """A task made of parts has their dates; its own is named as left out."""
    text = "ID,Task,Due,Part of\nA1,Poster,D-5,\nA2,Sketch,D-20,A1\nA3,Fair,D,\n"
    assert any(
        line.startswith('line 2, "Due"') and 'left out: the due date, "D-5"' in line
        for line in doubts(text, "en")
    )
