"""Archetypes that extend others: what changes, what stays, and in which order."""

from __future__ import annotations

import textwrap
from dataclasses import replace
from pathlib import Path

import pytest

from retrosheet.archetype.library import names
from retrosheet.archetype.load import load
from retrosheet.archetype.model import Archetype, Block, Duration, Need, Role, Task
from retrosheet.errors import InvalidArchetype
from retrosheet.language import Text

GOOD = Path(__file__).parent / "good"
BASE = """\
format: 1
title: Base
summary: Une base
roles: {chef: Chef, client: Client}
channels: {radio: Radio}
blocks: {party: {title: Party, default: no}}
phases:
  - id: p1
    title: One
    tasks:
      - {id: A, title: a, owner: chef, duration: 3d}
      - {id: B, title: b, owner: chef, needs: A + 2d, due: J-20, repeat: {every: 1w, until: J-6}}
      - {id: C, title: c, owner: client, needs: [B], block: party}
  - id: p2
    title: Two
    tasks:
      - {id: D, title: d, owner: chef, needs: [C, A], due: J, margin: 1d}
objectives:
  - {title: o, specific: s, measurable: m, achievable: a, relevant: r, time_bound: t}
kpis:
  - {title: k, target: 3, unit: u, measured: J+3, owner: chef}
budget:
  - {title: Print, category: c, amount: 10, task: B}
  - {title: Other, category: c, amount: 5}
"""


def extended(folder: Path, text: str) -> Archetype:
    (folder / "base.yaml").write_text(BASE, "utf-8")
    file = folder / "mine.yaml"
    file.write_text("format: 1\nextends: base.yaml\n" + textwrap.dedent(text), "utf-8")
    return load(file)


def in_p1(folder: Path, tasks: str) -> Archetype:
    """The base with these changes in its first phase."""
    items = textwrap.indent(textwrap.dedent(tasks), " " * 6)
    return extended(folder, f"phases:\n  - id: p1\n    tasks:\n{items}")


def layout(found: Archetype) -> dict[str, list[str]]:
    return {phase.id: [task.id for task in phase.tasks] for phase in found.phases}


def task(found: Archetype, task_id: str) -> Task:
    return next(task for task in found.tasks if task.id == task_id)


def alike(found: Archetype) -> Archetype:
    """The archetype without what says where it was read."""
    phases = tuple(
        replace(phase, tasks=tuple(replace(task, line=0) for task in phase.tasks))
        for phase in found.phases
    )
    return replace(found, name="", path="", phases=phases)


@pytest.mark.parametrize(
    "path",
    [GOOD / "everything.yaml", GOOD / "uses.yaml", GOOD / "extends.yaml"],
    ids=lambda path: path.stem,
)
def test_extending_with_nothing_is_the_base(path: Path, tmp_path: Path) -> None:
    """Whatever the base itself is made of."""
    file = tmp_path / "mine.yaml"
    file.write_text(f"format: 1\nextends: {path}\n", "utf-8")
    assert alike(load(file)) == alike(load(path))


@pytest.mark.parametrize("name", names())
def test_every_shipped_archetype_can_be_extended_by_its_name(name: str, tmp_path: Path) -> None:
    """Even by a file of the same name, which then stands in for it."""
    file = tmp_path / f"{name}.yaml"
    file.write_text(f"format: 1\nextends: {name}\ntitle: Mine\n", "utf-8")
    found = load(file)
    assert (found.name, found.title.en) == (name, "Mine")
    assert len(found.tasks) > 5


def test_texts_are_replaced(tmp_path: Path) -> None:
    """What the file says of its title counts; what it leaves out is the base's."""
    found = extended(tmp_path, "title: {fr: À moi, en: Mine}\n")
    assert (found.name, found.title) == ("mine", Text("À moi", "Mine"))
    assert found.summary.fr == "Une base"


def test_ids_are_added_changed_and_removed(tmp_path: Path) -> None:
    """Roles, channels and blocks each keep their place; of a block, only the keys given change."""
    found = extended(
        tmp_path,
        """\
        roles: {chef: Director, guest: Guest}
        channels: {radio: ~, press: Press}
        blocks: {party: {default: yes}, video: {title: Video}}
        """,
    )
    assert found.roles == (
        Role("chef", Text("Director", "Director")),
        Role("client", Text("Client", "Client")),
        Role("guest", Text("Guest", "Guest")),
    )
    assert [channel.id for channel in found.channels] == ["press"]
    assert found.blocks == (
        Block("party", Text("Party", "Party")),
        Block("video", Text("Video", "Video")),
    )


