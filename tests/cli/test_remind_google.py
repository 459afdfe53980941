"""``remind`` and ``calendar`` on a Google sheet, from its address: as from a file."""

from __future__ import annotations

import datetime as dt
from email import message_from_bytes, policy
from email.message import EmailMessage
from typing import TYPE_CHECKING

import pytest
from openpyxl.utils import get_column_letter

from retrosheet.google.addresses import link
from tests.contract.places import GooglePlace
from tests.google.conftest import google

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.cli.conftest import Answer
    from tests.google.fake.google import FakeGoogle

    Run = Callable[..., Answer]

__all__ = ["google"]
MONDAY = dt.date(2027, 3, 8)


@pytest.fixture
def sheet(google: FakeGoogle) -> str:
    """The address of the evening, whose lead is Nadia, with an address of her own."""
    google.today = MONDAY
    place = GooglePlace(google, "en")
    team = place.tables()["rs_team"]
    for column, typed in ((1, "Nadia"), (2, "nadia@example.org")):
        place.set(
            f"{team.title}!{get_column_letter(team.column + column + 1)}{team.row + 2}", typed
        )
    return link(place.id)


def test_drafts_from_a_sheet_lead_back_to_it(run: Run, sheet: str, tmp_path: Path) -> None:
    """The message holds the sheet's address, and a second run is silent."""
    answer = run("remind", sheet, "--to", "drafts", "out", "--today", MONDAY.isoformat())
    assert (answer.code, answer.err) == (0, "")
    (path,) = (tmp_path / "out").glob("*.eml")
    read = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(read, EmailMessage)
    plain = read.get_body(("plain",))
    assert plain is not None
    assert sheet in plain.get_content().split()
    again = run("remind", sheet, "--to", "drafts", "out", "--today", MONDAY.isoformat(), "--quiet")
    assert again == (0, "", "")


def test_a_look_at_a_sheet_is_one_request(run: Run, sheet: str, google: FakeGoogle) -> None:
    """Who decides is asked for only where somebody waits for an approval."""
    before = len(google.calls)
    answer = run("remind", sheet, "--dry-run", "--today", MONDAY.isoformat())
    assert "Would get a message: Nadia" in answer.out
    assert len(google.calls) - before == 1


def test_a_calendar_from_a_sheet(run: Run, sheet: str, tmp_path: Path, google: FakeGoogle) -> None:
    """One request reads and one remembers; with nothing new, one reads and the bytes stay."""
    before = len(google.calls)
    first = run("calendar", sheet, "-o", "plan.ics", "--today", MONDAY.isoformat())
    assert first == (0, "plan.ics: 7 events.\n", "")
    assert len(google.calls) - before == 2
    content = (tmp_path / "plan.ics").read_bytes()
    again = run("calendar", sheet, "-o", "plan.ics", "--today", "2027-03-20")
    assert again == (0, "plan.ics: 7 events, unchanged.\n", "")
    assert len(google.calls) - before == 3
    assert (tmp_path / "plan.ics").read_bytes() == content
