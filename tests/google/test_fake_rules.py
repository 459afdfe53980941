"""What Google refuses although each object is well-formed, and what it takes."""

from __future__ import annotations

from typing import Any

import pytest

from tests.google.fake.caller import Caller, area, cells, named
from tests.google.fake.discovery import validate, validate_mask
from tests.google.fake.google import FakeGoogle

Json = dict[str, Any]


def sheet_properties(fields: str, **properties: Any) -> Json:
    """An updateSheetProperties request for the first tab."""
    body = {"properties": {"sheetId": 0, **properties}, "fields": fields}
    return {"updateSheetProperties": body}


def metadata(number: int) -> Json:
    """A createDeveloperMetadata request."""
    item = {
        "metadataId": number,
        "metadataKey": "retrosheet.batch",
        "metadataValue": "1/2",
        "location": {"spreadsheet": True},
        "visibility": "DOCUMENT",
    }
    return {"createDeveloperMetadata": {"developerMetadata": item}}


def custom_rule(formula: str, *ranges: Json, **look: Any) -> Json:
    """An addConditionalFormatRule request."""
    condition = {"type": "CUSTOM_FORMULA", "values": [{"userEnteredValue": formula}]}
    rule = {"condition": condition, "format": look or {"textFormat": {"bold": True}}}
    return {"addConditionalFormatRule": {"rule": {"ranges": list(ranges), "booleanRule": rule}}}


def chart(number: int, sources: Json) -> Json:
    """An addChart request."""
    data = {"series": {"sourceRange": {"sources": [sources]}}}
    anchor = {"overlayPosition": {"anchorCell": {"sheetId": 0}}}
    spec = {"basicChart": {"chartType": "COLUMN", "series": [data]}}
    return {"addChart": {"chart": {"chartId": number, "spec": spec, "position": anchor}}}


NEW_TAB = {"addSheet": {"properties": {"sheetId": 1, "title": "Engine"}}}
ONE = area(0, 0, 1, 1)


@pytest.mark.parametrize(
    ("requests", "message"),
    [
        ([sheet_properties("hidden", hidden=True)], "You can't hide all the sheets in a document."),
        ([{"deleteSheet": {"sheetId": 0}}], "You can't remove all the sheets in a document."),
        ([{"addSheet": {"properties": {"title": "sheet1"}}}], 'the name "sheet1" already exists'),
        ([{"addSheet": {"properties": {"sheetId": 0}}}], "Invalid sheetId: 0"),
        ([cells(0, 0, [1], sheet_id=9)], "No grid with id: 9"),
        ([cells(0, 26, [1])], "Attempting to write column: 26, beyond the last requested column"),
        ([named("rs_x", ONE), named("rs_x", ONE)], "already exists"),
        ([named("RS_X", ONE), named("rs_x", ONE) | {}], "that name already exists"),
        ([named("rs_x", area(0, 0, 1001, 1))], "range.endRowIndex[1001] is after last row in grid"),
        ([metadata(7001), metadata(7001)], "Developer metadata with id 7001 already exists."),
        ([chart(5, area(0, 0, 9, 1)), chart(5, area(0, 0, 9, 1))], "chartId 5 already exists."),
        ([chart(5, area(0, 0, 9, 2))], "exactly one dimension of length 1"),
        ([NEW_TAB, custom_rule("=Engine!A1>1", ONE)], "cannot reference a different sheet"),
        (
            [NEW_TAB, named("rs_today", area(0, 0, 1, 1, 1)), custom_rule("=A1>rs_today", ONE)],
            "cannot reference a different sheet",
        ),
        (
            [
                sheet_properties(
                    "gridProperties.frozenRowCount", gridProperties={"frozenRowCount": 1000}
                )
            ],
            "You can't freeze all visible rows on the sheet.",
        ),
        (
            [
                {"mergeCells": {"range": area(0, 0, 1, 3), "mergeType": "MERGE_ALL"}},
                sheet_properties(
                    "gridProperties.frozenColumnCount", gridProperties={"frozenColumnCount": 2}
                ),
            ],
            "freeze columns which contain only part of a merged cell",
        ),
        (
            [
                {"mergeCells": {"range": area(0, 0, 1, 3), "mergeType": "MERGE_ALL"}},
                {"mergeCells": {"range": area(0, 2, 2, 4), "mergeType": "MERGE_ALL"}},
            ],
            "You must select all cells in a merged range",
        ),
        (
            [
                {"mergeCells": {"range": area(0, 0, 1, 3), "mergeType": "MERGE_ALL"}},
                {
                    "moveDimension": {
                        "source": {
                            "sheetId": 0,
                            "dimension": "COLUMNS",
                            "startIndex": 4,
                            "endIndex": 5,
                        },
                        "destinationIndex": 1,
                    }
                },
            ],
            "You can't move columns that contain part of a merged cell.",
        ),
        (
            [{"deleteConditionalFormatRule": {"sheetId": 0, "index": 0}}],
            "No conditional format on sheet: 0 at index: 0",
        ),
        (
            [
                {
                    "deleteDimension": {
                        "range": {
                            "sheetId": 0,
                            "dimension": "ROWS",
                            "startIndex": 0,
                            "endIndex": 1000,
                        }
                    }
                }
            ],
            "You can't delete all the rows on the sheet.",
        ),
        (
            [sheet_properties("gridProperties.rowCount", gridProperties={"rowCount": 400_000})],
            "above the limit of 10000000 cells",
        ),
    ],
)
def test_one_of_them_is_refused(
    google: FakeGoogle, caller: Caller, requests: list[Json], message: str
) -> None:
    """The last request clashes with the spreadsheet: 400, and nothing of the batch stays."""
    name = google.blank()
    reply = caller.update(name, *requests)
    assert reply.status == 400
    assert message in reply.message
    assert reply.message.startswith(f"Invalid requests[{len(requests) - 1}].")
    assert caller.get(name, ("fields", "sheets.properties.title,namedRanges"))["sheets"] == [
        {"properties": {"title": "Sheet1"}}
    ]


