"""The fake answers Sheets v4 as Google is known to: reading, writing, all or nothing."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tests.google.fake.caller import Caller, area, cells, named
from tests.google.fake.google import FakeGoogle


def values_of(answer: Any) -> list[Any]:
    """The rows of cells of the first block of the first tab."""
    return [row.get("values", []) for row in answer["sheets"][0]["data"][0].get("rowData", [])]


def test_a_new_spreadsheet_is_american(google: FakeGoogle, caller: Caller) -> None:
    """Nothing asked: en_US, Etc/GMT, one tab of 1000×26 with sheetId 0."""
    google.allow_creation()
    answer = caller.send("POST", "v4/spreadsheets", {}).body
    assert answer["properties"]["locale"] == "en_US"
    assert answer["properties"]["timeZone"] == "Etc/GMT"
    properties = answer["sheets"][0]["properties"]
    assert (properties["sheetId"], properties["title"], properties["index"]) == (0, "Sheet1", 0)
    assert properties["gridProperties"] == {"rowCount": 1000, "columnCount": 26}
    assert "data" not in answer["sheets"][0]
    assert answer["spreadsheetUrl"].endswith(f"/{answer['spreadsheetId']}/edit")


def test_a_spreadsheet_is_created_with_its_tabs(google: FakeGoogle, caller: Caller) -> None:
    """Tabs have the ids, titles and sizes asked for; the mask cuts the answer."""
    google.allow_creation()
    body = {
        "properties": {"title": "Été", "locale": "en_US", "timeZone": "Europe/Paris"},
        "sheets": [
            {"properties": {"sheetId": 1, "title": "Plan", "gridProperties": {"rowCount": 9}}},
            {"properties": {"sheetId": 2, "title": "_sync", "hidden": True}},
        ],
    }
    reply = caller.send("POST", "v4/spreadsheets", body, [("fields", "spreadsheetId")])
    assert list(reply.body) == ["spreadsheetId"]
    seen = google.spreadsheet(reply.body["spreadsheetId"])
    assert [tab.title for tab in seen.tabs] == ["Plan", "_sync"]
    assert seen.tab("Plan").properties["gridProperties"] == {"rowCount": 9, "columnCount": 26}
    assert seen.properties["timeZone"] == "Europe/Paris"


def test_cells_come_back_as_entered_and_calculated(google: FakeGoogle, caller: Caller) -> None:
    """A text never becomes a number, a formula has its value, an error its type."""
    name = google.blank()
    caller.done(name, cells(0, 0, ["0042", 2, True], ["=B1*21", "=1/0", '=""']))
    fields = "sheets.data.rowData.values(userEnteredValue,effectiveValue)"
    first, second = values_of(caller.get(name, ("fields", fields)))
    assert [cell["effectiveValue"] for cell in first] == [
        {"stringValue": "0042"},
        {"numberValue": 2},
        {"boolValue": True},
    ]
    assert second[0] == {
        "userEnteredValue": {"formulaValue": "=B1*21"},
        "effectiveValue": {"numberValue": 42},
    }
    assert second[1]["effectiveValue"]["errorValue"]["type"] == "DIVIDE_BY_ZERO"
    assert second[2]["effectiveValue"] == {"stringValue": ""}


def test_rows_end_with_their_last_cell(google: FakeGoogle, caller: Caller) -> None:
    """Empty cells and rows are trimmed behind and {} before; a block says where it begins."""
    name = google.blank()
    caller.done(name, cells(1, 0, [None, "x"], [], ["y"]))
    wanted = [("ranges", "A1:Z50"), ("ranges", "B2:C3"), ("ranges", "F6:G7")]
    answer = caller.get(name, *wanted, ("fields", "sheets.data(startRow,startColumn,rowData)"))
    whole, part, nothing = answer["sheets"][0]["data"]
    assert [len(row.get("values", [])) for row in whole["rowData"]] == [0, 2, 0, 1]
    assert whole["rowData"][1]["values"][0] == {}
    assert "startRow" not in whole
    assert (part["startRow"], part["startColumn"], len(part["rowData"])) == (1, 1, 1)
    assert nothing == {"startRow": 5, "startColumn": 5}


def test_only_what_is_asked_for_is_answered(google: FakeGoogle, caller: Caller) -> None:
    """No grid data without a mask or includeGridData; the ranges choose the tabs."""
    name = google.blank()
    caller.done(name, {"addSheet": {"properties": {"sheetId": 5, "title": "Le plan"}}})
    caller.done(name, cells(0, 0, ["x"], sheet_id=5), named("rs_plan", area(0, 0, 1, 1, 5)))
    assert "data" not in caller.get(name)["sheets"][0]
    answer = caller.get(name, ("ranges", "rs_plan"), ("includeGridData", "true"))
    assert [sheet["properties"]["title"] for sheet in answer["sheets"]] == ["Le plan"]
    cell = answer["sheets"][0]["data"][0]["rowData"][0]["values"][0]
    assert cell["formattedValue"] == "x"
    assert (
        caller.send(
            "GET", f"v4/spreadsheets/{name}/values:batchGet", params=[("ranges", "rs_plan")]
        ).body["valueRanges"][0]["range"]
        == "'Le plan'!A1"
    )
    masked = caller.get(name, ("fields", "properties/title,sheets(properties(sheetId))"))
    assert masked == {
        "properties": {"title": "Sans titre"},
        "sheets": [{"properties": {"sheetId": 0}}, {"properties": {"sheetId": 5}}],
    }


def test_a_range_on_the_first_tab_has_no_sheet_id(google: FakeGoogle, caller: Caller) -> None:
    """Google leaves out the sheetId 0 of a range."""
    name = google.blank()
    replies = caller.done(name, named("rs_x", area(0, 0, 1, 1)), cells(0, 0, [1]))
    answered = replies[0]["addNamedRange"]["namedRange"]["range"]
    assert "sheetId" not in answered
    assert answered["endRowIndex"] == 1
    assert replies[1] == {}
    assert "sheetId" not in caller.get(name)["namedRanges"][0]["range"]


def test_an_unknown_name_refuses_the_whole_read(google: FakeGoogle, caller: Caller) -> None:
    """A range that is none, or outside the grid, is an error of the request."""
    path = f"v4/spreadsheets/{google.blank()}"
    for text, message in (
        ("rs_x", "Unable to parse range: rs_x"),
        ("Plan!A1", "Unable to parse range: Plan!A1"),
        ("A2000", "Range (Sheet1!A2000) exceeds grid limits. Max rows: 1000, max columns: 26"),
    ):
        reply = caller.send("GET", path, params=[("ranges", "A1"), ("ranges", text)])
        assert (reply.status, reply.message) == (400, message)
        assert reply.body["error"]["status"] == "INVALID_ARGUMENT"


def test_a_batch_is_all_or_nothing(google: FakeGoogle, caller: Caller) -> None:
    """One bad request: nothing of the others stays, in cells, tabs or names."""
    name = google.blank()
    caller.done(name, cells(0, 0, [1, "=A1+1"]))
    assert google.spreadsheet(name).tabs[0].cell("B1").effective == 2
    reply = caller.update(
        name,
        cells(0, 0, [5]),
        {"addSheet": {"properties": {"title": "Plan"}}},
        named("rs_x", area(0, 0, 1, 1)),
        cells(1000, 0, [1]),
    )
    assert reply.status == 400
    assert reply.message == (
        "Invalid requests[3].updateCells: Attempting to write row: 1000, beyond the last requested "
        "row of: 999"
    )
    seen = google.spreadsheet(name)
    assert [tab.title for tab in seen.tabs] == ["Sheet1"]
    assert seen.tabs[0].cell("B1").effective == 2
    assert seen.named_ranges == {}


def test_every_problem_of_a_body_is_found(google: FakeGoogle, caller: Caller) -> None:
    """What the discovery documents do not know is refused, before anything is done."""
    name = google.blank()
    bad = cells(0, 0, [1])
    bad["updateCells"]["rows"][0]["values"][0]["userEnteredValu"] = {}
    bad["updateCells"]["fields"] = "userEnteredValu"
    reply = caller.update(name, cells(0, 0, [1]), bad)
    assert reply.status == 400
    assert 'Unknown name "userEnteredValu"' in reply.message
    assert "Invalid field selection userEnteredValu" in reply.message
    assert google.spreadsheet(name).tabs[0].rows() == []
    answer = caller.send("GET", f"v4/spreadsheets/{name}", params=[("fields", "sheets.dat")])
    assert (answer.status, answer.message) == (400, "Invalid field selection sheets.dat")


def test_a_repeated_formula_is_filled(google: FakeGoogle, caller: Caller) -> None:
    """repeatCell moves relative references from the top left cell; $ and texts stay."""
    name = google.blank()
    cell = {"userEnteredValue": {"formulaValue": '=A1+$B$1&"A1"'}}
    repeat = {"range": area(0, 2, 3, 4), "cell": cell, "fields": "userEnteredValue"}
    caller.done(name, {"repeatCell": repeat})
    tab = google.spreadsheet(name).tabs[0]
    assert tab.cell("C1").formula == '=A1+$B$1&"A1"'
    assert tab.cell("D3").formula == '=B3+$B$1&"A1"'


def test_a_mask_says_what_is_cleared(google: FakeGoogle, caller: Caller) -> None:
    """A field in the mask that is not sent is cleared; one that is not in it stays."""
    name = google.blank()
    styled = {"userEnteredFormat": {"textFormat": {"bold": True, "italic": True}}}
    caller.done(
        name,
        cells(0, 0, ["x"]),
        {"repeatCell": {"range": area(0, 0, 1, 1), "cell": styled, "fields": "userEnteredFormat"}},
        {
            "repeatCell": {
                "range": area(0, 0, 1, 1),
                "cell": {},
                "fields": "userEnteredFormat.textFormat(bold)",
            }
        },
    )
    cell = google.spreadsheet(name).tabs[0].cell("A1")
    assert cell.value == "x"
    assert cell.format == {"textFormat": {"italic": True}}
    caller.done(name, {"updateCells": {"range": area(0, 0, 1, 1), "fields": "*"}})
    assert google.spreadsheet(name).tabs[0].cell("A1").format == {}


def test_formulas_are_read_in_the_locale(google: FakeGoogle, caller: Caller) -> None:
    """A comma formula breaks in a French spreadsheet; one that was there before stays good."""
    name = google.blank(locale="en_US")
    caller.done(name, cells(0, 0, ["=IF(1.5>1,2,3)"]))
    french = {"properties": {"locale": "fr_FR"}, "fields": "locale"}
    caller.done(name, {"updateSpreadsheetProperties": french})
    caller.done(name, cells(1, 0, ["=IF(1.5>1,2,3)"], ["=IF(1,5>1;2;3)"]))
    tab = google.spreadsheet(name).tabs[0]
    assert tab.rows() == [[2], ["#ERROR!"], [2]]
    assert list(google.spreadsheet(name).errors()) == ["Sheet1!A2 #ERROR! =IF(1.5>1,2,3)"]
    fields = ("fields", "sheets.data.rowData.values.userEnteredValue")
    rows = values_of(caller.get(name, fields))
    assert rows[0][0]["userEnteredValue"]["formulaValue"] == "=IF(1,5>1;2;3)"
    google.locale_formulas = False
    rows = values_of(caller.get(name, fields))
    assert rows[0][0]["userEnteredValue"]["formulaValue"] == "=IF(1.5>1,2,3)"


def test_today_is_the_test_s(google: FakeGoogle, caller: Caller) -> None:
    """TODAY() follows the fake's clock at each read."""
    name = google.blank()
    caller.done(name, cells(0, 0, ["=TODAY()"]))
    for day in (dt.date(2026, 9, 1), dt.date(2026, 9, 2)):
        google.today = day
        serial = (day - dt.date(1899, 12, 30)).days
        assert google.spreadsheet(name).tabs[0].cell("A1").effective == serial


