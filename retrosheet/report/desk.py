"""What the digests of one day are made from: whose tasks are which, and what is to be said of each.

A task stands in one part of a digest, the most urgent one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.alerts import OVER
from retrosheet.language import Lang, Text, one_line
from retrosheet.statuses import BLOCKED, WAITING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.report.people import Person, Roster
    from retrosheet.schedule import ScheduledTask
    from retrosheet.sync.findings import Finding, Findings
    from retrosheet.sync.snapshot import Doubt, Snapshot, TaskState

_LONGEST_QUOTED = 160
"""Characters of a title, a name or a remark; messages quote them many times over."""


class Silence(NamedTuple):
    """A task that chasers did not move: how many they were, and the day of the last."""

    id: str
    chasers: int
    last: dt.date


class Mistake(NamedTuple):
    """Something on a row that its owner is to correct: a ``doubt``, or a finding of a ``kind``.

    ``what`` names it among all that a person is told.
    """

    what: str
    id: str
    doubt: Doubt | None = None
    kind: str = ""


@dataclass(frozen=True, eq=False, repr=False)
class Desk:
    """Everything that the digests of one day are made from."""

    snapshot: Snapshot
    findings: Findings
    roster: Roster
    approvers: Mapping[str, str]

    @cached_property
    def lines(self) -> Mapping[str, TaskState]:
        return {line.task.id: line for line in self.snapshot.lines}

    @cached_property
    def of_kind(self) -> Mapping[tuple[str, str], Finding]:
        """The findings by task and kind."""
        return {(f.id, f.kind): f for f in reversed(self.findings.findings)}

    @cached_property
    def mistakes(self) -> tuple[Mistake, ...]:
        """What rows hold that nobody understands, then what cannot be true as it stands."""
        doubts = [
            Mistake(f"{doubt.id} {doubt.column}", doubt.id, doubt)
            for doubt in self.snapshot.doubts
            if doubt.id in self.lines
        ]
        untrue = [
            Mistake(f"{task_id} {kind}", task_id, kind=kind)
            for task_id in self.lines
            for kind in ("contradiction", "conflict")
            if (task_id, kind) in self.of_kind
        ]
        return (*doubts, *untrue)

    def mistakes_of(self, person: Person) -> list[Mistake]:
        """Those on the rows of a person."""
        return [one for one in self.mistakes if self.roster.owns(person, self.lines[one.id])]

    def placed(self, task_id: str) -> ScheduledTask:
        return self.snapshot.schedule.by_id[task_id]

    @property
    def today(self) -> dt.date:
        return self.findings.today

    def over(self, line: TaskState) -> bool:
        """Whether nothing is left to do on a task."""
        return self.findings.flags[line.task.id] in OVER

    def owned(self, person: Person) -> list[TaskState]:
        """The tasks of a person that are not done, by due date."""
        mine = [
            line
            for line in self.snapshot.work
            if not self.over(line) and self.roster.owns(person, line)
        ]
        return sorted(mine, key=lambda line: (self.placed(line.task.id).due, line.task.id))

    def to_approve(self, person: Person) -> list[TaskState]:
        """The tasks of others that wait for this person's approval."""
        return [
            line
            for line in self.snapshot.work
            if line.status == WAITING
            and not self.over(line)
            and not self.roster.owns(person, line)
            and self._named(self.approvers.get(line.task.id, "")) == person
        ]

    def _named(self, name: str) -> Person | None:
        return self.roster.named(name) if name else None

    def waiting_for(self, person: Person) -> list[tuple[TaskState, str]]:
        """The tasks of others that cannot go on, each with the task of this person's in front."""
        found = []
        for line in self.snapshot.work:
            if self.over(line) or self.roster.owns(person, line):
                continue
            verdict = self.findings.verdicts.get(line.task.id)
            stuck = verdict is not None and verdict.kind in ("late", "late_start")
            if stuck and verdict is not None and verdict.cause in self.lines:
                cause = self.lines[verdict.cause]
                if self.roster.owns(person, cause):
                    found.append((line, verdict.cause))
        return found


def kind_of(line: TaskState, desk: Desk) -> str:
    """The part in which a task of one's own stands; "" where there is nothing to say of it yet."""
    task_id, today = line.task.id, desk.today
    placed = desk.placed(task_id)
    if line.status == BLOCKED:
        return "blocked"
    if placed.due < today:
        return "late"
    if line.status == WAITING and (task_id, "waiting") in desk.of_kind:
        return "chase"
    if placed.due == today:
        return "today"
    if not line.standing(today).begun and placed.start < today:
        return "start"
    risk = desk.of_kind.get((task_id, "risk"))
    if risk is not None and not risk.cause:
        return "risk"
    if (task_id, "stalled") in desk.of_kind:
        return "stalled"
    if task_id in desk.findings.due_within:
        return "week"
    if not line.standing(today).begun and (placed.start - today).days <= desk.findings.soon_days:
        return "start"
    return ""


def brief(snapshot: Snapshot) -> Snapshot:
    """The workbook with what people typed as a message can quote it: on a line, and not endless.

    Names of owners stay as they are, as people are found by them.
    """
    lines = tuple(
        replace(
            line,
            task=replace(line.task, title=one_line(line.task.title, _LONGEST_QUOTED)),
            owner=one_line(line.owner, _LONGEST_QUOTED),
            # a comment counts by its first line
            comment="\n".join(
                one_line(text, _LONGEST_QUOTED) for text in line.comment.strip().splitlines()[:1]
            ),
        )
        for line in snapshot.lines
    )
    doubts = tuple(
        doubt._replace(
            title=one_line(doubt.title, _LONGEST_QUOTED),
            typed=one_line(doubt.typed, _LONGEST_QUOTED),
        )
        for doubt in snapshot.doubts
    )
    return replace(
        snapshot, name=one_line(snapshot.name, _LONGEST_QUOTED), lines=lines, doubts=doubts
    )


def campaign_name(snapshot: Snapshot, lang: Lang) -> str:
    """The campaign's name on one line; where nobody gave it one, a word for it."""
    return one_line(snapshot.name) or Text("La campagne", "The campaign").to(lang)
