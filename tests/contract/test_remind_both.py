"""Reminders from a file and from a Google sheet: the same messages, the same memory, once."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from openpyxl.utils import get_column_letter

from retrosheet.cli.commands.reminded import Reminded, reminded
from retrosheet.errors import RetrosheetError
from retrosheet.report.reminders import Plan, Reminder, plan_reminders
from retrosheet.sending.outcome import SENT, Outcome
from retrosheet.sync.reading import read_snapshot
from tests.contract.places import GooglePlace, XlsxPlace
from tests.contract.test_both_places import LATE, Both, places

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from retrosheet.report.desk import Desk
    from retrosheet.sync.remembered import Told
    from tests.contract.places import Place
    from tests.google.fake.google import FakeGoogle
    from tests.google.fake.state import Spreadsheet


class Recorder:
    """A channel that keeps what it is given; ``fates`` say what becomes of each message."""

    via, domain = "smtp", "example.org"

    def __init__(self, *fates: Outcome) -> None:
        self.fates = list(fates)
        self.delivered: list[tuple[str, str, str]] = []

    def planned(self, desk: Desk, only: str) -> Plan:
        assert not only
        return plan_reminders(desk, self.via)

    @contextlib.contextmanager
    def opened(self, desk: Desk) -> Iterator[None]:
        assert desk.snapshot.summary.campaign
        yield

    def deliver(self, reminder: Reminder, message: str, desk: Desk) -> Outcome:
        assert desk.snapshot.told == () or reminder.fresh
        assert reminder.digest is not None
        self.delivered.append((reminder.who, message, reminder.digest.headline))
        return self.fates.pop(0) if self.fates else SENT


_READY: list[tuple[bytes, Spreadsheet]] = []


def _team(place: Place) -> None:
    team = place.tables()["rs_team"]
    for row, name in enumerate(("Nadia", "Karim"), team.row + 2):
        for column, typed in ((1, name), (2, f"{name.lower()}@example.org")):
            letter = get_column_letter(team.column + column + 1)
            place.set(f"{team.title}!{letter}{row}", typed)


@pytest.fixture
def both(google: FakeGoogle, tmp_path: Path) -> Both:
    """The evening with two people who can be written to, in both places; typed once a test run."""
    found = places(google, tmp_path, "en")
    google.today = LATE
    assert isinstance(found.file, XlsxPlace)
    assert isinstance(found.sheet, GooglePlace)
    books = google.service.books
    if not _READY:
        found.do(_team)
        _READY.append((found.file.path.read_bytes(), books[found.sheet.id].copied()))
    content, sheet = _READY[0]
    found.file.path.write_bytes(content)
    copy_of_it = sheet.copied()
    copy_of_it.id = found.sheet.id
    books[found.sheet.id] = copy_of_it
    found.sheet.person = google.person(found.sheet.id)
    return found


def remind(place: Place, channel: Recorder, *, dry_run: bool = False) -> Reminded:
    return reminded(place.workplace(), channel, LATE, "en", dry_run=dry_run, draw=lambda: "c0ffee")


def told(place: Place) -> tuple[Told, ...]:
    return read_snapshot(place.tables()).told


def test_the_same_messages_and_the_same_memory(both: Both) -> None:
    """And afterwards each has been told, and a second run has nothing to send or to write."""
    sent = []
    for place in both:
        channel = Recorder()
        remind(place, channel)
        sent.append(channel.delivered)
    assert sent[0] == sent[1]
    assert {who for who, *_ in sent[0]} == {"nadia", "karim"}
    assert told(both.file) == told(both.sheet)
    assert all(row.sent for row in told(both.file))
    before = [place.state() for place in both]
    for place in both:
        channel = Recorder()
        remind(place, channel)
        assert channel.delivered == []
    assert [place.state() for place in both] == before


def test_a_dry_run_writes_nothing(both: Both) -> None:
    """The messages are there to read, and neither place changes."""
    before = [place.state() for place in both]
    ways = [remind(place, Recorder(), dry_run=True) for place in both]
    assert [place.state() for place in both] == before
    assert [len(done.deliveries) for done in ways] == [2, 2]


def test_a_message_of_which_nobody_knows_is_repeated_alone(both: Both) -> None:
    """The same words again for that person, nothing for the other, then silence."""
    for place in both:
        first = Recorder(Outcome("unknown"))
        remind(place, first)
        second = Recorder()
        remind(place, second)
        assert second.delivered == first.delivered[:1]
        third = Recorder()
        remind(place, third)
        assert third.delivered == []


def test_the_intention_rides_with_what_sync_writes(both: Both, google: FakeGoogle) -> None:
    """One request reads, one writes all marks and intentions, before anything leaves; then two a
    message. Where nothing is new, the one that reads is all."""
    asked: list[int] = []

    class Counting(Recorder):
        def deliver(self, reminder: Reminder, message: str, desk: Desk) -> Outcome:
            asked.append(len(google.calls))
            return super().deliver(reminder, message, desk)

    begin = len(google.calls)
    remind(both.sheet, Counting())
    assert asked[0] - begin == 2
    assert len(google.calls) - begin == 2 + 2 * len(asked)
    begin = len(google.calls)
    remind(both.sheet, Recorder())
    assert len(google.calls) - begin == 1
    assert both.sheet.sync(LATE).changes.cells == ()


def test_what_people_do_meanwhile_stays(both: Both) -> None:
    """Somebody types between the intention and the confirmation: kept, and the memory is right."""
    for place in both:

        class Meanwhile(Recorder):
            def deliver(
                self, reminder: Reminder, message: str, desk: Desk, place: Place = place
            ) -> Outcome:
                if not self.delivered:
                    place.put("PRE4", "comment", "Call them!")
                return super().deliver(reminder, message, desk)

        remind(place, Meanwhile())
        snapshot = read_snapshot(place.tables())
        assert {line.task.id: line.comment for line in snapshot.lines}["PRE4"] == "Call them!"
        assert all(row.sent for row in snapshot.told)


def test_where_nothing_can_be_remembered_nothing_is_sent(both: Both, google: FakeGoogle) -> None:
    """A sheet that one may only read."""
    channel = Recorder()
    assert isinstance(both.sheet, GooglePlace)
    roles = google.service.books[both.sheet.id].roles
    roles.update(dict.fromkeys(roles, "reader"))
    with pytest.raises(RetrosheetError):
        remind(both.sheet, channel)
    assert channel.delivered == []
    assert [call for call in google.calls if "batchUpdate" in call][-1:]
