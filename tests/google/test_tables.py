"""The answer of the one reading request, as Google words it, and what becomes of it."""

from __future__ import annotations

from typing import Any

from retrosheet.google.tables import Read, asking_for_names, read_of, reading, usable
from retrosheet.workbook.tables import EMPTY, Cell


def number(value: float) -> dict[str, Any]:
    return {"effectiveValue": {"numberValue": value}}


def text(value: str) -> dict[str, Any]:
    return {"effectiveValue": {"stringValue": value}}


def formula(source: str, **effective: Any) -> dict[str, Any]:
    return {"userEnteredValue": {"formulaValue": source}, "effectiveValue": effective}


# As Google answers: no sheetId 0, no row or column 0, rows and cells cut where nothing follows.
ANSWER: dict[str, Any] = {
    "properties": {"title": "Lancement", "locale": "fr_FR", "timeZone": "Europe/Paris"},
    "namedRanges": [
        {"namedRangeId": "a", "name": "rs_first",
         "range": {"endRowIndex": 4, "endColumnIndex": 3}},
        {"namedRangeId": "b", "name": "rs_corner",
         "range": {"endRowIndex": 1, "endColumnIndex": 1}},
        {"namedRangeId": "c", "name": "rs_far",
         "range": {"sheetId": 7, "startRowIndex": 9, "endRowIndex": 12, "startColumnIndex": 2,
                   "endColumnIndex": 4}},
        {"namedRangeId": "d", "name": "rs_gone"},
        {"namedRangeId": "e", "name": "rs_tabless",
         "range": {"sheetId": 99, "endRowIndex": 1, "endColumnIndex": 1}},
        {"namedRangeId": "f", "name": "rs_blank",
         "range": {"sheetId": 7, "startRowIndex": 40, "endRowIndex": 44, "endColumnIndex": 4}},
    ],
    "sheets": [
        {"properties": {"sheetId": 0, "title": "Plan d’Ada",
                        "gridProperties": {"rowCount": 100, "columnCount": 26}},
         "data": [
             {"rowData": [
                 {"values": [text("id"), text("due"), text("alert")]},
                 {},
                 {"values": [text("T01"), formula("=A1+1", numberValue=46400),
                             formula("=IF(1;0)", stringValue="")]},
                 {"values": [{}, {"effectiveValue": {"boolValue": True}}, {}]},
             ]},
             {"rowData": [{"values": [text("id")]}]},
         ]},
        {"properties": {"sheetId": 7, "title": "_sync", "hidden": True,
                        "gridProperties": {"rowCount": 60, "columnCount": 9}},
         "data": [
             {"startRow": 9, "startColumn": 2, "rowData": [
                 {"values": [formula("=1/0", errorValue={"type": "DIVIDE_BY_ZERO",
                                                         "message": "…"})]},
                 {"values": [formula("=X", errorValue={"type": "NAME"}),
                             formula("=Y", errorValue={"type": "ERROR"})]},
             ]},
             {"startRow": 40},
         ]},
    ],
}  # fmt: skip
NAMES = ("rs_first", "rs_corner", "rs_far", "rs_gone", "rs_tabless", "rs_blank", "rs_never")


def found() -> Read:
    return read_of(ANSWER, NAMES)


def test_one_request_asks_for_all_names_and_only_what_is_needed() -> None:
    """Values, no formats."""
    params = reading(("rs_plan", "rs_sync"))
    assert params[:2] == (("ranges", "rs_plan"), ("ranges", "rs_sync"))
    fields = dict(params)["fields"]
    assert "effectiveValue" in fields
    assert "userEnteredFormat" not in fields
    assert dict(asking_for_names())["fields"].startswith("properties(title),namedRanges")


def test_cells_are_as_people_see_them() -> None:
    """Numbers are floats, truths are truths, a formula keeps its value, an empty text is one."""
    assert found().tables["rs_first"][:4] == (
        "Plan d’Ada",
        0,
        0,
        (
            (Cell("id"), Cell("due"), Cell("alert")),
            (),
            (Cell("T01"), Cell(46400.0, "A1+1"), Cell("", "IF(1;0)")),
            (EMPTY, Cell(True)),
        ),
    )


def test_errors_have_the_names_that_the_cell_shows() -> None:
    """#DIV/0! and #NAME?, not Google's words for them."""
    assert found().tables["rs_far"][:4] == (
        "_sync",
        9,
        2,
        ((Cell(None, "1/0", "#DIV/0!"),), (Cell(None, "X", "#NAME?"), Cell(None, "Y", "#ERROR!"))),
    )


def test_names_that_begin_at_one_cell_are_told_apart_by_their_size() -> None:
    """Google answers by area, not by name."""
    assert found().tables["rs_corner"].rows == ((Cell("id"),),)


def test_names_that_lead_nowhere_are_left_out() -> None:
    """A deleted area is missing, an empty one is there."""
    assert set(found().tables) == {"rs_first", "rs_corner", "rs_far", "rs_blank"}
    assert usable(ANSWER, NAMES) == ("rs_first", "rs_corner", "rs_far", "rs_blank")
    assert found().tables["rs_blank"][:4] == ("_sync", 40, 0, ())


def test_the_tab_of_each_name_is_known_by_its_id() -> None:
    """Whatever it is called now."""
    assert found().sheet_ids == {"rs_first": 0, "rs_corner": 0, "rs_far": 7, "rs_blank": 7}
    assert found().extents["rs_far"] == (60, 9)
    assert found().title == "Lancement"
