"""Signing in as a person: the consent page in a browser, and giving the login back."""

from __future__ import annotations

import os
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from retrosheet.errors import InvalidInput, NoAccess
from retrosheet.google import stored_login
from retrosheet.google.hosts import is_loopback, revoke_url, token_url
from retrosheet.google.outages import Lost, plain
from retrosheet.google.sign_in import (
    DRIVE,
    SHEETS,
    check,
    from_source,
    installed,
    quiet,
    require,
    scopes_of,
)
from retrosheet.google.sources import Source, read_source, stored
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from retrosheet.google.sources import Shape
    from retrosheet.language import Lang

WAIT_SECONDS = 600
TOKEN_SECONDS = 30.0
_INSECURE = "OAUTHLIB_INSECURE_TRANSPORT"

_NO_CLIENT = Text(
    "« {path} » n’est pas un client OAuth de type « Application de bureau ». Téléchargez-en un sur "
    "https://console.cloud.google.com/auth/clients, puis : retrosheet auth login FICHIER.json.",
    '"{path}" is not an OAuth client of type "Desktop app". Download one at '
    "https://console.cloud.google.com/auth/clients, then: retrosheet auth login FILE.json.",
)
_WHAT_IT_IS: dict[Shape, Text] = {
    "service_account": Text(
        " C’est la clé d’un compte de service, qui s’emploie sans login : --credentials {path}",
        " It is the key of a service account, which needs no login: --credentials {path}",
    ),
    "authorized_user": Text(
        " C’est une connexion déjà faite ; pour la garder : retrosheet auth login --token {path}",
        " It is a login made already; to keep it: retrosheet auth login --token {path}",
    ),
}
_NO_LOGIN = Text(
    "« {path} » n’est pas une connexion faite ailleurs (un JSON avec refresh_token, client_id et "
    "client_secret, comme le fichier application_default_credentials.json de gcloud).",
    '"{path}" is not a login made elsewhere (JSON with refresh_token, client_id and client_secret, '
    "like the file application_default_credentials.json of gcloud).",
)
_DENIED = Text(
    "Connexion annulée dans le navigateur : rien n’a changé. Pour recommencer : retrosheet auth "
    "login",
    "Sign-in cancelled in the browser: nothing has changed. To try again: retrosheet auth login",
)
_NOBODY = Text(
    "Personne n’a répondu dans le navigateur en dix minutes : rien n’a changé. Recommencez ; sur "
    "une machine sans navigateur : retrosheet auth login --no-browser",
    "Nobody answered in the browser within ten minutes: nothing has changed. Try again; on a "
    "machine without a browser: retrosheet auth login --no-browser",
)
_NOT_TICKED = Text(
    "La case des feuilles de calcul n’était pas cochée dans le navigateur : sans elle, retrosheet "
    "ne peut rien faire. Recommencez et laissez-la cochée : retrosheet auth login",
    "The box for spreadsheets was not ticked in the browser: without it retrosheet can do nothing. "
    "Try again and leave it ticked: retrosheet auth login",
)
_FAILED = Text(
    "Google n’a pas terminé la connexion ({said}) : rien n’a changé. Recommencez : retrosheet auth "
    "login",
    "Google did not complete the sign-in ({said}): nothing has changed. Try again: retrosheet auth "
    "login",
)
_PORT = Text(
    "Le port {port} de cette machine est déjà pris. Choisissez-en un autre : --port 8766",
    "Port {port} of this machine is taken. Choose another: --port 8766",
)
_DONE = Text(
    "Connexion faite. Vous pouvez fermer cette page.", "Signed in. You can close this page."
)


