"""What docs/update.md tells: a plan of the first version, and what people did to it since."""

from __future__ import annotations

import datetime as dt
from io import BytesIO
from pathlib import Path

import openpyxl

from tests.update.files import Sheet

TODAY = "--today=2027-01-04"
_EARLIER = Path(__file__).parents[1] / "sync" / "earlier" / "format-1.xlsx"


def worked_on() -> bytes:
    """A task is longer, another stands on a spare line, and a third in a row without formulas."""
    book = openpyxl.load_workbook(_EARLIER)
    plan = Sheet(book, "Retroplan")
    plan.cell("PRE2", "duration").value = 12
    plan.cell("A01", "title").value = "Taste the menu"
    plan.cell("A01", "owner").value = "Zoé"
    plan.cell("A01", "needs").value = "PRE4"
    row = plan.insert_below("A01")
    plan.cell(row, "title").value = "Hire the chairs"
    plan.cell(row, "phase").value = "Preparation"
    plan.cell(row, "due").value = dt.date(2027, 3, 12)
    result = BytesIO()
    book.save(result)
    return result.getvalue()
