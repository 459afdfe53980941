"""The same campaigns scheduled by TaskJuggler, which knows nothing of this project.

Fixed seeds: the same few hundred tasks at each run. TaskJuggler puts a boundary at any midnight
between two working days, retrosheet at one of them; dates are compared as the working days that
they mean, those of jobs that count all days as they are.
"""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Mapping
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from retrosheet.calendars import Closure
from retrosheet.campaign import Options, plan
from retrosheet.schedule import Schedule, ScheduledTask, compute
from tests.schedule import taskjuggler
from tests.schedule.jobs import Job, Project, archetype_of, random_project
from tests.schedule.naive_days import ONE, NaiveDays, days
from tests.schedule.taskjuggler import Span

PROJECTS_A_CALENDAR = 16


class Setting(NamedTuple):
    """A calendar that all projects of one run share."""

    name: str
    weekend: str
    closed: tuple[Closure, ...]

    @property
    def naive(self) -> NaiveDays:
        off = frozenset(day for closure in self.closed for day in days(*closure))
        return NaiveDays.of_mask(self.weekend, off)


def closure(first: str, last: str) -> Closure:
    return Closure(dt.date.fromisoformat(first), dt.date.fromisoformat(last))


SETTINGS = (
    Setting(
        "Monday to Friday, holidays, closed in winter",
        "0000011",
        (
            closure("2026-12-24", "2027-01-03"),
            closure("2027-03-29", "2027-03-29"),
            closure("2027-05-06", "2027-05-07"),
            closure("2027-05-17", "2027-05-17"),
        ),
    ),
    Setting("Sunday to Thursday", "0000110", (closure("2027-04-25", "2027-04-29"),)),
)


@pytest.fixture(scope="session", autouse=True)
def _taskjuggler() -> None:
    """Where TaskJuggler is missing, these tests are skipped at home and fail in CI."""
    reason = taskjuggler.missing()
    if reason is not None and os.environ.get("CI", "").lower() in {"1", "true"}:
        pytest.fail(f"CI must run the TaskJuggler tests, but {reason}", pytrace=False)
    if reason is not None:
        pytest.skip(f"TASKJUGGLER NOT TESTED: {reason}")


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda setting: setting.name)
def test_taskjuggler_puts_every_task_on_the_same_days(setting: Setting, tmp_path: Path) -> None:
    """Work, due dates, the earliest pass and total float, of tasks before and after J."""
    random = Random(setting.name)
    projects = [
        random_project(random, dt.date(2027, 4, 1) + random.randint(0, 60) * ONE, setting.naive)
        for _ in range(PROJECTS_A_CALENDAR)
    ]
    spans = taskjuggler.schedule(projects, setting.naive, tmp_path)
    compared, wrong = 0, list[str]()
    for number, project in enumerate(projects):
        schedule = _scheduled(project, setting)
        for job in project.jobs:
            judge = Judge(setting.naive, job, spans, f"p{number}")
            theirs, ours = judge.theirs(), judge.ours(schedule)
            compared += 1
            if theirs != ours:
                wrong.append(f"p{number} {job}\n  TaskJuggler {theirs}\n  retrosheet  {ours}")
    assert not wrong, f"{len(wrong)} of {compared}:\n" + "\n".join(wrong)
    assert compared > 100


def _scheduled(project: Project, setting: Setting) -> Schedule:
    options = Options(
        launch=project.launch, weekend=setting.weekend, closed=setting.closed, start=project.start
    )
    return compute(plan(archetype_of(project), options))


class Judge(NamedTuple):
    """One job's dates in both schedules, in words that can be compared."""

    days: NaiveDays
    job: Job
    spans: Mapping[str, Span]
    project: str

    def theirs(self) -> dict[str, object]:
        work, due = self.span("drawn"), self.span("drawn", "_due")
        found = self.drawn(work.start, work.end - ONE, due.end - ONE)
        if self.job.side != "after":
            earliest, latest = self.span("earliest"), self.span("latest")
            done = self.span("earliest", "_fixed" if self.job.end else "_due")
            found["earliest start"] = self.first(earliest.start)
            found["earliest finish"] = self.last(done.end - ONE)
            found["float"] = self.distance(earliest.start, latest.start)
        if self.job.chased:
            found["chaser"] = self.days.after(self.span("drawn", "_chaser").start)
        return found

    def ours(self, schedule: Schedule) -> dict[str, object]:
        placed = schedule.by_id[self.job.id]
        found = self.drawn(self.begins(placed), placed.work_end, placed.due)
        if self.job.side != "after":
            found["earliest start"] = self.first(placed.earliest.start)
            found["earliest finish"] = self.last(placed.earliest.finish)
            found["float"] = placed.float
        if self.job.chased:
            found["chaser"] = schedule.by_id[f"{self.job.id}-R1"].start
        return found

    def drawn(self, start: dt.date, work_end: dt.date, due: dt.date) -> dict[str, object]:
        return {"start": self.first(start), "work": self.last(work_end), "due": self.last(due)}

    def begins(self, placed: ScheduledTask) -> dt.date:
        """A milestone has its date on the day that ends where it lies."""
        return placed.start if self.job.days else placed.start + ONE

    def span(self, tree: str, of: str = "") -> Span:
        """A span, or what stands for it: the work without a margin, the plan without targets."""
        if tree == "latest" and f"{self.project}.latest" not in self.spans:
            tree = "drawn"
        path = f"{self.project}.{tree}.{self.job.id}"
        return self.spans.get(f"{path}{of}") or self.spans[path]

    def first(self, day: dt.date) -> dt.date:
        return day if self.job.all_days else self.days.after(day)

    def last(self, day: dt.date) -> dt.date:
        return day if self.job.all_days else self.days.before(day)

    def distance(self, first: dt.date, last: dt.date) -> int:
        return self.days.count(first, last - ONE) - self.days.count(last, first - ONE)
