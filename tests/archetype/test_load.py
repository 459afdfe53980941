"""What an archetype file becomes, and what happens to files that are none."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from retrosheet.archetype.load import load, read
from retrosheet.archetype.model import (
    Archetype,
    Block,
    BudgetLine,
    Channel,
    Duration,
    FollowUp,
    MonthDay,
    Need,
    Part,
    Period,
    Repeat,
    Role,
    Task,
    Yearly,
)
from retrosheet.archetype.source.problems import MOST_SHOWN
from retrosheet.errors import InvalidArchetype, InvalidInput, NoAccess
from retrosheet.language import Text

EVERYTHING = Path(__file__).parent / "good" / "everything.yaml"
MINIMAL = """\
format: 1
title: Essai
summary: Un essai
roles: {chef: Chef}
phases:
  - id: p1
    title: Phase
    tasks:
      - {id: A, title: x, owner: chef%s}
"""


@pytest.fixture(scope="module")
def everything() -> Archetype:
    return load(EVERYTHING)


def task(archetype: Archetype, task_id: str) -> Task:
    return next(task for task in archetype.tasks if task.id == task_id)


def only_task(more: str) -> Task:
    archetype, problems = read(MINIMAL % more, "x.yaml")
    assert problems == []
    assert archetype is not None
    return archetype.tasks[0]


def test_names_and_texts(everything: Archetype) -> None:
    """The name is the file's; a plain text counts for both languages; block texts are trimmed."""
    assert (everything.name, everything.path) == ("everything", str(EVERYTHING))
    assert everything.title == Text("Lancement de produit", "Product launch")
    assert everything.summary.fr == "Pour une petite équipe\nqui lance un produit."
    assert everything.summary.en == "For a small team that launches a product."
    assert everything.roles[1] == Role("client", Text("Client", "Client"))
    assert everything.channels == (Channel("presse", Text("Presse", "Press")),)
    assert everything.blocks == (
        Block("evenement", Text("Soirée", "Party"), default=False),
        Block("video", Text("Video", "Video"), default=True),
    )


def test_values_stay_as_they_are_written(everything: Archetype) -> None:
    """``NO`` and ``12:30`` are texts here, whatever YAML would make of them."""
    assert task(everything, "CRE1").title == Text("NO", "NO")
    assert task(everything, "CRE1").checklist[2] == Part(Text("12:30", "12:30"))


def test_a_full_task(everything: Archetype) -> None:
    """Each key lands in its field, and ``line`` is where the task begins."""
    lines = EVERYTHING.read_text("utf-8").splitlines()
    assert task(everything, "VAL1") == Task(
        id="VAL1",
        title=Text("Validation", "Approval"),
        owner="client",
        duration=Duration(5, "cd"),
        incompressible=True,
        needs=(Need("CRE1"),),
        due=-30,
        margin=2,
        raci=(("graphiste", "R"), ("client", "A"), ("chef", "C")),
        follow_ups=(
            FollowUp(Duration(5, "d"), Text("Relancer le client", "Chase the client"), "chef"),
        ),
        line=lines.index("      - id: VAL1") + 1,
    )


def test_dates_of_all_sorts(everything: Archetype) -> None:
    """A period gives its own length and may fall on any day; a fixed date has a year or not."""
    period = task(everything, "SUI1")
    assert (period.period, period.duration, period.any_day) == (
        Period(1, 30),
        Duration(30, "cd"),
        True,
    )
    assert task(everything, "SAL1").fixed == MonthDay(12, 20)
    assert task(everything, "SAL2").fixed == dt.date(2027, 1, 15)
    assert task(everything, "PUB1").repeat == Repeat(7, 28)
    assert task(everything, "SOI1").follow_ups == (
        FollowUp(Duration(10, "d")),
        FollowUp(Duration(14, "cd")),
    )


def test_days_of_every_year_on_which_nobody_works(everything: Archetype) -> None:
    """Closed days come without a year, one day or several, over New Year's Day too."""
    assert everything.closed == (
        Yearly(MonthDay(12, 24), MonthDay(1, 1)),
        Yearly(MonthDay(8, 15), MonthDay(8, 15)),
    )


def test_money_and_targets(everything: Archetype) -> None:
    """Amounts and targets are numbers; a budget line belongs to a task or to none."""
    assert everything.kpis[0].target == 12000
    assert everything.budget[0] == BudgetLine(
        Text("Impression", "Printing"), Text("Fabrication", "Production"), 1500.5, "VAL1"
    )
    assert everything.budget[1].task is None


