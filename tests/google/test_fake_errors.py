"""What goes wrong with Google, as Google says it: sign-in, permissions, quota, lost answers."""

from __future__ import annotations

import http.client
import json
from pathlib import Path
from typing import Any

import pytest
from google.auth.exceptions import RefreshError
from google.auth.transport.requests import Request
from google.oauth2.credentials import Credentials as UserCredentials
from google.oauth2.service_account import Credentials

from tests.google.fake.caller import Caller, cells
from tests.google.fake.google import DRIVE_FILE, OWNER, SERVICE_ACCOUNT, SPREADSHEETS, FakeGoogle

SHEET = "application/vnd.google-apps.spreadsheet"


def from_file(file: Path) -> Any:
    """What google-auth makes of a service account's file; google-auth has no types of its own."""
    made: Any = Credentials.from_service_account_file(  # type: ignore[no-untyped-call]
        str(file), scopes=[SPREADSHEETS]
    )
    return made


def test_a_service_account_gets_a_token(google: FakeGoogle, tmp_path: Path) -> None:
    """The real google-auth signs, the fake checks the signature, and its token opens a sheet."""
    credentials = from_file(google.credentials_file(tmp_path))
    credentials.refresh(Request())
    caller = Caller(google, credentials.token)
    assert caller.get(google.blank("A"), ("fields", "properties.title"))
    assert google.requests[0].path == "/token"


def test_a_forged_signature_gets_none(google: FakeGoogle, tmp_path: Path) -> None:
    """A service account with another key is refused as Google refuses it."""
    file = google.credentials_file(tmp_path)
    google.tokens.url = "http://127.0.0.1:1"
    content = json.loads(file.read_text(encoding="utf-8"))
    content["token_uri"] = f"{google.url}/token"
    file.write_text(json.dumps(content), encoding="utf-8")
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric import rsa

    other = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    content["private_key"] = other.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode("ascii")
    file.write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(RefreshError, match="Invalid JWT Signature"):
        from_file(file).refresh(Request())


def test_a_person_s_login_is_refreshed_until_it_is_revoked(
    google: FakeGoogle, tmp_path: Path
) -> None:
    """authorized_user files work with the refresh grant, then invalid_grant."""
    info = json.loads(google.user_file(tmp_path, OWNER).read_text(encoding="utf-8"))
    credentials: Any = UserCredentials(  # type: ignore[no-untyped-call]
        None,
        refresh_token=info["refresh_token"],
        client_id=info["client_id"],
        client_secret=info["client_secret"],
        token_uri=info["token_uri"],
    )
    credentials.refresh(Request())
    name = google.blank()
    assert Caller(google, credentials.token).get(name, ("fields", "spreadsheetId"))
    google.revoke()
    with pytest.raises(RefreshError, match="invalid_grant"):
        credentials.refresh(Request())


def test_no_token_no_answer(google: FakeGoogle) -> None:
    """Neither an unknown nor an expired token opens anything."""
    name = google.blank()
    caller = Caller(google)
    google.expire_tokens()
    reply = caller.send("GET", f"v4/spreadsheets/{name}")
    assert (reply.status, reply.body["error"]["status"]) == (401, "UNAUTHENTICATED")


def test_scopes_are_kept(google: FakeGoogle) -> None:
    """drive.file does not open what the app did not make; Drive needs a Drive scope."""
    name = google.blank()
    only_files = Caller(google, google.token(SERVICE_ACCOUNT, DRIVE_FILE))
    assert only_files.send("GET", f"v4/spreadsheets/{name}").status == 404
    only_sheets = Caller(google, google.token(SERVICE_ACCOUNT, SPREADSHEETS))
    reply = only_sheets.send("GET", f"drive/v3/files/{name}")
    assert (reply.status, reply.message) == (403, "Request had insufficient authentication scopes.")


