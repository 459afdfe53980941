"""From a snapshot and a day to findings: late, at risk, blocked, waiting, and what it does to J.

Of late, late start, risk and due soon, a task has the gravest only; the other kinds stand beside
it. What could not be read counts as not done: a status that nobody understands is never taken for
a reason not to worry.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.alerts import OVER
from retrosheet.language import one_line
from retrosheet.schedule import verdict
from retrosheet.statuses import BLOCKED, FINISHED, POSTPONED, TODO, WAITING
from retrosheet.sync.findings import Finding, Findings
from retrosheet.sync.forecast import Effect, Forecast
from retrosheet.sync.kinds import KINDS, ORDER
from retrosheet.sync.remembered import Transition
from retrosheet.sync.sayings import Sayings
from retrosheet.sync.typed import said_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.campaign import Task
    from retrosheet.language import Lang
    from retrosheet.schedule import Schedule, ScheduledTask
    from retrosheet.schedule.verdict import Outlook
    from retrosheet.sync.kinds import Kind
    from retrosheet.sync.snapshot import Doubt, Snapshot, TaskState

LONG_WAIT = 5
"""Working days after which an approval has been waited for too long."""
STALLED = 10
"""Working days without news after which work that has begun is said to stall."""
_TOLD_MOVES = 2500
"""Effects are worked out until they name this many tasks, the gravest delays first: all those of
a plan that people read. Every delay is listed."""

VANISHED = "vanished"
"""In the log, the verdict on a line that somebody has deleted."""
_DAY = dt.timedelta(days=1)


def assess(snapshot: Snapshot, today: dt.date, lang: Lang | None = None) -> Findings:
    """All findings as of ``today``, gravest first, each kind by due date.

    Messages are in ``lang``, by default the workbook's; ``short`` is always in the workbook's.
    """
    outlook = snapshot.outlook(today)
    schedule = outlook.schedule
    say, note = Sayings(lang or snapshot.lang), Sayings(snapshot.lang)
    work = _Assessment(snapshot, outlook, say, note)
    found = sorted(work.findings(), key=_gravity)
    verdicts: dict[str, Finding] = {}
    notes: dict[str, str] = {}
    for finding in found:
        if finding.id:
            verdicts.setdefault(finding.id, finding)
            if not KINDS[finding.kind].live:
                notes.setdefault(finding.id, finding.short)
    flags = {line.task.id: flag_of(line, outlook) for line in snapshot.lines}
    shown = (flags[line.task.id] for line in snapshot.work)
    todo = [flag for flag in shown if flag != "cancelled"]
    return Findings(
        today=today,
        launch=snapshot.launch,
        forecast_launch=outlook.forecast_launch,
        slip=outlook.slip,
        spare=outlook.spare,
        findings=tuple(found),
        verdicts=verdicts,
        flags=flags,
        notes=notes,
        dues={line.task.id: schedule.by_id[line.task.id].due for line in snapshot.lines},
        forecasts={line.task.id: outlook.told_end(line.task.id) for line in snapshot.lines},
        titles={line.task.id: line.task.title for line in snapshot.lines},
        owners={line.task.id: line.owner for line in snapshot.lines},
        changes=tuple(_changes(snapshot, verdicts, flags, today)),
        before=snapshot.summary,
        vanished=tuple(task.id for task in snapshot.deleted),
        tasks=len(todo),
        done=todo.count("done"),
        unknown=sum(1 for line in snapshot.work if line.status is None),
        vanished_titles=tuple(task.title for task in snapshot.deleted),
        due_within=tuple(_due_within(snapshot, outlook)),
        soon_days=outlook.soon_days,
        lately=tuple(each for each in snapshot.log if each.day == snapshot.summary.synced),
    )


def contradiction(snapshot: Snapshot, line: TaskState, today: dt.date, say: Sayings) -> str:
    """What two cells of a row say that cannot both be true, "" for nothing.

    Or a status that contradicts itself, as one that is done on a day to come. The cell that says
    less is believed.
    """
    placed = snapshot.schedule.by_id[line.task.id]
    expected = line.standing(today).expected
    if expected and line.status in FINISHED:
        return say.done_ahead(placed, expected)
    ahead = _ahead(line, snapshot.lang, today)
    if line.status in FINISHED and line.actual_end is None and ahead:
        return say.said_ahead(placed, *ahead)
    if (line.progress or 0.0) >= 1 and line.status in (TODO, POSTPONED):
        return say.all_done_but(placed)
    return ""


def _ahead(line: TaskState, lang: Lang, today: dt.date) -> tuple[str, dt.date] | None:
    """What a status cell says of a day to come, and that day: « fait le 15/03 »."""
    for text in line.heard:
        if text.key == "status":
            day = said_on(text.typed, lang, today)
            if day is not None and day > today:
                return one_line(text.typed), day
    return None


def _gravity(finding: Finding) -> tuple[int, int, dt.date, str]:
    rank = ORDER[finding.kind]
    first = -finding.days if finding.kind != "due_soon" else finding.days
    return rank, first, finding.due or dt.date.max, finding.id


def _due_within(snapshot: Snapshot, outlook: Outlook) -> list[str]:
    """The ids of the tasks that are due soon, by due date."""
    placed = (outlook.schedule.by_id[line.task.id] for line in snapshot.lines)
    soon = [each for each in placed if outlook.due_within(each)]
    return [each.task.id for each in sorted(soon, key=lambda each: (each.due, each.task.id))]


def flag_of(line: TaskState, outlook: Outlook) -> str:
    """What the row of a task shows."""
    placed = outlook.schedule.by_id[line.task.id]
    return "cancelled" if line.cancelled else verdict.flag_of(
        placed, outlook, blocked=line.status == BLOCKED
    )  # fmt: skip


@dataclass(frozen=True, eq=False, repr=False)
class _Assessment:
    snapshot: Snapshot
    outlook: Outlook
    say: Sayings
    note: Sayings

    @property
    def schedule(self) -> Schedule:
        return self.outlook.schedule

    @property
    def today(self) -> dt.date:
        return self.outlook.as_of.today

    @cached_property
    def forecast(self) -> Forecast:
        return Forecast(self.outlook)

    def findings(self) -> Iterator[Finding]:
        told = 0
        pending: list[tuple[TaskState, ScheduledTask, Kind, int]] = []
        for line in self.snapshot.lines:
            if line.cancelled or line.task.split:
                continue
            placed = self.schedule.by_id[line.task.id]
            yield from self._contradiction(line, placed)
            if line.standing(self.today).done:
                continue
            if placed.conflict:
                yield self._conflict(line, placed)
            pending.extend((line, placed, *timely) for timely in self._timely(placed))
            yield from self._standstill(line, placed)
        pending.sort(key=lambda entry: (ORDER[entry[2]], entry[1].start))
        for line, placed, kind, days in pending:
            cause = "" if kind == "due_soon" else self.forecast.cause_of(line.task.id)
            # a task that another one's delay explains is listed, but blamed for nothing
            tell = kind != "due_soon" and not (kind == "risk" and cause) and told < _TOLD_MOVES
            finding = self._delay(line, placed, kind, days, cause, tell=tell)
            told += len(finding.moves)
            yield finding
        for doubt in (*self.snapshot.doubts, *self.snapshot.beyond_holidays):
            yield self._doubt(doubt)

    def _conflict(self, line: TaskState, placed: ScheduledTask) -> Finding:
        message = self.say.conflict(placed)
        effect = self.forecast.effect_of(line.task.id)
        message += self.say.effect(effect, self._title)
        return self._finding("conflict", line, placed, 0, message, effect)

    def _timely(self, placed: ScheduledTask) -> Iterator[tuple[Kind, int]]:
        """The gravest of late, late start, risk and due soon, with its working days.

        Besides, a delay that endangers nothing, on the task where it begins: what it moves moves
        within its float.
        """
        calendar, today, due = self.snapshot.calendar, self.today, placed.due
        end = self.outlook.told_end(placed.task.id)
        over = max(1, calendar.working_days(due + _DAY, end))
        kind = self.outlook.timely(placed)
        if kind == "late":
            yield kind, max(1, calendar.working_days(due + _DAY, today))
        elif kind == "late_start":
            yield kind, max(1, calendar.distance(placed.start, today))
        elif kind == "risk":
            yield kind, over
        elif end > due and not self.forecast.cause_of(placed.task.id):
            yield "delay", over
        if kind == "due_soon":
            yield kind, calendar.distance(today, due)

    def _contradiction(self, line: TaskState, placed: ScheduledTask) -> Iterator[Finding]:
        message = contradiction(self.snapshot, line, self.today, self.say)
        if message:
            yield self._finding("contradiction", line, placed, 0, message)

    def _delay(
        self,
        line: TaskState,
        placed: ScheduledTask,
        kind: Kind,
        days: int,
        cause: str,
        *,
        tell: bool,
    ) -> Finding:
        message = self.say.timely(kind, placed, days, self.outlook.told_end(line.task.id))
        effect = self.forecast.effect_of(line.task.id) if tell else None
        if cause:
            message += self.say.waits_for(self._title(cause))
        elif effect:
            message += self.say.effect(effect, self._title)
        return self._finding(kind, line, placed, days, message, effect, cause)

    @cached_property
    def _lines(self) -> Mapping[str, TaskState]:
        return {line.task.id: line for line in self.snapshot.lines}

    def _title(self, task_id: str) -> str:
        return self.schedule.by_id[task_id].task.title

    def _standstill(self, line: TaskState, placed: ScheduledTask) -> Iterator[Finding]:
        if line.status == BLOCKED:
            yield self._finding("blocked", line, placed, 0, self.say.blocked(placed, line.comment))
            return
        before = self.snapshot.remembered.get(line.task.id)
        if before is None or before.changed is None or not line.standing(self.today).begun:
            return
        if before.status != line.status or before.progress != (line.progress or 0.0):
            return
        days = self.snapshot.calendar.distance(before.changed, self.today)
        if line.status == WAITING:
            if self._waits_too_long(line.task, before.changed, days):
                yield self._finding("waiting", line, placed, days, self.say.waiting(placed, days))
        elif days >= STALLED:
            yield self._finding("stalled", line, placed, days, self.say.stalled(placed, days))

    def _waits_too_long(self, task: Task, since: dt.date, days: int) -> bool:
        """Whether an approval is overdue after so many working ``days``: one that the plan foresees
        when its own days are over, counted as they are planned."""
        if not task.incompressible:
            return days > LONG_WAIT
        waited = (self.today - since).days if task.spans_calendar else days
        return waited > task.duration

    def _finding(
        self, kind: Kind, line: TaskState, placed: ScheduledTask, days: int, message: str,
        effect: Effect | None = None, cause: str = "",
    ) -> Finding:  # fmt: skip
        return Finding(
            kind=kind,
            id=line.task.id,
            title=line.task.title,
            owner=line.owner,
            due=placed.due,
            days=days,
            where=line.where,
            message=message,
            short=self.note.short(kind, days),
            moves=effect.moves if effect else (),
            slip=effect.slip if effect else 0,
            cause=cause,
            owners=line.owners,
        )

    def _doubt(self, doubt: Doubt) -> Finding:
        kind, line = doubt.kind, self._lines.get(doubt.id)
        placed = self.schedule.by_id.get(doubt.id)
        return Finding(
            kind=kind,
            id=doubt.id,
            title=doubt.title,
            owner=line.owner if line else "",
            due=placed.due if placed else None,
            days=0,
            where=doubt.where,
            message=self.say.doubt(doubt),
            short=self.note.short(kind, 0),
            owners=line.owners if line else (),
        )


def _changes(
    snapshot: Snapshot,
    verdicts: Mapping[str, Finding],
    flags: Mapping[str, str],
    today: dt.date,
) -> Iterator[Transition]:
    """What is not as the last sync left it: verdicts that came or went, lines that are gone."""
    if snapshot.summary.synced is None:
        return
    for line in snapshot.lines:
        before = snapshot.remembered.get(line.task.id)
        old = before.verdict if before else ""
        flag = flags[line.task.id]
        new = flag if flag in OVER else _kind(verdicts.get(line.task.id))
        if new != old:
            yield Transition(today, line.task.id, old, new)
    alive = {line.task.id for line in snapshot.lines}
    for task_id, remembered in snapshot.remembered.items():
        if task_id not in alive:
            yield Transition(today, task_id, remembered.verdict, VANISHED)


def _kind(finding: Finding | None) -> str:
    return finding.kind if finding else ""
