"""Random campaigns of a kind that another scheduler can plan too, told in terms of neither.

Every need points back, so there are no circles. Nothing is in conflict: a fixed end lies so early
that whatever follows has room. No job may be due on a day off unless it counts all days.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from random import Random
from typing import Literal, NamedTuple

from retrosheet.archetype import model
from retrosheet.archetype.model import Archetype, Duration, FollowUp, Need, Phase, Role, Unit
from retrosheet.language import Text
from tests.schedule.naive_days import NaiveDays

Side = Literal["before", "launch", "after"]


class Wait(NamedTuple):
    """A job that must be finished, and how many whole days earlier."""

    id: str
    days: int
    unit: Unit


@dataclass(frozen=True)
class Job:
    """``days`` are working days, or days of any kind where ``all_days``; 0 is a milestone.

    ``target`` is a J-offset before J, ``end`` a fixed last day of work and margin, ``chased`` the
    working days until a chaser of one day, 0 for none.
    """

    id: str
    side: Side
    days: int
    all_days: bool = False
    waits: tuple[Wait, ...] = ()
    margin: int = 0
    target: int | None = None
    end: dt.date | None = None
    chased: int = 0


@dataclass(frozen=True)
class Project:
    """A campaign's jobs in the order of their needs, its J and the day on which work can begin."""

    launch: dt.date
    start: dt.date
    jobs: tuple[Job, ...]

    @property
    def before(self) -> tuple[Job, ...]:
        return tuple(job for job in self.jobs if job.side != "after")


def random_project(random: Random, launch: dt.date, days: NaiveDays) -> Project:
    jobs: list[Job] = []
    for number in range(random.randint(3, 6)):
        jobs.append(_before(random, f"b{number}", jobs, launch, days))
    length = random.choice((0, 1))
    last = _waits(random, jobs, length, at_least=1)
    jobs.append(Job("launch", "launch", length, waits=last))
    for number in range(random.randint(1, 3)):
        jobs.append(_after(random, f"a{number}", jobs))
    start = launch - dt.timedelta(days=random.choice((60, 210)))
    return Project(launch, start, tuple(jobs))


def _before(random: Random, name: str, earlier: list[Job], launch: dt.date, days: NaiveDays) -> Job:
    if random.random() < 0.2:
        waits = _waits(random, earlier, length := random.randint(1, 9), all_days=True)
        return Job(name, "before", length, all_days=True, waits=waits)
    target = -random.randint(2, 50) if random.random() < 0.3 else None
    end = None
    if random.random() < 0.15:
        target, end = None, days.before(launch - dt.timedelta(days=random.randint(150, 190)))
    length = random.choice((0, 1, 1, 2, 3, 5, 8))
    return Job(
        name,
        "before",
        length,
        waits=_waits(random, earlier, length),
        margin=random.choice((0, 0, 1, 3)),
        target=target,
        end=end,
        chased=random.choice((0, 0, 0, 1, 4)),
    )


def _after(random: Random, name: str, earlier: list[Job]) -> Job:
    all_days = random.random() < 0.3
    length = random.randint(1, 9)
    behind = random.choice([job for job in earlier if job.side != "before"])
    others = [job for job in earlier if job != behind]
    also = (
        # What is due before J on the eve of days off ends at the last midnight for TaskJuggler.
        wait._replace(unit="d") if wait.id.startswith("b") else wait
        for wait in _waits(random, others, length, all_days)[:1]
    )
    waits = (_wait(random, behind, length), *also)
    margin = 0 if all_days else random.choice((0, 1, 2))
    return Job(name, "after", length, all_days, waits, margin)


def _waits(
    random: Random, earlier: list[Job], length: int, all_days: bool = False, at_least: int = 0
) -> tuple[Wait, ...]:
    """Up to two needs; none between a milestone and what counts all days.

    At which of the midnights around days off a milestone lies is each scheduler's own affair, so
    that nothing here may depend on it; hence no lag of calendar days beside one either.
    """
    fitting = [
        job
        for job in earlier
        if not (all_days and job.days == 0) and not (length == 0 and job.all_days)
    ]
    count = min(len(fitting), random.randint(at_least, 2))
    return tuple(_wait(random, job, length) for job in random.sample(fitting, count))


def _wait(random: Random, job: Job, length: int) -> Wait:
    beside_milestone = length == 0 or (job.days == 0 and job.side != "launch")
    unit: Unit = "d" if beside_milestone else random.choice(("d", "cd"))
    return Wait(job.id, random.choice((0, 0, 1, 2, 5)), unit)


def archetype_of(project: Project) -> Archetype:
    """The same jobs as retrosheet's own input."""
    tasks = tuple(_task(job) for job in project.jobs)
    return Archetype(
        name="jobs",
        path="jobs.yaml",
        title=Text("Jobs", "Jobs"),
        summary=Text("", ""),
        roles=(Role("boss", Text("Boss", "Boss")),),
        phases=(Phase("all", Text("All", "All"), tasks),),
    )


def _task(job: Job) -> model.Task:
    return model.Task(
        job.id,
        Text(job.id, job.id),
        "boss",
        kind="task" if job.days else "milestone",
        duration=Duration(job.days, "cd" if job.all_days else "d"),
        # Before J, calendar days are due on a working day unless any day will do.
        any_day=job.all_days and job.side == "before",
        needs=tuple(Need(wait.id, Duration(wait.days, wait.unit)) for wait in job.waits),
        due=0 if job.side == "launch" else job.target,
        fixed=job.end,
        margin=job.margin,
        follow_ups=(FollowUp(Duration(job.chased, "d")),) if job.chased else (),
    )
