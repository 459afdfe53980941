"""The corpus of small schedules, each with its dates worked out by hand beside it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from retrosheet.schedule import compute
from tests.schedule.case_files import Line, all_cases, case_of

CASES = dict(all_cases())


@pytest.mark.parametrize("name", CASES)
def test_every_task_lies_where_the_case_says(name: str) -> None:
    """Start, end of work, due date, float, critical and conflict, in the order of the plan."""
    document: Mapping[str, Any] = CASES[name]
    case = case_of(name, document)
    found = [str(Line.of(placed)) for placed in compute(case.campaign).tasks]
    assert found == [str(line) for line in case.expected]


def test_no_two_cases_have_the_same_name() -> None:
    """A second one would silently take the first one's place."""
    names = [name for name, _ in all_cases()]
    assert sorted(names) == sorted(set(names))
