"""The kinds of findings, one record each, in order of gravity: their words, and what they weigh."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.alerts import ALERTS
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Mapping

Kind = Literal[
    "late",
    "late_start",
    "risk",
    "blocked",
    "waiting",
    "stalled",
    "conflict",
    "unreadable",
    "duplicate_id",
    "missing_id",
    "contradiction",
    "delay",
    "due_soon",
]


class Record(NamedTuple):
    """One kind.

    ``heading`` stands above all of a kind, ``short`` fits the plan's alert cell, ``word`` is the
    state of one task in a table; ``timely`` is the whole sentence where nothing but dates go into
    it, ``came`` the news that some tasks have become so, ``counted`` how many there are. Of the
    words, those that are None are never said. ``mood`` is how bad it is. What is ``live`` is found
    by the workbook's formulas, too; a ``doubt`` is about a cell and not about the work.
    """

    heading: Text
    short: Text
    mood: Literal["bad", "warning", "plain"] = "warning"
    word: Text | None = None
    timely: Text | None = None
    came: Text | None = None
    counted: Text | None = None
    live: bool = False
    doubt: bool = False

    @property
    def worrying(self) -> bool:
        """Whether the plan is not well while there is one."""
        return self.live and self.mood != "plain"


_TO_CORRECT = Text("À corriger dans le classeur", "To correct in the workbook")

KINDS: Mapping[Kind, Record] = {
    "late": Record(
        Text("En retard", "Late"),
        ALERTS["late"],
        "bad",
        word=Text("En retard", "Late"),
        timely=Text(
            "« {title} » a {days} de retard (échéance le {due}, fin attendue le {end}).",
            '"{title}" is {days} late (due {due}, expected {end}).',
        ),
        came=Text("Passées en retard : {titles}.", "Now late: {titles}."),
        counted=Text("{n} en retard", "{n} late"),
        live=True,
    ),
    "late_start": Record(
        Text("À commencer d’urgence", "Should have begun"),
        ALERTS["late_start"],
        word=Text("Aurait dû commencer", "Should have begun"),
        timely=Text(
            "« {title} » aurait dû commencer il y a {days}, le {start} (échéance le {due}).",
            '"{title}" should have begun {days} ago, on {start} (due {due}).',
        ),
        came=Text("À commencer d’urgence : {titles}.", "Should have begun by now: {titles}."),
        counted=Text("{n} à commencer d’urgence", "{n} that should have begun"),
        live=True,
    ),
    "risk": Record(
        Text("À risque", "At risk"),
        ALERTS["risk"],
        word=Text("À risque", "At risk"),
        timely=Text(
            "« {title} » finira {days} trop tard, le {end} au lieu du {due}.",
            '"{title}" will end {days} late, on {end} instead of {due}.',
        ),
        came=Text("Désormais à risque : {titles}.", "Now at risk: {titles}."),
        counted=Text("{n} à risque", "{n} at risk"),
        live=True,
    ),
    "blocked": Record(
        Text("Bloquées", "Blocked"),
        ALERTS["blocked"],
        "bad",
        word=Text("Bloquée", "Blocked"),
        came=Text("Bloquées : {titles}.", "Now blocked: {titles}."),
        counted=Text("{n} bloquée{s}", "{n} blocked"),
        live=True,
    ),
    "waiting": Record(
        Text("En attente d’un accord", "Awaiting approval"),
        Text("Validation attendue · {days} j", "Awaiting approval · {days} d"),
        word=Text("Attend un accord", "Awaiting approval"),
        came=Text("Accord attendu depuis trop longtemps : {titles}.", "Waiting: {titles}."),
    ),
    "stalled": Record(
        Text("Sans nouvelles", "No news"),
        Text("Sans nouvelles · {days} j", "No news · {days} d"),
        word=Text("Sans nouvelles", "No news"),
        came=Text("Sans nouvelles : {titles}.", "No news: {titles}."),
    ),
    "conflict": Record(
        Text("Dates imposées", "Imposed dates"),
        ALERTS["conflict"],
        word=Text("Date imposée intenable", "Fixed date cannot hold"),
        came=Text("Date imposée intenable : {titles}.", "Impossible imposed date: {titles}."),
        live=True,
    ),
    "unreadable": Record(
        _TO_CORRECT,
        Text("Saisie à corriger", "Entry to correct"),
        came=Text("Saisie à corriger : {titles}.", "Entry to correct: {titles}."),
        doubt=True,
    ),
    "duplicate_id": Record(_TO_CORRECT, Text("ID en double", "Duplicate ID"), doubt=True),
    "missing_id": Record(_TO_CORRECT, Text("Sans ID", "No ID"), doubt=True),
    "contradiction": Record(_TO_CORRECT, Text("Saisies contraires", "Contradiction"), doubt=True),
    "delay": Record(
        Text("Plus tard que prévu, sans danger", "Later than planned, no harm"),
        Text("+{days} j, sans danger", "+{days} d, no harm"),
        "plain",
        timely=Text(
            "« {title} » finira {days} plus tard que prévu, le {end} au lieu du {due}, sans rien "
            "mettre en danger.",
            '"{title}" will end {days} later than planned, on {end} instead of {due}, and '
            "endangers nothing.",
        ),
    ),
    "due_soon": Record(
        Text("À rendre sous {days} jours", "Due within {days} days"),
        Text("", ""),
        "plain",
        timely=Text("« {title} » est à rendre le {due}.", '"{title}" is due on {due}.'),
        live=True,
    ),
}
"""In the order in which findings are told."""
ORDER: Mapping[Kind, int] = {kind: rank for rank, kind in enumerate(KINDS)}
