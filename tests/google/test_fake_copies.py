"""The fake with what people do: duplicate a tab, cut cells, filter views, tables, undo."""

from __future__ import annotations

from typing import Any

import pytest

from tests.google.fake.caller import Caller, area, cells, named
from tests.google.fake.google import FakeGoogle


@pytest.fixture
def sheet(google: FakeGoogle, caller: Caller) -> str:
    """A small table with a total under a name, and a formula that looks at it."""
    made = google.blank()
    caller.done(
        made,
        cells(0, 0, ["Task", "Days"], ["Brief", 2], ["Poster", 5], ["Total", "=SUM(B2:B3)"]),
        named("rs_total", area(3, 1, 4, 2)),
        cells(0, 4, ["=rs_total*2"], ["=B4"]),
    )
    return made


def shown(google: FakeGoogle, sheet: str, place: str) -> object:
    return google.spreadsheet(sheet).tabs[0].cell(place).effective


def test_a_duplicated_tab_speaks_of_itself(google: FakeGoogle, caller: Caller, sheet: str) -> None:
    """Its formulas and its names are the copy's own; the name still leads to the original."""
    body = {"sourceSheetId": 0, "newSheetId": 5, "newSheetName": "Try", "insertSheetIndex": 1}
    (reply,) = caller.done(sheet, {"duplicateSheet": body})
    assert reply["duplicateSheet"]["properties"]["title"] == "Try"
    caller.done(sheet, cells(1, 1, [20], sheet_id=5))
    seen = google.spreadsheet(sheet)
    assert [tab.title for tab in seen.tabs] == ["Sheet1", "Try"]
    assert seen.tab("Try").cell("B4").effective == 25
    assert seen.tab("Sheet1").cell("B4").effective == 7
    assert seen.named("rs_total")[0][0].effective == 7
    assert "Try!rs_total" in seen.named_ranges


def test_cut_cells_take_along_what_looks_at_them(
    google: FakeGoogle, caller: Caller, sheet: str
) -> None:
    """Formulas, also with ranges that lie in what was cut, and names; nothing stays behind."""
    place = {"sheetId": 0, "rowIndex": 10, "columnIndex": 2}
    cut = {"source": area(0, 0, 4, 2), "destination": place, "pasteType": "PASTE_NORMAL"}
    caller.done(sheet, {"cutPaste": cut})
    tab = google.spreadsheet(sheet).tabs[0]
    assert tab.cell("A1").value is None
    assert tab.cell("D14").formula == "=SUM(D12:D13)"
    assert tab.cell("E2").formula == "=D14"
    assert [tab.cell(place).effective for place in ("D14", "E1", "E2")] == [7, 14, 7]
    where = google.spreadsheet(sheet).named_ranges["rs_total"]
    assert where == area(13, 3, 14, 4)


def test_part_of_a_range_that_is_cut_leaves_the_range(
    google: FakeGoogle, caller: Caller, sheet: str
) -> None:
    """As in Sheets, formulas keep the range and lose the value."""
    place = {"sheetId": 0, "rowIndex": 10, "columnIndex": 2}
    cut = {"source": area(1, 1, 2, 2), "destination": place, "pasteType": "PASTE_NORMAL"}
    caller.done(sheet, {"cutPaste": cut})
    assert google.spreadsheet(sheet).tabs[0].cell("B4").formula == "=SUM(B2:B3)"
    assert shown(google, sheet, "B4") == 5


VIEW: dict[str, Any] = {"title": "Ana", "range": area(0, 0, 4, 2)}


def test_filter_views_are_kept_and_follow_rows(
    google: FakeGoogle, caller: Caller, sheet: str
) -> None:
    """Made, copied, changed and removed, at the rows that they are of."""
    (made,) = caller.done(sheet, {"addFilterView": {"filter": VIEW}})
    number = made["addFilterView"]["filter"]["filterViewId"]
    (copy,) = caller.done(sheet, {"duplicateFilterView": {"filterId": number}})
    assert copy["duplicateFilterView"]["filter"]["title"] == "Copy of Ana"
    google.person(sheet).insert_rows("Sheet1", 0)
    (got,) = caller.get(sheet, ("fields", "sheets.filterViews"))["sheets"]
    assert [view["range"]["startRowIndex"] for view in got["filterViews"]] == [1, 1]
    update = {"filter": {"filterViewId": number, "title": "Bo"}, "fields": "title"}
    other = copy["duplicateFilterView"]["filter"]["filterViewId"]
    caller.done(sheet, {"updateFilterView": update}, {"deleteFilterView": {"filterId": other}})
    (got,) = caller.get(sheet, ("fields", "sheets.filterViews"))["sheets"]
    assert [view["title"] for view in got["filterViews"]] == ["Bo"]


