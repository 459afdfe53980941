"""What reminders and calendars remember in the tool's tab: written, read back, left by a sync."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from retrosheet.sync import memory
from retrosheet.sync.assess import assess
from retrosheet.sync.own_cells import serial
from retrosheet.sync.remembered import Entry, Told
from retrosheet.sync.told import entry_rows, read_entries, read_told, told_rows
from retrosheet.workbook import sync_tab
from retrosheet.workbook.tables import Cell, Table
from tests.sync.snapshots import snapshot_of
from tests.sync.test_assess import PLAN, march

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cs"]), min_size=1, max_size=9)
days = st.dates(dt.date(2026, 1, 1), dt.date(2029, 1, 1))
tolds = st.builds(Told, texts, texts, texts, texts, st.none() | days, days, texts, st.booleans())
entries = st.builds(
    Entry, texts, st.integers(0, 999), texts, days, st.booleans(), days, texts, texts, texts
)


def table(rows: list[list[str | float | bool | None]]) -> Table:
    """The rows as a reader finds them: it ends each with its last cell that holds something."""
    cells = []
    for row in rows:
        while row and row[-1] in (None, ""):
            row.pop()
        cells.append(tuple(Cell(value) for value in row))
    return Table("_sync", sync_tab.HEADER_ROW, sync_tab.TOLD_COLUMN, tuple(cells))


@given(st.lists(tolds, max_size=5), st.lists(entries, max_size=5))
def test_what_is_written_is_what_is_read(told: list[Told], kept: list[Entry]) -> None:
    """What was sent to whom survives the sheet, whatever it holds."""
    assert read_told(table(told_rows(told))) == tuple(told)
    assert read_entries(table(entry_rows(kept))) == tuple(kept)


def test_a_sync_leaves_both_memories_as_they_are() -> None:
    """The whole tab is written anew each time; what others keep in it is written again."""
    told = Told("smtp", "nadia", "PROOF", "late:1", march(5), march(8), "<1@x>", sent=True)
    kept = Entry("PROOF", 3, "f00", march(2), False, march(5), "Proof", "Nadia")
    snapshot = snapshot_of(PLAN)
    summary = snapshot.summary._replace(campaign="c1")
    snapshot = replace(snapshot, told=(told,), entries=(kept,), summary=summary)
    rows = memory.rows(snapshot, assess(snapshot, march(10)), sync_tab.HEADER_ROW)
    assert rows[sync_tab.SCALARS.index("campaign")] == ("campaign", "c1")
    header, first = rows[sync_tab.HEADER_ROW : sync_tab.HEADER_ROW + 2]
    where = slice(sync_tab.TOLD_COLUMN, sync_tab.TOLD_COLUMN + len(sync_tab.TOLD))
    assert header[where] == sync_tab.TOLD
    assert first[where] == (
        "smtp", "nadia", "PROOF", "late:1", serial(march(5)), serial(march(8)), "<1@x>", "sent",
    )  # fmt: skip
    where = slice(sync_tab.ENTRIES_COLUMN, sync_tab.ENTRIES_COLUMN + len(sync_tab.ENTRIES))
    assert header[where] == sync_tab.ENTRIES
    assert first[where][:2] == ("PROOF", 3.0)


def test_the_lists_of_the_tab_lie_side_by_side() -> None:
    """None of the areas of the tab shares a cell with another."""
    areas = [area("_sync") for area in (sync_tab.log, sync_tab.told, sync_tab.entries)]
    areas.append(sync_tab.table("_sync", 40))
    columns = [c for a in areas for c in range(a.first_column, a.last_column + 1)]
    assert len(columns) == len(set(columns))
    assert all(area.first_row == sync_tab.HEADER_ROW >= len(sync_tab.SCALARS) for area in areas)
