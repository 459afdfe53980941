"""Plans as small French agencies draw them: what a colleague reads in them, without a question."""

from __future__ import annotations

import datetime as dt

import openpyxl
import pytest
from openpyxl.styles import PatternFill

from tests.adopting.reading import dates, plan_of


def painted(row: int, first: int, last: int, sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    for column in range(first, last + 1):
        sheet.cell(row, column).fill = PatternFill("solid", fgColor="F4B183")


def test_months_over_weeks_with_a_total_and_launch_day_below() -> None:
    """« Jour J : 14 décembre 2026 » under the table is launch day, and no task."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "RÉTROPLANNING – SALON DU LIVRE"
    sheet.append([])
    sheet.append(
        ["Actions", "Pilote", "Budget", "Novembre 2026", None, None, None, "Décembre 2026"]
    )
    sheet.append([None, None, None, "S45", "S46", "S47", "S48", "S49", "S50", "S51"])
    for area in ("A3:A4", "B3:B4", "C3:C4", "D3:G3", "H3:J3"):
        sheet.merge_cells(area)
    sheet.append(["Réserver le stand", "Julie", 2500])
    painted(5, 4, 5, sheet)
    sheet.append(["Imprimer les kakémonos", "Karim", 1200])
    painted(6, 7, 9, sheet)
    sheet.append(["Salon", "Julie"])
    painted(7, 10, 10, sheet)
    sheet.append(["TOTAL", None, 3700])
    sheet["A10"] = "Jour J : 14 décembre 2026"
    found = plan_of(book)
    assert (found.launch.day, found.launch.sure) == (dt.date(2026, 12, 14), True)
    assert found.launch.where.fr == "A10, « Jour J »"
    placed = dates(found)
    assert placed["Réserver le stand"] == ("2026-11-02", "2026-11-13")
    assert placed["Imprimer les kakémonos"] == ("2026-11-23", "2026-12-11")
    assert {"TOTAL", "Jour J : 14 décembre 2026"}.isdisjoint(placed)


def test_headings_in_two_rows_name_each_column() -> None:
    """« Quand » over « Semaine » and « Jour »: a day counts, and the week where there is none."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"] = "Sortie EP – 12 mars 2027"
    sheet.append([])
    sheet.append(["Étape", "Qui", "Quand", None, "État"])
    sheet.append([None, None, "Semaine", "Jour", None])
    for area in ("A3:A4", "B3:B4", "C3:D3", "E3:E4"):
        sheet.merge_cells(area)
    sheet.append(["Pochette", "Léna", "S50", None, "en cours"])
    sheet.append(["Dépôt distributeur", "Paul", "S4", "J-45", None])
    sheet.append(["Sortie EP", "Label", "S10", "J", None])
    found = plan_of(book)
    assert found.launch.day == dt.date(2027, 3, 12)
    due = {title: day for title, (_, day) in dates(found).items()}
    assert due == {
        "Pochette": "2026-12-11", "Dépôt distributeur": "2027-01-26", "Sortie EP": "2027-03-12",
    }  # fmt: skip
    assert {said.status for said in found.said.values()} == {"", "En cours"}


