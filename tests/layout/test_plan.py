"""What a person sees of the plan at first, and what the choices above it change."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import openpyxl
import pytest

from retrosheet.archetype import library
from retrosheet.archetype.load import load
from retrosheet.campaign import Options
from retrosheet.campaign import plan as make_plan
from retrosheet.language import LANGS, Lang
from retrosheet.layout.frame import Frame
from retrosheet.layout.plan import gantt
from retrosheet.layout.plan import tab as plan
from retrosheet.layout.plan.columns import PLAN_COLUMNS
from retrosheet.schedule import compute
from retrosheet.statuses import WORDS
from retrosheet.workbook.refs import column_letters
from tests.engines.cell_reference import a1
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.made import LAUNCH, archetype_names, made
from tests.small import small
from tests.thorough import covering

TODAY = dt.date(2027, 1, 20)
MONDAY_BEFORE = dt.date(2027, 1, 18)
LAPTOP = 1266
"""The pixels that a window of 1366 leaves for cells, where LibreOffice's sidebar is closed to its
edge. At the plan's zoom of 90 % LibreOffice draws a column as wide as Excel does at 100 %."""
PHONE = 430
ROW_NUMBERS = 46
"""What the column of row numbers takes of a screen, in the widest program."""


def pixels(characters: float) -> int:
    """A column's width on the screen, as ECMA-376 (18.3.1.13) reckons it for Calibri 11."""
    return int(characters * 12 + 0.5) if characters < 1 else int(characters * 7 + 0.5) + 5


def widths(frame: Frame) -> dict[int, int]:
    """The visible columns of the plan at the first look, each with its pixels."""
    sheet = plan.lay_out(frame)
    return {
        column: pixels(run.width)
        for run in sheet.columns
        for column in range(run.first, run.last + 1)
        if not run.hidden and not run.level
    }


@pytest.mark.parametrize(("name", "lang"), covering(archetype_names(), LANGS))
def test_a_laptop_shows_the_tasks_beside_the_whole_campaign(name: str, lang: Lang) -> None:
    """Task, owner, status and due leave half of the window; all bars fit it."""
    frame = made(name, lang, TODAY).frame
    seen = widths(frame)
    table = sum(wide for column, wide in seen.items() if column < frame.plan.gantt_column)
    bars = sum(wide for column, wide in seen.items() if column >= frame.plan.gantt_column)
    assert {PLAN_COLUMNS[column] for column in seen if column < frame.plan.gantt_column} == {
        "order", "phase", "title", "owner", "status", "due",
    }  # fmt: skip
    assert table <= LAPTOP * 0.46
    assert LAPTOP * 0.49 <= bars <= LAPTOP - table
    assert (
        frame.plan.span[0] + frame.plan.day_columns * _step(frame) * dt.timedelta(1)
        > frame.shown[1]
    )


