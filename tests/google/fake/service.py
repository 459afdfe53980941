"""Which method a request is for, who may call it, and what it answers."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import dataclass, field
from typing import Any, Literal
from urllib.parse import unquote

from tests.google.fake import drive_api, refusals, values_api
from tests.google.fake.drive_api import Folder, NotAllowed
from tests.google.fake.references import quoted
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
    r"|/values:batchClear|/values/(?P<range>[^:]+)(?P<verb>:append|:clear)?"
    r"|/sheets/(?P<tab>[0-9]+):copyTo)?)?"
)
_DRIVE = re.compile(
    r"/drive/v3/files(?:/(?P<id>[^/]+)(?P<what>/copy|/comments|/export|/permissions(?:/(?P<one>[^/]+))?)?)?"
)
_UPLOAD = re.compile(r"/upload/drive/v2/files/(?P<id>[^/]+)")
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
            content = json.loads(body) if body and not path.startswith("/upload/") else None
        except ValueError:
            return sheets_error(400, "Invalid JSON payload received. Unexpected token.")
        params = [(name, value) for name, value in params if name not in {"alt", "prettyPrint"}]
        try:
            if match := _SHEETS.fullmatch(path):
                return self._sheets(method, match, params, content, who)
            if match := _DRIVE.fullmatch(path):
                return self._drive(method, match, params, content, who)
            if (match := _UPLOAD.fullmatch(path)) and method == "PUT":
                return self._uploaded(match, body, who)
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
        if method == "POST" and what == ":batchUpdate":
            return Answer(200, service.batch_update(book, body, params))
        if method == "POST" and match["tab"]:
            return Answer(200, service.copy_to(book, int(match["tab"]), body or {}))
        return self._values(method, match, params, body or {}, book)

    def _values(
        self, method: str, match: re.Match[str], params: Params, body: Json, book: Spreadsheet
    ) -> Answer:
        service, what = self.sheets, match["what"] or ""
        text = unquote(match["range"] or "")
        match method, match["verb"] or what.partition("/values/")[0]:
            case "GET", "/values:batchGet":
                return Answer(200, values_api.batch_get(service, book, params))
            case "POST", "/values:batchUpdate":
                return Answer(200, values_api.batch_update(service, book, body, params))
            case "POST", "/values:batchClear":
                cleared = values_api.clear(book, body.get("ranges", []))
                return Answer(200, {"spreadsheetId": book.id, "clearedRanges": cleared})
            case "POST", ":clear":
                (one,) = values_api.clear(book, [text])
                return Answer(200, {"spreadsheetId": book.id, "clearedRange": one})
            case "POST", ":append":
                return Answer(200, values_api.append(service, book, text, body, params))
            case "GET", "" if text:
                return Answer(200, values_api.get(service, book, text, params))
            case "PUT", "" if text:
                return Answer(200, values_api.update(service, book, text, body, params))
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
            return self._listed(params, who)
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
        if match["one"] and method == "DELETE":
            drive_api.unshare(book, match["one"])
            return Answer(204, None)
        if what == "/permissions" and method == "GET":
            drive_api.checked("permissions.list", params, None, "", "PermissionList")
            return Answer(200, drive_api.permissions(book, params))
        if what == "/comments" and method == "GET":
            drive_api.checked("comments.list", params, None, "", "CommentList")
            return Answer(200, {"comments": []})
        if what == "/export" and method == "GET":
            drive_api.checked("files.export", params, None, "", "File")
            return Answer(200, self._exported(book, dict(params)["mimeType"]))
        if what == "/copy" and method == "POST":
            drive_api.checked("files.copy", params, body, "File", "File")
            return self._copied(book, params, body or {}, who)
        if method == "POST" and what == "/permissions":
            drive_api.checked("permissions.create", params, body, "Permission", "Permission")
            return Answer(200, drive_api.share(book, body, params))
        if method == "GET" and not what:
            # gspread asks so, and Google does not mind.
            known = [pair for pair in params if pair[0] != "includeItemsFromAllDrives"]
            drive_api.checked("files.get", known, None, "", "File")
            return Answer(200, drive_api.file(book, params))
        if method == "PATCH" and not what:
            drive_api.checked("files.update", params, body, "File", "File")
            return self._moved(book, params, body or {})
        if method == "DELETE" and not what:
            del self.books[book.id]
            # The next file may get the id, and must not be shown with what this one held.
            self.sheets.engines.pop(book.id, None)
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

    def _listed(self, params: Params, who: Token) -> Answer:
        drive_api.checked("files.list", params, None, "", "FileList")
        wanted = drive_api.query(dict(params).get("q", ""))
        seen = [
            book
            for book in self.books.values()
            if who.account in book.roles
            and not book.trashed
            and (DRIVE in who.scopes or book.by_app)
            and all(drive_api.fits(book, *part) for part in wanted)
        ]
        return Answer(200, drive_api.listed(seen, params))

    def _exported(self, book: Spreadsheet, mime: str) -> str:
        if mime != "text/csv":
            raise NotModelled(f"export as {mime}")
        first = values_api.value_range(
            self.sheets, book, quoted(book.sheets[0].title), values_api.How()
        )
        lines = io.StringIO()
        csv.writer(lines, lineterminator="\r\n").writerows(first.get("values", []))
        return lines.getvalue().removesuffix("\r\n")

    def _copied(self, book: Spreadsheet, params: Params, body: Json, who: Token) -> Answer:
        if not self._may_create(who):
            return refusals.storage()
        new = book.copied()
        new.id = self.new_id()
        title = body.get("name", f"Copy of {book.properties['title']}")
        new.properties = new.properties | {"title": title}
        new.roles, new.by_app = {who.account: "owner"}, True
        new.parents = list(body.get("parents", book.parents))
        self.books[new.id] = new
        return Answer(200, drive_api.file(new, params))

    def _uploaded(self, match: re.Match[str], body: bytes, who: Token) -> Answer:
        """A text of commas in the place of all that is there: what ``import_csv`` sends."""
        if not who.scopes & {DRIVE, DRIVE_FILE}:
            return refusals.scopes("drive")
        book = self.books.get(match["id"])
        if book is None or book.roles.get(who.account) not in {"owner", "writer"}:
            return refusals.no_file(match["id"])
        first, *others = book.sheets
        for sheet in others:
            book.sheets.remove(sheet)
        first.cells = {}
        rows = list(csv.reader(io.StringIO(body.decode("utf-8"))))
        text = f"{quoted(first.title)}!A1"
        params = [("valueInputOption", "USER_ENTERED")]
        values_api.update(self.sheets, book, text, {"values": rows}, params)
        return Answer(200, {"id": book.id, "title": book.properties["title"]})

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