def test_the_only_words_beside_painted_days_are_the_tasks() -> None:
    """Whatever stands over them: « Qui fait quoi » sounds like owners."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B1"] = "Portes ouvertes – samedi 20 mars 2027"
    sheet["B3"] = "Qui fait quoi"
    for number in range(21):
        sheet.cell(3, 3 + number, dt.date(2027, 3, 1) + dt.timedelta(number))
    for row, (title, first, last) in enumerate(
        [("Affiche", 1, 5), ("Impression", 10, 12), ("Portes ouvertes", 20, 20)], 4
    ):
        sheet.cell(row, 2, title)
        painted(row, first + 2, last + 2, sheet)
    assert dates(plan_of(book)) == {
        "Affiche": ("2027-03-01", "2027-03-05"),
        "Impression": ("2027-03-10", "2027-03-12"),
        "Portes ouvertes": ("2027-03-20", "2027-03-20"),
    }


def test_the_day_on_which_a_tool_saw_a_task_completed_is_its_end() -> None:
    """An export of Asana, opened in a spreadsheet program, says so and nothing else of status."""
    book = openpyxl.Workbook()
    sheet = book.active
    for row in (
        ["Task ID", "Created At", "Completed At", "Name", "Assignee", "Due Date"],
        ["1", "2026-10-01", dt.date(2026, 11, 2), "Brief", "Ana", dt.date(2026, 10, 30)],
        ["2", "2026-10-01", None, "Launch", "Ana", dt.date(2027, 2, 1)],
    ):
        sheet.append(row)
    found = plan_of(book, "en")
    said = {t.title: found.said[t.id] for t in found.kept.campaign.tasks}
    assert (said["Brief"].status, said["Brief"].ended) == ("Done", dt.date(2026, 11, 2))
    assert said["Launch"].status == ""


@pytest.mark.parametrize("title", [[], [["PLANNING ÉDITORIAL – MARS 2027"], []]])
def test_a_calendar_of_contents_keeps_who_and_how_far(title: list[list[str]]) -> None:
    """What stands beside the channels holds for each entry of its day, and money once."""
    book = openpyxl.Workbook()
    sheet = book.active
    day = dt.date(2027, 3, 1)
    for row in (
        *title,
        ["Date", "Jour", "Facebook", "Instagram", "Newsletter", "Resp.", "Statut", "Budget"],
        [day, "lundi", "Teaser", "Story", None, "Lina", "fait", 50],
        [day.replace(day=3), "mercredi", None, "Reel", None, "Omar", "à faire", None],
        [day.replace(day=15), "lundi", "Lancement", None, "Spéciale", "Lina", None, None],
    ):
        sheet.append(row)
    found = plan_of(book, launch=day.replace(day=15))
    campaign = found.kept.campaign
    names = {role.id: role.title for role in campaign.roles}
    said = {t.title: (names[t.role], found.said[t.id].status) for t in campaign.tasks}
    assert said == {
        "Teaser": ("Lina", "Terminé"), "Story": ("Lina", "Terminé"), "Reel": ("Omar", "À faire"),
        "Lancement": ("Lina", ""), "Spéciale": ("Lina", ""),
    }  # fmt: skip
    assert [line.amount for line in campaign.budget] == [50]


@pytest.mark.parametrize("beside", [False, True], ids=["below", "beside"])
def test_a_status_in_the_colour_of_a_row_is_its_status(*, beside: bool) -> None:
    """A legend says what the colours of a dated plan mean, and is no task; a word comes first."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Étape", "Qui", "Pour le", "État"])
    green, orange, red = "00B050", "FFC000", "FF0000"
    rows = [("Brief", 11, green, None), ("Devis", 18, orange, None), ("Tirage", 25, red, "validé"),
            ("Réception", 28, red, None), ("Ouverture", 29, None, None)]  # fmt: skip
    for row, (title, day, color, status) in enumerate(rows, 2):
        sheet.append([title, "AL", dt.date(2027, 1, day), status])
        if color:
            sheet.cell(row, 1).fill = PatternFill("solid", fgColor=color)
    at, column = (2, 7) if beside else (9, 1)
    for row, (color, said) in enumerate(
        [(green, "vert = fait"), (orange, "En cours"), (red, "en retard")], at
    ):
        sheet.cell(row, column, said).fill = PatternFill("solid", fgColor=color)
    found = plan_of(book)
    tasks = {task.title: task for task in found.kept.campaign.tasks}
    assert {title: found.said[task.id].status for title, task in tasks.items()} == {
        "Brief": "Terminé", "Devis": "En cours", "Tirage": "Validé", "Réception": "",
        "Ouverture": "",
    }  # fmt: skip
    assert {title: task.note for title, task in tasks.items() if task.note} == {
        "Réception": "en retard"
    }
    assert any("un statut qui n’est pas connu" in doubt.text.fr for doubt in found.doubts)


def test_coloured_tasks_called_like_statuses_are_no_legend() -> None:
    """An entry of a legend stands alone in its row; what has a date is a task."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Tâche", "Échéance"])
    for row, (title, color) in enumerate(
        [("Fait", "00B050"), ("En cours", "FFC000"), ("Lancer", "FF0000")], 2
    ):
        sheet.append([title, dt.date(2027, 1, 3 + row)])
        sheet.cell(row, 1).fill = PatternFill("solid", fgColor=color)
    found = plan_of(book)
    said = {task.title: found.said[task.id].status for task in found.kept.campaign.tasks}
    assert said == {"Fait": "", "En cours": "", "Lancer": ""}
