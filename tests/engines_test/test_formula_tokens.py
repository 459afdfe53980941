"""A formula is taken apart as Excel would read it from a file."""

from __future__ import annotations

import pytest

from tests.engines.formula_tokens import read_formula


@pytest.mark.parametrize(
    ("text", "functions", "names", "sheets"),
    [
        ("SUM(A1:$B$2,3)", ["SUM"], [], []),
        ("WORKDAY.INTL($K19,-(2+1),$B$3,rs_daysoff)", ["WORKDAY.INTL"], ["rs_daysoff"], []),
        ("'It''s a plan'!$A:$B", [], [], ["It's a plan"]),
        ("_engine!$A$1+Réglages!B2", [], [], ["_engine", "Réglages"]),
        ('IF(A1="SUM(B1)","",TRUE)', ["IF"], [], []),
        ("LOG10(2)+T01+TAX9999999", ["LOG10"], ["TAX9999999"], []),
        ("INDEX(a,1):INDEX(b,2)", ["INDEX", "INDEX"], ["a", "b"], []),
        ("{1,2;3,4}", [], [], []),
        ("-A1%*1.5E-3", [], [], []),
        ("IF(A1,,)", ["IF"], [], []),
        ("Tasks[[#This Row],[Due]]", [], ["Tasks"], []),
        ("IF(\n  A1 > 1,\n  2, 3)", ["IF"], [], []),
    ],
)
def test_what_a_formula_uses(
    text: str, functions: list[str], names: list[str], sheets: list[str]
) -> None:
    """Its functions, names and sheets, whatever is quoted or nested."""
    formula = read_formula(text)
    assert (formula.functions, formula.names, formula.sheets) == (functions, names, sheets)
    assert formula.problems == []


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", "ends too early"),
        ("1+", "ends too early"),
        ("*2", "nothing before *"),
        ("SUM(1+)", "nothing before )"),
        ("SUM(1+,2)", "nothing before ,"),
        ("(A1", "1 brackets left open"),
        ("A1)", ") without its other half"),
        ("{1,2)", ") without its other half"),
        ("A1 2", "no operator before '2'"),
        ("SUM(1;2)", "; separates no arguments in a file"),
        ("P1!B2", "the sheet P1 needs quotes"),
        ("@A1", "cannot read '@A1'"),
        ("A1 & “x”", "cannot read '“x”'"),
        ("(" * 65 + "1" + ")" * 65, "more than 64 levels"),
        ("SUM(" + "1," * 255 + "1)", "256 arguments, more than 255"),
    ],
)
def test_what_excel_would_refuse(text: str, problem: str) -> None:
    """Each such fault is named in words."""
    assert problem in read_formula(text).problems


def test_arrays_unions_and_intersections_are_marked() -> None:
    """A conditional format may hold none of them."""
    assert read_formula("OR(A1={1,2})").has_array
    assert read_formula("A1:B2,D4").has_union
    assert read_formula("A1:B2 B1:B9").has_intersection
    plain = read_formula("SUM(A1 , B2) + 1")
    assert not any((plain.has_array, plain.has_union, plain.has_intersection))
