"""``retrosheet update``: says all of it first, writes once, and then has nothing to do."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.cli.test_sync import edit, state
from tests.update import session

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Answer

LAUNCH = "2027-03-19"
TODAY = "--today=2027-02-02"


@pytest.fixture
def plan(make: Callable[..., Path]) -> Path:
    """The evening's workbook, with a task on a spare line and a longer poster."""
    path = make(f"--launch={LAUNCH}", "--today=2027-02-01")
    edit(path, PRE2__duration=12, A01__title="Taste the menu", A01__needs="PRE4")
    return path


def test_a_dry_run_says_everything_and_writes_nothing(
    run: Callable[..., Answer], plan: Path
) -> None:
    """All that would change, task by task, and no byte of the file."""
    before = state(plan)
    done = run("update", "plan.xlsx", TODAY, "--dry-run")
    assert done.code == 0, done.err
    assert done.out.startswith(
        'What changes\n  "Taste the menu" (A01), typed into a spare line, becomes a task like'
    )
    assert done.out.endswith("Nothing was written (--dry-run).\n")
    assert state(plan) == before


def test_it_writes_once_with_a_backup_and_then_has_nothing_to_do(
    run: Callable[..., Answer], plan: Path
) -> None:
    """The version before is kept, a second run writes nothing, and sync reads the result."""
    before = plan.read_bytes()
    done = run("update", "plan.xlsx", TODAY)
    assert done.code == 0, done.err
    assert "Updated: plan.xlsx; the version before: plan.xlsx.before-update.bak\n" in done.out
    assert (plan.parent / "plan.xlsx.before-update.bak").read_bytes() == before
    after = state(plan)
    again = run("update", "plan.xlsx", TODAY)
    assert again.out == "plan.xlsx is up to date: nothing to update.\n"
    assert state(plan) == after
    assert run("sync", "plan.xlsx", TODAY).code == 0


@pytest.mark.usefixtures("plan")
def test_a_conflict_is_shown_with_its_three_values_and_decided_by_a_file(
    run: Callable[..., Answer], evening: Path
) -> None:
    """As made, as typed, as the type has it now; the decision of the file holds for good."""
    changed = evening.read_text("utf-8").replace("duration: 2w", "duration: 3w")
    Path(evening.name).write_text(changed, "utf-8")
    asked = ("update", "plan.xlsx", TODAY, "--archetype", evening.name)
    done = run(*asked, "--dry-run", "--decisions", "mine.yaml")
    assert done.code == 0, done.err
    said = " ".join(done.out.split())
    assert (
        "made as 10 d, buffer 3 d; yours 12 d, buffer 3 d; campaign type 15 d, buffer 3 d" in said
    )
    assert "To be decided in mine.yaml Nothing was written" in said
    written = Path("mine.yaml").read_text("utf-8")
    assert "\nPRE2.timing: ours\n" in written
    decided = written.replace("timing: ours", "timing: theirs")
    Path("mine.yaml").write_text(f"{decided}PRE4.title: ours\nT99.match: new\n", "utf-8")
    done = run(*asked, "--decisions", "mine.yaml", "--json")
    document = json.loads(done.out)
    assert document["wrote"]
    assert [one["chosen"] for one in document["conflicts"]] == ["theirs"]
    assert document["unused_decisions"] == ["PRE4.title", "T99.match"]
    said = " ".join(run(*asked, "--decisions", "mine.yaml").out.split())
    for line in ("PRE2.timing", "PRE4.title", "T99.match"):
        assert f'"{line}": there is nothing to decide there.' in said
    assert run(*asked).out == "plan.xlsx is up to date: nothing to update.\n"


def test_a_decision_that_nobody_can_read_is_named_with_its_line(
    run: Callable[..., Answer], plan: Path, evening: Path
) -> None:
    """Each wrong line of the file, and nothing is written."""
    before = state(plan)
    Path("mine.yaml").write_text("PRE2.timing: perhaps\nPRE9: ours\n", "utf-8")
    done = run("update", "plan.xlsx", "--archetype", evening.name, "--decisions", "mine.yaml")
    assert done.code == 2
    assert "mine.yaml:1" in done.err
    assert "mine.yaml:2" in done.err
    assert state(plan) == before


@pytest.mark.usefixtures("plan")
def test_the_optional_press_joins_a_plan_under_way(
    run: Callable[..., Answer], evening: Path
) -> None:
    """A block left out at first is added with its tasks."""
    done = run("update", "plan.xlsx", TODAY, "--archetype", evening.name, "--with", "press")
    assert done.code == 0, done.err
    assert "which the campaign type brings, is added" in " ".join(done.out.split())


def test_wrong_usage_is_refused_all_at_once(run: Callable[..., Answer], plan: Path) -> None:
    """Options that contradict one another or lack another, in one answer."""
    before = state(plan)
    done = run("update", "plan.xlsx", "--ours", "--theirs", "--note", "why", "--launch", "never")
    assert done.code == 2
    for word in ("--ours or --theirs", "--note goes with --baseline", "--launch"):
        assert word in done.err
    done = run("update", "plan.xlsx", "--with", "press")
    assert done.code == 2
    assert "--archetype" in done.err
    assert state(plan) == before


def test_the_session_of_the_docs(run: Callable[..., Answer], tmp_path: Path) -> None:
    """The page shows, word for word, what is said of that plan; the answer that repeats is cut."""
    page = Path(__file__).parents[2] / "docs" / "update.md"
    shown = page.read_text("utf-8").partition("## A session")[2].split("```")[1]
    first, second, third = shown.removeprefix("text\n$ ").split("$ ")
    (tmp_path / "plan.xlsx").write_bytes(session.worked_on())
    said: list[str] = []
    for part in (first, second, third):
        line, _, wanted = part.partition("\n")
        answer = run(*line.split()[1:], session.TODAY, "--lang=en")
        assert (answer.code, answer.err) == (0, "")
        assert answer.out.endswith(wanted.removeprefix("…\n"))
        said.append(answer.out)
    assert said[0].partition("\n\n")[0] == said[1].partition("\n\n")[0]