def test_parts_aims_and_money_may_belong_to_a_block(everything: Archetype) -> None:
    """What is made is one text or several; each may be an optional block's."""
    assert task(everything, "CAD1").deliverable == (
        Part(Text("Compte rendu", "Minutes")),
        Part(Text("liste des invités", "guest list"), "evenement"),
    )
    assert task(everything, "CRE1").deliverable == (Part(Text("Maquette", "Mock-up")),)
    assert task(everything, "CRE1").checklist[1].block == "video"
    assert [objective.block for objective in everything.objectives] == ["video"]
    assert [kpi.block for kpi in everything.kpis] == ["evenement"]
    assert [line.block for line in everything.budget] == [None, "video"]


def test_default_lengths() -> None:
    """A day for a task or a meeting, none for a milestone."""
    assert only_task("").duration == Duration(1, "d")
    assert only_task(", kind: meeting").duration == Duration(1, "d")
    assert only_task(", kind: milestone").duration == Duration(0, "d")


def test_the_owner_is_responsible_unless_somebody_else_is(everything: Archetype) -> None:
    """R is filled in with the owner where a raci lacks it; a task without raci has none."""
    assert task(everything, "PUB1").raci == (("chef", "R"), ("client", "A"))
    assert task(everything, "J").raci == ()


def test_a_task_may_need_one_in_an_optional_block() -> None:
    """Without the block the need is dropped, so that it is no mistake."""
    text = MINIMAL % ", needs: B"
    text += (
        "      - {id: B, title: x, owner: chef, block: extra}\nblocks: {extra: {title: Extra}}\n"
    )
    assert read(text, "x.yaml")[1] == []


@pytest.mark.parametrize("start", ["\ufeff", "", "# début\n"])
def test_marks_and_line_ends_do_not_matter(tmp_path: Path, start: str) -> None:
    """A byte order mark and Windows line ends are as good as none, and do not move positions."""
    file = tmp_path / "x.yaml"
    file.write_bytes((start + MINIMAL % "").replace("\n", "\r\n").encode())
    assert load(file).tasks[0].line == 9 + start.count("\n")


def test_a_file_that_is_not_utf8_is_refused_at_the_byte(tmp_path: Path) -> None:
    """The message names the line, the column and the byte that could not be read."""
    file = tmp_path / "x.yaml"
    file.write_bytes("format: 1\ntitle: été\n".encode("latin-1"))
    with pytest.raises(InvalidArchetype) as caught:
        load(file)
    (problem,) = caught.value.problems
    assert problem[1:3] == (2, 8)
    assert "0xE9" in problem.message
    assert "UTF-8" in problem.message


def test_there_is_no_such_file(tmp_path: Path) -> None:
    """A missing file and a folder are refused by name, as bad input."""
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(InvalidInput, match=path.name) as caught:
            load(path)
        assert caught.value.exit_code == 2


def test_a_forbidden_file_is_no_access(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Said with the system's reason; nothing of it is a traceback."""

    def refuse(path: Path, _mode: str) -> None:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(NoAccess, match="Permission denied") as caught:
        load(tmp_path / "x.yaml")
    assert caught.value.exit_code == 3


def test_a_newer_format_hides_everything_else() -> None:
    """What this version does not know may be right in the next one."""
    _, problems = read("format: 12\nunheard_of: [x\n", "x.yaml")
    assert len(problems) == 1
    _, problems = read("format: 12\nunheard_of: x\n", "x.yaml")
    assert len(problems) == 1
    assert "install a newer version" in problems[0].message


def test_problems_beyond_counting_are_counted() -> None:
    """Nobody reads a thousand problems: the first ones are shown, the others counted."""
    text = MINIMAL % "" + "".join(f"wrong{number}: x\n" for number in range(1000))
    _, problems = read(text, "x.yaml")
    assert len(problems) == MOST_SHOWN + 1
    assert f"{1000 - MOST_SHOWN} more" in problems[-1].message


def test_importing_the_room_opens_no_yaml() -> None:
    """The command line starts before anybody knows whether a file is to be read."""
    script = """
        import sys
        import retrosheet.archetype.load, retrosheet.archetype.library
        from retrosheet.archetype import Archetype, find, load_named, names, read
        sys.exit("yaml" in sys.modules or "difflib" in sys.modules)
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True)


def test_the_package_alone_imports_nothing() -> None:
    """Whoever imports the room pays for no module of it."""
    script = """
        import sys
        import retrosheet.archetype
        sys.exit(any(name.startswith("retrosheet.archetype.") for name in sys.modules))
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(script)], check=True)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plan.csv", b"Task,Due\nWrite,D-9\n"),
        ("plan.xlsx", b"PK\3\4\xc7"),
        ("plan.md", b"|Task|\n"),
    ],
)
def test_a_table_is_referred_to_import(tmp_path: Path, name: str, data: bytes) -> None:
    """A spreadsheet given as an archetype is answered with the command that reads it."""
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(InvalidInput, match=r"is not a campaign type in YAML\..* -o plan\.yaml$"):
        load(path)
