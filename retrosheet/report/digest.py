"""One person's digest: what is theirs and late, due, to begin or to approve, and who waits for it.

Only what is theirs; a task stands in one part, the most urgent one.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.language import Lang, Text, counted
from retrosheet.report.desk import campaign_name, kind_of
from retrosheet.report.digest_sentences import Point, Sentences
from retrosheet.report.verdict import launch_verdict

if TYPE_CHECKING:
    from collections.abc import Collection

    from retrosheet.report.desk import Desk, Silence
    from retrosheet.report.model import Mood
    from retrosheet.report.people import Person

MOST_POINTS = 12
"""Tasks that one part names; the others are counted."""

PARTS: dict[str, tuple[Text, Mood]] = {
    "late": (Text("En retard", "Late"), "bad"),
    "today": (Text("À rendre aujourd’hui", "Due today"), "warning"),
    "week": (Text("À rendre sous {days} jours", "Due within {days} days"), "plain"),
    "risk": (Text("Finira trop tard à ce rythme", "Will end too late at this pace"), "warning"),
    "start": (Text("À commencer", "To begin"), "plain"),
    "approve": (Text("On attend votre accord", "Waiting for your approval"), "warning"),
    "waits": (Text("On vous attend", "Waiting for you"), "warning"),
    "chase": (Text("Accord à relancer", "Approval to chase"), "warning"),
    "blocked": (Text("Bloquées", "Blocked"), "bad"),
    "stalled": (Text("Sans nouvelles", "No news"), "warning"),
    "correct": (Text("À corriger dans le classeur", "To correct in the workbook"), "warning"),
    "silent": (Text("Relances restées sans effet", "Chased in vain"), "bad"),
}
"""The parts in their order, and how bad each is."""

_HEADLINES: dict[str, tuple[Text, Text]] = {
    "late": (Text("{n} en retard", "{n} late"),) * 2,
    "today": (Text("{n} pour aujourd’hui", "{n} due today"),) * 2,
    "week": (Text("{n} sous {days} jours", "{n} due within {days} days"),) * 2,
    "risk": (Text("{n} à risque", "{n} at risk"),) * 2,
    "start": (Text("{n} à commencer", "{n} to begin"),) * 2,
    "approve": (
        Text("{n} accord attendu", "{n} to approve"),
        Text("{n} accords attendus", "{n} to approve"),
    ),
    "waits": (Text("{n} en attente de vous", "{n} waiting for you"),) * 2,
    "chase": (
        Text("{n} accord à relancer", "{n} approval to chase"),
        Text("{n} accords à relancer", "{n} approvals to chase"),
    ),
    "blocked": (Text("{n} bloquée", "{n} blocked"), Text("{n} bloquées", "{n} blocked")),
    "stalled": (Text("{n} sans nouvelles", "{n} without news"),) * 2,
    "correct": (
        Text("{n} saisie à corriger", "{n} to correct"),
        Text("{n} saisies à corriger", "{n} to correct"),
    ),
    "silent": (Text("{n} sans réponse", "{n} unanswered"),) * 2,
}


class Part(NamedTuple):
    """The tasks of one kind; ``key`` is one of ``PARTS``, ``more`` how many are not named."""

    key: str
    title: str
    mood: Mood
    points: tuple[Point, ...]
    more: int = 0


class Digest(NamedTuple):
    """All that one person is told on one day, in their language.

    ``verdict`` says whether launch holds, ``effect`` what this person's delays do to it: either is
    "" where the other says it all. ``headline`` counts what is most urgent.
    """

    person: Person
    campaign: str
    day: dt.date
    headline: str
    verdict: str
    mood: Mood
    effect: str
    parts: tuple[Part, ...]

    @property
    def lang(self) -> Lang:
        return self.person.lang


def digest(desk: Desk, person: Person, silences: Collection[Silence] = ()) -> Digest | None:
    """What a person is told; None where there is nothing. ``silences`` are for the campaign's
    owner alone."""
    told = Sentences(desk, person)
    found: dict[str, list[Point]] = {key: [] for key in PARTS}
    for line in desk.owned(person):
        kind = kind_of(line, desk)
        if kind:
            found[kind].append(told.own(line, kind))
    found["approve"] = [told.approval(line) for line in desk.to_approve(person)]
    found["waits"] = [told.waiting(line, cause) for line, cause in desk.waiting_for(person)]
    found["correct"] = list(told.corrections())
    found["silent"] = [told.silence(silence) for silence in silences]
    if not any(found.values()):
        return None
    verdict, mood = launch_verdict(desk.findings, person.lang)
    slip, soon = told.own_slip(), str(desk.findings.soon_days)
    counts = [
        counted(len(points), _HEADLINES[key], person.lang).replace("{days}", soon)
        for key, points in found.items()
        if points
    ]
    parts = [
        Part(
            key,
            title.to(person.lang).replace("{days}", soon),
            mood_of,
            tuple(points[:MOST_POINTS]),
            max(0, len(points) - MOST_POINTS),
        )
        for key, (title, mood_of) in PARTS.items()
        if (points := found[key])
    ]
    return Digest(
        person=person,
        campaign=campaign_name(desk.snapshot, person.lang),
        day=desk.today,
        headline=", ".join(counts[:3]),
        verdict="" if slip and slip == desk.findings.slip else verdict,
        mood=mood,
        effect=told.effect(slip),
        parts=tuple(parts),
    )
