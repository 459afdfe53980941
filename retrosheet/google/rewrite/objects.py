"""What lies on the cells of a tab: names, warnings, filters, charts, folds, merged cells, sizes.

Ours are replaced where they are not as they are to be; people's stay. What Google moves along with
rows and columns is worked out first, so that nothing is sent that is there already.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrosheet.google.drawing import charts as drawn_charts
from retrosheet.google.drawing import sheets
from retrosheet.google.rewrite.cells import moved_box
from retrosheet.google.rewrite.look import boxes, grid_range
from retrosheet.workbook.moves import Moves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.google.drawing.tabs import Request, Tabs
    from retrosheet.google.rewrite.cells import Ground
    from retrosheet.google.rewrite.look import Box, Look
    from retrosheet.workbook.model import Workbook

Json = dict[str, Any]

_OWN_IDS = 1_000
"""A tab has so many ids of each kind of object; beyond this tab id Google chooses them."""


def named_ranges(
    workbook: Workbook, made: Tabs, look: Look, moves: Mapping[int, Moves]
) -> Iterator[Request]:
    """The names that are missing, or lead elsewhere."""
    for name, area in workbook.names:
        wanted = made.range(area, name)
        there = look.names.get(name)
        if there is None:
            yield {"addNamedRange": {"namedRange": {"name": name, "range": wanted}}}
        elif _moved(there.get("range"), moves) != wanted:
            new = {"namedRangeId": there["namedRangeId"], "range": wanted}
            yield {"updateNamedRange": {"namedRange": new, "fields": "range"}}


def _moved(area: Json | None, moves: Mapping[int, Moves]) -> Json | None:
    """A GridRange as Google moves it along."""
    if area is None:
        return None
    sheet_id = int(area.get("sheetId", 0))
    box = moved_box(boxes([area])[0], moves.get(sheet_id, Moves()))
    if box is None:
        return None
    return grid_range(sheet_id, box)


def warnings(ground: Ground) -> Iterator[Request]:
    """Our warnings in the place of those that are there, unless they are the same."""
    wanted = [one["addProtectedRange"]["protectedRange"] for one in sheets.protections(ground.tab)]
    look = ground.look
    if look is not None:
        said = {one.get("description") for one in wanted} | {look.title, ground.tab.sheet.title}
        first = sheets.PROTECTIONS + _OWN_IDS * ground.tab.id
        ours = [
            one
            for one in look.protections
            if one.get("warningOnly")
            and (
                one.get("description") in said
                or first <= one.get("protectedRangeId", -1) < first + _OWN_IDS
            )
        ]
        there = [
            (one.get("description", ""), moved_box(boxes([one.get("range", {})])[0], ground.moves))
            for one in ours
        ]
        if sorted(there, key=repr) == sorted(
            ((one["description"], boxes([one["range"]])[0]) for one in wanted), key=repr
        ):
            return
        for one in ours:
            yield {"deleteProtectedRange": {"protectedRangeId": one["protectedRangeId"]}}
    for one in wanted:
        yield {
            "addProtectedRange": {"protectedRange": _without_id(one, "protectedRangeId", ground)}
        }


def _without_id(item: Json, key: str, ground: Ground) -> Json:
    """An object whose id Google chooses where ours would be too large."""
    if ground.tab.id < _OWN_IDS:
        return item
    return {name: value for name, value in item.items() if name != key}


def filters(ground: Ground) -> Iterator[Request]:
    """The filter over the new extent with what people have filtered, and views for new people."""
    look = ground.look
    for request in sheets.filters(ground.tab):
        wanted = request["setBasicFilter"]["filter"]
        if look is None:
            yield request
        elif look.filter is not None:
            there = moved_box(boxes([look.filter.get("range", {})])[0], ground.moves)
            if there != boxes([wanted["range"]])[0]:
                yield {"setBasicFilter": {"filter": look.filter | wanted}}
    titles = {str(view.get("title", "")) for view in look.views} if look else set()
    taken = {int(view.get("filterViewId", 0)) for view in look.views} if look else set()
    for request in sheets.views(ground.tab):
        view = _without_id(request["addFilterView"]["filter"], "filterViewId", ground)
        if view["title"] in titles:
            continue
        while view.get("filterViewId") in taken:
            view = view | {"filterViewId": view["filterViewId"] + 1}
        taken.add(view.get("filterViewId", 0))
        yield {"addFilterView": {"filter": view}}


def charts(ground: Ground, made: Tabs) -> Iterator[Request]:
    """Our charts, drawn anew where they draw something else; people's sizes and places stay."""
    there = {int(one["chartId"]): one for one in ground.look.charts} if ground.look else {}
    for request in drawn_charts.charts(ground.tab, made):
        chart = request["addChart"]["chart"]
        found = there.pop(chart["chartId"], None) or _like(chart, there)
        if found is None:
            yield {"addChart": {"chart": _without_id(chart, "chartId", ground)}}
        elif _draws(found["spec"]) != _draws(chart["spec"]):
            yield {"updateChartSpec": {"chartId": found["chartId"], "spec": chart["spec"]}}


