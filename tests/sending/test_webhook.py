"""Webhooks against a server that fails, stalls, asks to wait, and answers with pages."""

from __future__ import annotations

import http.client
import ssl
from typing import TYPE_CHECKING

import pytest

from retrosheet.errors import InvalidInput
from retrosheet.sending.outcome import Outcome
from retrosheet.sending.webhook import Hook, post
from tests.sending.servers import HookServer, hook_server

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture
def hooks() -> Iterator[HookServer]:
    with hook_server() as server:
        yield server


def slack(server: HookServer) -> Hook:
    return Hook(server.url, "RETROSHEET_SLACK_WEBHOOK", "Slack", says="ok", timeout=1.0)


def posted(server: HookServer, hook: Hook | None = None) -> tuple[Outcome, list[float]]:
    waits: list[float] = []
    return post(hook or slack(server), b'{"text":"hi"}', "en", waits.append), waits


def test_posted_as_json(hooks: HookServer) -> None:
    """One request, to the address that was given."""
    outcome, _ = posted(hooks)
    assert outcome.state == "sent"
    (request,) = hooks.posted
    assert request.path == "/services/T1/B1/secret"
    assert request.body == b'{"text":"hi"}'
    assert request.headers["Content-Type"] == "application/json; charset=utf-8"


def test_a_wait_that_is_asked_for_is_kept(hooks: HookServer) -> None:
    """So many seconds, or one where none are named, then it is sent."""
    hooks.answers = [(429, {"Retry-After": "7"}, ""), (429, {}, ""), (200, {}, "ok")]
    outcome, waits = posted(hooks)
    assert (outcome.state, waits, len(hooks.posted)) == ("sent", [7.0, 1.0], 3)


def test_an_hour_is_too_long_and_four_times_are_too_often(hooks: HookServer) -> None:
    """Then the next run tries again."""
    hooks.answers = [(429, {"Retry-After": "3600"}, "")]
    outcome, waits = posted(hooks)
    assert (outcome.state, waits, len(hooks.posted)) == ("deferred", [], 1)
    hooks.answers = [(429, {"Retry-After": "9" * 400}, "")]
    assert posted(hooks)[0].state == "deferred"
    hooks.answers = [(429, {"Retry-After": "1"}, "")]
    outcome, waits = posted(hooks)
    assert (outcome.state, waits) == ("deferred", [1.0, 1.0, 1.0])


@pytest.mark.parametrize(
    ("status", "words", "state", "said"),
    [
        (400, "invalid_payload", "refused", "malformed message"),
        (410, "channel_is_archived", "refused", "the channel is archived"),
        (403, "action_prohibited", "refused", "a Slack administrator forbids these"),
        (404, "no_service", "refused", "make a new one in Slack"),
        (404, "<html>Not found</html>", "refused", "the webhook is gone"),
        (200, "<!DOCTYPE html><p>Sign in</p>", "refused", "(HTML)"),
        (500, "oops", "deferred", "500 oops"),
        (503, "<html>Busy</html>", "deferred", "503 (HTML)"),
    ],
)
def test_what_it_answers_and_what_to_do(
    hooks: HookServer, status: int, words: str, state: str, said: str
) -> None:
    """A page instead of "ok" is no success, whatever its status says."""
    hooks.answers = [(status, {}, words)]
    outcome, waits = posted(hooks)
    assert (outcome.state, waits) == (state, [])
    assert said in outcome.said
    assert "secret" not in outcome.said


@pytest.mark.parametrize(
    ("status", "state"), [(200, "unknown"), (404, "refused"), (500, "deferred")]
)
def test_an_answer_that_is_cut_off_is_judged_by_its_status(
    hooks: HookServer, status: int, state: str
) -> None:
    """What it says of an error is not needed; without its "ok" nobody knows whether it is one."""
    hooks.answers = [(status, {"Transfer-Encoding": "chunked"}, "5\r\nno")]
    assert posted(hooks)[0].state == state


