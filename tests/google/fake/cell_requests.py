"""The requests that change what is in cells: values, formats, validations, fills, sorts, merges."""

from __future__ import annotations

from typing import Any

from tests.google.fake import locales
from tests.google.fake.masks import Mask, overlay, parse
from tests.google.fake.references import filled
from tests.google.fake.state import Box, Json, NotModelled, Place, Refused, Sheet, Spreadsheet

_LOOK = "userEnteredFormat"
# What people cannot write: it is calculated.
_READ_ONLY = ("effectiveValue", "effectiveFormat", "formattedValue", "hyperlink")
PASTED: dict[str, Mask] = {
    "PASTE_NORMAL": parse("userEnteredValue,userEnteredFormat,note,dataValidation"),
    "PASTE_VALUES": parse("userEnteredValue"),
    "PASTE_FORMULA": parse("userEnteredValue"),
    "PASTE_FORMAT": parse("userEnteredFormat"),
    "PASTE_DATA_VALIDATION": parse("dataValidation"),
}


def update_cells(book: Spreadsheet, body: Json) -> Json:
    """Rows of cells from a start on, or all of a range, which is cleared where no cell is sent."""
    mask = parse(body["fields"])
    rows = body.get("rows", [])
    if "range" in body:
        sheet, box = book.box(body["range"])
        for place in box.places():
            if place in sheet.cells:
                sheet.put(place, overlay(sheet.cells[place], {}, mask))
    else:
        start = body["start"]
        sheet = book.sheet(start.get("sheetId", 0))
        top, left = start.get("rowIndex", 0), start.get("columnIndex", 0)
        most = max((len(row.get("values", [])) for row in rows), default=0)
        box = Box(top, left, top + len(rows), left + most)
        inside(sheet, box)
    for row, cells in enumerate(rows):
        for column, cell in enumerate(cells.get("values", [])):
            place = (box.top + row, box.left + column)
            if not box.holds(place):
                raise Refused("Attempting to write outside of the range")
            write(book, sheet, place, cell, mask)
    return {}


def inside(sheet: Sheet, box: Box) -> None:
    """Refused where a rectangle leaves the grid."""
    if max(box.bottom - 1, box.top) >= sheet.rows:
        row = max(box.top, sheet.rows)
        raise Refused(
            f"Attempting to write row: {row}, beyond the last requested row of: {sheet.rows - 1}"
        )
    if max(box.right - 1, box.left) >= sheet.columns:
        column = max(box.left, sheet.columns)
        raise Refused(
            f"Attempting to write column: {column}, beyond the last requested column of: "
            f"{sheet.columns - 1}"
        )


def write(book: Spreadsheet, sheet: Sheet, place: Place, cell: Json, mask: Mask) -> None:
    """Lay the fields of the mask over one cell."""
    new = {name: value for name, value in cell.items() if name not in _READ_ONLY}
    value = new.get("userEnteredValue")
    if value is not None:
        value = _kept(value, book.properties["locale"])
        if value is None:
            del new["userEnteredValue"]
        else:
            new["userEnteredValue"] = value
    sheet.put(place, overlay(sheet.cells.get(place, {}), new, mask))


def _kept(value: Json, locale: str) -> Json | None:
    if value.get("stringValue") == "":
        return None
    formula = value.get("formulaValue")
    if formula is None:
        return value
    try:
        return {"formulaValue": locales.to_english("=" + formula[1:], locale)}
    except locales.BadFormula:
        return {"formulaValue": formula, "broken": True}


def repeat_cell(book: Spreadsheet, body: Json) -> Json:
    """One cell in every cell of a range, its formula filled from the top left cell."""
    sheet, box = book.box(body["range"])
    mask = parse(body["fields"])
    cell = body["cell"]
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is not None:
        for row, column in box.places():
            moved = filled(formula, row - box.top, column - box.left)
            here = cell | {"userEnteredValue": {"formulaValue": moved}}
            write(book, sheet, (row, column), here, mask)
        return {}
    # Most cells of a large area look alike before, and so they do afterwards.
    nothing: Json = {}
    made: dict[int, Json] = {}
    kept: list[Json] = []
    look = mask.keys() == {_LOOK} and "userEnteredValue" not in cell
    for place in box.places():
        old = sheet.cells.get(place, nothing)
        before = old.get(_LOOK, nothing) if look else old
        if id(before) not in made:
            kept.append(before)  # or another could get its id
            write(book, sheet, place, cell, mask)
            after = sheet.cells.get(place, nothing)
            made[id(before)] = after.get(_LOOK, nothing) if look else after
        elif look:
            sheet.put(place, _looking(old, made[id(before)]))
        else:
            sheet.put(place, made[id(before)])
    return {}


def _looking(cell: Json, look: Json) -> Json:
    if look:
        return cell | {_LOOK: look}
    return {name: value for name, value in cell.items() if name != _LOOK}


