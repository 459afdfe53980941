"""MPXJ reads our Project XML, and its scheduler places the tasks where we placed them.

It is the library that most tools read Microsoft Project files with, and its scheduler imitates
Project's. It needs Java and ``pip install '.[judges]'``: it belongs to the thorough run, where both
must be there.
"""

from __future__ import annotations

import datetime as dt
import shutil
from dataclasses import replace
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings

from retrosheet.campaign import Campaign, Options, plan
from retrosheet.exchange.targets import exported
from retrosheet.standing import of_campaign
from retrosheet.standing.model import Standing
from tests.exchange.plans import planned, standings
from tests.made import archetype_names
from tests.thorough import THOROUGH

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MISSING = [name for name in ("mpxj", "jpype") if find_spec(name) is None]
MISSING += [] if shutil.which("java") else ["Java"]
pytestmark = pytest.mark.skipif(not THOROUGH, reason="make thorough installs and asks it")
LAUNCH = dt.date(2027, 3, 15)


@pytest.fixture(scope="module", autouse=True)
def _mpxj() -> None:
    if MISSING:
        pytest.fail(f"The thorough run asks MPXJ: no {', '.join(MISSING)}", pytrace=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("mpxj")


def read(found: Standing, folder: Path) -> Any:
    """The project as MPXJ reads it."""
    import jpype
    import mpxj  # noqa: F401 - puts its jars where Java looks

    if not jpype.isJVMStarted():
        jpype.startJVM(convertStrings=True)
    reader = jpype.JClass("org.mpxj.reader.UniversalProjectReader")
    (file,) = exported("msproject", found, "en").files
    assert isinstance(file.content, bytes)
    path = folder / "plan.xml"
    path.write_bytes(file.content)
    return reader().read(str(path))


def dates(project: Any) -> dict[str, tuple[str, str]]:
    """First day and last day by our id."""
    return {
        str(task.getText(1)): (str(task.getStart())[:10], str(task.getFinish())[:10])
        for task in project.getTasks()
        if task.getText(1) is not None
    }


@given(standings(plain=True))
@settings(max_examples=200)
def test_it_reads_the_dates_that_we_planned(folder: Path, found: Standing) -> None:
    """Another reader of the format finds each task on our days."""
    assert dates(read(found, folder)) == planned(found)


@given(standings())
@settings(max_examples=100)
def test_it_reads_every_name(folder: Path, found: Standing) -> None:
    """No task is lost on the way, whatever it is called."""
    project = read(found, folder)
    assert set(dates(project)) == {item.id for item in found.items}


def scheduled(project: Any) -> dict[str, tuple[str, str]]:
    """The dates after MPXJ has placed everything anew, as Project does on opening."""
    import jpype

    scheduler = jpype.JClass("org.mpxj.cpm.MicrosoftScheduler")()
    scheduler.schedule(project, project.getProjectProperties().getStartDate())
    return dates(project)


def campaign(name: str, launch: dt.date) -> Campaign:
    from retrosheet.archetype import library
    from retrosheet.archetype.load import load

    return plan(load(library.find(name), "en"), Options(launch, "en", "FR"))


@pytest.mark.parametrize("name", archetype_names())
def test_its_scheduler_places_a_campaign_as_we_do(folder: Path, name: str) -> None:
    """Scheduled from the finish, by an independent engine: not a day apart."""
    found = of_campaign.standing_of(campaign(name, LAUNCH), dt.date(2026, 1, 5))
    assert scheduled(read(found, folder)) == planned(found)


@pytest.mark.parametrize("name", archetype_names())
def test_whoever_moves_launch_in_project_moves_the_plan(folder: Path, name: str) -> None:
    """Launch a week later there: every task lies where our own schedule puts it then.

    But for what a lag on the clock cannot say: a margin before a target, which counts working days,
    with what leads there; and work of several days up to a target after launch.
    """
    import jpype

    week = dt.timedelta(days=7)
    before, after = (
        of_campaign.standing_of(campaign(name, day), dt.date(2026, 1, 5))
        for day in (LAUNCH, LAUNCH + week)
    )
    # the days off are those of both plans, the links those of the first
    project = read(replace(before, calendar=after.calendar), folder)
    moments = jpype.JClass("java.time.LocalDateTime")
    project.getProjectProperties().setFinishDate(moments.of(2028, 12, 29, 17, 0))
    for task in project.getTasks():
        if task.getConstraintDate() is not None:
            task.setConstraintDate(task.getConstraintDate().plusDays(week.days))
    ours, theirs = planned(after), scheduled(project)
    loose = set(_loose(after))
    assert len(loose) < len(ours)
    assert {key: theirs[key] for key in ours if ours[key] != theirs[key] and key not in loose} == {}


def _loose(found: Standing) -> Iterator[str]:
    for item in found.items:
        if (item.offset or 0) > 0 and item.duration > 1:
            yield item.id
    queue = [item for item in found.items if item.offset is not None and item.margin]
    while queue:
        item = queue.pop()
        yield item.id
        queue += [found.by_id[need.id] for need in item.needs]
