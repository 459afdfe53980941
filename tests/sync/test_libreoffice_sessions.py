"""Three weeks of a team in LibreOffice, then a sync, then LibreOffice again.

A person sorts, inserts, deletes, duplicates, renames, moves and types as people do, and saves. What
sync then marks is on the right rows, and every other cell is as the person left it.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from retrosheet.sync.assess import assess
from retrosheet.sync.changes import Changes, plan_changes
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.xlsx.patch import apply
from retrosheet.xlsx.read import read
from tests.engines.cell_reference import a1
from tests.engines.grid import Values
from tests.made import made
from tests.small import small

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.sync.findings import Findings
    from tests.engines.libreoffice_document import Document
    from tests.engines.libreoffice_engine import LibreOffice

pytestmark = pytest.mark.libreoffice

MADE_ON = dt.date(2026, 11, 2)
TODAY = dt.date(2026, 12, 22)


class Session:
    """The plan open in LibreOffice; rows are found by ID, columns by key, wherever they are."""

    def __init__(self, document: Document) -> None:
        self.document = document

    @property
    def sheet(self) -> str:
        return self.document.name("rs_plan")[0]

    def rows(self) -> dict[object, int]:
        """The rows by ID, the first where an ID stands twice."""
        at = self.column("id")
        cells = sorted(self.values().items(), reverse=True)
        return {value: row for (row, column), value in cells if column == at}

    def row(self, task_id: str) -> int:
        return self.rows()[task_id]

    def column(self, key: str) -> int:
        _, area = self.document.name("rs_plan")
        values = self.values()
        return next(
            column for column in range(area.left, area.right + 1)
            if values.get((area.top, column)) == key
        )  # fmt: skip

    def values(self) -> Values:
        return self.document.values(self.sheet)

    def put(self, task_id: str, key: str, value: float | str | dt.date | None) -> None:
        self.document.set(self.sheet, a1(self.row(task_id), self.column(key)), value)

    def shown(self, task_id: str, key: str) -> object:
        return self.values().get((self.row(task_id), self.column(key)), "")


def sync(path: Path, today: dt.date = TODAY) -> tuple[Findings, Changes]:
    book = read(path, NAMES, "fr")
    snapshot = read_snapshot(book.tables, "fr")
    findings = assess(snapshot, today, "fr")
    changes = plan_changes(book.tables, snapshot, findings, "fr")
    if changes.cells:
        assert apply(path, book.fingerprint, changes.writing, "fr")
    return findings, changes


def everything(document: Document) -> dict[tuple[str, int, int], object]:
    """Every cell; a file keeps fifteen digits of a number, LibreOffice a few more."""
    return {
        (sheet, *place): round(value, 9) if isinstance(value, float) else value
        for sheet in document.sheets
        for place, value in document.values(sheet).items()
    }


def different(
    kept: dict[tuple[str, int, int], object],
    after: dict[tuple[str, int, int], object],
    changes: Changes,
) -> list[tuple[str, int, int]]:
    """The cells that differ, but for the tool's own tab and those that sync says it changes."""
    written = {(c.place.title, c.place.row + 1, c.place.column + 1) for c in changes.cells}
    return sorted(
        place
        for place in {*kept, *after} - written
        if place[0] != "_sync" and kept.get(place, "") != after.get(place, "")
    )


def work(session: Session, ids: list[str], first: list[str]) -> None:
    """What people do in three weeks."""
    document = session.document
    document.set_name("rs_today", TODAY)
    for task_id, word in zip(first, ("terminé", "FAIT", "Bloqué", "en route"), strict=False):
        session.put(task_id, "status", word)
    session.put(ids[-1], "imposed", dt.date(2027, 6, 30))
    document.duplicate_row(session.sheet, session.row(ids[-5]))
    document.delete_rows(session.sheet, session.row(ids[-3]))
    document.insert_rows(session.sheet, session.row(ids[10]))
    document.insert_columns(session.sheet, "C")
    _, area = document.name("rs_plan")
    rows = f"A{area.top + 2}:{a1(area.bottom - 12, area.right)}"
    document.sort(session.sheet, rows, "A", descending=True, header=False)
    document.rename_sheet(session.sheet, "Notre plan")
    document.recalculate()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(small("fr", MADE_ON, dt.date(2027, 1, 5)).content)
    return path


def test_three_weeks_of_a_team(libreoffice: LibreOffice, path: Path) -> None:
    """The right rows are flagged, nothing else has changed, and the formulas agree.

    In a plan whose tasks are too many for the list of what comes next to show those at the end.
    """
    path.write_bytes(made("webinar", "fr", MADE_ON, dt.date(2027, 1, 18)).content)
    snapshot = read_snapshot(read(path, NAMES, "fr").tables)
    ids = [line.task.id for line in snapshot.lines]
    dues = assess(snapshot, MADE_ON).dues
    first = sorted(ids, key=dues.__getitem__)[:5]
    session = Session(libreoffice.open(path))
    work(session, ids, first)
    session.document.save(path)
    kept = everything(session.document)
    session.document.close()

    findings, changes = sync(path)
    assert findings.vanished == (ids[-3],)
    kinds = {(finding.kind, finding.id) for finding in findings.findings}
    assert {("late", task_id) for task_id in first[2:]} <= kinds
    assert {("blocked", first[2]), ("unreadable", first[3]), ("duplicate_id", ids[-5])} <= kinds
    assert not set(first[:2]) & {finding.id for finding in findings.findings}
    unread = next(finding for finding in findings.findings if finding.kind == "unreadable")
    assert unread.where.startswith("Notre plan!")

    again = Session(libreoffice.open(path, recalculate=False))
    assert str(again.shown(first[2], "alert")).startswith("En retard · ")
    assert again.shown(first[0], "alert") == "✓"
    assert again.shown(first[4], "flag") == "late"
    left = everything(again.document)
    assert different(kept, left, changes) == []
    again.document.recalculate()
    assert everything(again.document) == left


def test_a_sync_after_everything_is_done_clears_the_flags(
    libreoffice: LibreOffice, path: Path
) -> None:
    """Once each task is done and saved in LibreOffice, every row shows its tick."""
    before, _ = sync(path)
    assert before.counts()["late"]
    session = Session(libreoffice.open(path))
    rows, status = session.rows(), session.column("status")
    for task_id in before.titles:
        session.document.set(session.sheet, a1(rows[task_id], status), "Terminé")
    session.document.recalculate()
    session.document.save(path)
    session.document.close()
    findings, _ = sync(path)
    assert findings.findings == ()
    last = Session(libreoffice.open(path, recalculate=False))
    rows, values, alert = last.rows(), last.values(), last.column("alert")
    assert {values.get((rows[task_id], alert), "") for task_id in before.titles} == {"✓"}


def test_columns_that_people_moved(libreoffice: LibreOffice, path: Path) -> None:
    """Status and owner are elsewhere now; sync follows their keys."""
    task_id = read_snapshot(read(path, NAMES, "fr").tables).lines[0].task.id
    session = Session(libreoffice.open(path))
    letters = a1(1, session.column("status")).rstrip("1")
    session.document.move_columns(session.sheet, letters, "B")
    session.put(task_id, "status", "done ✔")
    session.document.save(path)
    session.document.close()
    findings, changes = sync(path)
    assert findings.done == 1
    assert any(change.what == "alert" for change in changes.cells)
    assert sync(path)[1].cells == ()
