"""The same from finished files: what readers must fetch for sync to name what is lost."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest
from openpyxl.workbook.defined_name import DefinedName

from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.xlsx.read import read
from tests.sync.typing import column_of, evening, row_of, tables

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

    from tests.engines.libreoffice_engine import LibreOffice


class File:
    """The evening's workbook, edited by another program and read back."""

    def __init__(self, path: Path) -> None:
        path.write_bytes(evening())
        self.path = path
        self.book: Workbook = openpyxl.load_workbook(path)
        plan = self.book["Plan"]
        assert plan is not None
        self.plan: Worksheet = plan

    def place(self, task: str, key: str) -> tuple[int, int]:
        """The cell of a task, as openpyxl counts."""
        there = tables()
        top, left = there["rs_plan"].row, there["rs_plan"].column
        return top + row_of(there, task) + 1, left + column_of(there, key) + 1

    def said(self) -> Iterator[tuple[str, str, str]]:
        self.book.save(self.path)
        found = read(self.path, NAMES, "en").tables
        for doubt in read_snapshot(found).doubts:
            yield doubt.why, doubt.where, doubt.typed


@pytest.fixture
def file(tmp_path: Path) -> File:
    return File(tmp_path / "plan.xlsx")


def test_nothing_is_lost_in_a_new_file(file: File) -> None:
    """A fresh workbook holds nothing that the tool would not read."""
    assert list(file.said()) == []


def test_merged_owners(file: File) -> None:
    """Owners merged over several rows are named with their area, as only the first row has one."""
    (row, column), (last, _) = file.place("PRE1", "owner"), file.place("PRE3", "owner")
    file.plan.merge_cells(start_row=row, start_column=column, end_row=last, end_column=column)
    letter = openpyxl.utils.get_column_letter(column)
    assert ("merged", f"Plan!{letter}{row}:{letter}{last}", "") in file.said()


def test_an_error_value_on_any_tab_that_people_see(file: File) -> None:
    """A #REF! is named by its cell on the dashboard, the guide and in Settings alike."""
    for tab, cell in (("Dashboard", "B3"), ("Guide", "C3"), ("Settings", "D3")):
        file.book[tab][cell].value = "#REF!"
        file.book[tab][cell].data_type = "e"
    said = sorted((why, where) for why, where, _ in file.said())
    assert said == [
        ("error", "Dashboard!B3"), ("error", "Guide!C3"), ("error", "Settings!D3"),
    ]  # fmt: skip


def test_work_in_a_duplicated_tab(file: File) -> None:
    """The programs that people use give the copy names of its own."""
    copy = file.book.copy_worksheet(file.plan)
    copy.title = "Plan (2)"
    area = file.book.defined_names["rs_plan"].attr_text
    assert area is not None
    reference = area.rpartition("!")[2]
    copy.defined_names["rs_plan"] = DefinedName("rs_plan", attr_text=f"'Plan (2)'!{reference}")
    row, column = file.place("PRE2", "status")
    copy.cell(row, column).value = "Done"
    where = f"Plan (2)!{openpyxl.utils.get_column_letter(column)}{row}"
    assert list(file.said()) == [("copy", where, "Done")]


def test_a_task_below_the_plan(file: File) -> None:
    """What is typed under the last line is named with its cell, and not lost in silence."""
    _, column = file.place("A10", "title")
    table = tables()["rs_plan"]
    below = table.row + table.height + 4
    file.plan.cell(below, column).value = "Call the mayor"
    letter = openpyxl.utils.get_column_letter(column)
    said = [(where, typed) for _, where, typed in file.said()]
    assert said == [(f"Plan!{letter}{below}", "Call the mayor")]


@pytest.mark.libreoffice
def test_deleted_helper_columns_and_a_deleted_header(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """Every date is #REF! after it; no task is lost, and the first cell of each tab is named."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(evening())
    with libreoffice.open(path, recalculate=True) as document:
        table = tables()["rs_plan"]
        letter = openpyxl.utils.get_column_letter(column_of(tables(), "row") + 1)
        document.delete_columns("Plan", letter)
        document.delete_rows("Plan", table.row + 2)
        document.recalculate()
        saved = document.save(tmp_path / "saved.xlsx")
    found = read_snapshot(read(saved, NAMES, "en").tables)
    assert len(found.lines) == 7
    assert found.deleted == ()
    said = {doubt.why: doubt for doubt in found.doubts}
    assert said["lost_columns"].typed == "row"
    assert "lost_header" in said
    errors = [doubt for doubt in found.doubts if doubt.why == "error"]
    assert {doubt.where.partition("!")[0] for doubt in errors} >= {"Plan"}
    assert {doubt.typed for doubt in errors} <= {"#REF!", "#NAME?", "#VALUE!"}
