"""``retrosheet demo``: the whole job on an example, in the current folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

import retrosheet
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.thorough import tries
from tests.workbook.test_values import differences

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer


@pytest.fixture(autouse=True)
def _known_command(
    monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """The terminal finds ``retrosheet``, wherever the tests run."""
    folder = tmp_path_factory.mktemp("bin")
    command = folder / ("retrosheet.exe" if os.name == "nt" else "retrosheet")
    command.touch(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")


_DONE: dict[str, tuple[Answer, dict[str, bytes]]] = {}


@pytest.fixture
def demo(run: Callable[..., Answer], tmp_path: Path) -> Callable[[str], Answer]:
    """The demo of a language on 1 February 2027, its files in the current folder.

    It runs once a test run; from then on its files are laid there and its answer is given again.
    """

    def demo(lang: str) -> Answer:
        if lang not in _DONE:
            answer = run("demo", "--lang", lang, "--today=2027-02-01")
            files = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
            _DONE[lang] = (answer, files)
        answer, files = _DONE[lang]
        for name, content in files.items():
            (tmp_path / name).write_bytes(content)
        return answer

    return demo


@pytest.mark.parametrize(
    ("lang", "said"),
    [
        (
            "fr",
            (
                "1. Une campagne : « Lancement de l’application Alba », lancée le mardi ",
                "   $ retrosheet schedule product-launch --launch 2",
                "Faisable : le travail commence le ",
                "2. Le classeur : retrosheet-demo.xlsx, ",
                "3. Trois semaines plus tard : ",
                "4. Le point de l’équipe. Comme avec :\n   $ retrosheet sync retrosheet-demo",
                "   ! En retard\n",
                "5. Le message que recevrait Karim Benali",
                "   $ retrosheet remind retrosheet-demo.xlsx --dry-run\n",
                "   EN RETARD (1)\n",
                "6. Le plan dans un calendrier. Comme avec :\n   $ retrosheet calendar ",
                "   retrosheet-demo.ics : ",
                "7. À vous, dans le classeur :",
                "   - Puis votre campagne : retrosheet new",
            ),
        ),
        (
            "en",
            (
                "1. A campaign: “Launch of the Alba app”, launched on Tuesday ",
                "   $ retrosheet schedule product-launch --launch 2",
                "Feasible: work begins on ",
                "2. The workbook: retrosheet-demo.xlsx, ",
                "3. Three weeks later: ",
                "4. The team’s stand-up. As with:\n   $ retrosheet sync retrosheet-demo",
                "   ! Late\n",
                "5. The message that Karim Benali would get",
                "   $ retrosheet remind retrosheet-demo.xlsx --dry-run\n",
                "   LATE (1)\n",
                "6. The plan in a calendar. As with:\n   $ retrosheet calendar ",
                "   retrosheet-demo.ics: ",
                "7. Your turn, in the workbook:",
                "   - Then your own campaign: retrosheet new",
            ),
        ),
    ],
)
def test_it_says_what_it_does(
    demo: Callable[[str], Answer], tmp_path: Path, lang: str, said: tuple[str, ...]
) -> None:
    """Each step in order, for a launch that there is time for; the files and a backup remain."""
    answer = demo(lang)
    assert (answer.code, answer.err) == (0, "")
    places = [answer.out.find(f"\n{text}" if n else text) for n, text in enumerate(said)]
    assert -1 not in places
    assert places == sorted(places)
    assert max(map(len, answer.out.splitlines())) <= 80
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "retrosheet-demo.ics",
        "retrosheet-demo.xlsx",
        "retrosheet-demo.xlsx.before-sync.bak",
    ]
    assert zipfile.is_zipfile(tmp_path / "retrosheet-demo.xlsx")


@pytest.mark.skipif(os.name == "nt", reason="activates as a shell does")
@pytest.mark.parametrize("lang", ["fr", "en"][: tries(1, 2)])
def test_it_replaces_only_its_own_file_and_says_how_to_reach_the_command(
    run: Callable[..., Answer], tmp_path: Path, monkeypatch: pytest.MonkeyPatch, lang: str
) -> None:
    """A second demo keeps the first in a backup; what else lies there stays. In a terminal that
    does not know ``retrosheet``, the last line makes it known."""
    (tmp_path / "retrosheet-demo.xlsx").write_text("the first", "utf-8")
    (tmp_path / "mine.xlsx").write_text("mine", "utf-8")
    home = tmp_path / "it’s here"
    venv.create(home, with_pip=False)
    monkeypatch.setattr(sys, "executable", str(home / "bin" / "python"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    answer = run("demo", "--lang", lang, "--today=2027-02-01")
    assert answer.code == 0
    assert (tmp_path / "retrosheet-demo.xlsx.before-new.bak").read_text("utf-8") == "the first"
    assert (tmp_path / "mine.xlsx").read_text("utf-8") == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        home.name,
        "mine.xlsx",
        "retrosheet-demo.ics",
        "retrosheet-demo.xlsx",
        "retrosheet-demo.xlsx.before-new.bak",
        "retrosheet-demo.xlsx.before-sync.bak",
    ]
    *_, said, line = answer.out.splitlines()
    assert said.startswith("     ")
    asked = ["bash", "-c", f"{line}; echo $VIRTUAL_ENV"]
    found = subprocess.run(asked, check=True, capture_output=True, text=True)
    assert found.stdout == f"{home}\n"


@pytest.mark.parametrize("today", ["2095-12-25", "2028-02-29"][: tries(1, 2)])
def test_there_is_always_time(run: Callable[..., Answer], today: str) -> None:
    """At Christmas in the far future, and on a leap day, too, the example is feasible."""
    assert "\nFeasible: " in run("demo", "--today", today).out


@pytest.mark.skipif(os.name == "nt", reason="runs the lines in a shell")
@pytest.mark.parametrize(
    ("name", "heading"), [("README.md", "## Make your own"), ("README.fr.md", "## Faire le vôtre")]
)
def test_the_lines_of_the_readme_work_as_printed(
    name: str, heading: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After ``make demo``, in the clone, in a shell that knows nothing of the environment."""
    readme = (Path(retrosheet.__file__).parents[1] / name).read_text("utf-8")
    block = readme.partition(heading)[2].partition("```console\n")[2].partition("```")[0]
    lines = block.replace("$ ", "").replace("\\\n", "")
    scripts = tmp_path / ".venv" / "bin"
    scripts.parent.mkdir()
    venv.create(scripts.parent, with_pip=False)
    command = scripts / "retrosheet"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m retrosheet "$@"\n')
    command.chmod(0o755)
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    monkeypatch.setenv("PYTHONPATH", str(Path(retrosheet.__file__).parents[1]))
    done = subprocess.run(
        ["bash", "-ec", lines], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert len(list(tmp_path.glob("*.xlsx"))) == 2


def test_what_it_leaves_is_right_in_every_cell(
    demo: Callable[[str], Answer], tmp_path: Path
) -> None:
    """Before and after its sync, each formula carries what a spreadsheet calculates for it.

    Who types "done" types no 100 %: the cell beside is empty, and contradicts nobody.
    """
    assert demo("fr").code == 0
    workbook = tmp_path / "retrosheet-demo.xlsx"
    _no_progress_of_0_stands_beside_a_finished_task(workbook)
    before = tmp_path / "before.xlsx"
    workbook.with_name(workbook.name + ".before-sync.bak").rename(before)
    for path in (workbook, before):
        assert differences(IronCalcWorkbook.load(path), path)[:20] == []


def _no_progress_of_0_stands_beside_a_finished_task(path: Path) -> None:
    book = openpyxl.load_workbook(path, data_only=True)
    ((title, area),) = book.defined_names["rs_plan"].destinations
    head, *lines = book[title][area.replace("$", "")]
    at = {cell.value: number for number, cell in enumerate(head)}
    done = [line for line in lines if line[at["status"]].value == "fait"]
    assert len(done) > 3
    assert {line[at["progress"]].value for line in done} <= {None, ""}
    book.close()
