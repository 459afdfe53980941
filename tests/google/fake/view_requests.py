"""The requests about filter views and tables, as people make them from the menus."""

from __future__ import annotations

from collections.abc import Callable

from tests.google.fake.masks import overlay, parse
from tests.google.fake.object_requests import add, free
from tests.google.fake.state import Json, NotModelled, Refused, Sheet, Spreadsheet


def add_view(book: Spreadsheet, body: Json) -> Json:
    """A filter that only whoever opens it sees; over a range, a named range or a table."""
    item = dict(body["filter"])
    if "namedRangeId" in item:
        named = [other for other in book.named if other["namedRangeId"] == item["namedRangeId"]]
        if not named or "range" not in named[0]:
            raise Refused(f"No named range with id: {item['namedRangeId']}")
        if "range" in item:
            raise Refused("Only one of range, namedRangeId or tableId may be set.")
        item["range"] = named[0]["range"]
    if "range" not in item:
        raise NotModelled("addFilterView without a range")
    sheet, box = book.box(item["range"], "filter.range")
    if any(
        title == item.get("title") for view in sheet.filter_views if (title := view.get("title"))
    ):
        raise Refused(f'A filter view with the title "{item["title"]}" already exists.')
    _check_specs(item, range(box.left, box.right))
    item.setdefault("title", f"Filter {1 + len(sheet.filter_views)}")
    return {
        "addFilterView": {
            "filter": add(book, sheet, item, where="filter_views", key="filterViewId")
        }
    }


def _check_specs(item: Json, columns: range) -> None:
    for spec in item.get("filterSpecs", ()):
        if spec.get("columnIndex", 0) not in columns:
            raise Refused("filterSpecs.columnIndex is outside of the filter's range")


def _view(book: Spreadsheet, number: int) -> tuple[Sheet, int]:
    for sheet in book.sheets:
        for at, view in enumerate(sheet.filter_views):
            if view["filterViewId"] == number:
                return sheet, at
    raise Refused(f"No filter view with id: {number}")


def update_view(book: Spreadsheet, body: Json) -> Json:
    """Another title, range or condition under the same id."""
    wanted = body["filter"]
    sheet, at = _view(book, wanted.get("filterViewId", 0))
    old = sheet.filter_views[at]
    new = overlay(old, wanted, parse(body["fields"])) | {"filterViewId": old["filterViewId"]}
    own, box = book.box(new["range"], "filter.range")
    if own is not sheet:
        raise Refused("A filter view cannot be moved to another sheet.")
    _check_specs(new, range(box.left, box.right))
    sheet.filter_views[at] = new
    return {}


def duplicate_view(book: Spreadsheet, body: Json) -> Json:
    """A filter view once more."""
    sheet, at = _view(book, body.get("filterId", 0))
    old = sheet.filter_views[at]
    new = {**old, "title": f"Copy of {old['title']}"}
    del new["filterViewId"]
    made = add(book, sheet, new, where="filter_views", key="filterViewId")
    return {"duplicateFilterView": {"filter": made}}


def delete_view(book: Spreadsheet, body: Json) -> Json:
    """A filter view goes; nothing in the cells changes."""
    sheet, at = _view(book, body.get("filterId", 0))
    del sheet.filter_views[at]
    return {}


def add_table(book: Spreadsheet, body: Json) -> Json:
    """A range becomes a table: its first row names the columns, whose names are unique."""
    item = dict(body["table"])
    sheet, box = book.box(item["range"], "table.range")
    for other in sheet.tables:
        if book.box(other["range"])[1].overlaps(box):
            raise Refused("You can't create a table that overlaps another table.")
    if any(book.box(merge)[1].overlaps(box) for merge in sheet.merges):
        raise Refused("You can't create a table over merged cells.")
    names = {other["name"].casefold() for each in book.sheets for other in each.tables}
    name = item.get("name") or f"Table{1 + len(names)}"
    if name.casefold() in names:
        raise Refused(f'A table with the name "{name}" already exists.')
    given = {column.get("columnIndex", 0): column for column in item.get("columnProperties", ())}
    columns = [
        {"columnIndex": at, "columnName": f"Column {at + 1}", "columnType": "TEXT"}
        | given.get(at, {})
        for at in range(box.right - box.left)
    ]
    taken = {other["tableId"] for each in book.sheets for other in each.tables}
    table = item | {"name": name, "columnProperties": columns}
    table.setdefault("tableId", str(free({int(one) for one in taken if one.isdigit()})))
    if table["tableId"] in taken:
        raise Refused(f"tableId {table['tableId']} already exists.")
    sheet.tables.append(table)
    return {"addTable": {"table": table}}


def _table(book: Spreadsheet, name: str) -> tuple[Sheet, int]:
    for sheet in book.sheets:
        for at, table in enumerate(sheet.tables):
            if table["tableId"] == name:
                return sheet, at
    raise Refused(f"No table with id: {name}")


def update_table(book: Spreadsheet, body: Json) -> Json:
    """Another name, range or column under the same id."""
    sheet, at = _table(book, body["table"].get("tableId", ""))
    old = sheet.tables[at]
    new = overlay(old, body["table"], parse(body["fields"])) | {"tableId": old["tableId"]}
    book.box(new["range"], "table.range")
    sheet.tables[at] = new
    return {}


def delete_table(book: Spreadsheet, body: Json) -> Json:
    """The table and all that is in it go; ``removeTable`` does not exist, people convert it."""
    sheet, at = _table(book, body.get("tableId", ""))
    box = book.box(sheet.tables.pop(at)["range"])[1]
    for place in box.places():
        sheet.cells.pop(place, None)
    return {}


HANDLERS: dict[str, Callable[[Spreadsheet, Json], Json]] = {
    "addFilterView": add_view,
    "updateFilterView": update_view,
    "duplicateFilterView": duplicate_view,
    "deleteFilterView": delete_view,
    "addTable": add_table,
    "updateTable": update_table,
    "deleteTable": delete_table,
}