def _like(chart: Json, there: dict[int, Json]) -> Json | None:
    """Our chart by what it is called, in a sheet that was not made through the API."""
    title = chart["spec"].get("title") or chart["spec"].get("altText")
    for number, one in there.items():
        if title and title in {one.get("spec", {}).get(key) for key in ("title", "altText")}:
            return there.pop(number)
    return None


def _draws(spec: Json) -> Any:
    """What a chart shows: its texts, and the cells that it draws."""
    found: list[Box] = []

    def look(value: Any) -> None:
        if isinstance(value, dict):
            found.extend(boxes(value.get("sources", ())))
            for name, item in value.items():
                if name != "sources":
                    look(item)
        elif isinstance(value, list):
            for item in value:
                look(item)

    look(spec.get("basicChart", {}))
    return spec.get("title", ""), spec.get("altText", ""), found


def groups(ground: Ground) -> Iterator[Request]:
    """The folds that are missing."""
    spans: list[tuple[int, int]] = []
    for group in ground.look.groups if ground.look else ():
        area = group.get("range", {})
        first, last = int(area.get("startIndex", 0)), int(area.get("endIndex", 1)) - 1
        moved = ground.moves.columns.span(first, last)
        if moved is not None:
            spans.append(moved)
    for request in sheets.groups(ground.tab):
        area = (
            next(iter(request.values())).get("range")
            or request["updateDimensionGroup"]["dimensionGroup"]["range"]
        )
        first, last = area["startIndex"], area["endIndex"] - 1
        if not any(begin <= last and first <= end for begin, end in spans):
            yield request


def unmerging(ground: Ground) -> list[Request]:
    """What is no longer to be one cell, or would meet what is to be one now."""
    wanted = _merges(ground)
    return [
        {"unmergeCells": {"range": ground.tab.range(box)}}
        for box in _merged_there(ground)
        if box not in wanted and (any(_meet(box, other) for other in wanted) or _hides(box, ground))
    ]


def _hides(box: Box, ground: Ground) -> bool:
    """Whether cells that are one would hide one of ours that says something."""
    return any(
        (cell.formula or cell.value not in (None, ""))
        and (cell.row, cell.column) != box[:2]
        and _meet(box, (cell.row, cell.column, cell.row, cell.column))
        for cell in ground.tab.sheet.cells
    )


def merging(ground: Ground) -> list[Request]:
    there = set(_merged_there(ground))
    return [
        request
        for request in sheets.merges(ground.tab)
        if boxes([request["mergeCells"]["range"]])[0] not in there
    ]


def _merges(ground: Ground) -> set[Box]:
    return {boxes([one["mergeCells"]["range"]])[0] for one in sheets.merges(ground.tab)}


def _merged_there(ground: Ground) -> Iterator[Box]:
    for box in boxes(ground.look.merges) if ground.look else ():
        moved = moved_box(box, ground.moves)
        if moved is not None:
            yield moved


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def sizes(ground: Ground, made: Tabs) -> Iterator[Request]:
    """The heights and widths of what is new."""
    if ground.look is None:
        yield from sheets.sizes(ground.tab, made)
        return
    new_rows = ground.new_rows | {row for row, _ in ground.anew}
    new_columns = ground.new_columns
    for row in ground.tab.sheet.rows:
        if row.row in new_rows:
            yield sheets.row_height(ground.tab, row)
    for column in ground.tab.sheet.columns:
        for number in range(column.first, column.last + 1):
            if number in new_columns:
                yield sheets.column_width(ground.tab, column, number, number)
