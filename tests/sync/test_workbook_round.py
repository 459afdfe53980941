"""Random campaigns in real files, edited by a person: what sync reads, writes, and leaves shown.

The engine saves the file as a person's program would; what sync then leaves in the plan's formulas
must be what the same engine calculates from them.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrosheet import layout
from retrosheet.schedule import compute
from retrosheet.sync.assess import assess
from retrosheet.sync.changes import Changes, plan_changes
from retrosheet.sync.readers import CALCULATED, HEARD
from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.xlsx.patch import patched
from retrosheet.xlsx.read import read
from retrosheet.xlsx.write import render
from tests.campaigns import campaigns, edits
from tests.engines.grid import as_serial
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.sync.by_openpyxl import tables
from tests.test_heart import TODAY, Edited, opened
from tests.thorough import tries

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.campaign import Campaign
    from retrosheet.sync.snapshot import Snapshot
    from retrosheet.workbook.tables import Value
    from tests.campaigns import Edit

TYPED: dict[str, tuple[Value, ...]] = {
    "status": (
        "Done", "done ✔", "FAIT", "In progress", "On hold", "Blocked", "Awaiting approval", "soon?",
        "X", True, "", "Cancelled",
    ),
    "progress": (0.5, 50.0, "50 %", 100.0, -3.0, "half", 0.0),
    "actual_end": (as_serial(dt.date(2026, 12, 1)), "1 Dec 2026", "one day", 7.0),
    "imposed": ("15 March 2027", "03/04/2027", "soon"),
    "duration": ("5 d", "five", 2.5),
    "title": ("Another title", " "),
    "comment": ("Call the printer",),
}  # fmt: skip


"""What people type into cells of the plan, by column key."""

typings = st.lists(
    st.sampled_from(sorted(TYPED)).flatmap(
        lambda key: st.tuples(st.integers(0, 20), st.just(key), st.sampled_from(TYPED[key]))
    ),
    max_size=6,
)


def synced(path: Path, today: dt.date) -> tuple[Snapshot, Changes]:
    book = read(path, NAMES, "en")
    snapshot = read_snapshot(book.tables)
    return snapshot, plan_changes(book.tables, snapshot, assess(snapshot, today))


def saved(edited: Edited, folder: Path) -> Path:
    path = folder / "edited.xlsx"
    path.unlink(missing_ok=True)
    edited.grid.evaluate()
    edited.grid._model.save_to_xlsx(str(path))
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("rounds")


@given(campaign=campaigns(split=True))
@settings(max_examples=tries(5, 30))
def test_an_untouched_workbook_reads_as_the_campaign_that_it_was_made_from(
    campaign: Campaign,
) -> None:
    """All dates, floats and conflicts, whatever the calendar and the archetype."""
    schedule = compute(campaign)
    content = render(layout.build(campaign, schedule, TODAY))
    snapshot = read_snapshot(tables(content, NAMES))
    assert snapshot.doubts == ()
    assert snapshot.calendar == campaign.calendar
    found = snapshot.schedule
    assert found.base == schedule.base
    assert [
        (placed.task.id, placed.start, placed.due, placed.float, placed.critical, placed.conflict)
        for placed in found.tasks
    ] == [
        (placed.task.id, placed.start, placed.due, placed.float, placed.critical, placed.conflict)
        for placed in schedule.tasks
    ]


@given(campaign=campaigns(most=6), changes=edits(), typing=typings, days=st.integers(-60, 200))
@settings(max_examples=tries(5, 25))
def test_what_sync_leaves_is_what_the_formulas_show(
    folder: Path,
    campaign: Campaign,
    changes: list[Edit],
    typing: list[tuple[int, str, Value]],
    days: int,
) -> None:
    """After any edits: dates as the engine has them, alerts and flags as it calculates them.

    Where sync has just heard what no formula could read, the sums elsewhere follow at the next
    calculation: sync writes what the rows show, not all that comes of it.
    """
    edited = Edited(campaign, opened(campaign, folder))
    for change in changes:
        edited.apply(change)
    for line, key, value in typing:
        alive = [task for task in edited.campaign.tasks if not task.deleted]
        task = alive[line % len(alive)]
        if not (key == "title" and task.placement == "free"):
            edited.put(task.id, key, value)
    today = edited.campaign.launch - dt.timedelta(days=days)
    edited.grid.freeze_today(today)
    edited.grid.set_name("rs_today", today)
    path = saved(edited, folder)
    snapshot, planned = synced(path, today)
    assert snapshot.today == today
    content = patched(path.read_bytes(), planned.writing)
    path.write_bytes(content)
    after = IronCalcWorkbook.load(path)
    left = read(path, NAMES, "en").tables
    calculated = read_snapshot(left, reader=CALCULATED, lines_reader=HEARD)
    column = edited.frame.engine.column("due") + 1
    engine = after.values("_engine")
    ids = edited.frame.engine.column("id") + 1
    rows = {value: row for (row, at), value in engine.items() if at == ids and value}
    for placed in calculated.schedule.tasks:
        assert engine[rows[placed.task.id], column] == as_serial(placed.due), placed.task.id
    heard = any(line.heard for line in snapshot.lines)
    for name, table in left.items():
        if heard and name != "rs_plan" and not name.startswith("rs_sync"):
            continue
        values = after.values(table.title)
        for row, cells in enumerate(table.rows, table.row + 1):
            for column, cell in enumerate(cells, table.column + 1):
                if cell.formula:
                    found = values.get((row, column), "")
                    assert found == (cell.error or cell.value), (table.title, row, column)
    assert synced(path, today)[1].cells == ()
    assert patched(content, planned.writing) == content
