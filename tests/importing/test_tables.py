"""Tables of all shapes: separators, sections, totals, phases, owners, ids, dependencies, money."""

from __future__ import annotations

import datetime as dt

import pytest

from retrosheet.archetype.model import BudgetLine, Need, Part
from retrosheet.archetype.terms import Duration, Period
from retrosheet.importing.imported import of_grids
from retrosheet.importing.raw import Grid, shown
from retrosheet.importing.remarks import problem_lines
from retrosheet.language import Text
from retrosheet.workbook.serials import DayNumber
from tests.importing.reading import LAUNCH, archetype, asked, doubts, imported, scheduled, tasks

PLAIN = [("Tâche", "Échéance", "Responsable"), ("Écrire", "J-9", "Anne"), ("Publier", "J", "Léa")]


@pytest.mark.parametrize("separator", [";", ",", "\t", "|", " | "])
def test_any_separator(separator: str) -> None:
    """A table is read whatever separates its cells."""
    text = "\n".join(separator.join(row) for row in PLAIN)
    assert {t.title.fr: t.due for t in archetype(text).tasks} == {"Écrire": -9, "Publier": 0}


@pytest.mark.parametrize("start", ["", "Plan de la campagne\n\n", "sep=;\n"])
def test_headings_need_not_stand_in_the_first_line(start: str) -> None:
    """A title or blank lines above the table do not hide it."""
    text = start + "\n".join(";".join(row) for row in PLAIN)
    assert [task.due for task in archetype(text).tasks] == [-9, 0]


def test_cells_in_quotes_may_hold_separators_and_lines() -> None:
    """A quoted cell is one cell, and the lines behind it keep their numbers."""
    text = 'Tâche;Date limite;Note\n"Écrire; relire";J-9;"une\nligne"\nPublier;J;\n'
    found = tasks(text)
    assert found["Écrire; relire"].note == Text("une\nligne", "une\nligne")
    assert doubts('Tâche;Date limite\n"a\nb";J\nc;demain\n')[-1].startswith("ligne 4")


def test_a_quote_that_is_never_closed_swallows_nothing() -> None:
    """A stray quote stays a sign of its cell; the rows below it are read."""
    found = tasks('Tâche;Date\n"Noël" en fête;J-9\n"Ouvrir;J-2\nFermer;J\n')
    assert {title: task.due for title, task in found.items()} == {
        '"Noël" en fête': -9,
        '"Ouvrir': -2,
        "Fermer": 0,
    }


def test_a_crowd_of_owners() -> None:
    """Nobody is consulted in a cell of thousands of names."""
    names = ", ".join(f"nom{number}" for number in range(3_000))
    text = f'Tâche;Date;Responsable\nun;J;"{names}"\n'
    found = archetype(text)
    assert (found.tasks[0].owner, found.tasks[0].raci) == ("nom0", ())
    assert any("plus de 12 noms : le premier est responsable" in line for line in doubts(text))


def test_marks_of_markdown_are_left_out() -> None:
    """Bold, code, links and escaped bars come out as the words that people see."""
    text = "| **Tâche** | Date |\n|:--|--:|\n| **Envoyer** `le` [lien](http://x.fr) \\| fin | J |"
    assert list(tasks(text)) == ["Envoyer le lien | fin"]


def test_a_row_with_a_single_cell_is_a_phase_and_a_total_is_nothing() -> None:
    """Rows that only structure a table become phases, and totals go; both are said."""
    text = "Tâche;Date;Budget\nPréparation;;\nÉcrire;J-9;10\nLancement;;\nPublier;J;\nTotal;;10\n"
    found = archetype(text)
    assert [(p.title.fr, len(p.tasks)) for p in found.phases] == [
        ("Préparation", 1),
        ("Lancement", 1),
    ]
    said = doubts(text)
    assert "lignes 2, 4 : une seule cellule remplie : lue comme le titre d’une phase." in said
    assert "ligne 6 : ligne de total laissée." in said


def test_a_row_that_only_says_when_dates_the_rows_below_it() -> None:
    """« J-7 » and « J+7 » are two phases; a row's own date comes first."""
    text = (
        "Tâche;Échéance;Responsable\nJ-7;;\nConfirmer;;Ana\nPayer;J-3;Ana\nJour J;;\n"
        "Accueillir;;Léa\nJ+7;;\nRemercier;;Léa\n"
    )
    found = archetype(text)
    assert {task.title.fr: task.due for task in found.tasks} == {
        "Confirmer": -7, "Payer": -3, "Accueillir": 0, "Remercier": 7,
    }  # fmt: skip
    assert [phase.title.fr for phase in found.phases] == ["J-7", "Jour J", "J+7"]


