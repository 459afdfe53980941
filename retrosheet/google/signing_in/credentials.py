"""Credentials for Google out of what is at hand, with no more rights than the work needs."""

from __future__ import annotations

import datetime as dt
import logging
import warnings
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from retrosheet.errors import InvalidInput, RetrosheetError
from retrosheet.google.signing_in.sources import Source, chosen
from retrosheet.google.signing_in.stored_login import readable_by_others
from retrosheet.google.signing_in.work_tree import exposed
from retrosheet.google.speaking.hosts import is_loopback, token_url
from retrosheet.google.speaking.outages import Lost, NoToken, no_answer, no_token
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from google.auth.credentials import Credentials

    from retrosheet.language import Lang

SHEETS = "https://www.googleapis.com/auth/spreadsheets"
# Only files that retrosheet has made itself: enough to share them and to put them in a folder.
DRIVE = "https://www.googleapis.com/auth/drive.file"

_NOT_INSTALLED = Text(
    'Il manque ce qui parle à Google. Installez-le : pip install "gspread>=6.2,<7" '
    '"google-auth>=2.20" "google-auth-oauthlib>=1.2"',
    'What talks to Google is missing. Install it: pip install "gspread>=6.2,<7" '
    '"google-auth>=2.20" "google-auth-oauthlib>=1.2"',
)
_LACKS_SHEETS = Text(
    "La connexion gardée ne donne pas accès aux feuilles de calcul. Refaites-la en laissant "
    "cochée la case des feuilles : retrosheet auth login",
    "The stored login gives no access to spreadsheets. Make it again and leave the box for "
    "spreadsheets ticked: retrosheet auth login",
)
_LACKS_DRIVE = Text(
    "La connexion gardée ne permet ni de partager ni de choisir un dossier. Refaites-la avec ce "
    "droit : retrosheet auth login --share",
    "The stored login allows neither sharing nor choosing a folder. Make it again with that right: "
    "retrosheet auth login --share",
)
_BROKEN = Text(
    "« {path} » est un fichier d’identification abîmé : {what}. Téléchargez-le à nouveau.",
    '"{path}" is a damaged credentials file: {what}. Download it again.',
)
_KEY = Text("sa clé privée est illisible", "its private key cannot be read")
_TOKEN_URI = Text("son token_uri n’est pas une adresse https", "its token_uri is no https address")
_CONTENT = Text("son contenu est incomplet", "its content is incomplete")
_EXPOSED = Text(
    "Attention : « {path} » contient des secrets et git ne l’ignore pas. Ajoutez-le à .gitignore ; "
    "s’il a déjà été publié, supprimez cette clé chez Google.",
    'Warning: "{path}" holds secrets and git does not ignore it. Add it to .gitignore; if it has '
    "been published already, delete this key at Google.",
)
_OPEN = Text(
    "Attention : d’autres personnes de cette machine peuvent lire « {path} ». Lancez : chmod 600 "
    '"{path}"',
    'Warning: other people on this machine can read "{path}". Run: chmod 600 "{path}"',
)


def credentials(lang: Lang, scopes: Sequence[str] = (SHEETS,), path: Path | None = None) -> Any:
    """google-auth credentials for ``scopes``; ``path`` is what --credentials names.

    Asks nobody for a token yet. Raises InvalidInput with what to do where there are no
    credentials, where they cannot serve, or where what talks to Google is not installed.
    """
    require(lang)
    return from_source(chosen(lang, path), scopes, lang)


def account(credentials: Any) -> str:
    """The address to share a sheet with: the service account's; "" for a person's login."""
    found = getattr(credentials, "service_account_email", "")
    return found if isinstance(found, str) and "@" in found else ""


def remarks(source: Source, lang: Lang) -> tuple[str, ...]:
    """What is dangerous about where the credentials lie, one sentence each."""
    found = []
    if exposed(source.path):
        found.append(_EXPOSED)
    if source.place in ("here", "login") and readable_by_others(source.path):
        found.append(_OPEN)
    return tuple(text.to(lang).format(path=source.path) for text in found)


