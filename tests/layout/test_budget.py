"""Amounts that people type add up, by category and in all, and what is overrun shows."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from retrosheet.language import LANGS
from retrosheet.layout import number_formats
from retrosheet.layout.budget import tab as budget
from retrosheet.layout.budget.grid import CATEGORY_ROW, TOTAL_ROW, Grid, column
from retrosheet.workbook.model import Sheet
from tests.engines.cell_reference import a1
from tests.engines.grid import Value
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.small import small

TODAY = dt.date(2026, 11, 21)


class Live:
    """The tab in a new workbook, open."""

    def __init__(self, tmp_path: Path) -> None:
        book = small("fr", TODAY)
        path = tmp_path / "plan.xlsx"
        path.write_bytes(book.content)
        self.frame = book.frame
        self.engine = IronCalcWorkbook.load(path)
        self.title = self.frame.titles["budget"]
        self.grid = Grid(Sheet("budget", self.title), self.frame)
        self.first = self.grid.header_row + 1
        self.spare = self.first + len(self.frame.campaign.budget)

    def show(self, row: int, key: str) -> Value:
        return self.engine.values(self.title).get((row + 1, column(key) + 1), "")

    def put(self, row: int, key: str, value: Value) -> None:
        self.engine.set(self.title, a1(row + 1, column(key) + 1), value)


def test_totals_are_what_the_archetype_plans(tmp_path: Path) -> None:
    """The sum of the lines, of the categories and of what remains is one."""
    book = Live(tmp_path)
    planned = sum(line.amount for line in book.frame.campaign.budget)
    assert book.show(TOTAL_ROW, "planned") == book.show(TOTAL_ROW, "remaining") == planned
    rows = range(CATEGORY_ROW, book.grid.last_category_row)
    amounts = [book.show(row, "planned") for row in rows]
    assert sum(amount for amount in amounts if isinstance(amount, float)) == planned


def test_what_remains_is_less_what_was_committed_or_paid(tmp_path: Path) -> None:
    """Whichever is more counts; a word in place of an amount counts as nothing."""
    book = Live(tmp_path)
    planned = book.frame.campaign.budget[0].amount
    book.put(book.first, "committed", 1000)
    assert book.show(book.first, "remaining") == planned - 1000
    book.put(book.first, "paid", 1200)
    assert book.show(book.first, "remaining") == planned - 1200
    book.put(book.first, "paid", "rien")
    assert book.show(book.first, "remaining") == planned - 1000


def test_the_due_date_is_that_of_the_task(tmp_path: Path) -> None:
    """It is looked up by the ID beside it, and an ID that no task has is said."""
    book = Live(tmp_path)
    line = book.frame.campaign.budget[0]
    due = book.frame.schedule.by_id[line.task].due
    assert book.show(book.first, "due") == (due - dt.date(1899, 12, 30)).days
    book.put(book.first, "task", "RIEN9")
    assert book.show(book.first, "due") == "ID inconnu"
    book.put(book.first, "task", "")
    assert book.show(book.first, "due") == ""


def test_a_category_that_somebody_types_gets_a_row_of_its_own(tmp_path: Path) -> None:
    """Its expenses are summed like those of the archetype's categories."""
    book = Live(tmp_path)
    last = book.grid.last_category_row
    assert book.show(last, "line") == ""
    book.put(book.spare, "category", "Cadeaux")
    book.put(book.spare, "planned", 500)
    assert (book.show(last, "line"), book.show(last, "planned")) == ("Cadeaux", 500)


def test_what_has_no_row_shares_the_last_one(tmp_path: Path) -> None:
    """So the categories always add up to the total."""
    book = Live(tmp_path)
    last = book.grid.last_category_row
    for offset, name in enumerate(("Cadeaux", "Taxis", "")):
        book.put(book.spare + offset, "category", name)
        book.put(book.spare + offset, "planned", 100)
    assert (book.show(last, "line"), book.show(last, "planned")) == ("Autres, sans catégorie", 300)


def test_the_dashboard_shows_the_totals(tmp_path: Path) -> None:
    """What is committed, and which share of the plan that is."""
    book = Live(tmp_path)
    texts = list(book.engine.values(book.frame.titles["dashboard"]).values())
    assert {"rien d’engagé pour l’instant", "rien de payé pour l’instant"} <= set(texts)
    book.put(book.first, "committed", 180.05)
    texts = list(book.engine.values(book.frame.titles["dashboard"]).values())
    assert "rien d’engagé pour l’instant" not in texts
    assert 180.05 in texts
    assert "10 % du prévu" in texts


def test_an_overrun_is_red_and_has_a_sign(tmp_path: Path) -> None:
    """In print without colour a triangle still says it."""
    book = Live(tmp_path)
    assert all("▲" in number_formats.money(lang) for lang in LANGS)
    rules = budget.lay_out(book.frame).rules
    keys = {rule.area.first_column for rule in rules if rule.area.first_row == book.grid.header_row}
    assert keys == {column(key) for key in ("committed", "paid", "remaining")}