def test_a_row_with_a_single_cell_at_the_end_is_a_task_without_date() -> None:
    """A last row that heads nothing is a task."""
    found = tasks("Tâche;Date;Qui\nPublier;J;Léa\nFaire le bilan;;\n")
    assert found["Faire le bilan"].due is None


def test_a_phase_holds_until_the_next_one_and_comes_once() -> None:
    """Merged cells leave the phase of the rows below empty."""
    text = "Phase;Tâche;Date\nA;un;J-9\n;deux;J-8\nB;trois;J\na;quatre;J+1\n"
    found = archetype(text)
    assert [(p.title.fr, [t.title.fr for t in p.tasks]) for p in found.phases] == [
        ("A", ["un", "deux", "quatre"]),
        ("B", ["trois"]),
    ]


def test_what_nobody_sees_is_nothing() -> None:
    """A cell with a control character alone is empty; an invisible title of a phase has a name."""
    found = archetype("Tâche;Date;Qui\n\x1b;;\nun;J;\u200b\n")
    assert [task.title.fr for task in found.tasks] == ["un"]
    found = archetype("Phase;Tâche;Date\n<br>;un;J\n")
    assert [phase.title.fr for phase in found.phases] == ["Phase"]


def test_tables_under_headings_are_phases() -> None:
    """The headings of a document name the campaign and its phases."""
    text = "# Salon\n## Avant\nTâche|Date\n-|-\nun|J-9\n## Pendant\nTâche|Date\n-|-\ndeux|J\n"
    found = archetype(text)
    assert found.title.fr == "Salon"
    assert [p.title.fr for p in found.phases] == ["Avant", "Pendant"]


def test_ids_are_made_from_phases_and_never_read_as_dates() -> None:
    """« Marketing » would give MAR1, the first of March in a spreadsheet."""
    text = "Phase;Tâche;Date\nMarketing;un;J-9\nMarketing;deux;J-8\nLe brief;trois;J\n"
    assert [task.id for task in archetype(text).tasks] == ["MARK1", "MARK2", "BRI1"]


def test_ids_of_the_table_are_kept_when_a_spreadsheet_leaves_them_alone() -> None:
    """People find their tasks again under the IDs that they gave."""
    found = archetype("N°;Tâche;Date;Dépend de\nA1;un;J-9;\nB-2;deux;J;A1\n")
    assert [task.id for task in found.tasks] == ["A1", "B-2"]
    assert found.tasks[1].needs == (Need("A1"),)


def test_ids_that_are_numbers_are_replaced_and_still_understood() -> None:
    """Numbers make way for IDs; what refers to them by number, lag or title is kept."""
    text = "N°;Tâche;Date;Prédécesseurs\n10;un;J-9;\n20;deux;J-5;10FD+2j\n30;trois;J;10, deux\n"
    found = archetype(text)
    assert [task.id for task in found.tasks] == ["T1", "T2", "T3"]
    assert found.tasks[1].needs == (Need("T1", Duration(2, "d")),)
    assert found.tasks[2].needs == (Need("T1"), Need("T2"))
    words = "ligne 2, « N° » : les identifiants de cette colonne sont remplacés"
    assert any(line.startswith(words) for line in doubts(text))


def test_dependencies_by_title_and_by_row_number() -> None:
    """What a task waits for may be named by title, commas included, or by row."""
    text = "Tâche;Date;Dépend de\nÉcrire, relire;J-9;\nDessiner;J-5;écrire, relire\nFin;J;1 et 2\n"
    found = archetype(text)
    assert found.tasks[1].needs == (Need("T1"),)
    assert found.tasks[2].needs == (Need("T1"), Need("T2"))


def test_a_dependency_that_the_dates_contradict_is_left_out_and_said() -> None:
    """Dates count more than dependencies, and the one that gives way is named."""
    text = "Tâche;Date;Dépend de\nun;J-5;\ndeux;J-9;un\ntrois;;deux\nquatre;J;trois, deux\n"
    found = archetype(text)
    assert [[need.id for need in task.needs] for task in found.tasks] == [
        [],
        [],
        ["T2"],
        ["T3", "T2"],
    ]
    said = doubts(text)
    words = "ligne 3, « Dépend de » : les dates l’emportent, dépendance laissée : « un »"
    assert any(line.startswith(words) for line in said)


