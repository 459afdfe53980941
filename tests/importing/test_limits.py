"""What is beyond all measure: met while reading, and told in a line or two."""

from __future__ import annotations

import time

import pytest

from retrosheet.importing.remarks import problem_lines
from tests.importing.reading import LAUNCH, doubts, imported, tasks

ROWS = "".join(f"t{n};D-{n % 300}\n" for n in range(100_000))
# Far above what these take, far below what reading everything took.
SECONDS = 15


@pytest.mark.parametrize(
    "text",
    [
        "Task;Due\n" + ROWS,
        'Task;Due\n"a;D-3\n' + ROWS,
        "a\n" * 1_000_000,
        "".join(f"- t{n}: D-{n}\n" for n in range(19_000)),
        "".join(f"## J-{n % 300}\n" for n in range(5_000)),
        "".join(f"A line of text on 3 May, number {n}.\n" for n in range(19_000)),
        'Task;Due\n"a;D-3\n' + ROWS[:60_000],
        f"Task;Due{';x' * 500_000}\nA;D-3\n",
    ],
    ids=["rows", "quote", "lines", "list", "headings", "prose", "short-quote", "columns"],
)
def test_what_is_too_long_is_refused_at_once(text: str) -> None:
    """Not after it has been read: a table of 100,000 lines took as long as a coffee."""
    before = time.perf_counter()
    found = imported(text, "en")
    took = time.perf_counter() - before
    (said,) = problem_lines(found.problems, "plan.csv", "en")
    assert "more than " in said
    assert took < SECONDS


def test_times_in_cells_are_no_tasks() -> None:
    """« 10:30,Ann » is no task "30,Ann" that is due on the tenth."""
    found = imported("Alpha,Beta\n10:30,Ann\n11:45,Bob\n", "en", LAUNCH)
    (said,) = problem_lines(found.problems, "x.csv", "en")
    assert said.startswith('x.csv: no heading of a column is known (seen: "Alpha", "Beta")')


def test_one_cause_is_told_once_with_its_count() -> None:
    """A mistake made in a thousand rows is one line with three examples."""
    rows = "".join(f"t{n};D-{n}x\n" for n in range(1_465))
    (said,) = problem_lines(imported(f"Task;Due\n{rows}", "en").problems, "x.csv", "en")
    assert said == (
        'x.csv, lines 2–1466, "Due": "D-0x", "D-1x", "D-2x" and 1462 more: cannot be read; write '
        "D-30, D+15, or a date like 2027-03-15."
    )


def test_what_is_read_one_way_is_told_once_with_examples() -> None:
    """A reading applied to forty rows is one line with three examples."""
    rows = "".join(f"t{n};W-{n}\n" for n in range(40))
    said = doubts(f"Task;Due\n{rows}", "en")
    assert (
        'lines 2–41, "Due": "W-0" is read as D, "W-1" is read as D-7, "W-2" is read as D-14 and '
        "37 more (a week counts 7 days)." in said
    )


WORDS = " ".join(f"word{n}" for n in range(2_000))


@pytest.mark.parametrize(
    "text",
    [
        f"Task;Due;{WORDS}\nA;D-3;x\nB;D-9O;y\n",
        f"Task;Due\nA;{WORDS}\nB;D\n",
        f"Task;Due\n{WORDS};D-3\nB;D\n",
        f"Task;Due;After\nA;D-3;\nB;D;{WORDS.replace(' ', ', ')}\n",
        f"Task;Due;Type\nA;D;{WORDS}\n",
        f"Task;Due;Duration\nA;D;{WORDS}\n",
        f"# {WORDS}\n- a: D-3\n- b ({WORDS}): D\n",
        f"Task;Due {WORDS}\nA;D-9O\n",
    ],
    ids=["heading", "due", "title", "needs", "kind", "length", "list", "long-due"],
)
def test_a_cell_of_two_thousand_words_is_cut_in_every_message(text: str) -> None:
    """No message repeats an endless cell."""
    found = imported(text, "en", LAUNCH)
    lines = [*doubts(text, "en", LAUNCH), *problem_lines(found.problems, "x.csv", "en")]
    assert lines
    assert max(map(len, lines)) < 400


def test_the_most_that_a_plan_holds_is_read() -> None:
    """A table of as many tasks as a plan may have loses none."""
    rows = "".join(f"t{n};D-{n}\n" for n in range(1_499))
    assert len(tasks(f"Task;Due\n{rows}Launch;D\n", "en")) == 1_500
