"""The choice of combinations that stands for all of them in a normal run."""

from __future__ import annotations

from itertools import combinations, product

import pytest

from tests import thorough
from tests.thorough import covering

DIMENSIONS = ("abcdefghijkl", ("fr", "en"), ("FR", "BE", "CA", None), (1, 2, 3, 4))


@pytest.mark.parametrize("turn", range(4))
def test_each_value_has_its_turn(monkeypatch: pytest.MonkeyPatch, turn: int) -> None:
    """As many cases as the longest dimension has values, in whatever order they are named."""
    monkeypatch.setattr(thorough, "THOROUGH", False)
    for dimensions in (DIMENSIONS, DIMENSIONS[::-1], ("ab", "cd", "efghij"), ("abc", "defg")):
        chosen = covering(*dimensions, turn=turn)
        assert len(chosen) == max(map(len, dimensions))
        for place, values in enumerate(dimensions):
            assert {case[place] for case in chosen} == set(values)


def test_no_two_dimensions_go_hand_in_hand(monkeypatch: pytest.MonkeyPatch) -> None:
    """Among a dozen archetypes, every language meets every country and every other short one."""
    monkeypatch.setattr(thorough, "THOROUGH", False)
    chosen = covering(*DIMENSIONS)
    assert {(case[1], case[2]) for case in chosen} == set(product(*DIMENSIONS[1:3]))
    two = covering(("fr-FR", "en-US"), DIMENSIONS[0], ("fr", "en"))
    assert {(case[0], case[2]) for case in two} == set(product(("fr-FR", "en-US"), ("fr", "en")))


def test_another_turn_pairs_them_differently(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two tests with a turn each meet every archetype in both languages."""
    monkeypatch.setattr(thorough, "THOROUGH", False)
    both = [case for turn in (0, 1) for case in covering(*DIMENSIONS[:2], turn=turn)]
    assert set(both) == set(product(*DIMENSIONS[:2]))


def test_few_are_spread_and_others_each_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three tests of four archetypes each meet all twelve, and each of them both languages."""
    monkeypatch.setattr(thorough, "THOROUGH", False)
    tests = [covering(*DIMENSIONS[:2], turn=turn, few=4) for turn in range(3)]
    assert [len(chosen) for chosen in tests] == [4, 4, 4]
    assert {name for chosen in tests for name, _ in chosen} == set(DIMENSIONS[0])
    assert all({lang for _, lang in chosen} == {"fr", "en"} for chosen in tests)


def test_a_thorough_run_takes_all_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every value meets every other one; two dimensions are combined whole."""
    monkeypatch.setattr(thorough, "THOROUGH", True)
    for few in (None, 4):
        chosen = covering(*DIMENSIONS, few=few)
        for one, other in combinations(range(len(DIMENSIONS)), 2):
            met = {(case[one], case[other]) for case in chosen}
            assert met == set(product(DIMENSIONS[one], DIMENSIONS[other]))
        assert len(chosen) < 60
    assert set(covering(*DIMENSIONS[:2])) == set(product(*DIMENSIONS[:2]))
