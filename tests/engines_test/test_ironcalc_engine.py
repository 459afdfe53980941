"""Where IronCalc cannot be believed, it is not."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from tests.engines.ironcalc_engine import IronCalcDisagrees, IronCalcWorkbook
from tests.engines_test.example_workbook import PLAN, SENTINEL, write_example


def test_deleting_the_edge_of_a_range_is_refused(tmp_path: Path) -> None:
    """Excel shortens the range, IronCalc breaks it: the caller must ask another engine."""
    workbook = IronCalcWorkbook.load(write_example(tmp_path / "example.xlsx"))
    with pytest.raises(IronCalcDisagrees, match="edge of a range"):
        workbook.delete_rows(PLAN, SENTINEL)


def test_formulas_that_ironcalc_reads_otherwise_are_refused(tmp_path: Path) -> None:
    """Holidays given as a range would be taken for one cell, and the date be wrong in silence."""
    path = tmp_path / "doubtful.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("A")
        sheet.write_formula("A1", '=WORKDAY.INTL(46000,5,"0000011",A!$B$1:$B$3)')
        sheet.write_formula("A2", "=SUMPRODUCT(ISNUMBER($B$1:$B$3)*1)")
        sheet.write_formula("A3", '=INDEX($B$1:$B$3,2)&"@$B$1"')
    with pytest.raises(IronCalcDisagrees) as refused:
        IronCalcWorkbook.load(path)
    assert [line.split(":")[0] for line in str(refused.value).splitlines()] == ["A!A1", "A!A2"]


def test_unreadable_files_are_refused(tmp_path: Path) -> None:
    """The file is named."""
    path = tmp_path / "no.xlsx"
    path.write_bytes(b"no workbook")
    with pytest.raises(IronCalcDisagrees, match=r"no\.xlsx"):
        IronCalcWorkbook.load(path)
