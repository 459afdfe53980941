"""Signing in as a person: the consent page in a browser, and giving the login back."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from retrosheet.errors import InvalidInput, RetrosheetError
from retrosheet.google.signing_in import stored_login
from retrosheet.google.signing_in.consent import consent
from retrosheet.google.signing_in.credentials import (
    DRIVE,
    SHEETS,
    check,
    from_source,
    installed,
    quiet,
    require,
    scopes_of,
)
from retrosheet.google.signing_in.sources import available, read_source, stored
from retrosheet.google.speaking.hosts import TOKENS, revoke_url
from retrosheet.google.speaking.outages import Lost
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from retrosheet.google.signing_in.sources import Shape, Source
    from retrosheet.language import Lang

_NO_CLIENT = Text(
    "« {path} » n’est pas un client OAuth de type « Application de bureau ». Créez-en un sur "
    "https://console.cloud.google.com/auth/clients, téléchargez son JSON tout de suite (le secret "
    "n’est montré qu’une fois), puis : retrosheet auth login FICHIER.json.",
    '"{path}" is not an OAuth client of type "Desktop app". Create one at '
    "https://console.cloud.google.com/auth/clients, download its JSON at once (the secret is shown "
    "only once), then: retrosheet auth login FILE.json.",
)
_WHAT_IT_IS: dict[Shape, Text] = {
    "service_account": Text(
        " C’est la clé d’un compte de service, qui s’emploie sans login : --credentials {word}",
        " It is the key of a service account, which needs no login: --credentials {word}",
    ),
    "authorized_user": Text(
        " C’est une connexion déjà faite ; pour la garder : retrosheet auth login --token {word}",
        " It is a login made already; to keep it: retrosheet auth login --token {word}",
    ),
}
_NO_LOGIN = Text(
    "« {path} » n’est pas une connexion faite ailleurs (un JSON avec refresh_token, client_id et "
    "client_secret, comme le fichier application_default_credentials.json de gcloud).",
    '"{path}" is not a login made elsewhere (JSON with refresh_token, client_id and client_secret, '
    "like the file application_default_credentials.json of gcloud).",
)
_GCLOUDS_OWN = "764086051850-6qr4p6gpi6hn506pt8ejuq83di341hur.apps.googleusercontent.com"
"""The client that gcloud signs in with unless told otherwise; Google refuses it for Sheets."""
_AUTH_URI = "https://accounts.google.com/o/oauth2/auth"


def known_client(lang: Lang) -> Source | None:
    """The OAuth client of a sign-in made before, as if downloaded; None where there is none.

    Google shows a client's secret once, so that nobody can download the file again: but each
    login holds the client that it was made with.
    """
    for source in (stored(lang), available(lang)):
        if source is None or source.shape != "authorized_user":
            continue
        if source.info["client_id"] != _GCLOUDS_OWN:
            known = {name: source.info[name] for name in ("client_id", "client_secret")}
            return source._replace(
                shape="client",
                info={"installed": {**known, "auth_uri": _AUTH_URI, "token_uri": TOKENS}},
            )
    return None


def login(
    client: Source,
    lang: Lang,
    *,
    visit: Callable[[str], None],
    share: bool = False,
    port: int = 0,
    again: str = "retrosheet auth login",
) -> Path:
    """Waits for a person's consent at the page that ``visit`` is given, and keeps the login.

    ``visit`` gets the page's address while this machine listens on ``port`` (any free one for 0),
    and must return at once; ``again`` is the command that tries once more. Gives the file; raises
    InvalidInput or NoAccess, and then nothing is kept.
    """
    require(lang)
    if client.shape != "client":
        said = _NO_CLIENT.to(lang)
        if client.shape in _WHAT_IT_IS:
            said += _WHAT_IT_IS[client.shape].to(lang)
        raise InvalidInput(said.format(path=client.path, word=shlex.quote(str(client.path))))
    stored_login.check_place(lang)
    scopes = [SHEETS, DRIVE] if share or _may_share(lang) else [SHEETS]
    with quiet():
        made = consent(client.info["installed"], scopes, lang, visit=visit, port=port, again=again)
    return stored_login.keep(
        {
            "type": "authorized_user",
            "client_id": made.client_id,
            "client_secret": made.client_secret,
            "refresh_token": made.refresh_token,
            "scopes": scopes,
        },
        lang,
    )


def _may_share(lang: Lang) -> bool:
    """Whether the login that is kept has that right, which signing in again does not take away."""
    try:
        before = stored(lang)
    except RetrosheetError:
        return False
    return before is not None and DRIVE in scopes_of(before)


def copy_login(path: Path, lang: Lang) -> Path:
    """Keeps a login that was made elsewhere, once Google has accepted it; gives the file."""
    require(lang)
    stored_login.check_place(lang)
    source = read_source("option", path, lang)
    if source.shape != "authorized_user":
        raise InvalidInput(_NO_LOGIN.to(lang).format(path=path))
    check(from_source(source, [SHEETS], lang), lang)
    kept = ("client_id", "client_secret", "refresh_token", "quota_project_id")
    info = {name: source.info[name] for name in kept if source.info.get(name)}
    if granted := scopes_of(source):
        info["scopes"] = list(granted)
    # What was made elsewhere may still be used there: logout must not take it back.
    return stored_login.keep({"type": "authorized_user", **info, "copied": True}, lang)


def logout(lang: Lang) -> bool | None:
    """Deletes the login and has Google forget it.

    True if Google has, False if Google could not be told, None for a login that was copied from
    elsewhere, where it stays good. Without a login it does nothing and gives True.
    """
    try:
        source = stored(lang)
    except InvalidInput:
        # What cannot be read cannot be given back either.
        stored_login.delete(lang)
        return False
    if source is None:
        return True
    stored_login.delete(lang)
    if source.info.get("copied"):
        return None
    if not installed():
        return False
    from retrosheet.google.speaking.client import send_form

    try:
        with quiet():
            status = send_form(revoke_url(lang), {"token": source.info["refresh_token"]})
    except Lost:
        return False
    # 400: Google had forgotten it already.
    return status in (200, 400)
