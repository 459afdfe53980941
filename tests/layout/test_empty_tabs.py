"""A tab that nobody has filled in yet says what comes next, and stops once somebody has."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from retrosheet.layout import raci
from retrosheet.layout.budget import grid as budget_grid
from retrosheet.layout.budget.grid import Grid
from retrosheet.layout.engine import mine
from retrosheet.layout.kpi import tab as kpi
from retrosheet.workbook.model import Sheet
from tests.engines.cell_reference import a1
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.small import small

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame
    from tests.engines.grid import Value

TODAY = dt.date(2026, 11, 21)


class Open:
    """A new campaign in IronCalc, in which people type."""

    def __init__(self, folder: pytest.TempPathFactory) -> None:
        book = small("en", TODAY)
        path = folder.mktemp("empty") / "plan.xlsx"
        path.write_bytes(book.content)
        self.frame: Frame = book.frame
        self.grid = IronCalcWorkbook.load(path)
        self.grid.freeze_today(TODAY)

    def put(self, tab: str, row: int, column: int, value: Value | None) -> None:
        self.grid.set(self.frame.titles[tab], a1(row + 1, column + 1), value)

    def shown(self, tab: str) -> str:
        """All that the tab says."""
        return " | ".join(str(value) for value in self.grid.values(self.frame.titles[tab]).values())


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Open:
    return Open(tmp_path_factory)


def test_roles_without_names_are_to_be_named(book: Open) -> None:
    """The matrix and the load say where, until the first name stands there."""
    assert "Roles, and no names yet: type them in Settings" in book.shown("raci")
    assert "No names yet: Settings, Team" in book.shown("dashboard")
    people = book.frame.settings.people
    book.put("settings", people.first_row, people.first_column, "Claire")
    assert "no names yet" not in book.shown("raci")
    assert "One letter a cell" in book.shown("raci")
    assert "No names yet" not in book.shown("dashboard")
    assert people.last_row - people.first_row + 1 == book.frame.settings.team_rows
    assert raci.wanted(book.frame)


def test_a_budget_without_amounts_asks_for_them(book: Open) -> None:
    """First for what is planned, then for what is spent; nothing is said of zeros."""
    grid = Grid(Sheet("budget", book.frame.titles["budget"]), book.frame)
    lines = range(grid.header_row + 1, grid.sentinel_row)
    planned, paid = (budget_grid.column(key) for key in ("planned", "paid"))
    assert "Type what is committed, then paid" in book.shown("budget")
    for row in lines:
        book.put("budget", row, planned, None)
    assert "No amounts planned: type them line by line" in book.shown("budget")
    assert "to be typed in the Budget tab" in book.shown("dashboard")
    book.put("budget", lines[0], planned, 300)
    book.put("budget", lines[0], paid, 200)
    assert "Fill in the cream-coloured cells" in book.shown("budget")


def test_indicators_without_results_ask_for_them(book: Open) -> None:
    """Until the first result is typed."""
    asked = "type the result in its cream-coloured cell"
    assert asked in book.shown("kpi")
    rows = (cell.row for cell in kpi.lay_out(book.frame).cells if cell.value == "Indicator")
    book.put("kpi", next(rows) + 1, kpi.column("actual"), 12)
    assert asked not in book.shown("kpi")


def test_my_tasks_ask_for_a_person(book: Open) -> None:
    """An empty name gets no empty table without a word."""
    book.put("mine", *mine.PERSON, None)
    assert "Choose a person of the team." in book.shown("mine")


def test_without_launch_day_no_list_is_called_empty(book: Open) -> None:
    """ "Nothing is late" would be said of tasks that have no dates."""
    book.grid.set_name("rs_launch", "soon")
    said = book.shown("dashboard")
    assert said.count("Without launch day, no dates.") == 3
    assert "Nothing is late" not in said