def copy_paste(book: Spreadsheet, body: Json) -> Json:
    """A range into another, as often as it fits there; relative references move with it."""
    if body.get("pasteOrientation", "NORMAL") != "NORMAL":
        raise NotModelled("copyPaste in TRANSPOSE orientation")
    source, old = book.box(body["source"], "source")
    target, new = book.box(body["destination"], "destination")
    kind = body.get("pasteType", "PASTE_NORMAL")
    if kind not in PASTED:
        raise NotModelled(f"copyPaste with {kind}")
    height, width = old.bottom - old.top, old.right - old.left
    high = (max(1, (new.bottom - new.top) // height)) * height
    wide = (max(1, (new.right - new.left) // width)) * width
    inside(target, Box(new.top, new.left, new.top + high, new.left + wide))
    copied = {place: source.cells.get(place, {}) for place in old.places()}
    for row in range(high):
        for column in range(wide):
            origin = (old.top + row % height, old.left + column % width)
            place = (new.top + row, new.left + column)
            cell = _moved(copied[origin], place[0] - origin[0], place[1] - origin[1])
            target.put(place, overlay(target.cells.get(place, {}), cell, PASTED[kind]))
    return {}


def _moved(cell: Json, rows: int, columns: int) -> Json:
    formula = cell.get("userEnteredValue", {}).get("formulaValue")
    if formula is None:
        return cell
    return cell | {"userEnteredValue": {"formulaValue": filled(formula, rows, columns)}}


def sort_range(book: Spreadsheet, body: Json, values: dict[Place, Any]) -> Json:
    """The rows of a range in another order; a row's formulas refer to what they did from there.

    ``values`` are the calculated ones of the tab: they decide. Empty cells come last.
    """
    sheet, box = book.box(body["range"])
    order = list(range(box.top, box.bottom))
    for spec in reversed(body["sortSpecs"]):
        column = spec.get("dimensionIndex", 0)
        if not box.left <= column < box.right:
            raise Refused(f"sortSpecs.dimensionIndex {column} is outside of the range")
        filled_rows = [row for row in order if _sortable(values.get((row, column)))]
        blank = [row for row in order if not _sortable(values.get((row, column)))]
        filled_rows.sort(
            key=lambda row, column=column: _rank(values[row, column]),  # type: ignore[misc]
            reverse=spec.get("sortOrder") == "DESCENDING",
        )
        order = filled_rows + blank
    old = {place: sheet.cells.pop(place, {}) for place in box.places()}
    for new, origin in enumerate(order, start=box.top):
        for column in range(box.left, box.right):
            sheet.put((new, column), _moved(old[origin, column], new - origin, 0))
    return {}


def _sortable(value: Any) -> bool:
    return value is not None and value != ""


def _rank(value: Any) -> tuple[int, Any]:
    if isinstance(value, bool):
        return 2, value
    return (0, value) if isinstance(value, int | float) else (1, str(value).casefold())


def set_data_validation(book: Spreadsheet, body: Json) -> Json:
    """A rule for every cell of a range; without one, theirs are taken away."""
    sheet, box = book.box(body["range"])
    rule = body.get("rule")
    new = {"dataValidation": rule} if rule is not None else {}
    mask = parse("dataValidation")
    for place in box.places():
        sheet.put(place, overlay(sheet.cells.get(place, {}), new, mask))
    return {}


def unmerge_cells(book: Spreadsheet, body: Json) -> Json:
    """Take apart every merged cell of a range."""
    sheet, box = book.box(body["range"])
    _unmerge(book, sheet, box)
    return {}


def _unmerge(book: Spreadsheet, sheet: Sheet, box: Box) -> None:
    there = [(merge, book.box(merge)[1]) for merge in sheet.merges]
    if any(old.overlaps(box) and not box.covers(old) for _, old in there):
        raise Refused("You must select all cells in a merged range to merge or unmerge them.")
    sheet.merges = [merge for merge, old in there if not old.overlaps(box)]


def merge_cells(book: Spreadsheet, body: Json) -> Json:
    """Make one cell of a range, or one of each of its rows or columns."""
    sheet, box = book.box(body["range"])
    kind = body["mergeType"]
    if kind == "MERGE_ROWS":
        parts = [box._replace(top=row, bottom=row + 1) for row in range(box.top, box.bottom)]
    elif kind == "MERGE_COLUMNS":
        parts = [box._replace(left=at, right=at + 1) for at in range(box.left, box.right)]
    else:
        parts = [box]
    grid = sheet.properties["gridProperties"]
    for first, last, frozen, word in (
        (box.top, box.bottom, grid.get("frozenRowCount", 0), "rows"),
        (box.left, box.right, grid.get("frozenColumnCount", 0), "columns"),
    ):
        if first < frozen < last and kind != f"MERGE_{word.upper()}":
            raise Refused(f"You can't merge frozen and non-frozen {word}.")
    for part in parts:
        # A cell that was merged before is taken up whole, or not at all.
        _unmerge(book, sheet, part)
        sheet.merges.append(
            {
                "sheetId": sheet.id,
                "startRowIndex": part.top,
                "endRowIndex": part.bottom,
                "startColumnIndex": part.left,
                "endColumnIndex": part.right,
            }
        )
        for place in part.places()[1:]:  # only the first keeps what is in it
            sheet.put(place, overlay(sheet.cells.get(place, {}), {}, parse("userEnteredValue")))
    return {}