def test_what_a_dependency_says_beside_names_of_tasks_goes_to_the_note() -> None:
    """Words are no reason to refuse a table: they are kept, and named with what they may mean."""
    text = (
        "Task;Depends on;Due\nInvite;Book rom;D-20\nBook room;Book room;D-30\n"
        "Cater;client approval, Invite;D-9\nCater;99;D-8\nLaunch;Cater;D\nParty;Cat;D\n"
    )
    found = archetype(text, "en")
    assert [[need.id for need in task.needs] for task in found.tasks] == [
        [], [], ["T1"], [], [], [],
    ]  # fmt: skip
    assert found.tasks[2].note == Text(*["Depends on: client approval, Invite"] * 2)
    said = doubts(text, "en")
    assert (
        'lines 2, 4–5, 7, "Depends on": "Book rom" (did you mean "Book room"?), "client approval", '
        '"99" and 1 more: no task of the table; kept in the note.' in said
    )
    assert (
        'line 3, "Depends on": "Book room": this is the task itself; the dependency is left out.'
        in said
    )
    assert any('"Cater": several tasks have this name' in line for line in said)


def test_a_task_is_known_by_its_beginning_and_through_an_address() -> None:
    """As a Notion export names its tasks, and as people shorten them."""
    text = (
        "Task,Depends on,Due\nSet-up & core,,D-9\n"
        "Design,Set-up (https://www.notion.so/abc),D-5\nLaunch,Design,D\n"
    )
    found = archetype(text, "en")
    assert [task.needs for task in found.tasks] == [(), (Need("T1"),), (Need("T2"),)]
    said = doubts(text, "en")
    assert any('"Set-up" is read as "Set-up & core"' in line for line in said)


def test_several_owners() -> None:
    """The first is the owner, the others are consulted; « et » separates known names only."""
    text = (
        "Tâche;Date;Responsable\nun;J-9;Anne, Marc / Léa\ndeux;J-8;anne et Marc\n"
        "trois;J-7;Ventes et marketing\nquatre;J;\n"
    )
    found = archetype(text)
    assert [task.owner for task in found.tasks] == [
        "anne", "anne", "ventes-et-marketing", "to-assign",
    ]  # fmt: skip
    assert found.tasks[0].raci == (("anne", "R"), ("marc", "C"), ("lea", "C"))
    assert found.tasks[1].raci == (("anne", "R"), ("marc", "C"))
    assert "ligne 5 : pas de responsable : « À désigner »." in doubts(text)


def test_start_and_end_count_working_days() -> None:
    """Monday 4 to Friday 15 January 2027 is ten working days; the plan starts and ends there."""
    text = "Tâche;Début;Fin\nFilmer;04/01/2027;15/01/2027\nLancer;15/03/2027;15/03/2027\n"
    found = archetype(text, launch=LAUNCH)
    assert found.tasks[0].duration == Duration(10, "d")
    dates = scheduled(found, LAUNCH)
    assert dates["Filmer"] == (dt.date(2027, 1, 4), dt.date(2027, 1, 15))


def test_start_and_end_relative_to_launch_count_calendar_days() -> None:
    """From J-30 to J-20 are eleven days, weekends included."""
    found = tasks("Tâche;Début;Fin\nFilmer;J-30;J-20\nLancer;J;J\n")
    assert (found["Filmer"].due, found["Filmer"].duration) == (-20, Duration(11, "cd"))


def test_a_start_with_a_duration_gives_the_due_date() -> None:
    """Where there is no end it is counted from the start, in the unit given."""
    found = tasks(
        "Tâche;Début;Durée\nFilmer;04/01/2027;10 j\nLancer;J;\nSuivre;J+1;14 jours calendaires\n",
        launch=LAUNCH,
    )
    assert found["Filmer"].due == (dt.date(2027, 1, 15) - LAUNCH).days
    assert (found["Lancer"].due, found["Suivre"].due) == (0, 14)


def test_a_period_beside_its_due_date() -> None:
    """A task that lasts from J+1 to J+30 keeps both ends."""
    found = tasks("Tâche;Période;Date limite\nSuivre;J+1 à J+30;J+30\nLancer;;J\n")
    assert found["Suivre"].period == Period(1, 30)


