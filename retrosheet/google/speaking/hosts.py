"""Where Google's servers are: the real ones, or one on this machine that stands in for them."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from retrosheet.errors import InvalidInput
from retrosheet.language import Text

if TYPE_CHECKING:
    from retrosheet.language import Lang

# Names a server of this machine in place of Google's, for tests.
VARIABLE = "RETROSHEET_GOOGLE_API"
_SHEETS = "https://sheets.googleapis.com"
_DRIVE = "https://www.googleapis.com"
TOKENS = "https://oauth2.googleapis.com/token"
_REVOKED = "https://oauth2.googleapis.com/revoke"
_LOOPBACK = ("127.0.0.1", "localhost", "::1")

_ELSEWHERE = Text(
    "{variable} : « {url} » n’est pas un serveur de cette machine. Cette variable ne sert qu’aux "
    "essais : écrivez par exemple http://127.0.0.1:8000, ou retirez-la.",
    '{variable}: "{url}" is not a server of this machine. The variable is for tests only: write '
    "for example http://127.0.0.1:8000, or remove it.",
)


def stand_in(lang: Lang) -> str | None:
    """The server that stands in for Google, without a slash at its end; None for the real one.

    Raises InvalidInput where RETROSHEET_GOOGLE_API names another machine: what is sent there could
    be read there.
    """
    typed = os.environ.get(VARIABLE)
    if not typed:
        return None
    if not is_loopback(typed) or "@" in typed:
        shown = "".join(letter if letter.isprintable() else "?" for letter in typed[:80])
        raise InvalidInput(_ELSEWHERE.to(lang).format(variable=VARIABLE, url=shown))
    return typed.rstrip("/")


def is_loopback(url: str) -> bool:
    """Whether an http(s) address leads to this very machine."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and host in _LOOPBACK


def api_url(path: str, lang: Lang) -> str:
    """The address of a path such as ``v4/spreadsheets/ID`` or ``drive/v3/files/ID``."""
    host = stand_in(lang) or (_DRIVE if path.startswith("drive/") else _SHEETS)
    return f"{host}/{path}"


def token_url(known: str | None, lang: Lang) -> str:
    """Where tokens come from: what a credentials file says, but for Google's own stand-in."""
    server = stand_in(lang)
    if server is not None and known in (None, TOKENS):
        return f"{server}/token"
    return known or TOKENS


def revoke_url(lang: Lang) -> str:
    """Where a stored login is given back."""
    server = stand_in(lang)
    return _REVOKED if server is None else f"{server}/revoke"
