"""One exchange with Google over HTTP: the only subclass of gspread's client, and of its session.

gspread brings the session and its place in the world; what it leaves open is settled here: which
host, how long to wait, how much to read, and that nothing of ours is sent anywhere else.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, NamedTuple

import gspread
import requests
from google.auth.exceptions import GoogleAuthError, RefreshError, TransportError
from google.auth.transport.requests import Request
from urllib3.exceptions import MaxRetryError, NameResolutionError, NewConnectionError

from retrosheet import __version__
from retrosheet.google.speaking.hosts import is_loopback
from retrosheet.google.speaking.outages import Lost, NoToken

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from google.auth.credentials import Credentials

CONNECT_SECONDS, READ_SECONDS = 10.0, 180.0
TOKEN_SECONDS = 30.0
LARGEST = 200_000_000
_PIECE = 1 << 16


class Session(requests.Session):
    """A session that keeps the proxies of the environment, but not towards this machine."""

    def __init__(self) -> None:
        super().__init__()
        # Without one, requests lets ~/.netrc replace the header that signs us in.
        self.auth = _as_it_is
        # Google compresses only for a program that says gzip twice.
        self.headers["User-Agent"] = f"retrosheet/{__version__} (gzip)"

    def merge_environment_settings(
        self, url: Any, proxies: Any, stream: Any, verify: Any, cert: Any
    ) -> Any:
        merged = super().merge_environment_settings(url, proxies, stream, verify, cert)
        if is_loopback(str(url)):
            merged["proxies"] = {}
        return merged


class Answer(NamedTuple):
    """What came back: the status, the headers by their names in lower case, the bytes."""

    status: int
    headers: Mapping[str, str]
    body: bytes


class Client(gspread.HTTPClient):
    """Sends one request and gives the answer, whatever its status; raises Lost or NoToken."""

    def __init__(self, credentials: Credentials) -> None:
        super().__init__(credentials, session=Session())
        self.auth = credentials
        self.set_timeout((CONNECT_SECONDS, READ_SECONDS))
        self._token_session = Session()

    def sign(self, *, renew: bool = False) -> None:
        """Makes sure of a token; ``renew`` asks for a new one even where the old looks good."""
        if renew or not self.auth.valid:
            fetch_token(self.auth, self._token_session)

    def exchange(
        self, method: str, url: str, params: Sequence[tuple[str, str]], body: bytes | None
    ) -> Answer:
        """Sends one request, signed, and reads its answer whole, whatever its status."""
        headers = {} if body is None else {"Content-Type": "application/json; charset=utf-8"}
        with (
            _saying_what_was_lost(),
            self.request(method, url, list(params), data=body, headers=headers) as answer,
        ):
            pieces, read = [], 0
            for piece in answer.iter_content(_PIECE):
                read += len(piece)
                if read > LARGEST:
                    raise Lost("large", sent=True)
                pieces.append(piece)
            names = {name.lower(): value for name, value in answer.headers.items()}
            return Answer(answer.status_code, names, b"".join(pieces))

    def request(
        self,
        method: str,
        endpoint: str,
        params: Any = None,
        data: bytes | None = None,
        json: Mapping[str, Any] | None = None,
        files: Any = None,
        headers: Any = None,
    ) -> requests.Response:
        """As gspread's, but for this: no status is an error, no redirect is followed."""
        signed: dict[str, str] = dict(headers or {})
        self.auth.apply(signed)  # type: ignore[no-untyped-call]  # google-auth's
        return self.session.request(
            method,
            endpoint,
            params=params,
            data=data,
            json=json,
            files=files,
            headers=signed,
            timeout=self.timeout,
            allow_redirects=False,
            stream=True,
        )

    def close(self) -> None:
        self.session.close()
        self._token_session.close()


def fetch_token(credentials: Credentials, session: Session | None = None) -> None:
    """Asks for a new token; raises Lost where nobody answers, NoToken where it is refused."""
    own = session or Session()

    def ask(
        url: str,
        method: str = "GET",
        body: bytes | None = None,
        headers: Mapping[str, str] | None = None,
        **_: Any,
    ) -> Any:
        return Request(own)(url, method, body, headers, TOKEN_SECONDS, allow_redirects=False)

    try:
        credentials.refresh(ask)  # type: ignore[no-untyped-call]  # google-auth's
    except TransportError as error:
        # The token is what was lost; the request that needs it has not been sent.
        raise Lost(_lost(error.__cause__).kind, sent=False) from None
    except RefreshError as error:
        raise NoToken(str(error.args[0]) if error.args else "", temporary=error.retryable) from None
    except GoogleAuthError as error:
        raise NoToken(type(error).__name__, temporary=False) from None
    except ValueError:
        raise NoToken("the private key cannot be read", temporary=False) from None
    finally:
        if session is None:
            own.close()


def send_form(url: str, form: Mapping[str, str]) -> int:
    """Sends a form to a server that needs no token; the status of its answer, or Lost."""
    with Session() as session, _saying_what_was_lost():
        timeout = (CONNECT_SECONDS, TOKEN_SECONDS)
        answer = session.post(url, data=form, timeout=timeout, allow_redirects=False)
        return answer.status_code


def _as_it_is(request: requests.PreparedRequest) -> requests.PreparedRequest:
    return request


@contextlib.contextmanager
def _saying_what_was_lost() -> Iterator[None]:
    try:
        yield
    except requests.RequestException as error:
        # Not chained: the request in it carries the token.
        raise _lost(error) from None


def _lost(error: BaseException | None) -> Lost:
    """What became of a request that has no answer, and whether it may have been carried out."""
    if isinstance(error, requests.exceptions.ProxyError):
        return Lost("proxy", sent=False)
    if isinstance(error, requests.exceptions.SSLError):
        # Other trouble with TLS may come in the middle of an answer.
        refused = "CERTIFICATE_VERIFY_FAILED" in str(error)
        return Lost("tls", sent=False) if refused else Lost("dropped", sent=True)
    if isinstance(error, requests.exceptions.ConnectTimeout):
        return Lost("silent", sent=False)
    if isinstance(error, requests.exceptions.Timeout):
        return Lost("timeout", sent=True)
    inner = error.args[0] if error is not None and error.args else None
    reason = inner.reason if isinstance(inner, MaxRetryError) else inner
    if isinstance(reason, NameResolutionError):
        return Lost("name", sent=False)
    if isinstance(reason, NewConnectionError):
        return Lost("closed", sent=False)
    if "Read timed out" in str(inner):
        return Lost("timeout", sent=True)
    if isinstance(error, requests.exceptions.InvalidURL | requests.exceptions.InvalidSchema):
        return Lost("proxy", sent=False)
    return Lost("dropped", sent=True)
