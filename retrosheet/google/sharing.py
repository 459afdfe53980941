"""Who may open a new sheet: what a person types, and the requests to Drive that grant it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.errors import InvalidInput, RetrosheetError
from retrosheet.google.speaking.refusals import Context
from retrosheet.language import Lang, Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.google.speaking.transport import Transport

Role = Literal["writer", "commenter", "reader"]
_ROLES: dict[str, Role] = {"editor": "writer", "commenter": "commenter", "viewer": "reader"}
_ADDRESS = re.compile(r"[^@\s:]+@[^@\s:.]+(\.[^@\s:.]+)+")
_FOLDER_ID = re.compile(r"[A-Za-z0-9_-]{10,100}")
_FOLDER_URL = re.compile(r"https://drive\.google\.com/drive/(?:u/\d+/)?folders/([^/?#]+)")

_SHARE = Text(
    "--share : « {typed} » ; écrivez une adresse et un droit (editor, commenter ou viewer), par "
    "exemple : --share nadia@exemple.fr:editor.",
    '--share: "{typed}"; write an address and a right (editor, commenter or viewer), for example: '
    "--share nadia@example.com:editor.",
)
_FOLDER = Text(
    "--folder : « {typed} » n’est pas un dossier de Google Drive. Ouvrez le dossier et copiez "
    "l’adresse de la barre du navigateur.",
    '--folder: "{typed}" is not a folder of Google Drive. Open the folder and copy the address '
    "from the browser.",
)


class Share(NamedTuple):
    """One person and what they may do."""

    address: str
    role: Role


def share_of(typed: str, lang: Lang) -> Share:
    """The person of ``a@b.fr:editor``; without a right they may edit. Raises InvalidInput."""
    address, colon, right = (
        typed.strip().rpartition(":") if ":" in typed else (typed.strip(), "", "")
    )
    role = _ROLES.get(right.strip().casefold()) if colon else "writer"
    if role is None or not _ADDRESS.fullmatch(address):
        raise InvalidInput(_SHARE.to(lang).format(typed=typed))
    return Share(address, role)


def folder_of(typed: str, lang: Lang) -> str:
    """The ID of a folder, from its address or as it is; raises InvalidInput."""
    found = _FOLDER_URL.match(typed.strip())
    folder = found[1] if found else typed.strip()
    if not _FOLDER_ID.fullmatch(folder):
        raise InvalidInput(_FOLDER.to(lang).format(typed=typed))
    return folder


def share_with(
    transport: Transport, spreadsheet_id: str, shares: Sequence[Share]
) -> tuple[str, ...]:
    """Grants each right, with a mail from Google; what was refused, one line a person.

    Granting the same right twice changes nothing, so that the requests may be repeated.
    """
    transport.context = Context("share", spreadsheet_id)
    failed: list[str] = []
    for share in shares:
        body = {"type": "user", "role": share.role, "emailAddress": share.address}
        try:
            transport.post(
                f"drive/v3/files/{spreadsheet_id}/permissions",
                body,
                safe=True,
                params=(("supportsAllDrives", "true"), ("fields", "id")),
            )
        except RetrosheetError as error:
            failed.append(f"{share.address} : {error}")
    return tuple(failed)