def test_service_accounts_cannot_create(google: FakeGoogle, caller: Caller) -> None:
    """No room but in a shared drive; a person has room."""
    for path, body in (
        ("v4/spreadsheets", {}),
        ("drive/v3/files", {"mimeType": SHEET, "parents": [google.folder("Mine")]}),
    ):
        reply = caller.send("POST", path, body)
        assert reply.status == 403
        assert reply.body["error"]["errors"][0]["reason"] == "storageQuotaExceeded"
    shared = google.folder("Équipe", shared_drive=True)
    body = {"mimeType": SHEET, "name": "Plan", "parents": [shared]}
    reply = caller.send("POST", "drive/v3/files", body, [("supportsAllDrives", "true")])
    assert reply.status == 200
    assert google.spreadsheet(reply.body["id"]).parents == [shared]
    person = Caller(google, google.token(OWNER))
    assert person.send("POST", "v4/spreadsheets", {}).status == 200


@pytest.mark.parametrize(
    ("kind", "method", "status", "message"),
    [
        ("sheets api disabled", "GET", 403, "Google Sheets API has not been used in project"),
        ("no permission", "GET", 403, "The caller does not have permission"),
        ("not found", "GET", 404, "Requested entity was not found."),
        ("uploaded xlsx", "GET", 400, "This operation is not supported for this document"),
        ("read only", "POST", 403, "The caller does not have permission"),
        ("protected cell", "POST", 400, "You are trying to edit a protected cell or object."),
    ],
)
def test_standing_refusals(
    google: FakeGoogle, caller: Caller, kind: Any, method: str, status: int, message: str
) -> None:
    """Each until it is allowed again."""
    name = google.blank()
    path = f"v4/spreadsheets/{name}" + (":batchUpdate" if method == "POST" else "")
    body = {"requests": [cells(0, 0, [1])]} if method == "POST" else None
    google.deny(kind)
    for _ in range(2):
        reply = caller.send(method, path, body)
        assert reply.status == status
        assert message in reply.message
    google.allow(kind)
    assert caller.send(method, path, body).status == 200


def test_who_may_do_what(google: FakeGoogle, caller: Caller) -> None:
    """A sheet that is not shared, or for reading only, or an .xlsx."""
    mine = google.blank(shared_with={})
    assert caller.send("GET", f"v4/spreadsheets/{mine}").status == 403
    assert caller.send("GET", f"drive/v3/files/{mine}").status == 404
    assert caller.send("GET", "v4/spreadsheets/none").status == 404
    read = google.blank(shared_with={SERVICE_ACCOUNT: "reader"})
    assert caller.send("GET", f"v4/spreadsheets/{read}").status == 200
    assert caller.update(read, cells(0, 0, [1])).status == 403
    uploaded = google.blank()
    google.make_xlsx(uploaded)
    reply = caller.send("GET", f"v4/spreadsheets/{uploaded}")
    assert reply.body["error"]["status"] == "FAILED_PRECONDITION"


def test_a_copy_is_shared_apart(google: FakeGoogle) -> None:
    """Who may do what with a copy says nothing of the sheet that it was copied from."""
    book = google.service.books[google.blank()]
    book.copied().roles[SERVICE_ACCOUNT] = "reader"
    assert book.roles[SERVICE_ACCOUNT] == "writer"


def test_drive_shares_moves_and_deletes(google: FakeGoogle, caller: Caller) -> None:
    """Permissions, folders, and 204 without a body."""
    name = google.blank("Plan")
    path = f"drive/v3/files/{name}"
    caller.token = google.token(SERVICE_ACCOUNT, "https://www.googleapis.com/auth/drive")
    body = {"type": "user", "role": "writer", "emailAddress": "ana@example.com"}
    reply = caller.send("POST", f"{path}/permissions", body, [("sendNotificationEmail", "false")])
    assert reply.body["role"] == "writer"
    assert google.spreadsheet(name).roles["ana@example.com"] == "writer"
    folder = google.folder("Campagnes")
    params = [("addParents", folder), ("fields", "id,parents")]
    assert caller.send("PATCH", path, {}, params).body == {"id": name, "parents": [folder]}
    assert caller.send("PATCH", path, {}, [("addParents", "none")]).status == 404
    assert caller.send("GET", path).body["name"] == "Plan"
    wrong = caller.send("POST", f"{path}/permissions", {"role": "writer", "kin": "x"})
    assert wrong.status == 400
    assert "type is required" in wrong.message
    gone = caller.send("DELETE", path)
    assert (gone.status, gone.body) == (204, "")
    assert caller.send("GET", path).body["error"]["errors"][0]["reason"] == "notFound"