def login(
    client: Source, lang: Lang, *, visit: Callable[[str], None], share: bool = False, port: int = 0
) -> Path:
    """Waits for a person's consent at the page that ``visit`` is given, and keeps the login.

    ``visit`` gets the page's address while this machine listens on ``port`` (any free one for 0),
    and must return at once. Gives the file; raises InvalidInput or NoAccess, and then nothing is
    kept.
    """
    require(lang)
    if client.shape != "client":
        said = _NO_CLIENT.to(lang)
        if client.shape in _WHAT_IT_IS:
            said += _WHAT_IT_IS[client.shape].to(lang)
        raise InvalidInput(said.format(path=client.path))
    stored_login.check_place(lang)
    scopes = [SHEETS, DRIVE] if share else [SHEETS]
    with quiet():
        made = _consent(client.info, scopes, visit, port, lang)
    granted = [scope for scope in made.granted_scopes or scopes if scope in scopes]
    if SHEETS not in granted:
        raise InvalidInput(_NOT_TICKED.to(lang))
    if not made.refresh_token:
        raise NoAccess(_FAILED.to(lang).format(said="no refresh_token"))
    return stored_login.keep(
        {
            "type": "authorized_user",
            "client_id": made.client_id,
            "client_secret": made.client_secret,
            "refresh_token": made.refresh_token,
            "scopes": granted,
        },
        lang,
    )


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
    from retrosheet.google.client import send_form

    try:
        with quiet():
            status = send_form(revoke_url(lang), {"token": source.info["refresh_token"]})
    except Lost:
        return False
    # 400: Google had forgotten it already.
    return status in (200, 400)


def _consent(
    info: dict[str, Any], scopes: Sequence[str], visit: Callable[[str], None], port: int, lang: Lang
) -> Any:
    from google_auth_oauthlib.flow import (  # type: ignore[import-untyped]  # ships none
        InstalledAppFlow,
        WSGITimeoutError,
    )
    from oauthlib.oauth2 import (  # type: ignore[import-untyped]  # ships none
        AccessDeniedError,
        OAuth2Error,
    )
    from requests import RequestException

    class Flow(InstalledAppFlow):  # type: ignore[misc]  # it ships no types
        """Hands the address of the consent page over instead of opening it or printing it."""

        def authorization_url(self, **settings: Any) -> tuple[str, str]:
            url, state = super().authorization_url(**settings)
            visit(url)
            return url, state

        def fetch_token(self, **settings: Any) -> Any:
            return super().fetch_token(**settings, timeout=TOKEN_SECONDS)

    client = {**info["installed"], "token_uri": token_url(info["installed"]["token_uri"], lang)}
    flow = Flow.from_client_config({"installed": client}, list(scopes))
    # No proxy towards this machine.
    flow.oauth2session.trust_env = not is_loopback(client["token_uri"])
    try:
        with _as_on_this_machine(client["token_uri"]):
            return flow.run_local_server(
                host="localhost",
                port=port,
                open_browser=False,
                authorization_prompt_message=None,
                success_message=_DONE.to(lang),
                timeout_seconds=WAIT_SECONDS,
                prompt="consent",
            )
    except WSGITimeoutError:
        raise NoAccess(_NOBODY.to(lang)) from None
    except AccessDeniedError:
        raise NoAccess(_DENIED.to(lang)) from None
    except OAuth2Error as error:
        said = plain(str(error.error or type(error).__name__))
        raise NoAccess(_FAILED.to(lang).format(said=said)) from None
    except Warning:
        # oauthlib's way to say that fewer rights were given than asked for.
        raise InvalidInput(_NOT_TICKED.to(lang)) from None
    except RequestException as error:
        said = type(error).__name__
        raise NoAccess(_FAILED.to(lang).format(said=said)) from None
    except OSError:
        raise NoAccess(_PORT.to(lang).format(port=port)) from None


@contextmanager
def _as_on_this_machine(token_uri: str) -> Iterator[None]:
    """oauthlib wants https, also towards this machine, where only tests have a server."""
    before = os.environ.get(_INSECURE)
    try:
        if is_loopback(token_uri):
            os.environ[_INSECURE] = "1"
        yield
    finally:
        if before is None:
            os.environ.pop(_INSECURE, None)
        else:
            os.environ[_INSECURE] = before
