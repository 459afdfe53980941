"""One run of reminders: read, decide, remember the intention, send, remember that it was sent.

Nothing leaves before the workbook holds that it is meant to: where it cannot be written, nothing is
sent. A run that dies in between leaves intentions; the next one repeats those alone, under the same
identifiers. The intentions are written together with all that a sync marks, at once.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, Protocol

from retrosheet.cli.places.synced import changes_at, drawn, seen_at, with_campaign
from retrosheet.cli.terminal.streams import wrote
from retrosheet.errors import InvalidInput, NoAccess, RetrosheetError
from retrosheet.language import Lang, Text
from retrosheet.report import said_before
from retrosheet.report.approvals import NAME as RACI
from retrosheet.report.approvals import approvers
from retrosheet.report.desk import Desk, brief
from retrosheet.report.people import roster
from retrosheet.sending.mail import NOWHERE, message_id
from retrosheet.sending.outcome import Outcome
from retrosheet.statuses import WAITING
from retrosheet.workbook.sync_tab import MOST_REMEMBERED

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping
    from contextlib import AbstractContextManager

    from retrosheet.cli.places.synced import PlanPlace, Seen
    from retrosheet.report.reminders import Plan, Reminder
    from retrosheet.sync.remembered import Told

_NO_MEMORY = Text(
    "« {path} » ne peut se souvenir de ce qui a été envoyé : il a été fait avant les rappels. "
    "Rien n’a été envoyé. Refaites-le avec retrosheet new, ou servez-vous de --dry-run.",
    '"{path}" cannot remember what was sent: it was made before there were reminders. Nothing was '
    "sent. Make it anew with retrosheet new, or use --dry-run.",
)
_FULL = Text(
    "« {path} » ne peut retenir plus de {n} rappels à la fois ; rien n’a été envoyé. Terminez ou "
    "supprimez des tâches, ou envoyez avec --owner.",
    '"{path}" cannot remember more than {n} reminders at a time; nothing was sent. Finish or '
    "delete tasks, or send with --owner.",
)
_NOT_CONFIRMED = Text(
    "Le message pour {who} est parti, mais le classeur n’a pu le retenir ; le prochain envoi le "
    "répétera sous le même identifiant. {why}",
    "The message for {who} has left, but the workbook could not remember it; the next run will "
    "repeat it under the same identifier. {why}",
)
_NOT_TRIED = Text("pas essayé", "not tried")


class Channel(Protocol):
    """A way to people. ``opened`` is entered before anything is remembered, and refuses early;
    ``deliver`` hands one message over."""

    via: str
    domain: str

    def planned(self, desk: Desk, only: str) -> Plan: ...

    def opened(self, desk: Desk) -> AbstractContextManager[object]: ...

    def deliver(self, reminder: Reminder, message: str, desk: Desk) -> Outcome: ...


class Delivery(NamedTuple):
    """One message, and what became of it; None where nothing was sent."""

    reminder: Reminder
    message: str
    outcome: Outcome | None


class Reminded(NamedTuple):
    """What one run did. ``day_off`` where nobody works, and nothing is sent."""

    desk: Desk
    plan: Plan
    deliveries: tuple[Delivery, ...]
    day_off: bool


def reminded(
    place: PlanPlace,
    channel: Channel,
    today: dt.date | None,
    lang: Lang,
    *,
    only: str = "",
    dry_run: bool = False,
    force: bool = False,
    draw: Callable[[], str] = drawn,
) -> Reminded:
    """Reminds everybody who has to be; ``only`` is the name of one person.

    Raises InvalidInput or NoAccess, with nothing sent, where the workbook or the channel refuses;
    NoAccess, too, where something was sent and could not be remembered.
    """
    seen = seen_at(place, today, lang, force=force)
    snapshot = seen.snapshot
    if not snapshot.remembers and not dry_run:
        raise InvalidInput(_NO_MEMORY.to(lang).format(path=place.name))
    seen = with_campaign(seen, draw)
    desk = _desk(place, seen, lang)
    plan = channel.planned(desk, only)
    day_off = not snapshot.calendar.is_working(desk.today)
    named = [(reminder, _message(reminder, channel, desk)) for reminder in plan.reminders]
    if dry_run or day_off or not named:
        asked = [] if day_off and not dry_run else named
        return Reminded(desk, plan, tuple(Delivery(*entry, None) for entry in asked), day_off)
    told = said_before.intended(snapshot.told, desk, channel.via, named)
    if len(told) > MOST_REMEMBERED:
        raise InvalidInput(_FULL.to(lang).format(path=place.name, n=MOST_REMEMBERED))
    with channel.opened(desk):
        _remember(place, seen, told, lang)
        deliveries = _sent(place, channel, desk, named, lang)
    return Reminded(desk, plan, tuple(deliveries), day_off)


def _desk(place: PlanPlace, seen: Seen, lang: Lang) -> Desk:
    """Who decides is read only where somebody waits for it: not every workbook has that tab."""
    snapshot = seen.snapshot
    deciders: Mapping[str, str] = {}
    if any(line.status == WAITING for line in snapshot.lines):
        deciders = approvers(place.more((RACI,)).get(RACI), snapshot.team)
    return Desk(brief(snapshot), seen.findings, roster(snapshot, lang), deciders)


def _message(reminder: Reminder, channel: Channel, desk: Desk) -> str:
    """The identifier of a message: the one it may have left under, else one of its own."""
    topics = (f"{topic.what} {topic.step} {topic.due}" for topic in reminder.fresh)
    campaign, day = desk.snapshot.summary.campaign, desk.today.isoformat()
    return reminder.repeats or message_id(
        channel.domain or NOWHERE, campaign, channel.via, reminder.who, day, *sorted(topics)
    )


def _sent(
    place: PlanPlace,
    channel: Channel,
    desk: Desk,
    named: list[tuple[Reminder, str]],
    lang: Lang,
) -> list[Delivery]:
    deliveries: list[Delivery] = []
    hopeless = False
    for reminder, message in named:
        if hopeless:
            outcome = Outcome("deferred", _NOT_TRIED.to(lang))
        else:
            outcome = channel.deliver(reminder, message, desk)
            hopeless = outcome.hopeless
        deliveries.append(Delivery(reminder, message, outcome))
        if outcome.state == "sent":
            _settle(place, desk, lang, reminder, partial(said_before.confirmed, message=message))
        elif outcome.state == "refused":
            _settle(place, desk, lang, reminder, partial(said_before.forgotten, message=message))
    return deliveries


def _settle(
    place: PlanPlace,
    desk: Desk,
    lang: Lang,
    reminder: Reminder,
    change: Callable[[tuple[Told, ...]], tuple[Told, ...]],
) -> None:
    """Changes the memory of a workbook that people may have worked in since."""
    try:
        seen = seen_at(place, desk.today, lang, force=True)
        _remember(place, seen, change(seen.snapshot.told), lang)
    except RetrosheetError as error:
        who = reminder.person.name if reminder.person else place.title
        said = _NOT_CONFIRMED.to(lang).format(who=who, why=error)
        raise NoAccess(said) from error


def _remember(place: PlanPlace, seen: Seen, told: tuple[Told, ...], lang: Lang) -> None:
    snapshot = replace(seen.snapshot, told=told)
    changes = changes_at(place, seen._replace(snapshot=snapshot), lang)
    if changes.cells and place.write(changes):
        wrote(place.name)
