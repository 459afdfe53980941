"""What is people's own on our tabs and beside them: an update leaves it with what it belongs to."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Callable
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from retrosheet.archetype.terms import Duration, Need, needs_text
from retrosheet.calendars import public_holidays
from retrosheet.files.fingerprint import Fingerprint
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.update.plan import Update
from retrosheet.update.whole import Wanted
from retrosheet.update.words import change_line
from retrosheet.xlsx.read import read_book
from tests.engines.libreoffice_engine import LibreOffice
from tests.update.files import (
    Sheet,
    archetype,
    edited,
    looked_at,
    made_of,
    opened,
    plain,
    present,
    updated,
    with_tasks,
    wrong_dates,
)

SETTINGS = "Réglages"


def after(
    work: Callable[[Sheet], None], look: Callable[[bytes], Sheet] = looked_at
) -> tuple[Sheet, Update]:
    """A plan after what somebody did and an update; a second one has nothing to do."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        work(sheet)
    content, update = updated(saved.getvalue())
    assert updated(content)[0] == content
    assert not wrong_dates(content)
    return look(content), update


def in_phases(sheet: Sheet, count: int) -> None:
    """Gives as many tasks each a phase of its own that no list has."""
    for number, row_id in enumerate(sheet.ids()[:count], 1):
        sheet.cell(row_id, "phase").value = f"Phase {number}"


def found(tab: Any, text: object) -> Any:
    """The one cell that says this."""
    (cell,) = (cell for row in tab.iter_rows() for cell in row if cell.value == text)
    return cell


def phases(sheet: Sheet) -> list[str]:
    tab = sheet.book[SETTINGS]
    head = found(tab, "Phase")
    lines = (tab.cell(row, head.column).value for row in range(head.row + 1, tab.max_row))
    said = []
    for line in lines:
        if line in (None, "Fermetures et congés"):
            break
        said.append(line)
    return said


def test_phases_that_come_are_told_one_by_one() -> None:
    """The list of the settings takes them at its end, so that all others keep their colours."""
    first = phases(looked_at(plain()))
    sheet, update = after(lambda sheet: in_phases(sheet, 2))
    told = [change_line(one, "fr") for one in update.changes if one.what == "phase"]
    assert told == [
        "La phase « Phase 1 » entre dans la liste des réglages.",
        "La phase « Phase 2 » entre dans la liste des réglages.",
    ]
    assert phases(sheet) == [*first, "Phase 1", "Phase 2"]


def test_a_phase_that_has_another_name_on_all_its_rows_keeps_its_place() -> None:
    """Its number and its colour are those that it had under the old name."""
    first = phases(looked_at(plain()))

    def rename(sheet: Sheet) -> None:
        for row_id in sheet.ids():
            if sheet.cell(row_id, "phase").value == first[1]:
                sheet.cell(row_id, "phase").value = "Logistique"

    assert phases(after(rename)[0]) == [first[0], "Logistique", *first[2:]]


def test_phases_that_people_list_are_kept_in_their_order() -> None:
    """One that no task is of yet, and two that somebody has exchanged."""
    first = phases(looked_at(plain()))

    def work(sheet: Sheet) -> None:
        head = found(sheet.book[SETTINGS], "Phase")
        for number, title in enumerate([first[1], first[0], *first[2:], "Plus tard"], 1):
            head.offset(number).value = title
        sheet.cell(sheet.spare()[0], "title").value = "Appeler la mairie"

    assert phases(after(work)[0]) == [first[1], first[0], *first[2:], "Plus tard"]


def test_what_stands_below_the_phases_moves_down_with_its_looks() -> None:
    """Team, holidays and closures: values, colours, notes and people's checks move together."""
    texts = ("Graphiste", "Assomption", "Équipe", "Jour férié", "à nous")

    def work(sheet: Sheet) -> None:
        tab = sheet.book[SETTINGS]
        tab.cell(60, 3).value = "à nous"
        for number, text in enumerate(texts):
            cell = next(cell for row in tab.iter_rows() for cell in row if cell.value == text)
            cell.fill = PatternFill("solid", fgColor=f"FF00{number:02}FF")
            cell.comment = Comment(f"note {text}", "Léa")
            rule = DataValidation("whole", "3", operator="greaterThan")
            rule.error = f"contrôle {text}"
            rule.add(cell.coordinate)
            tab.add_data_validation(rule)
        in_phases(sheet, 9)

    before = {text: _first(looked_at(plain()).book[SETTINGS], text) for text in texts[:-1]}
    sheet, _ = after(work, opened)
    tab = sheet.book[SETTINGS]
    checks = {rule.error: str(rule.sqref) for rule in tab.data_validations.dataValidation}
    for number, text in enumerate(texts):
        cell = _first(tab, text)
        assert cell.fill.fgColor.rgb == f"FF00{number:02}FF", text
        assert cell.comment.text == f"note {text}"
        assert checks[f"contrôle {text}"] == cell.coordinate
    moved = {_first(tab, text).row - cell.row for text, cell in before.items()}
    assert len(moved) == 1
    assert moved.pop() > 0
    assert _first(tab, "à nous").row > 60