def test_a_known_task_changes_in_place(tmp_path: Path) -> None:
    """Only the keys given; ``line`` is told of tasks of the file itself alone."""
    found = in_p1(
        tmp_path, "- {id: B, owner: client, title: bb, repeat: ~}\n- {id: A, duration: ~}\n"
    )
    assert layout(found)["p1"] == ["A", "B", "C"]
    assert task(found, "B") == Task(
        id="B",
        title=Text("bb", "bb"),
        owner="client",
        needs=(Need("A", Duration(2, "d")),),
        due=-20,
    )
    assert task(found, "A").duration == Duration(1, "d")


@pytest.mark.parametrize(
    ("change", "due", "period", "fixed"),
    [
        ("{id: B, period: J-20..J-15}", None, (-20, -15), False),
        ("{id: B, fixed: 12-20}", None, None, True),
        ("{id: B, due: J-21}", -21, None, False),
    ],
)
def test_a_date_takes_the_place_of_another(
    tmp_path: Path, change: str, due: int | None, period: tuple[int, int] | None, fixed: bool
) -> None:
    """And a repetition goes with the due date from which it counts."""
    found = task(in_p1(tmp_path, f"- {change}\n"), "B")
    assert (found.due, found.period, found.fixed is not None) == (due, period, fixed)
    assert (found.repeat is None) is (due is None)


def test_a_period_takes_length_and_margin_away(tmp_path: Path) -> None:
    """It has neither; the other way round, the period stays and the length is a problem."""
    text = "phases: [{id: p2, tasks: [{id: D, period: J..J+3}]}]\n"
    found = task(extended(tmp_path, text), "D")
    assert (found.period, found.margin, found.due) == ((0, 3), 0, None)
    (tmp_path / "period.yaml").write_text(
        "format: 1\nextends: mine.yaml\n" + text.replace("period: J..J+3", "duration: 2d"), "utf-8"
    )
    with pytest.raises(InvalidArchetype, match='"period" and "duration" together') as caught:
        load(tmp_path / "period.yaml")
    assert Path(caught.value.problems[0].path).name == "period.yaml"


def test_a_wait_takes_the_place_of_a_duration(tmp_path: Path) -> None:
    """A task whose length was worked through can be made one that is only waited for."""
    found = task(in_p1(tmp_path, "- {id: A, wait: 5cd}\n"), "A")
    assert (found.duration, found.incompressible) == (Duration(5, "cd"), True)


def test_new_tasks_go_to_the_end_or_where_they_say(tmp_path: Path) -> None:
    """Several behind the same one keep the order of the file."""
    new = ", title: x, owner: chef"
    found = in_p1(
        tmp_path,
        f"""\
        - {{id: N1{new}}}
        - {{id: N2{new}, after: A}}
        - {{id: N3{new}, after: A}}
        - {{id: N4{new}, before: A}}
        - {{id: N5{new}, before: A}}
        - {{id: N6{new}, after: N1}}
        """,
    )
    assert layout(found)["p1"] == ["N4", "N5", "A", "N2", "N3", "B", "C", "N1", "N6"]
    lines = (tmp_path / "mine.yaml").read_text("utf-8").splitlines()
    assert task(found, "N1").line == next(n for n, line in enumerate(lines, 1) if "N1," in line)


def test_a_known_task_moves(tmp_path: Path) -> None:
    """Within its phase where it says so, and out of a phase that lists it no more."""
    assert layout(in_p1(tmp_path, "- {id: C, before: A}\n"))["p1"] == ["C", "A", "B"]
    found = in_p1(tmp_path, "- {id: D, after: A, due: J+1}\n")
    assert layout(found) == {"p1": ["A", "D", "B", "C"]}
    assert (task(found, "D").due, task(found, "D").margin) == (1, 1)


def test_phases_are_added_renamed_and_moved(tmp_path: Path) -> None:
    """A phase that is new stands last or where it says; one that is known moves whole."""
    new = "title: New {0}, tasks: [{{id: {0}, title: x, owner: chef}}]"
    found = extended(
        tmp_path,
        f"""\
        phases:
          - {{id: p3, {new.format("E")}}}
          - {{id: p4, {new.format("F")}, before: p1}}
          - {{id: p2, title: Zwei, before: p1}}
        """,
    )
    assert layout(found) == {"p4": ["F"], "p2": ["D"], "p1": ["A", "B", "C"], "p3": ["E"]}
    assert found.phases[1].title.en == "Zwei"


