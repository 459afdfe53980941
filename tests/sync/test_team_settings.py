"""What Settings say about the team and about reminders, read as people type it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.workbook.cadence import USUAL, Cadence
from retrosheet.workbook.tables import Cell
from tests.sync.typing import put, tables

if TYPE_CHECKING:
    from retrosheet.sync.snapshot import Snapshot
    from retrosheet.workbook.tables import Value


def typed(**cells: Value) -> Snapshot:
    """The snapshot once a person has typed into the cells under these names."""
    there = tables()
    for name, value in cells.items():
        put(there, f"rs_{name}", 0, 0, Cell(value))
    return read_snapshot(there)


def test_a_new_workbook_reminds_as_usual() -> None:
    """Untouched settings give the usual cadence, nobody in charge and no addresses."""
    snapshot = read_snapshot(tables())
    assert (snapshot.cadence, snapshot.lead, snapshot.remembers) == (USUAL, "", True)
    assert [(member.role, member.email) for member in snapshot.team] == [
        ("Project lead", ""), ("Printer", ""),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("ahead", "days"),
    [
        ("5, 2", (5, 2)),
        ("1 et 3", None),
        ("1 3", (3, 1)),
        (2.0, (2,)),
        (None, ()),
        ("3;3;1", (3, 1)),
    ],
)
def test_days_ahead_as_people_type_them(ahead: Value, days: tuple[int, ...] | None) -> None:
    """In any order and with any sign between; what is no list of numbers is doubted, and named."""
    snapshot = typed(remind_ahead=ahead)
    assert snapshot.cadence.ahead == (USUAL.ahead if days is None else days)
    assert [doubt.column for doubt in snapshot.doubts] == ["remind_setting"] * (days is None)


def test_the_other_settings() -> None:
    """Rhythm, limit and lead are taken as typed; what cannot be read leaves the usual, and is
    named."""
    snapshot = typed(remind_every=5.0, remind_most="2", lead=" Nadia ")
    assert snapshot.cadence == Cadence((3, 1), 5, 2)
    assert snapshot.lead == "Nadia"
    snapshot = typed(remind_every="often", remind_most=-1.0)
    assert snapshot.cadence == USUAL
    assert len(snapshot.doubts) == 2


def test_a_workbook_without_the_names_has_no_memory() -> None:
    """One that an earlier version made: read as before, and known not to remember."""
    there = {name: tables()[name] for name in NAMES[:17]}
    snapshot = read_snapshot(there)
    assert (snapshot.remembers, snapshot.cadence, snapshot.told) == (False, USUAL, ())
    assert snapshot.launch == dt.date(2027, 3, 19)