def test_a_redirect_is_not_followed(hooks: HookServer) -> None:
    """It would arrive as a GET of some page, and look like success."""
    hooks.answers = [(302, {"Location": "/elsewhere"}, "")]
    outcome, _ = posted(hooks)
    assert outcome.state == "refused"
    assert len(hooks.posted) == 1


@pytest.mark.parametrize("fault", ["stall", "cut"])
def test_no_answer_means_that_nobody_knows(hooks: HookServer, fault: str) -> None:
    """It may have been posted: whoever can look is asked to."""
    if fault == "stall":
        hooks.stall = 2.0
    else:
        hooks.cut = True
    outcome, _ = posted(hooks, slack(hooks)._replace(timeout=0.3))
    assert outcome.state == "unknown"
    assert "look at the channel" in outcome.said


def test_nobody_there() -> None:
    """It is put off, and the secret of the address is not in the message."""
    with hook_server() as gone:
        pass
    outcome, _ = posted(gone)
    assert outcome.state == "deferred"
    assert "secret" not in outcome.said


@pytest.mark.parametrize(
    "fault",
    [
        OSError(5, "http://127.0.0.1/services/T1/B1/secret"),
        ssl.SSLCertVerificationError(1, "certificate verify failed"),
        http.client.BadStatusLine("secret"),
        ConnectionResetError(104, "Connection reset by peer"),
    ],
)
def test_no_fault_of_the_network_shows_the_address(
    hooks: HookServer, monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    """Whatever the library says, and to whoever looks at the traceback."""

    def broken(*_args: object, **_more: object) -> None:
        raise fault

    monkeypatch.setattr("http.client.HTTPConnection.request", broken)
    outcome, _ = posted(hooks)
    assert outcome.state in ("deferred", "unknown")
    assert "secret" not in outcome.said
    assert "services" not in repr(slack(hooks))


def test_teams_accepts_without_a_word(hooks: HookServer) -> None:
    """Its 202 counts as sent."""
    hooks.answers = [(202, {}, "")]
    hook = Hook(hooks.url, "RETROSHEET_TEAMS_WEBHOOK", "Teams")
    assert posted(hooks, hook)[0].state == "sent"


FINE = (
    "https://hooks.slack.com/services/T0/B0/x",
    "https://prod-1.westeurope.logic.azure.com:443/workflows/1/triggers/manual/paths/invoke?sig=x",
    "https://a1.2.environment.api.powerplatform.com:443/powerautomate/automations/x?sig=y",
    "https://a.host.that.nobody.has.heard.of/yet",
)
WRONG = {
    "http://hooks.slack.com/services/T0/B0/x": "is not an https:// address",
    "hooks.slack.com/services/x": "is not an https:// address",
    "https://": "is not an https:// address",
    "https://[bad": "is not an https:// address",
    "https://x.org/\nHost: evil": "is not an https:// address",
    "file:///etc/passwd": "is not an https:// address",
    "https://x.org/secret-é": "is not an https:// address",
    "https://x.org/secret and more": "is not an https:// address",
    "https://x.org:secret/": "is not an https:// address",
    f"https://{'secret' * 11}.org/": "is not an https:// address",
    "https://x..org/secret": "is not an https:// address",
    "https://firm.webhook.office.com/webhookb2/secret": "has shut down",
    "https://outlook.office.com/webhook/secret": "has shut down",
}


@pytest.mark.parametrize("url", FINE)
def test_no_list_of_hosts(url: str) -> None:
    """Any https address may be one's own relay."""
    Hook(url, "V", "Slack").check("en")


@pytest.mark.parametrize("url", WRONG)
def test_addresses_that_cannot_work_are_refused_with_the_way_out(url: str) -> None:
    """Before anything is sent, and without showing the secret."""
    with pytest.raises(InvalidInput) as refused:
        Hook(url, "RETROSHEET_TEAMS_WEBHOOK", "Teams").check("en")
    assert WRONG[url] in str(refused.value)
    assert "secret" not in str(refused.value)