def test_what_a_removed_task_needed_is_passed_on(tmp_path: Path) -> None:
    """With its budget line gone; of the lags, that of the last need stays."""
    found = extended(tmp_path, "remove: [B, C]\n")
    assert layout(found) == {"p1": ["A"], "p2": ["D"]}
    assert task(found, "D").needs == (Need("A", Duration(2, "d")),)
    assert [line.title.en for line in found.budget] == ["Other"]


def test_a_phase_left_empty_goes(tmp_path: Path) -> None:
    """Nobody gets a heading without a task below it."""
    assert layout(extended(tmp_path, "remove: D\n")) == {"p1": ["A", "B", "C"]}


def test_a_removed_task_may_be_replaced_where_it_stood(tmp_path: Path) -> None:
    """A place is looked for before anything is removed."""
    found = extended(
        tmp_path,
        """\
        phases:
          - id: p2
            tasks:
              - {id: E, title: e, owner: chef, needs: C, due: J, after: D}
        remove: D
        """,
    )
    assert layout(found)["p2"] == ["E"]


def test_objectives_indicators_and_budget_are_replaced_whole(tmp_path: Path) -> None:
    """Lists without ids are never mixed: the base's stand until the file has its own."""
    found = extended(
        tmp_path,
        "objectives: []\nbudget: [{title: x, category: c, amount: 1, task: A}]\nkpis: []\n",
    )
    assert (found.objectives, found.kpis) == ((), ())
    assert [line.title.en for line in found.budget] == ["x"]
    kept = extended(tmp_path, "")
    assert [len(part) for part in (kept.objectives, kept.kpis, kept.budget)] == [1, 1, 2]


def test_an_extension_may_use_shared_blocks() -> None:
    """Behind or in front of a task of the base; and it may change those that the base uses."""
    found = load(GOOD / "extends.yaml")
    assert layout(found) == {
        "start": ["INI1"],
        "before": ["VAL1", "VAL2", "PRS1", "PRS3"],
        "after": ["PRS4"],
    }
    assert task(found, "PRS1").owner == "guest"
    assert task(found, "PRS1").needs == (Need("VAL1"), Need("INI1"))
    assert "photographer" in [role.id for role in found.roles]


def test_indicators_of_a_block_come_once(tmp_path: Path) -> None:
    """Though the base and the file that extends it both use it."""
    use = "phases: [{id: %s, title: %s, tasks: [{use: press, only: %s}]}]\n"
    (tmp_path / "shared").mkdir()
    shared = (GOOD / "shared" / "press.yaml").read_text("utf-8")
    (tmp_path / "shared" / "press.yaml").write_text(shared, "utf-8")
    (tmp_path / "one.yaml").write_text(
        "format: 1\ntitle: x\nsummary: x\nroles: {chef: Chef}\n" + use % ("p", "P", "PRS1"),
        "utf-8",
    )
    file = tmp_path / "two.yaml"
    file.write_text("format: 1\nextends: one.yaml\n" + use % ("q", "Q", "PRS2"), "utf-8")
    assert [kpi.title.en for kpi in load(file).kpis] == ["Delay"]
    assert [line.title.en for line in load(file).budget] == ["Various"]


def test_an_extension_may_be_extended(tmp_path: Path) -> None:
    """Eight deep; paths count from the file that names them."""
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "e0.yaml").write_text(BASE, "utf-8")
    for number in range(1, 9):
        (tmp_path / "deep" / f"e{number}.yaml").write_text(
            f"format: 1\nextends: e{number - 1}.yaml\nphases: [{{id: p1, tasks: "
            f"[{{id: N{number}, title: x, owner: chef, needs: A, after: A}}]}}]\n",
            "utf-8",
        )
    found = load(tmp_path / "deep" / "e8.yaml")
    assert layout(found)["p1"] == ["A", *(f"N{number}" for number in range(8, 0, -1)), "B", "C"]
    (tmp_path / "nine.yaml").write_text("format: 1\nextends: deep/e8.yaml\n", "utf-8")
    with pytest.raises(InvalidArchetype, match="more than 8"):
        load(tmp_path / "nine.yaml")


def test_a_file_that_extends_itself_is_told_so(tmp_path: Path) -> None:
    """By its path: a name would mean another file of the same name."""
    file = tmp_path / "mine.yaml"
    file.write_text("format: 1\nextends: ../" + tmp_path.name + "/mine.yaml\n", "utf-8")
    with pytest.raises(InvalidArchetype) as caught:
        load(file)
    assert [problem[1:3] for problem in caught.value.problems] == [(2, 10)]
