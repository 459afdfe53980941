"""One signed-in connection to Google: requests that are retried where that is safe, and counted."""

from __future__ import annotations

import json
import random
import time
from dataclasses import replace
from typing import TYPE_CHECKING, Any, NoReturn, Self

from retrosheet.google.speaking.hosts import api_url
from retrosheet.google.speaking.outages import PASSING, Lost, NoToken, no_answer, no_token
from retrosheet.google.speaking.refusals import (
    Context,
    is_quota,
    is_temporary,
    may_be_done,
    refusal,
)
from retrosheet.google.speaking.retrying import TRIES, TRIES_WITHOUT_LINE, Patience, asked_wait
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from google.auth.credentials import Credentials

    from retrosheet.google.speaking.client import Answer, Client
    from retrosheet.language import Lang

_ASKED = Text("Google demande d’attendre {n} s…", "Google asks to wait {n} s…")
_SILENT = Text(
    "Google ne répond pas ; nouvel essai dans {n} s…", "Google does not answer; again in {n} s…"
)


class Uncertain(Exception):
    """A request that must not be repeated got no clear answer: it may have been carried out."""


class Transport:
    """Requests to Sheets and Drive with one person's or service account's credentials.

    What Google refuses, and a network that is not there, come out as RetrosheetError. ``context``
    says what is being done, for those messages. ``verbose`` gets one line a request, ``progress``
    one a wait; neither ever holds a token, a key or what is sent. ``sent`` counts requests, and
    ``waited`` the seconds that passed between a refused one and its repetition.
    """

    def __init__(
        self,
        credentials: Credentials,
        lang: Lang,
        *,
        verbose: Callable[[str], None] | None = None,
        sleep: Callable[[float], None] | None = None,
        rng: Callable[[], float] = random.random,
        progress: Callable[[str], None] | None = None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        from retrosheet.google.signing_in.credentials import account

        self.sent = 0
        self.waited = 0.0
        self.context = Context("read")
        self._credentials = credentials
        self._account = account(credentials)
        self._lang = lang
        self._verbose = verbose
        self._sleep = sleep or time.sleep
        self._rng = rng
        self._progress = progress
        self._clock = clock
        self._client: Client | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Lets go of the connections; another request would open new ones."""
        if self._client is not None:
            self._client.close()
            self._client = None

    def get(self, path: str, params: Sequence[tuple[str, str]] = ()) -> dict[str, Any]:
        """Reads ``path``, such as ``v4/spreadsheets/ID`` or ``drive/v3/files/ID``."""
        return self._send("GET", path, params, None, safe=True)

    def post(
        self, path: str, body: object, *, safe: bool, params: Sequence[tuple[str, str]] = ()
    ) -> dict[str, Any]:
        """Sends ``body``; raises Uncertain where it is not ``safe`` to send it twice.

        That is after a timeout, a dropped connection or an error of the server, any of which may
        come after the work is done. What surely was not done is tried again all the same: a
        connection that never stood, a quota, a token that had run out.
        """
        return self._send("POST", path, params, body, safe=safe)

    def patch(
        self, path: str, body: object, params: Sequence[tuple[str, str]] = ()
    ) -> dict[str, Any]:
        """Changes what is at ``path``; sent twice it changes nothing more, so it is retried."""
        return self._send("PATCH", path, params, body, safe=True)

    def _send(
        self,
        method: str,
        path: str,
        params: Sequence[tuple[str, str]],
        body: object,
        *,
        safe: bool,
    ) -> dict[str, Any]:
        url = api_url(path, self._lang)
        data = None if body is None else _encoded(body)
        patience = Patience(self._rng, self._clock)
        renewed = False
        while True:
            try:
                answer = self._exchange(method, url, params, data)
            except NoToken as error:
                if not error.temporary or not self._may_go_on(patience):
                    raise no_token(error.said, self._account, self._lang) from None
                continue
            except Lost as error:
                self._after_loss(error, patience, safe=safe)
                continue
            said = _decoded(answer.body)
            if 200 <= answer.status < 300 and isinstance(said, dict):
                return said
            if answer.status == 401 and not renewed:
                renewed = True
                self._renew()
                continue
            self._after_answer(answer, said, patience, safe=safe)

    def _exchange(
        self, method: str, url: str, params: Sequence[tuple[str, str]], data: bytes | None
    ) -> Answer:
        if self._client is None:
            from retrosheet.google.speaking.client import Client

            self._client = Client(self._credentials)
        self._client.sign()
        self.sent += 1
        began = self._clock()
        try:
            answer = self._client.exchange(method, url, params, data)
        except Lost as error:
            self._tell(method, url, error.kind, began, data)
            raise
        self._tell(method, url, str(answer.status), began, data, answer.body)
        return answer

    def _renew(self) -> None:
        """A new token, as the old one was refused; what then fails is the sign-in itself."""
        assert self._client is not None
        try:
            self._client.sign(renew=True)
        except NoToken as error:
            raise no_token(error.said, self._account, self._lang) from None
        except Lost as error:
            raise no_answer(error.kind, self._lang) from None

    def _after_loss(self, error: Lost, patience: Patience, *, safe: bool) -> None:
        """Waits until the request may be sent again, or raises."""
        if error.sent and not safe:
            raise Uncertain(error.kind) from None
        tries = TRIES if error.sent else TRIES_WITHOUT_LINE
        if error.kind not in PASSING or not self._may_go_on(patience, tries=tries):
            raise no_answer(error.kind, self._lang) from None

    def _after_answer(
        self, answer: Answer, said: dict[str, Any] | str, patience: Patience, *, safe: bool
    ) -> None:
        """Waits until a refused request may be sent again, or raises."""
        quota = is_quota(answer.status, said)
        if not quota and not safe and may_be_done(answer.status):
            raise Uncertain(str(answer.status))
        asked = asked_wait(answer.headers.get("retry-after"), answer.headers.get("date"))
        if not is_temporary(answer.status, said) or not self._may_go_on(
            patience, quota=quota, asked=asked
        ):
            self._refuse(answer.status, said)

    def _refuse(self, status: int, said: dict[str, Any] | str) -> NoReturn:
        context = self.context
        if not context.account:
            context = replace(context, account=self._account)
        raise refusal(status, said, context, self._lang)

    def _may_go_on(
        self,
        patience: Patience,
        *,
        quota: bool = False,
        asked: float | None = None,
        tries: int = TRIES,
    ) -> bool:
        seconds = patience.wait(quota=quota, asked=asked, tries=tries)
        if seconds is None:
            return False
        if self._progress is not None:
            text = _ASKED if quota or asked is not None else _SILENT
            self._progress(text.to(self._lang).format(n=max(1, round(seconds))))
        self._sleep(seconds)
        self.waited += seconds
        return True

    def _tell(self, method: str, url: str, end: str, began: float, *bodies: bytes | None) -> None:
        """One line on a request: how it ended, how long it took, what went out and came in."""
        if self._verbose is None:
            return
        seconds = f"{self._clock() - began:.1f} s"
        sizes = " → ".join(f"{max(1, round(len(body) / 1000))} kB" for body in bodies if body)
        self._verbose(" · ".join(filter(None, (f"{method} {_short(url)} {end}", seconds, sizes))))


def _encoded(body: object) -> bytes:
    text = json.dumps(body, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def _decoded(body: bytes) -> dict[str, Any] | str:
    """The object that an answer holds, ``{}`` for an empty one; else its text, as of a page."""
    text = body.decode("utf-8", "replace")
    if not text.strip():
        return {}
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return found if isinstance(found, dict) else text


def _short(url: str) -> str:
    """The address without its host, and no more of an ID than tells two sheets apart."""
    path = url.split("//", 1)[-1].split("/", 1)[-1]
    parts = path.split("/")
    return "/".join(
        f"{part[:6]}…{part[part.index(':') :] if ':' in part else ''}" if len(part) > 24 else part
        for part in parts
    )
