"""HTTP on loopback: one request after another, however many connections there are."""

from __future__ import annotations

import json
import threading
import time
import traceback
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qsl, urlsplit

from tests.google.fake.faults import Dropped
from tests.google.fake.refusals import Answer, sheets_error

# Method, path, query, headers and body of a request.
Respond = Callable[[str, str, list[tuple[str, str]], dict[str, str], bytes], Answer]

_LONGEST_BODY = 10_485_760
_LONGEST_WAIT = 30.0


class Server:
    """A server that calls ``respond`` for each request, never two at a time."""

    def __init__(self, respond: Respond) -> None:
        self.errors: list[str] = []
        self._respond = respond
        self._lock = threading.RLock()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self._server.daemon_threads = True
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.05,))
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def stop(self) -> None:
        """Answer nothing more; the port is free afterwards."""
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def _answer(self, handler: BaseHTTPRequestHandler) -> Answer:
        parts = urlsplit(handler.path)
        length = int(handler.headers.get("Content-Length", 0))
        body = handler.rfile.read(length)
        if length > _LONGEST_BODY:
            return sheets_error(
                400, f"Request payload size exceeds the limit: {_LONGEST_BODY} bytes."
            )
        params = parse_qsl(parts.query, keep_blank_values=True)
        headers = {name.lower(): value for name, value in handler.headers.items()}
        with self._lock:
            try:
                return self._respond(handler.command, parts.path, params, headers, body)
            except Dropped:
                raise
            except Exception as error:  # noqa: BLE001  (a bug of the fake must not look like Google)
                self.errors.append(traceback.format_exc())
                return sheets_error(500, f"THE FAKE CANNOT: {type(error).__name__}: {error}")

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self) -> None:
                self._any()

            do_POST = do_PATCH = do_DELETE = do_PUT = do_GET  # noqa: N815

            def _any(self) -> None:
                try:
                    answer = server._answer(self)
                except Dropped as dropped:
                    self.close_connection = True
                    if dropped.wait:
                        self._wait()
                    return
                body, kind = _encoded(answer.body)
                self.send_response(answer.status)
                for name, value in answer.headers.items():
                    self.send_header(name, value)
                if body:
                    self.send_header("Content-Type", kind)
                if answer.status != 204:
                    self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def _wait(self) -> None:
                """Say nothing until the caller hangs up."""
                until = time.monotonic() + _LONGEST_WAIT
                self.connection.settimeout(0.05)
                while time.monotonic() < until:
                    try:
                        if not self.connection.recv(1):
                            return
                    except TimeoutError:
                        continue
                    except OSError:
                        return

            def log_message(self, *_args: Any) -> None:
                """Nothing: the tests have the recorded requests."""

        return Handler


def _encoded(body: Any) -> tuple[bytes, str]:
    if body is None:
        return b"", ""
    if isinstance(body, str):
        return body.encode("utf-8"), "text/html; charset=UTF-8"
    text = json.dumps(body, ensure_ascii=False)
    return text.encode("utf-8"), "application/json; charset=UTF-8"
