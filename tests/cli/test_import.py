"""``retrosheet import``: a pasted table becomes a file that the other commands take."""

from __future__ import annotations

import datetime as dt
import io
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from retrosheet.archetype.load import load
from tests.importing.reading import FILES, expected, named

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

TABLE = """\
Tâche | Date limite | Responsable |
---|---|---|
Définir les objectifs | J-90 | Directeur marketing |
Créer les contenus | J-60 | Créateurs, Graphiste |
Lancer la campagne | J-0 | Équipe |
Suivre et optimiser | J+1 à J+30 | |
"""
DATES = "Tâche;Échéance;Durée\nRédiger;08/01/2027;4,5 j\nLancer;15/03/2027;1 j\n"


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A file ``mon-plan.md`` in the current folder."""
    path = tmp_path / "mon-plan.md"
    path.write_text(TABLE, encoding="utf-8")
    return path


def test_it_writes_the_file_and_says_what_is_unsure(run: Callable[..., Answer], plan: Path) -> None:
    """What was done on stdout, what to check on stderr, numbered, at most 80 columns wide."""
    answer = run("import", plan.name, "-o", "mien.yaml", "--lang", "fr")
    assert answer.code == 0
    assert answer.out == (
        "mien.yaml : 4 tâches, 1 phase, 5 fonctions.\n"
        "Voyez-le : retrosheet schedule mien.yaml --launch 15/03/2027\n"
    )
    assert answer.err == (
        "À vérifier dans mon-plan.md :\n"
        "  1. Aucune durée dans ce qui est lu : chaque tâche dure un jour ouvré.\n"
        "  2. ligne 4, « Responsable » : plusieurs noms : le premier est responsable, les\n"
        "     autres sont consultés (RACI : C).\n"
        "  3. ligne 6 : pas de responsable : « À désigner ».\n"
    )
    assert run("check", "mien.yaml") == (0, "", "")
    found = load("mien.yaml")
    assert found.title.fr == "Mon plan"
    assert [task.due for task in found.tasks] == [-90, -60, 0, None]


def test_english_says_the_same(run: Callable[..., Answer], plan: Path) -> None:
    """The summary and the points to check, in English."""
    answer = run("import", plan.name, "--output=mine.yaml", "--name", "Alba", "--lang=en")
    assert answer.out.startswith("mine.yaml: 4 tasks, 1 phase, 5 roles.\nSee it: retrosheet")
    assert answer.err.startswith(
        "To check in mon-plan.md:\n"
        "  1. No duration in what was read: each task lasts one working day.\n"
        '  2. line 4, "Responsable": several names: the first is the owner, the others\n'
        "     are consulted (RACI: C).\n"
    )
    assert load("mine.yaml").title.en == "Alba"


def test_without_output_the_yaml_is_printed(run: Callable[..., Answer], plan: Path) -> None:
    """What goes down a pipe is what would be in the file; the remarks are on stderr."""
    written = run("import", plan.name, "-o", "mien.yaml", "--lang", "fr")
    printed = run("import", plan.name, "--lang", "fr")
    assert printed.code == 0
    assert printed.out == plan.with_name("mien.yaml").read_text("utf-8")
    assert printed.err == written.err
    assert printed.out.startswith("# Importé de mon-plan.md par retrosheet import.\n\nformat: 1\n")


def test_the_file_makes_a_workbook(run: Callable[..., Answer], plan: Path) -> None:
    """The way on: import, then new."""
    run("import", plan.name, "-o", "mien.yaml")
    answer = run("new", "mien.yaml", "--launch", "2027-03-15", "--lang", "fr", "-o", "mien.xlsx")
    assert answer.code == 0
    book = openpyxl.load_workbook("mien.xlsx", data_only=True)
    cells = {cell.value for row in book["Rétroplanning"].iter_rows() for cell in row}
    assert "Créer les contenus" in cells
    book.close()


def test_from_the_standard_input(
    run: Callable[..., Answer], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A dash reads the table from a pipe, and the remarks call it that."""
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(TABLE.encode())))
    answer = run("import", "-", "--lang", "fr")
    assert answer.code == 0
    assert 'title: "Campagne importée"' in answer.out
    assert answer.err.startswith("À vérifier dans l’entrée standard :\n")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_csv_of_a_french_excel(run: Callable[..., Answer], tmp_path: Path, encoding: str) -> None:
    """Semicolons, decimal commas, and whatever encoding Excel chose."""
    tmp_path.joinpath("plan.csv").write_bytes(DATES.replace("\n", "\r\n").encode(encoding))
    answer = run("import", "plan.csv", "--launch", "2027-03-15", "-o", "p.yaml", "--lang", "fr")
    assert answer.code == 0
    task = load("p.yaml").tasks[0]
    assert (task.title.fr, task.due, task.duration.amount) == ("Rédiger", -66, 5)
    said = " ".join(answer.err.split())
    assert "« 4,5 j » est lu 5 jours ouvrés (une partie de jour compte un jour)" in said
    assert answer.out.endswith("--launch 2027-03-15\n")


