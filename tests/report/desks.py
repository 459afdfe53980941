"""Desks for the tests of digests: a small campaign, its team, and what people typed."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.report.desk import Desk
from retrosheet.report.people import roster
from retrosheet.sync.assess import assess
from retrosheet.sync.snapshot import Member
from retrosheet.workbook.cadence import USUAL, Cadence
from tests.sync.snapshots import snapshot_of
from tests.sync.test_assess import PLAN, march

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.language import Lang
    from retrosheet.report.people import Person
    from retrosheet.sync.remembered import Told
    from retrosheet.sync.snapshot import Doubt
    from tests.sync.snapshots import Told as Typed

NADIA, KARIM, LEA = (
    Member("Design", "Nadia", "nadia@example.org", "", "Settings!H6"),
    Member("Print", "Karim", "karim@example.org", "fr", "Settings!H7"),
    Member("Lead", "Léa Roux", "lea@example.org", "", "Settings!H8"),
)
TEAM = (NADIA, KARIM, LEA)


def desk_on(
    day: int,
    typed: Mapping[str, Typed] | None = None,
    *,
    team: tuple[Member, ...] = TEAM,
    approvers: Mapping[str, str] | None = None,
    told: tuple[Told, ...] = (),
    lead: str = "",
    lang: Lang = "en",
    cadence: Cadence = USUAL,
    doubts: tuple[Doubt, ...] = (),
    name: str = "Spring",
    plan: str = PLAN,
) -> Desk:
    """The plan of the proof, printed and shipped until launch on 15 March, on a day of March."""
    snapshot = replace(
        snapshot_of(plan, typed, lang=lang),
        name=name, team=team, told=told, lead=lead, cadence=cadence, doubts=doubts,
    )  # fmt: skip
    findings = assess(snapshot, march(day), lang)
    return Desk(snapshot, findings, roster(snapshot, lang), approvers or {})


def person(desk: Desk, name: str) -> Person:
    found = desk.roster.named(name)
    assert found is not None
    return found
