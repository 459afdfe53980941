"""What ``retrosheet remind`` says it did: to whom, why, and who could not be reached."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from retrosheet.cli.terminal.lettering import styled, wrapped
from retrosheet.cli.terminal.shown import stdout_terminal
from retrosheet.language import Lang, Text, and_more, colon, long_date
from retrosheet.report.letter import subject
from retrosheet.report.reminders import why
from retrosheet.sending.drafts import INDEX

if TYPE_CHECKING:
    from collections.abc import Iterator

    from retrosheet.cli.commands.reminded import Delivery, Reminded
    from retrosheet.cli.terminal.shown import Terminal
    from retrosheet.report.reminders import Unreached

_TITLE = Text("Rappels · {place} · {day}", "Reminders · {place} · {day}")
_DAY_OFF = Text(
    "Jour chômé : rien n’est envoyé ; le prochain jour ouvré dira tout.",
    "A day off: nothing is sent; the next working day will say it all.",
)
_DAY_OFF_DRY = Text(
    "Jour chômé : rien ne partirait aujourd’hui. Voici ce qui serait à dire.",
    "A day off: nothing would leave today. This is what there would be to say.",
)
_AHEAD = Text(
    "Pour préparer dès maintenant les messages de ce jour-là, ajoutez --today {day}.",
    "To prepare the messages of that day now, add --today {day}.",
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
_UNREADY = Text("Ne pourront être joints", "Will not be reached")
_NO_ADDRESS_YET = Text("Sans adresse : {names}.", "Without an address: {names}.")
_TYPE_THEM = Text(
    "Les adresses se tapent dans les réglages du classeur, tableau Équipe.",
    "Addresses are typed in the workbook’s settings, in the table Team.",
)
_PAGE = Text(
    "Ouvrez {page} dans un navigateur : un bouton par personne.",
    "Open {page} in a browser: one button a person.",
)
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


def is_silent(done: Reminded) -> bool:
    """Whether nothing was to be sent, and nothing that somebody typed keeps it from being sent.

    What is typed wrong can wait for a working day, as all else does.
    """
    wrong = any(person.wrong for person in (*done.plan.unreached, *done.plan.unready))
    return not done.deliveries and (done.day_off or not wrong)


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
        yield from wrapped((_DAY_OFF_DRY if done.deliveries else _DAY_OFF).to(lang), width)
        if via == "drafts" and not done.deliveries:
            day = done.desk.snapshot.calendar.on_or_after(today)
            yield from wrapped(_AHEAD.to(lang).format(day=day.isoformat()), width)
    elif not (done.deliveries or (done.plan.quiet and done.plan.unreached)):
        yield ""
        yield from wrapped((_NOBODY if done.plan.unreached else _NOTHING).to(lang), width)
    for sent in done.deliveries:
        yield ""
        yield from _delivery(sent, via, done, lang, terminal)
    if done.plan.quiet:
        yield ""
        yield from wrapped(_QUIET.to(lang).format(names=", ".join(done.plan.quiet)), width)
    yield from _not_reached(_UNREACHED, done.plan.unreached, lang, terminal)
    wrong = tuple(who for who in done.plan.unready if who.wrong)
    yield from _not_reached(_UNREADY, wrong, lang, terminal)
    remarks = [*_remarks(done, via, lang)]
    if remarks:
        yield ""
    for remark in remarks:
        yield from wrapped(remark[:1].upper() + remark[1:], width)


def _remarks(done: Reminded, via: str, lang: Lang) -> Iterator[str]:
    """What is worth knowing besides, and what to do next."""
    snapshot, today = done.desk.snapshot, done.desk.today
    yield from done.desk.roster.remarks
    missing = [who.name for who in done.plan.unready if not who.wrong]
    if missing:
        yield _NO_ADDRESS_YET.to(lang).format(names=", ".join(missing))
    if done.plan.unreached or done.plan.unready:
        yield _TYPE_THEM.to(lang)
    if snapshot.today == today:
        yield _FROZEN.to(lang).format(day=long_date(today, lang))
    outcomes = [sent.outcome for sent in done.deliveries]
    if None in outcomes:
        if via in ("drafts", "smtp") and not snapshot.lead:
            yield _NO_LEAD.to(lang)
        yield _DRY.to(lang)
    made = [outcome for outcome in outcomes if outcome is not None]
    if any(outcome.state != "sent" for outcome in made):
        yield _LATER.to(lang)
    if via == "drafts" and made:
        yield _PAGE.to(lang).format(page=Path(made[0].said).with_name(INDEX))


def _not_reached(
    title: Text, people: tuple[Unreached, ...], lang: Lang, terminal: Terminal
) -> Iterator[str]:
    if not people:
        return
    yield ""
    yield styled(title.to(lang), color=terminal.color, bold=True, fg="yellow")
    for person in people:
        said = f"{person.name}{colon(lang)} {person.why}"
        yield from wrapped(said, terminal.width, indent="    ", first="  - ")


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
        yield f"    {and_more(len(reasons) - _MOST_REASONS, lang)}"
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
        "unready": [person._asdict() for person in done.plan.unready],
    }
