"""Requests to Google: which are sent again, after how long, and what is said in the end."""

from __future__ import annotations

import json
import logging
import re
import socket
import traceback
from collections.abc import Iterator
from typing import Any

import pytest

from retrosheet.errors import InvalidInput, NoAccess, RetrosheetError
from retrosheet.google.signing_in import credentials as sign_in
from retrosheet.google.signing_in.sources import Source, read_source
from retrosheet.google.speaking import client
from retrosheet.google.speaking.hosts import VARIABLE
from retrosheet.google.speaking.outages import Lost
from retrosheet.google.speaking.refusals import Context
from retrosheet.google.speaking.retrying import asked_wait
from retrosheet.google.speaking.transport import Transport, Uncertain
from tests.google.door import (
    ACCOUNT,
    REFRESHED,
    TOKEN,
    Door,
    Reply,
    refused_token,
    secrets,
    service_account,
)

ID = "1" * 44
PATH = f"v4/spreadsheets/{ID}"
BATCH = f"{PATH}:batchUpdate"


class Line:
    """A transport whose sleeps take no time, and all that it says."""

    def __init__(self, source: Source) -> None:
        self.waits: list[float] = []
        self.said: list[str] = []
        self.progress: list[str] = []
        self.now = 0.0
        self.transport = Transport(
            sign_in.from_source(source, [sign_in.SHEETS], "en"),
            "en",
            verbose=self.said.append,
            sleep=self.sleep,
            rng=lambda: 0.5,
            progress=self.progress.append,
            clock=lambda: self.now,
        )

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


@pytest.fixture
def door(monkeypatch: pytest.MonkeyPatch) -> Iterator[Door]:
    with Door() as door:
        monkeypatch.setenv(VARIABLE, door.url)
        monkeypatch.setattr("google.auth._exponential_backoff.time.sleep", lambda _: None)
        yield door


@pytest.fixture
def source(door: Door, tmp_path: Any) -> Source:
    file = tmp_path / "key.json"
    file.write_text(json.dumps(service_account(door.url)))
    return read_source("option", file, "en")


@pytest.fixture
def line(source: Source) -> Iterator[Line]:
    line = Line(source)
    with line.transport:
        yield line


def error(status: int, message: str = "", reason: str = "", **more: object) -> Reply:
    body = {"error": {"code": status, "message": message, "errors": [{"reason": reason}]}}
    return Reply(status, body, **more)  # type: ignore[arg-type]


def test_a_service_account_signs_in_and_reads(door: Door, line: Line) -> None:
    """One token by a signed JWT serves many requests, and is not counted as one of them."""
    door.script = [Reply(body={"properties": {"title": "Plan"}}), Reply(body=None)]
    found = line.transport.get(PATH, [("ranges", "rs_plan"), ("ranges", "rs_sync")])
    assert found == {"properties": {"title": "Plan"}}
    assert line.transport.post(BATCH, {"requests": ["é"]}, safe=False) == {}
    assert line.transport.sent == 2
    (asked,) = door.to("/token")
    assert asked.form["grant_type"] == "urn:ietf:params:oauth:grant-type:jwt-bearer"
    assert asked.form["assertion"].count(".") == 2
    read, wrote = door.api
    assert (read.method, read.path) == ("GET", f"/{PATH}")
    assert read.query == {"ranges": ["rs_plan", "rs_sync"]}
    assert read.headers["authorization"] == f"Bearer {TOKEN}"
    assert (wrote.method, wrote.body) == ("POST", '{"requests":["é"]}'.encode())


def test_drive_is_another_host(monkeypatch: pytest.MonkeyPatch) -> None:
    """Unless a stand-in is named, which then stands for all of Google."""
    from retrosheet.google.speaking.hosts import api_url, revoke_url, token_url

    monkeypatch.delenv(VARIABLE, raising=False)
    assert api_url(PATH, "en") == f"https://sheets.googleapis.com/{PATH}"
    assert api_url("drive/v3/files/1", "en") == "https://www.googleapis.com/drive/v3/files/1"
    assert token_url(None, "en") == "https://oauth2.googleapis.com/token"
    monkeypatch.setenv(VARIABLE, "http://localhost:8000/")
    assert api_url("drive/v3/files/1", "en") == "http://localhost:8000/drive/v3/files/1"
    assert token_url(None, "en") == "http://localhost:8000/token"
    assert revoke_url("en") == "http://localhost:8000/revoke"


