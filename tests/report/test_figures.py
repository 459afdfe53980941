"""Numbers in a report, as each language writes them."""

from __future__ import annotations

from retrosheet.report.figures import money, whole
from retrosheet.standing.model import Money


def test_what_is_left_of_a_budget_that_is_used_up_is_nothing() -> None:
    """Cents of a binary fraction are no debt: no sign stands before a zero, and no red."""
    left = Money("Print", "", "", planned=0.3, paid=0.1 + 0.2).remaining
    assert (left, money(left, "fr"), money(left, "en")) == (0.0, "0\u00a0€", "€0")
    assert money(-0.004, "fr") == "0\u00a0€"
    assert money(-12.5, "fr") == "−12,50\u00a0€"


def test_numbers_as_each_language_writes_them() -> None:
    """Thousands apart, and no more decimals than there are."""
    assert [whole(value, "fr") for value in (12_000, 0.5, -3, 100.0)] == [
        "12\u202f000", "0,5", "−3", "100",
    ]  # fmt: skip
    assert whole(1_234_567.891, "en") == "1,234,567.89"
