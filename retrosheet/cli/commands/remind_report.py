"""What ``retrosheet remind`` says it did: to whom, why, and who could not be reached."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.cli.terminal.lettering import styled, wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.language import Lang, Text, colon, long_date
from retrosheet.report.letter import subject
from retrosheet.report.reminders import why

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.cli.commands.reminded import Delivery, Reminded
    from retrosheet.cli.terminal.shown import Terminal

_TITLE = Text("Rappels · {place} · {day}", "Reminders · {place} · {day}")
_DAY_OFF = Text(
    "Jour chômé : rien n’est envoyé ; le prochain jour ouvré dira tout.",
    "A day off: nothing is sent; the next working day will say it all.",
)
_NOTHING = Text("Rien de nouveau : personne n’a rien reçu.", "Nothing new: nobody got anything.")
_NOBODY = Text(
    "Il y a du nouveau, mais personne n’est joint : donnez une adresse dans les réglages.",
    "There is news, but nobody can be reached: give an address in the settings.",
)
_DRY = Text("Rien n’a été envoyé (--dry-run).", "Nothing was sent (--dry-run).")
_STATES: dict[str, tuple[Text, str]] = {
    "would": (Text("Recevrait un message : {who}", "Would get a message: {who}"), "plain"),
    "draft": (Text("Brouillon pour {who}", "Draft for {who}"), "green"),
    "sent": (Text("Envoyé à {who}", "Sent to {who}"), "green"),
    "accepted": (
        Text(
            "Accepté pour {who} ; seul le canal montre s’il y est paru",
            "Accepted for {who}; only the channel itself shows whether it appeared",
        ),
        "green",
    ),
    "deferred": (Text("Remis à plus tard pour {who}", "Put off for {who}"), "yellow"),
    "refused": (Text("Refusé pour {who}", "Refused for {who}"), "red"),
    "unknown": (Text("On ne sait pas, pour {who}", "Nobody knows, for {who}"), "red"),
}
_CHANNEL = Text("le canal {via}", "the {via} channel")
_REPEATED = Text(
    "déjà tenté, répété sous le même identifiant",
    "tried before, repeated under the same identifier",
)
_QUIET = Text("Rien de nouveau pour {names}.", "Nothing new for {names}.")
_UNREACHED = Text("Pas joints", "Not reached")
_LATER = Text(
    "Ce qui n’est pas parti sera repris au prochain lancement.",
    "What did not leave will be taken up by the next run.",
)
_FROZEN = Text(
    "L’horloge du classeur est arrêtée au {day} (réglages, Aujourd’hui) : les rappels "
    "n’avancent pas.",
    "The workbook’s clock is held at {day} (settings, Today): reminders do not move on.",
)
_NO_LEAD = Text(
    "Aucun responsable de campagne dans les réglages : les relances continuent sans fin.",
    "No campaign owner in the settings: chasers go on without end.",
)
_MOST_REASONS = 6
_MORE = Text("et {n} autres", "and {n} more")


def is_silent(done: Reminded) -> bool:
    """Whether nothing was to be sent."""
    return not done.deliveries


def lines(done: Reminded, via: str, place: str, lang: Lang) -> list[str]:
    """The run in lines as wide as the terminal."""
    terminal = stdout_terminal()
    return list(_lines(done, via, place, lang, terminal))


def _lines(done: Reminded, via: str, place: str, lang: Lang, terminal: Terminal) -> Iterator[str]:
    width, today = terminal.width, done.desk.today
    title = _TITLE.to(lang).format(place=place, day=long_date(today, lang))
    yield styled(title, color=terminal.color, bold=True)
    if done.day_off:
        yield ""
        yield from wrapped(_DAY_OFF.to(lang), width)
    elif not done.deliveries:
        yield ""
        yield from wrapped((_NOBODY if done.plan.unreached else _NOTHING).to(lang), width)
    for sent in done.deliveries:
        yield ""
        yield from _delivery(sent, via, done, lang, terminal)
    if done.plan.quiet:
        yield ""
        yield from wrapped(_QUIET.to(lang).format(names=", ".join(done.plan.quiet)), width)
    if done.plan.unreached:
        yield ""
        yield styled(_UNREACHED.to(lang), color=terminal.color, bold=True, fg="yellow")
        for person in done.plan.unreached:
            said = f"{person.name}{colon(lang)} {person.why}"
            yield from wrapped(said, width, indent="    ", first="  - ")
    remarks = list(done.desk.roster.remarks)
    if done.desk.snapshot.today == today:
        remarks.append(_FROZEN.to(lang).format(day=long_date(today, lang)))
    dry = any(sent.outcome is None for sent in done.deliveries)
    if dry and via in ("drafts", "smtp") and not done.desk.snapshot.lead:
        remarks.append(_NO_LEAD.to(lang))
    if any(sent.outcome and sent.outcome.state != "sent" for sent in done.deliveries):
        remarks.append(_LATER.to(lang))
    if dry:
        remarks.append(_DRY.to(lang))
    if remarks:
        yield ""
    for remark in remarks:
        yield from wrapped(remark[:1].upper() + remark[1:], width)


def _delivery(
    sent: Delivery, via: str, done: Reminded, lang: Lang, terminal: Terminal
) -> Iterator[str]:
    state = _state(sent, via)
    text, color = _STATES[state]
    said = text.to(lang).format(who=_who(sent, via, lang))
    width = terminal.width
    first, *rest = wrapped(said, width, indent="  ", first="")
    yield styled(first, color=terminal.color, bold=True, fg=None if color == "plain" else color)
    yield from rest
    if sent.reminder.digest is not None:
        yield from wrapped(subject(sent.reminder.digest), width, indent="    ", first="  ")
    reasons = [why(topic, done.desk, lang) for topic in sent.reminder.fresh]
    for reason in reasons[:_MOST_REASONS]:
        yield from wrapped(reason, width, indent="    ", first="  - ")
    if len(reasons) > _MOST_REASONS:
        yield f"    {_MORE.to(lang).format(n=len(reasons) - _MOST_REASONS)}"
    if sent.reminder.repeats:
        yield from wrapped(_REPEATED.to(lang), width, indent="    ", first="  ")
    if sent.outcome is not None and sent.outcome.said:
        yield from wrapped(sent.outcome.said, width, indent="    ", first="  ")


def _state(sent: Delivery, via: str) -> str:
    if sent.outcome is None:
        return "would"
    if sent.outcome.state == "sent":
        return {"drafts": "draft", "teams": "accepted"}.get(via, "sent")
    return sent.outcome.state


def _who(sent: Delivery, via: str, lang: Lang) -> str:
    person = sent.reminder.person
    if person is None:
        return _CHANNEL.to(lang).format(via={"slack": "Slack", "teams": "Teams"}[via])
    return f"{person.name} <{person.address}>"


def document(done: Reminded, via: str, lang: Lang) -> dict[str, object]:
    """The run as JSON: the messages with their reasons, and whoever was not reached."""
    desk = done.desk
    return {
        "today": desk.today.isoformat(),
        "via": via,
        "day_off": done.day_off,
        "messages": [
            {
                "name": sent.reminder.person.name if sent.reminder.person else None,
                "address": sent.reminder.person.address if sent.reminder.person else None,
                "subject": subject(sent.reminder.digest) if sent.reminder.digest else None,
                "state": sent.outcome.state if sent.outcome else "would_send",
                "said": sent.outcome.said if sent.outcome else "",
                "message_id": sent.message,
                "repeated": bool(sent.reminder.repeats),
                "why": [
                    {
                        "id": topic.what.partition(" ")[0],
                        "step": topic.step,
                        "due": topic.due.isoformat() if topic.due else None,
                        "said": why(topic, desk, lang),
                    }
                    for topic in sent.reminder.fresh
                ],
            }
            for sent in done.deliveries
        ],
        "nothing_new": list(done.plan.quiet),
        "unreached": [person._asdict() for person in done.plan.unreached],
    }
