"""``retrosheet export``: files for other tools, or a refusal with nothing written."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import openpyxl
import pytest

from retrosheet.exchange.targets import TARGETS

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

LAUNCH = "--launch=2027-03-19"
TODAY = "--today=2027-02-01"


@pytest.fixture
def plan(make: Callable[..., Path]) -> Path:
    return make(LAUNCH, TODAY)


def files(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".yaml"
    }


@pytest.mark.parametrize("target", TARGETS)
def test_a_workbook_and_its_type_give_the_same_files(
    run: Callable[..., Answer], plan: Path, tmp_path: Path, target: str
) -> None:
    """A new workbook, and the campaign type with the same launch day, are the same plan."""
    before = plan.read_bytes()
    for folder, words in (("one", ("plan.xlsx",)), ("two", ("evening.yaml", LAUNCH))):
        (tmp_path / folder).mkdir()
        answer = run("export", *words, "--to", target, "-o", folder, TODAY)
        assert (answer.code, answer.err) == (0, ""), answer.err
    assert plan.read_bytes() == before
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_a_file_is_named_after_the_campaign_and_the_tool(
    run: Callable[..., Answer], plan: Path
) -> None:
    """Without -o nobody has to think of a name, and names never collide."""
    assert plan.exists()
    answer = run("export", "plan.xlsx", "--to", "MSProject", TODAY)
    assert answer.out.startswith("Written: open-evening-msproject.xml\n– Scheduled from the finish")
    assert ET.parse("open-evening-msproject.xml").getroot().tag.endswith("}Project")
    assert run("export", "plan.xlsx", "--to", "json", TODAY).out == "Written: open-evening.json\n"


def test_trello_gets_a_folder(run: Callable[..., Answer], plan: Path) -> None:
    """The cards, and a text a list to paste."""
    assert plan.exists()
    answer = run("export", "plan.xlsx", "--to", "trello", "-o", "cards", TODAY)
    assert answer.out.splitlines()[:3] == [
        "Written: cards/cards.csv", "Written: cards/01-preparation.txt",
        "Written: cards/02-evening.txt",
    ]  # fmt: skip
    assert Path("cards/02-evening.txt").read_text("utf-8") == (
        "Set up the workshop\nOpen the doors\nThank the guests\n"
    )


def test_one_text_goes_to_standard_output(run: Callable[..., Answer], evening: Path) -> None:
    """With -o - Mermaid and JSON go into a pipe, with nothing else in between."""
    assert evening.exists()
    answer = run("export", "evening.yaml", LAUNCH, TODAY, "--to", "mermaid", "-o", "-")
    assert answer.out.startswith("gantt\n    title Open evening\n")
    assert answer.err == ""
    document = json.loads(
        run("export", "evening.yaml", LAUNCH, TODAY, "--to", "json", "-o", "-").out
    )
    assert document["launch"] == "2027-03-19"
    assert document["tasks"][0]["id"] == "PRE1"


def test_monday_gets_a_workbook(run: Callable[..., Answer], plan: Path) -> None:
    """Its first columns are those that monday.com asks for."""
    assert plan.exists()
    run("export", "plan.xlsx", "--to", "monday", "-o", "board.xlsx", TODAY)
    sheet = openpyxl.load_workbook("board.xlsx").worksheets[0]
    assert [cell.value for cell in sheet[1]][:2] == ["Name", "Group"]
    assert sheet["A2"].value == "Write the brief of the evening"


def test_a_file_that_is_there_stays(run: Callable[..., Answer], plan: Path) -> None:
    """It is replaced with --force alone, and kept in a backup."""
    assert plan.exists()
    Path("open-evening.csv").write_text("mine", encoding="utf-8")
    answer = run("export", "plan.xlsx", "--to", "csv")
    assert answer.code == 2
    assert Path("open-evening.csv").read_text("utf-8") == "mine"
    replaced = run("export", "plan.xlsx", "--to", "csv", "--force", TODAY)
    assert "The version before: " in replaced.out


def test_all_that_is_wrong_is_said_at_once(run: Callable[..., Answer], plan: Path) -> None:
    """Each option that does not go with the format or the source has its line."""
    assert plan.exists()
    answer = run("export", "plan.xlsx", "--to", "jira", "--launch=2027-01-01", "--owner=a=b")
    assert answer.code == 2
    assert len(answer.err.splitlines()) == 4
    for words in ('--to: "jira"; write one of asana, trello', "--launch: a workbook has its own",
                  "--owner: a workbook has its own"):  # fmt: skip
        assert words in answer.err
    answer = run("export", "evening.yaml", "--to", "trello", "--fixed", "-o", "-")
    assert len(answer.err.splitlines()) == 4
    for words in ("--fixed is for --to msproject only", "--output -: trello is not one text",
                  "launch day is missing"):  # fmt: skip
        assert words in answer.err
    answer = run("export", "plan.xlsx", "--to", "notion", "-o", "plan.txt")
    assert "give a name that ends in .csv" in answer.err
    assert not Path("plan.txt").exists()


def test_the_files_speak_the_workbooks_language(run: Callable[..., Answer], evening: Path) -> None:
    """Headers and separators are French for a French plan, unless --lang says otherwise."""
    run("new", evening.name, LAUNCH, TODAY, "-o", "plan.xlsx", "--lang=fr")
    assert run("export", "plan.xlsx", "--to", "csv", "-o", "a.csv", TODAY).code == 0
    assert Path("a.csv").read_text("utf-8-sig").startswith("ID;Phase;Tâche;Type;Responsable;")
    run("export", "plan.xlsx", "--to", "csv", "-o", "b.csv", "--lang=en", TODAY)
    assert Path("b.csv").read_text("utf-8-sig").startswith("ID,Phase,Task,Type,Owner,")


@pytest.mark.usefixtures("evening")
def test_a_workbook_saved_in_another_format_is_recognised(run: Callable[..., Answer]) -> None:
    """An .ods is said to be one, not a campaign type with a mistake on its first line."""
    with zipfile.ZipFile("plan.ods", "w") as archive:
        archive.writestr("content.xml", "<office/>")
    answer = run("export", "plan.ods", "--to=csv", "--lang=fr")
    assert (answer.code, answer.out) == (2, "")
    assert "un document OpenDocument" in answer.err
    assert "enregistrez-le au format .xlsx" in answer.err
    assert "jour J" not in answer.err
    answer = run("check", "plan.ods", "--lang=fr")
    assert answer.code == 2
    assert answer.out.startswith("plan.ods:1:1: « plan.ods » est le document d’un autre programme")
