"""Indicators: the day to measure follows launch, the verdict follows what was measured."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from retrosheet.layout.kpi import tab as kpi
from tests.engines.cell_reference import a1
from tests.engines.grid import Value
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.made import LAUNCH, archetype_names, made
from tests.small import small

TODAY = dt.date(2026, 11, 21)


class Live:
    """The tab in a new workbook, open."""

    def __init__(self, tmp_path: Path, today: dt.date = TODAY) -> None:
        book = small("fr", today)
        path = tmp_path / "plan.xlsx"
        path.write_bytes(book.content)
        self.frame = book.frame
        self.engine = IronCalcWorkbook.load(path)
        self.engine.freeze_today(today)
        self.title = self.frame.titles["kpi"]
        wanted = self.frame.campaign.kpis[0].title
        values = self.engine.values(self.title)
        self.first = next(row for (row, _), value in values.items() if value == wanted) - 1

    def show(self, row: int, key: str) -> Value:
        return self.engine.values(self.title).get((row + 1, kpi.column(key) + 1), "")

    def put(self, row: int, key: str, value: Value) -> None:
        self.engine.set(self.title, a1(row + 1, kpi.column(key) + 1), value)


def test_the_day_to_measure_follows_launch(tmp_path: Path) -> None:
    """Move launch by a week, and each measurement moves with it."""
    book = Live(tmp_path)
    day = (LAUNCH + dt.timedelta(days=30) - dt.date(1899, 12, 30)).days
    assert book.show(book.first, "day") == day
    launch = book.frame.settings.entry("launch")
    book.engine.set(
        launch.title, a1(launch.first_row + 1, launch.first_column + 1), LAUNCH + dt.timedelta(7)
    )
    assert book.show(book.first, "day") == day + 7


def test_nothing_is_judged_before_it_is_measured(tmp_path: Path) -> None:
    """Until its day the verdict says in how many days, from then on that it is to be measured."""
    book = Live(tmp_path)
    left = (LAUNCH + dt.timedelta(days=30) - TODAY).days
    assert [book.show(book.first, key) for key in ("reached", "verdict")] == ["", f"dans {left} j"]
    late = Live(tmp_path, LAUNCH + dt.timedelta(days=30))
    assert late.show(late.first, "verdict") == "à mesurer"


def test_a_result_is_compared_with_its_target(tmp_path: Path) -> None:
    """As a share of the target, and in words."""
    book = Live(tmp_path)
    book.put(book.first, "actual", 13200)
    assert book.show(book.first, "reached") == pytest.approx(1.1)
    assert book.show(book.first, "verdict") == "✓ atteint"
    book.put(book.first, "actual", 6000)
    assert book.show(book.first, "verdict") == "✗ pas atteint"


def test_a_cost_is_to_stay_below_its_target(tmp_path: Path) -> None:
    """Where less is better, more than the target is missed."""
    book = Live(tmp_path)
    row = book.first
    book.put(row, "target", 50)
    book.put(row, "direction", "au plus")
    book.put(row, "actual", 60)
    assert book.show(row, "verdict") == "✗ pas atteint"
    book.put(row, "actual", 40)
    assert book.show(row, "verdict") == "✓ atteint"


@pytest.mark.parametrize("typed", [0, "beaucoup"])
def test_what_cannot_be_compared_gives_no_error(typed: Value, tmp_path: Path) -> None:
    """A target of zero or a word leaves the verdict empty."""
    book = Live(tmp_path)
    book.put(book.first, "target", typed)
    book.put(book.first, "actual", 10)
    assert [book.show(book.first, key) for key in ("reached", "verdict")] == ["", ""]


def test_a_spare_line_takes_an_indicator_of_ones_own(tmp_path: Path) -> None:
    """Title, target and day are enough: it is judged like the others."""
    book = Live(tmp_path)
    row = book.first + len(book.frame.campaign.kpis)
    for key, value in (("title", "Avis"), ("target", 50), ("offset", 10), ("actual", 50)):
        book.put(row, key, value)
    day = (LAUNCH + dt.timedelta(days=10) - dt.date(1899, 12, 30)).days
    assert [book.show(row, key) for key in ("day", "reached")] == [day, 1]


@pytest.mark.parametrize("name", archetype_names())
def test_every_answer_of_every_objective_is_there(name: str) -> None:
    """Why it is specific, relevant and in time is written out for each."""
    frame = made(name, "en", TODAY).frame
    texts = {cell.value for cell in kpi.lay_out(frame).cells}
    for objective in frame.campaign.objectives:
        assert {objective.specific, objective.relevant, objective.time_bound} <= texts
