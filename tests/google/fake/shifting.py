"""Rows and columns that are inserted, deleted or moved, and all that follows them.

Formulas everywhere, named and protected ranges, rules, validations, charts, merges, groups.
"""

from __future__ import annotations

from typing import Any

from tests.google.fake.references import Axis, Change, Move, shifted
from tests.google.fake.state import Json, Place, Sheet, Spreadsheet

_KEYS: dict[Axis, tuple[str, str]] = {
    "ROWS": ("startRowIndex", "endRowIndex"),
    "COLUMNS": ("startColumnIndex", "endColumnIndex"),
}


def shift(book: Spreadsheet, sheet: Sheet, change: Change | Move) -> None:
    """Let everything of the spreadsheet follow a change of one tab's rows or columns."""
    _cells(sheet, change)
    _grid(sheet, change)
    for other in book.sheets:
        for place, cell in other.cells.items():
            if "dataValidation" not in cell and (
                "formulaValue" not in cell.get("userEnteredValue", ())
            ):
                continue
            new = _formulas(cell, other.title, sheet.title, change)
            if new is not cell:
                other.cells[place] = new
        other.rules = [_formulas(rule, other.title, sheet.title, change) for rule in other.rules]
    sheet.merges = _ranges(sheet.merges, sheet, change)
    sheet.rules = [
        rule | {"ranges": kept}
        for rule in sheet.rules
        if (kept := _ranges(rule["ranges"], sheet, change))
    ]
    sheet.protected = _owners(sheet.protected, sheet, change)
    sheet.bandings = _owners(sheet.bandings, sheet, change)
    sheet.filter = _owners(sheet.filter, sheet, change)
    sheet.filter_views = _owners(sheet.filter_views, sheet, change)
    sheet.tables = _owners(sheet.tables, sheet, change)
    for other in book.sheets:
        other.charts = [_nested(chart, sheet, change) for chart in other.charts]
    book.named = [
        item if "range" not in item else _with_range(item, sheet, change) for item in book.named
    ]
    book.metadata = [
        moved
        for item in book.metadata
        if (moved := _with_dimension(item, sheet, change)) is not None
    ]


def _with_dimension(item: Json, sheet: Sheet, change: Change | Move) -> Json | None:
    """A note on a row or column goes along with it; None where that is gone."""
    area = item["location"].get("dimensionRange")
    if area is None or area.get("sheetId", 0) != sheet.id or area["dimension"] != change.axis:
        return item
    at = change.point(area.get("startIndex", 0))
    if at is None:
        return None
    moved = area | {"startIndex": at, "endIndex": at + 1}
    return item | {"location": item["location"] | {"dimensionRange": moved}}


def _cells(sheet: Sheet, change: Change | Move) -> None:
    moved: dict[Place, Json] = {}
    for (row, column), cell in sheet.cells.items():
        if change.axis == "ROWS":
            at = change.point(row)
            place = None if at is None else (at, column)
        else:
            at = change.point(column)
            place = None if at is None else (row, at)
        if place is not None:
            moved[place] = cell
    sheet.cells = moved


def _grid(sheet: Sheet, change: Change | Move) -> None:
    rows = change.axis == "ROWS"
    sizes = sheet.row_sizes if rows else sheet.column_sizes
    kept = {at: size for index, size in sizes.items() if (at := change.point(index)) is not None}
    groups = sheet.row_groups if rows else sheet.column_groups
    moved = []
    for group in groups:
        span = change.span(group["range"].get("startIndex", 0), group["range"]["endIndex"])
        if span is not None:
            where = group["range"] | {"startIndex": span[0], "endIndex": span[1]}
            moved.append(group | {"range": where})
    if rows:
        sheet.row_sizes, sheet.row_groups = kept, moved
    else:
        sheet.column_sizes, sheet.column_groups = kept, moved
    if isinstance(change, Move):
        return
    count, frozen = ("rowCount", "frozenRowCount") if rows else ("columnCount", "frozenColumnCount")
    grid = dict(sheet.properties["gridProperties"])
    if change.at < grid.get(frozen, 0):
        by = change.by if change.by > 0 else max(change.by, change.at - grid[frozen])
        grid[frozen] += by
    grid[count] += change.by
    sheet.properties = sheet.properties | {"gridProperties": grid}


def _formulas(value: Any, own: str, title: str, change: Change | Move) -> Any:
    """The object with every formula in it shifted; itself where none changes."""
    if isinstance(value, str):
        return shifted(value, own, title, change) if value.startswith("=") else value
    if isinstance(value, list):
        items = [_formulas(item, own, title, change) for item in value]
        return value if all(a is b for a, b in zip(items, value, strict=True)) else items
    if not isinstance(value, dict):
        return value
    new = value
    for name, item in value.items():
        if name in {"userEnteredFormat", "stringValue", "note"}:
            continue
        moved = _formulas(item, own, title, change)
        if moved is not item:
            new = new | {name: moved}
    return new


def moved_range(area: Json, sheet: Sheet, change: Change | Move) -> Json | None:
    """A GridRange after the change; None where nothing is left of it."""
    if area.get("sheetId", 0) != sheet.id:
        return area
    first, last = _KEYS[change.axis]
    if first not in area and last not in area:
        return area
    span = change.span(area.get(first, 0), area.get(last, 2**31))
    if span is None:
        return None
    new = area | {first: span[0]}
    return new | {last: span[1]} if last in area else new


def _ranges(areas: list[Json], sheet: Sheet, change: Change | Move) -> list[Json]:
    moved = [moved_range(area, sheet, change) for area in areas]
    return [area for area in moved if area is not None]


def _owners(items: list[Json], sheet: Sheet, change: Change | Move) -> list[Json]:
    kept = []
    for item in items:
        if "range" not in item:
            kept.append(item)
        elif (area := moved_range(item["range"], sheet, change)) is not None:
            new = item | {"range": area}
            if "unprotectedRanges" in item:
                new["unprotectedRanges"] = _ranges(item["unprotectedRanges"], sheet, change)
            kept.append(new)
    return kept


def _with_range(item: Json, sheet: Sheet, change: Change | Move) -> Json:
    """A named range stays when its cells are gone, and then names nothing."""
    area = moved_range(item["range"], sheet, change)
    if area is None:
        return {name: value for name, value in item.items() if name != "range"}
    return item | {"range": area}


def _nested(value: Any, sheet: Sheet, change: Change | Move) -> Any:
    """A chart whose sources and anchor follow."""
    if isinstance(value, list):
        moved = [_nested(item, sheet, change) for item in value]
        return [item for item in moved if item is not None]
    if not isinstance(value, dict):
        return value
    if "startRowIndex" in value or "endRowIndex" in value:
        return moved_range(value, sheet, change)
    if "rowIndex" in value or "columnIndex" in value:
        if value.get("sheetId", 0) != sheet.id:
            return value
        key = "rowIndex" if change.axis == "ROWS" else "columnIndex"
        at = change.point(value.get(key, 0))
        return value | {key: change.at if at is None and isinstance(change, Change) else at}
    return {name: _nested(item, sheet, change) for name, item in value.items()}
