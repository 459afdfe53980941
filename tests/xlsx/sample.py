"""A small workbook that uses everything a description can say, once."""

from __future__ import annotations

import datetime as dt

from retrosheet.workbook.model import (
    Chart,
    Column,
    Look,
    Merge,
    Name,
    Print,
    Row,
    Rule,
    Series,
    Sheet,
    Style,
    Validation,
    Value,
    Workbook,
)
from retrosheet.workbook.refs import Area

PLAN, SETTINGS, ENGINE = "Rétro d’été", "Réglages", "_engine"

BODY = Style(line_below="#E4E7EB", indent=1)
DAY = BODY._replace(number_format="dd/mm/yyyy", align="right", indent=0)
HEAD = Style(bold=True, color="#FFFFFF", fill="#243B53", wrap=True, align="center")
TITLE = Style(size=18, bold=True, color="#102A43")
LABEL = Style(size=8, italic=True, rotated=True, top=True, line_left="#829AB1")
HIDDEN_SIGN = Style(color="#FFFFFF", align="center", bold=True)
FREE = Style(locked=False, shrink=True, line_above="#829AB1")

GREEN, RED, BLUE, AMBER = "#2D6A4F", "#B00020", "#1D4ED8", "#F0B429"
FIRST_DAY = dt.date(2027, 3, 1)
TASKS = (
    ("T01", "Brief", 3, dt.date(2027, 3, 1), "Terminé"),
    ("T02", "Maquette <v2> & textes", 4, dt.date(2027, 3, 4), "En cours"),
    ("T03", "BAT", 2, dt.date(2027, 3, 10), "À faire"),
    ("T04", "Lancement", 0, dt.date(2027, 3, 15), "À faire"),
)
TOP, LEFT, DAYS = 4, 7, 16


def sample() -> Workbook:
    return Workbook(
        title="Été 2027",
        subject="Rétroplanning",
        lang="fr",
        created=dt.date(2027, 1, 4),
        sheets=(_plan(), _settings(), _engine()),
        names=(
            Name("rs_plan", Area(PLAN, TOP, 0, TOP + len(TASKS), 5)),
            Name("rs_launch", Area(SETTINGS, 0, 1, 0, 1)),
        ),
        active="plan",
        locale="fr_FR",
    )


def one_sheet(*cells: tuple[int, int, Value]) -> Workbook:
    """A workbook of one plain tab with these cells."""
    sheet = Sheet("only", "Only")
    for row, column, value in cells:
        sheet.put(row, column, value)
    return around(sheet)


def around(*sheets: Sheet, names: tuple[Name, ...] = ()) -> Workbook:
    """A workbook of these tabs, the first one active."""
    made = dt.date(2027, 1, 4)
    return Workbook("Title", "Subject", "en", made, sheets, names, sheets[0].key, "en_GB")


