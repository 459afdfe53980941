"""Mail through a real server with TLS: delivered, deferred, refused, cut off, stalled."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from retrosheet.errors import NoAccess
from retrosheet.sending.mail import Mail, email
from retrosheet.sending.smtp import IMPLICIT_TLS, Mailer, Server
from tests.sending.servers import PASSWORD, MailServer, mail_server

if TYPE_CHECKING:
    from collections.abc import Iterator
    from email.message import EmailMessage
    from pathlib import Path

WHEN = dt.datetime(2027, 3, 8, 8, tzinfo=dt.UTC)


def message(to: str = "nadia@example.org", number: int = 1) -> EmailMessage:
    mail = Mail("Nadia", to, "Spring: 1 late", "Hello\n", "<p>Hello</p>", "en",
                f"<{number}@x.org>", "<0@x.org>", "abc")  # fmt: skip
    return email(mail, "from@example.org", WHEN)


@pytest.fixture
def smtp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[MailServer]:
    with mail_server() as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.trusted(tmp_path)))
        yield server


def at(server: MailServer, **how: object) -> Server:
    made = Server("localhost", server.port, "from@example.org", "nadia", PASSWORD, timeout=2.0)
    return made._replace(**how)  # type: ignore[arg-type]


def test_delivered_over_tls_and_signed_in(smtp: MailServer) -> None:
    """All recipients, under our identifier, after the password."""
    with Mailer(at(smtp), "en") as mailer:
        outcome = mailer.send(message(), ("nadia@example.org", "lead@example.org"))
    assert outcome.state == "sent"
    (received,) = smtp.received
    assert received.recipients == ("nadia@example.org", "lead@example.org")
    assert received.message["Message-ID"] == "<1@x.org>"
    assert smtp.logins == ["nadia"]


def test_implicit_tls(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """On the port that begins encrypted."""
    with mail_server(implicit=True) as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.trusted(tmp_path)))
        monkeypatch.setattr("retrosheet.sending.smtp.IMPLICIT_TLS", server.port)
        with Mailer(at(server), "en") as mailer:
            assert mailer.send(message(), ("nadia@example.org",)).state == "sent"
        assert len(server.received) == 1
    assert IMPLICIT_TLS == 465


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        ("451 4.7.1 Greylisted, try again later", "deferred"),
        ("550 5.1.1 No such user here", "refused"),
    ],
)
def test_a_recipient_is_put_off_or_refused_and_the_next_one_is_served(
    smtp: MailServer, answer: str, state: str
) -> None:
    """One address that fails stops nobody else's message."""
    smtp.answers["nadia@example.org"] = answer
    with Mailer(at(smtp), "en") as mailer:
        first = mailer.send(message(), ("nadia@example.org",))
        second = mailer.send(message("karim@example.org", 2), ("karim@example.org",))
    assert (first.state, first.said, first.hopeless) == (state, answer, False)
    assert second.state == "sent"
    assert [received.recipients for received in smtp.received] == [("karim@example.org",)]


def test_a_copy_that_is_refused_is_said(smtp: MailServer) -> None:
    """Whoever it is for has the message; that the lead has not is no secret."""
    smtp.answers["lead@example.org"] = "550 5.1.1 No such user here"
    with Mailer(at(smtp), "en") as mailer:
        outcome = mailer.send(message(), ("nadia@example.org", "lead@example.org"))
    assert outcome.state == "sent"
    assert outcome.said == "The copy to lead@example.org is refused: 550 5.1.1 No such user here."
    assert [received.recipients for received in smtp.received] == [("nadia@example.org",)]