def test_sixty_reads_a_minute(google: FakeGoogle, caller: Caller) -> None:
    """The 61st read of a minute is refused, writes count apart, and the next minute is new."""
    name = google.blank()
    for _ in range(60):
        caller.get(name, ("fields", "spreadsheetId"))
    reply = caller.send("GET", f"v4/spreadsheets/{name}")
    assert (reply.status, reply.body["error"]["status"]) == (429, "RESOURCE_EXHAUSTED")
    assert reply.message.startswith("Quota exceeded for quota metric 'Read requests'")
    caller.done(name, cells(0, 0, [1]))
    google.sleep(60)
    caller.get(name)
    google.quota = False
    for _ in range(61):
        caller.get(name, ("fields", "spreadsheetId"))


def test_a_fault_strikes_once_at_its_request(google: FakeGoogle, caller: Caller) -> None:
    """By path, method and number; with Retry-After, HTML or Google's usual body."""
    name = google.blank()
    path = f"v4/spreadsheets/{name}"
    google.fault(method="GET", nth=2, status=429, retry_after=7)
    google.fault(path=":batchUpdate", html=True)
    google.fault(method="GET", nth=4, times=2, status=503)
    assert caller.update(name, cells(0, 0, [1])).status == 502
    assert google.spreadsheet(name).tabs[0].rows() == []
    replies = [caller.send("GET", path) for _ in range(6)]
    assert [reply.status for reply in replies] == [200, 429, 200, 503, 503, 200]
    assert replies[1].headers["Retry-After"] == "7"
    assert replies[3].body["error"]["status"] == "UNAVAILABLE"
    assert caller.update(name, cells(0, 0, [1])).status == 200


def test_token_requests_go_wrong_too(google: FakeGoogle, tmp_path: Path) -> None:
    """The token endpoint is reached by its path."""
    google.fault(path="/token", status=400, body={"error": "invalid_grant"})
    with pytest.raises(RefreshError, match="invalid_grant"):
        from_file(google.credentials_file(tmp_path)).refresh(Request())


@pytest.mark.parametrize(
    ("loss", "error", "committed"),
    [
        ("drop", http.client.RemoteDisconnected, False),
        ("drop_after_commit", http.client.RemoteDisconnected, True),
        ("timeout_after_commit", TimeoutError, True),
    ],
)
def test_an_answer_is_lost(
    google: FakeGoogle, caller: Caller, loss: str, error: type[Exception], committed: bool
) -> None:
    """Before anything is done or after: only looking tells."""
    name = google.blank()
    google.fault(path=":batchUpdate", **{loss: True})
    with pytest.raises(error):
        caller.update(name, cells(0, 0, [1]))
    assert google.spreadsheet(name).tabs[0].rows() == ([[1]] if committed else [])
    assert google.requests[-1].status == 0
    caller.done(name, cells(0, 0, [2]))


def test_a_person_comes_between(google: FakeGoogle, caller: Caller) -> None:
    """A hook runs just before the request is dealt with, once."""
    name = google.blank()
    person = google.person(name)
    caller.done(name, cells(0, 0, ["x"]))
    google.before(":batchUpdate", lambda: person.insert_rows("Sheet1", 0))
    caller.done(name, cells(5, 0, ["y"]))
    caller.done(name, cells(6, 0, ["z"]))
    rows = google.spreadsheet(name).tabs[0].rows()
    assert [row[0] for row in rows] == [None, "x", None, None, None, "y", "z"]


def test_requests_are_recorded(google: FakeGoogle, caller: Caller) -> None:
    """With their query, body and status."""
    name = google.blank()
    caller.get(name, ("fields", "spreadsheetId"))
    caller.done(name, cells(0, 0, [1]))
    read, write = google.requests
    assert (read.method, read.params, read.status) == ("GET", [("fields", "spreadsheetId")], 200)
    assert write.body["requests"] == [cells(0, 0, [1])]
    assert google.calls == [
        f"GET /v4/spreadsheets/{name}",
        f"POST /v4/spreadsheets/{name}:batchUpdate",
    ]


def test_a_body_can_be_too_long(google: FakeGoogle, caller: Caller) -> None:
    """10,485,760 bytes are the end."""
    name = google.blank()
    reply = caller.update(name, cells(0, 0, ["x" * 10_485_760]))
    assert (reply.status, "payload size" in reply.message) == (400, True)
