"""A small plan in a real spreadsheet, and what Google shows of it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.calculate import calculated
from retrosheet.google.document import path_of
from retrosheet.google.drawing.charts import with_named_series
from retrosheet.google.drawing.requests import requests
from retrosheet.google.drawing.tabs import tabs

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable

    from retrosheet.google.drawing.tabs import Tab
    from retrosheet.google.speaking.transport import Transport
    from retrosheet.language import Lang
    from retrosheet.workbook.model import Workbook
    from retrosheet.workbook.refs import Area

Json = dict[str, Any]

ZONE = "Etc/UTC"
"""Where today changes for the plan, as for whoever says which day is ``today``."""
_LOOK = (
    "namedRanges,sheets(properties(sheetId,title),merges,conditionalFormats,protectedRanges,"
    "charts,basicFilter,filterViews,rowGroups,columnGroups,data(startRow,startColumn,"
    "rowData(values(userEnteredValue,effectiveValue,dataValidation))))"
)


class Sample(NamedTuple):
    """A plan to try, as of ``today`` in UTC: some of it is late already."""

    workbook: Workbook
    lang: Lang
    today: dt.date


class Trial:
    """The sample once it has been written; ``errors`` are the cells that then showed one."""

    def __init__(
        self,
        transport: Transport,
        spreadsheet: str,
        sample: Sample,
        errors: tuple[str, ...],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self.transport, self.id, self.sample = transport, spreadsheet, sample
        self.errors, self.clock = errors, clock
        self.workbook = with_named_series(sample.workbook)
        self.tabs = tabs(self.workbook).all
        self.sent = requests(sample.workbook)
        self._seen: Json | None = None
        self._expected: dict[dt.date | None, Workbook] = {}

    def look(self) -> Json:
        """All that there is, with one request, and none where nothing was changed since."""
        if self._seen is None:
            self._seen = self.transport.get(path_of(self.id), (("fields", _LOOK),))
        return self._seen

    def batch(self, *asked: Json) -> None:
        """One request that changes something."""
        self._seen = None
        path = f"{path_of(self.id)}:batchUpdate"
        self.transport.post(path, {"requests": list(asked)}, safe=False, params=_BRIEF)

    def bodies(self, kind: str) -> list[Json]:
        """Of all that was sent, the requests of one kind."""
        return [request[kind] for request in self.sent if kind in request]

    def area(self, name: str) -> Area:
        """Where a name lay when the plan was written."""
        return next(named.area for named in self.workbook.names if named.name == name)

    def tab(self, title: str) -> Tab:
        """The tab that was written with this title."""
        return next(tab for tab in self.tabs if tab.sheet.title == title)

    def expected(self, launch: dt.date | None = None) -> Workbook:
        """The plan as we calculate it, with another launch day where one is given."""
        if launch not in self._expected:
            book = self.workbook
            if launch is not None:
                area = self.area("rs_launch")
                key = self.tab(area.title).sheet.key
                book = book.typed({(key, area.first_row, area.first_column): launch})
            self._expected[launch] = calculated(book, self.sample.today)
        return self._expected[launch]


_BRIEF = (("fields", "spreadsheetId"),)


def sheets_of(answer: Json) -> dict[int, Json]:
    """The tabs of an answer by their ids; Google leaves out an id that is 0."""
    return {sheet["properties"].get("sheetId", 0): sheet for sheet in answer.get("sheets", ())}


def cells_of(sheet: Json) -> dict[tuple[int, int], Json]:
    """The cells of a tab by row and column."""
    found = {}
    for block in sheet.get("data", ()):
        top, left = block.get("startRow", 0), block.get("startColumn", 0)
        for row, cells in enumerate(block.get("rowData", ()), top):
            for column, cell in enumerate(cells.get("values", ()), left):
                if cell:
                    found[row, column] = cell
    return found
