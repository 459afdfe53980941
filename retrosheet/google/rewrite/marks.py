"""Marks on rows and columns, by which a batch is refused where any of them has moved meanwhile.

Google has no write that asks for a version. But developer metadata goes along with the row or the
column it is on, its id is unique, and a batch is carried out wholly or not at all. So a batch takes
each mark away from where it was, which does nothing where it is no longer there, and leaves it
there again, which is refused where it still is somewhere else.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.workbook.plan_tab import BESIDE, PAGE, PLAN_PAGE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from retrosheet.google.tables import Read

Json = dict[str, Any]

FIRST = 8_000
"""The id of the first mark; those of batches are below."""
DONE = 7_999
"""The id of the mark that a batch leaves once it has been carried out."""
PARKED = 7_900
"""The ids of the marks on rows that have been taken out, counted down."""
_KEY, _PARKED_KEY, _DONE_KEY = "rs", "rs.out", "retrosheet.update"
_MOST = 400
"""Marks along one side of a tab. Beyond, every second row has one, or every third."""


class Mark(NamedTuple):
    """One row (``ROWS``) or column (``COLUMNS``) of a tab, by its id, counted from 0."""

    sheet_id: int
    dimension: str
    at: int

    @property
    def range(self) -> Json:
        return {
            "sheetId": self.sheet_id,
            "dimension": self.dimension,
            "startIndex": self.at,
            "endIndex": self.at + 1,
        }


def marks_on(read: Read, drawn: Iterable[str]) -> tuple[Mark, ...]:
    """The rows and columns to be marked: all in which people's cells may be written to.

    On the tabs titled in ``drawn`` nobody types, so that the last ones say enough.
    """
    found: dict[Mark, None] = {}
    few = set(drawn)
    for name, table in read.tables.items():
        if not name.startswith(PAGE) and name != BESIDE:
            continue
        sheet_id, (height, width) = read.sheet_ids[name], read.extents[name]
        # of some tabs only the errors have been read
        last_row = min(table.row + (len(table.rows) or table.height), height - 1)
        last_column = min(table.column + max(table.width, 1), width - 1)
        if name == PLAN_PAGE:
            plan = read.tables["rs_plan"]
            last_row = min(plan.row + plan.height, height - 1)
        first_row = last_row if table.title in few or name == BESIDE else table.row
        first_column = last_column if table.title in few else table.column
        for index in _spread(first_row, last_row):
            found[Mark(sheet_id, "ROWS", index)] = None
        for index in _spread(first_column, last_column):
            found[Mark(sheet_id, "COLUMNS", index)] = None
    return tuple(found)


def _spread(first: int, last: int) -> Iterator[int]:
    step = 1 + (last - first) // _MOST
    yield from range(first, last, step)
    yield last


def placing(marks: Sequence[Mark]) -> list[Json]:
    """The requests that put the marks in their places, whatever an earlier run has left."""
    found = list(clearing())
    for number, mark in enumerate(marks):
        found.append(_created(FIRST + number, _KEY, {"dimensionRange": mark.range}))
    return found


def clearing() -> tuple[Json, ...]:
    """The requests that take all marks away."""
    return tuple(
        {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}
        for lookup in ({"metadataKey": _KEY}, {"metadataKey": _PARKED_KEY}, {"metadataId": DONE})
    )


def checking(marks: Sequence[Mark | None]) -> list[Json]:
    """The requests that are refused where a mark is not in its place; one that is None is gone."""
    return [
        request
        for number, mark in enumerate(marks, FIRST)
        if mark is not None
        for request in _checked(number, _KEY, mark)
    ]


def _checked(number: int, key: str, mark: Mark) -> tuple[Json, Json]:
    lookup = {
        "metadataId": number,
        "metadataLocation": {"dimensionRange": mark.range},
        "locationMatchingStrategy": "EXACT_LOCATION",
    }
    taken = {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}
    return taken, _created(number, key, {"dimensionRange": mark.range})


def parking(rows: Sequence[Mark]) -> list[Json]:
    """The requests that mark rows which have been taken out, and no others."""
    lookup = {"metadataKey": _PARKED_KEY}
    return [
        {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}},
        *(
            _created(PARKED - number, _PARKED_KEY, {"dimensionRange": mark.range})
            for number, mark in enumerate(rows)
        ),
    ]


def checking_parked(rows: Sequence[Mark]) -> list[Json]:
    """The requests that are refused where such a row is not in its place."""
    return [
        request
        for number, mark in enumerate(rows)
        for request in _checked(PARKED - number, _PARKED_KEY, mark)
    ]


def parked(metadata: Iterable[Json]) -> list[Mark]:
    """Where the rows are now that have been taken out, in the order in which they were marked."""
    there = sorted(
        (item for item in metadata if item.get("metadataKey") == _PARKED_KEY),
        key=lambda item: -item["metadataId"],
    )
    areas = [item["location"]["dimensionRange"] for item in there]
    return [Mark(area.get("sheetId", 0), "ROWS", area.get("startIndex", 0)) for area in areas]


def done(said: str) -> Json:
    """The request that leaves the mark of a batch; ``said`` tells it from that of another."""
    return _created(DONE, _DONE_KEY, {"spreadsheet": True}, said)


def undone(said: str) -> Json:
    """The request that takes such a mark away, and not the one of another batch."""
    lookup = {"metadataId": DONE, "metadataValue": said}
    return {"deleteDeveloperMetadata": {"dataFilter": {"developerMetadataLookup": lookup}}}


def is_done(metadata: Iterable[Json], said: str) -> bool:
    """Whether the batch has been carried out that leaves the mark with ``said``."""
    return any(
        item.get("metadataId") == DONE and item.get("metadataValue") == said for item in metadata
    )


def _created(number: int, key: str, location: Json, value: str = "") -> Json:
    made: Json = {
        "metadataId": number,
        "metadataKey": key,
        "location": location,
        "visibility": "DOCUMENT",
    }
    if value:
        made["metadataValue"] = value
    return {"createDeveloperMetadata": {"developerMetadata": made}}