@pytest.mark.parametrize(
    ("dates", "expected"),
    [
        (["03/04/2027", "25/03/2027"], [19, 10]),
        (["03/04/2027", "03/25/2027"], [-11, 10]),
        (["03/03/2027", "2027-03-15"], [-12, 0]),
    ],
)
def test_one_date_settles_the_order_of_the_others(dates: list[str], expected: list[int]) -> None:
    """One date that can only be read one way decides for the whole column."""
    text = "Task,Due\n" + "".join(f"task {date},{date}\n" for date in dates)
    found = archetype(text, "en", LAUNCH)
    assert [task.due for task in found.tasks if task.id != "LAUNCH"] == expected


def test_an_order_that_nothing_settles_is_asked_for() -> None:
    """Day or month first is never guessed: the message gives both options, and each works."""
    text = "Task,Due\nWrite,03/04/2027\n"
    found = imported(text, "en", LAUNCH)
    (problem,) = found.problems
    assert problem.text.en == (
        '"03/04/2027": 3 April or 4 March? Add --dates dmy (day first) or --dates mdy (month '
        "first)."
    )
    for order, due in (("dmy", 19), ("mdy", -11)):
        settled = imported(text, "en", LAUNCH, "dmy" if order == "dmy" else "mdy").archetype
        assert settled is not None
        assert settled.tasks[-1].due == due or settled.tasks[0].due == due


def test_dates_that_prove_both_orders_settle_nothing() -> None:
    """A column that mixes both orders is refused where it cannot be told."""
    found = imported("Task,Due\na,25/12/2026\nb,12/26/2026\nc,03/04/2027\n", "en", LAUNCH)
    assert [p.place and p.place.row for p in found.problems] == [4]


def test_a_french_table_is_day_first_in_an_english_terminal() -> None:
    """The table's own language decides how its dates are read."""
    found = tasks("Tâche;Échéance\nÉcrire;03/04/2027\nLancer;15/03/2027\n", "en", LAUNCH)
    assert found["Écrire"].due == 19


def test_kinds() -> None:
    """Milestones and meetings are known by word or by length; what contradicts itself is said."""
    text = (
        "Tâche;Type;Durée;Date\na;Jalon;;J-9\nb;réunion;;J-8\nc;;0;J-7\nd;jalon;5 j;J\ne;zut;;J+1\n"
    )
    found = archetype(text)
    assert [t.kind for t in found.tasks] == ["milestone", "meeting", "milestone", "task", "task"]
    said = doubts(text)
    assert "ligne 5, « Type » : un jalon dure un jour au plus : gardé comme tâche." in said
    assert "ligne 6, « Type » : « zut » : ni tâche, ni jalon, ni réunion ; gardé en note." in said


def test_money_channels_and_deliverables() -> None:
    """Amounts in every notation, channels and deliverables come to the right task."""
    text = (
        "Phase;Tâche;Date;Budget;Canal;Livrable\nA;un;J-9;1 500,50 €;Presse;Dossier\n"
        "A;deux;J-8;2 k€;presse;\nB;trois;J;1.500,00;Web;-\nB;quatre;J;;;\n"
    )
    found = archetype(text)
    assert [(line.category.fr, line.amount, line.task) for line in found.budget] == [
        ("A", 1500.5, "A1"), ("A", 2000.0, "A2"), ("B", 1500.0, "B1"),
    ]  # fmt: skip
    assert isinstance(found.budget[0], BudgetLine)
    assert [channel.title.fr for channel in found.channels] == ["Presse", "Web"]
    assert found.tasks[0].deliverable == (Part(Text("Dossier", "Dossier")),)
    assert found.tasks[2].deliverable == ()


def test_what_unknown_columns_say_is_kept_in_the_note() -> None:
    """Nothing that a row says is lost, and the columns left out are named."""
    text = "Tâche;Date;Cible;Commentaire;Statut\nun;J;Jeunes;Attention;Fait\n"
    assert tasks(text)["un"].note == Text("Attention\nCible : Jeunes", "Attention\nCible : Jeunes")
    said = doubts(text)
    assert any("la colonne « Cible » n’est pas connue" in line for line in said)
    assert any("la colonne « Statut » est laissée" in line for line in said)


def test_launch_is_added_where_nothing_lies_there_and_that_is_said() -> None:
    """A plan without a task on launch day gets the milestone, and people are told."""
    text = "Tâche;Date\nun;J-9\ndeux;J+9\n"
    found = archetype(text)
    assert [(t.id, t.due, t.kind) for t in found.tasks] == [
        ("T1", -9, "task"), ("LAUNCH", 0, "milestone"), ("T2", 9, "task"),
    ]  # fmt: skip
    assert "Rien n’est prévu à J : le jalon « Lancement » y est ajouté." in doubts(text)


