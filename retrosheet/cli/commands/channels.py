"""The ways in which ``retrosheet remind`` reaches people: drafts, mail, Slack, Teams."""

from __future__ import annotations

import contextlib
import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from retrosheet.report.desk import campaign_name
from retrosheet.report.letter import letter
from retrosheet.report.reminders import EVERYBODY, Plan, plan_reminders, plan_stand_up
from retrosheet.report.stand_up import stand_up
from retrosheet.sending.mail import NOWHERE, Mail, email, message_id
from retrosheet.sending.outcome import SENT, Outcome
from retrosheet.sync.assess import assess

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from retrosheet.language import Lang
    from retrosheet.report.desk import Desk
    from retrosheet.report.model import Report
    from retrosheet.report.reminders import Reminder
    from retrosheet.sending.drafts import Drafts
    from retrosheet.sending.smtp import Mailer, Server
    from retrosheet.sending.webhook import Hook


@dataclass
class Letters:
    """Letters to people one by one; ``place`` and ``link`` say where the plan is."""

    lang: Lang
    place: str
    link: str
    copies: tuple[str, ...] = ()
    via: str = field(default="", init=False)
    domain: str = field(default="", init=False)

    def planned(self, desk: Desk, only: str) -> Plan:
        person = desk.roster.asked(only, self.lang) if only else None
        return plan_reminders(desk, self.via, person)

    def mail(self, reminder: Reminder, message: str, desk: Desk) -> Mail:
        assert reminder.digest is not None
        assert reminder.person is not None
        person = reminder.person
        words = letter(reminder.digest, self.place, self.link)
        campaign = desk.snapshot.summary.campaign
        return Mail(
            name=person.name,
            address=person.address,
            subject=words.subject,
            text=words.text,
            html=words.html,
            lang=person.lang,
            id=message,
            thread=message_id(NOWHERE, campaign, person.key),
            list_id=campaign,
            copies=tuple(copy for copy in self.copies if copy != person.address),
        )


@dataclass
class DraftsChannel(Letters):
    """Files in a folder; nobody is written to until a person presses Send."""

    folder: Path | None = None

    def __post_init__(self) -> None:
        self.via = "drafts"
        self._drafts: Drafts | None = None

    @contextlib.contextmanager
    def opened(self, desk: Desk) -> Iterator[None]:
        from retrosheet.sending.drafts import Drafts

        assert self.folder is not None
        name = campaign_name(desk.snapshot, self.lang)
        self._drafts = Drafts(self.folder, desk.today, name, self.lang)
        yield

    def deliver(self, reminder: Reminder, message: str, desk: Desk) -> Outcome:
        assert self._drafts is not None
        mail = self.mail(reminder, message, desk)
        # of a draft, the moment is the day that it speaks of: the same run, the same bytes
        day = dt.datetime.combine(desk.today, dt.time(), dt.UTC)
        path = self._drafts.write(mail, email(mail, "", day, draft=True).as_bytes())
        return SENT._replace(said=str(path))


@dataclass
class MailChannel(Letters):
    """A mail server; ``now`` is the clock that dates the messages."""

    server: Server | None = None
    now: Callable[[], dt.datetime] = lambda: dt.datetime.now().astimezone()

    def __post_init__(self) -> None:
        assert self.server is not None
        self.via = "smtp"
        self.domain = self.server.sender.rpartition("@")[2]
        self._mailer: Mailer | None = None

    def opened(self, desk: Desk) -> AbstractContextManager[object]:  # noqa: ARG002 (a Channel's)
        from retrosheet.sending.smtp import Mailer

        assert self.server is not None
        self._mailer = Mailer(self.server, self.lang)
        return self._mailer

    def deliver(self, reminder: Reminder, message: str, desk: Desk) -> Outcome:
        assert self._mailer is not None
        assert self.server is not None
        mail = self.mail(reminder, message, desk)
        made = email(mail, self.server.sender, self.now())
        return self._mailer.send(made, (mail.address, *mail.copies))


@dataclass
class HookChannel:
    """The stand-up in a channel that the whole team reads; ``bodies`` words it for its program."""

    via: str
    lang: Lang
    place: str
    link: str
    hook: Hook
    bodies: Callable[[Report, Lang, str], tuple[bytes, ...]]
    domain: str = ""

    def planned(self, desk: Desk, only: str) -> Plan:  # noqa: ARG002 (a Channel's)
        return plan_stand_up(desk, self.via)

    @contextlib.contextmanager
    def opened(self, desk: Desk) -> Iterator[None]:  # noqa: ARG002 (a Channel's)
        self.hook.check(self.lang)
        yield

    def deliver(self, reminder: Reminder, message: str, desk: Desk) -> Outcome:  # noqa: ARG002 (a Channel's)
        from retrosheet.sending.webhook import post

        assert reminder.who == EVERYBODY
        # the channel reads the workbook's language, whatever the machine that posts to it speaks
        theirs = desk.snapshot.lang
        findings = assess(desk.snapshot, desk.today, theirs)
        report = stand_up(findings, campaign_name(desk.snapshot, theirs), theirs, by_owner=True)
        outcome = SENT
        for number, body in enumerate(self.bodies(report, theirs, self.link)):
            outcome = post(self.hook, body, self.lang)
            if outcome.state != "sent":
                # what has been posted cannot be taken back
                return outcome._replace(state="unknown") if number else outcome
        return outcome
