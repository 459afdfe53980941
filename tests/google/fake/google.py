"""The fake as tests use it: start it, give it spreadsheets, let things go wrong, look at it.

``with FakeGoogle() as google:`` answers Sheets v4, Drive v3 and token requests at ``google.url``.
Requests are answered one at a time. What the fake does not model is answered with 500 and kept in
``google.errors``, which the fixture asserts to be empty: no test passes on a guess.
"""

from __future__ import annotations

import datetime as dt
import json
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qsl

from tests.google.fake.drive_api import Folder
from tests.google.fake.faults import Dropped, Faults
from tests.google.fake.looking import FakeSpreadsheet
from tests.google.fake.person import Person
from tests.google.fake.refusals import Answer, sheets_error
from tests.google.fake.server import Server
from tests.google.fake.service import Denial, Service
from tests.google.fake.sheets_api import Sheets
from tests.google.fake.state import Role
from tests.google.fake.tokens import (
    DRIVE,
    DRIVE_FILE,
    SERVICE_ACCOUNT,
    SPREADSHEETS,
    NoToken,
    Token,
    Tokens,
)

OWNER = "owner@example.com"


class Recorded(NamedTuple):
    """One request that came in; status 0 where the connection was cut."""

    method: str
    path: str
    params: list[tuple[str, str]]
    body: Any
    status: int


