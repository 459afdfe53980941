"""Formulas that were filled are told from those that were not; openpyxl is the second opinion."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl.formula.translate import Translator

from retrosheet.google.drawing.relative import filled, relative
from retrosheet.workbook.refs import cell_ref

REFERENCES = st.builds(
    lambda row, column, row_abs, col_abs: cell_ref(row, column, row_abs=row_abs, col_abs=col_abs),
    st.integers(20, 60), st.integers(15, 40), st.booleans(), st.booleans(),
)  # fmt: skip
PARTS = st.one_of(
    REFERENCES,
    st.builds("{}:{}".format, REFERENCES, REFERENCES),
    st.builds("'Réglages d''été 2'!{}".format, REFERENCES),
    st.builds("_engine!{}".format, REFERENCES),
    st.sampled_from(
        ("rs_daysoff", '"A1 says ""B2"""', "12", "0.5", "007", "x1y2", "LOG10(3)", "1234567890")
    ),
)
FORMULAS = st.lists(PARTS, min_size=1, max_size=4).map(lambda parts: "=" + "+".join(parts))
STEPS = st.integers(-15, 15)


def translated(formula: str, rows: int, columns: int) -> str:
    there = Translator(formula, origin=cell_ref(20, 20))
    return str(there.translate_formula(cell_ref(20 + rows, 20 + columns)))


@given(FORMULAS, STEPS, STEPS)
def test_a_filled_formula_is_what_a_spreadsheet_fills(
    formula: str, rows: int, columns: int
) -> None:
    """Another library's translation of it is the same."""
    assert filled(formula, rows, columns) == translated(formula, rows, columns)


@given(FORMULAS, STEPS, STEPS)
def test_a_filled_formula_reads_the_same_from_its_cell(
    formula: str, rows: int, columns: int
) -> None:
    """Seen from where it stands, it says one thing."""
    there = filled(formula, rows, columns)
    assert relative(there, 20 + rows, 20 + columns) == relative(formula, 20, 20)


@given(FORMULAS, FORMULAS, STEPS, STEPS)
def test_formulas_that_read_the_same_are_filled_ones(
    one: str, other: str, rows: int, columns: int
) -> None:
    """Two that share a request would be filled alike, and no others."""
    same = relative(one, 20, 20) == relative(other, 20 + rows, 20 + columns)
    assert same == (filled(one, rows, columns) == other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("=A1", "=A1"),
        ("=$A1", "=$A$2"),
        ('="A1"', '="A2"'),
        ("='A1'!B1", "='A2'!B2"),
        ("=LOG10(A1)", "=LOG11(A2)"),
        ("=x1+1", "=x2+1"),
        ("=A1+1", "=A2+2"),
        ("=A1+01", "=A2+1"),
        ("=SUM(A:A)", "=SUM(B:B)"),
        ("=SUM($1:$1)", "=SUM($1:$1)"),
    ],
)
def test_what_differs_one_row_below(one: str, other: str) -> None:
    """Fixed parts, texts, other tabs and numbers are not rows that move."""
    assert relative(one, 4, 4) != relative(other, 5, 4)


def test_rows_that_move_are_told_from_numbers() -> None:
    """A 5 in B5 moves, the 5 that it is compared with does not."""
    assert relative("=IF(B5=5,$C$5,D6)", 4, 4) == relative("=IF(B6=5,$C$5,D7)", 5, 4)
    assert relative("=IF(B5=5,$C$5,D6)", 4, 4) != relative("=IF(B6=6,$C$5,D7)", 5, 4)