def require(lang: Lang) -> None:
    """Raises InvalidInput where the extra packages are not installed."""
    if not installed():
        raise InvalidInput(_NOT_INSTALLED.to(lang))


def installed() -> bool:
    """Whether the extra packages are there; google-auth comes with each of these two."""
    return all(find_spec(name) for name in ("gspread", "google_auth_oauthlib"))


def check(credentials: Credentials, lang: Lang) -> dt.datetime | None:
    """Asks Google for a token now; until when it serves, in UTC. Raises NoAccess if refused."""
    from retrosheet.google.speaking.client import fetch_token

    try:
        fetch_token(credentials)
    except NoToken as error:
        raise no_token(error.said, account(credentials), lang) from None
    except Lost as error:
        raise no_answer(error.kind, lang) from None
    until = credentials.expiry
    return until.replace(tzinfo=dt.UTC) if isinstance(until, dt.datetime) else None


def from_source(source: Source, scopes: Sequence[str], lang: Lang) -> Any:
    """The credentials that a source holds, for ``scopes``."""
    try:
        with quiet():
            return _made(source, scopes, lang)
    except (ValueError, KeyError, TypeError, AttributeError):
        # Not chained: what was tried to be read would be in it.
        what = _KEY if source.shape == "service_account" else _CONTENT
        raise _broken(source, what, lang) from None


def scopes_of(source: Source) -> tuple[str, ...]:
    """The rights that a login says it has; none where it does not say."""
    found = source.info.get("scopes")
    if isinstance(found, str):
        return tuple(found.split())
    return tuple(str(scope) for scope in found) if isinstance(found, list) else ()


@contextmanager
def quiet() -> Iterator[None]:
    """Other libraries warn and log about the secrets they handle, with the secrets in it."""
    loggers = [logging.getLogger(name) for name in ("google", "google_auth_oauthlib", "oauthlib",
                                                    "requests_oauthlib", "urllib3")]  # fmt: skip
    levels = [logger.level for logger in loggers]
    try:
        for logger in loggers:
            logger.setLevel(logging.CRITICAL)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        for logger, level in zip(loggers, levels, strict=True):
            logger.setLevel(level)


def _made(source: Source, scopes: Sequence[str], lang: Lang) -> Any:
    if source.shape == "service_account":
        from google.oauth2.service_account import Credentials as ServiceAccount

        uri = token_url(source.info["token_uri"], lang)
        if not (uri.startswith("https://") or is_loopback(uri)):
            raise _broken(source, _TOKEN_URI, lang)
        info = {**source.info, "token_uri": uri}
        return ServiceAccount.from_service_account_info(info, scopes=list(scopes))  # type: ignore[no-untyped-call]  # google-auth's
    if source.shape == "authorized_user":
        return _person(source, scopes, lang)
    from google.auth import load_credentials_from_dict
    from google.auth.exceptions import GoogleAuthError

    try:
        return load_credentials_from_dict(source.info, scopes=list(scopes))[0]  # type: ignore[no-untyped-call]  # google-auth's
    except GoogleAuthError:
        raise _broken(source, _CONTENT, lang) from None


def _person(source: Source, scopes: Sequence[str], lang: Lang) -> Any:
    """A login of a person, which has the rights that were once given and no others."""
    from google.oauth2.credentials import Credentials as Person

    granted = scopes_of(source)
    if granted and SHEETS in scopes and SHEETS not in granted:
        raise InvalidInput(_LACKS_SHEETS.to(lang))
    if granted and DRIVE in scopes and DRIVE not in granted:
        raise InvalidInput(_LACKS_DRIVE.to(lang))
    info = source.info
    return Person(  # type: ignore[no-untyped-call]  # google-auth's
        None,
        refresh_token=info["refresh_token"],
        token_uri=token_url(None, lang),
        client_id=info["client_id"],
        client_secret=info["client_secret"],
        scopes=list(granted) or None,
        quota_project_id=info.get("quota_project_id"),
    )


def _broken(source: Source, what: Text, lang: Lang) -> RetrosheetError:
    return InvalidInput(_BROKEN.to(lang).format(path=source.path, what=what.to(lang)))
