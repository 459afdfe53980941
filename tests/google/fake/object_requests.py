"""The requests about what lies on cells: names, protections, rules, filters, charts, metadata."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tests.google.fake import references, unwritten
from tests.google.fake.masks import overlay, parse
from tests.google.fake.state import Json, NotModelled, Refused, Sheet, Spreadsheet


def free(taken: set[Any]) -> int:
    """A number that no other has."""
    number = 1_000_000 + len(taken)
    while number in taken:
        number += 1
    return number


def _complete(schema: str, item: Json) -> None:
    if missing := unwritten.missing(schema, item):
        raise Refused("; ".join(missing))


def add_named_range(book: Spreadsheet, body: Json) -> Json:
    """A name for a range."""
    item = dict(body["namedRange"])
    _complete("NamedRange", item)
    ids = {other["namedRangeId"] for other in book.named}
    numbers = {int(one) for one in ids if one.isdecimal()}
    item.setdefault("namedRangeId", f"{free(numbers)}")
    if item["namedRangeId"] in ids:
        raise Refused(f"A named range with id {item['namedRangeId']} already exists.")
    _check_name(book, item)
    book.named.append(item)
    return {"addNamedRange": {"namedRange": item}}


def _check_name(book: Spreadsheet, item: Json) -> None:
    for other in book.named:
        if other["namedRangeId"] != item["namedRangeId"] and (
            other["name"].casefold() == item["name"].casefold()
        ):
            raise Refused(
                f"Cannot add named range with name: {item['name']} because a named range with that "
                "name already exists"
            )
    if "range" in item:
        book.box(item["range"])


def update_named_range(book: Spreadsheet, body: Json) -> Json:
    """Another name or range under the same id."""
    wanted = body["namedRange"]
    for number, item in enumerate(book.named):
        if item["namedRangeId"] == wanted.get("namedRangeId"):
            kept = {"namedRangeId": item["namedRangeId"]}
            new = overlay(item, wanted, parse(body["fields"])) | kept
            _check_name(book, new)
            book.named[number] = new
            return {}
    raise Refused(f"No named range with id: {wanted.get('namedRangeId')}")


def delete_named_range(book: Spreadsheet, body: Json) -> Json:
    """The name goes; formulas with it break."""
    kept = [item for item in book.named if item["namedRangeId"] != body["namedRangeId"]]
    if len(kept) == len(book.named):
        raise Refused(f"No named range with id: {body['namedRangeId']}")
    book.named = kept
    return {}


def add(book: Spreadsheet, sheet: Sheet, item: Json, *, where: str, key: str) -> Json:
    """Give an object its id, which no other of its kind may have, and put it on its tab."""
    taken = book.all_ids(where, key)
    new = item | {key: item.get(key, free(taken))}
    if new[key] in taken:
        raise Refused(f"{key} {new[key]} already exists.")
    getattr(sheet, where).append(new)
    return new


def add_protected_range(book: Spreadsheet, body: Json) -> Json:
    """A range or tab that warns, or that only its editors may change."""
    item = body["protectedRange"]
    if "range" not in item:
        raise NotModelled("addProtectedRange without a range")
    sheet, _box = book.box(item["range"])
    for area in item.get("unprotectedRanges", []):
        book.box(area, "unprotectedRanges")
    if item.get("warningOnly") and item.get("editors"):
        raise Refused("A warning only protected range cannot have editors.")
    new = add(book, sheet, item, where="protected", key="protectedRangeId")
    return {"addProtectedRange": {"protectedRange": new | {"requestingUserCanEdit": True}}}


def delete_protected_range(book: Spreadsheet, body: Json) -> Json:
    """A protection goes."""
    number = body.get("protectedRangeId")
    for sheet in book.sheets:
        for item in sheet.protected:
            if item["protectedRangeId"] == number:
                sheet.protected.remove(item)
                return {}
    raise Refused(f"No protected range with id: {number}")


def add_rule(book: Spreadsheet, body: Json) -> Json:
    """A conditional format before the one that has its index now."""
    rule, index = body["rule"], body.get("index", 0)
    for area in rule["ranges"]:
        book.box(area, "rule.ranges")
    sheet = book.sheet(rule["ranges"][0].get("sheetId", 0))
    for value in rule.get("booleanRule", {}).get("condition", {}).get("values", []):
        _own_tab(book, sheet, value.get("userEnteredValue", ""))
    if not 0 <= index <= len(sheet.rules):
        raise Refused(f"No conditional format on sheet: {sheet.id} at index: {index}")
    sheet.rules.insert(index, rule)
    return {}


def _own_tab(book: Spreadsheet, sheet: Sheet, formula: str) -> None:
    """Refuse a rule that looks at another tab, by a reference or by a name."""
    if not formula.startswith("="):
        return
    titles = {title for title in references.titles(formula) if title != sheet.title}
    words = references.names(formula)
    for item in book.named:
        area = item.get("range", {})
        if item["name"].casefold() in words and area.get("sheetId", 0) != sheet.id:
            titles.add(item["name"])
    if titles:
        raise Refused("Conditional format rule cannot reference a different sheet.")


def delete_rule(book: Spreadsheet, body: Json) -> Json:
    """The conditional format at an index; those after it move up."""
    sheet, index = book.sheet(body.get("sheetId", 0)), body.get("index", 0)
    if not 0 <= index < len(sheet.rules):
        raise Refused(f"No conditional format on sheet: {sheet.id} at index: {index}")
    return {"deleteConditionalFormatRule": {"rule": sheet.rules.pop(index)}}


def clear_basic_filter(book: Spreadsheet, body: Json) -> Json:
    """Take the filter of a tab away; nothing happens where there is none."""
    book.sheet(body.get("sheetId", 0)).filter = []
    return {}


def set_basic_filter(book: Spreadsheet, body: Json) -> Json:
    """The one filter of a tab, in place of what it has."""
    item = body["filter"]
    sheet, box = book.box(item.get("range", {}), "filter.range")
    for merge in sheet.merges:
        merged = book.box(merge)[1]
        if merged.overlaps(box) and merged.bottom - merged.top > 1:
            raise Refused("You can't create a filter over a range containing vertical merges.")
    whole = {
        "sheetId": sheet.id,
        "startRowIndex": box.top,
        "endRowIndex": box.bottom,
        "startColumnIndex": box.left,
        "endColumnIndex": box.right,
    }
    sheet.filter = [item | {"range": whole}]
    return {}


def add_chart(book: Spreadsheet, body: Json) -> Json:
    """A chart over the cells of a tab."""
    item = body["chart"]
    position = item["position"]
    if "overlayPosition" not in position:
        raise NotModelled("addChart with another than an overlayPosition")
    anchor = position["overlayPosition"]["anchorCell"]
    sheet = book.sheet(anchor.get("sheetId", 0))
    if anchor.get("rowIndex", 0) >= sheet.rows or anchor.get("columnIndex", 0) >= sheet.columns:
        raise Refused("position.overlayPosition.anchorCell is outside of the grid")
    _check_sources(book, item["spec"])
    new = add(book, sheet, item, where="charts", key="chartId")
    return {"addChart": {"chart": new}}


def _check_sources(book: Spreadsheet, value: Any) -> None:
    if isinstance(value, list):
        for item in value:
            _check_sources(book, item)
    elif isinstance(value, dict):
        for area in value.get("sources", []):
            box = book.box(area, "sources")[1]
            if min(box.bottom - box.top, box.right - box.left) != 1:
                raise Refused("sources must have exactly one dimension of length 1")
        for item in value.values():
            _check_sources(book, item)


def add_banding(book: Spreadsheet, body: Json) -> Json:
    """Alternating colours, where there are none yet."""
    item = body["bandedRange"]
    _complete("BandedRange", item)
    if not item.get("rowProperties") and not item.get("columnProperties"):
        raise Refused("At least one of rowProperties or columnProperties must be specified.")
    sheet, box = book.box(item["range"])
    if any(book.box(other["range"])[1].overlaps(box) for other in sheet.bandings):
        raise Refused(
            "You cannot add alternating background colors to a range that already has alternating "
            "background colors."
        )
    new = add(book, sheet, item, where="bandings", key="bandedRangeId")
    return {"addBanding": {"bandedRange": new}}


def create_metadata(book: Spreadsheet, body: Json) -> Json:
    """A note for programs, on the spreadsheet or on a tab."""
    item = dict(body["developerMetadata"])
    _complete("DeveloperMetadata", item)
    location = item["location"]
    if "dimensionRange" in location:
        _check_single(book, location["dimensionRange"])
    if "sheetId" in location:
        book.sheet(location["sheetId"])
    taken = {other["metadataId"] for other in book.metadata}
    item.setdefault("metadataId", free(taken))
    if item["metadataId"] in taken:
        raise Refused(f"Developer metadata with id {item['metadataId']} already exists.")
    kind = "SPREADSHEET" if location.get("spreadsheet") else "SHEET"
    if "dimensionRange" in location:
        kind = "ROW" if location["dimensionRange"]["dimension"] == "ROWS" else "COLUMN"
    item["location"] = location | {"locationType": kind}
    book.metadata.append(item)
    return {"createDeveloperMetadata": {"developerMetadata": item}}


def _check_single(book: Spreadsheet, area: Json) -> None:
    sheet = book.sheet(area.get("sheetId", 0))
    first = area.get("startIndex", 0)
    if area["endIndex"] - first != 1:
        raise Refused("Developer metadata can be on one row or one column only.")
    if area["endIndex"] > (sheet.rows if area["dimension"] == "ROWS" else sheet.columns):
        raise Refused("The dimension range of the developer metadata is outside of the grid.")


def delete_metadata(book: Spreadsheet, body: Json) -> Json:
    """The notes that a look-up by id, key or exact place finds; none is no error."""
    lookup = dict(body["dataFilter"].get("developerMetadataLookup", {}))
    exact = lookup.pop("locationMatchingStrategy", None) == "EXACT_LOCATION"
    place = lookup.pop("metadataLocation", {}).get("dimensionRange")
    known = {"metadataId", "metadataKey", "metadataValue"}
    if not lookup or not lookup.keys() <= known or exact != (place is not None):
        raise NotModelled(f"deleteDeveloperMetadata by {body['dataFilter']}")
    gone = [
        item
        for item in book.metadata
        if all(item.get(name) == value for name, value in lookup.items())
        and (place is None or _same_place(item["location"].get("dimensionRange"), place))
    ]
    book.metadata = [item for item in book.metadata if item not in gone]
    return {"deleteDeveloperMetadata": {"deletedDeveloperMetadata": gone} if gone else {}}


def _same_place(area: Json | None, other: Json) -> bool:
    keys = (("sheetId", 0), ("dimension", ""), ("startIndex", 0), ("endIndex", 0))
    return area is not None and all(
        area.get(key, nothing) == other.get(key, nothing) for key, nothing in keys
    )


def update_chart_spec(book: Spreadsheet, body: Json) -> Json:
    """Another chart in the place of one, under its id."""
    for sheet in book.sheets:
        for number, item in enumerate(sheet.charts):
            if item["chartId"] == body["chartId"]:
                _check_sources(book, body["spec"])
                sheet.charts[number] = item | {"spec": body["spec"]}
                return {}
    raise Refused(f"No chart with id: {body['chartId']}")


HANDLERS: dict[str, Callable[[Spreadsheet, Json], Json]] = {
    "addNamedRange": add_named_range,
    "updateNamedRange": update_named_range,
    "deleteNamedRange": delete_named_range,
    "addProtectedRange": add_protected_range,
    "deleteProtectedRange": delete_protected_range,
    "addConditionalFormatRule": add_rule,
    "deleteConditionalFormatRule": delete_rule,
    "setBasicFilter": set_basic_filter,
    "clearBasicFilter": clear_basic_filter,
    "addChart": add_chart,
    "updateChartSpec": update_chart_spec,
    "addBanding": add_banding,
    "createDeveloperMetadata": create_metadata,
    "deleteDeveloperMetadata": delete_metadata,
}
