"""``retrosheet report URL`` and ``export URL``: a Google sheet is read, and left as it is."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.contract.places import GooglePlace
from tests.google.conftest import google

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer
    from tests.google.fake.google import FakeGoogle

__all__ = ["google"]
LAUNCH, TODAY = "--launch=2027-03-19", "--today=2027-02-02"


@pytest.fixture
def place(google: FakeGoogle) -> GooglePlace:
    """The evening's sheet, made on 1 February 2027."""
    made = GooglePlace(google, "en")
    google.requests.clear()
    return made


def address(place: GooglePlace) -> str:
    return f"https://docs.google.com/spreadsheets/d/{place.id}/edit"


def test_a_page_of_a_sheet(run: Callable[..., Answer], place: GooglePlace) -> None:
    """Read with requests that change nothing, and named after the campaign."""
    before = place.state()
    answer = run("report", address(place), TODAY)
    assert (answer.code, answer.err) == (0, "")
    assert answer.out.startswith("Report written: open-evening-2027-02-02.html\nLaunch holds, ")
    text = Path("open-evening-2027-02-02.html").read_text("utf-8")
    for title in ("Design the poster", "Open the doors", "Preparation"):
        assert title in text
    assert place.state() == before
    assert {call.split()[0] for call in place.google.calls} == {"GET"}


def test_a_sheet_and_its_type_are_exported_alike(
    run: Callable[..., Answer], place: GooglePlace, evening: Path
) -> None:
    """The plan in Google gives the same document as the archetype that it came from."""
    assert run("export", address(place), "--to", "json", "-o", "a.json", TODAY).code == 0
    assert run("export", evening.name, LAUNCH, "--to", "json", "-o", "b.json", TODAY).code == 0
    assert Path("a.json").read_text("utf-8") == Path("b.json").read_text("utf-8")
