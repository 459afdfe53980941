"""Schedules with the expected dates inside the input: how ``cases/*.yaml`` are read.

A file holds one case a YAML document:

- ``case`` says the rule that it pins, ``launch`` is J;
- ``tasks`` are tasks of the archetype format, whose title and owner may be left out;
- optional: ``country``, ``weekend``, ``closed`` (``FROM..TO``), ``start``, ``without`` (blocks
  left out), ``imposed`` (dates typed by people, by id), ``deleted`` (ids), ``added`` (lines typed
  into the workbook: id, duration, needs, offset, imposed);
- ``dates`` has one line a task: id, start → due, or start → end of work → due where the two
  differ, then its float and the words ``critical`` and ``conflict`` where they hold.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from retrosheet.archetype.load import read
from retrosheet.archetype.model import Duration, Need
from retrosheet.calendars import SATURDAY_SUNDAY, Closure
from retrosheet.campaign import Campaign, Options, Task, plan
from retrosheet.schedule import ScheduledTask

FOLDER = Path(__file__).with_name("cases")


class Line(NamedTuple):
    """Where one task lies."""

    id: str
    start: dt.date
    work_end: dt.date
    due: dt.date
    float: int
    critical: bool
    conflict: bool

    @classmethod
    def of(cls, placed: ScheduledTask) -> Line:
        return cls(
            placed.task.id,
            placed.start,
            placed.work_end,
            placed.due,
            placed.float,
            placed.critical,
            placed.conflict,
        )

    def __str__(self) -> str:
        dates = [self.start, *([self.work_end] if self.work_end != self.due else []), self.due]
        words = [w for w in ("critical", "conflict") if getattr(self, w)]
        shown = " → ".join(f"{date:%a %Y-%m-%d}" for date in dates)
        return " ".join([self.id, shown, f"float {self.float}", *words])


@dataclass(frozen=True)
class Case:
    """A campaign and where its tasks must lie."""

    name: str
    campaign: Campaign
    expected: tuple[Line, ...]


def all_cases() -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The documents of all files, each with the name of its file and what it says."""
    for path in sorted(FOLDER.glob("*.yaml")):
        for document in yaml.load_all(path.read_text("utf-8"), yaml.BaseLoader):
            yield f"{path.stem}: {document['case']}", document


def case_of(name: str, document: Mapping[str, Any]) -> Case:
    unknown = set(document) - _KEYS
    assert not unknown, f"{name} has keys that mean nothing: {unknown}"
    expected = tuple(_line(text) for text in document["dates"].splitlines())
    return Case(name, campaign_of(document), expected)


@cache
def _of_text(text: str) -> Campaign:
    """Read once a test run: properties ask for the same plan hundreds of times."""
    loaded: Mapping[str, Any] = yaml.load(text, yaml.BaseLoader)
    return campaign_of(loaded)


def campaign_of(document: Mapping[str, Any] | str) -> Campaign:
    """The campaign of a case; ``dates`` and the case's name may be left out."""
    if isinstance(document, str):
        return _of_text(document)
    tasks = [{"title": task["id"], "owner": "boss", **task} for task in document["tasks"]]
    blocks = {task["block"]: {"title": task["block"]} for task in tasks if "block" in task}
    text = yaml.safe_dump(
        {
            "format": 1,
            "title": "A case",
            "summary": "A case",
            "roles": {"boss": "Boss"},
            "blocks": blocks,
            "phases": [{"id": "all", "title": "All", "tasks": tasks}],
        },
        sort_keys=False,
    )
    archetype, problems = read(text, "case.yaml")
    assert archetype is not None, "\n".join(map(str, problems))
    campaign = plan(archetype, _options(document))
    imposed = document.get("imposed", {})
    deleted = document.get("deleted", ())
    assert {*imposed, *deleted} <= {task.id for task in campaign.tasks}
    edited = (
        replace(
            task,
            imposed=_date(imposed[task.id]) if task.id in imposed else task.imposed,
            deleted=task.id in deleted,
        )
        for task in campaign.tasks
    )
    return replace(campaign, tasks=(*edited, *map(_added, document.get("added", ()))))


_KEYS = frozenset(
    "case launch country weekend closed start without imposed deleted tasks added dates".split()
)


def _options(document: Mapping[str, Any]) -> Options:
    closures = (text.split("..") for text in document.get("closed", ()))
    return Options(
        launch=_date(document["launch"]),
        country=document.get("country"),
        weekend=document.get("weekend", SATURDAY_SUNDAY),
        closed=tuple(Closure(_date(first), _date(last)) for first, last in closures),
        start=_date(document["start"]) if "start" in document else None,
        without_blocks=tuple(document.get("without", ())),
    )


def _added(line: Mapping[str, Any]) -> Task:
    return Task(
        id=line["id"],
        phase=0,
        title=line["id"],
        role="boss",
        placement="free",
        duration=int(line.get("duration", 1)),
        needs=tuple(Need(task_id, Duration(0, "d")) for task_id in line.get("needs", ())),
        offset=int(line["offset"]) if "offset" in line else None,
        imposed=_date(line["imposed"]) if "imposed" in line else None,
    )


def _date(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


_EXPECTED = re.compile(
    r"(?P<id>\S+) +(?P<dates>\w{3} \S+(?: +→ +\w{3} \S+){1,2}) +float (?P<float>-?\d+)"
    r"(?P<critical> +critical)?(?P<conflict> +conflict)? *"
)


def _line(text: str) -> Line:
    match = _EXPECTED.fullmatch(text)
    assert match, f"not a line of dates: {text!r}"
    dates = [_weekday_and_date(part) for part in re.split(" +→ +", match["dates"])]
    return Line(
        match["id"],
        start=dates[0],
        work_end=dates[1],
        due=dates[-1],
        float=int(match["float"]),
        critical=match["critical"] is not None,
        conflict=match["conflict"] is not None,
    )


def _weekday_and_date(text: str) -> dt.date:
    """The date of ``Mon 2027-03-15``; the weekday is there to be read, and must be right."""
    weekday, _, date = text.partition(" ")
    found = _date(date)
    assert f"{found:%a}" == weekday, f"{date} is a {found:%A}"
    return found
