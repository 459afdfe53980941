"""Whatever goes wrong at whichever request: it is done, or said, and a second run puts it right."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Literal

import pytest

from retrosheet.cli.places.google import GoogleSheet
from retrosheet.cli.places.synced import Synced, synced_at
from retrosheet.errors import NoAccess, RetrosheetError
from retrosheet.google.drawing import creating
from retrosheet.google.drawing.creating import Made, create, fill
from retrosheet.google.speaking.client import READ_SECONDS
from tests.contract.places import MADE_ON, TINY, connection, laid_there, telling
from tests.thorough import THOROUGH
from tests.xlsx.sample import sample

if TYPE_CHECKING:
    from collections.abc import Iterable

    from retrosheet.workbook.model import Workbook
    from tests.google.fake.google import FakeGoogle

LATE = dt.date(2027, 3, 8)
CONCERT = f"""{TINY}
      - id: C2
        title: "Book the hall"
        owner: lead
        due: J-14
"""
"""A task that is late by then, for as small a plan as there is."""
# What may happen once and pass, and what does not pass by itself.
PASSING: dict[str, dict[str, Any]] = {
    "429": {"status": 429},
    "429 with a wait": {"status": 429, "retry_after": 7},
    "500": {"status": 500},
    "503": {"status": 503},
    "502 page": {"html": True},
    "drop": {"drop": True},
    "drop after": {"drop_after_commit": True},
}
TIMEOUT: dict[str, Any] = {"timeout_after_commit": True}
LASTING: dict[str, dict[str, Any]] = {
    "403": {"status": 403, "times": 99},
    "404": {"status": 404, "times": 99},
    "503 for hours": {"status": 503, "times": 99},
    "dropped for hours": {"drop": True, "times": 99},
    "lost after for hours": {"drop_after_commit": True, "times": 99},
}


def pairs(kinds: Iterable[str], requests: int) -> list[tuple[str, int]]:
    """Each kind of fault at each request."""
    return [(kind, nth) for kind in kinds for nth in range(1, requests + 1)]


@pytest.fixture
def summer(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> Workbook:
    """A workbook of four tasks that uses everything; no answer takes longer than a moment."""
    google.today = MADE_ON
    assert READ_SECONDS > 60
    monkeypatch.setattr("retrosheet.google.speaking.client.READ_SECONDS", 5.0)
    return replace(sample(), lang="en", locale="en_GB")


def created(book: Workbook) -> Made:
    with connection() as transport:
        return create(transport, book, time_zone="Etc/UTC", folder=None, told=telling())


def filled(book: Workbook, into: str) -> Made:
    with connection() as transport:
        return fill(transport, into, book, time_zone="Etc/UTC", told=telling())


def look(google: FakeGoogle, made: str) -> list[object]:
    """All that a sheet holds: cells, rules, charts, names, marks, and its locale."""
    book = google.service.books[made]
    tabs = [
        (tab.title, tab.cells, len(tab.rules), len(tab.charts), len(tab.protected), tab.merges)
        for tab in book.sheets
    ]
    marks = sorted(mark["metadataId"] for mark in book.metadata)
    return [tabs, google.spreadsheet(made).named_ranges, marks, book.properties["locale"]]


_WHOLE: dict[str, list[object]] = {}


def whole(how: Literal["created", "filled"], google: FakeGoogle, book: Workbook) -> list[object]:
    """What such a sheet holds where nothing went wrong, worked out once a test run."""
    if how == "created":
        google.allow_creation()
    if how not in _WHOLE:
        made = created(book) if how == "created" else filled(book, google.blank(locale="fr_FR"))
        _WHOLE[how] = look(google, made.id)
    return _WHOLE[how]


@pytest.mark.parametrize(("kind", "nth"), pairs(PASSING, 3))
def test_creating(google: FakeGoogle, summer: Workbook, kind: str, nth: int) -> None:
    """A passing fault leaves one sheet, whole; or the message says how to go on, and that works."""
    wanted = whole("created", google, summer)
    before = {book.id for book in google.spreadsheets}
    google.fault(path="/v4/", nth=nth, **PASSING[kind])
    if nth > 1 or kind.startswith("429"):
        made = created(summer)
    else:
        # Only the creation itself can be in doubt: there is nothing to ask whether it was done.
        with pytest.raises(NoAccess, match=r"may have been created.*--into URL"):
            created(summer)
        left = [book.id for book in google.spreadsheets if book.id not in before]
        assert len(left) == (kind == "drop after")
        made = filled(summer, left[0]) if left else created(summer)
    new = [book.id for book in google.spreadsheets if book.id not in before]
    assert new == [made.id]
    assert look(google, made.id) == wanted
    google.errors.clear()


@pytest.mark.parametrize(("kind", "nth"), pairs(PASSING, 4))
def test_filling(google: FakeGoogle, summer: Workbook, kind: str, nth: int) -> None:
    """Nothing passing is ever seen: the sheet is whole, and nothing is in it twice."""
    blank = google.blank(locale="fr_FR")
    wanted = whole("filled", google, summer)
    google.fault(path=f"/v4/spreadsheets/{blank}", nth=nth, **PASSING[kind])
    assert filled(summer, blank).errors == ()
    assert look(google, blank) == wanted
    google.errors.clear()


def test_an_answer_that_never_comes(
    google: FakeGoogle, summer: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The batch was applied, nobody said so: its mark is found, and it is not sent again."""
    monkeypatch.setattr("retrosheet.google.speaking.client.READ_SECONDS", 2.0)
    blank = google.blank(time_zone="Etc/UTC")
    google.fault(path=f"{blank}:batchUpdate", nth=1, **TIMEOUT)
    assert filled(summer, blank).errors == ()
    sent = [asked.status for asked in google.requests if asked.path.endswith(":batchUpdate")]
    assert sent == [0, 200]
    google.errors.clear()


