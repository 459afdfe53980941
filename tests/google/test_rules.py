"""Conditional formats and validations, as Google understands them."""

from __future__ import annotations

from typing import Any

import pytest

from retrosheet.google.drawing.limits import RenderingError
from retrosheet.google.drawing.requests import requests
from retrosheet.workbook.model import Look, Name, Rule, Sheet, Style, Validation
from retrosheet.workbook.refs import Area
from tests.google.drawn import hex_of
from tests.xlsx.sample import around

RED, AMBER, INK = "#C8321A", "#E8A317", "#5A3D00"
SIGN = Style(color="#FFFFFF")


def added(kind: str, sheet: Sheet, *others: Sheet) -> list[dict[str, Any]]:
    return [item[kind] for item in requests(around(sheet, *others)) if kind in item]


def ruled(*rules: Rule) -> Sheet:
    """Two rows of text on the left, two of hidden signs on the right, and the rules."""
    sheet = Sheet("only", "Only", rules=list(rules))
    for row in (1, 2):
        sheet.put(row, 0, "Brief", Style())
        for column in (2, 3):
            sheet.put(row, column, "◆", SIGN)
    return sheet


TEXTS, SIGNS = Area("Only", 1, 0, 2, 0), Area("Only", 0, 2, 3, 3)


def looks(*rules: Rule) -> list[tuple[str, str, bool]]:
    """Fill, colour and boldness of each rule, in order."""
    shown = []
    for rule in added("addConditionalFormatRule", ruled(*rules)):
        look = rule["rule"]["booleanRule"]["format"]
        text = look.get("textFormat", {})
        fill = hex_of(look["backgroundColorStyle"]) if "backgroundColorStyle" in look else ""
        ink = text.get("foregroundColorStyle")
        shown.append((fill, hex_of(ink) if ink else "", text.get("bold", False)))
    return shown


def test_rules_keep_their_order_area_and_formula() -> None:
    """The first that fits wins, as in Excel."""
    found = added(
        "addConditionalFormatRule",
        ruled(
            Rule(TEXTS, '=$A2="late"', Look(fill=RED)),
            Rule(TEXTS, "=ISNUMBER($B2)", Look(color=INK)),
        ),
    )
    assert [rule["index"] for rule in found] == [0, 1]
    assert found[0]["rule"]["ranges"] == [
        {
            "sheetId": 1,
            "startRowIndex": 1,
            "endRowIndex": 3,
            "startColumnIndex": 0,
            "endColumnIndex": 1,
        }
    ]
    assert [rule["rule"]["booleanRule"]["condition"]["values"] for rule in found] == [
        [{"userEnteredValue": '=$A2="late"'}],
        [{"userEnteredValue": "=ISNUMBER($B2)"}],
    ]


def test_a_milestone_is_the_hidden_sign_in_its_colour() -> None:
    """Without a fill the sign itself is seen."""
    rule = Rule(SIGNS, '=$A1="m"', Look(color=RED, bold=True))
    assert looks(rule) == [("", RED, True)]


def test_a_bar_hides_the_sign_on_its_own_fill() -> None:
    """Sign and fill are of one colour."""
    assert looks(Rule(SIGNS, '=$A1="o"', Look(fill=AMBER, color=AMBER))) == [(AMBER, AMBER, False)]


def test_another_sign_cannot_be_shown_so_the_bar_stays_plain() -> None:
    """A diamond in its place would look like a milestone on each day of the bar."""
    rule = Rule(SIGNS, '=$A1="late"', Look(fill=RED, color="#FFFFFF", glyph="!", bold=True))
    assert looks(rule) == [(RED, RED, True)]


def test_texts_beside_hidden_signs_keep_their_rules() -> None:
    """Only the signs need such care."""
    rule = Rule(TEXTS, '=$A2="late"', Look(fill=AMBER, color=INK, bold=True))
    assert looks(rule) == [(AMBER, INK, True)]


@pytest.mark.parametrize(
    ("rule", "problem"),
    [
        (Rule(TEXTS, "=Settings!$A$1=1", Look(fill=RED)), "another tab"),
        (Rule(TEXTS, "='Réglages'!$A$1=1", Look(fill=RED)), "another tab"),
        (Rule(TEXTS, "=$A2<rs_today", Look(fill=RED)), "another tab"),
        (Rule(TEXTS, "=XLOOKUP($A2,B:B,C:C)=1", Look(fill=RED)), "XLOOKUP"),
        (Rule(Area("Other", 0, 0, 3, 3), "=1", Look(color=RED)), "lies on the tab 'Other'"),
        (Rule(TEXTS, "=1", Look()), "changes nothing"),
    ],
)
def test_rules_that_google_would_refuse_or_misread(rule: Rule, problem: str) -> None:
    """Another tab, a name, an unknown function: each is our mistake, and said."""
    sheet = ruled(rule)
    book = around(sheet, names=(Name("rs_today", Area("Only", 0, 0, 0, 0)),))
    with pytest.raises(RenderingError, match=problem):
        requests(book)


