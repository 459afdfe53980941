"""A plan that is exported and imported again is the same plan, as far as the target carries it."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

import pytest

from retrosheet.archetype import library
from retrosheet.archetype.load import load
from retrosheet.archetype.model import Archetype
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.cli.commands.import_source import _grid
from retrosheet.exchange.targets import exported
from retrosheet.importing.imported import Asked, Imported, of_grids, of_text
from retrosheet.owners import owners
from retrosheet.schedule import compute
from retrosheet.standing import of_campaign
from retrosheet.standing.model import Standing
from retrosheet.workbook.model import Workbook
from retrosheet.xlsx.whole import read_tabs
from retrosheet.xlsx.write import render
from tests.thorough import covering

LAUNCH = dt.date(2027, 3, 15)
NAMES = ("communication-campaign", "event", "music-release", "website-redesign")


class Carries(NamedTuple):
    """What a target keeps of each task, besides its title, its phase and its last day."""

    start: bool = True
    owner: bool = True
    needs: bool = True
    margin: bool = False
    """Whether the last day is that of the work, before the margin."""


TARGETS = {
    "msproject": Carries(margin=True),
    "mermaid": Carries(owner=False, needs=False, margin=True),
    "asana": Carries(owner=False),
    "trello": Carries(owner=False, needs=False),
    "notion": Carries(),
    "monday": Carries(),
    "csv": Carries(),
}


@cache
def campaign(name: str) -> Campaign:
    return plan(load(library.find(name), "en"), Options(LAUNCH, "en", "FR"))


def back(target: str, found: Standing) -> Archetype:
    """The campaign type that the files of a target make."""
    files = exported(target, found, "en").files
    file = next(file for file in files if not file.name.endswith(".txt"))
    asked = Asked(file.name, "Plan", "en", found.calendar, launch=LAUNCH)
    done: Imported
    if isinstance(file.content, Workbook):
        tabs = read_tabs(BytesIO(render(file.content)), Path("plan.xlsx"), "en")
        done = of_grids(tuple(_grid(tab.title, tab.rows) for tab in tabs), asked)
    else:
        done = of_text(file.content.decode("utf-8-sig"), asked)
    assert not done.problems, [problem.text.en for problem in done.problems]
    assert done.archetype is not None
    return done.archetype


@pytest.mark.parametrize(
    ("target", "name"),
    {pair: None for turn in (0, 1) for pair in covering(tuple(TARGETS), NAMES, turn=turn)},
)
def test_the_plan_comes_back(target: str, name: str) -> None:
    """Titles in their phases, last days, and what else the target carries; of a task that is split
    its sub-tasks do."""
    carries = TARGETS[target]
    original = of_campaign.standing_of(campaign(name), dt.date(2026, 6, 1))
    archetype = back(target, original)
    again = plan(archetype, Options(LAUNCH, "en", "FR"))
    again = replace(again, calendar=campaign(name).calendar)
    placed = {place.task.title: place for place in compute(again).tasks}
    phases = {task.title: again.phases[task.phase].title for task in again.tasks}
    roles = {task.title: again.role(task.role).title for task in again.tasks}
    titles = {task.id: task.title for task in again.tasks}
    unique = [
        item for item in original.items
        if sum(other.title == item.title for other in original.items) == 1
        and not set(",:;#") & set(item.title)
        and not item.split
    ]  # fmt: skip
    assert len(unique) > len(original.items) * 0.7
    apart = []
    for item in unique:
        place = placed[item.title]
        assert phases[item.title] == original.phases[item.phase]
        last = item.work_end if carries.margin else item.due
        if place.due != last:
            apart.append((item.title, place.due, last))
        if carries.owner:
            # of several names in a cell the first one owns
            assert roles[item.title] == owners(item.owner)[0]
        if carries.needs:
            needed = [original.by_id[need.id] for need in item.needs]
            wanted = {need.title for need in needed if not need.split}
            kept = {titles[need.id] for need in place.task.needs}
            assert {title for title in wanted if not set(",:;#") & set(title)} <= kept
    assert apart == []
