"""Launch day, told by what is left of a plan whose settings are gone."""

from __future__ import annotations

import datetime as dt

from retrosheet.language import LANGS
from retrosheet.repairing.lost_settings import launch_of
from retrosheet.workbook.serials import serial
from retrosheet.workbook.tables import Cell, Table


def test_launch_is_the_day_from_which_most_tasks_are_counted() -> None:
    """A number that is no count of days, typed among them, counts for nothing."""
    launch = dt.date(2027, 3, 15)
    offsets = (-30.0, -10.0, 20_270_315.0, "J-3", None)
    rows = [
        (Cell(float(serial(launch + dt.timedelta(days=days)))), Cell(offset))
        for offset, days in zip(offsets, (-30, -10, 4, -3, 9), strict=True)
    ]
    table = Table("Plan", 10, 0, ((Cell("due"), Cell("offset")), *rows), 6, 2)
    found = launch_of({"rs_plan": table}, None)
    assert found is not None
    assert found[0] == launch
    assert all("{day}" in found[1].to(lang) for lang in LANGS)