@pytest.mark.parametrize(
    ("request_", "said"),
    [
        ({"deleteFilterView": {"filterId": 7}}, "No filter view with id: 7"),
        ({"addFilterView": {"filter": VIEW | {"range": area(0, 0, 4, 99)}}}, "after last column"),
        (
            {"addFilterView": {"filter": VIEW | {"filterSpecs": [{"columnIndex": 9}]}}},
            "outside of the filter's range",
        ),
        ({"deleteTable": {"tableId": "x"}}, "No table with id: x"),
    ],
)
def test_what_there_is_not_is_refused(
    caller: Caller, sheet: str, request_: dict[str, Any], said: str
) -> None:
    """In the words of Sheets."""
    assert said in caller.update(sheet, request_).message


def test_tables_name_their_columns(google: FakeGoogle, caller: Caller, sheet: str) -> None:
    """Two never overlap; what is deleted goes with all in it."""
    table = {"name": "Plan", "range": area(0, 0, 3, 2)}
    (made,) = caller.done(sheet, {"addTable": {"table": table}})
    found = made["addTable"]["table"]
    assert [column["columnIndex"] for column in found["columnProperties"]] == [0, 1]
    again = caller.update(sheet, {"addTable": {"table": {"range": area(2, 1, 6, 4)}}})
    assert "overlaps another table" in again.message
    caller.done(sheet, {"deleteTable": {"tableId": found["tableId"]}})
    assert shown(google, sheet, "A1") is None
    assert shown(google, sheet, "B4") == 0


def test_a_name_whose_rows_are_gone_leads_nowhere(
    google: FakeGoogle, caller: Caller, sheet: str
) -> None:
    """It is still listed, without a range, and cannot be read."""
    google.person(sheet).delete_rows("Sheet1", 3)
    assert google.spreadsheet(sheet).named_ranges["rs_total"] == {}
    path = f"v4/spreadsheets/{sheet}/values/rs_total"
    assert "Unable to parse range" in caller.send("GET", path).message


def test_an_older_version_brings_all_of_it_back(
    google: FakeGoogle, caller: Caller, sheet: str
) -> None:
    """File > Version history: cells, names, tabs and settings as they were; sharing stays."""
    person = google.person(sheet)
    before = person.version()
    person.set("Sheet1!B2", 99)
    person.delete_name("rs_total")
    caller.done(sheet, {"addSheet": {"properties": {"title": "New"}}})
    google.service.books[sheet].roles["bo@example.com"] = "reader"
    person.restore(before)
    seen = google.spreadsheet(sheet)
    assert [tab.title for tab in seen.tabs] == ["Sheet1"]
    assert shown(google, sheet, "B4") == 7
    assert "rs_total" in seen.named_ranges
    assert seen.roles["bo@example.com"] == "reader"


def test_looks_come_back_as_google_keeps_them(caller: Caller, sheet: str) -> None:
    """A colour in bytes, once as a colour and once as a style; what is 0 is left out."""
    look = {"backgroundColorStyle": {"rgbColor": {"red": 0.5, "green": 0, "blue": 1}}}
    caller.done(
        sheet,
        {
            "repeatCell": {
                "range": area(0, 0, 1, 1),
                "cell": {"userEnteredFormat": look},
                "fields": "userEnteredFormat.backgroundColorStyle",
            }
        },
    )
    fields = "sheets.data.rowData.values.userEnteredFormat"
    answer = caller.get(sheet, ("ranges", "A1"), ("fields", fields))
    (cell,) = answer["sheets"][0]["data"][0]["rowData"][0]["values"]
    kept = {"red": 0.5019608, "blue": 1}
    assert cell["userEnteredFormat"] == {
        "backgroundColor": kept,
        "backgroundColorStyle": {"rgbColor": kept},
    }
