"""Tasks that are split: how an archetype says it, what it may not say, and what extends it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from retrosheet.archetype.load import load, read
from retrosheet.archetype.model import Archetype
from retrosheet.archetype.parts import needs_of
from retrosheet.archetype.writing.document import written

PLAN = """\
format: 1
title: Fair
summary: A fair
roles: { com: Communication, art: Designer }
blocks: { print: { title: Print } }
phases:
  - id: prep
    title: Preparation
    tasks:
      - { id: OBJ1, title: Goals, owner: com, duration: 2d }
      - id: CRE1
        title: Poster
        owner: art
        needs: OBJ1
        tasks:
          - { id: CRE1a, title: Sketch, owner: art, duration: 3d }
          - { id: CRE1b, title: Layout, owner: art, duration: 5d, needs: CRE1a + 1d }
          - { id: CRE1c, title: Copy, owner: com, duration: 4d, block: print }
      - { id: FAI1, title: Fair, owner: com, kind: milestone, due: J, needs: [CRE1] }
"""


def found(text: str) -> Archetype:
    archetype, problems = read(text, "fair.yaml")
    assert problems == []
    assert archetype is not None
    return archetype


def problems(text: str) -> str:
    archetype, found = read(text, "fair.yaml")
    assert archetype is None
    return "\n".join(str(problem) for problem in found)


def test_sub_tasks_stand_behind_their_task_and_name_it() -> None:
    """What is written under a task is a task of its phase that is a part of it."""
    tasks = found(PLAN).tasks
    assert [(task.id, task.parent) for task in tasks] == [
        ("OBJ1", None), ("CRE1", None), ("CRE1a", "CRE1"), ("CRE1b", "CRE1"), ("CRE1c", "CRE1"),
        ("FAI1", None),
    ]  # fmt: skip
    assert [task.id for task in found(PLAN).work] == ["OBJ1", "CRE1a", "CRE1b", "CRE1c", "FAI1"]


def test_a_split_task_waits_for_its_parts_and_passes_on_what_it_needs() -> None:
    """Its needs go to the parts that need no other part of it."""
    needs = {
        task: [need.id for need in waits] for task, waits in needs_of(found(PLAN).tasks).items()
    }
    assert needs == {
        "OBJ1": [], "CRE1": ["CRE1a", "CRE1b", "CRE1c"], "CRE1a": ["OBJ1"], "CRE1b": ["CRE1a"],
        "CRE1c": ["OBJ1"], "FAI1": ["CRE1"],
    }  # fmt: skip


def test_a_split_task_is_written_as_it_is_read() -> None:
    """The file that is written of an archetype says the same tasks, nested."""
    archetype = found(PLAN)
    again = found(written(archetype, "en"))
    assert [replace(task, line=0) for task in again.tasks] == [
        replace(task, line=0) for task in archetype.tasks
    ]
    assert written(again, "en") == written(archetype, "en")


def test_a_part_can_name_its_task_instead_of_standing_under_it() -> None:
    """``parent`` says the same, anywhere in the phase."""
    flat = PLAN.replace(
        "      - { id: FAI1", "      - { id: CRE1d, title: Proof, owner: art, parent: CRE1 }\n"
        "      - { id: FAI1"
    )  # fmt: skip
    moved = [task.id for task in found(flat).tasks if task.parent == "CRE1"]
    assert moved == ["CRE1a", "CRE1b", "CRE1c", "CRE1d"]


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("needs: CRE1a + 1d }", "tasks: [{ id: X1, title: X, owner: art }] }",
         "14:65: a sub-task cannot be split: phase, task, sub-task, no deeper"),
        ("needs: CRE1a + 1d }", "parent: OBJ1 }", 'already: delete "parent"'),
        ("needs: CRE1a + 1d }", "needs: CRE1 }", "CRE1 → CRE1b → CRE1"),
        ("        needs: OBJ1\n", "        due: J-3\n",
         'has its dates from its sub-tasks: put "due" on one of them'),
        ("        needs: OBJ1\n", "        duration: 3d\n", 'put "duration" on one of them'),
        ("duration: 2d }", "parent: CRE1a }", '"CRE1a" is a sub-task of "CRE1" already'),
        ("duration: 2d }", "parent: OBJ1 }", "a task is not a part of itself"),
        ("duration: 2d }", "parent: NONE }", 'unknown task "NONE"'),
    ],
)  # fmt: skip
def test_what_cannot_be_split_is_refused(before: str, after: str, said: str) -> None:
    """No deeper than three levels, no dates of its own, no circle; each in words."""
    text = PLAN.replace(before, after, 1)
    assert text != PLAN
    line = said.partition(": ")[2] if said[:2].isdigit() else said
    assert line in problems(text)


def test_a_part_is_in_its_tasks_phase() -> None:
    """A part elsewhere would stand apart from its task."""
    text = PLAN + (
        "  - id: go\n    title: Go\n    tasks:\n"
        "      - { id: GO1, title: Go, owner: com, parent: CRE1 }\n"
    )
    assert '"CRE1" is in another phase' in problems(text)


def test_a_file_that_extends_changes_adds_and_removes_sub_tasks(tmp_path: Path) -> None:
    """By their ids, as it does any task; a task that is removed takes its parts along."""
    (tmp_path / "fair.yaml").write_text(PLAN, "utf-8")
    (tmp_path / "mine.yaml").write_text(
        "format: 1\nextends: fair.yaml\nphases:\n  - id: prep\n    tasks:\n"
        "      - id: CRE1\n        title: The poster\n        tasks:\n"
        "          - { id: CRE1b, duration: 6d }\n"
        "          - { id: CRE1e, title: Proof, owner: com, after: CRE1b }\n"
        "remove: [CRE1a]\n",
        "utf-8",
    )
    tasks = {task.id: task for task in load(tmp_path / "mine.yaml").tasks}
    assert [task for task in tasks if tasks[task].parent == "CRE1"] == ["CRE1b", "CRE1e", "CRE1c"]
    assert tasks["CRE1"].title.en == "The poster"
    assert tasks["CRE1b"].duration.amount == 6
    assert tasks["CRE1b"].needs == ()
    (tmp_path / "less.yaml").write_text("format: 1\nextends: fair.yaml\nremove: [CRE1]\n", "utf-8")
    less = load(tmp_path / "less.yaml").tasks
    assert [(task.id, [need.id for need in task.needs]) for task in less] == [
        ("OBJ1", []), ("FAI1", ["OBJ1"]),
    ]  # fmt: skip


def test_a_shared_block_brings_its_sub_tasks(tmp_path: Path) -> None:
    """All of them; where their task is left out, they are tasks of their own."""
    shared = tmp_path / "shared"
    shared.mkdir()
    (shared / "poster.yaml").write_text(
        "format: 1\ntitle: Poster\nsummary: A poster\nroles: { art: Designer }\ntasks:\n"
        "  - id: POS1\n    title: Poster\n    owner: art\n    tasks:\n"
        "      - { id: POS1a, title: Sketch, owner: art }\n"
        "      - { id: POS1b, title: Layout, owner: art, needs: POS1a }\n",
        "utf-8",
    )
    text = (
        "format: 1\ntitle: Fair\nsummary: A fair\nroles: {{ com: Communication }}\nphases:\n"
        "  - id: prep\n    title: Preparation\n    tasks:\n"
        "      - {{ id: FAI1, title: Fair, owner: com, due: J }}\n"
        "      - {{ use: poster{more} }}\n"
    )
    file = tmp_path / "fair.yaml"
    file.write_text(text.format(more=""), "utf-8")
    assert [task.parent for task in load(file).tasks] == [None, None, "POS1", "POS1"]
    file.write_text(text.format(more=", without: [POS1]"), "utf-8")
    assert [task.parent for task in load(file).tasks] == [None, None, None]
