"""TaskJuggler as a second scheduler: projects written as one .tjp, its CSV report read back.

Each project becomes three trees of tasks, none of which knows the others:

- ``drawn``: from J backwards as late as possible, targets kept; after J as soon as possible;
- ``latest``: the same without targets: what launch can bear; not there where there are no targets;
- ``earliest``: everything up to launch as soon as possible.

A working day is 24 hours long here, so that all boundaries are midnights. A margin is a task of
its own behind the work. Dates are TaskJuggler's: an end is the midnight after the last day.
"""

from __future__ import annotations

import csv
import datetime as dt
import shutil
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from tests.schedule.jobs import Job, Project, Wait
from tests.schedule.naive_days import ONE, NaiveDays

SECONDS_AT_MOST = 120


class Span(NamedTuple):
    """From one midnight to another, the second one excluded."""

    start: dt.date
    end: dt.date


def missing() -> str | None:
    """What keeps TaskJuggler from being run here; None where nothing does."""
    if shutil.which("tj3") is None:
        return "TaskJuggler is not installed (no `tj3` on the PATH; Debian and Ubuntu: tj3)"
    return None


def schedule(projects: Sequence[Project], days: NaiveDays, folder: Path) -> Mapping[str, Span]:
    """All spans of all projects by path: ``p3.drawn.b1`` is the work, ``p3.drawn.b1_due`` what
    comes behind it, if anything does. One run of TaskJuggler, whose calendar all projects share.
    """
    source = folder / "projects.tjp"
    source.write_text("\n".join(_source(projects, days)) + "\n", "utf-8")
    run = subprocess.run(
        ["tj3", "--silent", "--no-color", "--output-dir", str(folder), str(source)],
        capture_output=True,
        text=True,
        timeout=SECONDS_AT_MOST,
        check=False,
    )
    assert run.returncode == 0, run.stdout + run.stderr
    with (folder / "spans.csv").open(encoding="utf-8", newline="") as report:
        return {
            row["Id"]: Span(dt.date.fromisoformat(row["Start"]), dt.date.fromisoformat(row["End"]))
            for row in csv.DictReader(report, delimiter=";")
        }


def _source(projects: Sequence[Project], days: NaiveDays) -> Iterator[str]:
    launches = [project.launch for project in projects]
    first, last = min(launches) - 300 * ONE, max(launches) + 120 * ONE
    yield f'project retrosheet "Oracle" {first} - {last} {{'
    yield '  timezone "UTC"'
    yield "  timingresolution 60min"
    yield "  dailyworkinghours 24"
    for name in ("mon", "tue", "wed", "thu", "fri", "sat", "sun"):
        off = name in days.weekend.lower().split()
        yield f"  workinghours {name} {'off' if off else '0:00 - 24:00'}"
    yield "}"
    for day in sorted(days.off):
        yield f'leaves holiday "off" {day}'
    for number, project in enumerate(projects):
        yield f'task p{number} "p{number}" {{'
        yield from _tree("drawn", _drawn(project, days))
        if any(job.target is not None for job in project.before):
            yield from _tree("latest", _backwards(project, days, targets=False))
        yield from _tree("earliest", _earliest(project))
        yield "}"
    yield 'taskreport spans "spans" {'
    yield "  formats csv"
    yield "  columns id, start, end"
    yield '  timeformat "%Y-%m-%d"'
    yield "}"


def _tree(name: str, lines: Iterator[str]) -> Iterator[str]:
    yield f'  task {name} "{name}" {{'
    yield from (f"    {line}" for line in lines)
    yield "  }"


def _drawn(project: Project, days: NaiveDays) -> Iterator[str]:
    yield from _backwards(project, days, targets=True)
    done = {job.id: _done(job) for job in project.jobs}
    for job in project.before:
        if job.chased:
            gap = _gap(job.chased - 1, "d")
            yield _task(f"{job.id}_chaser", f"asap length 1d depends !{done[job.id]}{gap}")
    for job in project.jobs:
        if job.side == "after":
            yield _task(job.id, f"asap {_length(job)} {_depends(job.waits, done)} depends !j")
            if job.margin:
                yield _task(f"{job.id}_due", f"asap {_days(job.margin)} depends !{job.id}")


def _backwards(project: Project, days: NaiveDays, *, targets: bool) -> Iterator[str]:
    """What J may wait for, J itself as ``j`` on the midnight at its end."""
    yield f'task j "j" {{ milestone start {project.launch + ONE} }}'
    for job in project.before:
        until = [
            f"precedes !{follower.id}{_gap(wait.days, wait.unit)}"
            for follower in project.before
            for wait in follower.waits
            if wait.id == job.id
        ]
        if targets and job.target is not None:
            day = project.launch + job.target * ONE
            yield f'task {job.id}_target "target" {{ milestone start {day + ONE} }}'
            until.append(f"precedes !{job.id}_target")
        until.append("precedes !j")
        # Launch is due on J, or on the working day before it.
        end = days.before(project.launch) if job.side == "launch" else job.end
        if end is not None:
            until = [f"end {end + ONE}"]
        if job.margin:
            yield _task(job.id, f"alap {_length(job)} precedes !{job.id}_due")
            yield _task(f"{job.id}_due", f"alap {_days(job.margin)} {' '.join(until)}")
        else:
            yield _task(job.id, f"alap {_length(job)} {' '.join(until)}")


def _earliest(project: Project) -> Iterator[str]:
    yield f'task begin "begin" {{ milestone start {project.start} }}'
    done = {job.id: f"{job.id}_fixed" if job.end else _done(job) for job in project.before}
    for job in project.before:
        yield _task(job.id, f"asap {_length(job)} {_depends(job.waits, done)} depends !begin")
        if job.margin:
            yield _task(f"{job.id}_due", f"asap {_days(job.margin)} depends !{job.id}")
        if job.end is not None:
            yield f'task {job.id}_end "end" {{ milestone start {job.end + ONE} }}'
            both = f"asap milestone depends !{_done(job)} depends !{job.id}_end"
            yield _task(f"{job.id}_fixed", both)


def _done(job: Job) -> str:
    return f"{job.id}_due" if job.margin else job.id


def _task(name: str, body: str) -> str:
    return f'task {name} "{name}" {{ scheduling {body} }}'


def _length(job: Job) -> str:
    return f"duration {job.days}d" if job.all_days else _days(job.days)


def _days(count: int) -> str:
    return f"length {count}d" if count else "milestone"


def _depends(waits: Sequence[Wait], done: Mapping[str, str]) -> str:
    return " ".join(f"depends !{done[wait.id]}{_gap(wait.days, wait.unit)}" for wait in waits)


def _gap(days: int, unit: str) -> str:
    if not days:
        return ""
    return f" {{ {'gaplength' if unit == 'd' else 'gapduration'} {days}d }}"
