"""``retrosheet learn``: an archetype out of workbooks, or a refusal with nothing written."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_sync import edit, state

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

# PRE2 is planned from Wednesday 17 February to Tuesday 2 March, PRE3 for 12 calendar days from
# Saturday 6 March on; the doors open on Friday 19.
LAUNCH = "2027-03-19"
# what a password makes of a workbook: another kind of package
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + "EncryptedPackage".encode("utf-16-le")


@pytest.fixture
def plan(make: Callable[..., Path]) -> Path:
    """The evening's workbook, after the evening."""
    path = make(f"--launch={LAUNCH}", "--today=2027-02-01")
    edit(
        path,
        PRE2__actual_end="5 March 2027",
        PRE2__title="Draw the poster",
        PRE3__actual_end="2027-03-19",
        PRE4__margin=2,
        EVE1__status="soonish",
        A01__title="Taste the menu",
        A01__imposed="2027-03-10",
        A01__owner="Project lead",
    )
    return path


FOUND = """\
Task                                           planned         actual    learned
PRE2  Draw the poster                             10 d           13 d       13 d
PRE3  Print the poster and the invitation…   12 cal. d      14 cal. d  14 cal. d
PRE4  Choose the caterer (buffer)                  4 d          typed        2 d

8 tasks: 3 changed, 5 kept as planned for want of evidence.
One campaign is one case: give several, and lengths will be their median.
Texts that nobody changed are in both languages, after 'evening'.

Added:
  PRE6  Taste the menu

To look at:
  PRE6: the imposed date 10 Mar 2027 becomes J-9.

Not understood:
  plan.xlsx, Plan!W19: "soonish" is not understood (status). Choose a status
    from the list.

Campaign type written: mine.yaml
Read it through, then: retrosheet new mine.yaml --launch DATE
"""


def test_planned_actual_and_learned(run: Callable[..., Answer], plan: Path) -> None:
    """Everything that a person should know, and where the archetype is."""
    before = state(plan)
    answer = run("learn", "plan.xlsx", "-o", "mine.yaml", "--from=evening.yaml")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == FOUND
    assert max(map(len, answer.out.splitlines())) <= 80
    assert state(plan) == before
    assert sorted(path.name for path in plan.parent.iterdir()) == [
        "evening.yaml", "mine.yaml", "plan.xlsx",
    ]  # fmt: skip
    assert run("check", "mine.yaml") == (0, "", "")
    again = run("new", "mine.yaml", f"--launch={LAUNCH}", "-o", "again.xlsx")
    assert again.code == 0, again.err


FRENCH = """\
Tâche                                            prévu           réel     appris
PRE2  Draw the poster                             10 j           13 j       13 j
PRE3  Print the poster and the invitation…   12 j cal.      14 j cal.  14 j cal.
PRE4  Choose the caterer (marge)                   4 j          saisi        2 j

8 tâches : 3 changées, 5 gardées comme prévu, faute d’indices.
Une seule campagne n’est qu’un cas : donnez-en plusieurs, et les durées seront
leur médiane.
Les textes inchangés sont dans les deux langues, d’après « evening ».

Ajouté :
  PRE6  Taste the menu

À regarder :
  PRE6 : la date imposée du 10/03/2027 devient J-9.

Pas compris :
  plan.xlsx, Plan!W19 : « soonish » n’est pas compris (statut). Choisissez un
    statut de la liste.

Type de campagne écrit : mine.yaml
Relisez-le, puis : retrosheet new mine.yaml --launch DATE
"""


def test_in_french(run: Callable[..., Answer], plan: Path) -> None:
    """What was learned, line for line in French, within 80 columns."""
    assert plan.exists()
    answer = run("learn", "plan.xlsx", "-o", "mine.yaml", "--from=evening.yaml", "--lang=fr")
    assert (answer.code, answer.err) == (0, "")
    assert answer.out == FRENCH
    assert max(map(len, answer.out.splitlines())) <= 80


def test_without_a_file_the_yaml_is_on_stdout_alone(
    run: Callable[..., Answer], plan: Path
) -> None:  # fmt: skip
    """``learn plan.xlsx > mine.yaml`` works; the report goes to stderr."""
    answer = run("learn", plan.name, "--from=evening.yaml")
    assert answer.code == 0
    Path("mine.yaml").write_text(answer.out, "utf-8")
    assert run("check", "mine.yaml") == (0, "", "")
    assert answer.out.startswith("# Learned by retrosheet learn from: plan.xlsx.\n")
    assert "PRE2  Draw the poster" in answer.err


