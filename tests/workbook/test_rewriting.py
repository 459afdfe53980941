"""What decides whether a conditional format is ours."""

from __future__ import annotations

import pytest

from retrosheet.workbook.rewriting import looks_at

D, F = 3, 5


@pytest.mark.parametrize(
    ("formula", "looks"),
    [
        ("=$D5=1", True),
        ("=AND(A1>2,SUM($B$3:F$9)>0)", True),
        ("=$E5=1", False),
        ('=A1="voir D12"', False),
        ("=Autre!D5>0", False),
        ("=D5(1)+xD5+LOG10(A1)", False),
        ("=DD5=1", False),
        ("", False),
    ],
)
def test_a_rule_looks_at_a_column_of_its_own_tab(formula: str, *, looks: bool) -> None:
    """Not in what is quoted, on another tab, or in the name of a function."""
    assert looks_at(formula, {D, F}) is looks
    assert not looks_at(formula, ())
