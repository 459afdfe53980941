"""What moves when rows, columns and tabs do: references, names, rules, validations, groups."""

from __future__ import annotations

import pytest

from tests.google.fake.caller import Caller, area, cells, named
from tests.google.fake.google import FakeGoogle
from tests.google.fake.references import Change, Move, filled, names, renamed, shifted, titles


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=A1+$A1+A$1+$A$1", "=B3+$A3+B$1+$A$1"),
        ('="A1"&A1', '="A1"&B3'),
        ("='A1 b'!A1", "='A1 b'!B3"),
        ("=LOG10(A1)+rs_a1+T1_x", "=LOG10(B3)+rs_a1+T1_x"),
        ("=SUM(A:A,1:1,A1:A)", "=SUM(B:B,3:3,B3:B)"),
    ],
)
def test_a_fill_moves_what_is_relative(formula: str, moved: str) -> None:
    """Two down, one to the right."""
    assert filled(formula, 2, 1) == moved


def test_a_fill_beyond_the_edge_is_lost() -> None:
    """Nothing is above the first row."""
    assert filled("=A1+A$1", -1, 0) == "=#REF!+A$1"


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=A4+A5+$A$5", "=A4+A7+$A$7"),
        ("=SUM(A1:A4)+SUM(A1:A5)+SUM(A5:A6)", "=SUM(A1:A4)+SUM(A1:A7)+SUM(A7:A8)"),
        ("=Other!A9+Plan!A9+'Plan'!A9", "=Other!A9+Plan!A11+'Plan'!A11"),
        ("=SUM(A:A)+SUM(A6:A)+SUM(4:5)", "=SUM(A:A)+SUM(A8:A)+SUM(4:7)"),
    ],
)
def test_two_rows_are_inserted_above_the_fifth(formula: str, moved: str) -> None:
    """What lies from there on moves down; a range with the place inside grows."""
    assert shifted(formula, "Plan", "Plan", Change("ROWS", 4, 2)) == moved


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=A4+A5+A6+A7", "=A4+#REF!+#REF!+A5"),
        ("=SUM(A1:A5)+SUM(A5:A9)+SUM(A1:A9)", "=SUM(A1:A4)+SUM(A5:A7)+SUM(A1:A7)"),
        ("=SUM(A5:A6)", "=SUM(#REF!)"),
    ],
)
def test_the_fifth_and_sixth_row_are_deleted(formula: str, moved: str) -> None:
    """A cell that is gone is #REF!; a range shrinks, at its ends too."""
    assert shifted(formula, "Plan", "Plan", Change("ROWS", 4, -2)) == moved


@pytest.mark.parametrize(
    ("formula", "moved"),
    [
        ("=A3+A4+A6", "=A6+A3+A5"),
        ("=SUM(A1:A9)+SUM(A3:A5)", "=SUM(A1:A9)+SUM(A3:A4)"),
        ("=SUM(A3:A3)", "=SUM(A6:A6)"),
    ],
)
def test_the_third_row_is_dragged_under_the_sixth(formula: str, moved: str) -> None:
    """References follow the row; a range that had its edge there loses it."""
    assert shifted(formula, "Plan", "Plan", Move("ROWS", 2, 3, 6)) == moved


def test_a_formula_knows_its_tabs_and_names() -> None:
    """Texts and functions are neither."""
    formula = "=IF('My plan'!A1=\"Nope!A1\",rs_x,SUM(Q1!B:B))"
    assert titles(formula) == {"My plan", "Q1"}
    assert names(formula) == {"rs_x"}
    assert renamed(formula, "My plan", "Plan") == '=IF(Plan!A1="Nope!A1",rs_x,SUM(Q1!B:B))'


