"""The lint of number formats tells a literal that any program keeps from one that it may not."""

from __future__ import annotations

import pytest

from tests.engines.number_format_lint import number_format_problems

GOOD = (
    "General",
    "0",
    "@",
    ";;;",
    "0%",
    "#,##0.0#",
    "yyyy-mm-dd",
    "dd/mm/yyyy",
    "hh:mm:ss",
    "0.00E+00",
    r"0\ %",
    '0" %"',
    '0;;"–"',
    '[$-40C]d" "mmm" "yyyy',
    '[$-40C]#,##0" €";"▲ -"#,##0" €"',
    '[>=1]0" j";0" h"',
)
BAD = {
    '#,##0 "€"': "leaves ' ' unquoted",
    "#,##0\u00a0€": r"leaves '\xa0' unquoted",
    "0\u00a0%": r"leaves '\xa0' unquoted",
    "0 %": "leaves ' ' unquoted",
    "[$-809]d mmm yyyy": "leaves ' ' unquoted",
    '"▲ "-0': "leaves '-' unquoted",
    "0€": "leaves '€' unquoted",
    "J-0": "leaves 'J' unquoted",
    '0"': "leaves '\"' unquoted",
    "0;0;0;0;0": "has 5 sections",
}


@pytest.mark.parametrize("code", GOOD)
def test_what_every_program_keeps_passes(code: str) -> None:
    """Codes, and literals in quotes or behind a backslash."""
    assert list(number_format_problems(code)) == []


@pytest.mark.parametrize("code", BAD)
def test_a_bare_literal_is_refused(code: str) -> None:
    """The sign that should be quoted is named, a space that does not break as well."""
    assert list(number_format_problems(code)) == [f"the number format {code!r} {BAD[code]}"]
