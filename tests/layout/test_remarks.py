"""The sheet says live what it cannot use: beside launch day, above the plan, on the dashboard."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from retrosheet.layout import remarks
from retrosheet.layout.plan import tab as plan
from tests.engines.cell_reference import Area, a1
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.small import small

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.language import Lang
    from tests.engines.grid import Value

TODAY = dt.date(2026, 11, 21)


class Open:
    """A new campaign in IronCalc: what people type goes in, what the sheet remarks comes out."""

    def __init__(self, folder: Path, lang: Lang = "en") -> None:
        book = small(lang, TODAY)
        path = folder / "plan.xlsx"
        path.write_bytes(book.content)
        self.frame = book.frame
        self.grid = IronCalcWorkbook.load(path)
        self.grid.freeze_today(TODAY)
        # without the days at Christmas, which would count in every test of closures
        for number in range(len(book.campaign.closures)):
            for offset in range(3):
                self.listed(self.frame.settings.closure_list_column + offset, number, None)

    def put(self, tab: str, row: int, column: int, value: Value | dt.date | None) -> None:
        self.grid.set(self.frame.titles[tab], a1(row + 1, column + 1), value)

    def line(self, number: int, key: str, value: Value | dt.date | None) -> None:
        self.put("plan", self.frame.plan.first_row + number, self.frame.plan.column(key), value)

    def listed(self, column: int, number: int, value: Value | dt.date | None) -> None:
        self.put("settings", self.frame.settings.list_row + 1 + number, column, value)

    def show(self, tab: str, row: int, column: int) -> str:
        return str(self.grid.values(self.frame.titles[tab]).get((row + 1, column + 1), ""))

    @property
    def beside_launch(self) -> str:
        launch = self.frame.settings.entry("launch")
        return self.show("settings", launch.first_row, launch.first_column + 1)

    @property
    def above_plan(self) -> str:
        return self.show("plan", 5, 1)

    @property
    def on_dashboard(self) -> str:
        return self.show("dashboard", 3, 1)

    def marked(self, tab: str, row: int, column: int) -> bool:
        """Whether a cell has the fill of what cannot be used."""
        place = Area(row + 1, column + 1, row + 1, column + 1)
        fills = self.grid.fills(self.frame.titles[tab], place)
        return fills.get((row + 1, column + 1)) == remarks.LOOK.fill.upper()


@pytest.fixture
def book(tmp_path: Path) -> Open:
    return Open(tmp_path)


def test_a_new_plan_has_nothing_to_remark(book: Open) -> None:
    """A fresh workbook shows no warning anywhere."""
    assert book.above_plan == book.on_dashboard == ""
    assert book.beside_launch == "Move it: every date follows."


def test_a_row_without_an_id_and_a_text_below_the_end_are_marked(book: Open) -> None:
    """Both are red where they stand, and counted above the plan and on the dashboard."""
    frame = book.frame
    book.line(1, "id", None)
    end = frame.plan.sentinel_row
    book.put("plan", end + 3, frame.plan.column("title"), "Call the mayor")
    assert book.above_plan == (
        "⚠ Rows not followed (in red): 1. Type them again on a spare line (+), then delete them."
        " + 1 more"
    )
    assert book.on_dashboard == (
        "⚠ Rows not followed (in red): 1. Type them again on a spare line (+), then delete them. "
        "⚠ Entries below the end of the plan, ignored: 1."
    )
    title = frame.plan.column("title")
    assert book.marked("plan", frame.plan.first_row + 1, title)
    assert book.marked("plan", end + 3, title)
    for row in (frame.plan.header_row, frame.plan.first_row + 2, end, end + 1):
        assert not book.marked("plan", row, title)


def test_a_row_inserted_without_formulas_is_marked(book: Open) -> None:
    """It has no ID either, and no formula of ours."""
    frame = book.frame
    row = frame.plan.first_row + 4
    book.grid.insert_rows(frame.titles["plan"], row + 1)
    assert book.above_plan == ""
    book.put("plan", row, frame.plan.column("title"), "Call the mayor")
    assert book.above_plan.startswith("⚠ Rows not followed (in red): 1.")
    assert book.marked("plan", row, frame.plan.column("title"))
    assert not book.marked("plan", row + 1, frame.plan.column("title"))


@pytest.mark.parametrize(
    ("key", "value"),
    [("duration", -3), ("duration", 99999), ("margin", "two"), ("offset", "soon"),
     ("progress", 1.1), ("progress", "50 %"), ("imposed", "12 March 2027"), ("actual_end", 3)],
)  # fmt: skip
def test_a_cell_that_is_not_understood_is_marked_and_counted(
    book: Open, key: str, value: Value
) -> None:
    """Beyond its limits, a text for a number, or no possible date: that cell alone is red."""
    book.line(2, key, value)
    assert book.above_plan == ("⚠ Entries that the plan does not understand (in red): 1.")
    row, column = book.frame.plan.first_row + 2, book.frame.plan.column(key)
    assert book.marked("plan", row, column)
    assert not book.marked("plan", row + 1, column)


def test_a_status_that_nobody_understands_is_marked(book: Open) -> None:
    """It is red where it stands, in the look that the legend names, and counted; the words that
    people use instead of ours are not."""
    frame = book.frame
    for number, word in enumerate(("soonish", "à valider", "", "Awaiting approval")):
        book.line(number, "status", word)
    assert book.above_plan == "⚠ Entries that the plan does not understand (in red): 1."
    row, column = frame.plan.first_row, frame.plan.column("status")
    assert [book.marked("plan", row + n, column) for n in range(4)] == [True, False, False, False]
    legend = [
        cell.style
        for cell in plan.lay_out(frame).cells
        if cell.row < frame.plan.key_row and str(cell.value) == "⚠ Not understood"
    ]
    assert [(style.fill, style.color) for style in legend if style] == [
        (remarks.LOOK.fill, remarks.LOOK.color)
    ]


def test_the_gravest_of_many_remarks_stands_above_the_plan(book: Open) -> None:
    """Whole, with the number of the others; the dashboard has them all, the gravest first."""
    frame = book.frame
    book.put("plan", frame.plan.sentinel_row + 3, frame.plan.column("title"), "Call the mayor")
    book.line(2, "duration", -3)
    book.listed(frame.settings.closure_list_column, 0, "summer")
    assert book.above_plan == "⚠ Entries below the end of the plan, ignored: 1. + 2 more"
    book.grid.set_name("rs_launch", "soon")
    gravest = "⚠ Launch day is not a date that the plan can read: type one, 2027-03-15."
    assert book.above_plan == f"{gravest} + 3 more"
    assert book.on_dashboard.startswith(gravest)
    assert book.on_dashboard.count("⚠") == 4


def test_holidays_that_end_before_the_plan_does_are_said_beside_launch(book: Open) -> None:
    """Launch moves to 2041: the first of May would be worked, and nobody would say so."""
    book.grid.set_name("rs_launch", dt.date(2041, 5, 9))
    said = "⚠ Holidays are listed until 2031; the plan goes on until 2041."
    assert book.beside_launch == book.on_dashboard == said
    book.grid.set_name("rs_launch", dt.date(2031, 5, 9))
    assert book.on_dashboard == ""
    book.grid.set_name("rs_launch", dt.date(2021, 5, 9))
    assert book.beside_launch == "⚠ Holidays are listed from 2026 on; the plan begins in 2021."


def test_without_holidays_nothing_is_missing(book: Open) -> None:
    """Whoever deleted all of them is not told that some are lacking."""
    frame = book.frame
    for number in range(len(frame.campaign.holidays)):
        book.listed(frame.settings.holiday_column, number, None)
    book.grid.set_name("rs_launch", dt.date(2041, 5, 9))
    assert book.on_dashboard == ""


@pytest.mark.parametrize("typed", ["15/03/2027", "soon", 12, dt.date(2150, 1, 4)])
def test_launch_that_cannot_be_dated_is_said_beside_it(book: Open, typed: Value | dt.date) -> None:
    """Also a day that sync understands: the sheet does not."""
    book.grid.set_name("rs_launch", typed)
    said = "⚠ Launch day is not a date that the plan can read: type one, 2027-03-15."
    assert book.beside_launch == said
    assert book.on_dashboard.startswith(said)


@pytest.mark.parametrize(
    ("cells", "place"),
    [
        ((dt.date(2027, 5, 9), dt.date(2027, 5, 1)), 1),
        ((dt.date(2027, 5, 9), dt.date(2028, 9, 9)), 1),
        ((None, dt.date(2027, 5, 9)), 1),
        (("summer", None), 0),
        ((dt.date(2027, 5, 9), "autumn"), 1),
    ],
)
def test_a_closure_that_cannot_be_meant_is_marked_and_counted(
    book: Open, cells: tuple[Value | dt.date | None, ...], place: int
) -> None:
    """The end that is wrong is red, be it too early, too late, alone or a word."""
    frame = book.frame
    for number, value in enumerate(cells):
        book.listed(frame.settings.closure_list_column + number, 0, value)
    said = "⚠ Holidays or closures that cannot be read (in red): 1."
    assert book.beside_launch == book.on_dashboard == said
    row = frame.settings.list_row + 1
    assert book.marked("settings", row, frame.settings.closure_list_column + place)


def test_a_closure_below_its_list_is_marked_and_counted(book: Open) -> None:
    """A day typed under the last line of the list does not count, and that is seen."""
    frame = book.frame
    below = frame.settings.closure_rows + 2
    book.listed(frame.settings.closure_list_column, below, dt.date(2027, 5, 9))
    assert book.beside_launch == "⚠ Entries below the lists of the settings, ignored: 1."
    row = frame.settings.list_row + 1 + below
    assert book.marked("settings", row, frame.settings.closure_list_column)


def test_more_closed_days_than_count_are_said(book: Open) -> None:
    """How many there are, and how many the formulas have room for."""
    frame = book.frame
    for number in range(5):
        first = dt.date(2028 + number, 1, 1)
        book.listed(frame.settings.closure_list_column, number, first)
        book.listed(frame.settings.closure_list_column + 1, number, first + dt.timedelta(days=99))
    room = frame.engine.closed_day_slots
    assert book.on_dashboard == f"⚠ 500 days of closures: only {room} count."


def test_it_is_said_in_french(tmp_path: Path) -> None:
    """The remarks are written in the language of the workbook."""
    book = Open(tmp_path, "fr")
    book.grid.set_name("rs_launch", dt.date(2041, 5, 9))
    assert book.beside_launch == "⚠ Jours fériés listés jusqu’en 2031 ; le plan va jusqu’en 2041."


def test_a_text_typed_into_the_gantt_is_said(book: Open) -> None:
    """Nothing shows it there: the cells hide their content."""
    book.put("plan", book.frame.plan.first_row + 2, book.frame.plan.gantt_column + 5, "holidays")
    assert book.above_plan == "⚠ Entries in the Gantt, which nothing shows: 1."
