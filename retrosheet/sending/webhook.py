"""One JSON document posted to a webhook of Slack or Teams; its address shows nowhere."""

from __future__ import annotations

import contextlib
import re
import time
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from retrosheet.errors import InvalidInput
from retrosheet.language import Text, one_line
from retrosheet.sending.outcome import SENT, Outcome
from retrosheet.sending.secrets import masked

if TYPE_CHECKING:
    from collections.abc import Callable
    from urllib.request import BaseHandler

    from retrosheet.language import Lang

_HERE = ("localhost", "127.0.0.1", "::1")
_LONGEST_WAIT, _A_DAY = 60.0, 86_400.0
_SHORTEST_SECRET = 6
"""Characters of a part of an address that is worth hiding."""
_MOST_WAITS = 3
_LONGEST_ANSWER, _LONGEST_REASON = 65_536, 200

_NOT_HTTPS = Text(
    "{variable} n’est pas une adresse https:// ; recopiez-la entière de {app}.",
    "{variable} is not an https:// address; copy all of it from {app}.",
)
_RETIRED = Text(
    "{variable} mène aux connecteurs Office 365 ({host}), que Microsoft a arrêtés. Dans Teams : "
    "le canal > ••• > Workflows > « Publier dans un canal lorsqu’une requête de webhook est "
    "reçue », puis recopiez la nouvelle adresse.",
    "{variable} leads to the Office 365 connectors ({host}), which Microsoft has shut down. In "
    'Teams: the channel > ••• > Workflows > "Post to a channel when a webhook request is '
    'received", then copy the new address.',
)
_NO_ANSWER = Text("{host} ne répond pas ({reason})", "{host} does not answer ({reason})")
_LOST = Text(
    "{host} n’a pas répondu à temps ({reason}) ; le message est peut-être passé, vérifiez le canal",
    "{host} did not answer in time ({reason}); the message may have arrived, look at the channel",
)
_TOO_MANY = Text("{host} demande d’attendre {n} s", "{host} asks to wait {n} s")
_ANSWERED = Text("{host} a répondu {status} {words}", "{host} answered {status} {words}")
_SLACK = {
    "invalid_payload": Text("message mal formé : signalez-le", "malformed message: report this"),
    "invalid_blocks": Text("message mal formé : signalez-le", "malformed message: report this"),
    "channel_is_archived": Text(
        "le canal est archivé : créez le webhook sur un autre",
        "the channel is archived: make the webhook for another one",
    ),
    "channel_not_found": Text("le canal n’existe plus", "the channel is gone"),
    "no_service": Text(
        "le webhook est désactivé : créez-en un nouveau dans Slack",
        "the webhook is disabled: make a new one in Slack",
    ),
    "no_team": Text("l’espace Slack n’existe plus", "the Slack workspace is gone"),
    "no_active_hooks": Text(
        "le webhook est désactivé : créez-en un nouveau dans Slack",
        "the webhook is disabled: make a new one in Slack",
    ),
    "action_prohibited": Text(
        "un administrateur Slack interdit ces messages", "a Slack administrator forbids these"
    ),
}
_GONE = Text(
    "le webhook n’existe plus ou son adresse est incomplète : recopiez-la",
    "the webhook is gone or its address incomplete: copy it again",
)


class Hook(NamedTuple):
    """A webhook: its address, the variable that holds it, what it belongs to.

    ``says`` is the body that alone means success, "" where the status is all there is.
    """

    url: str
    variable: str
    app: str
    says: str = ""
    timeout: float = 30.0

    def __repr__(self) -> str:
        # what a traceback shows of a local value
        return f"Hook({self.host!r}, {self.variable!r})"

    @property
    def host(self) -> str:
        return masked(self.url)

    def hidden(self, text: str) -> str:
        """A text of others, in which no part of the address stands."""
        parts = urlsplit(self.url)
        secrets = {self.url, parts.path, parts.query, *re.split(r"[/&=]", parts.path + parts.query)}
        for secret in sorted(secrets, key=len, reverse=True):
            if len(secret) >= _SHORTEST_SECRET:
                text = text.replace(secret, "…")
        return text

    def check(self, lang: Lang) -> None:
        """Raises InvalidInput for an address that can never work; no list of hosts is kept."""
        try:
            parts = urlsplit(self.url)
            host = parts.hostname or ""
            # what urllib would trip over on its way
            usable = parts.port != 0 and bool(host.encode("idna"))
        except ValueError:
            parts, host, usable = urlsplit(""), "", False
        plain = parts.scheme == "http" and host in _HERE
        whole = self.url.isascii() and self.url.isprintable() and " " not in self.url
        if not usable or not whole or not (parts.scheme == "https" or plain):
            raise InvalidInput(_NOT_HTTPS.to(lang).format(variable=self.variable, app=self.app))
        if host == "outlook.office.com" or host.endswith(".webhook.office.com"):
            raise InvalidInput(_RETIRED.to(lang).format(variable=self.variable, host=self.host))


