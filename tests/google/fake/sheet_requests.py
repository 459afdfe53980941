"""The requests about tabs and their rows and columns: properties, sizes, groups, insert, delete."""

from __future__ import annotations

from collections.abc import Callable

from tests.google.fake.masks import Mask, overlay, parse
from tests.google.fake.references import Axis, Change, Move, renamed
from tests.google.fake.shifting import shift
from tests.google.fake.state import COLUMNS, ROWS, Json, NotModelled, Refused, Sheet, Spreadsheet


def update_spreadsheet(book: Spreadsheet, body: Json) -> Json:
    """The title, locale, time zone: nothing in the cells changes."""
    mask = parse(body["fields"])
    book.properties = overlay(book.properties, body["properties"], mask)
    if not book.properties.get("title") or not book.properties.get("locale"):
        raise Refused("The title and the locale of a spreadsheet cannot be empty.")
    return {}


def new_sheet(book: Spreadsheet, properties: Json) -> Sheet:
    """A tab with what Google adds to what is asked; Refused where it clashes with another."""
    taken = {sheet.id for sheet in book.sheets}
    wanted = properties.get("sheetId")
    sheet_id = wanted
    if sheet_id is None:
        sheet_id = 0 if not book.sheets else 1 + max(taken) * 7919 % 2_000_000_011
    title = properties.get("title") or f"Sheet{len(book.sheets) + 1}"
    if sheet_id < 0 or sheet_id in taken:
        raise Refused(f"Invalid sheetId: {sheet_id}: it is negative or already used")
    grid = {"rowCount": ROWS, "columnCount": COLUMNS} | properties.get("gridProperties", {})
    kept = {name: value for name, value in properties.items() if name != "index"}
    kept |= {"sheetId": sheet_id, "title": title, "sheetType": "GRID"}
    sheet = Sheet(kept | {"gridProperties": grid})
    index = properties.get("index", len(book.sheets))
    book.sheets.insert(index, sheet)
    _check(book, sheet)
    return sheet


def add_sheet(book: Spreadsheet, body: Json) -> Json:
    """A new tab; the answer says what became of it."""
    sheet = new_sheet(book, body.get("properties", {}))
    return {"addSheet": {"properties": numbered(book, sheet)}}


def numbered(book: Spreadsheet, sheet: Sheet) -> Json:
    """The properties as they are answered, with the place among the tabs."""
    grid = sheet.properties["gridProperties"]
    shown = {name: value for name, value in grid.items() if value}
    return sheet.properties | {"index": book.sheets.index(sheet), "gridProperties": shown}


def delete_sheet(book: Spreadsheet, body: Json) -> Json:
    """A tab with all on it; formulas that spoke of it are broken."""
    sheet = book.sheet(body.get("sheetId", 0))
    others = [each for each in book.sheets if each is not sheet]
    if all(other.properties.get("hidden") for other in others):
        word = "visible " if others else ""
        raise Refused(f"You can't remove all the {word}sheets in a document.")
    book.sheets.remove(sheet)
    _rename(book, sheet.title, None)
    book.named = [
        item for item in book.named if item.get("range", {}).get("sheetId", 0) != sheet.id
    ]
    book.metadata = [item for item in book.metadata if item["location"].get("sheetId") != sheet.id]
    return {}


def update_sheet(book: Spreadsheet, body: Json) -> Json:
    """The tab's title, place, colour, grid, and whether it is hidden."""
    new, mask = body["properties"], parse(body["fields"])
    sheet = book.sheet(new.get("sheetId", 0))
    old_title = sheet.title
    asked = {name: inner for name, inner in mask.items() if name not in {"sheetId", "index"}}
    before = sheet.properties
    if asked:
        changed = {name: item for name, item in new.items() if name not in {"sheetId", "index"}}
        kept = {"sheetId": sheet.id, "sheetType": "GRID"}
        sheet.properties = overlay(before, changed, asked) | kept
    if sheet.properties.get("gridProperties") is None or "title" not in sheet.properties:
        raise Refused("A sheet must have a title, rows and columns.")
    if "index" in mask or ("*" in mask and "index" in new):
        book.sheets.remove(sheet)
        book.sheets.insert(new.get("index", 0), sheet)
    _shrink(book, sheet, before["gridProperties"])
    _check(book, sheet)
    if asked.keys() & {"*", "gridProperties"}:
        _check_freeze(book, sheet)
    if sheet.title != old_title:
        _rename(book, old_title, sheet.title)
    if all(each.properties.get("hidden") for each in book.sheets):
        raise Refused("You can't hide all the sheets in a document.")
    return {}


def _shrink(book: Spreadsheet, sheet: Sheet, old: Json) -> None:
    """Fewer rows or columns are the last ones deleted, with all that lay there."""
    axes: tuple[tuple[Axis, str], ...] = (("ROWS", "rowCount"), ("COLUMNS", "columnCount"))
    for axis, count in axes:
        grid = sheet.properties["gridProperties"]
        less = grid.get(count, 0) - old[count]
        if less < 0 < grid.get(count, 0):
            sheet.properties = sheet.properties | {"gridProperties": grid | {count: old[count]}}
            shift(book, sheet, Change(axis, old[count] + less, less))


