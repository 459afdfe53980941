"""Workbooks that were made before sync had a place for what it reads: they sync as they did."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import openpyxl

from retrosheet.sync.assess import assess
from retrosheet.sync.changes import plan_changes
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.xlsx.patch import apply
from retrosheet.xlsx.read import read

EARLIER = Path(__file__).with_name("earlier") / "format-1.xlsx"
TODAY = dt.date(2027, 3, 8)


def test_it_is_judged_marked_and_then_up_to_date(tmp_path: Path) -> None:
    """The verdict is that of today's rules; the rows are marked, and nothing stands beyond what
    its own tab had room for."""
    path = tmp_path / "plan.xlsx"
    shutil.copy(EARLIER, path)
    book = read(path, NAMES, "en")
    assert "rs_sync_read" not in book.tables
    snapshot = read_snapshot(book.tables)
    assert snapshot.doubts == ()
    findings = assess(snapshot, TODAY)
    assert (findings.slip, findings.flags["PRE1"]) == (12, "late")
    changes = plan_changes(book.tables, snapshot, findings)
    assert apply(path, book.fingerprint, changes.writing, "en")
    again = read(path, NAMES, "en")
    snapshot = read_snapshot(again.tables)
    assert plan_changes(again.tables, snapshot, assess(snapshot, TODAY)).cells == ()
    sheet = openpyxl.load_workbook(path, data_only=True)["Retroplan"]
    rows = list(sheet.iter_rows(values_only=True))
    keys = next(row for row in rows if "alert" in row)
    alerts = {row[keys.index("id")]: row[keys.index("alert")] for row in rows}
    assert alerts["PRE1"] == "Late · 14 d"
    assert alerts["EVE1"] == "At risk · +12 d"
