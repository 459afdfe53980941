"""Hundreds of tasks that bind one another: no formula is too long, and every date is right."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from retrosheet import layout
from retrosheet.archetype.load import read
from retrosheet.archetype.source.nodes import MOST_TASKS
from retrosheet.campaign import Options, plan
from retrosheet.layout.engine.parts import MOST
from retrosheet.schedule import compute
from retrosheet.xlsx.write import render
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.engines.package_lint import lint
from tests.thorough import THOROUGH
from tests.workbook.test_values import differences

TODAY = dt.date(2026, 11, 21)
LAUNCH = dt.date(2027, 9, 15)


def archetype(tasks: list[str]) -> str:
    """The YAML of an archetype of one phase."""
    return "\n".join(
        [
            "format: 1",
            "title: {fr: Large, en: Wide}",
            "summary: {fr: Large, en: Wide}",
            "roles: {pm: {fr: Chef, en: Lead}}",
            "phases:",
            "  - id: p1",
            "    title: {fr: Un, en: One}",
            "    tasks:",
            *tasks,
        ]
    )


def task(task_id: str, *given: str) -> str:
    words = ", ".join((f"id: {task_id}", f"title: {{fr: {task_id}, en: {task_id}}}", *given))
    return f"      - {{{words}, owner: pm}}"


def fan(count: int, *, after: bool) -> list[str]:
    """One task, ``count`` behind it with lags of their own, and one behind all of these."""
    lags = [f"{1 + n % 9}{('d', 'cd')[n % 2]}" for n in range(count)]
    middle = [
        task(f"MID{n}", "duration: 2d", f"needs: ['ROOT + {lag}']") for n, lag in enumerate(lags, 1)
    ]
    needs = ", ".join(f"'MID{n} + {lag}'" for n, lag in enumerate(lags, 1))
    root = task("ROOT", "duration: 3d", *(("due: J+3",) if after else ()))
    last = task("LAST", "duration: 1d", f"needs: [{needs}]", *(() if after else ("due: J",)))
    return [root, *middle, last]


@pytest.mark.parametrize("after", [False, True], ids=["before launch", "after launch"])
@pytest.mark.parametrize("count", [MOST + 10, 700] if THOROUGH else [MOST + 10])
def test_a_fan_of_tasks_has_its_dates(count: int, after: bool, tmp_path: Path) -> None:
    """One task with hundreds of followers with lags, one with as many needs: `new` makes it."""
    made, problems = read(archetype(fan(count, after=after)), "wide.yaml")
    assert made is not None, problems
    campaign = plan(made, Options(LAUNCH, "en"))
    schedule = compute(campaign)
    path = tmp_path / "wide.xlsx"
    path.write_bytes(render(layout.build(campaign, schedule, TODAY)))
    if not after or THOROUGH:  # its lines have the same formulas whatever side of launch it is on
        assert lint(path) == []
    grid = IronCalcWorkbook.load(path)
    grid.freeze_today(TODAY)
    assert differences(grid, path)[:20] == []


def test_more_tasks_than_a_plan_holds_are_refused_by_that_name() -> None:
    """The limit is one of tasks, whether they are written down or come from repetitions."""
    count = MOST_TASKS + 1
    tasks = [task(f"T{n}", "due: J") for n in range(1, count + 1)]
    made, problems = read(archetype(tasks), "long.yaml")
    assert made is None
    said = f"{count} tasks in all: a plan has at most {MOST_TASKS}; make it several campaigns"
    assert [problem.message for problem in problems] == [said]
