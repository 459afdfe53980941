"""The transport with the whole fake Google: real tokens, real quotas, real spreadsheets."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from retrosheet.errors import NoAccess, RetrosheetError
from retrosheet.google.signing_in import credentials as sign_in
from retrosheet.google.speaking import client
from retrosheet.google.speaking.refusals import Context
from retrosheet.google.speaking.transport import Transport, Uncertain
from tests.google.fake.google import FakeGoogle
from tests.google.fake.tokens import SERVICE_ACCOUNT

Connect = Callable[[], Transport]


@pytest.fixture
def connect(google: FakeGoogle, monkeypatch: pytest.MonkeyPatch) -> Connect:
    """Makes a transport as the command line does; its sleeps move the fake's clock."""
    monkeypatch.setattr("google.auth._exponential_backoff.time.sleep", lambda _: None)

    def connect() -> Transport:
        found = sign_in.credentials("en", [sign_in.SHEETS, sign_in.DRIVE])
        return Transport(found, "en", sleep=google.sleep, rng=lambda: 0.5)

    return connect


def rename(title: str) -> dict[str, Any]:
    properties = {"title": title}
    request = {"updateSpreadsheetProperties": {"properties": properties, "fields": "title"}}
    return {"requests": [request]}


def title_of(google: FakeGoogle, sheet: str) -> str:
    with Transport(sign_in.credentials("en"), "en") as transport:
        found = transport.get(f"v4/spreadsheets/{sheet}", [("fields", "properties.title")])
    assert google.requests
    return str(found["properties"]["title"])


def test_creating_reading_and_writing(google: FakeGoogle, connect: Connect) -> None:
    """Sheets and Drive with one token."""
    google.allow_creation()
    with connect() as transport:
        made = transport.post("v4/spreadsheets", {"properties": {"title": "Before"}}, safe=False)
        sheet = made["spreadsheetId"]
        found = transport.get(f"v4/spreadsheets/{sheet}", [("fields", "properties.title")])
        assert found == {"properties": {"title": "Before"}}
        transport.post(f"v4/spreadsheets/{sheet}:batchUpdate", rename("After"), safe=True)
        name = transport.get(f"drive/v3/files/{sheet}", [("fields", "name")])
        assert name == {"name": "After"}
        assert transport.sent == 4
    assert [asked.path for asked in google.requests].count("/token") == 1
    assert [asked.status for asked in google.requests] == [200] * 5


def test_more_than_a_quota_of_reads(google: FakeGoogle, connect: Connect) -> None:
    """Seventy reads in no time: the last ones wait until the minute is over, and then succeed."""
    sheet = google.blank()
    google.quota = True
    with connect() as transport:
        for _ in range(70):
            transport.get(f"v4/spreadsheets/{sheet}", [("fields", "spreadsheetId")])
        assert transport.sent > 70
    assert any(asked.status == 429 for asked in google.requests)


def test_tokens_that_run_out(google: FakeGoogle, connect: Connect) -> None:
    """A new one is fetched, and the request is done once."""
    sheet = google.blank("Before")
    with connect() as transport:
        transport.get(f"v4/spreadsheets/{sheet}")
        google.expire_tokens()
        transport.post(f"v4/spreadsheets/{sheet}:batchUpdate", rename("After"), safe=False)
    assert title_of(google, sheet) == "After"
    assert [asked.status for asked in google.requests[:5]] == [200, 200, 401, 200, 200]


@pytest.mark.parametrize("fault", ["drop_after_commit", "timeout_after_commit"])
def test_what_is_uncertain_may_be_done(
    google: FakeGoogle, connect: Connect, monkeypatch: pytest.MonkeyPatch, fault: str
) -> None:
    """The very reason why such a request is not repeated."""
    monkeypatch.setattr(client, "READ_SECONDS", 0.3)
    sheet = google.blank("Before")
    google.fault(path=":batchUpdate", **{fault: True})
    with connect() as transport, pytest.raises(Uncertain):
        transport.post(f"v4/spreadsheets/{sheet}:batchUpdate", rename("After"), safe=False)
    assert title_of(google, sheet) == "After"


def test_a_robot_creates_nothing(google: FakeGoogle, connect: Connect) -> None:
    """It is told how to go about it, with the address to share with."""
    with connect() as transport:
        transport.context = Context("create")
        with pytest.raises(NoAccess, match=r"--into") as seen:
            transport.post("v4/spreadsheets", {"properties": {"title": "x"}}, safe=False)
    assert f"share it with {SERVICE_ACCOUNT} as Editor" in str(seen.value)
    assert not google.spreadsheets


def test_a_sheet_that_is_not_shared(google: FakeGoogle, connect: Connect) -> None:
    """The account to share it with is said."""
    sheet = google.blank(shared_with={})
    with connect() as transport:
        transport.context = Context("read", sheet)
        with pytest.raises(NoAccess, match=f"add {SERVICE_ACCOUNT} as Editor"):
            transport.get(f"v4/spreadsheets/{sheet}")


def test_an_uploaded_file(google: FakeGoogle, connect: Connect) -> None:
    """A wrong usage, with the menu that mends it."""
    sheet = google.blank()
    google.make_xlsx(sheet)
    with connect() as transport:
        transport.context = Context("read", sheet)
        with pytest.raises(RetrosheetError, match="File > Save as Google Sheets") as seen:
            transport.get(f"v4/spreadsheets/{sheet}")
    assert seen.value.exit_code == 2