def test_titles_that_come_twice_and_rows_without_a_date_are_said() -> None:
    """Both rows are kept, and each choice is named with its line."""
    said = doubts("Tâche;Date;Qui\nun;J;a\nUN;;a\n")
    assert "ligne 3 : même titre qu’à la ligne 2 : les deux sont gardées." in said
    assert "ligne 3 : pas de date : la tâche est placée aussi tard que possible." in said


def test_a_long_title_is_cut_and_that_is_said() -> None:
    """A title longer than a plan can hold is shortened, and people are told."""
    text = f"Tâche;Date\n{'mot ' * 100};J\n"
    assert len(archetype(text).tasks[0].title.fr) <= 300
    assert any("plus de 300 caractères" in line for line in doubts(text))


@pytest.mark.parametrize(
    ("line", "title", "due", "owner"),
    [
        ("Envoyer le communiqué : J-30", "Envoyer le communiqué", -30, ""),
        ("- J-90 : objectifs (Directeur marketing)", "objectifs", -90, "Directeur marketing"),
        ("- Brief (J-60)", "Brief", -60, ""),
        ("J-30 – Réserver", "Réserver", -30, ""),
        ("* [ ] D-5: Print", "Print", -5, ""),
        ("- Imprimer : J-3 – Bob", "Imprimer", -3, "Bob"),
        ("2. Imprimer les affiches : J-3", "Imprimer les affiches", -3, ""),
        ("- J-3 : imprimer (affiches, flyers, etc.)", "imprimer (affiches, flyers, etc.)", -3, ""),
        ("Retrait de la promo le 26 mars", "Retrait de la promo", 11, ""),
        ("- The banner goes live on 26 March.", "The banner goes live", 11, ""),
        ("26/03/2027 : bilan", "bilan", 11, ""),
    ],
)
def test_lines_of_lists(line: str, title: str, due: int, owner: str) -> None:
    """A line of a list gives title, day and owner, however it is written."""
    found = archetype(f"{line}\n- Fin : J\n", launch=LAUNCH)
    task = found.tasks[0]
    assert (task.title.fr, task.due) == (title, due)
    names = {role.id: role.title.fr for role in found.roles}
    assert names[task.owner] == (owner or "À désigner")


def test_a_task_may_be_called_like_a_heading() -> None:
    """« Budget : J-30 » in a list is a task that is called so."""
    found = archetype("# Salon\n- Budget : J-30\n- Livrables : J-5\n- Stand : J\n")
    assert [task.title.fr for task in found.tasks] == ["Budget", "Livrables", "Stand"]


def test_details_under_a_line_of_a_list() -> None:
    """Indented lines say the owner and the length of the task above them."""
    text = "# Salon\n\n- Stand : J-30\n  - Responsable : Léa\n  - Durée : 2 semaines\n- Fin : J\n"
    found = archetype(text)
    assert found.title.fr == "Salon"
    assert found.tasks[0].duration == Duration(10, "d")
    assert found.tasks[0].owner == "lea"
    assert len(found.tasks) == 2


def test_the_tab_with_the_best_table_is_read_and_the_others_are_named() -> None:
    """Of a workbook one tab is read; the other tables are not passed over in silence."""

    def grid(sheet: str, *rows: tuple[str | float | None, ...]) -> Grid:
        return Grid(tuple(enumerate(rows, 1)), sheet=sheet)

    grids = [
        grid("Accueil", ("Bienvenue",), ("Tâche", "Statut"), ("un", "fait")),
        grid(
            "Plan",
            (None, "Titre du plan"),
            (None, "Tâche", "Échéance", "Qui"),
            (None, "un", 46461.0, "Léa"),
        ),
        grid("Autre", ("Task", "Due"), ("two", "D")),
    ]
    found = of_grids(grids, asked(launch=LAUNCH))
    assert found.archetype is not None
    assert [(t.title.fr, t.due) for t in found.archetype.tasks] == [("un", 0)]
    said = [doubt.text.fr for doubt in found.doubts]
    assert (
        "seul l’onglet « Plan » est lu ; il y a aussi un tableau dans « Accueil », « Autre »"
        in said
    )


