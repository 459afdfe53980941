"""Plans painted at random, wherever the table stands: each bar is read as it was painted."""

from __future__ import annotations

import datetime as dt
import random

import pytest
from openpyxl import Workbook

from retrosheet.calendars import Calendar
from tests.adopting.plans import BLUE, GREEN, GREY, ORANGE, PINK, fill
from tests.adopting.reading import calendar, dates, plan_of

COLORS = (BLUE, ORANGE, GREEN, PINK)
MONDAY = dt.date(2027, 1, 4)


def worked(first: dt.date, last: dt.date, days: Calendar) -> tuple[str, str]:
    return str(days.on_or_after(first)), str(days.on_or_before(last))


@pytest.mark.parametrize("seed", range(25))
def test_a_painted_plan_has_the_dates_of_its_bars(seed: int) -> None:
    """Any row and column, weeks by number or by their Monday, owners or none, weekends or none."""
    chance = random.Random(seed)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    top, left = chance.randint(2, 9), chance.randint(1, 3)
    owners = chance.random() < 0.5
    weeks = chance.randint(8, 30)
    numbered = chance.random() < 0.5
    sheet.cell(1, 1, "Campagne 2027")
    sheet.cell(top, left, chance.choice(["Tâche", "Action", "Étapes", "Quoi"]))
    if owners:
        sheet.cell(top, left + 1, "Qui")
    start = left + 1 + owners
    for week in range(weeks):
        day = MONDAY + dt.timedelta(weeks=week)
        sheet.cell(top, start + week, f"S{day.isocalendar().week}" if numbered else day)
    days = calendar("FR", "fr")
    wanted = {}
    for number in range(chance.randint(3, 20)):
        title = "Lancement" if not number else f"Étape {number}"
        first = chance.randrange(weeks) if number else weeks - 1
        last = min(weeks - 1, first + chance.randrange(5))
        row = top + 1 + number
        sheet.cell(row, left, title)
        if owners:
            sheet.cell(row, left + 1, chance.choice(["Ana", "Luc"]))
        color = chance.choice(COLORS)
        for week in range(first, last + 1):
            sheet.cell(row, start + week).fill = fill(color)
        begin = MONDAY + dt.timedelta(weeks=first)
        wanted[title] = worked(begin, MONDAY + dt.timedelta(weeks=last, days=6), days)
    found = dates(plan_of(book))
    assert {title: found[title] for title in wanted} == wanted


@pytest.mark.parametrize("seed", range(15))
def test_a_dated_plan_keeps_every_date_whatever_depends_on_what(seed: int) -> None:
    """Start and due date of each task are those of the sheet, though dependencies contradict."""
    chance = random.Random(seed)
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    launch = dt.date(2027, 6, 15)
    for column, head in enumerate(("ID", "Tâche", "Début", "Fin", "Dépend de"), 1):
        sheet.cell(1, column, head)
    wanted = {}
    count = chance.randint(3, 25)
    for number in range(1, count + 1):
        last = number == count
        begin = launch - dt.timedelta(days=0 if last else chance.randint(1, 200))
        end = begin + dt.timedelta(days=0 if last else chance.randint(0, 20))
        title = "Lancement" if last else f"Étape {number}"
        needs = [f"K{n}" for n in range(1, number) if chance.random() < 0.15]
        for column, value in enumerate(
            (f"K{number}", title, begin, end, ", ".join(needs) or None), 1
        ):
            sheet.cell(number + 1, column, value)
        wanted[title] = (str(begin), str(end))
    found = plan_of(book)
    assert found.launch.day == launch
    assert {title: dates(found)[title] for title in wanted} == wanted


def test_shading_of_any_strength_is_no_bar() -> None:
    """Grey weekends under every day of a month, bars only on some of its working days."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.cell(1, 1, "Tâche")
    for day in range(1, 31):
        date = dt.date(2027, 4, day)
        sheet.cell(1, 1 + day, date)
        if date.weekday() > 4:
            for row in range(2, 9):
                sheet.cell(row, 1 + day).fill = fill(GREY)
    for row in range(2, 9):
        sheet.cell(row, 1, "Lancement" if row == 8 else f"Étape {row}")
        sheet.cell(row, 1 + 3 * row + 2).fill = fill(BLUE)
    found = dates(plan_of(book))
    for row in range(2, 8):
        painted = dt.date(2027, 4, 3 * row + 2)
        if painted.weekday() < 5:
            assert found[f"Étape {row}"] == (str(painted), str(painted))