def _step(frame: Frame) -> int:
    days = (frame.shown[1] - frame.plan.span[0]).days + 1
    return -(-days // frame.plan.day_columns)


def test_a_phone_shows_a_tasks_name_and_bars_beside_it() -> None:
    """What is frozen leaves a quarter of a narrow screen, however far one scrolls: room for the
    columns under one label of the axis."""
    frame = made("event", "fr", TODAY).frame
    freeze = plan.lay_out(frame).freeze
    assert freeze is not None
    frozen = {column: wide for column, wide in widths(frame).items() if column < freeze[1]}
    assert frame.plan.column("title") in frozen
    assert sum(frozen.values()) <= PHONE * 0.75
    bars = PHONE - ROW_NUMBERS - sum(frozen.values())
    assert bars >= frame.plan.group * frame.plan.day_pixels


def test_each_theme_folds_behind_its_own_plus(tmp_path: Path) -> None:
    """In the file: four groups apart from each other, each closed on the column to its right."""
    book = small("fr", TODAY)
    (tmp_path / "plan.xlsx").write_bytes(book.content)
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")[book.frame.titles["plan"]]
    runs = sheet.column_dimensions.values()
    folded = {n for run in runs if run.outlineLevel for n in range(run.min, run.max + 1)}
    ends = {n + 1 for n in folded if n + 1 not in folded}
    assert len(ends) == 4
    assert ends == {run.min for run in runs if run.collapsed}
    shown = {PLAN_COLUMNS[n - 1] for n in ends if n <= len(PLAN_COLUMNS)}
    assert shown == {"owner", "status", "due"}


@pytest.mark.parametrize("spare", [0, 2, 12])
def test_each_phase_ends_with_spare_lines(spare: int) -> None:
    """As many as were asked for, of that phase, behind its last task; more of no phase below."""
    archetype = load(library.find("event"), "en")
    campaign = make_plan(archetype, Options(LAUNCH, spare=spare))
    frame = Frame(campaign, compute(campaign), TODAY)
    cells = {(cell.row, cell.column): cell.value for cell in plan.lay_out(frame).cells}

    def column(key: str) -> list[object]:
        rows = range(frame.plan.first_row, frame.plan.sentinel_row)
        return [cells.get((row, frame.plan.column(key)), "") for row in rows]

    runs = [
        (phase, [bool(title) for _, title in lines])
        for phase, lines in groupby(
            zip(column("phase"), column("title"), strict=True), itemgetter(0)
        )
    ]
    assert [phase for phase, _ in runs] == [*(phase.title for phase in campaign.phases), ""]
    for _, typed in runs[:-1]:
        assert typed == sorted(typed, reverse=True)
        assert typed.count(False) == spare
    assert runs[-1][1] == [False] * max(10, spare)
    order = column("order")
    assert order == sorted(order, key=float)  # type: ignore[arg-type]
    assert len(set(order)) == len(order)
    ids = column("id")
    assert len(set(ids)) == len(ids) == len(frame.lines)


def test_spare_lines_are_as_high_as_tasks() -> None:
    """A sort moves what rows hold and leaves their heights behind: no low row among the tasks."""
    frame = made("event", "fr", TODAY).frame
    lines = range(frame.plan.first_row, frame.plan.sentinel_row)
    heights = {row.height for row in plan.lay_out(frame).rows if row.row in lines}
    assert len(heights) == 1


@pytest.mark.parametrize("lang", LANGS)
def test_a_status_takes_the_words_that_people_use(lang: Lang, tmp_path: Path) -> None:
    """The list offers the words of Settings and refuses no other; those that its message names
    are words that the plan understands."""
    book = small(lang, TODAY)
    (tmp_path / "plan.xlsx").write_bytes(book.content)
    sheet = openpyxl.load_workbook(tmp_path / "plan.xlsx")[book.frame.titles["plan"]]
    cell = a1(book.frame.plan.first_row + 1, book.frame.plan.column("status") + 1)
    (found,) = (v for v in sheet.data_validations.dataValidation if cell in v.sqref)
    assert (found.type, found.showErrorMessage) == ("list", False)
    named = found.error.partition(": " if lang == "en" else " : ")[2].rstrip("….").split(", ")
    assert len(named) > 2
    assert {word.casefold() for word in named} <= {word.casefold() for word, _ in WORDS}


class Live:
    """The plan of a new workbook, open."""

    def __init__(self, tmp_path: Path) -> None:
        book = small("fr", TODAY)
        (tmp_path / "plan.xlsx").write_bytes(book.content)
        self.frame = book.frame
        self.grid = IronCalcWorkbook.load(tmp_path / "plan.xlsx")
        self.grid.freeze_today(TODAY)

    def choose(self, cell: tuple[int, int], value: str | dt.date) -> None:
        self.grid.set(self.frame.titles["plan"], a1(cell[0] + 1, cell[1] + 1), value)

    def first_day(self) -> dt.date:
        at = (self.frame.plan.start_row + 1, self.frame.plan.gantt_column + 1)
        found = self.grid.values(self.frame.titles["plan"])[at]
        assert isinstance(found, int | float)
        return dt.date(1899, 12, 30) + dt.timedelta(days=int(found))

    def labels(self, row: int) -> list[str]:
        values = self.grid.values(self.frame.titles["plan"])
        first, last = self.frame.plan.gantt_column, self.frame.plan.gantt_last_column
        every = range(first, last + 1, self.frame.plan.group)
        return [str(values.get((row + 1, column + 1), "")) for column in every]


def test_the_gantt_begins_where_one_would_look(tmp_path: Path) -> None:
    """The whole plan at its beginning, a part of it this week, and any day that somebody types."""
    live = Live(tmp_path)
    assert live.first_day() == live.frame.plan.span[0]
    for scale in ("Jour", "Semaine"):
        live.choose(live.frame.plan.zoom, scale)
        assert live.first_day() == MONDAY_BEFORE
    live.choose(live.frame.plan.zoom, "Mois")
    assert live.first_day() == dt.date(2027, 1, 1)
    live.choose(live.frame.plan.first_day, LAUNCH)
    assert live.first_day() == dt.date(2027, 3, 1)
    live.choose(live.frame.plan.zoom, "Jour")
    assert live.first_day() == LAUNCH
    live.choose(live.frame.plan.first_day, "bientôt")
    assert live.first_day() == MONDAY_BEFORE


def test_the_axis_ends_where_the_plan_ends(tmp_path: Path) -> None:
    """In months a year and a half of columns follow the plan; none of them is labelled."""
    live = Live(tmp_path)
    live.choose(live.frame.plan.zoom, "Mois")
    header = live.labels(live.frame.plan.header_row)
    months = (live.frame.shown[1].year - 2027) * 12 + live.frame.shown[1].month
    groups = -(-months // live.frame.plan.group)
    assert all(header[:groups])
    assert not any(header[groups:])


def test_a_week_has_its_iso_number(tmp_path: Path) -> None:
    """The formula of the axis, on every day around sixty turns of the year."""
    live = Live(tmp_path)
    days = [
        dt.date(year, 12, 24) + dt.timedelta(n) for year in range(2000, 2060) for n in range(16)
    ]
    title = live.frame.titles["guide"]
    for row, day in enumerate(days, 1):
        live.grid.set(title, a1(row, 30), day)
        live.grid.set_formula(title, a1(row, 31), f"={gantt.week_of(f'{column_letters(29)}{row}')}")
    live.grid.evaluate()
    values = live.grid.values(title)
    for row, day in enumerate(days, 1):
        assert values[row, 31] == day.isocalendar()[1], day