@pytest.mark.parametrize(("kind", "nth"), pairs(LASTING, 4))
def test_a_second_run_finishes_what_the_first_began(
    google: FakeGoogle, summer: Workbook, kind: str, nth: int
) -> None:
    """The message names the sheet and the command; that command leaves it whole."""
    blank = google.blank(locale="fr_FR")
    wanted = whole("filled", google, summer)
    google.fault(path=f"/v4/spreadsheets/{blank}", nth=nth, **LASTING[kind])
    if kind == "lost after for hours" and nth == 3:
        # All that the first run was in doubt about, it looked up; only the last answer is missing.
        google.faults.waiting.clear()
        google.fault(path=f"{blank}:batchUpdate", nth=3, **LASTING[kind])
    with pytest.raises(RetrosheetError) as raised:
        filled(summer, blank)
    # Before anything is written there is nothing to finish.
    begun = f"--google --into https://docs.google.com/spreadsheets/d/{blank}" in str(raised.value)
    assert begun is (nth > 1)
    google.faults.waiting.clear()
    assert filled(summer, blank).errors == ()
    assert look(google, blank) == wanted
    google.errors.clear()


@pytest.mark.parametrize("nth", [2, 3])
def test_a_created_sheet_that_was_left_is_finished(
    google: FakeGoogle, summer: Workbook, nth: int
) -> None:
    """Also one that has nothing but its tabs so far."""
    wanted = whole("created", google, summer)
    google.fault(path="/v4/", nth=nth, status=403, times=99)
    with pytest.raises(NoAccess, match="was begun"):
        created(summer)
    google.faults.waiting.clear()
    begun = google.spreadsheets[-1].id
    assert filled(summer, begun).id == begun
    assert look(google, begun) == wanted


def test_whoever_stops_it_is_told_what_is_left(
    google: FakeGoogle, summer: Workbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command that finishes the half-made sheet."""
    blank = google.blank(locale="fr_FR")
    said: list[str] = []

    def stopped(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(creating, "_applied", stopped)
    told = telling(left=said.append)
    with connection() as transport, pytest.raises(KeyboardInterrupt):
        fill(transport, blank, summer, time_zone="Etc/UTC", told=told)
    assert f"--into https://docs.google.com/spreadsheets/d/{blank}" in said[0]


WRITING = 2
"""A sync reads with its first request and writes with its second."""


def synced(google: FakeGoogle, made: str) -> Synced:
    google.today = LATE
    with connection() as transport:
        place = GoogleSheet(transport, made, "en")
        return synced_at(place, LATE, "en", dry_run=False)


# What each answer of Google means to a single request, test_transport.py says in every run.
@pytest.mark.parametrize(
    ("kind", "nth"),
    pairs(PASSING, 2)
    if THOROUGH
    else [("429 with a wait", 1), ("drop", WRITING), ("drop after", WRITING)],
)
@pytest.mark.usefixtures("summer")
def test_syncing(google: FakeGoogle, kind: str, nth: int) -> None:
    """A passing fault changes nothing of what a sync does; the next has nothing to write."""
    made = laid_there(google, "en", CONCERT, spare=0)
    google.fault(path="/v4/", nth=nth, **PASSING[kind])
    assert synced(google, made).wrote
    assert not synced(google, made).wrote
    google.errors.clear()


@pytest.mark.parametrize(
    ("kind", "nth"),
    pairs(LASTING, 2) if THOROUGH else [("403", 1), ("lost after for hours", WRITING)],
)
@pytest.mark.usefixtures("summer")
def test_a_sync_that_fails_leaves_the_next_one_all_to_do(
    google: FakeGoogle, kind: str, nth: int
) -> None:
    """Nothing is lost by a failure, nor written twice after it."""
    made = laid_there(google, "en", CONCERT, spare=0)
    google.fault(path="/v4/", nth=nth, **LASTING[kind])
    with pytest.raises(NoAccess):
        synced(google, made)
    google.faults.waiting.clear()
    after = synced(google, made)
    assert after.findings.findings
    assert after.wrote is not (kind == "lost after for hours" and nth == WRITING)
    assert not synced(google, made).wrote
    google.errors.clear()


def test_the_same_mark_twice_is_no_error_where_the_first_was_late(
    google: FakeGoogle, summer: Workbook
) -> None:
    """A batch whose first try arrives after we looked: the second is refused, and all is well."""
    blank = google.blank(time_zone="Etc/UTC")
    path = f"/v4/spreadsheets/{blank}:batchUpdate"
    google.fault(path=path, nth=1, drop=True)

    def arrive() -> None:
        body = next(asked.body for asked in google.requests if asked.path == path)
        google.service.sheets.batch_update(google.service.books[blank], body, [])

    google.before(path, arrive, nth=2)
    assert filled(summer, blank).errors == ()
    statuses = [asked.status for asked in google.requests if asked.path == path]
    assert statuses == [0, 400, 200]