def _check(book: Spreadsheet, sheet: Sheet) -> None:
    for other in book.sheets:
        if other is not sheet and other.title.casefold() == sheet.title.casefold():
            raise Refused(
                f'A sheet with the name "{sheet.title}" already exists. Please enter another name.'
            )
    if len(sheet.title) > 100:
        raise Refused("The sheet name cannot be longer than 100 characters.")
    grid = sheet.properties["gridProperties"]
    for count, frozen, word in (
        ("rowCount", "frozenRowCount", "rows"),
        ("columnCount", "frozenColumnCount", "columns"),
    ):
        if grid.get(count, 0) < 1:
            raise Refused(f"gridProperties.{count} must be at least 1")
        if grid.get(frozen, 0) >= grid[count]:
            raise Refused(f"You can't freeze all visible {word} on the sheet.")
    book.check_size()


def _check_freeze(book: Spreadsheet, sheet: Sheet) -> None:
    grid = sheet.properties["gridProperties"]
    for merge in sheet.merges:
        _sheet, box = book.box(merge)
        if box.left < grid.get("frozenColumnCount", 0) < box.right:
            raise Refused("You can't freeze columns which contain only part of a merged cell.")
        if box.top < grid.get("frozenRowCount", 0) < box.bottom:
            raise Refused("You can't freeze rows which contain only part of a merged cell.")


def _rename(book: Spreadsheet, old: str, new: str | None) -> None:
    for sheet in book.sheets:
        for place, cell in sheet.cells.items():
            formula = cell.get("userEnteredValue", {}).get("formulaValue")
            if formula is not None and "!" in formula:
                value = {"formulaValue": renamed(formula, old, new)}
                sheet.cells[place] = cell | {"userEnteredValue": value}


def _limits(sheet: Sheet, axis: Axis) -> int:
    return sheet.rows if axis == "ROWS" else sheet.columns


def _span(book: Spreadsheet, area: Json) -> tuple[Sheet, Axis, int, int]:
    sheet = book.sheet(area.get("sheetId", 0))
    axis: Axis = area["dimension"]
    last = _limits(sheet, axis)
    start, end = area.get("startIndex", 0), area.get("endIndex", last)
    if end > last:
        raise Refused(f"range.endIndex[{end}] is after the last of the {axis.lower()}[{last}]")
    return sheet, axis, start, end


def update_dimension(book: Spreadsheet, body: Json) -> Json:
    """The height of rows, the width of columns, whether they are hidden."""
    sheet, axis, start, end = _span(book, body["range"])
    sizes = sheet.row_sizes if axis == "ROWS" else sheet.column_sizes
    mask: Mask = parse(body["fields"])
    for index in range(start, end):
        sizes[index] = overlay(sizes.get(index, {}), body["properties"], mask)
    return {}


def append_dimension(book: Spreadsheet, body: Json) -> Json:
    """Empty rows or columns at the end."""
    sheet = book.sheet(body.get("sheetId", 0))
    count = "rowCount" if body["dimension"] == "ROWS" else "columnCount"
    grid = sheet.properties["gridProperties"]
    more = grid | {count: grid[count] + body["length"]}
    sheet.properties = sheet.properties | {"gridProperties": more}
    book.check_size()
    return {}


def insert_dimension(book: Spreadsheet, body: Json) -> Json:
    """Rows or columns in between; they look like their neighbour before or after."""
    area = body["range"]
    sheet = book.sheet(area.get("sheetId", 0))
    if "endIndex" not in area:
        raise Refused("range.endIndex is required")
    axis: Axis = area["dimension"]
    start, end = area.get("startIndex", 0), area["endIndex"]
    before = body.get("inheritFromBefore", False)
    if start > _limits(sheet, axis) or (before and start == 0):
        raise Refused(f"range.startIndex[{start}] is outside of the grid, or nothing is before it")
    shift(book, sheet, Change(axis, start, end - start))
    book.check_size()
    _inherit(sheet, axis, range(start, end), start - 1 if before else end)
    return {}


def _inherit(sheet: Sheet, axis: Axis, new: range, neighbour: int) -> None:
    which = 0 if axis == "ROWS" else 1
    keep = parse("userEnteredFormat,dataValidation")
    for place, cell in list(sheet.cells.items()):
        look = overlay({}, cell, keep)
        if place[which] == neighbour and look:
            for index in new:
                sheet.cells[(index, place[1]) if which == 0 else (place[0], index)] = look


def delete_dimension(book: Spreadsheet, body: Json) -> Json:
    """Rows or columns with all in them."""
    sheet, axis, start, end = _span(book, body["range"])
    last = _limits(sheet, axis)
    grid = sheet.properties["gridProperties"]
    frozen = grid.get("frozenRowCount" if axis == "ROWS" else "frozenColumnCount", 0)
    if end - start >= last:
        raise Refused(f"You can't delete all the {axis.lower()} on the sheet.")
    if start <= frozen and end >= last:
        raise Refused(f"Sorry, it is not possible to delete all non-frozen {axis.lower()}.")
    shift(book, sheet, Change(axis, start, start - end))
    return {}


