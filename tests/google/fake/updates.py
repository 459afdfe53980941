"""``batchUpdate``: all of its requests in their order, or none of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from tests.google.fake import (
    cell_requests,
    copy_requests,
    object_requests,
    sheet_requests,
    view_requests,
)
from tests.google.fake.engine import Engine, plain
from tests.google.fake.state import Json, NotModelled, Refused, Spreadsheet

HANDLERS: dict[str, Callable[[Spreadsheet, Json], Json]] = {
    **sheet_requests.HANDLERS,
    **object_requests.HANDLERS,
    **copy_requests.HANDLERS,
    **view_requests.HANDLERS,
    "updateCells": cell_requests.update_cells,
    "repeatCell": cell_requests.repeat_cell,
    "copyPaste": cell_requests.copy_paste,
    "mergeCells": cell_requests.merge_cells,
    "unmergeCells": cell_requests.unmerge_cells,
    "setDataValidation": cell_requests.set_data_validation,
}


def apply(
    book: Spreadsheet, requests: list[Json], engine: Engine, today: dt.date | None
) -> list[Json]:
    """The replies; where one request is refused the spreadsheet is left as it was."""
    before = book.copied()
    replies = []
    for number, request in enumerate(requests):
        kind, body = next(iter(request.items()))
        try:
            replies.append(_one(book, kind, body, engine, today))
        except Refused as refused:
            book.restore(before)
            message = f"Invalid requests[{number}].{kind}: {refused.message}"
            raise Refused(message, refused.code, refused.status) from refused
        except BaseException:
            book.restore(before)
            raise
        book.changes += 1
    return replies


def _one(book: Spreadsheet, kind: str, body: Json, engine: Engine, today: dt.date | None) -> Json:
    if kind == "sortRange":
        sheet = book.sheet(body["range"].get("sheetId", 0))
        values = engine.values(book, today)[sheet.id]
        bare = {place: plain(value) for place, value in values.items()}
        return cell_requests.sort_range(book, body, bare)
    handler = HANDLERS.get(kind)
    if handler is None:
        raise NotModelled(f"the request {kind}")
    return handler(book, body)
