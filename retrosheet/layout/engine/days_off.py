"""The engine's days off: holidays and closures as one range of numbers, for date functions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout import number_formats
from retrosheet.layout.engine.places import WEEKEND
from retrosheet.workbook.model import Sheet, Style, Value
from retrosheet.workbook.refs import Area, cell_ref

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame

DAYS = f'{WEEKEND}&"",rs_daysoff'
"""The last two arguments of every working-day function: the weekend mask and all days off.

The mask is made a text of its own on the spot: OnlyOffice takes a cell there for a number.
"""

FILLER = 1
"""A day that no plan meets: it keeps the range of days off all numbers."""

_DATE = Style(number_format=number_formats.ISO_DATE, size=9)
_PLAIN = Style(size=9)


def _closure_area(frame: Frame) -> Area:
    first, column = frame.engine.first_row, frame.engine.closure_column
    return frame.area("engine", first, column, first + frame.engine.closure_slots - 1, column + 2)


def closure_lengths(frame: Frame) -> Area:
    """The days in each closure."""
    return _closure_area(frame).column(1)


def put_days_off(sheet: Sheet, frame: Frame) -> None:
    """Holidays and closures, cleaned into one range of numbers that date functions can take.

    A slot that is not used holds a day of the year 1900. Closures are spread into single days:
    slot n belongs to the last closure with fewer than n days before it.
    """
    first, column = frame.engine.first_row, frame.engine.days_off_column
    listed = frame.settings.holiday_list.ref
    known = [holiday.day for holiday in frame.campaign.holidays]
    for slot in range(frame.engine.holiday_slots):
        entry = f"INDEX({listed},{slot + 2})"
        value: Value = known[slot] if slot < len(known) else FILLER
        text = f"=IFERROR(IF(ISNUMBER({entry}),INT({entry}),{FILLER}),{FILLER})"
        sheet.calc(first + slot, column, text, value, _DATE)
    _put_closures(sheet, frame)
    area = _closure_area(frame)
    froms, before = area.column(0).local, area.column(2).local
    total = frame.engine.scalar("closed_days")
    closed = [day for closure in frame.campaign.closures for day in closure.days()]
    for slot in range(frame.engine.closed_day_slots):
        found = f"MATCH({slot},{before},1)"
        text = (
            f"=IF({slot + 1}>{total},{FILLER},"
            f"INDEX({froms},{found})+{slot}-INDEX({before},{found}))"
        )
        value = closed[slot] if slot < len(closed) else FILLER
        sheet.calc(first + frame.engine.holiday_slots + slot, column, text, value, _DATE)


def _put_closures(sheet: Sheet, frame: Frame) -> None:
    first, column = frame.engine.first_row, frame.engine.closure_column
    starts = frame.settings.list(
        frame.settings.closure_list_column, frame.settings.closure_rows
    ).ref
    ends = frame.settings.list(
        frame.settings.closure_list_column + 1, frame.settings.closure_rows
    ).ref
    closures = frame.campaign.closures
    passed = 0
    for slot in range(frame.engine.closure_slots):
        row = first + slot
        begin, end = f"INDEX({starts},{slot + 2})", f"INDEX({ends},{slot + 2})"
        own_start = cell_ref(row, column)
        last = f"IF(ISNUMBER({end}),INT({end}),{own_start})"
        closure = closures[slot] if slot < len(closures) else None
        length = len(closure.days()) if closure else 0
        sheet.calc(
            row,
            column,
            f"=IFERROR(IF(ISNUMBER({begin}),INT({begin}),0),0)",
            closure.first if closure else 0,
            _DATE,
        )
        sheet.calc(
            row,
            column + 1,
            f"=IFERROR(IF({own_start}=0,0,MAX(0,MIN(400,{last}-{own_start}+1))),0)",
            length,
            _PLAIN,
        )
        reach = f"INT({end})-{own_start}"
        sheet.calc(
            row,
            frame.engine.closure_wrongs.first_column,
            f"=IFERROR(IF(ISNUMBER({end}),IF(OR({own_start}=0,{reach}<0,{reach}>=400),1,0),0),0)",
            0,
            _PLAIN,
        )
        if slot:
            above = f"{cell_ref(row - 1, column + 2)}+{cell_ref(row - 1, column + 1)}"
            sheet.calc(row, column + 2, f"={above}", passed, _PLAIN)
        else:
            sheet.put(row, column + 2, 0, _PLAIN)
        passed += length
