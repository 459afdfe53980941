"""The columns of time of a drawn plan: which days they stand for."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from retrosheet.adopting.axis import Axis, axis_of
from retrosheet.workbook.foreign import ForeignCell, ForeignTab
from retrosheet.workbook.model import Merge

TODAY = dt.date(2026, 12, 1)
D = dt.date


def axis(*rows: list[Any], merges: tuple[Merge, ...] = (), year: int | None = None) -> Axis | None:
    cells = {
        (row, column): ForeignCell(float(value) if isinstance(value, int) else value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None
    }
    return axis_of(ForeignTab("Plan", cells, merges), TODAY, year)


def days(found: Axis | None) -> list[tuple[object, object]]:
    assert found is not None
    return [(slot.first, slot.last) for slot in found.slots]


@pytest.mark.parametrize(
    ("heads", "first", "last"),
    [
        (["S51", "S52", "S1", "S2"], (D(2026, 12, 14), D(2026, 12, 20)),
         (D(2027, 1, 11), D(2027, 1, 17))),
        ([D(2027, 3, 1), D(2027, 3, 8), D(2027, 3, 15)], (D(2027, 3, 1), D(2027, 3, 7)),
         (D(2027, 3, 15), D(2027, 3, 21))),
        ([D(2027, 3, 1), D(2027, 3, 2), D(2027, 3, 3)], (D(2027, 3, 1), D(2027, 3, 1)),
         (D(2027, 3, 3), D(2027, 3, 3))),
        ([D(2027, 1, 1), D(2027, 2, 1), D(2027, 3, 1)], (D(2027, 1, 1), D(2027, 1, 31)),
         (D(2027, 3, 1), D(2027, 3, 31))),
        (["Novembre", "Décembre", "Janvier"], (D(2026, 11, 1), D(2026, 11, 30)),
         (D(2027, 1, 1), D(2027, 1, 31))),
        (["03/05", "10/05", "17/05"], (D(2026, 5, 3), D(2026, 5, 9)),
         (D(2026, 5, 17), D(2026, 5, 23))),
        (["J-30", "J-15", "J-7", "J"], (-30, -30), (0, 0)),
        (["S-3", "S-2", "S-1", "J"], (-27, -21), (-6, 0)),
        (["Semaine 1", "Semaine 2", "Semaine 3"], (-20, -14), (-6, 0)),
    ],
)  # fmt: skip
def test_a_row_of_headings_says_its_days(
    heads: list[Any], first: tuple[object, object], last: tuple[object, object]
) -> None:
    """Weeks, months, dates with or without a year, and days from launch."""
    found = days(axis(["Tâche", *heads], ["Brief"]))
    assert (found[0], found[-1]) == (first, last)


def test_weeks_of_a_month_lie_in_the_month_above_them() -> None:
    """Months merged over 1, 2, 3, 4: a week each, the last to the month's end."""
    merges = (Merge(0, 1, 0, 4), Merge(0, 5, 0, 8))
    months = [None, "Mars", None, None, None, "Avril"]
    found = days(axis(months, ["Tâche", 1, 2, 3, 4, 1, 2, 3, 4], merges=merges, year=2027))
    assert found[0] == (D(2027, 3, 1), D(2027, 3, 7))
    assert found[3] == (D(2027, 3, 22), D(2027, 3, 31))
    assert found[4] == (D(2027, 4, 1), D(2027, 4, 7))


def test_a_year_that_nothing_says_is_named_as_a_guess() -> None:
    """Months alone give a year that people are asked to check; one year among them settles it."""
    found = axis(["Tâche", "Mars", "Avril", "Mai"])
    assert found is not None
    assert found.guessed
    known = axis(["Tâche", "Mars 2027", "Avril", "Mai"])
    assert known is not None
    assert not known.guessed


@pytest.mark.parametrize("heads", [["Coût", "Qui", "Où"], ["S2", "S3"], [12, 40, 3]])
def test_headings_that_are_no_time_make_no_axis(heads: list[Any]) -> None:
    """Words, too few weeks and numbers out of order are no calendar."""
    assert axis(["Tâche", *heads], ["Brief"]) is None
