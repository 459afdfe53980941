"""What charts call the things that they draw, and where they stand beside their tables."""

from __future__ import annotations

import datetime as dt
import re

import pytest

from retrosheet.language import LANGS, Lang
from retrosheet.layout.raci import HEADER_ROW
from retrosheet.workbook.model import Chart, Sheet, Value, Workbook
from retrosheet.workbook.refs import Area
from tests.made import archetype_names, made
from tests.thorough import covering

TODAY = dt.date(2026, 11, 21)
DEFAULT_HEIGHT = 15.0


def workbook(name: str, lang: Lang) -> Workbook:
    return made(name, lang, TODAY).book


def values(book: Workbook, area: Area) -> list[Value]:
    (sheet,) = (sheet for sheet in book.sheets if sheet.title == area.title)
    held = {(cell.row, cell.column): cell.value for cell in sheet.cells}
    rows = range(area.first_row, area.last_row + 1)
    return [held.get((row, area.first_column), "") for row in rows]


def charts(book: Workbook, key: str) -> tuple[Sheet, list[Chart]]:
    sheet = book.sheet(key)
    return sheet, sheet.charts


@pytest.mark.parametrize(("name", "lang"), covering(archetype_names(), LANGS))
def test_phases_and_people_are_drawn_under_their_names(name: str, lang: Lang) -> None:
    """Not under the numbers of their rows; a week says that it is one, launch week that it is J."""
    book = workbook(name, lang)
    campaign = made(name, lang, TODAY).campaign
    _, drawn = charts(book, "dashboard")
    phases, people, _, load = (
        [str(word) for word in values(book, chart.series[0].categories) if word != ""]
        for chart in drawn
    )
    titles = [phase.title for phase in campaign.phases]
    assert phases == titles[: len(phases)]
    assert people
    assert {*people} <= {role.label for role in campaign.roles}
    week, launch = ("S", "J") if lang == "fr" else ("W", "D")
    assert load.count(launch) == 1
    assert all(re.fullmatch(rf"{week}\d\d?", word) for word in load if word != launch)


@pytest.mark.parametrize(("name", "lang"), covering(archetype_names(), LANGS))
def test_the_budgets_bars_are_level_with_their_rows(name: str, lang: Lang) -> None:
    """And the whole chart ends above the header of the table below it."""
    book = workbook(name, lang)
    if not any(sheet.key == "budget" for sheet in book.sheets):
        return
    sheet, (chart,) = charts(book, "budget")
    held = {(cell.row, cell.column): cell.value for cell in sheet.cells}
    names = values(book, chart.series[0].categories)
    assert names == [held.get((chart.row + n, 1), "") for n in range(len(names))]
    heights = {row.row: row.height for row in sheet.rows}
    usual = sheet.default_height or DEFAULT_HEIGHT
    assert chart.drawn is not None
    rows = [heights.get(chart.row + n, usual) for n in range(len(names))]
    assert chart.drawn * chart.height * 0.75 == pytest.approx(sum(rows), abs=len(rows))
    header = max(row for (row, _), value in held.items() if value in ("Commentaire", "Notes"))
    above = sum(heights.get(row, usual) for row in range(chart.row, header))
    assert chart.height * 0.75 <= above


@pytest.mark.parametrize(("name", "lang"), covering(archetype_names(), LANGS))
def test_every_role_of_the_matrix_has_a_letter(name: str, lang: Lang) -> None:
    """No column of the matrix is empty, as a role without any part would be."""
    book = workbook(name, lang)
    if not any(sheet.key == "raci" for sheet in book.sheets):
        return
    sheet = book.sheet("raci")
    lettered = {cell.column for cell in sheet.cells if cell.value in ("R", "A", "A/R", "C", "I")}
    roles = {cell.column for cell in sheet.cells if cell.row == HEADER_ROW and cell.formula}
    assert roles
    assert roles <= lettered
