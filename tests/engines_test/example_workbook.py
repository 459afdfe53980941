"""A small living plan with every feature that the engines must cope with, written by hand.

It has the shape of retrosheet's workbooks and none of its code: a plan that looks dates up by ID
in a hidden engine tab, settings with named inputs, a Gantt of conditional formats, a dashboard
with a chart. Every formula carries its true value.
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING, Final

import xlsxwriter

from tests.engines.grid import Grid, as_date, as_serial

if TYPE_CHECKING:
    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

LAUNCH: Final = dt.date(2027, 3, 15)
BAR: Final = "#1A73E8"
LATE: Final = "#D93025"
OFF_DAY: Final = "#EEEEEE"
# ID, title, owner, working days, and the start and due dates that follow: each task ends on the
# last working day before the next one starts, the last one on the launch day.
TASKS: Final = (
    ("T01", "Brief", "Ana", 3, dt.date(2027, 2, 16), dt.date(2027, 2, 18)),
    ("T02", "Copy", "Bo", 10, dt.date(2027, 2, 19), dt.date(2027, 3, 5)),
    ("T03", "Proof", "Ana", 4, dt.date(2027, 3, 8), dt.date(2027, 3, 12)),
    ("T04", "Launch", "Cy", 1, LAUNCH, LAUNCH),
)
PLAN_DATES: Final = {task: (start, due) for task, _, _, _, start, due in TASKS}
KEYS: Final = ("id", "title", "owner", "duration", "start", "due", "flag")
HOLIDAYS: Final = (dt.date(2027, 2, 22), dt.date(2027, 3, 10))
FIRST_ROW: Final = 5
LAST_ROW: Final = FIRST_ROW + len(TASKS) - 1
SENTINEL: Final = LAST_ROW + 1
FIRST_DAY: Final = dt.date(2027, 2, 15)
DAYS: Final = 35

PLAN: Final = "Plan de campagne"
SHEETS: Final = ("Dashboard", PLAN, "Settings", "_engine")


def _serial(day: dt.date) -> int:
    return int(as_serial(day))


def plan_dates(grid: Grid, sheet: str = PLAN) -> dict[str, tuple[dt.date, dt.date]]:
    """Start and due date of each ID, as a plan shows them, whatever its order."""
    values = grid.values(sheet)
    keys = {content: place for place, content in values.items() if content in KEYS}
    return {
        str(content): (
            as_date(values[row, keys["start"][1]]),
            as_date(values[row, keys["due"][1]]),
        )
        for (row, column), content in values.items()
        if column == keys["id"][1] and row > keys["id"][0] + 1
    }


def day_of_column(column: int) -> dt.date:
    """The day that a column of the Gantt stands for; the first one is I."""
    return FIRST_DAY + dt.timedelta(days=column - 9)


def write_example(path: Path, *, launch_value: int = 14) -> Path:
    """Write the workbook to ``path``; ``launch_value`` is stored as the days left to launch."""
    book = xlsxwriter.Workbook(str(path))
    book.set_properties({"created": dt.datetime(2027, 1, 1)})  # noqa: DTZ001 XlsxWriter's type
    dashboard, plan, settings, engine = map(book.add_worksheet, SHEETS)
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    bold = book.add_format({"bold": True})
    _settings(book, settings, day, bold)
    _engine(engine, day)
    _plan(book, plan, day, bold)
    _dashboard(book, dashboard, bold, launch_value)
    engine.hide()
    plan.activate()
    book.close()
    return path


def _settings(book: xlsxwriter.Workbook, sheet: Worksheet, day: Format, bold: Format) -> None:
    sheet.write("A1", "Launch", bold)
    sheet.write_datetime("B1", LAUNCH, day)
    sheet.write("A2", "Weekend")
    sheet.write_string("B2", "0000011")
    sheet.write("A3", "Today")
    sheet.write_datetime("B3", dt.date(2027, 3, 1), day)
    sheet.write("A5", "Days off", bold)
    for index, holiday in enumerate(HOLIDAYS):
        sheet.write_datetime(5 + index, 0, holiday, day)
    sheet.merge_range("D1:E1", "Settings", bold)
    sheet.write_url("D2", "https://example.org/help", string="Help")
    sheet.write_url("D3", "internal:'Plan de campagne'!A4", string="To the plan")
    sheet.write_comment("B1", "Move this date: everything follows.")
    sheet.set_column("A:B", 14)
    book.define_name("rs_launch", "=Settings!$B$1")
    book.define_name("rs_weekend", "=Settings!$B$2")
    book.define_name("rs_today", "=Settings!$B$3")
    book.define_name("rs_daysoff", "=Settings!$A$6:$A$9")


def _engine(sheet: Worksheet, day: Format) -> None:
    keys = f"'Plan de campagne'!$A$3:$A${SENTINEL}"
    for index, (task, _, _, days, start, due) in enumerate(TASKS):
        row = index + 2
        sheet.write_string(row - 1, 0, task)
        # A deleted row lasts no days, so that its neighbours meet.
        look_up = f"INDEX('Plan de campagne'!$D$3:$D${SENTINEL},MATCH($A{row},{keys},0))"
        sheet.write_formula(row - 1, 1, f"=IFERROR({look_up},0)", None, days)
        follower = f"$C{row + 1}" if index < len(TASKS) - 1 else "rs_launch+1"
        for column, back, value in ((2, f"$B{row}", start), (3, "1", due)):
            formula = f'=WORKDAY.INTL({follower},-{back},rs_weekend&"",rs_daysoff)'
            sheet.write_formula(row - 1, column, formula, day, _serial(value))


def _plan(book: xlsxwriter.Workbook, sheet: Worksheet, day: Format, bold: Format) -> None:
    last = len(TASKS) + 1
    ids = f"_engine!$A$2:$A${last}"
    sheet.write("A1", "Plan de campagne", bold)
    for column, key in enumerate(KEYS):
        sheet.write_string(2, column, key)
        sheet.write_string(3, column, key.capitalize(), bold)
    sheet.set_row(2, None, None, {"hidden": True})
    for index, (task, title, owner, days, start, due) in enumerate(TASKS):
        row = FIRST_ROW + index
        for column, text in enumerate((task, title, owner)):
            sheet.write_string(row - 1, column, text)
        sheet.write_number(row - 1, 3, days)
        for column, source, value in ((4, "C", start), (5, "D", due)):
            look_up = f"INDEX(_engine!${source}$2:${source}${last},MATCH($A{row},{ids},0))"
            sheet.write_formula(row - 1, column, f'=IFERROR({look_up},"")', day, _serial(value))
        flag = "late" if due < dt.date(2027, 3, 1) else ""
        sheet.write_formula(
            row - 1, 6, f'=IF(ISNUMBER($F{row}),IF($F{row}<rs_today,"late",""),"")', None, flag
        )
    sheet.write_string(SENTINEL - 1, 1, "last row")
    number = book.add_format({"num_format": "d"})
    for index in range(DAYS):
        formula = f"=MIN(_engine!$C$2:$C${last})-1+{index}"
        sheet.write_formula(3, 8 + index, formula, number, _serial(FIRST_DAY) + index)
    area = f"I4:AQ{SENTINEL}"
    bar = "=AND(ISNUMBER($E4),$E4<=I$4,$F4>=I$4)"
    off = '=NETWORKDAYS.INTL(I$4,I$4,rs_weekend&"",rs_daysoff)=0'
    for criteria, colour in ((f'{bar}*($G4="late")', LATE), (bar, BAR), (off, OFF_DAY)):
        rule = {"type": "formula", "criteria": criteria, "stop_if_true": True}
        sheet.conditional_format(area, rule | {"format": book.add_format({"bg_color": colour})})
    sheet.data_validation(
        f"C{FIRST_ROW}:C{LAST_ROW}", {"validate": "list", "source": ["Ana", "Bo", "Cy"]}
    )
    sheet.data_validation(
        f"D{FIRST_ROW}:D{LAST_ROW}",
        {"validate": "integer", "criteria": ">=", "value": 0, "input_message": "Working days"},
    )
    sheet.autofilter(f"A4:G{LAST_ROW}")
    sheet.freeze_panes(4, 2)
    sheet.set_column("B:B", 24)
    sheet.set_column("E:F", 11)
    sheet.set_column("I:AQ", 3)
    sheet.repeat_rows(3)
    sheet.set_landscape()
    sheet.set_paper(8)
    sheet.fit_to_pages(1, 0)
    book.define_name("rs_plan", f"='Plan de campagne'!$A$3:$G${SENTINEL}")


def _dashboard(
    book: xlsxwriter.Workbook, sheet: Worksheet, bold: Format, launch_value: int
) -> None:
    sheet.write("A1", "Days to launch", bold)
    sheet.write_formula("B1", "=rs_launch-rs_today", None, launch_value)
    for row, owner in ((2, "Ana"), (3, "Bo"), (4, "Cy")):
        load = sum(days for _, _, who, days, _, _ in TASKS if who == owner)
        sheet.write_string(row - 1, 0, owner)
        plan = "'Plan de campagne'!"
        formula = f"=SUMIFS({plan}$D$3:$D${SENTINEL},{plan}$C$3:$C${SENTINEL},$A{row})"
        sheet.write_formula(row - 1, 1, formula, None, load)
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"categories": "=Dashboard!$A$2:$A$4", "values": "=Dashboard!$B$2:$B$4"})
    sheet.insert_chart("D2", chart, {"description": "Progress, a bar for each phase"})
