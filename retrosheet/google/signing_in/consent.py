"""A person's consent: Google's page in a browser, and the page that this machine answers with.

The browser is answered only once Google has given the login or refused it, so that its page says
how it ended and not only that somebody came back.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from retrosheet.errors import InvalidInput, NoAccess, RetrosheetError
from retrosheet.google.speaking.hosts import is_loopback, token_url
from retrosheet.google.speaking.outages import plain
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from retrosheet.language import Lang

WAIT_SECONDS = 600.0
TOKEN_SECONDS = 30.0
_INSECURE = "OAUTHLIB_INSECURE_TRANSPORT"

_DENIED = Text(
    "Connexion annulée dans le navigateur : rien n’a changé. Pour recommencer : {again}",
    "Sign-in cancelled in the browser: nothing has changed. To try again: {again}",
)
_NOBODY = Text(
    "Personne n’a répondu dans le navigateur en dix minutes : rien n’a changé. Recommencez : "
    "{again} ; sur une machine sans navigateur, ajoutez --no-browser.",
    "Nobody answered in the browser within ten minutes: nothing has changed. Try again: {again}; "
    "on a machine without a browser add --no-browser.",
)
_NOT_TICKED = Text(
    "La case des feuilles de calcul n’était pas cochée dans le navigateur : sans elle, retrosheet "
    "ne peut rien faire. Recommencez et laissez-la cochée : {again}",
    "The box for spreadsheets was not ticked in the browser: without it retrosheet can do nothing. "
    "Try again and leave it ticked: {again}",
)
_SHARE_NOT_TICKED = Text(
    "La case du partage n’était pas cochée dans le navigateur : rien n’a changé. Recommencez et "
    "laissez-la cochée : {again}",
    "The box for sharing was not ticked in the browser: nothing has changed. Try again and leave "
    "it ticked: {again}",
)
_FAILED = Text(
    "Google n’a pas terminé la connexion ({said}) : rien n’a changé. Recommencez : {again}",
    "Google did not complete the sign-in ({said}): nothing has changed. Try again: {again}",
)
_PORT = Text(
    "Le port {port} de cette machine est déjà pris. Choisissez-en un autre : --port {other}",
    "Port {port} of this machine is taken. Choose another: --port {other}",
)
_DONE = Text(
    "Connexion faite. Vous pouvez fermer cette page.", "Signed in. You can close this page."
)


def consent(
    client: dict[str, str],
    scopes: Sequence[str],
    lang: Lang,
    *,
    visit: Callable[[str], None],
    port: int,
    again: str,
) -> Any:
    """Waits for a person at the page that ``visit`` is given; google-auth's credentials.

    ``client`` is what an OAuth client's file has under ``installed``; ``again`` is the command
    that tries once more. Raises InvalidInput or NoAccess, and the browser says so too.
    """
    from google_auth_oauthlib.flow import (  # type: ignore[import-untyped]  # ships none
        InstalledAppFlow,
    )

    client = {**client, "token_uri": token_url(client["token_uri"], lang)}
    flow = InstalledAppFlow.from_client_config({"installed": client}, list(scopes))
    # No proxy towards this machine.
    flow.oauth2session.trust_env = not is_loopback(client["token_uri"])

    def finish(query: str) -> None:
        _finish(flow, query, scopes, lang, again)

    server = _server(port, finish, lang)
    try:
        flow.redirect_uri = f"http://localhost:{server.server_port}/"
        with _as_on_this_machine(client["token_uri"]):
            # Somebody with several accounts is asked which, even if one of them agreed before.
            url, _state = flow.authorization_url(prompt="select_account consent")
            visit(url)
            if not server.served():
                raise NoAccess(_NOBODY.to(lang).format(again=again))
    finally:
        server.server_close()
    if server.error is not None:
        raise server.error
    return flow.credentials


class _Server(HTTPServer):
    """Answers the one request that brings Google's answer; anything else is a 404."""

    # A port that was just let go is free again; on Windows this would also share one in use.
    allow_reuse_address = os.name != "nt"

    def __init__(self, port: int, finish: Callable[[str], None], lang: Lang) -> None:
        self.error: RetrosheetError | None = None
        self.finish, self.lang, self.done = finish, lang, False
        super().__init__(("localhost", port), _Handler)

    def served(self) -> bool:
        """Waits for that request; False where it does not come in time."""
        until = time.monotonic() + WAIT_SECONDS
        while not self.done and (left := until - time.monotonic()) > 0:
            self.timeout = left
            self.handle_request()
        return self.done


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    # A browser that opens a connection ahead and sends nothing must not keep the others out.
    timeout = 5.0

    def do_GET(self) -> None:
        query = urlsplit(self.path).query
        if self.server.done or not parse_qs(query).keys() & {"code", "error"}:
            self.send_error(404)
            return
        self.server.done = True
        try:
            self.server.finish(query)
        except RetrosheetError as error:
            self.server.error = error
        said = str(self.server.error or _DONE.to(self.server.lang)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(said)))
        self.end_headers()
        self.wfile.write(said)

    def log_message(self, *_: object) -> None:
        """Nothing: the address holds the code."""


def _server(port: int, finish: Callable[[str], None], lang: Lang) -> _Server:
    try:
        return _Server(port, finish, lang)
    except OSError:
        other = port + 1 if port < 65535 else port - 1
        raise NoAccess(_PORT.to(lang).format(port=port, other=other)) from None


def _finish(flow: Any, query: str, scopes: Sequence[str], lang: Lang, again: str) -> None:
    """Exchanges the code that the browser brings for a login; raises what became of it."""
    from oauthlib.oauth2 import (  # type: ignore[import-untyped]  # ships none
        AccessDeniedError,
        OAuth2Error,
    )
    from requests import RequestException

    # oauthlib insists on https, though what a browser brings here never leaves this machine.
    came = f"https://localhost/?{query}"
    try:
        flow.fetch_token(authorization_response=came, timeout=TOKEN_SECONDS)
    except AccessDeniedError:
        raise NoAccess(_DENIED.to(lang).format(again=again)) from None
    except OAuth2Error as error:
        said = plain(str(error.error or type(error).__name__))
        raise NoAccess(_FAILED.to(lang).format(said=said, again=again)) from None
    except RequestException as error:
        said = type(error).__name__
        raise NoAccess(_FAILED.to(lang).format(said=said, again=again)) from None
    except Warning as warning:
        # oauthlib's way to say that other rights were given than asked for; which, is said below.
        flow.oauth2session.token = warning.token  # type: ignore[attr-defined]  # set by oauthlib
    made = flow.credentials
    _check_granted(made.granted_scopes or scopes, scopes, lang, again)
    if not made.refresh_token:
        raise NoAccess(_FAILED.to(lang).format(said="no refresh_token", again=again))


def _check_granted(granted: Sequence[str], scopes: Sequence[str], lang: Lang, again: str) -> None:
    """Raises InvalidInput where a box was left unticked; the first scope is the spreadsheets'."""
    for scope, text in zip(scopes, (_NOT_TICKED, _SHARE_NOT_TICKED), strict=False):
        if scope not in granted:
            raise InvalidInput(text.to(lang).format(again=again))


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
