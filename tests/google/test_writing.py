"""What a sync sends: the whole content of its own tab, in requests that may be sent twice."""

from __future__ import annotations

from retrosheet.google.tables import Read
from retrosheet.google.writing import writing_requests
from retrosheet.workbook.tables import Value, Writing


def a_read(rows: int, columns: int) -> Read:
    return Read({}, {"rs_sync": 7}, {"rs_sync": (rows, columns)}, "")


def test_only_the_tools_own_tab_is_written_and_all_of_it() -> None:
    """Serials as numbers, texts as texts even where they look like formulas, no format."""
    writing = Writing("_sync", (("synced", 46400.0), (), ("=1+1", None, True, "", None)), {})
    assert writing_requests(a_read(60, 9), writing) == (
        {
            "updateCells": {
                "range": {
                    "sheetId": 7,
                    "startRowIndex": 0,
                    "endRowIndex": 60,
                    "startColumnIndex": 0,
                    "endColumnIndex": 9,
                },
                "rows": [
                    {
                        "values": [
                            {"userEnteredValue": {"stringValue": "synced"}},
                            {"userEnteredValue": {"numberValue": 46400.0}},
                        ]
                    },
                    {},
                    {
                        "values": [
                            {"userEnteredValue": {"stringValue": "=1+1"}},
                            {},
                            {"userEnteredValue": {"boolValue": True}},
                        ]
                    },
                ],
                "fields": "userEnteredValue",
            }
        },
    )


def test_the_tab_grows_where_the_content_needs_it_and_never_shrinks() -> None:
    """No cell is written outside of the grid."""
    rows = tuple((float(number),) * 12 for number in range(70))
    grown, update = writing_requests(a_read(60, 20), Writing("_sync", rows, {}))
    assert grown["updateSheetProperties"] == {
        "properties": {"sheetId": 7, "gridProperties": {"rowCount": 70, "columnCount": 20}},
        "fields": "gridProperties(rowCount,columnCount)",
    }
    assert update["updateCells"]["range"]["endRowIndex"] == 70


def test_long_runs_of_one_value_take_one_request_each() -> None:
    """Equal to the same written cell by cell; a truth is no number."""
    rows: tuple[tuple[Value, ...], ...]
    rows = (("id", "status"), *((f"T{n}", 0.0) for n in range(80)), ("last", False))
    update, repeat = writing_requests(a_read(100, 9), Writing("_sync", rows, {}))
    assert repeat["repeatCell"] == {
        "range": {
            "sheetId": 7,
            "startRowIndex": 1,
            "endRowIndex": 81,
            "startColumnIndex": 1,
            "endColumnIndex": 2,
        },
        "cell": {"userEnteredValue": {"numberValue": 0}},
        "fields": "userEnteredValue",
    }
    sent = update["updateCells"]["rows"]
    assert sent[1] == {"values": [{"userEnteredValue": {"stringValue": "T0"}}]}
    assert sent[81]["values"][1] == {"userEnteredValue": {"boolValue": False}}