@pytest.mark.parametrize(
    ("fate", "state", "arrived"),
    [
        ("452 4.2.2 Mailbox full", "deferred", 0),
        ("554 5.7.1 Spam", "refused", 0),
        ("cut", "unknown", 1),
        ("cut before", "unknown", 0),
        ("stall", "unknown", 1),
    ],
)
def test_what_happens_at_the_end_of_a_message(
    smtp: MailServer, fate: str, state: str, arrived: int
) -> None:
    """A line that dies there says nothing of the message; the next one gets a line of its own."""
    smtp.after_data = [fate]
    with Mailer(at(smtp), "en") as mailer:
        first = mailer.send(message(), ("nadia@example.org",))
        second = mailer.send(message("karim@example.org", 2), ("karim@example.org",))
    assert first.state == state
    assert second.state == "sent"
    assert len(smtp.received) == arrived + 1


def refusal(server: Server) -> str:
    with pytest.raises(NoAccess) as refused, Mailer(server, "en"):
        pass
    return str(refused.value)


def test_a_certificate_that_nobody_vouches_for(monkeypatch: pytest.MonkeyPatch) -> None:
    """No password is sent to a stranger."""
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    with mail_server() as server:
        assert "certificate of localhost" in refusal(at(server))
        assert server.logins == []


def test_a_certificate_for_another_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nor to a server of another name."""
    with mail_server(host="mail.example.org") as server:
        monkeypatch.setenv("SSL_CERT_FILE", str(server.trusted(tmp_path)))
        assert "Hostname mismatch" in refusal(at(server))
        assert server.logins == []


def test_no_password_in_the_clear() -> None:
    """A server without TLS gets no password, on this machine neither; mail without one, it does."""
    with mail_server(plain=True) as server:
        assert "offers no encrypted line" in refusal(at(server))
        assert server.logins == []
        with Mailer(at(server, user=""), "en") as mailer:
            assert mailer.send(message(), ("nadia@example.org",)).state == "sent"


def test_a_wrong_or_missing_password(smtp: MailServer) -> None:
    """The name is said, and where a password is looked for."""
    assert "refuses the name or the password of nadia" in refusal(at(smtp, password="wrong"))
    missing = refusal(at(smtp, password=""))
    assert "RETROSHEET_SMTP_PASSWORD" in missing
    assert "keyring set retrosheet smtp:nadia@localhost" in missing


@pytest.mark.parametrize(
    "answer",
    [
        "550 5.7.30 Basic authentication is not supported for Client Submission.",
        "535 5.7.139 Authentication unsuccessful, basic authentication is disabled.",
    ],
)
def test_microsoft_365_no_longer_takes_passwords(smtp: MailServer, answer: str) -> None:
    """Recognised wherever it is said, with what to use instead; no other message is tried."""
    smtp.auth_answer = answer
    said = refusal(at(smtp))
    assert "Microsoft 365 no longer accepts passwords" in said
    assert "--to drafts" in said
    smtp.auth_answer = ""
    smtp.answers["nadia@example.org"] = answer
    with Mailer(at(smtp), "en") as mailer:
        outcome = mailer.send(message(), ("nadia@example.org",))
    assert (outcome.state, outcome.hopeless) == ("refused", True)


def test_a_password_is_in_no_traceback(smtp: MailServer) -> None:
    """Nor is it in what the server says of it."""
    assert PASSWORD not in repr(at(smtp))
    assert PASSWORD not in refusal(at(smtp, user="karim", password=PASSWORD * 2))


def test_nobody_there() -> None:
    """The server and port that do not answer."""
    with mail_server() as server:
        gone = at(server)
    assert f"localhost:{gone.port} does not answer (Connection refused)" in refusal(gone)


def test_a_server_that_goes_away_in_between(smtp: MailServer) -> None:
    """The message under way may have arrived, the next has not, and more is in vain."""
    with Mailer(at(smtp), "en") as mailer:
        assert mailer.send(message(), ("nadia@example.org",)).state == "sent"
        smtp.go_away()
        states = [mailer.send(message(number=n), ("nadia@example.org",)) for n in (2, 3)]
    assert [outcome.state for outcome in states] == ["unknown", "deferred"]
    assert states[1].hopeless
