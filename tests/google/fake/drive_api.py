"""The methods of Drive v3 that the fake answers: files and who they are shared with."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from tests.google.fake.discovery import method_problems, validate, validate_mask
from tests.google.fake.masks import apply, parse
from tests.google.fake.refusals import Answer, drive_error
from tests.google.fake.state import Json, Role, Spreadsheet

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
        "type": "user",
        "role": role,
        "emailAddress": email,
    }