def _first(tab: Any, text: str) -> Any:
    return next(cell for row in tab.iter_rows() for cell in row if cell.value == text)


def test_entries_of_the_team_stay_on_their_lines() -> None:
    """Above them somebody has cleared one; who joins comes below, and owners are still theirs."""

    def work(sheet: Sheet) -> None:
        tab = sheet.book[SETTINGS]
        writer = _first(tab, "Rédacteur web")
        writer.offset(-1, 0).value = None
        writer.offset(-1, 1).value = None
        writer.fill = PatternFill("solid", fgColor="FF00AA00")
        sheet.cell(sheet.ids()[0], "owner").value = "Zoé"

    before = _first(looked_at(plain()).book[SETTINGS], "Rédacteur web")
    sheet, update = after(work)
    tab = sheet.book[SETTINGS]
    writer = _first(tab, "Rédacteur web")
    assert writer.coordinate == before.coordinate
    assert writer.fill.fgColor.rgb == "FF00AA00"
    assert tab.cell(writer.row - 1, writer.column).value is None
    assert _first(tab, "Zoé").row > writer.row
    owned = [row_id for row_id in sheet.ids() if sheet.cell(row_id, "owner").value
             == f"='{SETTINGS}'!$E${writer.row}"]  # fmt: skip
    plan = looked_at(plain())
    made = [row_id for row_id in plan.ids() if plan.cell(row_id, "owner").value
            == f"='{SETTINGS}'!$E${before.row}"]  # fmt: skip
    assert made
    assert owned == [row_id for row_id in made if row_id != sheet.ids()[0]]
    assert {change.title for change in update.changes if change.what == "people"} == {"Zoé"}


