"""The requests that put something there twice, or elsewhere: a tab duplicated, cells cut."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from tests.google.fake.cell_requests import PASTED, inside
from tests.google.fake.masks import overlay
from tests.google.fake.object_requests import free
from tests.google.fake.references import quoted, relocated, renamed
from tests.google.fake.sheet_requests import new_sheet, numbered
from tests.google.fake.state import Box, Json, NotModelled, Sheet, Spreadsheet

_PLACED = (
    "merges",
    "rules",
    "protected",
    "bandings",
    "filter",
    "filter_views",
    "charts",
    "tables",
    "row_groups",
    "column_groups",
)
_NUMBERED = (
    ("protected", "protectedRangeId"),
    ("charts", "chartId"),
    ("bandings", "bandedRangeId"),
    ("filter_views", "filterViewId"),
)


def duplicate_sheet(book: Spreadsheet, body: Json) -> Json:
    """A tab once more, with all on it; its formulas speak of the copy, and so do its names."""
    source = book.sheet(body.get("sourceSheetId", 0))
    title = body.get("newSheetName") or f"Copy of {source.title}"
    wanted: Json = {"title": title, "index": body.get("insertSheetIndex", 0)}
    if "newSheetId" in body:
        wanted["sheetId"] = body["newSheetId"]
    made = new_sheet(book, wanted)
    old = source.copied()
    old.properties = old.properties | {"sheetId": made.id, "title": title}
    old.cells = {
        place: cell | {"userEnteredValue": {"formulaValue": renamed(formula, source.title, title)}}
        if (formula := cell.get("userEnteredValue", {}).get("formulaValue"))
        else cell
        for place, cell in source.cells.items()
    }
    for part in _PLACED:
        setattr(old, part, [_onto(item, source.id, made.id) for item in getattr(source, part)])
    for part, key in _NUMBERED:
        taken = book.all_ids(part, key)
        fresh = []
        for item in getattr(old, part):
            number = free(taken)
            taken.add(number)
            fresh.append(item | {key: number})
        setattr(old, part, fresh)
    book.sheets[book.sheets.index(made)] = old
    for item in list(book.named):
        area = item.get("range")
        if area is not None and area.get("sheetId", 0) == source.id:
            ids = {other["namedRangeId"] for other in book.named}
            name = f"{quoted(title)}!{item['name']}"
            new = {"name": name, "range": area | {"sheetId": made.id}}
            book.named.append({"namedRangeId": f"{free(set()) + len(ids)}", **new})
    return {"duplicateSheet": {"properties": numbered(book, old)}}


def _onto(value: object, old: int, new: int) -> object:
    """The object with every place on the one tab as a place on the other."""
    if isinstance(value, list):
        return [_onto(item, old, new) for item in value]
    if not isinstance(value, dict):
        return value
    inner = {name: _onto(item, old, new) for name, item in value.items()}
    is_place = inner.keys() & {"startRowIndex", "endRowIndex", "rowIndex", "startColumnIndex",
                               "endColumnIndex", "columnIndex", "dimension"}  # fmt: skip
    if is_place and inner.get("sheetId", 0) == old:
        inner["sheetId"] = new
    return inner


def cut_paste(book: Spreadsheet, body: Json) -> Json:
    """Cells to another place: what refers to them goes along, and nothing is left behind."""
    kind = body.get("pasteType", "PASTE_NORMAL")
    if kind not in PASTED:
        raise NotModelled(f"cutPaste with {kind}")
    source, old = book.box(body["source"], "source")
    place = body["destination"]
    target = book.sheet(place.get("sheetId", 0))
    top, left = place.get("rowIndex", 0), place.get("columnIndex", 0)
    new = Box(top, left, top + old.bottom - old.top, left + old.right - old.left)
    inside(target, new)
    mask = PASTED[kind]
    taken = {at: deepcopy(source.cells.get(at, {})) for at in old.places()}
    for at in old.places():
        source.put(at, overlay(source.cells.get(at, {}), {}, mask))
    for at, cell in taken.items():
        there = (at[0] - old.top + top, at[1] - old.left + left)
        target.put(there, overlay(target.cells.get(there, {}), cell, mask))
    if kind == "PASTE_NORMAL":
        _follow(book, source, old, target, new)
    return {}


def _follow(book: Spreadsheet, source: Sheet, old: Box, target: Sheet, new: Box) -> None:
    """References to a cell that was cut, and to ranges that lie wholly in what was, follow it."""
    down, right = new.top - old.top, new.left - old.left
    for sheet in book.sheets:
        for at, cell in sheet.cells.items():
            formula = cell.get("userEnteredValue", {}).get("formulaValue")
            if formula is None:
                continue
            moved = relocated(
                formula, sheet.title, source.title, target.title, tuple(old), (down, right)
            )
            if moved != formula:
                sheet.cells[at] = cell | {"userEnteredValue": {"formulaValue": moved}}
    for number, item in enumerate(book.named):
        area = item.get("range")
        if area is None or area.get("sheetId", 0) != source.id:
            continue
        box = book.box(area)[1]
        if old.covers(box):
            book.named[number] = item | {
                "range": {
                    "sheetId": target.id,
                    "startRowIndex": box.top + down,
                    "endRowIndex": box.bottom + down,
                    "startColumnIndex": box.left + right,
                    "endColumnIndex": box.right + right,
                }
            }


HANDLERS: dict[str, Callable[[Spreadsheet, Json], Json]] = {
    "duplicateSheet": duplicate_sheet,
    "cutPaste": cut_paste,
}