class FakeGoogle:
    """Google on loopback."""

    def __init__(self, today: dt.date | None = None) -> None:
        self.requests: list[Recorded] = []
        self.faults = Faults()
        self._server = Server(self._respond)
        self.url = self._server.url
        self.tokens = Tokens(self.url)
        self.service = Service(Sheets({}, self.url, today))

    def __enter__(self) -> Self:
        """Begin to answer."""
        self._server.start()
        return self

    def __exit__(self, *_args: object) -> None:
        """Stop."""
        self._server.stop()

    # Signing in.

    def credentials_file(self, folder: Path, email: str = SERVICE_ACCOUNT) -> Path:
        """Write the file of a service account, whose tokens come from here."""
        return self.tokens.service_account(email, folder)

    def user_file(self, folder: Path, email: str = OWNER, *scopes: str) -> Path:
        """Write the file of a person who signed in (``authorized_user``)."""
        return self.tokens.user(email, folder, list(scopes) or [SPREADSHEETS, DRIVE_FILE])

    def token(self, email: str = SERVICE_ACCOUNT, *scopes: str) -> str:
        """An access token without the ceremony."""
        text = f"ya29.fake-{len(self.tokens.issued)}"
        self.tokens.issued[text] = Token(email, frozenset(scopes or (SPREADSHEETS, DRIVE_FILE)))
        return text

    def expire_tokens(self) -> None:
        """Let every access token be too old: 401 until there is a new one."""
        self.tokens.issued.clear()

    def revoke(self) -> None:
        """Let nobody's refresh token be good any more: invalid_grant."""
        self.tokens.refresh.clear()

    # What there is.

    def blank(
        self,
        title: str = "Sans titre",
        locale: str = "en_US",
        *,
        owner: str = OWNER,
        time_zone: str = "Etc/GMT",
        shared_with: dict[str, Role] | None = None,
    ) -> str:
        """A person's new spreadsheet, with the service account as editor; its id."""
        properties = {"title": title, "locale": locale, "timeZone": time_zone}
        new_id = self.service.new_id()
        book, _answer = self.service.sheets.create(new_id, {"properties": properties}, [])
        shared: dict[str, Role] = {SERVICE_ACCOUNT: "writer"}
        book.roles = dict(shared if shared_with is None else shared_with)
        book.roles[owner] = "owner"
        self.service.books[new_id] = book
        return new_id

    def folder(self, title: str, *, shared_drive: bool = False) -> str:
        """A folder; in a shared drive even a service account may create files."""
        new_id = self.service.new_id()
        self.service.folders[new_id] = Folder(new_id, title, shared_drive)
        return new_id

    def spreadsheet(self, spreadsheet_id: str) -> FakeSpreadsheet:
        """A spreadsheet, to look at; KeyError where there is none."""
        return FakeSpreadsheet(self.service.sheets, self.service.books[spreadsheet_id])

    @property
    def spreadsheets(self) -> list[FakeSpreadsheet]:
        """All of them, the oldest first."""
        return [self.spreadsheet(name) for name in self.service.books]

    def person(self, spreadsheet_id: str) -> Person:
        """Somebody who works in a spreadsheet meanwhile."""
        return Person(self.service.sheets, self.service.books[spreadsheet_id])

    # What goes wrong.

    def before(
        self, path: str, action: Callable[[], object], *, method: str = "", nth: int = 1
    ) -> None:
        """Let ``action`` happen just before the nth request whose path has ``path`` in it."""
        self.faults.before(path, action, method=method, nth=nth)

    def fault(self, **when: Any) -> None:
        """Let requests go wrong: those whose path has ``path`` in it, of ``method`` if given.

        ``nth`` is the first of them to strike, counted from now, ``times`` how many in a row.
        What happens: ``status`` with Google's usual ``body`` or another, ``html`` (True for the
        usual 502 page), with ``retry_after`` seconds; or the connection is cut before anything is
        done (``drop``) or after (``drop_after_commit``), or the answer never comes
        (``timeout_after_commit``). Token requests have the path ``/token``.
        """
        self.faults.add(**when)

    def deny(self, kind: Denial, spreadsheet_id: str = "") -> None:
        """Refuse for good, everywhere or for one spreadsheet."""
        ids = self.service.denials.setdefault(kind, set())
        if spreadsheet_id:
            ids.add(spreadsheet_id)

    def allow(self, kind: Denial) -> None:
        """Refuse no longer."""
        self.service.denials.pop(kind, None)

    def allow_creation(self) -> None:
        """Let service accounts create files, as no real one can outside a shared drive."""
        self.service.creation_allowed = True

    def make_xlsx(self, spreadsheet_id: str) -> None:
        """Let a file be an uploaded .xlsx that Sheets merely shows."""
        mime = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        self.service.books[spreadsheet_id].mime = mime

    # Clocks and settings.

    @property
    def quota(self) -> bool:
        """Whether more than 60 reads or writes in a minute of the virtual clock are refused."""
        return self.service.quota

    @quota.setter
    def quota(self, on: bool) -> None:
        self.service.quota = on

    def sleep(self, seconds: float) -> None:
        """Let time go by on the virtual clock, which the quota counts by and nothing else moves."""
        self.service.now += seconds

    @property
    def today(self) -> dt.date | None:
        """What TODAY() is; None for the real day."""
        return self.service.sheets.today

    @today.setter
    def today(self, day: dt.date | None) -> None:
        self.service.sheets.today = day

    @property
    def locale_formulas(self) -> bool:
        """Whether formulas are answered as the locale writes them, or in English; nobody knows."""
        return self.service.sheets.locale_formulas

    @locale_formulas.setter
    def locale_formulas(self, on: bool) -> None:
        self.service.sheets.locale_formulas = on

    @property
    def errors(self) -> list[str]:
        """What the fake could not do: unmodelled requests and its own bugs, with tracebacks."""
        return self._server.errors

    @property
    def calls(self) -> list[str]:
        """The requests to Sheets and Drive, tokens left out, as ``GET /v4/spreadsheets/…``."""
        return [f"{item.method} {item.path}" for item in self.requests if item.path != "/token"]

    # The answers.

    def _respond(
        self,
        method: str,
        path: str,
        params: list[tuple[str, str]],
        headers: dict[str, str],
        body: bytes,
    ) -> Answer:
        status = 0
        try:
            instead, loss = self.faults.meet(method, path)
            answer = instead or self._real(method, path, params, headers, body)
            if loss == "none":
                status = answer.status
                return answer
            raise Dropped(wait=loss == "timeout")
        finally:
            self.requests.append(Recorded(method, path, params, _readable(body), status))

    def _real(
        self,
        method: str,
        path: str,
        params: list[tuple[str, str]],
        headers: dict[str, str],
        body: bytes,
    ) -> Answer:
        if path == "/token":
            return self._token(body)
        holder = self.tokens.holder(headers.get("authorization"))
        if holder is None:
            return sheets_error(401)
        return self.service.answer(method, path, params, body, holder)

    def _token(self, body: bytes) -> Answer:
        form = dict(parse_qsl(body.decode("utf-8")))
        try:
            return Answer(200, self.tokens.grant(form, time.time()))
        except NoToken as refused:
            code = 401 if refused.error == "invalid_client" else 400
            return Answer(code, {"error": refused.error, "error_description": refused.description})


def _readable(body: bytes) -> Any:
    if not body:
        return None
    try:
        return json.loads(body)
    except ValueError:
        return body.decode("utf-8", "replace")


__all__ = ["DRIVE", "DRIVE_FILE", "OWNER", "SERVICE_ACCOUNT", "SPREADSHEETS", "FakeGoogle"]