@pytest.mark.libreoffice
def test_a_column_before_the_gantt_is_people_s_own_for_good(
    libreoffice: LibreOffice, tmp_path: Any
) -> None:
    """Right of the last of ours, where a spreadsheet's name of the table would leave it out."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(plain())
    plan = looked_at(plain())
    last = max(plan.columns.values())
    row, line = plan.row("OFF4"), plan.spare()[0]
    with libreoffice.open(path) as document:
        letter, title = (get_column_letter(one) for one in (last + 1, plan.columns["title"]))
        document.insert_columns("Rétroplanning", letter)
        document.set("Rétroplanning", f"{letter}{plan.key_row + 1}", "Code")
        document.set("Rétroplanning", f"{letter}{row}", "C-4")
        document.set("Rétroplanning", f"{title}{line}", "Appeler la mairie")
        document.save(path)
    for word in ("C-4", "changed since"):
        content, update = updated(path.read_bytes())
        assert update.changes
        now = looked_at(content)
        table = now.book.defined_names["rs_plan"].attr_text
        assert now.tab.cell(now.row("OFF4"), last + 1).value == word
        assert now.tab.cell(now.key_row + 1, last + 1).value == "Code"
        assert table.split("$")[3] == letter
        with path.open("wb") as saved, edited(content, saved) as sheet:
            sheet.tab.cell(sheet.row("OFF4"), last + 1).value = "changed since"
            sheet.cell(sheet.spare()[0], "title").value = "Et encore une"


def test_a_tab_of_people_s_that_is_called_like_one_of_ours_stays() -> None:
    """Ours, which is missing, comes under another title, and that is told."""

    def work(sheet: Sheet) -> None:
        del sheet.book["Mes tâches"]
        for name in ("rs_page_mine", "rs_mine"):
            del sheet.book.defined_names[name]
        sheet.book.create_sheet("mes TÂCHES")["A1"] = "Ce que je dois faire"
        sheet.cell(sheet.spare()[0], "title").value = "Appeler la mairie"

    sheet, update = after(work)
    assert sheet.book["mes TÂCHES"].cell(1, 1).value == "Ce que je dois faire"
    assert len(list(sheet.book["mes TÂCHES"])) == 1
    assert "Mes tâches (retrosheet)" in sheet.book.sheetnames
    assert "'Mes tâches (retrosheet)'!" in sheet.book.defined_names["rs_mine"].attr_text
    told = [change_line(one, "fr") for one in update.changes if one.what == "tab"]
    said = "celui de retrosheet s’appelle « Mes tâches (retrosheet) »."
    assert told == [f"Votre onglet « Mes tâches » reste tel quel ; {said}"]


def test_a_plan_in_french_says_its_lags_in_french() -> None:
    """« + 3 j »; one that an earlier version has made with "+ 3d" does not count as changed."""
    needs = (Need("A1"), Need("B2", Duration(3, "d")), Need("C3", Duration(2, "cd")))
    assert needs_text(needs, "fr") == "A1, B2 + 3 j, C3 + 2 jc"
    assert needs_text(needs, "en") == "A1, B2 + 3d, C3 + 2cd"
    lagging = with_tasks(archetype(), OFF4={"needs": (Need("OFF1", Duration(2, "d")),)},
                         STK1={"needs": (Need("OFF4", Duration(3, "cd")),)})  # fmt: skip
    new = made_of(lagging)
    there = present(new)
    saved = io.BytesIO()
    with edited(new, saved) as sheet:
        for row_id, said in (("OFF4", "OFF1 + 2 j"), ("STK1", "OFF4 + 3 jc")):
            assert sheet.cell(row_id, "needs").value == said
            sheet.cell(row_id, "needs").value = said.replace(" jc", "cd").replace(" j", "d")
    earlier = present(saved.getvalue())
    assert earlier.relinked == ()
    assert earlier.ours.rows == there.ours.rows
    assert updated(saved.getvalue())[1].changes == ()


def test_a_task_on_whose_row_people_have_written_stays_when_the_type_gives_it_up() -> None:
    """In a column of theirs; it is shown as a conflict, as where they have changed the task."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        column = sheet.tab.max_column + 1
        sheet.tab.cell(sheet.key_row + 1, column).value = "Code"
        sheet.tab.cell(sheet.row("CLI2"), column).value = "C-2"
    less = with_tasks(archetype(), CLI2=None, SOC2=None)
    content, update = updated(saved.getvalue(), changed=less)
    assert update.merged.dropped == ("SOC2",)
    assert [(one.id, one.unit) for one in update.merged.conflicts] == [("CLI2", "row")]
    now = looked_at(content)
    assert "C-2" in {cell.value for cell in now.tab[now.row("CLI2")]}


def test_days_that_nobody_can_read_stay_in_the_list_when_the_country_changes() -> None:
    """However many, with what was written beside them, above the days of the other country."""
    saved = io.BytesIO()
    with edited(plain(), saved) as sheet:
        tab = sheet.book[SETTINGS]
        head = found(tab, "Date")
        free = next(
            row for row in range(head.row + 1, tab.max_row) if not tab.cell(row, head.column).value
        )
        tab.cell(free, head.column).value = "lundi de la kermesse"
        tab.cell(free, head.column + 1).value = "Kermesse"
        tab.cell(free + 2, head.column + 1).value = "Pont à fixer"
        for row in range(free + 3, free + 30):
            tab.cell(row, head.column).value = f"fête {row}"
    content, update = updated(saved.getvalue(), wanted=Wanted(country="AT"))
    assert "country" in [change.what for change in update.changes]
    tab = looked_at(content).book[SETTINGS]
    head, kept = found(tab, "Date"), found(tab, "lundi de la kermesse")
    assert tab.cell(kept.row, kept.column + 1).value == "Kermesse"
    assert found(tab, "Pont à fixer").row == kept.row + 1
    shown = [tab.cell(row, kept.column).value for row in range(head.row + 1, tab.max_row + 1)]
    assert {f"fête {row}" for row in range(free + 3, free + 30)} <= set(shown)
    days = {day.date() for day in shown if isinstance(day, dt.datetime)}
    assert days >= {holiday.day for holiday in public_holidays("AT", range(2027, 2028), "fr")}
    book = read_book(io.BytesIO(content), NAMES, Fingerprint(0, 0, 0, 0))
    doubts = read_snapshot(book.tables, "fr").doubts
    assert "lundi de la kermesse" in [doubt.typed for doubt in doubts]
