"""``retrosheet doctor --remind``: what is set for reminders, what is missing, no secret shown."""

from __future__ import annotations

import socket
from collections.abc import Callable, Mapping

import pytest

from tests.cli.conftest import Answer

_SMTP = {
    "RETROSHEET_SMTP_SERVER": "mail.example.org:465",
    "RETROSHEET_SMTP_USER": "nadia@example.org",
}
_SECRET = "hunter2secret"
_SLACK = f"https://hooks.slack.com/services/T0/B0/{_SECRET}"


@pytest.fixture
def asked(
    monkeypatch: pytest.MonkeyPatch, run: Callable[..., Answer]
) -> Callable[[Mapping[str, str]], Answer]:
    """The answer on a machine with these variables, no keyring and no line to anywhere."""
    monkeypatch.setattr("keyring.get_password", lambda *_: None)

    def unplugged(*_: object, **__: object) -> None:
        raise AssertionError("a line was opened")

    monkeypatch.setattr(socket.socket, "connect", unplugged)
    for name in ("SERVER", "USER", "FROM", "PASSWORD"):
        monkeypatch.delenv(f"RETROSHEET_SMTP_{name}", raising=False)
    for name in ("SLACK", "TEAMS"):
        monkeypatch.delenv(f"RETROSHEET_{name}_WEBHOOK", raising=False)

    def asked(variables: Mapping[str, str]) -> Answer:
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        answer = run("doctor", "--remind")
        return answer._replace(out=" ".join(answer.out.split()))

    return asked


def test_where_nothing_is_set_each_variable_is_named(
    asked: Callable[[Mapping[str, str]], Answer],
) -> None:
    """That is no fault: drafts go without."""
    answer = asked({})
    assert (answer.code, answer.err) == (0, "")
    for name in ("SMTP_SERVER", "SMTP_USER", "SMTP_FROM", "SMTP_PASSWORD", "SLACK_WEBHOOK",
                 "TEAMS_WEBHOOK"):  # fmt: skip
        assert f"RETROSHEET_{name}" in answer.out
    assert "--to drafts: nothing to set" in answer.out


def test_what_is_set_is_said_and_no_secret_shown(
    asked: Callable[[Mapping[str, str]], Answer],
) -> None:
    """A server and its sender, where the password lies, the host of a webhook; nobody is called."""
    answer = asked(
        {**_SMTP, "RETROSHEET_SMTP_PASSWORD": _SECRET, "RETROSHEET_SLACK_WEBHOOK": _SLACK}
    )
    assert (answer.code, answer.err) == (0, "")
    assert "mail.example.org:465, sender nadia@example.org" in answer.out
    assert "Password of nadia@example.org: set in RETROSHEET_SMTP_PASSWORD." in answer.out
    assert "RETROSHEET_SLACK_WEBHOOK leads to hooks.slack.com/…" in answer.out
    assert _SECRET not in answer.out


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        (_SMTP, "The password of nadia@example.org is missing: set RETROSHEET_SMTP_PASSWORD"),
        ({"RETROSHEET_SMTP_USER": "nadia@example.org"}, "or RETROSHEET_SMTP_SERVER"),
        ({"RETROSHEET_SMTP_SERVER": "mail.example.org"}, "or RETROSHEET_SMTP_FROM"),
        (
            {"RETROSHEET_TEAMS_WEBHOOK": f"http://example.org/{_SECRET}"},
            "RETROSHEET_TEAMS_WEBHOOK is not an https:// address",
        ),
        (
            {**_SMTP, "RETROSHEET_SMTP_SERVER": f"smtp://nadia:{_SECRET}@mail.example.org:465"},
            "RETROSHEET_SMTP_SERVER: a name and a port only",
        ),
    ],
    ids=["password", "server", "sender", "webhook", "secret in the server"],
)
def test_what_keeps_a_way_from_working_is_named(
    asked: Callable[[Mapping[str, str]], Answer], variables: Mapping[str, str], said: str
) -> None:
    """It ends with 3, as with Google, and says which variable to set."""
    answer = asked(variables)
    assert (answer.code, said in answer.out) == (3, True)
    assert "1 to put right; nothing was written." in answer.err
    assert _SECRET not in answer.out


def test_remind_and_google_are_checked_one_after_the_other(run: Callable[..., Answer]) -> None:
    """What belongs to the other is refused, not dropped."""
    answer = run("doctor", "--remind", "--live")
    assert (answer.code, answer.out) == (2, "")
    assert "--remind: does not go with --live" in answer.err