@pytest.mark.parametrize(
    ("request_", "problem"),
    [
        ({}, "a request has exactly one kind"),
        ({"updateCells": {}, "addSheet": {}}, "a request has exactly one kind"),
        ({"updateCells": {"start": {}, "rows": []}}, "fields is required"),
        ({"updateCells": {"start": {}, "range": {}, "fields": "*"}}, "exactly one of range, start"),
        ({"repeatCell": {"range": ONE, "cell": {}}}, "fields is required"),
        ({"repeatCell": {"range": ONE, "cell": {}, "fields": "value"}}, "Invalid field selection"),
        (cells(0, 0, [1]) | {"x": {}}, 'Unknown name "x"'),
        (named("A1", ONE), "not a valid name"),
        (named("1x", ONE), "not a valid name"),
        (custom_rule("A1>1", ONE), "does not begin with ="),
        (custom_rule("=A1>1"), "ranges is required"),
        (custom_rule("=A1>1", ONE, area(0, 0, 1, 1, 1)), "must be on the same grid"),
        (custom_rule("=A1>1", ONE, borders={}), "cannot set borders"),
        (custom_rule("=A1>1", ONE, textFormat={"fontSize": 9}), "cannot set textFormat.fontSize"),
        (
            {"setDataValidation": {"range": ONE, "rule": {"condition": {"type": "ONE_OF_LIST"}}}},
            "ONE_OF_LIST takes 1 to 500 values, not 0",
        ),
        (
            {"setDataValidation": {"range": ONE, "rule": {"condition": {"type": "NOT_BLANK"}}}},
            "NOT_BLANK is not supported by data validation",
        ),
        ({"addSheet": {"properties": {"sheetId": "1"}}}, "(TYPE_INT32)"),
        ({"addSheet": {"properties": {"hidden": 1}}}, "(TYPE_BOOL)"),
        ({"addSheet": {"properties": {"sheetType": "TABLE"}}}, "(TYPE_ENUM)"),
        ({"addSheet": {"properties": {"tabColorStyle": {"rgbColor": {"red": 255}}}}}, "0 and 1"),
        ({"addNamedRange": {"namedRange": {"name": "x", "range": area(3, 0, 3, 1)}}}, "greater"),
    ],
)
def test_a_malformed_request_has_its_problem_named(request_: Json, problem: str) -> None:
    """Required fields, one-ofs, types, enums, masks."""
    found = validate({"requests": [request_]}, "BatchUpdateSpreadsheetRequest")
    assert problem in "\n".join(found)


def test_a_formula_and_a_number_are_not_one_value() -> None:
    """ExtendedValue has exactly one of its fields, and no error can be written."""
    assert validate({"numberValue": 1}, "ExtendedValue") == []
    for value in ({}, {"numberValue": 1, "stringValue": "1"}, {"errorValue": {"type": "REF"}}):
        assert validate(value, "ExtendedValue") != []
    assert validate({"numberValue": float("nan")}, "ExtendedValue") != []
    assert validate({"formulaValue": "1+1"}, "ExtendedValue") != []


@pytest.mark.parametrize(
    "mask",
    [
        "*",
        "sheets.properties",
        "sheets(data/rowData/values(userEnteredValue),properties)",
        "sheets/*",
    ],
)
def test_masks_that_google_takes(mask: str) -> None:
    """Dots, slashes, brackets, stars."""
    assert validate_mask(mask, "Spreadsheet") == []