def test_places_in_a_workbook_are_cells() -> None:
    """A problem in a workbook is named by tab and cell."""
    rows = ((1, ("Tâche", "Échéance")), (2, ("un", "J-9O")))
    problem = of_grids([Grid(rows, sheet="Plan")], asked()).problems[0]
    assert problem.place is not None
    assert problem.place.to("fr") == "Plan!B2"


WEEKS = "Tâche;Responsable;S1;S2;S3;S4\nÉcrire;Anne;X;X;;\nPublier;Léa;;;X;x\n"
MONTHS = "Actions;janv.;févr.;mars\nÉcrire;X;X;\nPublier;;;X\n"
DAYS = "Tâche;04/01;11/01;18/01\nÉcrire;■;■;\nPublier;;;■\n"


@pytest.mark.parametrize(
    ("text", "launch", "expected"),
    [
        (WEEKS, LAUNCH, [("2027-02-22", "2027-03-01"), ("2027-03-08", "2027-03-15")]),
        (MONTHS, LAUNCH, [("2027-01-01", "2027-02-26"), ("2027-03-01", "2027-03-31")]),
        (DAYS, dt.date(2027, 1, 22), [("2027-01-04", "2027-01-15"), ("2027-01-18", "2027-01-22")]),
    ],
    ids=["weeks", "months", "days"],
)
def test_a_plan_drawn_with_marks_goes_from_the_first_to_the_last(
    text: str, launch: dt.date, expected: list[tuple[str, str]]
) -> None:
    """Weeks from 1 end with launch's, columns a week apart are weeks; it is said how it is read."""
    dates = scheduled(archetype(text, launch=launch), launch)
    drawn = [tuple(str(day) for day in dates[title]) for title in ("Écrire", "Publier")]
    assert drawn == expected
    assert any("ce plan est dessiné" in line for line in doubts(text, launch=launch))


def test_a_workbook_that_only_colours_its_weeks_is_refused() -> None:
    """Colours are not read; the columns of weeks stay empty."""
    rows = (
        ("Tâche", "Responsable", 46391.0, 46398.0, 46405.0),
        ("Écrire", "Anne"),
        ("Publier", "Léa"),
    )
    found = of_grids([Grid(tuple(enumerate(rows, 1)), "Plan")], asked())
    assert found.archetype is None
    assert "ses marques et ses couleurs ne disent pas de jour" in found.problems[0].text.fr


def test_marks_beside_real_dates_do_no_harm() -> None:
    """Crosses under weeks leave the dates that stand beside them alone."""
    found = tasks("Tâche;Date;S1;S2;S3\nÉcrire;J-9;X;;\nPublier;J;;X;X\n")
    assert [task.due for task in found.values()] == [-9, 0]


def test_a_column_that_comes_twice_is_said_to() -> None:
    """The second column with a heading, and one that nobody knows, are named."""
    said = doubts("Tâche;Date;Date;Notes;Truc\nÉcrire;J-9;J-5;a;b\nPublier;J;;;\n")
    assert any(line.startswith("ligne 1 : la colonne « Date » vient deux fois") for line in said)
    assert any("la colonne « Truc » n’est pas connue" in line for line in said)


def test_the_sentences_of_an_article_are_not_taken_for_headings() -> None:
    """A text that is no table is refused for what it is."""
    text = (
        "On part de la date, puis on remonte le temps jusqu’à la première des tâches, à rebours.\n"
    )
    (said,) = problem_lines(imported(text).problems, "a.txt", "fr")
    assert said.startswith("a.txt : ni tableau de tâches ni liste avec des dates.")


def test_exports_of_asana_notion_and_trello() -> None:
    """What these tools export is read as it comes, and their own columns are named as left out."""
    asana = "Name,Section/Column,Assignee,Due Date,Projects\nWrite,Planning,Anne,D-9,Launch\n"
    phase = archetype(asana, "en").phases[0]
    assert (phase.title.en, phase.tasks[0].owner) == ("Planning", "anne")
    notion = archetype("Name,Assign,Date\nWrite,Marie,D-9\n", "en")
    assert notion.tasks[0].owner == "marie"
    trello = archetype("Card ID,Card Name,Members,Due Date\n1,Write,Bob,D-9\n", "en").tasks[0]
    assert (trello.title.en, trello.owner, trello.due) == ("Write", "bob", -9)
    assert trello.note is None
    said = doubts("Card ID,Card Name,Members,Due Date\n1,Write,Bob,D-9\n", "en")
    assert any('the column "Card ID" is left out: only the tool' in line for line in said)


