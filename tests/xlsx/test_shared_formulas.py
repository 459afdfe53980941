"""A formula that is filled down, as each of its cells has it."""

from __future__ import annotations

import pytest
from openpyxl.formula.translate import Translator

from retrosheet.xlsx.reading.shared_formulas import SharedFormula


@pytest.mark.parametrize(
    "formula",
    [
        "SUM(B2:$C$4,Sheet1!D5,'A1 b'!$E6)&\"B2\"",
        "LOG10(B2)+B:B+$B:C+2:2+$2:3",
        "IF(ISNUMBER(E56),INDEX('L''été B2'!$A$1:$A$9,E$56),\"x \"&$E56)",
        "rs_x1+AB12*1.5E3",
    ],
)
@pytest.mark.parametrize("place", [(1, 1), (4, 1), (1, 6), (30, 28)])
def test_a_shared_formula_moves_with_its_cell(formula: str, place: tuple[int, int]) -> None:
    """As another library translates it: texts, titles and what is fixed stay."""
    row, column = place
    cell = f"{'ABCDEFGHIJKLMNOPQRSTUVWXYZ'[column] if column < 26 else 'AC'}{row + 1}"
    expected = Translator(f"={formula}", "B2").translate_formula(cell)
    assert f"={SharedFormula(formula, 1, 1).at(row, column)}" == expected


def test_what_would_lie_beyond_the_edge_is_an_error() -> None:
    """A spreadsheet program shows it so."""
    assert SharedFormula("A1+1", 1, 0).at(0, 0) == "A#REF!+1"
