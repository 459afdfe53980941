"""Shared blocks: what ``use`` puts into an archetype, and what comes along with it."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path

import pytest  # noqa: TC002 (hypothesis reads the types of its tests)
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrosheet.archetype.load import load, read
from retrosheet.archetype.model import Archetype, Block, Channel, Duration, Need, Role, Task
from retrosheet.archetype.source.problems import Problem
from retrosheet.language import Text

PRESS = Path(__file__).parent / "good" / "shared" / "press.yaml"
TOP = """\
format: 1
title: Essai
summary: Un essai
roles: {chef: Chef}
"""
PHASE = """\
phases:
  - id: p1
    title: Phase
    tasks:
      - {id: VAL1, title: x, owner: chef, due: J-60}
"""


def archetype(folder: Path, items: str, top: str = TOP) -> Archetype:
    """The archetype whose only phase has VAL1, then these items."""
    (folder / "shared").mkdir(exist_ok=True)
    (folder / "shared" / "press.yaml").write_text(PRESS.read_text("utf-8"), "utf-8")
    file = folder / "plan.yaml"
    file.write_text(top + PHASE + textwrap.indent(textwrap.dedent(items), " " * 6), "utf-8")
    return load(file)


def tasks(found: Archetype) -> dict[str, Task]:
    return {task.id: task for task in found.tasks}


def needs(found: Archetype) -> dict[str, tuple[Need, ...]]:
    return {task.id: task.needs for task in found.tasks}


def test_a_block_stands_where_it_is_used(tmp_path: Path) -> None:
    """All its tasks, in its order, between their neighbours."""
    found = archetype(tmp_path, "- use: press\n- {id: VAL2, title: x, owner: chef}\n")
    assert list(tasks(found)) == ["VAL1", "PRS1", "PRS2", "PRS3", "PRS4", "VAL2"]


def test_using_a_whole_block_is_writing_its_tasks_in_place(tmp_path: Path) -> None:
    """But for the lines on which the tasks stand: those of another file are not told."""
    used = archetype(tmp_path, "- use: press\n")
    text = PRESS.read_text("utf-8").replace("roles:", "roles:\n  chef: Chef")
    head, _, rest = text.partition("tasks:\n")
    written = "".join(f"    {line}\n" for line in rest.partition("kpis:")[0].splitlines())
    lines, money = PHASE, rest.partition("kpis:")[2]
    found, problems = read(f"{head}{lines}{written}kpis:{money}", str(tmp_path / "plan.yaml"))
    assert problems == []
    assert found is not None
    assert [replace(task, line=0) for task in used.tasks] == [
        replace(task, line=0) for task in found.tasks
    ]
    assert set(used.roles) == set(found.roles)
    assert (used.channels, used.blocks) == (found.channels, found.blocks)
    assert (used.kpis, used.budget) == (found.kpis, found.budget)


def test_only_and_without_choose(tmp_path: Path) -> None:
    """A task alone may stand without a list."""
    found = archetype(tmp_path, "- {use: press, only: [PRS4, PRS1]}\n")
    assert list(tasks(found)) == ["VAL1", "PRS1", "PRS4"]
    found = archetype(tmp_path, "- {use: press, without: PRS1}\n")
    assert list(tasks(found)) == ["VAL1", "PRS2", "PRS3", "PRS4"]


def test_needs_of_a_task_left_out_are_passed_on(tmp_path: Path) -> None:
    """Through as many as there are, with the lag of the last of them."""
    found = archetype(tmp_path, "- {use: press, without: PRS2}\n")
    assert needs(found)["PRS4"] == (Need("PRS1", Duration(1, "d")), Need("PRS3"))
    found = archetype(tmp_path, "- {use: press, only: PRS4}\n")
    assert needs(found)["PRS4"] == ()


def test_of_two_needs_passed_on_the_longer_lag_stays(tmp_path: Path) -> None:
    """PRS4 comes to PRS1 by two ways, one of them with a day in between."""
    found = archetype(tmp_path, "- {use: press, without: [PRS2, PRS3]}\n")
    assert needs(found)["PRS4"] == (Need("PRS1", Duration(1, "d")),)


def test_another_use_or_the_archetype_may_have_what_is_left_out(tmp_path: Path) -> None:
    """Then the needs stay as they are written."""
    found = archetype(
        tmp_path,
        "- {use: press, only: [PRS3, PRS4]}\n"
        "- {use: press, only: PRS1}\n"
        "- {id: PRS2, title: Own, owner: chef}\n",
    )
    assert needs(found)["PRS4"] == (Need("PRS2"), Need("PRS3"))
    assert tasks(found)["PRS2"].title.en == "Own"


def test_needs_go_to_what_needs_nothing_of_the_block(tmp_path: Path) -> None:
    """And not to a task whose needs are written under override."""
    found = archetype(tmp_path, "- {use: press, without: PRS1, needs: [VAL1 + 2d]}\n")
    behind = (Need("VAL1", Duration(2, "d")),)
    assert (needs(found)["PRS2"], needs(found)["PRS3"]) == (behind, behind)
    assert needs(found)["PRS4"] == (Need("PRS2"), Need("PRS3"))
    found = archetype(
        tmp_path,
        "- {use: press, without: PRS1, needs: VAL1, override: {PRS2: {needs: []}}}\n",
    )
    assert (needs(found)["PRS2"], needs(found)["PRS3"]) == ((), (Need("VAL1"),))


def test_a_block_of_the_archetype_takes_all_tasks(tmp_path: Path) -> None:
    """Over the block that the shared file says, but not over an override."""
    top = TOP + "blocks: {relations: {title: R}}\n"
    found = archetype(
        tmp_path, "- {use: press, block: relations, override: {PRS4: {block: ~}}}\n", top
    )
    assert [task.block for task in found.tasks] == [None, *["relations"] * 3, None]
    assert found.blocks == (Block("relations", Text("R", "R")),)


def test_lines_go_with_the_block_to_which_every_use_belongs(tmp_path: Path) -> None:
    """Indicators and money belong to the same block; where a use has none, to none."""
    top = TOP + "blocks: {relations: {title: R}}\n"
    found = archetype(tmp_path, "- {use: press, block: relations}\n", top)
    assert [kpi.block for kpi in found.kpis] == ["relations"]
    assert {line.block for line in found.budget} == {"relations"}
    uses = "- {use: press, only: PRS1, block: relations}\n- {use: press, without: PRS1}\n"
    found = archetype(tmp_path, uses, top)
    assert [kpi.block for kpi in found.kpis] == [None]
    assert {line.block for line in found.budget} == {None}


def test_override_replaces_and_removes_keys(tmp_path: Path) -> None:
    """A wait takes the place of a duration, a period of the due date and of the margin."""
    found = tasks(
        archetype(
            tmp_path,
            """\
            - use: press
              override:
                PRS1: {wait: 3cd, owner: chef, title: {fr: Choisir, en: Choose}}
                PRS2: {channel: ~}
                PRS4: {period: J-14 → J-10}
            """,
        )
    )
    assert found["PRS1"] == Task(
        id="PRS1",
        title=Text("Choisir", "Choose"),
        owner="chef",
        duration=Duration(3, "cd"),
        incompressible=True,
    )
    assert found["PRS2"].channel is None
    assert (found["PRS4"].due, found["PRS4"].margin) == (None, 0)
    assert found["PRS4"].period == (-14, -10)


def test_only_what_is_named_comes_along(tmp_path: Path) -> None:
    """Roles, channels and blocks of the tasks taken; the archetype's own text wins."""
    found = archetype(
        tmp_path,
        "- {use: press, only: PRS2}\n",
        TOP.replace("Chef}", "Chef, press: Agency}") + "channels: {radio: Radio}\n",
    )
    assert found.roles == (
        Role("chef", Text("Chef", "Chef")),
        Role("press", Text("Agency", "Agency")),
    )
    assert found.channels == (
        Channel("radio", Text("Radio", "Radio")),
        Channel("media", Text("Médias", "Media")),
    )
    assert found.blocks == ()
    found = archetype(tmp_path, "- {use: press, only: PRS3}\n")
    assert [role.id for role in found.roles] == ["chef", "press", "photographer"]
    assert found.blocks == (Block("photo", Text("Photos", "Photos"), default=False),)


