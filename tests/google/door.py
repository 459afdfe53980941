"""A web server of this machine that answers as it is told, in the place of Google's."""

from __future__ import annotations

import base64
import json
import threading
import urllib.request
from collections.abc import Callable
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from queue import Queue
from typing import Any, NamedTuple, Self
from urllib.parse import parse_qs, urlsplit

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa


class Asked(NamedTuple):
    """One request that arrived."""

    method: str
    path: str
    query: dict[str, list[str]]
    headers: dict[str, str]
    body: bytes

    @property
    def form(self) -> dict[str, str]:
        return {name: values[0] for name, values in parse_qs(self.body.decode()).items()}


class Reply(NamedTuple):
    """What is answered: an object as JSON, a text as a page, or nothing at all.

    ``end``: "drop" closes the line without an answer, "cut" in the middle of one, "wait" keeps
    the client waiting until the server ends.
    """

    status: int = 200
    body: object = None
    headers: dict[str, str] = {}  # noqa: RUF012 (never changed)
    end: str = ""


Answering = Callable[[Asked], Reply]


class Door:
    """The server: scripted replies in turn for API requests, a function for each other path."""

    def __init__(self) -> None:
        self.asked: list[Asked] = []
        self.script: list[Reply] = []
        self.paths: dict[str, Answering] = {"/token": token}
        self._over = threading.Event()
        door = self

        class Handler(BaseHTTPRequestHandler):
            def do(self) -> None:
                door.answer(self)

            do_GET = do_POST = do_PATCH = do  # noqa: N815 (http.server's names)

            def log_message(self, *_: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def to(self, path: str) -> list[Asked]:
        return [asked for asked in self.asked if asked.path == path]

    @property
    def api(self) -> list[Asked]:
        return [asked for asked in self.asked if asked.path not in self.paths]

    def answer(self, handler: BaseHTTPRequestHandler) -> None:
        parts = urlsplit(handler.path)
        length = int(handler.headers.get("Content-Length", 0))
        headers = {name.lower(): value for name, value in handler.headers.items()}
        body = handler.rfile.read(length)
        asked = Asked(handler.command, parts.path, parse_qs(parts.query), headers, body)
        self.asked.append(asked)
        if parts.path in self.paths:
            reply = self.paths[parts.path](asked)
        else:
            reply = self.script.pop(0) if self.script else Reply(body={})
        self._send(handler, reply)

    def _send(self, handler: BaseHTTPRequestHandler, reply: Reply) -> None:
        if reply.end == "wait":
            self._over.wait(20)
        if reply.end in ("wait", "drop"):
            handler.close_connection = True
            return
        page = isinstance(reply.body, str)
        content = str(reply.body).encode() if page else json.dumps(reply.body).encode()
        if reply.body is None:
            content = b""
        handler.send_response(reply.status)
        for name, value in reply.headers.items():
            handler.send_header(name, value)
        handler.send_header("Content-Type", "text/html" if page else "application/json")
        handler.send_header("Content-Length", str(len(content) * (2 if reply.end == "cut" else 1)))
        handler.end_headers()
        handler.wfile.write(content)


TOKEN, REFRESHED = "ya29.first-access-token", "ya29.second-access-token"
REFRESH_TOKEN, CLIENT_SECRET = "1//refresh-token-of-nobody", "GOCSPX-client-secret-of-nobody"
CODE = "4/consent-code-of-nobody"
ACCOUNT = "plan@test-project.iam.gserviceaccount.com"
CLIENT_ID = "123456789012-abc.apps.googleusercontent.com"
SHEETS = "https://www.googleapis.com/auth/spreadsheets"
DRIVE = "https://www.googleapis.com/auth/drive.file"


def token(asked: Asked) -> Reply:
    """What Google answers to a service account, to a login, and to a consent."""
    given: dict[str, Any] = {"access_token": TOKEN, "expires_in": 3599, "token_type": "Bearer"}
    if asked.form.get("grant_type") == "authorization_code":
        assert asked.form["code"] == CODE
        assert asked.headers["authorization"] == f"Basic {client_header()}"
        given |= {"refresh_token": REFRESH_TOKEN, "scope": SHEETS}
    return Reply(body=given)


def client_header() -> str:
    """How a client proves itself where a consent's code becomes a token."""
    return base64.b64encode(f"{CLIENT_ID}:{CLIENT_SECRET}".encode()).decode()


def refused_token(error: str, description: str) -> Answering:
    return lambda _: Reply(400, {"error": error, "error_description": description})


@cache
def private_key() -> str:
    """A real key, of nobody; short, as each connection checks it anew."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=1024)
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    ).decode()


def service_account(url: str) -> dict[str, str]:
    """A service-account file whose tokens come from this machine."""
    return {
        "type": "service_account",
        "project_id": "test-project",
        "private_key_id": "0123456789abcdef",
        "private_key": private_key(),
        "client_email": ACCOUNT,
        "client_id": "1",
        "token_uri": f"{url}/token",
    }


def oauth_client(url: str) -> dict[str, dict[str, object]]:
    """A client of a desktop app, as one downloads it."""
    return {
        "installed": {
            "client_id": CLIENT_ID,
            "client_secret": CLIENT_SECRET,
            "auth_uri": f"{url}/auth",
            "token_uri": f"{url}/token",
            "redirect_uris": ["http://localhost"],
        }
    }


def login_file(scopes: tuple[str, ...] = (SHEETS,)) -> dict[str, object]:
    """A login of a person, as it is kept."""
    return {
        "type": "authorized_user",
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "refresh_token": REFRESH_TOKEN,
        "scopes": list(scopes),
    }


def browser(
    answer: dict[str, str] | None = None, shown: Queue[str] | None = None
) -> Callable[[str], None]:
    """A person who agrees at once, or whatever ``answer`` says, in a browser of their own.

    What the browser shows in the end goes to ``shown``.
    """

    def visit(url: str) -> None:
        asked = {name: values[0] for name, values in parse_qs(urlsplit(url).query).items()}
        given = {"state": asked["state"], **(answer or {"code": CODE, "scope": SHEETS})}
        back = f"{asked['redirect_uri']}?{'&'.join(f'{k}={v}' for k, v in given.items())}"

        def go() -> None:
            with urllib.request.urlopen(back) as page:
                text = page.read().decode("utf-8")
            if shown is not None:
                shown.put(text)

        threading.Thread(target=go).start()

    return visit


def secrets() -> tuple[str, ...]:
    """All that may never be seen: the lines of the key, the tokens, the secrets, the code."""
    lines = [line for line in private_key().splitlines() if line and "-----" not in line]
    return (*lines, TOKEN, REFRESHED, REFRESH_TOKEN, CLIENT_SECRET, client_header(), CODE)
