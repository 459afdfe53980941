"""What we leave in a workbook is right in every cell of every tab, whoever looks at it how."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from retrosheet import layout
from retrosheet.calculate import calculated
from retrosheet.schedule import compute
from retrosheet.statuses import DONE
from retrosheet.sync.assess import assess
from retrosheet.sync.changes import plan_changes
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.xlsx.patch import patched
from retrosheet.xlsx.read import read
from retrosheet.xlsx.write import render
from tests.engines.cell_reference import a1
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.small import SMALL, one_of, sample, small
from tests.workbook.test_values import differences

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.workbook.model import Value
    from tests.engines.grid import Values
    from tests.engines.libreoffice_document import Document
    from tests.engines.libreoffice_engine import LibreOffice


def under_way(name: str, today: dt.date) -> bytes:
    """A campaign after some weeks, as a spreadsheet program saves it."""
    plan = one_of(name, "fr", dt.date(2026, 11, 21))
    frame = plan.frame
    edits: dict[tuple[str, int, int], Value] = {}
    words = ("fait", "Terminé", "En cours", "", "bloqué", "À valider", "", "Annulé")
    for number, placed in enumerate(frame.schedule.tasks):
        row = frame.plan.rows[placed.task.id]
        if placed.start <= today and words[number % len(words)]:
            edits["plan", row, frame.plan.column("status")] = words[number % len(words)]
        if number % 5 == 2:
            edits["plan", row, frame.plan.column("progress")] = 0.4
    clock = frame.settings.entry("today")
    edits["settings", clock.first_row, clock.first_column] = today
    workbook = layout.build(plan.campaign, compute(plan.campaign), today)
    return render(calculated(workbook.typed(edits), today))


def everything(document: Document) -> dict[str, Values]:
    """All values of all tabs; the last bits of a fraction do not count."""
    return {
        title: {
            place: round(value, 9) if isinstance(value, float) else value
            for place, value in document.values(title).items()
        }
        for title in document.sheets
    }


def synced(path: Path, today: dt.date) -> None:
    tables = read(path, NAMES, "fr").tables
    snapshot = read_snapshot(tables)
    changes = plan_changes(tables, snapshot, assess(snapshot, today))
    assert changes.cells
    path.write_bytes(patched(path.read_bytes(), changes.writing))


@pytest.mark.parametrize("today", [dt.date(2027, 1, 18), dt.date(2027, 3, 29)], ids=str)
@pytest.mark.parametrize("name", sample())
def test_sync_leaves_every_value_right(name: str, today: dt.date, tmp_path: Path) -> None:
    """Dashboard, plan, charts' numbers: all that looks at what sync has written."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(under_way(name, today))
    assert differences(IronCalcWorkbook.load(path), path)[:20] == []
    synced(path, today)
    assert differences(IronCalcWorkbook.load(path), path)[:20] == []


@pytest.mark.libreoffice
def test_libreoffice_trusts_what_sync_has_left(libreoffice: LibreOffice, tmp_path: Path) -> None:
    """Opened as a person opens it, the dashboard shows what a full calculation gives."""
    today = dt.date(2027, 1, 18)
    path = tmp_path / "plan.xlsx"
    path.write_bytes(under_way(SMALL, today))
    synced(path, today)
    with libreoffice.open(path, recalculate=False) as document:
        trusted = everything(document)
        document.recalculate()
        assert everything(document) == trusted


@pytest.mark.libreoffice
def test_libreoffice_opens_with_what_sync_has_newly_heard(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """Saved by LibreOffice with words that only sync knows, synced, and opened by it again."""
    today = dt.date(2027, 1, 18)
    path, saved = tmp_path / "plan.xlsx", tmp_path / "saved.xlsx"
    path.write_bytes(under_way(SMALL, today))
    frame = small("fr", dt.date(2026, 11, 21)).frame
    status = frame.plan.column("status") + 1
    with libreoffice.open(path) as document:
        for placed in frame.schedule.tasks[3:12]:
            row = frame.plan.rows[placed.task.id]
            document.set(frame.titles["plan"], a1(row + 1, status), "fait !")
        document.save(saved)
    synced(saved, today)
    with libreoffice.open(saved, recalculate=False) as document:
        trusted = everything(document)
    with libreoffice.open(saved, recalculate=True) as document:
        assert everything(document) == trusted


@pytest.mark.libreoffice
def test_a_workbook_of_last_month_opens_as_of_today(
    libreoffice: LibreOffice, tmp_path: Path
) -> None:
    """All that follows the clock is calculated when LibreOffice opens the file."""
    path = tmp_path / "plan.xlsx"
    path.write_bytes(small("fr", dt.date(2026, 10, 20)).content)
    with libreoffice.open(path, recalculate=False) as document:
        opened = everything(document)
        document.recalculate()
        assert everything(document) == opened


def test_a_status_that_sync_has_heard_carries_no_mark_any_more(tmp_path: Path) -> None:
    """Its row was marked as not understood; programs that trust values show it so no longer."""
    today = dt.date(2026, 11, 21)
    plan = small("fr", today)
    frame = plan.frame
    row = next(iter(frame.plan.rows.values()))
    workbook = layout.build(plan.campaign, compute(plan.campaign), today)
    typed = workbook.typed({("plan", row, frame.plan.column("status")): "done ✔"})
    path = tmp_path / "plan.xlsx"
    path.write_bytes(render(calculated(typed, today)))

    def code() -> Value:
        table = read(path, NAMES, "fr").tables["rs_plan"]
        at = frame.plan.column("status_code") - table.column
        return table.cell(row - table.row, at).value

    assert code() == 0
    synced(path, today)
    assert code() == DONE