def test_budget_lines_come_with_their_tasks(tmp_path: Path) -> None:
    """Those without a task, and the indicators, come with the block, once however often used."""
    found = archetype(tmp_path, "- {use: press, only: PRS1}\n- {use: press, only: PRS2}\n")
    assert [line.title.fr for line in found.budget] == ["Divers"]
    assert [(kpi.title.en, kpi.better) for kpi in found.kpis] == [("Delay", "lower")]
    found = archetype(tmp_path, "- {use: press, only: PRS3}\n")
    assert [line.task for line in found.budget] == ["PRS3", None]


def test_budget_and_kpis_can_stay_away(tmp_path: Path) -> None:
    """Who uses a shared block may leave its money and its indicators; a line of a task that stays
    away goes with it."""
    found = archetype(tmp_path, "- {use: press, budget: no, kpis: false}\n")
    assert (found.budget, found.kpis) == ((), ())
    found = archetype(
        tmp_path, "- {use: press, only: PRS3, budget: non}\n- {use: press, only: PRS1}\n"
    )
    assert [line.task for line in found.budget] == [None]


def test_what_the_archetype_plans_comes_first(tmp_path: Path) -> None:
    """The block's lines stand behind the archetype's own."""
    top = TOP + "budget: [{title: Own, category: x, amount: 1}]\n"
    found = archetype(tmp_path, "- use: press\n", top)
    assert [line.title.en for line in found.budget] == ["Own", "Photos", "Various"]