def test_functions_that_sheets_lacks_are_errors(google: FakeGoogle, caller: Caller) -> None:
    """AGGREGATE and structured references are Excel's alone."""
    name = google.blank()
    caller.done(name, cells(0, 0, ["=AGGREGATE(9,6,B1:B2)", "=Table1[x]", "=SUM("]))
    assert google.spreadsheet(name).tabs[0].rows() == [["#NAME?", "#ERROR!", "#ERROR!"]]


def test_open_ranges_run_to_the_last_row(google: FakeGoogle, caller: Caller) -> None:
    """``A2:A`` is Sheets' own; functions of both programs work, names over several cells too."""
    name = google.blank(locale="fr_FR")
    holidays = named("rs_daysoff", area(0, 0, 2, 1))
    formula = '=WORKDAY.INTL(46022;1;"0000011";rs_daysoff)'
    caller.done(name, cells(0, 0, [46023], [46024]), holidays, cells(0, 2, ["=SUM(A2:A)", formula]))
    assert google.spreadsheet(name).tabs[0].rows()[0] == [46023, None, 46024, 46027]


def test_values_are_read_and_written_raw(google: FakeGoogle, caller: Caller) -> None:
    """RAW keeps texts, null skips, "" clears; no values key where there are none."""
    name = google.blank()
    caller.done(name, cells(0, 0, [1, 2, 3]))
    data = [{"range": "A1:C1", "values": [["=A9", None, ""]]}]
    body = {"valueInputOption": "RAW", "data": data}
    reply = caller.send("POST", f"v4/spreadsheets/{name}/values:batchUpdate", body)
    assert reply.body["responses"][0]["updatedRange"] == "Sheet1!A1:C1"
    params = [("ranges", "A1:Z9"), ("ranges", "A5:B2000")]
    answer = caller.send("GET", f"v4/spreadsheets/{name}/values:batchGet", params=params).body
    assert answer["valueRanges"] == [
        {"range": "Sheet1!A1:Z9", "majorDimension": "ROWS", "values": [["=A9", "2"]]},
        {"range": "Sheet1!A5:B1000", "majorDimension": "ROWS"},
    ]


def test_an_update_can_answer_with_the_spreadsheet(google: FakeGoogle, caller: Caller) -> None:
    """includeSpreadsheetInResponse with ranges and a mask reads back in the same request."""
    name = google.blank()
    body = {
        "requests": [cells(0, 0, ["=1+1"])],
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
        "responseRanges": ["A1"],
    }
    mask = "updatedSpreadsheet.sheets.data.rowData.values.effectiveValue"
    path = f"v4/spreadsheets/{name}:batchUpdate"
    answer = caller.send("POST", path, body, [("fields", mask)]).body
    assert list(answer) == ["updatedSpreadsheet"]
    assert values_of(answer["updatedSpreadsheet"])[0] == [{"effectiveValue": {"numberValue": 2}}]


def test_what_is_not_modelled_is_loud(google: FakeGoogle, caller: Caller) -> None:
    """A request that the fake does not know is no success and no refusal of Google's."""
    reply = caller.update(google.blank(), {"trimWhitespace": {"range": area(0, 0, 1, 1)}})
    assert reply.status == 500
    assert "trimWhitespace" in reply.message
    assert "NotModelled" in google.errors.pop()