def _plan() -> Sheet:
    last = TOP + len(TASKS)
    sheet = Sheet(
        "plan",
        PLAN,
        tab_color=BLUE,
        zoom=90,
        freeze=(TOP + 1, 3),
        default_height=18,
        columns=[
            Column(0, 0, 6),
            Column(1, 1, 26),
            Column(2, 5, 12),
            Column(6, 6, 9, level=1),
            Column(LEFT, LEFT + DAYS - 1, 2.6, closes_group=True),
            Column(LEFT + DAYS, LEFT + DAYS, 10, hidden=True),
        ],
        rows=[Row(0, 30), Row(2, 12, hidden=True), Row(TOP, 33)],
        merges=[Merge(0, 0, 0, 5), Merge(1, 0, 1, 3)],
        printing=Print(
            area=(0, 0, last + 1, LEFT + DAYS - 1),
            paper="A3",
            repeat=(TOP, TOP),
            footer_left="2027 : été & fêtes",
        ),
    )
    sheet.put(0, 0, "Été 2027", TITLE)
    sheet.calc(1, 0, f"=\"J = \"&DAY('{SETTINGS}'!$B$1)", "J = 15", BODY)
    for column, key in enumerate(("id", "title", "duration", "start", "due", "status")):
        sheet.put(2, column, key)
        sheet.put(TOP, column, key.title(), HEAD)
    sheet.put(TOP, 6, "Notes", LABEL)
    for index, (task, title, duration, start, status) in enumerate(TASKS):
        row = TOP + 1 + index
        sheet.put(row, 0, task, BODY)
        sheet.put(row, 1, title, BODY)
        sheet.put(row, 2, duration, BODY)
        sheet.put(row, 3, start, DAY)
        due = start + dt.timedelta(max(duration - 1, 0))
        sheet.calc(row, 4, f"=$D{row + 1}+MAX($C{row + 1}-1,0)", due, DAY)
        sheet.put(row, 5, status, FREE)
        sheet.put(row, 6, "", BODY)
        for column in range(DAYS):
            sheet.put(row, LEFT + column, "◆", HIDDEN_SIGN)
    for column in range(DAYS):
        sheet.put(
            TOP, LEFT + column, FIRST_DAY + dt.timedelta(column), LABEL._replace(number_format="d")
        )
    bars = sheet.area(TOP + 1, LEFT, last, LEFT + DAYS - 1)
    bar = f"AND($D{TOP + 2}<=H${TOP + 1},$E{TOP + 2}>=H${TOP + 1})"
    sheet.rules += [
        Rule(
            sheet.area(TOP + 1, 1, last, 1),
            f'=$F{TOP + 2}="Terminé"',
            Look(color="#829AB1", strike=True),
        ),
        Rule(bars, f"=AND($C{TOP + 2}=0,{bar})", Look(color=RED, bold=True)),
        Rule(bars, f'=AND($F{TOP + 2}="Terminé",{bar})', Look(fill=GREEN, color=GREEN)),
        Rule(
            bars,
            f"=AND($C{TOP + 2}=2,{bar})",
            Look(fill=RED, color="#FFFFFF", bold=True, glyph="!"),
        ),
        Rule(bars, f"={bar}", Look(fill=BLUE, color=BLUE)),
        Rule(bars, f"=WEEKDAY(H${TOP + 1},2)>5", Look(fill="#E4E7EB", color="#E4E7EB")),
    ]
    inputs = sheet.area(TOP + 1, 0, last, 5)
    sheet.validations += [
        Validation(
            inputs.column(5),
            "list",
            "Statut inconnu",
            "Choisissez un mot de la liste.",
            source=Area(SETTINGS, 3, 0, 5, 0),
            prompt="Où en est-on ?",
        ),
        Validation(inputs.column(2), "whole", "Durée", "0 à 300.", least=0, most=300, strict=True),
        Validation(inputs.column(3), "date", "Date", "Une date.", least=36526),
        Validation(inputs.column(4), "computed", "Calculée", "Cette date est calculée."),
        Validation(
            sheet.area(TOP + 1, 6, last, 6),
            "list",
            "Note",
            "Oui ou « non ».",
            source=("oui", 'dit "non"'),
        ),
    ]
    sheet.filter = sheet.area(TOP, 0, last, 5)
    return sheet


def _settings() -> Sheet:
    sheet = Sheet("settings", SETTINGS, gridlines=True, columns=[Column(0, 1, 18)])
    sheet.put(0, 0, "Lancement")
    sheet.put(0, 1, dt.date(2027, 3, 15), DAY)
    sheet.put(1, 0, "Actif")
    sheet.put(1, 1, True)
    for row, (word, count) in enumerate((("À faire", 2), ("En cours", 1), ("Terminé", 1)), 3):
        sheet.put(row, 0, word)
        formula = f"=COUNTIF('{PLAN}'!$F$6:$F$9,$A{row + 1})"
        sheet.calc(row, 1, formula, count)
        sheet.put(row, 2, 0.5 * row)
    words, counts, parts = (sheet.area(3, column, 5, column) for column in range(3))
    colors = (AMBER, BLUE, GREEN)
    ring = Series("Statuts", words, counts, colors, labels=True)
    first = Series("Tâches", words, counts, (BLUE,), labels=True)
    second = Series("Go!A1 = 2", words, parts, (AMBER,))
    sheet.charts += [
        Chart("doughnut", "Avancement", (ring,), 7, 0, 300, 220),
        Chart("bar", "Charge", (first,), 7, 5, 300, 220, legend=False, maximum=4),
        Chart(
            "stacked_bar", "Cumul", (first, second), 7, 10, 300, 220, number_format="0.0", drawn=0.8
        ),
        Chart("column", "", (first, second), 20, 0, 300, 220, description="Tâches et parts"),
        Chart("stacked_column", "=1+1", (first, second), 20, 5, 300, 220),
    ]
    sheet.printing = Print(paper="A4", landscape=False, one_page=True)
    return sheet


def _engine() -> Sheet:
    sheet = Sheet("engine", ENGINE, hidden=True, protected=True)
    sheet.put(0, 0, "id")
    for row, (task, _, duration, _, _) in enumerate(TASKS, 1):
        sheet.put(row, 0, task)
        sheet.calc(row, 1, f'=IF({duration}=0,"",{duration})', duration or "")
        sheet.calc(row, 2, f"=$B{row + 1}=3", duration == 3)
        sheet.calc(row, 3, f"={duration}/10", duration / 10)
        sheet.calc(row, 4, f"=MATCH(\"{task}\",'{PLAN}'!$A$6:$A$9,0)", row)
    return sheet