def test_the_folder_of_the_archetype_wins(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Over a person's own block of the same name, which serves all other archetypes."""
    own = tmp_path / "own"
    (own / "shared").mkdir(parents=True)
    text = PRESS.read_text("utf-8")
    (own / "shared" / "press.yaml").write_text(text.replace("Attaché", "Agence"), "utf-8")
    (own / "shared" / "other.yaml").write_text(text.replace("PRS", "OTH"), "utf-8")
    monkeypatch.setenv("RETROSHEET_TEMPLATES", str(own))
    found = archetype(tmp_path, "- use: press\n- use: other\n")
    assert found.roles[1].title.fr == "Attaché de presse"
    assert "OTH4" in tasks(found)


def test_a_shared_block_loads_on_its_own() -> None:
    """As an archetype of a single phase with its title, every key in place."""
    found = load(PRESS)
    assert [phase.title.en for phase in found.phases] == ["Press"]
    assert list(tasks(found)) == ["PRS1", "PRS2", "PRS3", "PRS4"]
    assert found.tasks[0].line == PRESS.read_text("utf-8").splitlines().index("tasks:") + 2
    assert (len(found.kpis), len(found.budget)) == (1, 2)


def test_a_problem_of_a_block_names_its_file(tmp_path: Path) -> None:
    """The archetype's own problems come first; each file's in its order."""
    (tmp_path / "shared").mkdir()
    shared = tmp_path / "shared" / "press.yaml"
    shared.write_text(PRESS.read_text("utf-8").replace("due: J-14", "due: soon"), "utf-8")
    text = TOP + PHASE + "      - {use: press, only: PRS4, ower: x}\n"
    found, problems = read(text, str(tmp_path / "plan.yaml"))
    assert found is None
    line = next(
        n for n, line in enumerate(shared.read_text("utf-8").splitlines(), 1) if "soon" in line
    )
    assert [problem[:2] for problem in problems] == [
        (str(tmp_path / "plan.yaml"), 10),
        (str(shared), line),
    ]
    assert isinstance(problems[0], Problem)


def test_a_block_that_may_not_be_read_is_said_where_it_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The problem stands at the line that uses the block, with the system's reason."""
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "press.yaml").touch()

    def refuse(path: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    _, problems = read(TOP + PHASE + "      - use: press\n", str(tmp_path / "plan.yaml"))
    (problem,) = problems
    assert problem[1:3] == (10, 14)
    assert "Permission denied" in problem.message


def test_nothing_is_loaded_for_an_archetype_that_uses_none() -> None:
    """A file of its own opens as quickly as ever."""
    script = f"""
        import sys
        from retrosheet.archetype.load import load
        load({str(PRESS.parents[1] / "everything.yaml")!r})
        sys.exit("retrosheet.archetype.composing.assembling" in sys.modules)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True, env=os.environ)


IDS = ("PRS1", "PRS2", "PRS3", "PRS4")


@settings(
    max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sets(st.sampled_from(IDS), min_size=1))
def test_only_some_is_without_the_others(tmp_path: Path, some: set[str]) -> None:
    """And two uses that share the block between them take it whole, with all its needs."""
    only, others = ", ".join(sorted(some)), ", ".join(sorted(set(IDS) - some))
    chosen = archetype(tmp_path, f"- {{use: press, only: [{only}]}}\n")
    assert chosen == archetype(tmp_path, f"- {{use: press, without: [{others}]}}\n")
    assert all(need.id in tasks(chosen) for task in chosen.tasks for need in task.needs)
    if others:
        both = f"- {{use: press, only: [{only}]}}\n- {{use: press, only: [{others}]}}\n"
        assert tasks(archetype(tmp_path, both)) == tasks(archetype(tmp_path, "- use: press\n"))
