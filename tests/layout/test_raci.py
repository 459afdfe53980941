"""RACI letters are typed by people; tasks, names and the verdict on each row follow."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from retrosheet.archetype.model import RaciLetter
from retrosheet.campaign import Task
from retrosheet.layout import raci
from retrosheet.layout.frame import Frame
from tests.engines.cell_reference import a1
from tests.engines.grid import Value
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.made import archetype_names, made
from tests.small import small

TODAY = dt.date(2026, 11, 21)
FIRST = raci.HEADER_ROW + 1
TITLE, CHECK, ROLES = 2, 3, 4


class Live:
    """The tab in a new workbook, open."""

    def __init__(self, tmp_path: Path) -> None:
        book = small("fr", TODAY)
        path = tmp_path / "plan.xlsx"
        path.write_bytes(book.content)
        self.frame: Frame = book.frame
        self.grid = IronCalcWorkbook.load(path)

    def show(self, row: int, column: int) -> Value:
        return self.grid.values(self.frame.titles["raci"]).get((row + 1, column + 1), "")

    def put(self, row: int, column: int, letter: str) -> None:
        self.grid.set(self.frame.titles["raci"], a1(row + 1, column + 1), letter)


def task(*raci_letters: tuple[str, RaciLetter]) -> Task:
    return Task(id="T1", phase=0, title="T", role="chef", raci=raci_letters)


def test_the_owner_decides_as_well_where_nobody_else_does() -> None:
    """Responsible alone is accountable too, until somebody else is named."""
    assert raci.letters_of(task()) == {"chef": "A/R"}
    assert raci.letters_of(task(("chef", "R"), ("boss", "C"))) == {"chef": "A/R", "boss": "C"}
    assert raci.letters_of(task(("chef", "R"), ("boss", "A"))) == {"chef": "R", "boss": "A"}
    assert raci.letters_of(task(("chef", "R"), ("chef", "A"))) == {"chef": "A/R"}


@pytest.mark.parametrize("name", archetype_names())
def test_every_row_of_a_shipped_archetype_is_in_order(name: str) -> None:
    """Each task has one who does it and one who decides."""
    sheet = raci.lay_out(made(name, "fr", TODAY).frame)
    checks = {cell.value for cell in sheet.cells if cell.column == CHECK and cell.row >= FIRST}
    assert checks == {"✓", ""}


def test_a_row_says_in_words_what_it_lacks(tmp_path: Path) -> None:
    """Nobody responsible, nobody accountable, several, or nobody at all."""
    book = Live(tmp_path)
    assert book.show(FIRST, CHECK) == "✓"
    for letter, verdict in (("R", "manque un A"), ("A", "manque un R"), ("A/R", "✓")):
        book.put(FIRST, ROLES, letter)
        assert book.show(FIRST, CHECK) == verdict
    book.put(FIRST, ROLES + 1, "A")
    assert book.show(FIRST, CHECK) == "plusieurs A"
    for column in range(ROLES, ROLES + len(book.frame.campaign.roles)):
        book.put(FIRST, column, "")
    assert book.show(FIRST, CHECK) == "à répartir"


def test_titles_and_names_follow_the_plan_and_settings(tmp_path: Path) -> None:
    """A task renamed or a person entered is called so here too."""
    book = Live(tmp_path)
    frame = book.frame
    plan, settings = frame.titles["plan"], frame.titles["settings"]
    title = a1(frame.plan.first_row + 1, frame.plan.column("title") + 1)
    book.grid.set(plan, title, "Cadrer")
    assert book.show(FIRST, TITLE) == "Cadrer"
    book.grid.set(
        settings, a1(frame.settings.team.first_row + 2, frame.settings.team_column + 2), "Nadia"
    )
    assert book.show(raci.HEADER_ROW, ROLES) == "Nadia"


def test_whoever_has_two_roles_has_two_columns_that_say_which(tmp_path: Path) -> None:
    """Their name with the role behind it, so that neither column is taken for the other."""
    book = Live(tmp_path)
    frame = book.frame
    for row in (2, 3):
        cell = a1(frame.settings.team.first_row + row, frame.settings.team_column + 2)
        book.grid.set(frame.titles["settings"], cell, "Nadia")
    titles = [role.title for role in frame.campaign.roles[:2]]
    heads = [book.show(raci.HEADER_ROW, ROLES + n) for n in (0, 1)]
    assert heads == [f"Nadia ({title})" for title in titles]


def test_a_spare_line_waits_for_its_task(tmp_path: Path) -> None:
    """Its row is empty until a title is typed into the plan, then it asks for letters."""
    book = Live(tmp_path)
    frame = book.frame
    row = FIRST + frame.task_count
    line = frame.plan.rows[frame.lines[frame.task_count].id]
    assert [book.show(row, column) for column in (TITLE, CHECK)] == ["", ""]
    title = a1(line + 1, frame.plan.column("title") + 1)
    book.grid.set(frame.titles["plan"], title, "Fêter")
    assert [book.show(row, column) for column in (TITLE, CHECK)] == ["Fêter", "à répartir"]


def test_each_role_sees_how_much_it_does_and_decides(tmp_path: Path) -> None:
    """The two counts above a column follow each letter that is typed."""
    book = Live(tmp_path)
    before = book.show(3, ROLES), book.show(4, ROLES)
    done = [task.id for task in book.frame.campaign.tasks].index("PUB1-1")
    assert book.show(FIRST + done, ROLES) == "R"
    book.put(FIRST + done, ROLES, "A/R")
    assert isinstance(before[1], float)
    assert (book.show(3, ROLES), book.show(4, ROLES)) == (before[0], before[1] + 1)


@pytest.mark.parametrize("name", archetype_names())
def test_the_printed_matrix_ends_with_the_last_task(name: str) -> None:
    """No task is left out, and no spare line printed."""
    frame = made(name, "fr", TODAY).frame
    sheet = raci.lay_out(frame)
    ids = {placed.task.id for placed in frame.schedule.tasks}
    assert sheet.printing.area is not None
    _, _, last, _ = sheet.printing.area
    printed = [cell.value for cell in sheet.cells if cell.column == 1 and FIRST <= cell.row <= last]
    assert len(printed) == len(ids)
    assert {*printed} == ids
