"""Native charts: the numbers stay in the cells, so that they follow what people change.

A series has its name from the cell above its values. Where that cell says something else, the
chart reads a copy in hidden columns on the right, under the names that the description gives, and
in its number format. A ring is drawn as bars: the colours of its slices could not be set.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from retrosheet.google.drawing.colors import WHITE, color
from retrosheet.google.drawing.formats import FONT, HIDING
from retrosheet.google.drawing.limits import RenderingError, clean
from retrosheet.workbook.model import Cell, Column, Style
from retrosheet.workbook.refs import cell_ref, quoted_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.google.drawing.tabs import Request, Tab, Tabs
    from retrosheet.workbook.model import Chart, Series, Sheet, Value, Workbook
    from retrosheet.workbook.refs import Area

CHARTS = 1_000_000
"""Ids of charts are counted from here, a thousand a tab."""

_KINDS = {
    "bar": ("BAR", False),
    "stacked_bar": ("BAR", True),
    "column": ("COLUMN", False),
    "stacked_column": ("COLUMN", True),
}
_INK = Style().color
_COPY_WIDTH = 8.43


def with_named_series(workbook: Workbook) -> Workbook:
    """The workbook, whose charts find the names of their series above the values; else copies."""
    heads = {
        (series.values.title, series.values.first_row - 1, series.values.first_column)
        for sheet in workbook.sheets
        for chart in sheet.charts
        for series in chart.series
    }
    tabs = {title for title, _, _ in heads}
    named = {
        place: cell.value
        for sheet in workbook.sheets
        if sheet.title in tabs
        for cell in sheet.cells
        if not cell.formula and (place := (sheet.title, cell.row, cell.column)) in heads
    }
    return replace(workbook, sheets=tuple(_with_names(sheet, named) for sheet in workbook.sheets))


def _with_names(sheet: Sheet, named: Mapping[tuple[str, int, int], Value]) -> Sheet:
    if not sheet.charts:
        return sheet
    ends = [cell.column for cell in sheet.cells] + [column.last for column in sheet.columns]
    ends += [merge.last_column for merge in sheet.merges]
    first = column = max(ends, default=-1) + 1
    cells, charts = list(sheet.cells), []
    for chart in sheet.charts:
        if _needs_names(chart) and not _has_names(chart, named):
            chart, copies = _copied(chart, sheet, column)  # noqa: PLW2901
            cells += copies
            column += len(chart.series) + 1
        charts.append(chart)
    columns = list(sheet.columns)
    if column > first:
        columns.append(Column(first, column - 1, _COPY_WIDTH, hidden=True))
    return replace(sheet, cells=cells, charts=charts, columns=columns)


def charts(tab: Tab, tabs: Tabs) -> Iterator[Request]:
    """The charts of the tab; their areas may lie on any tab."""
    for number, chart in enumerate(tab.sheet.charts):
        spec: dict[str, Any] = {
            "fontName": FONT,
            "hiddenDimensionStrategy": "SHOW_ALL",
            "backgroundColorStyle": color(WHITE),
        }
        if chart.title:
            spec["title"] = clean(chart.title)
        if heard := chart.description or chart.title:
            spec["altText"] = clean(heard)
        if chart.title:
            spec["titleTextFormat"] = _font(11) | {"bold": True}
        drawable = _unrolled(chart) if chart.kind == "doughnut" else chart
        if drawable.kind not in _KINDS:
            raise RenderingError(f"There is no chart of the kind {chart.kind!r}")
        spec["basicChart"] = _bars(drawable, tabs)
        position = {
            "anchorCell": {"sheetId": tab.id, "rowIndex": chart.row, "columnIndex": chart.column},
            "widthPixels": chart.width,
            "heightPixels": chart.height,
        }
        drawn = {
            "chartId": CHARTS + 1000 * tab.id + number,
            "spec": spec,
            "position": {"overlayPosition": position},
            "border": {"colorStyle": color(WHITE)},
        }
        yield {"addChart": {"chart": drawn}}


def _needs_names(chart: Chart) -> bool:
    return chart.kind != "doughnut" and (chart.legend or len(chart.series) > 1)


def _has_names(chart: Chart, named: Mapping[tuple[str, int, int], Value]) -> bool:
    return all(
        series.values.first_row == series.categories.first_row > 0
        and series.name == named.get((values.title, values.first_row - 1, values.first_column))
        for series in chart.series
        for values in (series.values,)
    )


def _copied(chart: Chart, sheet: Sheet, column: int) -> tuple[Chart, list[Cell]]:
    """The chart over copies of its numbers from ``column`` on, and the cells of those copies."""
    categories = chart.series[0].categories
    top = max(1, categories.first_row)
    areas = [_line(categories), *(_line(series.values) for series in chart.series)]
    numbers = Style(number_format=_numbers(chart))
    cells = []
    for number, (area, name) in enumerate(
        zip(areas, ("", *(series.name for series in chart.series)), strict=True)
    ):
        if name:
            cells.append(Cell(top - 1, column + number, clean(name)))
        tab = "" if area.title == sheet.title else f"{quoted_title(area.title)}!"
        for row in range(area.rows):
            source = f"{tab}{cell_ref(area.first_row + row, area.first_column)}"
            formula = f'=IF({source}="","",{source})'
            style = numbers if name else None
            cells.append(Cell(top + row, column + number, "", style, formula))

    def copy(number: int) -> Area:
        return sheet.area(top, column + number, top + categories.rows - 1, column + number)

    series = tuple(
        one._replace(categories=copy(0), values=copy(number))
        for number, one in enumerate(chart.series, 1)
    )
    return chart._replace(series=series), cells


def _numbers(chart: Chart) -> str:
    """The number format of copies, which the axis follows; it cannot be hidden, so it is short."""
    if chart.number_format != HIDING:
        return chart.number_format
    return "0%" if chart.maximum == 1 else ""


def _bars(chart: Chart, tabs: Tabs) -> dict[str, Any]:
    kind, stacked = _KINDS[chart.kind]
    named = _needs_names(chart)
    values = "BOTTOM_AXIS" if kind == "BAR" else "LEFT_AXIS"
    window: dict[str, Any] = {"viewWindowMode": "EXPLICIT", "viewWindowMin": 0}
    if chart.maximum is not None:
        window["viewWindowMax"] = chart.maximum
    spec: dict[str, Any] = {
        "chartType": kind,
        "legendPosition": "BOTTOM_LEGEND" if chart.legend else "NO_LEGEND",
        "axis": [{"position": values, "viewWindowOptions": window}],
        "domains": [{"domain": _data(chart.series[0].categories, tabs, named)}],
        "series": [
            _series(chart, series, tabs, named) | {"targetAxis": values} for series in chart.series
        ],
        "headerCount": 1 if named else 0,
    }
    if stacked:
        spec["stackedType"] = "STACKED"
    return spec


def _series(chart: Chart, series: Series, tabs: Tabs, named: bool) -> dict[str, Any]:
    if series.values.rows != chart.series[0].categories.rows:
        raise RenderingError(f"{chart.title!r} has more names or more values in one series")
    wanted: dict[str, Any] = {"series": _data(series.values, tabs, named)}
    if len(series.colors) == 1:
        wanted["colorStyle"] = color(series.colors[0])
    elif len(series.colors) == series.values.rows:
        wanted["styleOverrides"] = [
            {"index": index, "colorStyle": color(one)} for index, one in enumerate(series.colors)
        ]
    else:
        points = series.values.rows
        raise RenderingError(f"{len(series.colors)} colours for {points} points of {chart.title!r}")
    if series.labels:
        inside = _KINDS[chart.kind][1]
        ink = _ink_on(series.colors[0]) if inside else _INK
        wanted["dataLabel"] = {
            "type": "DATA",
            "placement": "CENTER" if inside else "OUTSIDE_END",
            "textFormat": _font(9, ink),
        }
    return wanted


def _unrolled(chart: Chart) -> Chart:
    """A ring as bars, one a slice in its colour, each with its number.

    Google colours the slices of a ring as it likes; beside a legend in cells they would lie.
    """
    if len(chart.series) != 1:
        raise RenderingError(f"Google Sheets draws one ring, not {len(chart.series)}")
    (series,) = chart.series
    return chart._replace(kind="bar", legend=False, series=(series._replace(labels=True),))


def _data(area: Area, tabs: Tabs, named: bool) -> dict[str, Any]:
    """A column of cells; with the name above it where it is ``named``."""
    area = _line(area)
    if named:
        area = area._replace(first_row=area.first_row - 1)
    return {"sourceRange": {"sources": [tabs.range(area, "What a chart draws")]}}


def _line(area: Area) -> Area:
    if area.first_column != area.last_column:
        raise RenderingError(f"A chart draws {area.ref}, which is more than one column")
    return area


def _ink_on(fill: str) -> str:
    """White or the ordinary ink, whichever reads better on ``fill`` (by WCAG's luminance)."""
    red, green, blue = (int(fill[start : start + 2], 16) / 255 for start in (1, 3, 5))
    luminance = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return _INK if luminance > 0.22 else WHITE


def _font(size: int, ink: str = _INK) -> dict[str, Any]:
    return {"fontFamily": FONT, "fontSize": size, "foregroundColorStyle": color(ink)}
