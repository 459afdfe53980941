"""Passwords and webhook addresses: from the environment, else from the system's keyring.

Never from the command line, where every user of the machine can read them, and never from a file
of our own. Whoever shows a webhook's address shows it masked: it is all that one needs to post.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from retrosheet.errors import NoAccess
from retrosheet.language import Text

if TYPE_CHECKING:
    from retrosheet.language import Lang

SERVICE = "retrosheet"
_KEYRING_FAILS = Text(
    "Le trousseau du système ne répond pas ({reason}). Donnez {variable} dans l’environnement.",
    "The system's keyring does not answer ({reason}). Set {variable} in the environment.",
)


def secret(variable: str, name: str, lang: Lang) -> str:
    """What the environment holds under ``variable``, else the keyring under ``name``, else "".

    Raises NoAccess where there is a keyring and it fails: nothing takes its place.
    """
    found = os.environ.get(variable, "")
    if found:
        return found.strip()
    try:
        import keyring
        from keyring.errors import KeyringError, NoKeyringError
    except ImportError:
        return ""
    try:
        return keyring.get_password(SERVICE, name) or ""
    except NoKeyringError:
        return ""
    except KeyringError as error:
        reason = str(error) or type(error).__name__
        raise NoAccess(_KEYRING_FAILS.to(lang).format(reason=reason, variable=variable)) from None


def masked(url: str) -> str:
    """An address with its host alone: the rest of a webhook's is its password."""
    try:
        host = urlsplit(url).hostname
    except ValueError:
        host = None
    return f"{host or '…'}/…"
