"""The tool's own tab: what it holds after a sync, and what the next one reads there."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.statuses import DOING, DONE
from retrosheet.sync import memory
from retrosheet.sync.assess import assess
from retrosheet.workbook import sync_tab
from retrosheet.workbook.tables import Cell, Table
from tests.sync.snapshots import Told, snapshot_of
from tests.sync.test_assess import PLAN, march

if TYPE_CHECKING:
    from retrosheet.sync.snapshot import Snapshot
    from retrosheet.workbook.tables import Value

HEADER = sync_tab.HEADER_ROW


def table(rows: tuple[tuple[Value, ...], ...], first: int, left: int, right: int) -> Table:
    cells = tuple(tuple(Cell(value) for value in row[left:right]) for row in rows[first:])
    return Table("_sync", first, left, cells)


def again(snapshot: Snapshot, rows: tuple[tuple[Value, ...], ...]) -> Snapshot:
    """The same plan once the rows are in the workbook."""
    left = sync_tab.LOG_COLUMN
    return replace(
        snapshot,
        remembered=memory.read_remembered(table(rows, HEADER, 0, len(sync_tab.COLUMNS))),
        summary=memory.read_summary(table(rows[: len(sync_tab.SCALARS)], 0, 0, 2)),
        log=memory.read_log(table(rows, HEADER, left, left + len(sync_tab.LOG))),
    )


def written(snapshot: Snapshot, today: dt.date) -> tuple[tuple[Value, ...], ...]:
    return memory.rows(snapshot, assess(snapshot, today), HEADER)


def test_single_values_on_top() -> None:
    """The hidden tab begins with the days, the counts and the sentence of the last sync."""
    rows = written(snapshot_of(PLAN), march(10))
    expected: dict[str, Value] = {
        "synced": 46456.0,
        "today": 46456.0,
        "launch": 46461.0,
        "forecast": 46463.0,
        "slip": 2.0,
        "late": 1.0,
        "risk": 2.0,
        "blocked": 0.0,
        "said": "Last sync on 10 Mar 2027: 1 late, 1 that should have begun, 2 at risk; launch "
        "expected on 17 Mar 2027 (2 working days later).",
        "campaign": None,
    }
    assert rows[: len(sync_tab.SCALARS)] == tuple(expected.items())
    assert rows[HEADER][: len(sync_tab.COLUMNS)] == sync_tab.COLUMNS


def test_a_row_a_task() -> None:
    """Each task is remembered with its flag, its status and its dates, for the next sync to
    compare."""
    rows = written(snapshot_of(PLAN, {"PROOF": Told(DONE, 1)}), march(10))
    proof, print_ = rows[HEADER + 1], rows[HEADER + 2]
    assert proof == ("PROOF", "done", "", 0.0, None, float(DONE), 1, 46456.0, 46451.0, 46451.0)
    assert print_[:5] == ("PRINT", "late_start", "", 1.0, None)


def test_the_same_day_again_gives_the_same_rows() -> None:
    """A second sync on one day has nothing new to remember."""
    snapshot = snapshot_of(PLAN)
    rows = written(snapshot, march(10))
    assert written(again(snapshot, rows), march(10)) == rows


LOG = [
    (8, "PROOF", "due_soon", "late"),
    (8, "PRINT", "", "due_soon"),
    (8, "SHIP", "", "due_soon"),
    (8, "L", "", "due_soon"),
    (9, "PRINT", "due_soon", "risk"),
    (9, "SHIP", "due_soon", "risk"),
    (9, "L", "due_soon", "risk"),
]


def test_the_log_grows_with_events_not_with_runs() -> None:
    """Seven runs on five days leave one entry for each change, none for a run."""
    snapshot = snapshot_of(PLAN)
    for day in (1, 1, 2, 3, 8, 8, 9):
        snapshot = again(snapshot, written(snapshot, march(day)))
    assert [(entry.day.day, entry.id, entry.before, entry.after) for entry in snapshot.log] == LOG


def test_first_late_stays_and_goes() -> None:
    """Late since the sync of the 8th, until it is done."""
    snapshot = snapshot_of(PLAN)
    for day in (8, 9):
        snapshot = again(snapshot, written(snapshot, march(day)))
    assert snapshot.remembered["PROOF"].first_late == march(8)
    done = again(snapshot_of(PLAN, {"PROOF": Told(DONE)}), written(snapshot, march(9)))
    assert again(done, written(done, march(10))).remembered["PROOF"].first_late is None


def test_the_day_of_the_last_change_stays_while_nothing_moves() -> None:
    """It is the day on which status or progress changed, not the day of the sync."""
    told = {"PROOF": Told(DOING, 0.5)}
    snapshot = snapshot_of(PLAN, told)
    for day in (1, 3):
        snapshot = again(snapshot, written(snapshot, march(day)))
    assert snapshot.remembered["PROOF"].changed == march(1)
    moved = again(snapshot_of(PLAN, {"PROOF": Told(DOING, 0.6)}), written(snapshot, march(3)))
    assert again(moved, written(moved, march(4))).remembered["PROOF"].changed == march(4)
