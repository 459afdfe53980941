"""What is impossible for every J: the arithmetic behind due dates that come too soon."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrosheet.archetype.load import read

HEAD = "format: 1\ntitle: x\nsummary: x\nroles: {c: C}\nphases:\n- id: p\n  title: P\n  tasks:\n"


def messages(*tasks: str) -> list[str]:
    text = HEAD + "".join(f"  - {{title: x, owner: c, {task}}}\n" for task in tasks)
    return [problem.message for problem in read(text, "x.yaml")[1]]


def shortest(working_days: int) -> int:
    """The fewest calendar days that hold so many working days, one day a week being off."""
    best = None
    for first in range(7):
        day = length = done = 0
        while done < working_days:
            done += (first + day) % 7 != 6
            day += 1
            length = day
        best = length if best is None else min(best, length)
    return best or 0


@given(st.integers(1, 200), st.integers(-300, -250))
def test_a_due_date_is_refused_just_when_no_calendar_allows_it(length: int, due: int) -> None:
    """With one day off a week, the days between the two due dates hold the work or do not."""
    first = f"id: A, due: J{due}"
    possible = due + shortest(length)
    assert messages(first, f"id: B, needs: A, duration: {length}d, due: J{possible:+d}") == []
    (message,) = messages(first, f"id: B, needs: A, duration: {length}d, due: J{possible - 1:+d}")
    wanted = f"J{possible:+d}" if possible else "J"
    assert f"write {wanted} or later" in message
    assert "too early by 1 day:" in message


@given(
    st.lists(st.tuples(st.integers(1, 30), st.sampled_from(["d", "cd"])), min_size=1, max_size=8)
)
def test_lengths_add_up_along_a_chain(lengths: list[tuple[int, str]]) -> None:
    """Tasks without a date pass on what they need, whatever their order in the file."""
    total = sum(shortest(amount) if unit == "d" else amount for amount, unit in lengths)
    chain = [
        f"id: T{n}, needs: {f'T{n - 1}' if n else 'A'}, duration: {amount}{unit}"
        for n, (amount, unit) in enumerate(lengths)
    ]
    for early, expected in ((0, 0), (1, 1)):
        end = f"id: Z, kind: milestone, needs: T{len(lengths) - 1}, due: J-{2000 - total + early}"
        assert len(messages(end, *reversed(chain), "id: A, due: J-2000")) == expected


@pytest.mark.parametrize(
    "tasks",
    [
        ("id: A", "id: B, needs: A, due: J-300"),
        ("id: A, fixed: 12-20", "id: B, needs: A, due: J-300"),
        ("id: A, due: oops", "id: B, needs: A, due: J-300"),
        ("id: A, due: J-9", "id: B, needs: A, duration: oops, due: J-9"),
        ("id: A, due: J-9, needs: B", "id: B, needs: A, due: J-20"),
    ],
    ids=["as late as can be", "fixed", "unfit due", "unfit duration", "circle"],
)
def test_what_cannot_be_known_is_no_problem(tasks: tuple[str, ...]) -> None:
    """Nothing is said of dates that depend on J, on an unfit value or on a circle."""
    assert not any("too early" in message for message in messages(*tasks))


def test_one_mistake_is_one_problem() -> None:
    """Behind a due date that is refused, the chain is counted from that date."""
    assert (
        len(
            messages(
                "id: A, due: J-10",
                "id: B, needs: A, duration: 9d, due: J-9",
                "id: C, needs: B, due: J-8",
            )
        )
        == 1
    )