@pytest.mark.parametrize(
    "typed",
    [
        "http://sheets.example.com",
        "http://127.0.0.1.example.com",
        "http://127.0.0.1@example.com",
        "http://localhost:80@example.com",
        "ftp://127.0.0.1",
        "127.0.0.1:8000",
        "http://[::1",
        "http://127.0.0.1:99999",
    ],
)
def test_no_other_machine_stands_in_for_google(
    door: Door, line: Line, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    """No token leaves for an address that only looks local."""
    monkeypatch.setenv(VARIABLE, typed)
    with pytest.raises(InvalidInput, match=f"{VARIABLE}.*http://127.0.0.1:8000"):
        line.transport.get(PATH)
    assert not door.asked


TEMPORARY = [
    pytest.param(error(408), id="408"),
    pytest.param(error(499), id="499"),
    pytest.param(error(500), id="500"),
    pytest.param(Reply(502, "<html><title>Bad gateway</title></html>"), id="html 502"),
    pytest.param(error(503), id="503"),
    pytest.param(error(504), id="504"),
    pytest.param(Reply(end="drop"), id="dropped"),
    pytest.param(Reply(body={"a": "b"}, end="cut"), id="cut short"),
]


@pytest.mark.parametrize("reply", TEMPORARY)
def test_an_outage_is_asked_about_again(door: Door, line: Line, reply: Reply) -> None:
    """What may be sent twice is, after 1, 2, 4 … seconds."""
    door.script = [reply, reply, Reply(body={"ok": 1})]
    assert line.transport.post(BATCH, {}, safe=True) == {"ok": 1}
    assert line.waits == [1.5, 2.5]
    assert line.transport.sent == 3
    assert line.progress == [
        "Google does not answer; again in 2 s…",
        "Google does not answer; again in 2 s…",
    ]


@pytest.mark.parametrize("reply", TEMPORARY)
def test_what_must_not_be_repeated_is_not(door: Door, line: Line, reply: Reply) -> None:
    """After any of these Google may have done the work all the same."""
    door.script = [reply]
    with pytest.raises(Uncertain):
        line.transport.post(BATCH, {}, safe=False)
    assert len(door.api) == 1
    assert not line.waits


def test_a_conflict_was_not_carried_out(door: Door, line: Line) -> None:
    """409: somebody was in the way; also what must not be repeated is sent again."""
    door.script = [error(409, "Conflict", "aborted"), Reply(body={"ok": 1})]
    assert line.transport.post(BATCH, {}, safe=False) == {"ok": 1}
    assert line.waits == [1.5]


def test_an_outage_that_lasts(door: Door, line: Line) -> None:
    """Six tries, half a minute; then the page's title is all that is told of it."""
    page = "<html><head><title>Error 502 (Server Error)!!1</title></head><body>x</body></html>"
    door.script = [Reply(502, page)] * 9
    with pytest.raises(NoAccess, match=r"out of order.*502: Error 502 \(Server Error\)!!1") as seen:
        line.transport.get(PATH)
    assert "<" not in str(seen.value)
    assert len(door.api) == 6
    assert line.waits == [1.5, 2.5, 4.5, 8.5, 16.5]


@pytest.mark.parametrize("safe", [True, False])
def test_a_quota_is_waited_for(door: Door, line: Line, safe: bool) -> None:
    """A refused request was not carried out, so that any may be sent again; quotas are per
    minute, so that the waits together are longer than one."""
    door.script = [error(429, "Quota exceeded for quota metric 'Read requests'")] * 9
    with pytest.raises(NoAccess, match=r"too many requests a minute.*Wait two minutes"):
        line.transport.post(BATCH, {}, safe=safe)
    assert line.waits == [4.5, 8.5, 16.5, 32.0, 32.0]
    assert line.progress[1] == "Google asks to wait 8 s…"


def test_a_rate_limit_of_drive_is_a_quota(door: Door, line: Line) -> None:
    """It is waited for, though its status says forbidden."""
    door.script = [error(403, "Rate Limit Exceeded", "userRateLimitExceeded"), Reply(body={})]
    assert line.transport.post("drive/v3/files", {}, safe=False) == {}
    assert line.waits == [4.5]


DATE = "Mon, 15 Mar 2027 10:00:00 GMT"


@pytest.mark.parametrize(
    ("headers", "wait"),
    [
        ({"Retry-After": "17"}, 17.5),
        ({"Retry-After": "Mon, 15 Mar 2027 10:00:40 GMT", "Date": DATE}, 40.5),
        ({"Retry-After": "Mon, 15 Mar 2027 09:00:00 GMT", "Date": DATE}, 4.5),
        ({"Retry-After": "soon"}, 4.5),
        ({"Retry-After": "0"}, 4.5),
    ],
)
def test_google_says_how_long(
    door: Door, line: Line, headers: dict[str, str], wait: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Seconds or a moment, told by Google's clock, as ours may be wrong."""
    monkeypatch.setattr(
        "http.server.BaseHTTPRequestHandler.date_time_string", lambda *_: headers.get("Date", "")
    )
    kept = {name: value for name, value in headers.items() if name != "Date"}
    door.script = [error(429, headers=kept), Reply(body={})]
    line.transport.get(PATH)
    assert line.waits == [wait]


def test_a_moment_without_a_date_is_not_understood() -> None:
    """Nor is one in other digits; an endless wait has a bound."""
    assert asked_wait("Mon, 15 Mar 2027 10:00:40 GMT", None) is None
    assert asked_wait("٣", None) is None
    assert asked_wait("9" * 400, None) == 999_999_999.0


def test_nobody_waits_for_an_hour(door: Door, line: Line) -> None:
    """The person is told to come back."""
    door.script = [error(429, headers={"Retry-After": "3600"})]
    with pytest.raises(NoAccess, match="Wait two minutes"):
        line.transport.get(PATH)
    assert not line.waits


def test_all_waits_together_end(door: Door, line: Line) -> None:
    """Two minutes at most, however few the tries were."""
    door.script = [error(503, headers={"Retry-After": "50"})] * 9
    with pytest.raises(NoAccess, match="out of order"):
        line.transport.get(PATH)
    assert line.waits == [50.5, 50.5]


PERMANENT = [
    error(400, "Invalid requests[0].updateCells"),
    error(403, "The caller does not have permission", "forbidden"),
    error(403, "The user's Drive storage quota has been exceeded.", "storageQuotaExceeded"),
    error(403, "Google Sheets API has not been used in project 1", "accessNotConfigured"),
    error(404, "Requested entity was not found.", "notFound"),
    error(501, "Not implemented"),
    Reply(302, "<title>Sign in</title>", {"Location": "/elsewhere"}),
    Reply(200, "<html><title>Hotel Wi-Fi</title></html>"),
]


@pytest.mark.parametrize("reply", PERMANENT)
def test_what_stays_refused_is_asked_once(door: Door, line: Line, reply: Reply) -> None:
    """No time is lost on what will not change."""
    door.script = [reply]
    with pytest.raises(RetrosheetError):
        line.transport.get(PATH)
    assert len(door.api) == 1
    assert not line.waits


def test_a_page_in_the_place_of_an_answer(door: Door, line: Line) -> None:
    """The title of a hotel's login page says what is between."""
    door.script = [Reply(200, "<html><title>Hotel\nWi-Fi</title></html>")]
    with pytest.raises(NoAccess, match=r"Unexpected answer from Google \(200: Hotel Wi-Fi\)"):
        line.transport.get(PATH)


def test_a_token_that_ran_out_is_renewed_once(door: Door, line: Line) -> None:
    """Also for what must not be repeated, as a refused request was not carried out."""
    tokens = iter((TOKEN, REFRESHED, "never"))
    door.paths["/token"] = lambda _: Reply(body={"access_token": next(tokens), "expires_in": 3599})
    door.script = [error(401, "Request had invalid authentication credentials."), Reply(body={})]
    assert line.transport.post(BATCH, {}, safe=False) == {}
    assert [asked.headers["authorization"] for asked in door.api] == [
        f"Bearer {TOKEN}",
        f"Bearer {REFRESHED}",
    ]
    assert line.transport.sent == 2
    door.script = [error(401), error(401), error(401)]
    line.transport._client.auth.token = None  # type: ignore[union-attr]
    tokens = iter(("a", "b", "c"))
    with pytest.raises(NoAccess, match="does not accept the key of the service account"):
        line.transport.get(PATH)
    assert len(door.api) == 4


def test_a_refused_token_is_no_crash(door: Door, line: Line) -> None:
    """What the clock has to do with it is said."""
    door.paths["/token"] = refused_token(
        "invalid_grant", "Invalid JWT: Token must be a short-lived token (60 minutes)"
    )
    with pytest.raises(NoAccess, match="the clock of this machine is minutes off"):
        line.transport.get(PATH)
    assert not door.api
    assert line.transport.sent == 0


def test_a_token_server_out_of_order_is_asked_again(door: Door, line: Line) -> None:
    """Signing in has a second try, too."""
    replies = [Reply(503, {"error": "internal_failure"})] * 3
    door.paths["/token"] = lambda _: replies.pop() if replies else Reply(body={"access_token": "x"})
    assert line.transport.post(BATCH, {}, safe=False) == {}
    assert line.waits == [1.5]


def test_a_token_that_is_cut_off_makes_nothing_uncertain(door: Door, line: Line) -> None:
    """Nothing that matters was sent yet."""
    door.paths["/token"] = lambda _: Reply(end="drop")
    with pytest.raises(NoAccess, match="connection to Google was cut"):
        line.transport.post(BATCH, {}, safe=False)
    assert len(line.waits) == 2
    assert not door.api


@pytest.mark.parametrize("safe", [True, False])
def test_silence(door: Door, source: Source, monkeypatch: pytest.MonkeyPatch, safe: bool) -> None:
    """A read timeout: asked again where that does no harm."""
    monkeypatch.setattr(client, "READ_SECONDS", 0.2)
    line = Line(source)
    door.script = [Reply(end="wait"), Reply(body={"ok": 1})]
    with line.transport:
        if safe:
            assert line.transport.post(BATCH, {}, safe=True) == {"ok": 1}
            assert line.waits == [1.5]
        else:
            with pytest.raises(Uncertain, match="timeout"):
                line.transport.post(BATCH, {}, safe=False)
            assert len(door.api) == 1


def test_one_more_try_after_the_longest_silence(door: Door, line: Line) -> None:
    """Google's own limit is longer than our patience, and yet it is tried once more."""
    sent: list[str] = []

    def slow(method: str, *_: object) -> None:
        sent.append(method)
        line.now += 180
        raise Lost("timeout", sent=True)

    line.transport.get(PATH)
    assert line.transport._client is not None
    line.transport._client.exchange = slow  # type: ignore[method-assign, assignment]
    with pytest.raises(NoAccess, match="did not answer in time"):
        line.transport.get(PATH)
    assert len(sent) == 2
    assert len(door.api) == 1


def closed_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return int(free.getsockname()[1])


def test_a_closed_door(door: Door, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing was sent, so that even what must not be repeated is tried again, though not long."""
    line.transport.get(PATH)
    monkeypatch.setenv(VARIABLE, f"http://127.0.0.1:{closed_port()}")
    with pytest.raises(NoAccess, match="Check the internet connection and the firewall"):
        line.transport.post(BATCH, {}, safe=False)
    assert line.waits == [1.5, 2.5]
    assert len(door.api) == 1


def test_no_network(line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """After two waits the connection is named."""
    line.transport.get(PATH)

    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(NoAccess, match=r"address of its servers cannot be found.*connection"):
        line.transport.get(PATH)
    assert line.waits == [1.5, 2.5]


def test_a_certificate_of_somebody_else(
    door: Door, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Never tried again: it would not become right."""
    import requests

    said = "[SSL: CERTIFICATE_VERIFY_FAILED] self-signed certificate in certificate chain"
    line.transport.get(PATH)

    def refuse(*_: object, **__: object) -> None:
        raise requests.exceptions.SSLError(said)

    monkeypatch.setattr(requests.Session, "send", refuse)
    with pytest.raises(NoAccess, match="REQUESTS_CA_BUNDLE"):
        line.transport.post(BATCH, {}, safe=False)
    assert not line.waits
    assert len(door.api) == 1


def test_proxies_are_for_the_world_outside(
    door: Door, line: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those of the environment are used, but not towards this machine, and a refusal is said."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "http_proxy", "https_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{closed_port()}")
    for name in ("NO_PROXY", "no_proxy"):
        monkeypatch.delenv(name, raising=False)
    line.transport.get(PATH)
    assert len(door.api) == 1
    monkeypatch.delenv(VARIABLE)
    with pytest.raises(NoAccess, match="HTTPS_PROXY"):
        line.transport.get(PATH)
    assert not line.waits


def test_netrc_does_not_sign_us_in(
    door: Door, line: Line, monkeypatch: pytest.MonkeyPatch, tmp_path: Any
) -> None:
    """A password that lies in ~/.netrc for any host would replace the token."""
    netrc = tmp_path / "netrc"
    netrc.write_text("default login somebody password something\n")
    netrc.chmod(0o600)
    monkeypatch.setenv("NETRC", str(netrc))
    line.transport.get(PATH)
    assert door.api[0].headers["authorization"] == f"Bearer {TOKEN}"


def test_an_answer_without_end(door: Door, line: Line, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is cut off and said, not kept in memory."""
    monkeypatch.setattr(client, "LARGEST", 1000)
    door.script = [Reply(body={"long": "x" * 2000})]
    with pytest.raises(NoAccess, match="200 MB"):
        line.transport.get(PATH)
    assert len(door.api) == 1


def test_no_number_beyond_json_is_sent(door: Door, line: Line) -> None:
    """Such a value is our mistake."""
    with pytest.raises(ValueError, match="not JSON compliant"):
        line.transport.post(BATCH, {"n": float("nan")}, safe=True)
    assert not door.asked


def test_what_is_told_of_a_request(door: Door, line: Line) -> None:
    """Method, short address, result, time and size; no contents."""
    long, short = Reply(body={"x": "y" * 12_000}), Reply(body={"x": "y" * 2_000})
    door.script = [long, Reply(end="drop"), short]
    line.transport.get(PATH, [("fields", "secret-field")])
    line.transport.post(BATCH, {"secret": "z" * 13_000}, safe=True)
    assert line.said == [
        "GET v4/spreadsheets/111111… 200 · 0.0 s · 12 kB",
        "POST v4/spreadsheets/111111…:batchUpdate dropped · 0.0 s · 13 kB",
        "POST v4/spreadsheets/111111…:batchUpdate 200 · 0.0 s · 13 kB → 2 kB",
    ]


def test_a_refusal_knows_the_account_and_the_sheet(door: Door, line: Line) -> None:
    """The address to share with stands in the message, ready to be copied."""
    line.transport.context = Context("read", ID)
    door.script = [error(403, "The caller does not have permission")]
    with pytest.raises(NoAccess, match=re.escape(f"add {ACCOUNT} as Editor")) as seen:
        line.transport.get(PATH)
    assert f"https://docs.google.com/spreadsheets/d/{ID}/edit" in str(seen.value)


def test_no_secret_is_seen(
    door: Door,
    line: Line,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    """Not in what is said or logged, nor in an error, however it is shown."""
    caplog.set_level(logging.DEBUG)
    said: list[str] = []

    def failing(reply: Reply) -> None:
        door.script = [reply] * 6
        with pytest.raises((RetrosheetError, Uncertain)) as seen:
            line.transport.post(BATCH, {}, safe=reply.status != 503)
        said.extend((str(seen.value), repr(seen.value)))
        said.extend(traceback.format_exception(seen.value))

    for reply in (*PERMANENT, error(401), error(503), Reply(end="drop"), Reply(500, "<p>")):
        failing(reply)
    door.paths["/token"] = refused_token("invalid_grant", "Invalid JWT Signature.")
    failing(error(401))
    said += line.said + line.progress + [repr(line.transport), repr(vars(line.transport))]
    everything = "\n".join((*said, caplog.text, *capfd.readouterr()))
    assert "batchUpdate" in everything
    assert not [secret for secret in secrets() if secret in everything]
