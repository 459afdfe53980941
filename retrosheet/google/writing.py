"""What a sync may write, as requests: cells of the tool's own tab, and nothing else anywhere.

The request names the tab by its id and gives its whole content, so that whatever people do to the
other tabs in the meantime cannot lead it astray, and sending it twice changes nothing more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.google.drawing.rectangles import Rectangle, rectangles

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from retrosheet.google.tables import Read
    from retrosheet.workbook.tables import Value, Writing

Json = dict[str, Any]


# A run of so many equal cells takes less room as a request of its own.
_LONG_RUN = 50


def writing_requests(read: Read, writing: Writing) -> tuple[Json, ...]:
    """The requests that make the tab under ``rs_sync`` hold ``writing.rows`` and nothing more."""
    sheet_id = read.sheet_ids["rs_sync"]
    rows, columns = read.extents["rs_sync"]
    height = max(rows, len(writing.rows))
    width = max(columns, max(map(len, writing.rows), default=0))
    runs = _long_runs(writing.rows)
    apart = {
        (row, column)
        for run in runs
        for row in range(run.first_row, run.last_row + 1)
        for column in range(run.first_column, run.last_column + 1)
    }
    return (
        *_grown(sheet_id, (rows, columns), (height, width)),
        {
            "updateCells": {
                # What the range holds beyond the rows is emptied.
                "range": _range(sheet_id, Rectangle(None, 0, 0, height - 1, width - 1)),
                "rows": [
                    {"values": values} if (values := _values(number, row, apart)) else {}
                    for number, row in enumerate(writing.rows)
                ],
                "fields": "userEnteredValue",
            }
        },
        *(
            {
                "repeatCell": {
                    "range": _range(sheet_id, run),
                    "cell": _cell(run.key[1]),
                    "fields": "userEnteredValue",
                }
            }
            for run in runs
        ),
    )


def _long_runs(rows: Sequence[Sequence[Value]]) -> list[Rectangle[tuple[str, Value]]]:
    """Where many cells side by side or below one another hold the same."""
    cells: dict[tuple[int, int], tuple[str, Value]] = {
        # True is not 1 in a cell.
        (row, column): (type(value).__name__, value)
        for row, values in enumerate(rows)
        for column, value in enumerate(values)
        if value is not None and value != ""
    }
    return [found for found in rectangles(cells) if found.cells >= _LONG_RUN]


def _range(sheet_id: int, area: Rectangle[Any]) -> Json:
    return {
        "sheetId": sheet_id,
        "startRowIndex": area.first_row,
        "endRowIndex": area.last_row + 1,
        "startColumnIndex": area.first_column,
        "endColumnIndex": area.last_column + 1,
    }


def _grown(sheet_id: int, old: tuple[int, int], new: tuple[int, int]) -> Iterator[Json]:
    """A larger grid where the content needs one; never a smaller one."""
    if new != old:
        yield {
            "updateSheetProperties": {
                "properties": {
                    "sheetId": sheet_id,
                    "gridProperties": {"rowCount": new[0], "columnCount": new[1]},
                },
                "fields": "gridProperties(rowCount,columnCount)",
            }
        }


def _values(number: int, row: Sequence[Value], apart: Collection[tuple[int, int]]) -> list[Json]:
    cells = [{} if (number, column) in apart else _cell(value) for column, value in enumerate(row)]
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _cell(value: Value) -> Json:
    if value is None or value == "":
        return {}
    if isinstance(value, bool):
        return {"userEnteredValue": {"boolValue": value}}
    if isinstance(value, float):
        return {"userEnteredValue": {"numberValue": int(value) if value == int(value) else value}}
    return {"userEnteredValue": {"stringValue": value}}
