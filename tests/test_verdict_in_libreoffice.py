"""The verdict that LibreOffice calculates is the one that sync states: a sample of the property."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from retrosheet.alerts import FLAGS
from retrosheet.sync.assess import assess
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.xlsx.read import read
from tests.engines.cell_reference import a1
from tests.made import made
from tests.thorough import tries

if TYPE_CHECKING:
    from pathlib import Path

    from tests.engines.libreoffice_engine import LibreOffice

pytestmark = pytest.mark.libreoffice

MADE_ON, LAUNCH = dt.date(2026, 12, 15), dt.date(2027, 9, 15)
WORDS = ("Terminé", "En cours", "Annulé", "Bloqué", "Validé")
COUNTED = ("late", "late_start", "risk")


@pytest.mark.parametrize(
    ("name", "today"),
    [("event", dt.date(2027, 7, 30)), ("music-release", dt.date(2027, 5, 20))][: tries(1, 2)],
)
def test_after_months_of_work_both_say_the_same(
    libreoffice: LibreOffice, tmp_path: Path, name: str, today: dt.date
) -> None:
    """Tasks done, under way, cancelled and blocked, an end expected, a date imposed."""
    book = made(name, "fr", MADE_ON, LAUNCH)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(book.content)
    ids = [task.id for task in book.campaign.tasks]
    frame = book.frame
    sheet, rows = frame.titles["plan"], frame.plan.rows

    def at(task_id: str, key: str) -> tuple[int, int]:
        return rows[task_id] + 1, frame.plan.column(key) + 1

    with libreoffice.open(path) as document:

        def put(task_id: str, key: str, value: float | str | dt.date) -> None:
            document.set(sheet, a1(*at(task_id, key)), value)

        document.set_name("rs_today", today)
        for n, task_id in enumerate(ids[:30]):
            put(task_id, "status", WORDS[(2 * n + n // 4) % 5] if n % 3 else "Terminé")
        put(ids[5], "actual_end", today + dt.timedelta(days=9))
        put(ids[8], "progress", 0.5)
        put(ids[12], "imposed", today + dt.timedelta(days=20))
        document.recalculate()
        document.save(path)
        engine, shown = document.values("_engine"), document.values(sheet)
    flags = {task_id: shown.get(at(task_id, "flag"), "") for task_id in ids}

    def scalar(key: str) -> object:
        return engine.get((frame.engine.scalars.index(key) + 1, 2), "")

    column = frame.engine.column("timely") + 1
    lines = range(frame.engine.first_row + 1, frame.engine.last_row + 2)
    timely = [engine.get((row, column)) for row in lines]
    findings = assess(read_snapshot(read(path, NAMES, "fr").tables), today)
    assert (scalar("slip"), scalar("spare")) == (findings.slip, findings.spare)
    assert flags == findings.flags
    counts = findings.counts()
    assert {kind: timely.count(FLAGS.index(kind)) for kind in COUNTED} == {
        kind: counts[kind] for kind in COUNTED
    }