def test_json_says_all_of_it(run: Callable[..., Answer], plan: Path) -> None:
    """Each length planned, lasted and learned, what was added and left out, and every doubt with
    its cell."""
    answer = run("learn", plan.name, "-o", "mine.yaml", "--json")
    assert (answer.code, answer.err) == (0, "")
    found = json.loads(answer.out)
    assert found["campaigns"] == ["plan.xlsx"]
    assert (found["from"], found["wrote"]) == (None, "mine.yaml")
    assert found["archetype"] == Path("mine.yaml").read_text("utf-8")
    (poster,) = (task for task in found["tasks"] if task["id"] == "PRE2")
    assert poster == {
        "id": "PRE2", "title": "Draw the poster", "unit": "d", "planned": 10, "actual": [13],
        "learned": 13, "planned_margin": 3, "learned_margin": 3, "changed": True,
    }  # fmt: skip
    assert found["added"] == [{"id": "PRE5", "title": "Taste the menu", "line": "A01"}]
    assert found["left_out"] == []
    assert found["remarks"] == ["PRE5: the imposed date 10 Mar 2027 becomes J-9."]
    assert [(doubt["file"], doubt["where"]) for doubt in found["doubts"]] == [
        ("plan.xlsx", "Plan!W19")
    ]


def test_several_campaigns(run: Callable[..., Answer], plan: Path) -> None:
    """The poster took 13 and 18 working days: 16, and the buffer stays at three."""
    other = plan.with_name("other.xlsx")
    other.write_bytes(plan.read_bytes())
    edit(other, PRE2__actual_end="12 March 2027")
    answer = run("learn", "plan.xlsx", "other.xlsx", "./plan.xlsx", "-o", "mine.yaml")
    assert answer.code == 0
    (line,) = (line for line in answer.out.splitlines() if line.startswith("PRE2"))
    assert line.split()[-7:] == ["10", "d", "13-18", "d", "(2×)", "16", "d"]
    assert "One campaign" not in answer.out


def test_the_library_is_found_by_itself(run: Callable[..., Answer], tmp_path: Path) -> None:
    """A plan of a shipped type needs no --from to get its two languages back."""
    done = run("new", "event", f"--launch={LAUNCH}", "--lang=fr", "-o", "plan.xlsx")
    assert done.code == 0, done.err
    answer = run("learn", "plan.xlsx", "-o", "mine.yaml")
    assert "Nothing to change: no length differs from what was planned." in answer.out
    assert "both languages, after 'event'" in answer.out
    assert (tmp_path / "mine.yaml").exists()


def test_a_file_is_replaced_with_force_only(run: Callable[..., Answer], plan: Path) -> None:
    """An archetype that somebody wrote stays as it is."""
    mine = plan.with_name("mine.yaml")
    mine.write_text("mine", "utf-8")
    answer = run("learn", "plan.xlsx", "-o", "mine.yaml")
    assert answer == (
        2,
        "",
        'Error: "mine.yaml" exists already: add --force to replace it, or -o for another name.\n',
    )
    assert mine.read_text("utf-8") == "mine"
    assert run("learn", "plan.xlsx", "-o", "mine.yaml", "--force").code == 0
    assert mine.read_text("utf-8").startswith("# Learned")


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ((), "the workbook is missing; write for example: retrosheet learn plan.xlsx"),
        (("plan.xlsx", "-o", "plan.xlsx"), "give a name that ends in .yaml, for example plan.yaml"),
        (("nowhere.xlsx",), 'There is no "nowhere.xlsx".'),
        (("evening.yaml",), '"evening.yaml" is not an .xlsx workbook'),
        (("https://docs.google.com/spreadsheets/d/1",), "learn reads files. Download the sheet"),
        (("plan.xlsx", "--from=nowhere"), 'Unknown campaign type: "nowhere"'),
        (("plan.xlsx", "locked.xlsx"), "is protected by a password and cannot be read"),
        (("strange.xlsx",), "is not a plan made by retrosheet"),
    ],
)
def test_refusals_are_one_paragraph(
    run: Callable[..., Answer], plan: Path, words: tuple[str, ...], said: str
) -> None:
    """What is wrong and what to do; nothing on stdout, nothing written."""
    import openpyxl

    plan.with_name("locked.xlsx").write_bytes(LOCKED)
    openpyxl.Workbook().save(plan.with_name("strange.xlsx"))
    before = state(plan)
    answer = run("learn", *words)
    assert (answer.code, answer.out) == (2, "")
    assert answer.err.startswith("Error: ")
    assert said in answer.err
    assert state(plan) == before
    assert not plan.with_name("mine.yaml").exists()


def test_all_that_is_wrong_with_the_line_is_said_at_once(run: Callable[..., Answer]) -> None:
    """Missing plan, wrong ending and unknown type in one answer."""
    answer = run("learn", "-o", "mine.txt", "--from=nowhere", "--lang=fr")
    assert answer.code == 2
    assert answer.err.startswith("Erreur : 3 problèmes :\n")


def test_which_of_several_workbooks_is_not_ours(
    run: Callable[..., Answer], plan: Path, tmp_path: Path
) -> None:
    """Every workbook that cannot be followed is named, each once."""
    from openpyxl import Workbook

    for name in ("one.xlsx", "two.xlsx"):
        Workbook().save(tmp_path / name)
    answer = run("learn", plan.name, "one.xlsx", "two.xlsx", "-o", "mine.yaml")
    assert (answer.code, answer.out) == (2, "")
    assert '"one.xlsx": This workbook is not a plan made by retrosheet' in answer.err
    assert '"two.xlsx": This workbook is not a plan made by retrosheet' in answer.err
