"""Needs around tasks that are gone, with the days behind them or without."""

from __future__ import annotations

import random
from collections.abc import Collection, Mapping

import pytest

from retrosheet.archetype.bridged import around
from retrosheet.archetype.terms import Duration, Need


def need(task: str, days: int = 0) -> Need:
    return Need(task, Duration(days, "d"))


def test_the_days_behind_a_deleted_row_stay_and_those_behind_a_task_left_out_go() -> None:
    """A follower of a deleted row begins on the day on which it would have begun."""
    gone = {"B": (need("A", 2),)}
    assert around((need("B", 1),), gone.get, waiting=True) == (need("A", 3),)
    assert around((need("B", 1),), gone.get, waiting=False) == (need("A", 2),)


def test_days_of_two_kinds_do_not_add_up_and_the_longer_counts() -> None:
    """Working days and calendar days are no sum; one lag alone stays as it is."""
    gone = {"B": (Need("A", Duration(2, "cd")),)}
    assert around((need("B", 5),), gone.get, waiting=True) == (need("A", 5),)
    assert around((need("B"),), gone.get, waiting=True) == (Need("A", Duration(2, "cd")),)


def test_a_circle_of_tasks_that_are_gone_ends_and_what_nobody_knows_is_left_out() -> None:
    """Whatever people have typed, the search for what is left comes to an end."""
    gone = {"B": (need("C", 1), need("A")), "C": (need("B", 1), need("X")), "X": ()}
    assert around((need("B"),), gone.get, waiting=True) == (need("A"),)


@pytest.mark.parametrize("waiting", [False, True])
def test_the_lag_is_that_of_the_longest_way(*, waiting: bool) -> None:
    """On random networks, as adding up all of their ways finds it."""
    for seed in range(100):
        chance = random.Random(seed)
        ids = [f"T{n}" for n in range(9)]
        needs = {
            task: tuple(
                need(one, chance.choice((0, 1, 3)))
                for one in chance.sample(ids[:at], chance.randint(0, min(at, 3)))
            )
            for at, task in enumerate(ids)
        }
        gone = {task: needs[task] for task in ids[:-1] if chance.random() < 0.5}
        left = around(needs["T8"], gone.get, waiting=waiting)
        found = {one.id: one.lag.amount for one in left}
        assert found == longest("T8", needs, gone, waiting=waiting), seed


def longest(
    task: str, needs: Mapping[str, tuple[Need, ...]], gone: Collection[str], *, waiting: bool
) -> dict[str, int]:
    """The longest of all ways from each task that is not gone, in days."""
    found: dict[str, int] = {}
    for one in needs[task]:
        ways = longest(one.id, needs, gone, waiting=waiting) if one.id in gone else {one.id: 0}
        for end, days in ways.items():
            own = one.lag.amount * (waiting or one.id not in gone)
            found[end] = max(found.get(end, -1), days + own)
    return found
