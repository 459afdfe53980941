"""Which method a request is for, who may call it, and what it answers."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import unquote

from tests.google.fake import drive_api, refusals
from tests.google.fake.drive_api import Folder, NotAllowed
from tests.google.fake.refusals import Answer, drive_error, sheets_error
from tests.google.fake.sheets_api import Params, Sheets
from tests.google.fake.state import Json, NotModelled, Refused, Spreadsheet
from tests.google.fake.tokens import DRIVE, DRIVE_FILE, SPREADSHEETS, Token

Denial = Literal[
    "sheets api disabled",
    "drive api disabled",
    "no permission",
    "not found",
    "storage",
    "uploaded xlsx",
    "read only",
    "protected cell",
]
_SHEETS = re.compile(
    r"/v4/spreadsheets(?:/(?P<id>[^/:]+)(?P<what>:batchUpdate|/values:batchGet|/values:batchUpdate"
    r"|/values/(?P<range>[^:]+))?)?"
)
_DRIVE = re.compile(r"/drive/v3/files(?:/(?P<id>[^/]+)(?P<what>/permissions)?)?")
_READS = 60
_WRITES = 60


@dataclass
class Service:
    """Everything that Google keeps, and the rules of who gets at it."""

    sheets: Sheets
    folders: dict[str, Folder] = field(default_factory=dict)
    denials: dict[str, set[str]] = field(default_factory=dict)
    creation_allowed: bool = False
    quota: bool = True
    now: float = 0.0
    counted: dict[tuple[str, str, int], int] = field(default_factory=dict)

    @property
    def books(self) -> dict[str, Spreadsheet]:
        """All spreadsheets by id."""
        return self.sheets.books

    def new_id(self) -> str:
        """An id as long as Google's, the same in every run."""
        return f"1Fake{len(self.books) + len(self.folders):04d}".ljust(44, "x")

    def answer(self, method: str, path: str, params: Params, body: bytes, who: Token) -> Answer:
        """The answer to a request of somebody who is signed in."""
        try:
            content = json.loads(body) if body else None
        except ValueError:
            return sheets_error(400, "Invalid JSON payload received. Unexpected token.")
        params = [(name, value) for name, value in params if name not in {"alt", "prettyPrint"}]
        try:
            if match := _SHEETS.fullmatch(path):
                return self._sheets(method, match, params, content, who)
            if match := _DRIVE.fullmatch(path):
                return self._drive(method, match, params, content, who)
        except Refused as refused:
            return refusals.refused(refused)
        except NotAllowed as refused:
            return refused.answer
        return Answer(404, f"<!DOCTYPE html><title>Error 404 (Not Found)!!1</title>{path}")

    def denied(self, kind: Denial, file_id: str = "") -> bool:
        """Whether a test wants this refused, everywhere or for this file."""
        ids = self.denials.get(kind)
        return ids is not None and (not ids or file_id in ids)

    def _over(self, kind: Literal["Read", "Write"], who: Token) -> bool:
        minute = (who.account, kind, int(self.now // 60))
        self.counted[minute] = self.counted.get(minute, 0) + 1
        return self.quota and self.counted[minute] > (_READS if kind == "Read" else _WRITES)

    def _sheets(
        self, method: str, match: re.Match[str], params: Params, body: Any, who: Token
    ) -> Answer:
        file_id, what = match["id"], match["what"] or ""
        if self.denied("sheets api disabled"):
            return refusals.disabled("sheets")
        if not who.scopes & {SPREADSHEETS, DRIVE, DRIVE_FILE}:
            return refusals.scopes("sheets")
        kind: Literal["Read", "Write"] = "Read" if method == "GET" else "Write"
        if self._over(kind, who):
            return refusals.quota(kind, who.account)
        if file_id is None:
            if method != "POST":
                raise NotModelled(f"{method} {match[0]}")
            return self._create(params, body, who)
        book = self._opened(unquote(file_id), who, kind)
        if isinstance(book, Answer):
            return book
        service = self.sheets
        if method == "GET" and not what:
            return Answer(200, service.get(book, params))
        if method == "GET" and what == "/values:batchGet":
            return Answer(200, service.values_get(book, params))
        if method == "GET" and match["range"]:
            option = dict(params).get("valueRenderOption", "FORMATTED_VALUE")
            return Answer(200, service.value_range(book, unquote(match["range"]), option))
        if method == "POST" and what == ":batchUpdate":
            return Answer(200, service.batch_update(book, body, params))
        if method == "POST" and what == "/values:batchUpdate":
            return Answer(200, service.values_update(book, body, params))
        raise NotModelled(f"{method} {match[0]}")

    def _opened(
        self, file_id: str, who: Token, kind: Literal["Read", "Write"]
    ) -> Spreadsheet | Answer:
        book = self.books.get(file_id)
        if book is None or self.denied("not found", file_id):
            return sheets_error(404)
        only_own = not who.scopes & {SPREADSHEETS, DRIVE}
        if only_own and not book.by_app:
            return sheets_error(404)
        role = book.roles.get(who.account, book.roles.get("anyone"))
        if role is None or self.denied("no permission", file_id):
            return refusals.permission()
        if book.mime != drive_api.SPREADSHEET or self.denied("uploaded xlsx", file_id):
            return refusals.not_a_sheet()
        if kind == "Write":
            if role not in {"owner", "writer"} or self.denied("read only", file_id):
                return refusals.permission()
            if self.denied("protected cell", file_id):
                return sheets_error(400, f"Invalid requests[0].updateCells: {refusals.PROTECTED}")
        return book

    def _may_create(self, who: Token) -> bool:
        is_service = who.account.endswith(".gserviceaccount.com")
        return not self.denied("storage") and (self.creation_allowed or not is_service)

    def _create(self, params: Params, body: Any, who: Token) -> Answer:
        new_id = self.new_id()
        book, answer = self.sheets.create(new_id, body or {}, params)
        if not self._may_create(who):
            return refusals.storage()
        book.roles[who.account] = "owner"
        book.by_app = True
        self.books[new_id] = book
        return Answer(200, answer)

    def _drive(
        self, method: str, match: re.Match[str], params: Params, body: Any, who: Token
    ) -> Answer:
        file_id, what = match["id"], match["what"] or ""
        if self.denied("drive api disabled"):
            return refusals.disabled("drive")
        if not who.scopes & {DRIVE, DRIVE_FILE}:
            return refusals.scopes("drive")
        if file_id is None:
            if method == "POST":
                return self._create_file(params, body, who)
            raise NotModelled("listing files")
        book = self.books.get(unquote(file_id))
        only_own = DRIVE not in who.scopes
        role = None if book is None else book.roles.get(who.account)
        hidden = self.denied("not found", file_id)
        if book is None or role is None or hidden or (only_own and not book.by_app):
            return refusals.no_file(file_id)
        writes = method != "GET"
        if writes and (role not in {"owner", "writer"} or self.denied("no permission", file_id)):
            return drive_error(
                403,
                "insufficientFilePermissions",
                "The user does not have sufficient permissions for this file.",
            )
        if method == "POST" and what:
            drive_api.checked("permissions.create", params, body, "Permission", "Permission")
            return Answer(200, drive_api.share(book, body, params))
        if method == "GET" and not what:
            drive_api.checked("files.get", params, None, "", "File")
            return Answer(200, drive_api.file(book, params))
        if method == "PATCH" and not what:
            drive_api.checked("files.update", params, body, "File", "File")
            return self._moved(book, params, body or {})
        if method == "DELETE" and not what:
            del self.books[book.id]
            return Answer(204, None)
        raise NotModelled(f"{method} {match[0]}")

    def _create_file(self, params: Params, body: Any, who: Token) -> Answer:
        drive_api.checked("files.create", params, body, "File", "File")
        body = body or {}
        parents = body.get("parents", [])
        for parent in parents:
            if parent not in self.folders:
                return refusals.no_file(parent)
        shared = any(self.folders[parent].shared_drive for parent in parents)
        if not self._may_create(who) and not (shared and not self.denied("storage")):
            return refusals.storage()
        if body.get("mimeType") != drive_api.SPREADSHEET:
            raise NotModelled(f"files.create of {body.get('mimeType')}")
        created: Json = {"properties": {"title": body.get("name", "Untitled")}}
        new_id = self.new_id()
        book, _answer = self.sheets.create(new_id, created, [])
        book.roles[who.account] = "writer" if shared else "owner"
        book.by_app, book.parents = True, list(parents)
        self.books[new_id] = book
        return Answer(200, drive_api.file(book, params))

    def _moved(self, book: Spreadsheet, params: Params, body: Json) -> Answer:
        asked = dict(params)
        if body.keys() - {"name", "trashed"}:
            raise NotModelled(f"files.update of {sorted(body)}")
        for folder_id in filter(None, asked.get("addParents", "").split(",")):
            if folder_id not in self.folders:
                return refusals.no_file(folder_id)
            book.parents = [folder_id]
        if "name" in body:
            book.properties = book.properties | {"title": body["name"]}
        book.trashed = body.get("trashed", book.trashed)
        return Answer(200, drive_api.file(book, params))