def test_dates_without_launch_are_refused_with_all_else_that_is_wrong(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    """Line by line, with the option to add; no file is begun."""
    text = DATES + ";10/01/2027;\nPlier;31/02/2027;\n"
    tmp_path.joinpath("plan.csv").write_text(text, "utf-8")
    answer = run("import", "plan.csv", "-o", "p.yaml", "--lang", "fr")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err == (
        "Erreur : 3 problèmes :\n"
        "  plan.csv, ligne 2, « Échéance » : 2 vraies dates à partir d’ici se comptent depuis le "
        "jour J : ajoutez --launch 2027-03-15 si c’est ce jour-là.\n"
        "  plan.csv, ligne 4 : cette ligne dit quelque chose d’une tâche, mais pas son titre : "
        "écrivez-le, ou videz-la.\n"
        "  plan.csv, ligne 5, « Échéance » : « 31/02/2027 » : ce jour n’existe pas, "
        "corrigez-le.\n"
    )
    assert not tmp_path.joinpath("p.yaml").exists()


def test_the_order_of_day_and_month_is_asked_for(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    """Nothing is guessed: --dates says which, and each reading is a date of its own."""
    tmp_path.joinpath("plan.csv").write_text("Task,Due\nWrite,03/04/2027\n", "utf-8")
    words = ("import", "plan.csv", "--launch", "2027-04-05", "--lang", "en", "-o", "p.yaml")
    refused = run(*words)
    assert refused.code == 2
    assert '"03/04/2027": 3 April or 4 March? Add --dates dmy' in refused.err
    assert run(*words, "--dates", "dmy").code == 0
    assert load("p.yaml").tasks[0].due == -2
    assert run(*words, "--dates", "mdy", "--force").code == 0
    assert load("p.yaml").tasks[0].due == -32
    wrong = run(*words, "--dates", "ymd", "--force")
    assert (wrong.code, wrong.out) == (2, "")
    assert "write dmy (day first) or mdy (month first)" in wrong.err


def test_a_workbook_with_real_date_cells(run: Callable[..., Answer]) -> None:
    """Any workbook: another tab first, a title above the headings, merged cells, date cells."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Accueil"
    book.worksheets[0]["A1"] = "Bienvenue"
    tab = book.create_sheet("Plan d'action")
    for row in (
        ["Plan de la promo"],
        [],
        [None, "Phase", "Tâche", "Début", "Fin", "Responsable", "Date de validation"],
        [None, "Avant", "Filmer", dt.date(2027, 1, 4), dt.date(2027, 1, 15), "Léa",
         dt.date(2027, 1, 18)],
        [None, None, "Monter", dt.date(2027, 1, 18), dt.date(2027, 1, 20), "Léa", None],
        [None, "Jour J", "Lancer", dt.date(2027, 3, 15), dt.date(2027, 3, 15), "Anne",
         None],
    ):  # fmt: skip
        tab.append(row)
    tab.merge_cells("B4:B5")
    book.save("promo.xlsx")
    answer = run("import", "promo.xlsx", "--launch", "2027-03-15", "-o", "p.yaml", "--lang", "fr")
    assert answer.code == 0
    found = load("p.yaml")
    assert [(phase.title.fr, len(phase.tasks)) for phase in found.phases] == [
        ("Avant", 2),
        ("Jour J", 1),
    ]
    assert [(task.due, task.duration.amount) for task in found.tasks] == [
        (-59, 10),
        (-54, 3),
        (0, 1),
    ]
    assert found.tasks[0].note is not None
    assert found.tasks[0].note.fr == "Date de validation : 2027-01-18"
    assert "Plan d'action, ligne 3 : la colonne « Date de validation » n’est pas" in answer.err


def test_a_problem_in_a_workbook_names_the_cell(run: Callable[..., Answer]) -> None:
    """By tab and reference, as people find it."""
    book = openpyxl.Workbook()
    book.worksheets[0].title = "Plan"
    for row in (["Task", "Due"], ["Write", "D-9O"]):
        book.worksheets[0].append(row)
    book.save("plan.xlsx")
    answer = run("import", "plan.xlsx", "--lang", "en")
    assert answer.code == 2
    assert answer.err == (
        'Error: plan.xlsx, Plan!B2: "D-9O": cannot be read; write D-30, D+15, or a date like '
        "2027-03-15.\n"
    )


def test_a_workbook_of_ours_is_refused(run: Callable[..., Answer], plan: Path) -> None:
    """Its dates are formulas and its tabs many: what it comes from is the campaign type."""
    run("import", plan.name, "-o", "mien.yaml")
    run("new", "mien.yaml", "--launch", "2027-03-15", "-o", "mien.xlsx")
    answer = run("import", "mien.xlsx", "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert '"mien.xlsx" is a workbook of retrosheet' in answer.err


def test_public_holidays_count(run: Callable[..., Answer], tmp_path: Path) -> None:
    """From Tuesday 2 to Tuesday 9 May 2028: 8 May is a holiday in France."""
    text = "Tâche;Début;Fin\nÉcrire;02/05/2028;09/05/2028\nLancer;15/05/2028;15/05/2028\n"
    tmp_path.joinpath("plan.csv").write_text(text, "utf-8")
    words = ("import", "plan.csv", "--launch", "2028-05-15", "--lang", "fr", "--force", "-o")
    run(*words, "p.yaml")
    assert load("p.yaml").tasks[0].duration.amount == 5
    run(*words, "p.yaml", "--country", "none")
    assert load("p.yaml").tasks[0].duration.amount == 6


def test_what_is_there_is_replaced_only_with_force(run: Callable[..., Answer], plan: Path) -> None:
    """An archetype that somebody wrote stays as it is."""
    plan.with_name("mien.yaml").write_text("mine", "utf-8")
    refused = run("import", plan.name, "-o", "mien.yaml", "--lang", "en")
    assert refused == (
        2,
        "",
        'Error: "mien.yaml" exists already: add --force to replace it, or -o for another name.\n',
    )
    assert plan.with_name("mien.yaml").read_text("utf-8") == "mine"
    assert run("import", plan.name, "-o", "mien.yaml", "--force").code == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("import",), "the file is missing; write for example: retrosheet import plan.md"),
        (("import", "nowhere.md"), 'There is no "nowhere.md"'),
        (("import", "."), '"." is not a file'),
        (("import", "mon-plan.md", "-o", "x.xlsx"), "give a name that ends in .yaml"),
        (("import", "mon-plan.md", "--launch", "15/3"), "--launch: "),
        (("import", "empty.csv"), '"empty.csv" is empty'),
        (("import", "plan.pdf"), "a PDF document"),
        (("import", "fake.xlsx"), "text, perhaps a CSV"),
        (("import", "cut.xlsx"), '"cut.xlsx" is '),
        (("import", "mon-plan.md", "--country", "ZZ", "--launch", "2027-03-15"), "Unknown country"),
    ],
)
def test_refusals(
    run: Callable[..., Answer], plan: Path, words: tuple[str, ...], said: str
) -> None:
    """One paragraph on stderr, exit code 2, nothing on stdout."""
    plan.with_name("empty.csv").write_bytes(b"\n")
    plan.with_name("plan.pdf").write_bytes(b"%PDF-1.7\n...")
    plan.with_name("fake.xlsx").write_text(DATES, "utf-8")
    plan.with_name("cut.xlsx").write_bytes(b"PK\3\4 and nothing else")
    answer = run(*words, "--lang", "en")
    assert (answer.code, answer.out) == (2, "")
    assert said in answer.err
    assert "Traceback" not in answer.err


def test_a_table_beyond_all_measure_is_refused(run: Callable[..., Answer], tmp_path: Path) -> None:
    """Texts that no campaign type's file can hold: said in a sentence, nothing is written."""
    note = "🙂" * 400
    rows = "".join(f"task {number};D;{note}\n" for number in range(1200))
    tmp_path.joinpath("plan.csv").write_text(f"Task;Due;Note\n{rows}", "utf-8")
    answer = run("import", "plan.csv", "--lang", "en", "-o", "p.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith('Error: "plan.csv" gives a file that is too heavy')
    assert not tmp_path.joinpath("p.yaml").exists()


def test_the_example_of_the_docs(run: Callable[..., Answer], tmp_path: Path) -> None:
    """The page shows the table that it reads, and word for word what is said of it."""
    page = (Path(__file__).parents[2] / "docs" / "import.md").read_text("utf-8")
    table, said = re.findall(r"```text\n(.*?)```", page, re.DOTALL)[1:3]
    tmp_path.joinpath("plan.md").write_text(table, "utf-8")
    answer = run("import", "plan.md", "-o", "my-plan.yaml", "--lang", "en")
    assert answer.code == 0
    assert answer.out + answer.err == said


def test_its_help_is_in_both_languages(run: Callable[..., Answer]) -> None:
    """The usage line is French or English as asked."""
    for lang, said in (
        ("fr", "Utilisation : retrosheet import"),
        ("en", "Usage: retrosheet import"),
    ):
        answer = run("import", "--help", "--lang", lang)
        assert answer.code == 0
        assert answer.out.startswith(said)


IN_WORKBOOKS = [
    path
    for path in FILES
    if path.stem
    in (
        "weekend_end.csv",
        "over_weekend_lag.csv",
        "launch_on_saturday.txt",
        "r16_us_dates.txt",
        "msproject_fr.csv",
        "hours.md",
    )
]


@pytest.mark.parametrize("path", IN_WORKBOOKS, ids=named)
def test_the_workbook_keeps_what_is_dated(path: Path, run: Callable[..., Answer]) -> None:
    """``new`` from the imported type, at the same J: the cells show the dates of the table."""
    wanted = expected(path)
    words = ("--lang", wanted.lang, "--country", "none", "--launch", str(wanted.launch))
    assert run("import", str(path.with_suffix("")), "-o", "p.yaml", *words).code == 0
    assert run("new", "p.yaml", "-o", "p.xlsx", *words).code == 0
    book = openpyxl.load_workbook("p.xlsx", data_only=True)
    tabs = [list(tab.iter_rows(values_only=True)) for tab in book.worksheets]
    cells, keys = next(
        (rows, list(row))
        for rows in tabs
        for row in rows
        if "title" in row and "due" in row and "start" in row
    )
    title, start, due = (keys.index(name) for name in ("title", "start", "due"))
    shown = {
        row[title]: (row[start], row[due])
        for row in cells
        if len(row) > max(title, start, due) and isinstance(row[due], dt.datetime)
    }
    book.close()
    for line in wanted.lines:
        dates = re.findall(r"\d{4}-\d\d-\d\d", line.when)
        if dates:
            first, last = (date and f"{date:%Y-%m-%d}" for date in shown[line.title])
            assert last == dates[-1], line.title
            assert len(dates) == 1 or first == dates[0], line.title


def test_a_duration_that_counts_days_off_is_named(
    run: Callable[..., Answer], tmp_path: Path
) -> None:
    """Two worked days that end on a Saturday, the launch day, are three days of the calendar."""
    text = "Tâche;Échéance;Durée\nImprimer;01/03/2027;2 j\nTenir le stand;13/03/2027;2 jours\n"
    tmp_path.joinpath("jpo.csv").write_text(text, "utf-8")
    words = ("import", "jpo.csv", "--launch", "13/03/2027", "--lang", "fr", "-o", "jpo.yaml")
    said = " ".join(run(*words).err.split())
    assert "la durée compte aussi les jours chômés, car la tâche finit un jour chômé" in said
    assert "3 jours calendaires, pas 2." in said


def test_a_day_under_a_heading_that_nobody_knows_is_noted_as_a_day(
    run: Callable[..., Answer],
) -> None:
    """A file says by a cell's format alone that its number is a day."""
    book = openpyxl.Workbook()
    tab = book.worksheets[0]
    for row in (
        ["Tâche", "Échéance", "Relu", "Tirage"],
        ["Lancer", "J", dt.date(2027, 1, 18), 46000],
    ):
        tab.append(row)
    book.save("plan.xlsx")
    answer = run("import", "plan.xlsx", "-o", "p.yaml", "--lang", "fr")
    assert answer.code == 0
    note = load("p.yaml").tasks[0].note
    assert note is not None
    assert note.fr == "Relu : 2027-01-18\nTirage : 46000"
