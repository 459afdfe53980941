"""Servers on loopback: one for mail with TLS and sign-in, one for webhooks; both misbehave on call.

They share no code with what is tested: aiosmtpd receives the mail, trustme signs the certificate.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, NamedTuple

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

PASSWORD = "right"


class Received(NamedTuple):
    """A message as the server has it: for whom, and what it says."""

    recipients: tuple[str, ...]
    message: EmailMessage
    raw: bytes


class MailServer:
    """Takes mail for everybody; ``answers`` says what it answers to a recipient instead, and
    ``after_data`` what happens once it has a message: a line to answer, ``cut`` or ``stall``."""

    def __init__(
        self, *, implicit: bool = False, plain: bool = False, host: str = "localhost"
    ) -> None:
        self.received: list[Received] = []
        self.answers: dict[str, str] = {}
        self.after_data: list[str] = []
        self.logins: list[str] = []
        self.auth_answer = ""
        self.authority = trustme.CA()
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        self.authority.issue_cert(host).configure_cert(context)
        settings: dict[str, Any] = {"auth_require_tls": not plain, "authenticator": self._signed_in}
        settings["auth_required"] = False
        if implicit:
            settings["ssl_context"] = context
            settings["auth_require_tls"] = False
        elif not plain:
            settings["tls_context"] = context
        self.controller = _Controller(self, hostname="127.0.0.1", port=_free_port(), **settings)
        self.port = self.controller.port
        self.gone = False
        self.lines: set[SMTP] = set()

    def trusted(self, folder: Path) -> Path:
        """The authority's certificate as a file, for SSL_CERT_FILE."""
        path = folder / "authority.pem"
        path.write_bytes(self.authority.cert_pem.bytes())
        return path

    def _signed_in(
        self, _server: SMTP, _session: Session, _envelope: Envelope, _way: str, data: object
    ) -> AuthResult:
        assert isinstance(data, LoginPassword)
        self.logins.append(data.login.decode())
        if self.auth_answer:
            return AuthResult(success=False, handled=False, message=self.auth_answer)
        return AuthResult(success=data.password == PASSWORD.encode(), handled=False)

    def go_away(self) -> None:
        """Nobody is there any more, not even for those who are connected."""
        if not self.gone:
            self.gone = True
            hung_up = threading.Event()
            self.controller.loop.call_soon_threadsafe(self._hang_up, hung_up)
            hung_up.wait(5)
            self.controller.stop(no_assert=True)

    def _hang_up(self, done: threading.Event) -> None:
        for smtp in self.lines:
            hang_up(smtp)
        self.controller.loop.call_later(0.05, done.set)

    # what aiosmtpd asks its handler

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's name)
        self, server: SMTP, _session: Session, envelope: Envelope, address: str, _options: object
    ) -> str:
        self.lines.add(server)
        answer = self.answers.get(address, "")
        if answer:
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, _session: Session, envelope: Envelope) -> str:  # noqa: N802
        fate = self.after_data.pop(0) if self.after_data else ""
        raw = envelope.content
        assert isinstance(raw, bytes)
        if fate[:1] in ("4", "5"):
            return fate
        if fate == "cut before":
            hang_up(server)
            return "451 gone"
        message = message_from_bytes(raw, policy=policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(Received(tuple(envelope.rcpt_tos), message, raw))
        if fate == "cut":
            hang_up(server)
        if fate == "stall":
            await asyncio.sleep(3)
        return "250 taken"


def hang_up(server: SMTP) -> None:
    """Cuts the line without a word."""
    if isinstance(server.transport, asyncio.WriteTransport):
        server.transport.abort()


class _Controller(Controller):
    def _trigger_server(self) -> None:
        """It is there as soon as it takes a connection, of whatever kind."""
        socket.create_connection((self.hostname, self.port), 5).close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def mail_server(**how: Any) -> Iterator[MailServer]:
    server = MailServer(**how)
    server.controller.start()
    try:
        yield server
    finally:
        server.go_away()


class Posted(NamedTuple):
    path: str
    headers: dict[str, str]
    body: bytes


class HookServer:
    """Answers what it is told to, in turn; the last answer stays."""

    def __init__(self) -> None:
        self.posted: list[Posted] = []
        self.answers: list[tuple[int, dict[str, str], str]] = [(200, {}, "ok")]
        self.stall = 0.0
        self.cut = False
        outer = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                outer.posted.append(Posted(f"GET {self.path}", {}, b""))
                self.send_response(200)
                self.end_headers()

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"]))
                outer.posted.append(Posted(self.path, dict(self.headers), body))
                if outer.cut:
                    self.connection.close()
                    return
                time.sleep(outer.stall)
                status, headers, words = (
                    outer.answers.pop(0) if len(outer.answers) > 1 else outer.answers[0]
                )
                with contextlib.suppress(BrokenPipeError, ConnectionResetError):
                    self.send_response(status)
                    for name, value in headers.items():
                        self.send_header(name, value)
                    self.end_headers()
                    self.wfile.write(words.encode())

            def log_message(self, *_args: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.handle_error = lambda *_args: None  # type: ignore[method-assign]
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/services/T1/B1/secret"


@contextlib.contextmanager
def hook_server() -> Iterator[HookServer]:
    server = HookServer()
    thread = threading.Thread(target=server.server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.server.shutdown()
        thread.join()
        server.server.server_close()


Factory = Callable[..., contextlib.AbstractContextManager[MailServer]]