def post(
    hook: Hook, body: bytes, lang: Lang, sleep: Callable[[float], None] = time.sleep
) -> Outcome:
    """Posts one document, waiting where it is asked to (429), a minute a time at most."""
    waits = 0
    while True:
        outcome, wait = _once(hook, body, lang)
        if wait is None:
            return outcome
        waits += 1
        if waits > _MOST_WAITS or wait > _LONGEST_WAIT:
            return outcome
        sleep(wait)


def _once(hook: Hook, body: bytes, lang: Lang) -> tuple[Outcome, float | None]:
    """One attempt, and how long to wait before another one; None where there is to be none."""
    import http.client
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, build_opener

    request = Request(  # noqa: S310 (https, or this very machine: Hook.check)
        hook.url,
        data=body,
        headers={"Content-Type": "application/json; charset=utf-8", "User-Agent": "retrosheet"},
        method="POST",
    )
    try:
        with build_opener(_stay_here()).open(request, timeout=hook.timeout) as answer:
            status, headers = answer.status, answer.headers
            words = answer.read(_LONGEST_ANSWER).decode("utf-8", "replace")
    except HTTPError as error:
        status, headers, words = error.code, error.headers, ""
        # the status says enough where the rest is cut off
        with error, contextlib.suppress(OSError, http.client.HTTPException):
            words = error.read(_LONGEST_ANSWER).decode("utf-8", "replace")
    except URLError as error:
        reason = one_line(
            str(getattr(error.reason, "strerror", None) or error.reason), _LONGEST_REASON
        )
        if isinstance(error.reason, TimeoutError | ConnectionResetError):
            return Outcome("unknown", _said(_LOST, hook, lang, reason=reason)), None
        return Outcome("deferred", _said(_NO_ANSWER, hook, lang, reason=reason)), None
    except (OSError, http.client.HTTPException) as error:
        # the request was out: nobody knows what became of it
        reason = one_line(str(error) or type(error).__name__, _LONGEST_REASON)
        return Outcome("unknown", _said(_LOST, hook, lang, reason=reason)), None
    return _judged(status, headers.get("Retry-After"), words, hook, lang)


def _judged(
    status: int, retry: str | None, words: str, hook: Hook, lang: Lang
) -> tuple[Outcome, float | None]:
    if 200 <= status < 300 and (not hook.says or words.strip() == hook.says):
        return SENT, None
    if status == 429:
        named = retry.strip() if retry else ""
        seconds = min(float(named), _A_DAY) if named.isdecimal() else 1.0
        return Outcome("deferred", _said(_TOO_MANY, hook, lang, n=round(seconds))), seconds
    known = _SLACK.get(words.strip())
    remedy = _GONE if status in (401, 403, 404, 410) and known is None else known
    shown = remedy.to(lang) if remedy else _without_markup(words)
    said = _said(_ANSWERED, hook, lang, status=status, words=shown).rstrip()
    return Outcome("deferred" if status >= 500 else "refused", said), None


def _said(text: Text, hook: Hook, lang: Lang, **values: object) -> str:
    said = {name: hook.hidden(str(value)) for name, value in values.items()}
    return text.to(lang).format(host=hook.host, **said)


def _without_markup(words: str) -> str:
    """What a program says for itself; of a page made for browsers, nothing."""
    return "(HTML)" if words.lstrip().startswith("<") else one_line(words, 200)


def _stay_here() -> BaseHandler:
    """A redirected POST would come out as a GET of some page, and look like success."""
    from urllib.request import HTTPRedirectHandler

    class Stay(HTTPRedirectHandler):
        def redirect_request(self, *_args: object, **_more: object) -> None:
            return None

    return Stay()
