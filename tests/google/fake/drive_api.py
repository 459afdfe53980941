"""The methods of Drive v3 that the fake answers: files and who they are shared with."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import Any

from tests.google.fake.discovery import method_problems, validate, validate_mask
from tests.google.fake.masks import apply, parse
from tests.google.fake.refusals import Answer, drive_error
from tests.google.fake.state import Json, NotModelled, Role, Spreadsheet

Params = list[tuple[str, str]]
SPREADSHEET = "application/vnd.google-apps.spreadsheet"
FOLDER = "application/vnd.google-apps.folder"


@dataclass
class Folder:
    """A folder, in a shared drive or in somebody's My Drive."""

    id: str
    title: str
    shared_drive: bool
    roles: dict[str, Role] = field(default_factory=dict)


class NotAllowed(Exception):
    """Drive says no."""

    def __init__(self, answer: Answer) -> None:
        super().__init__(str(answer.body))
        self.answer = answer


def checked(method: str, params: Params, body: Any, schema: str, answered: str) -> None:
    """NotAllowed where a parameter or the body is none of the method's."""
    problems = method_problems("drive.v3", method, params)
    if (fields := dict(params).get("fields")) is not None:
        problems += validate_mask(fields, answered)
    if schema and body is not None:
        ignored = {"withLink"} if schema == "Permission" else set()  # of Drive v2; gspread sends it
        sent = {name: value for name, value in body.items() if name not in ignored}
        problems += validate(sent, schema)
    if problems:
        raise NotAllowed(drive_error(400, "badRequest", "; ".join(problems)))


def file(book: Spreadsheet, params: Params) -> Json:
    """A file as Drive answers it: four fields unless others are asked for."""
    fields = dict(params).get("fields", "kind,id,name,mimeType")
    whole = {
        "kind": "drive#file",
        "id": book.id,
        "name": book.properties["title"],
        "mimeType": book.mime,
        "parents": book.parents,
        "trashed": book.trashed,
        "createdTime": _time(0),
        "modifiedTime": _time(book.changes),
        "webViewLink": f"https://docs.google.com/spreadsheets/d/{book.id}/edit?usp=drivesdk",
        "owners": [
            {"kind": "drive#user", "emailAddress": email, "displayName": email.partition("@")[0]}
            for email, role in book.roles.items()
            if role == "owner"
        ],
        "permissions": [_permission(email, role) for email, role in book.roles.items()],
        "capabilities": {"canEdit": True},
    }
    return dict(apply(whole, parse(fields)))


def _time(seconds: int) -> str:
    """A moment, so long after the fake's world began: the same in every run."""
    moment = dt.datetime(2027, 1, 1, tzinfo=dt.UTC) + dt.timedelta(seconds=seconds)
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


_TERM = re.compile(r"""(mimeType|name|parents)\s*(=|in)\s*("[^"]*"|'[^']*')""")


def query(text: str) -> list[tuple[str, str]]:
    """What a search for files asks: a kind, a name, a folder, all of them; others are not known."""
    parts = [part for part in re.split(r"\s+and\s+", text) if part.strip()]
    found = []
    for part in parts:
        match = _TERM.fullmatch(part.strip())
        if match is None:
            raise NotModelled(f"a search for {part}")
        found.append((match[1], match[3][1:-1]))
    return found


def fits(book: Spreadsheet, what: str, wanted: str) -> bool:
    """Whether a file is one that a search asks for."""
    if what == "mimeType":
        return book.mime == wanted
    return book.properties["title"] == wanted if what == "name" else wanted in book.parents


def listed(books: list[Spreadsheet], params: Params) -> Json:
    """The files of a search, the newest first."""
    mask = parse(dict(params).get("fields", "kind,incompleteSearch,files(kind,id,name,mimeType)"))
    whole = [("fields", "*")]
    files = [file(book, whole) for book in reversed(books)]
    answer = {"kind": "drive#fileList", "incompleteSearch": False, "files": files}
    return dict(apply(answer, mask))


def permissions(book: Spreadsheet, params: Params) -> Json:
    """Who may do what."""
    fields = dict(params).get("fields", "kind,permissions(kind,id,type,role)")
    every = [_permission(email, role) for email, role in book.roles.items()]
    return dict(apply({"kind": "drive#permissionList", "permissions": every}, parse(fields)))


def unshare(book: Spreadsheet, number: str) -> None:
    """Take a role away; NotAllowed where nobody has it."""
    for email, role in list(book.roles.items()):
        if _permission(email, role)["id"] == number:
            del book.roles[email]
            return
    raise NotAllowed(drive_error(404, "notFound", f"Permission not found: {number}."))


def share(book: Spreadsheet, body: Json, params: Params) -> Json:
    """Give an account a role."""
    kind, role = body["type"], body["role"]
    email = body.get("emailAddress")
    if kind in {"user", "group"} and not email:
        raise NotAllowed(
            drive_error(
                400,
                "badRequest",
                "The permission type field is required and must be accompanied by emailAddress.",
            )
        )
    if kind in {"user", "group"} and "@" not in str(email):
        raise NotAllowed(
            drive_error(400, "invalidSharingRequest", f'Bad Request. User message: "{email}"')
        )
    name = str(email or kind)
    book.roles[name] = role
    fields = dict(params).get("fields", "kind,id,type,role")
    return dict(apply(_permission(name, role) | {"type": kind}, parse(fields)))


def _permission(email: str, role: str) -> Json:
    number = sum(ord(letter) * 31**place for place, letter in enumerate(email)) % 10**18
    return {
        "kind": "drive#permission",
        "id": str(number),
        "type": "anyone" if email == "anyone" else "user",
        "role": role,
        "emailAddress": email,
    }