def test_rows_inserted_by_a_person_move_everything(google: FakeGoogle, caller: Caller) -> None:
    """Formulas of other tabs, names, protections, rules, validations, filters and groups follow."""
    name = google.blank()
    rule = {"condition": {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": "=$A3>1"}]}}
    one_of = {"condition": {"type": "ONE_OF_RANGE", "values": [{"userEnteredValue": "=A3:A5"}]}}
    rows = {"sheetId": 0, "dimension": "ROWS", "startIndex": 2, "endIndex": 5}
    caller.done(
        name,
        {"addSheet": {"properties": {"sheetId": 1, "title": "Engine"}}},
        cells(2, 0, [1], [2], [3]),
        cells(0, 0, ["=SUM(Sheet1!A3:A5)", "=SUM(rs_plan)"], sheet_id=1),
        named("rs_plan", area(2, 0, 5, 1)),
        {"addProtectedRange": {"protectedRange": {"range": area(2, 0, 5, 1), "warningOnly": True}}},
        {
            "addConditionalFormatRule": {
                "rule": {
                    "ranges": [area(2, 0, 5, 1)],
                    "booleanRule": {**rule, "format": {"textFormat": {"bold": True}}},
                }
            }
        },
        {"setDataValidation": {"range": area(4, 1, 5, 2), "rule": one_of}},
        {"setBasicFilter": {"filter": {"range": area(2, 0, 5, 2)}}},
        {"addDimensionGroup": {"range": rows}},
    )
    person = google.person(name)
    person.insert_rows("Sheet1", 3, 2)
    person.set("A4", 10)
    seen = google.spreadsheet(name)
    tab = seen.tabs[0]
    assert seen.tab("Engine").rows() == [[16, 16]]
    assert seen.tab("Engine").cell("A1").formula == "=SUM(Sheet1!A3:A7)"
    assert seen.named_ranges["rs_plan"] == area(2, 0, 7, 1)
    assert tab.protected[0]["range"] == area(2, 0, 7, 1)
    assert tab.rules[0]["ranges"] == [area(2, 0, 7, 1)]
    assert list(tab.validations) == [(6, 1)]
    validated = tab.validations[6, 1]["condition"]["values"][0]["userEnteredValue"]
    assert validated == "=A3:A7"
    assert tab.filter == {"range": area(2, 0, 7, 2)}
    assert tab.groups["ROWS"][0]["range"]["endIndex"] == 7
    assert tab.properties["gridProperties"]["rowCount"] == 1002
    person.delete_rows("Sheet1", 2, 5)
    seen = google.spreadsheet(name)
    assert seen.tab("Engine").rows() == [["#REF!", "#NAME?"]]
    assert seen.named_ranges["rs_plan"] == {}
    assert (seen.tabs[0].protected, seen.tabs[0].rules) == ([], [])


def test_a_sort_takes_the_rows_with_their_formulas(google: FakeGoogle, caller: Caller) -> None:
    """A row's own references follow it, other cells' references to the rows do not; blanks last."""
    name = google.blank()
    caller.done(
        name,
        cells(0, 0, [3, "=A1*10"], [None, "=A2*10"], [1, "=A3*10"]),
        cells(0, 4, ["=A1"]),
    )
    google.person(name).sort("A1:B3", 0)
    tab = google.spreadsheet(name).tabs[0]
    assert [row[:2] for row in tab.rows()] == [[1, 10], [3, 30], [None, 0]]
    assert tab.cell("B2").formula == "=A2*10"
    assert tab.cell("E1").effective == 1
    google.person(name).sort("A1:B3", 0, descending=True)
    assert [row[0] for row in google.spreadsheet(name).tabs[0].rows()] == [3, 1, None]


def test_a_duplicated_row_carries_formats_and_validations(
    google: FakeGoogle, caller: Caller
) -> None:
    """People copy a task by duplicating its row: all comes twice, formulas for their own row."""
    name = google.blank()
    rule = {"condition": {"type": "BOOLEAN"}, "strict": True}
    caller.done(
        name,
        cells(1, 0, ["T1", "=LEN(A2)"]),
        {"setDataValidation": {"range": area(1, 2, 2, 3), "rule": rule}},
    )
    google.person(name).duplicate_row("Sheet1", 1)
    tab = google.spreadsheet(name).tabs[0]
    assert tab.cell("B3").formula == "=LEN(A3)"
    assert tab.cell("A3").value == "T1"
    assert tab.cell("C3").validation == rule


def test_columns_and_tabs_move(google: FakeGoogle, caller: Caller) -> None:
    """A dragged column keeps its readers; a renamed tab too; a deleted one breaks them."""
    name = google.blank()
    caller.done(
        name,
        {"addSheet": {"properties": {"sheetId": 1, "title": "Engine"}}},
        cells(0, 0, [1, 2, 3]),
        cells(0, 0, ["=Sheet1!A1", "=Sheet1!C1"], sheet_id=1),
    )
    person = google.person(name)
    person.move_column("Sheet1", 0, before=3)
    assert google.spreadsheet(name).tabs[0].rows() == [[2, 3, 1]]
    assert google.spreadsheet(name).tab("Engine").rows() == [[1, 3]]
    person.rename_tab("Sheet1", "Mon plan")
    assert google.spreadsheet(name).tab("Engine").cell("A1").formula == "='Mon plan'!C1"
    assert google.spreadsheet(name).tab("Engine").rows() == [[1, 3]]
    person.delete_tab("Mon plan")
    assert google.spreadsheet(name).tab("Engine").rows() == [["#REF!", "#REF!"]]


def test_a_smaller_grid_loses_what_lay_beyond(google: FakeGoogle, caller: Caller) -> None:
    """Setting fewer rows deletes the last ones."""
    name = google.blank()
    caller.done(name, cells(8, 0, [7], [8]), cells(0, 0, ["=SUM(A9:A10)"]))
    properties = {"sheetId": 0, "gridProperties": {"rowCount": 9}}
    fields = "gridProperties.rowCount"
    caller.done(name, {"updateSheetProperties": {"properties": properties, "fields": fields}})
    tab = google.spreadsheet(name).tabs[0]
    assert tab.cell("A1").effective == 7
    assert tab.properties["gridProperties"] == {"rowCount": 9, "columnCount": 26}
