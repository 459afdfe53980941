"""The description of a workbook as the requests that make it in Google Sheets, all in order."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.google.drawing import charts, grid, rules, sheets
from retrosheet.google.drawing.batches import LIMIT, batches, cut, payload
from retrosheet.google.drawing.limits import RenderingError, check_name, clean
from retrosheet.google.drawing.tabs import tabs

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrosheet.google.drawing.tabs import Request, Tabs
    from retrosheet.workbook.model import Workbook

WRITTEN_IN = "en_US"
"""The locale in which all is written; the reader's is set when all is done."""

ERRORS = (
    "updatedSpreadsheet.sheets(properties.title,"
    "data(startRow,startColumn,rowData.values.effectiveValue.errorValue))"
)
"""The ``fields`` parameter with which ``locale_batch`` is sent: it answers with errors alone."""

_BATCHES = 2
"""More than these would be more than four requests: then some cells come with the creation."""
_PASSING = "retrosheet"


class Drawing(NamedTuple):
    """A spreadsheet in two steps: the body that creates it, and what is then still to be done."""

    creation: dict[str, Any]
    requests: tuple[Request, ...]


def requests(workbook: Workbook) -> tuple[Request, ...]:
    """Everything but the tabs themselves, which must be there with their ids and sizes.

    Raises RenderingError when the description asks for what Google Sheets cannot hold.
    """
    return tuple(_requests(*_tabs(workbook)))


def creation(workbook: Workbook, time_zone: str, blocks: Sequence[Request] = ()) -> dict[str, Any]:
    """The body of ``spreadsheets.create``: the tabs with their ids, and the cells of ``blocks``."""
    _, made = _tabs(workbook)
    return _creation(workbook, made, time_zone, blocks)


def drawing(workbook: Workbook, time_zone: str, limit: int = LIMIT) -> Drawing:
    """A new spreadsheet: ``creation`` and the requests after it.

    A large one is created with as many of its single cells as one body holds; never formulas that
    use a name, as there are no names yet.
    """
    named, made = _tabs(workbook)
    wanted = list(_requests(named, made))
    if len(batches(wanted, limit)) <= _BATCHES:
        return Drawing(_creation(named, made, time_zone, ()), tuple(wanted))
    names = re.compile("|".join(re.escape(name.name) for name in workbook.names) or "(?!)")
    room = limit - len(payload(_creation(named, made, time_zone, ()))) - 1000
    carried: list[Request] = []
    left: list[Request] = []
    for request in wanted:
        head, tail = None, request
        if "updateCells" in request and not _uses(request, names):
            # The form in which a block is created is shorter than that of its request.
            head, rest = cut(request, room)
            tail = rest  # type: ignore[assignment]  # None where nothing is left
        if head is not None:
            carried.append(head)
            room -= len(payload(head)) + 1
        if tail is not None:
            left.append(tail)
    return Drawing(_creation(named, made, time_zone, carried), tuple(left))


def filling(workbook: Workbook, old_tabs: Sequence[int]) -> tuple[Request, ...]:
    """A blank spreadsheet whose tabs have the ids ``old_tabs``: theirs go, and all of ours come.

    A passing tab stands in between, so that neither an id nor a title is there twice.
    """
    named, made = _tabs(workbook)
    ids = {*old_tabs, *(tab.id for tab in made.all)}
    passing = next(number for number in range(1, len(ids) + 2) if number not in ids)
    properties = {"sheetId": passing, "title": f"{_PASSING} {passing}", "index": 0}
    return (
        {"addSheet": {"properties": properties}},
        *({"deleteSheet": {"sheetId": old}} for old in old_tabs),
        *({"addSheet": {"properties": tab.properties()}} for tab in made.all),
        {"deleteSheet": {"sheetId": passing}},
        *_requests(named, made),
    )


def locale_batch(locale: str) -> dict[str, Any]:
    """The last body: the reader's locale. With ``ERRORS`` it answers which formulas went wrong."""
    properties = {"properties": {"locale": locale}, "fields": "locale"}
    return {
        "requests": [{"updateSpreadsheetProperties": properties}],
        "includeSpreadsheetInResponse": True,
        "responseIncludeGridData": True,
    }


def _tabs(workbook: Workbook) -> tuple[Workbook, Tabs]:
    named = charts.with_named_series(workbook)
    return named, tabs(named)


def _creation(
    workbook: Workbook, made: Tabs, time_zone: str, blocks: Sequence[Request]
) -> dict[str, Any]:
    data: dict[int, list[dict[str, Any]]] = {}
    for block in blocks:
        start = block["updateCells"]["start"]
        data.setdefault(start["sheetId"], []).append(
            {
                "startRow": start["rowIndex"],
                "startColumn": start["columnIndex"],
                "rowData": block["updateCells"]["rows"],
            }
        )
    return {
        "properties": {
            "title": clean(workbook.title),
            "locale": WRITTEN_IN,
            "timeZone": time_zone,
        },
        "sheets": [
            {"properties": tab.properties()} | ({"data": data[tab.id]} if tab.id in data else {})
            for tab in made.all
        ],
    }


def _requests(workbook: Workbook, made: Tabs) -> Iterator[Request]:
    """All in the order in which each finds what it needs: above all, names before formulas."""
    for tab in made.all:
        yield from sheets.sizes(tab, made)
    yield from _names(workbook, made)
    for tab in made.all:
        yield from grid.formats(tab)
    contents = [grid.content(tab) for tab in made.all]
    for content in contents:
        yield from content.blocks
    for content in contents:
        yield from content.repeats
    for tab in made.all:
        yield from sheets.merges(tab)
    for tab in made.all:
        yield from rules.validations(tab, made)
    names = {name.name for name in workbook.names}
    for tab in made.all:
        yield from rules.conditional_formats(tab, names)
    for tab in made.all:
        yield from sheets.protections(tab)
        yield from sheets.filters(tab)
        yield from sheets.views(tab)
    for tab in made.all:
        yield from charts.charts(tab, made)
    for tab in made.all:
        yield from sheets.groups(tab)


def _names(workbook: Workbook, made: Tabs) -> Iterator[Request]:
    if len({name.name.casefold() for name in workbook.names}) != len(workbook.names):
        raise RenderingError("Two names of ranges are the same")
    for name, area in workbook.names:
        check_name(name)
        named = {"namedRangeId": name, "name": name, "range": made.range(area, name)}
        yield {"addNamedRange": {"namedRange": named}}


def _uses(request: Request, names: re.Pattern[str]) -> bool:
    """Whether any formula of a block of cells uses one of the names."""
    return any(
        names.search(cell["userEnteredValue"].get("formulaValue", ""))
        for row in request["updateCells"]["rows"]
        for cell in row.get("values", ())
        if cell
    )