def test_a_step_without_bullets_takes_no_owner_from_the_step_before_it() -> None:
    """The third step is its own, though no bullet and no date of its own line follow it."""
    text = (
        "1. Cadrage\nDate limite : J-90\n- Cible\n- Budget\n"
        "2. Création\nDate limite : J-60\nResponsable : Agence\n- Maquette\n- Textes\n"
        "3. Fermer les portes : J+2\n4. Ouvrir les portes le jour J\n"
    )
    found = archetype(text)
    owners = {task.title.fr: (task.owner, task.due) for task in found.tasks}
    assert owners["Textes"] == ("agence", -60)
    assert owners["Fermer les portes"] == ("to-assign", 2)
    assert owners["Ouvrir les portes"] == ("to-assign", 0)
    assert [len(phase.tasks) for phase in found.phases] == [2, 2, 1, 1]


def test_launch_day_said_with_its_date_is_no_task() -> None:
    """« Jour J : 15 mars 2027 » above a plan is named, and makes no task "15 mars 2027"."""
    text = "Jour J : 15 mars 2027\n\n- Écrire (Responsable : Kim) : J-9\n- Lancer : J\n"
    found = tasks(text, launch=LAUNCH)
    assert list(found) == ["Écrire", "Lancer"]
    assert any("« Jour J : 15 mars 2027 »" in line for line in doubts(text, launch=LAUNCH))
    listed = tasks("## J-30\n- Boucler l’ordre du jour (Responsable : Kim)\n- Écrire\n")
    assert listed["Boucler l’ordre du jour"].owner == "kim"


def test_an_archived_card_is_left_out_by_name() -> None:
    """Trello exports cards that were put away, too."""
    text = (
        "Card Name,List Name,Due Date,Archived\nAffiche,Com,2027-03-15T11:00:00.000Z,false\n"
        "Vieille idée,Com,,true\n"
    )
    assert list(tasks(text, launch=LAUNCH)) == ["Affiche"]
    assert any("archivée" in s and "« Vieille idée »" in s for s in doubts(text, launch=LAUNCH))


def test_headings_that_come_again_are_no_task() -> None:
    """Each phase may have its own row of headings, whole or in part, and below its own title."""
    text = (
        "PHASE 1 : ÉCRIRE;;;\nTâche;Qui;Date;Prix\nÉcrire;Léa;J-9;10\n"
        "PHASE 2 : PUBLIER;;;\nTâche;Qui;Date;\nPublier;Léa;J;\n"
    )
    found = archetype(text)
    assert [(p.title.fr, [t.title.fr for t in p.tasks]) for p in found.phases] == [
        ("PHASE 1 : ÉCRIRE", ["Écrire"]),
        ("PHASE 2 : PUBLIER", ["Publier"]),
    ]


def test_other_headings_further_down_are_named() -> None:
    """They are no task either; that the first ones count on is said."""
    text = "Tâche;Qui;Date\nÉcrire;Léa;J-9\nAction;Pilote;Échéance\nPublier;Léa;J\n"
    assert list(tasks(text)) == ["Écrire", "Publier"]
    assert any("« Action », « Pilote », « Échéance »" in line for line in doubts(text))


def test_a_task_whose_words_all_head_columns_elsewhere_is_a_task() -> None:
    """« Jour J » heads columns of dates, and is launch day in a cell."""
    assert list(tasks("Tâche;Qui;Date\nÉcrire;Léa;J-9\nÉvénement;Équipe;Jour J\n")) == [
        "Écrire",
        "Événement",
    ]


@pytest.mark.parametrize(
    "note",
    ["NB : pas de BAT en août", "Attention : Léa est absente", "SM = Sophie Moreau",
     "Ne pas oublier le traiteur", "vert = fait"],
)  # fmt: skip
def test_a_note_among_the_tasks_is_neither_phase_nor_task(note: str) -> None:
    """What only speaks to the reader is named, and the rows below keep their phase."""
    text = f"Tâche;Date;Qui\nPréparation;;\nÉcrire;J-9;Léa\n{note};;\nPublier;J;Léa\n"
    found = archetype(text)
    assert [(p.title.fr, len(p.tasks)) for p in found.phases] == [("Préparation", 2)]
    assert any(f"« {note} »" in line for line in doubts(text))