def test_a_text_in_a_rule_may_hold_anything() -> None:
    """A name within quotes is no name."""
    assert looks(Rule(TEXTS, '=$A2="rs_today!"', Look(fill=RED))) == [(RED, "", False)]


AREA = Area("Only", 4, 1, 9, 1)


def validation(kind: Any, **given: Any) -> dict[str, Any]:
    sheet = Sheet("only", "Only", validations=[Validation(AREA, kind, "T", "Say.", **given)])
    (found,) = added("setDataValidation", sheet, Sheet("other", "Été"))
    assert found["range"]["startRowIndex"] == 4
    return dict(found["rule"])


@pytest.mark.parametrize(
    ("kind", "given", "typed"),
    [
        ("list", {"source": Area("Été", 1, 0, 5, 0)}, ("ONE_OF_RANGE", "='Été'!$A$2:$A$6")),
        ("list", {"source": ("R", "A, or R")}, ("ONE_OF_LIST", "R", "A, or R")),
        ("date", {"least": 20001, "most": 79999}, ("DATE_BETWEEN", "1954-10-04", "2119-01-10")),
        ("date", {"least": 36526}, ("DATE_ON_OR_AFTER", "2000-01-01")),
        ("date", {"most": 36526}, ("DATE_ON_OR_BEFORE", "2000-01-01")),
        ("date", {}, ("DATE_IS_VALID",)),
        (
            "whole",
            {"least": 0, "most": 3000},
            ("CUSTOM_FORMULA", '=IF(ISNUMBER(B5);AND(B5=INT(B5);B5>=0;B5<=3000);B5="")'),
        ),
        (
            "decimal",
            {"least": 0, "most": 1},
            ("CUSTOM_FORMULA", '=IF(ISNUMBER(B5);AND(B5>=0;B5<=1);B5="")'),
        ),
        ("decimal", {}, ("CUSTOM_FORMULA", '=IF(ISNUMBER(B5);TRUE;B5="")')),
        ("length", {"least": 7, "most": 7}, ("CUSTOM_FORMULA", "=AND(LEN(B5)>=7;LEN(B5)<=7)")),
    ],
)
def test_what_may_be_typed(kind: str, given: dict[str, Any], typed: tuple[str, ...]) -> None:
    """Each kind of check as Sheets words it, an empty cell always allowed."""
    rule = validation(kind, **given)
    condition = rule["condition"]
    values = [value["userEnteredValue"] for value in condition.get("values", ())]
    assert (condition["type"], *values) == typed
    assert rule.get("showCustomUi", False) == (kind == "list")


def test_a_list_of_letters_has_no_arrow() -> None:
    """In a matrix, an arrow in each cell would cover the letters; they are typed, and checked."""
    rule = validation("list", source=("R", "A", "A/R", "C", "I"))
    assert rule["condition"]["type"] == "ONE_OF_LIST"
    assert "showCustomUi" not in rule


def test_a_validation_warns_unless_it_is_strict() -> None:
    """People may go on with what they typed."""
    assert "strict" not in validation("decimal")
    assert validation("decimal", strict=True)["strict"] is True


def test_the_hint_and_the_message_are_one() -> None:
    """Sheets has room for one text."""
    assert validation("decimal")["inputMessage"] == "Say."
    assert validation("decimal", prompt="How far?")["inputMessage"] == "How far? Say."


def test_a_calculated_cell_asks_before_it_is_typed_over() -> None:
    """A validation would mark the formula as wrong; a protected range that only warns does not."""
    sheet = Sheet("only", "Only", validations=[Validation(AREA, "computed", "T", "Calculated.")])
    assert added("setDataValidation", sheet) == []
    ((protected),) = added("addProtectedRange", sheet)
    assert protected["protectedRange"]["warningOnly"] is True
    assert protected["protectedRange"]["description"] == "Calculated."
    assert protected["protectedRange"]["range"]["endRowIndex"] == 10


@pytest.mark.parametrize(
    ("kind", "given", "problem"),
    [
        ("list", {"source": Area("Gone", 0, 0, 1, 0)}, "which does not exist"),
        ("list", {"source": ()}, "cannot offer the list"),
        ("list", {"source": ("=A1", "b")}, "cannot offer '=A1'"),
        ("colour", {}, "no validation of the kind"),
    ],
)
def test_validations_that_google_would_refuse(
    kind: str, given: dict[str, Any], problem: str
) -> None:
    """They are stopped before anything is sent."""
    with pytest.raises(RenderingError, match=problem):
        validation(kind, **given)
