"""How much is asked of Google: few requests, each small enough, however large the plan is."""

from __future__ import annotations

import datetime as dt
import json
import math
from typing import TYPE_CHECKING

import pytest

from benchmarks.campaign import write_archetype
from retrosheet import layout
from retrosheet.archetype.load import load
from retrosheet.campaign import Options, plan
from retrosheet.cli.places.google import GoogleSheet
from retrosheet.cli.places.synced import Synced, synced_at
from retrosheet.google.drawing.creating import create, fill
from retrosheet.schedule import compute
from tests.contract.places import connection, telling
from tests.engines.grid import as_serial
from tests.google.fake import engine
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.workbook.model import Value, Workbook
    from tests.google.fake.engine import Values
    from tests.google.fake.google import FakeGoogle, Recorded
    from tests.google.fake.state import Json, Spreadsheet

LAUNCH, TODAY = dt.date(2027, 3, 15), dt.date(2025, 6, 2)
LIMIT = 2_000_000


def workbook(folder: Path, tasks: int) -> Workbook:
    path = write_archetype(folder / f"plan-{tasks}.yaml", tasks)
    campaign = plan(load(str(path), "fr"), Options(LAUNCH, "fr", "FR"))
    assert len(campaign.tasks) == tasks
    return layout.build(campaign, compute(campaign), TODAY)


def extended(value: Value) -> Json:
    if isinstance(value, bool):
        return {"boolValue": value}
    if isinstance(value, dt.date):
        return {"numberValue": as_serial(value)}
    if isinstance(value, float | int):
        return {"numberValue": value}
    return {"stringValue": value or ""}


def take_as_described(monkeypatch: pytest.MonkeyPatch, book: Workbook) -> None:
    """Formulas come to what the description says of them: nobody has to calculate them."""
    known = {
        sheet.title: {(cell.row, cell.column): extended(cell.value) for cell in sheet.cells}
        for sheet in book.sheets
    }

    def told(there: Spreadsheet, _today: object, found: dict[int, Values]) -> None:
        for sheet in there.sheets:
            for place, cell in sheet.cells.items():
                if "formulaValue" in cell.get("userEnteredValue", {}):
                    # Charts have a few cells of their own beside those of the description.
                    value = known[sheet.title].get(place, {"stringValue": ""})
                    found[sheet.id][place] = value

    monkeypatch.setattr(engine, "_evaluate", told)


def synced(made: str, today: dt.date) -> tuple[Synced, int]:
    with connection("fr") as transport:
        sheet = GoogleSheet(transport, made, "fr")
        done = synced_at(sheet, today, "fr", dry_run=False)
        return done, transport.sent


def size(asked: Recorded) -> int:
    """The bytes of a request's body."""
    return len(json.dumps(asked.body, ensure_ascii=False, separators=(",", ":")).encode())


@pytest.mark.parametrize("tasks", [10, 5000] if THOROUGH else [10])
def test_few_requests_and_small_ones(
    google: FakeGoogle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tasks: int
) -> None:
    """Created with four at most unless it is large, synced with two, with one for nothing new.

    In a thorough run for five thousand tasks, too; several batches of a smaller plan come in
    test_requests.py.
    """
    google.today = TODAY
    google.allow_creation()
    book = workbook(tmp_path, tasks)
    take_as_described(monkeypatch, book)
    with connection("fr") as transport:
        made = create(transport, book, time_zone="Europe/Paris", folder=None, told=telling("fr"))
        # three besides those that carry the cells, of which each holds as much as Google takes
        assert transport.sent <= 3 + math.ceil(sum(map(size, google.requests)) / LIMIT)
        assert len(google.calls) == transport.sent
    assert made.errors == ()
    first, sent = synced(made.id, TODAY)
    assert first.wrote
    assert sent == 2
    again, sent = synced(made.id, TODAY)
    assert not again.wrote
    assert sent == 1
    for asked in google.requests:
        assert size(asked) < LIMIT, (asked.method, asked.path)


def test_a_blank_sheet_takes_one_look_more(
    google: FakeGoogle, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at, set to the locale of the formulas where it has another, filled, and set back."""
    book = workbook(tmp_path, 10)
    take_as_described(monkeypatch, book)
    for locale, zone, most in (("en_US", "Europe/Paris", 3), ("fr_FR", "Etc/GMT", 4)):
        blank = google.blank("Plan", locale, time_zone=zone)
        with connection("fr") as transport:
            fill(transport, blank, book, time_zone="Europe/Paris", told=telling("fr"))
            assert transport.sent == most
