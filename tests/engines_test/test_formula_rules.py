"""What a formula may use: the arguments that one program or another would misread."""

from __future__ import annotations

import pytest

from tests.engines.formula_rules import FormulaRules

RULES = FormulaRules(frozenset({"_engine"}), {"rs_daysoff": {None}, "rs_weekend": {None}}, None)


@pytest.mark.parametrize(
    "weekend", ["$B$3", "_engine!$B$3", "rs_weekend", "1", 'IF(A1="",B1,C1)', '(""&B3)']
)
def test_a_weekend_that_is_no_text_is_refused(weekend: str) -> None:
    """OnlyOffice takes a cell there for a number of its list, and shows #NUM!."""
    text = f"IF(A1=0,0,WORKDAY.INTL(MAX(A1,B1)+1,-1,{weekend},rs_daysoff))"
    said = f"takes the weekend from {weekend}, which OnlyOffice reads only as text"
    assert list(RULES.problems(text, "_engine")) == [said]


@pytest.mark.parametrize(
    "call",
    [
        'WORKDAY.INTL(A1,1,$B$3&"",rs_daysoff)',
        'NETWORKDAYS.INTL(36526,36532,"0000011")',
        "WORKDAY.INTL(A1,1)",
        "WORKDAY.INTL(IF(A1>0,A1,B1),2)",
    ],
)
def test_a_weekend_that_is_text_passes(call: str) -> None:
    """Written out, made text on the spot, or left out."""
    assert list(RULES.problems(call, "_engine")) == []