@pytest.mark.parametrize(
    "mask", ["", "sheets.", "sheets(properties", "sheet", "sheets,,properties"]
)
def test_masks_that_it_does_not(mask: str) -> None:
    """Unknown fields and broken syntax."""
    assert "Invalid field selection" in validate_mask(mask, "Spreadsheet")[0]


def test_metadata_is_created_read_and_deleted(google: FakeGoogle, caller: Caller) -> None:
    """The marks of finished batches are read back by id."""
    name = google.blank()
    caller.done(name, metadata(7001), metadata(7002))
    answer = caller.get(name, ("fields", "developerMetadata(metadataId)"))
    assert answer == {"developerMetadata": [{"metadataId": 7001}, {"metadataId": 7002}]}
    lookup = {"dataFilter": {"developerMetadataLookup": {"metadataKey": "retrosheet.batch"}}}
    caller.done(name, {"deleteDeveloperMetadata": lookup})
    assert caller.get(name, ("fields", "developerMetadata(metadataId)")) == {}


def test_a_blank_sheet_is_filled_in_place(google: FakeGoogle, caller: Caller) -> None:
    """New tabs come, the old one goes, groups fold, sizes and charts stay as sent."""
    name = google.blank("Rentrée", "fr_FR")
    rows = {"sheetId": 1, "dimension": "ROWS", "startIndex": 2, "endIndex": 5}
    caller.done(
        name,
        NEW_TAB,
        {"deleteSheet": {"sheetId": 0}},
        {
            "updateDimensionProperties": {
                "range": rows,
                "properties": {"pixelSize": 30},
                "fields": "*",
            }
        },
        {"addDimensionGroup": {"range": rows}},
        {
            "updateDimensionGroup": {
                "dimensionGroup": {"range": rows, "depth": 1, "collapsed": True},
                "fields": "collapsed",
            }
        },
        {"appendDimension": {"sheetId": 1, "dimension": "COLUMNS", "length": 4}},
        {
            "addBanding": {
                "bandedRange": {"range": area(0, 0, 5, 5, 1), "rowProperties": {"headerColor": {}}}
            }
        },
    )
    seen = google.spreadsheet(name)
    assert [tab.title for tab in seen.tabs] == ["Engine"]
    tab = seen.tab("Engine")
    assert tab.properties["gridProperties"]["columnCount"] == 30
    assert tab.groups["ROWS"][0]["collapsed"] is True
    assert tab.sizes["ROWS"][4] == {"pixelSize": 30, "hiddenByUser": True}
    fields = "sheets(rowGroups,bandedRanges/range,data/rowMetadata)"
    answer = caller.get(name, ("fields", fields), ("ranges", "A2:A3"))["sheets"][0]
    assert answer["data"][0]["rowMetadata"][0] == {"pixelSize": 21}
    assert answer["rowGroups"][0]["depth"] == 1


def merge(top: int, left: int, bottom: int, right: int) -> Json:
    """A mergeCells request."""
    return {"mergeCells": {"range": area(top, left, bottom, right), "mergeType": "MERGE_ALL"}}


def test_merging_over_merged_cells(google: FakeGoogle) -> None:
    """A larger merge takes up a smaller one; unmerging takes whole merges, and no parts."""
    caller, made = Caller(google), google.blank()
    caller.done(made, merge(0, 0, 1, 2), merge(2, 0, 3, 2), merge(0, 0, 2, 3))
    assert google.spreadsheet(made).tabs[0].merges == [area(2, 0, 3, 2), area(0, 0, 2, 3)]
    refused = caller.update(made, {"unmergeCells": {"range": area(0, 0, 1, 1)}})
    assert "You must select all cells in a merged range" in refused.message
    assert google.spreadsheet(made).tabs[0].merges == [area(2, 0, 3, 2), area(0, 0, 2, 3)]
    caller.done(made, {"unmergeCells": {"range": area(0, 0, 2, 4)}})
    assert google.spreadsheet(made).tabs[0].merges == [area(2, 0, 3, 2)]


def test_a_filter_that_is_taken_away(google: FakeGoogle) -> None:
    """Twice is no mistake."""
    caller, made = Caller(google), google.blank()
    caller.done(made, {"setBasicFilter": {"filter": {"range": area(0, 0, 5, 3)}}})
    assert google.service.books[made].sheets[0].filter
    gone = {"clearBasicFilter": {"sheetId": 0}}
    caller.done(made, gone, gone)
    assert google.service.books[made].sheets[0].filter == []
