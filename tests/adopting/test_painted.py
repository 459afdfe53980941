"""Bars painted by hand: what is a bar, what is shading, and what the legend's colours say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from openpyxl import Workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from tests.adopting.plans import BLUE, GREEN, GREY, ORANGE, fill, paint, put
from tests.adopting.reading import dates, plan_of

if TYPE_CHECKING:
    from retrosheet.adopting.adopted import Adopted


def sheet_of(rows: list[tuple[str, int, int, str]]) -> tuple[Any, Any]:
    """Weeks 2 to 9 of 2027 in columns B to I, a bar a row."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Plan"
    sheet["A1"] = "Campagne 2027"
    put(sheet, 3, ["Tâche", *(f"S{week}" for week in range(2, 10))])
    for number, (title, first, last, color) in enumerate(rows, 4):
        sheet.cell(number, 1, title)
        paint(sheet, number, first, last, color)
    return book, sheet


ROWS = [("Brief", 2, 2, BLUE), ("Visuels", 3, 5, BLUE), ("Lancement", 9, 9, BLUE)]


def test_every_other_row_shaded_is_no_bar() -> None:
    """A row whose words are shaded like its weeks has a bar only where the colour differs."""
    book, sheet = sheet_of(ROWS)
    for column in range(1, 10):
        if not sheet.cell(5, column).fill.fill_type:
            sheet.cell(5, column).fill = fill(GREY)
    found = plan_of(book)
    assert dates(found)["Visuels"] == ("2027-01-18", "2027-02-05")


def test_merged_cells_are_a_bar_with_its_words_in_the_comment() -> None:
    """One merged bar is as long as its cells, and keeps what is written on it."""
    book, sheet = sheet_of(ROWS)
    sheet.merge_cells("C5:E5")
    sheet["C5"] = "avec le studio"
    found = plan_of(book)
    assert dates(found)["Visuels"] == ("2027-01-18", "2027-02-05")
    task = next(task for task in found.kept.campaign.tasks if task.title == "Visuels")
    assert task.note == "avec le studio"


def test_theme_colours_and_tints_are_bars_too() -> None:
    """A colour of the theme, lightened or not, counts like any other."""
    book, sheet = sheet_of(ROWS)
    for column in (3, 4, 5):
        sheet.cell(5, column).fill = PatternFill("solid", fgColor=Color(theme=5, tint=0.4))
    found = plan_of(book)
    assert dates(found)["Visuels"] == ("2027-01-18", "2027-02-05")


def test_several_colours_of_a_legend_on_one_row_are_several_tasks() -> None:
    """« Brochure » in the colours of creation and of printing becomes two tasks."""
    book, sheet = sheet_of([("Brochure", 2, 3, BLUE), ("Lancement", 9, 9, BLUE)])
    paint(sheet, 4, 4, 6, ORANGE)
    for number, (color, what) in enumerate(((BLUE, "Création"), (ORANGE, "Impression"))):
        sheet.cell(10 + number, 1).fill = fill(color)
        sheet.cell(10 + number, 2, what)
    found = plan_of(book)
    assert dates(found)["Brochure – Création"] == ("2027-01-11", "2027-01-22")
    assert dates(found)["Brochure – Impression"] == ("2027-01-25", "2027-02-12")
    phases = {task.title: task.phase for task in found.kept.campaign.tasks}
    assert phases["Brochure – Création"] != phases["Brochure – Impression"]


def test_a_status_in_a_colour_is_the_status() -> None:
    """Where the legend gives colours a status, each bar has it."""
    book, sheet = sheet_of([("Brief", 2, 2, GREEN), *ROWS[1:]])
    for number, (color, what) in enumerate(((GREEN, "Fait"), (BLUE, "À faire"))):
        sheet.cell(10 + number, 1).fill = fill(color)
        sheet.cell(10 + number, 2, what)
    found = plan_of(book)
    words = {p.task.title: found.said[p.task.id].status for p in found.kept.schedule.tasks}
    assert words == {"Brief": "Terminé", "Visuels": "À faire", "Lancement": "À faire"}


def test_days_off_in_the_legend_are_no_work() -> None:
    """A colour that the legend calls holidays makes no bar longer."""
    book, sheet = sheet_of(ROWS)
    paint(sheet, 5, 6, 7, GREY)
    sheet["A10"].fill = fill(GREY)
    sheet["B10"] = "Vacances scolaires"
    assert dates(plan_of(book))["Visuels"] == ("2027-01-18", "2027-02-05")


def test_a_row_that_stands_out_over_the_bars_below_is_a_phase() -> None:
    """A bold row whose bar spans those beneath is their heading, not a task."""
    book, sheet = sheet_of(
        [("CRÉATION", 2, 5, BLUE), ("Brief", 2, 2, BLUE), ("Visuels", 3, 5, BLUE), *ROWS[2:]]
    )
    sheet["A4"].font = Font(bold=True)
    found = plan_of(book)
    assert found.kept.campaign.phases[0].title == "CRÉATION"
    assert "CRÉATION" not in dates(found)


def test_a_bar_with_a_gap_goes_from_its_first_day_to_its_last() -> None:
    """Two stretches of one colour are one task."""
    book, sheet = sheet_of(ROWS)
    paint(sheet, 5, 7, 7, BLUE)
    assert dates(plan_of(book))["Visuels"] == ("2027-01-18", "2027-02-19")


def note_of(found: Adopted, title: str) -> str:
    return next(task.note for task in found.kept.campaign.tasks if task.title == title) or ""


def test_short_words_in_a_bar_are_kept_and_marks_are_not() -> None:
    """Initials and « BAT » say something; a cross says no more than the colour."""
    book, sheet = sheet_of(ROWS)
    sheet["C5"], sheet["D5"], sheet["E5"], sheet["B4"] = "JPD", "BAT", 2, "x"
    found = plan_of(book)
    assert note_of(found, "Visuels") == "JPD\nBAT\nS5 : 2"
    assert note_of(found, "Brief") == ""


def test_what_is_written_beside_a_bar_is_kept_with_its_column() -> None:
    """A cell without colour among the weeks is no work, and no word of it is lost."""
    book, sheet = sheet_of(ROWS)
    sheet["G5"] = "à confirmer"
    found = plan_of(book)
    assert dates(found)["Visuels"] == ("2027-01-18", "2027-02-05")
    assert note_of(found, "Visuels") == "S7 : à confirmer"


def test_a_cross_dates_a_row_without_colour_in_a_painted_plan() -> None:
    """Milestones are often marked where work is painted; numbers under weeks are none."""
    book, sheet = sheet_of(ROWS)
    sheet["A7"], sheet["H7"] = "Comité", "X"
    sheet["A8"], sheet["C8"], sheet["D8"] = "Charge", 3, 5
    found = plan_of(book)
    assert dates(found)["Comité"] == ("2027-02-22", "2027-02-26")
    assert note_of(found, "Charge") == "S3 : 3\nS4 : 5"