def move_dimension(book: Spreadsheet, body: Json) -> Json:
    """Rows or columns to another place; the place counts as if they were still there."""
    sheet, axis, start, end = _span(book, body["source"])
    to = body.get("destinationIndex", 0)
    if to > _limits(sheet, axis) or start < to < end:
        raise Refused(f"destinationIndex[{to}] is inside of the source or outside of the grid")
    for merge in sheet.merges:
        box = book.box(merge)[1]
        first, last = (box.top, box.bottom) if axis == "ROWS" else (box.left, box.right)
        cut = (first < start < last) or (first < end < last) or (first < to < last)
        if cut and last - first > 1:
            raise Refused(f"You can't move {axis.lower()} that contain part of a merged cell.")
    shift(book, sheet, Move(axis, start, end, to))
    return {}


def add_group(book: Spreadsheet, body: Json) -> Json:
    """A group of rows or columns that folds away, one deeper than those around it."""
    sheet, axis, start, end = _span(book, body["range"])
    groups = sheet.row_groups if axis == "ROWS" else sheet.column_groups
    depth = 1
    for group in groups:
        area = group["range"]
        if area.get("startIndex", 0) <= start and end <= area["endIndex"]:
            depth = max(depth, group["depth"] + 1)
        elif start < area["endIndex"] and area.get("startIndex", 0) < end:
            raise NotModelled("groups that overlap in part")
    if depth > 8:
        raise Refused("Groups can be at most 8 deep.")
    place = {"sheetId": sheet.id, "dimension": axis, "startIndex": start, "endIndex": end}
    groups.append({"range": place, "depth": depth})
    return {"addDimensionGroup": {"dimensionGroups": list(groups)}}


def update_group(book: Spreadsheet, body: Json) -> Json:
    """Fold a group, which hides its rows or columns, or unfold it."""
    wanted = body["dimensionGroup"]
    sheet, axis, start, end = _span(book, wanted["range"])
    groups = sheet.row_groups if axis == "ROWS" else sheet.column_groups
    for number, group in enumerate(groups):
        area = group["range"]
        same = (area["startIndex"], area["endIndex"], group["depth"])
        if same == (start, end, wanted.get("depth", 1)):
            collapsed = bool(wanted.get("collapsed", False))
            groups[number] = group | {"collapsed": collapsed}
            sizes = sheet.row_sizes if axis == "ROWS" else sheet.column_sizes
            for index in range(start, end):
                sizes[index] = sizes.get(index, {}) | {"hiddenByUser": collapsed}
            return {}
    raise Refused("The dimension group does not exist: range and depth must be those of a group.")


def delete_group(book: Spreadsheet, body: Json) -> Json:
    """Take a group of rows or columns away, as far as a range reaches."""
    sheet, axis, start, end = _span(book, body["range"])
    groups = sheet.row_groups if axis == "ROWS" else sheet.column_groups
    within = [
        group
        for group in groups
        if group["range"].get("startIndex", 0) <= start and end <= group["range"]["endIndex"]
    ]
    if not within:
        raise Refused("The dimension range does not lie in a group.")
    deepest = max(within, key=lambda group: group["depth"])
    area = deepest["range"]
    groups.remove(deepest)
    for first, last in ((area.get("startIndex", 0), start), (end, area["endIndex"])):
        if first < last:
            groups.append(deepest | {"range": area | {"startIndex": first, "endIndex": last}})
    return {"deleteDimensionGroup": {"dimensionGroups": list(groups)} if groups else {}}


def resize(book: Spreadsheet, body: Json) -> Json:
    """Columns as wide as their texts, more or less: how wide only a browser knows."""
    sheet, axis, start, end = _span(book, body["dimensions"])
    sizes = sheet.row_sizes if axis == "ROWS" else sheet.column_sizes
    for index in range(start, end):
        which = 0 if axis == "ROWS" else 1
        texts = [
            str(next(iter(cell.get("userEnteredValue", {"": ""}).values())))
            for place, cell in sheet.cells.items()
            if place[which] == index
        ]
        pixels = 21 if axis == "ROWS" else max([21, *(7 * len(text) + 8 for text in texts)])
        sizes[index] = sizes.get(index, {}) | {"pixelSize": pixels}
    return {}


HANDLERS: dict[str, Callable[[Spreadsheet, Json], Json]] = {
    "updateSpreadsheetProperties": update_spreadsheet,
    "addSheet": add_sheet,
    "deleteSheet": delete_sheet,
    "updateSheetProperties": update_sheet,
    "updateDimensionProperties": update_dimension,
    "appendDimension": append_dimension,
    "insertDimension": insert_dimension,
    "deleteDimension": delete_dimension,
    "moveDimension": move_dimension,
    "addDimensionGroup": add_group,
    "updateDimensionGroup": update_group,
    "deleteDimensionGroup": delete_group,
    "autoResizeDimensions": resize,
}
