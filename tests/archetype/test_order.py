"""Tasks in the order of their needs."""

from __future__ import annotations

import pytest

from retrosheet.archetype.order import in_order
from retrosheet.archetype.terms import Need
from retrosheet.campaign import Task


def task(task_id: str, *needs: str) -> Task:
    return Task(task_id, 0, task_id, "", needs=tuple(map(Need, needs)))


def test_each_stands_behind_what_it_needs() -> None:
    """Also where one is needed by several, and asked for before its turn."""
    tasks = [task("D", "B", "C"), task("C", "A"), task("B", "A", "C"), task("A")]
    assert [one.id for one in in_order(tasks)] == ["A", "C", "B", "D"]


def test_a_circle_is_refused_and_takes_no_memory() -> None:
    """Whoever hands one over has made a mistake, which is to be seen at once."""
    with pytest.raises(ValueError, match="a circle of needs through"):
        list(in_order([task("A"), task("B", "A", "D"), task("C", "B"), task("D", "C")]))