@pytest.mark.parametrize("line", ["RP = 2 journalistes", "Key visual", "(option) Louer un écran"])
def test_words_that_only_look_like_a_note_are_a_task(line: str) -> None:
    """A sign or a word of a note somewhere in them is not enough."""
    text = f"Tâche;Date;Qui\nÉcrire;J-9;Léa\n{line};;\nPublier;J;Léa\nSaluer;J+1;Léa\n"
    found = archetype(text)
    titles = [p.title.fr for p in found.phases] + [task.title.fr for task in found.tasks]
    assert line in titles


def test_a_line_below_a_date_is_a_task_of_that_day() -> None:
    """Even one that begins like a note: « Rappel : … » is to be done then."""
    text = "Tâche;Qui\nJ-30;\nÉcrire;Léa\nRappel : la salle;\nJ;\nPublier;Léa\n"
    assert tasks(text)["Rappel : la salle"].due == -30


def test_a_cell_that_is_shown_as_a_day_dates_its_row_under_any_heading() -> None:
    """A number of another look under such a heading may be money, and says no day."""
    days = (("Tâche", "Remis"), ("Écrire", DayNumber(46452)), ("Publier", DayNumber(46461)))
    found = of_grids([Grid(tuple(enumerate(days, 1)), "Plan")], asked(launch=LAUNCH)).archetype
    assert found is not None
    assert [task.due for task in found.tasks] == [-9, 0]
    numbers = tuple((title, float(n) if isinstance(n, float) else n) for title, n in days)
    found = of_grids([Grid(tuple(enumerate(numbers, 1)), "Plan")], asked(launch=LAUNCH)).archetype
    assert found is None or [task.due for task in found.tasks[:2]] == [None, None]


def test_two_columns_of_days_are_start_and_end_only_in_that_order() -> None:
    """« Relu » and « Tirage » may be any two days: where they cross, the first dates the row."""
    rows: list[tuple[str | float, ...]] = [
        ("Tâche", "Relu", "Tirage"),
        ("Écrire", DayNumber(46447), DayNumber(46451)),
        ("Publier", DayNumber(46461), DayNumber(46460)),
    ]
    found = of_grids([Grid(tuple(enumerate(rows, 1)), "Plan")], asked(launch=LAUNCH)).archetype
    assert found is not None
    assert [(task.due, task.note.fr) for task in found.tasks if task.note] == [
        (-14, "Tirage : 2027-03-05"),
        (0, "Tirage : 2027-03-14"),
    ]


def test_a_status_beside_a_date_heads_no_column() -> None:
    """« À faire » heads columns of tasks elsewhere."""
    rows: list[tuple[str | float | None, ...]] = [
        ("Date", "Facebook", "Qui", "Statut"),
        (DayNumber(46447), "Écrire", "Léa", "fait"),
        (DayNumber(46449), "Relire", "Omar", "à faire"),
        (DayNumber(46461), "Publier", "Léa", None),
    ]
    found = of_grids([Grid(tuple(enumerate(rows, 1)), "Plan")], asked(launch=LAUNCH)).archetype
    assert found is not None
    assert [task.title.fr for task in found.tasks] == ["Écrire", "Relire", "Publier"]


def test_a_day_and_its_hour_are_noted_as_people_write_them() -> None:
    """The number behind a cell says nothing to anybody."""
    assert shown(DayNumber(46461)) == "2027-03-15"
    assert shown(DayNumber(46461 + 14.5 / 24)) == "2027-03-15 14:30"
    assert shown(46461.0) == "46461"


def test_a_day_is_no_amount() -> None:
    """A spreadsheet makes a date of « 1/2 », and nobody pays forty thousand for it."""
    rows = (("Tâche", "Échéance", "Budget"), ("Publier", "J", DayNumber(46419)))
    found = of_grids([Grid(tuple(enumerate(rows, 1)), "Plan")], asked())
    assert [p.place.to("fr") for p in found.problems if p.place] == ["Plan!C2"]


def test_a_sum_that_is_not_called_one_is_no_task() -> None:
    """It stands alone below the amounts that it adds up; any other number is asked about."""
    text = "Quoi;Quand;Combien de temps;Budget\nÉcrire;J-9;une semaine;3 500\nPublier;J;1j;800\n"
    found = tasks(f"{text};;;4300\n")
    assert {title: task.duration.amount for title, task in found.items()} == {
        "Écrire": 5,
        "Publier": 1,
    }
    assert any("ligne de total" in line for line in doubts(f"{text};;;4300\n"))
    assert imported(f"{text};;;4200\n").problems
