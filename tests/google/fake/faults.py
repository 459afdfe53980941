"""What a test lets go wrong at a request, and what it lets happen just before one."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Literal

from tests.google.fake.refusals import BAD_GATEWAY, Answer, sheets_error

Loss = Literal["none", "before", "after", "timeout"]


class Dropped(Exception):
    """The connection is cut; ``wait`` says that the caller is left waiting first."""

    def __init__(self, *, wait: bool) -> None:
        super().__init__("the connection is cut")
        self.wait = wait


@dataclass
class Fault:
    """One fault: at the ``nth`` request that matches, and ``times`` in a row."""

    path: str = ""
    method: str = ""
    nth: int = 1
    times: int = 1
    loss: Loss = "none"
    answer: Answer | None = None
    action: Callable[[], object] | None = None
    seen: int = 0

    def strikes(self, method: str, path: str) -> bool:
        """Whether this request is the one; it is counted."""
        if self.path not in path or (self.method and self.method != method):
            return False
        self.seen += 1
        return self.nth <= self.seen < self.nth + self.times


@dataclass
class Faults:
    """All that shall go wrong."""

    waiting: list[Fault] = field(default_factory=list)

    def add(
        self,
        *,
        path: str = "",
        method: str = "",
        nth: int = 1,
        times: int = 1,
        status: int | None = None,
        body: Any = None,
        html: str | bool | None = None,
        retry_after: int | None = None,
        drop: bool = False,
        drop_after_commit: bool = False,
        timeout_after_commit: bool = False,
    ) -> None:
        """See ``FakeGoogle.fault``."""
        loss: Loss = "none"
        if drop:
            loss = "before"
        elif drop_after_commit:
            loss = "after"
        elif timeout_after_commit:
            loss = "timeout"
        answer = None
        if loss == "none":
            assert status is not None or html, "a fault needs a status, html, drop or timeout"
            answer = _answer(status or 502, body, html)
            if retry_after is not None:
                answer = answer._replace(headers={"Retry-After": str(retry_after)})
        self.waiting.append(Fault(path, method, nth, times, loss, answer))

    def before(
        self, path: str, action: Callable[[], object], *, method: str = "", nth: int = 1
    ) -> None:
        """Let something happen just before the request is dealt with."""
        self.waiting.append(Fault(path, method, nth, action=action))

    def meet(self, method: str, path: str) -> tuple[Answer | None, Loss]:
        """The answer that takes the place of the real one, and how the connection is lost."""
        found: tuple[Answer | None, Loss] = (None, "none")
        for fault in self.waiting:
            if not fault.strikes(method, path):
                continue
            if fault.action is not None:
                fault.action()
            elif found == (None, "none"):
                found = (fault.answer, fault.loss)
        if found[1] == "before":
            raise Dropped(wait=False)
        return found


def _answer(status: int, body: Any, html: str | bool | None) -> Answer:
    if html:
        return Answer(status, html if isinstance(html, str) else BAD_GATEWAY)
    if body is not None:
        return Answer(status, body)
    if status == 429:
        message = "Quota exceeded for quota metric 'Read requests' and limit 'Read requests per "
        return sheets_error(429, message + "minute per user' of service 'sheets.googleapis.com'.")
    return sheets_error(status)
