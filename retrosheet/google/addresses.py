"""A spreadsheet as people name it, by its address or its ID, and the link that opens it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlsplit

from retrosheet.errors import InvalidInput
from retrosheet.language import DEFAULT, Text

if TYPE_CHECKING:
    from retrosheet.language import Lang

_ID = re.compile(r"[A-Za-z0-9_-]{25,100}")
_HOSTS = ("docs.google.com", "drive.google.com", "sheets.google.com", "spreadsheets.google.com")
_URL = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://.*", re.DOTALL)
# After one of these words the ID stands in the path.
_BEFORE_ID = re.compile(r"/(?:spreadsheets|file)(?:/u/\d+)?/d/([^/]+)")
_PUBLISHED = re.compile(r"/spreadsheets(?:/u/\d+)?/d/e/")
_OTHER_KIND = re.compile(r"/(document|presentation|forms|drawings)(?:/u/\d+)?/d/")
_FOLDER = re.compile(r"/folders/")

_PUBLISHED_LINK = Text(
    "« {typed} » est le lien d’une page publiée, que l’on ne peut que lire. Ouvrez la feuille "
    "elle-même dans Google Sheets et copiez l’adresse de la barre du navigateur ; elle ressemble "
    "à https://docs.google.com/spreadsheets/d/1AbC…/edit.",
    '"{typed}" is the link of a published page, which can only be looked at. Open the sheet itself '
    "in Google Sheets and copy the address from the browser; it looks like "
    "https://docs.google.com/spreadsheets/d/1AbC…/edit.",
)
_NO_SHEET = Text(
    "« {typed} » n’est pas l’adresse d’une feuille Google. Ouvrez la feuille et copiez l’adresse "
    "de la barre du navigateur ; elle ressemble à "
    "https://docs.google.com/spreadsheets/d/1AbC…/edit.",
    '"{typed}" is not the address of a Google sheet. Open the sheet and copy the address from the '
    "browser; it looks like https://docs.google.com/spreadsheets/d/1AbC…/edit.",
)


def spreadsheet_id(typed: str, lang: Lang = DEFAULT) -> str | None:
    """The ID in an address or a bare ID that a person typed; None where it can be neither.

    None means that it may be the name of a file: it has no ``://`` and no Google host, and is not
    25 to 100 of the letters of an ID. Raises InvalidInput, with what to copy instead, for a link
    that leads to no spreadsheet: a published page, a folder, a document, another site.
    """
    text = typed.strip().strip("<>\"'")
    if _ID.fullmatch(text):
        return text
    if not _is_address(text):
        return None
    found = _in_address(text if _URL.fullmatch(text) else f"https://{text}", text, lang)
    if found is None:
        raise InvalidInput(_NO_SHEET.to(lang).format(typed=_shown(text)))
    return found


def link(spreadsheet: str) -> str:
    """The address that opens a spreadsheet in a browser."""
    return f"https://docs.google.com/spreadsheets/d/{spreadsheet}/edit"


def _is_address(text: str) -> bool:
    host = text.split("/", 1)[0].casefold()
    return _URL.fullmatch(text) is not None or ("/" in text and host in _HOSTS)


def _in_address(url: str, typed: str, lang: Lang) -> str | None:
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme.casefold() not in ("http", "https") or host not in _HOSTS:
        return None
    # A sheet of an organisation is also reached through /a/its-domain/.
    path = re.sub(r"^/a/[^/]+", "", parts.path)
    if _PUBLISHED.match(path):
        raise InvalidInput(_PUBLISHED_LINK.to(lang).format(typed=_shown(typed)))
    if _OTHER_KIND.match(path) or _FOLDER.search(path):
        return None
    in_path = _BEFORE_ID.match(path)
    query = parse_qs(parts.query)
    named = in_path[1] if in_path else next(iter(query.get("id", query.get("key", []))), "")
    return named if _ID.fullmatch(named) else None


def _shown(typed: str) -> str:
    """What was typed, short enough for one line; a link's key is nobody else's business."""
    text = "".join(letter if letter.isprintable() else "?" for letter in typed)
    text = text.split("?", 1)[0].split("#", 1)[0]
    return text if len(text) <= 100 else f"{text[:99]}…"
