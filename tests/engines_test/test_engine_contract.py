"""What every engine must do with the same workbook, whichever it is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines.cell_reference import Area
from tests.engines.grid import CellError, Grid, as_date, errors, named_value, value
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.engines.libreoffice_engine import LibreOffice
from tests.engines_test import example_workbook as example
from tests.engines_test.example_workbook import (
    PLAN,
    PLAN_DATES,
    TASKS,
    day_of_column,
    plan_dates,
    write_example,
)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_example(tmp_path_factory.mktemp("example") / "example.xlsx")


@pytest.fixture(params=["ironcalc", pytest.param("libreoffice", marks=pytest.mark.libreoffice)])
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def grid(engine: str, path: Path, request: pytest.FixtureRequest) -> Iterator[Grid]:
    if engine == "ironcalc":
        yield IronCalcWorkbook.load(path)
    else:
        office: LibreOffice = request.getfixturevalue("libreoffice")
        with office.open(path) as document:
            yield document


def test_the_example_is_calculated_right(grid: Grid) -> None:
    """Both engines give the dates, counts and texts that were worked out by hand."""
    assert isinstance(grid, Grid)
    assert grid.sheets == list(example.SHEETS)
    assert plan_dates(grid) == PLAN_DATES
    assert errors(grid) == []
    assert value(grid, "Dashboard", "B2") == 7
    assert value(grid, PLAN, "G5") == "late"
    assert value(grid, PLAN, "G6") == ""
    assert value(grid, PLAN, "H5") is None


def test_names_lead_to_sheet_and_area(grid: Grid) -> None:
    """In any case of letters; a name that is not there is an error."""
    assert grid.name("RS_plan") == (PLAN, Area(3, 1, 9, 7))
    assert as_date(named_value(grid, "rs_launch")) == example.LAUNCH
    with pytest.raises(KeyError):
        grid.name("rs_nothing")


def test_moving_the_launch_moves_the_plan(grid: Grid) -> None:
    """What is put in is calculated before the next look."""
    grid.set_name("rs_launch", dt.date(2027, 3, 16))
    assert plan_dates(grid)["T03"] == (dt.date(2027, 3, 9), dt.date(2027, 3, 15))


def test_what_is_put_in_is_read_back(grid: Grid) -> None:
    """A text stays a text whatever it looks like; None empties the cell."""
    for content in (12.5, True, False, "=A1", "15/03/2027", "'quoted"):
        grid.set("Settings", "H1", content)
        assert value(grid, "Settings", "H1") == content
    grid.set_formula("Settings", "H1", "=1/0")
    assert value(grid, "Settings", "H1") == CellError("#DIV/0!")
    assert errors(grid) == ["Settings!R1C8: #DIV/0!"]
    grid.set_formula("Settings", "H1", '=IF(rs_launch>_engine!$C$2,"a;b,c",NA())')
    assert value(grid, "Settings", "H1") == "a;b,c"
    grid.type_in("Settings", "H2", "2027-03-15")
    assert as_date(value(grid, "Settings", "H2")) == example.LAUNCH
    grid.set("Settings", "H1", None)
    assert value(grid, "Settings", "H1") is None


def test_inserted_rows_keep_names_and_dates(grid: Grid) -> None:
    """Names move with their rows: inside, before the last, before the first and after all."""
    for row, top, bottom in ((6, 3, 10), (9, 3, 11), (3, 4, 12), (13, 4, 12)):
        grid.insert_rows(PLAN, row)
        assert grid.name("rs_plan") == (PLAN, Area(top, 1, bottom, 7))
        assert plan_dates(grid) == PLAN_DATES


def test_a_deleted_row_lets_its_neighbours_meet(grid: Grid) -> None:
    """Names and formulas close the gap."""
    grid.delete_rows(PLAN, example.FIRST_ROW + 2)
    assert grid.name("rs_plan") == (PLAN, Area(3, 1, 8, 7))
    # Ten working days before the launch on 15 March.
    assert plan_dates(grid)["T02"] == (dt.date(2027, 2, 26), dt.date(2027, 3, 12))


def test_today_can_be_chosen(grid: Grid) -> None:
    """A fixed day stands for the clock, and texts that say TODAY stay."""
    grid.set_formula("Settings", "H1", '=IF("TODAY"="",0,TODAY()+1)')
    grid.freeze_today(dt.date(2027, 3, 15))
    assert as_date(value(grid, "Settings", "H1")) == dt.date(2027, 3, 16)


def test_bars_are_seen_with_their_conditional_formats(grid: Grid) -> None:
    """Each bar covers its task's days, days off included, and the late one is red."""
    fills = grid.fills(PLAN, Area(4, 9, 9, 43))
    for row, (_, _, _, _, start, due) in enumerate(TASKS, example.FIRST_ROW):
        colour = example.LATE if row == example.FIRST_ROW else example.BAR
        bar = {
            day_of_column(column)
            for (at, column), fill in fills.items()
            if at == row and fill == colour
        }
        assert (min(bar), max(bar), len(bar)) == (start, due, (due - start).days + 1)
    assert fills[9, 14] == example.OFF_DAY
