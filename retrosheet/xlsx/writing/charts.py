"""Native charts: the numbers stay in the cells, so that they follow what people change."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from retrosheet.workbook.model import Style
from retrosheet.xlsx.writing.formats import FONT
from retrosheet.xlsx.writing.limits import RenderingError, clean, done

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook as Book

    from retrosheet.workbook.model import Chart, Series, Sheet
    from retrosheet.workbook.refs import Area
    from retrosheet.xlsx.writing.cells import Page

_KINDS = {
    "doughnut": {"type": "doughnut"},
    "bar": {"type": "bar"},
    "stacked_bar": {"type": "bar", "subtype": "stacked"},
    "column": {"type": "column"},
    "stacked_column": {"type": "column", "subtype": "stacked"},
}
_INK = Style().color
_GRID = {"color": "#E4E7EB", "width": 0.75}
_NONE = {"none": True}
_MOVES_WITH_CELLS = 2
_LOOKS_LIKE_A_REFERENCE = re.compile(r"=?[^!]+!\$?[A-Z]+\$?\d+")


def add_charts(book: Book, page: Page, sheet: Sheet, titles: frozenset[str]) -> None:
    """Insert the tab's charts; their areas may lie on any tab of ``titles``."""
    for chart in sheet.charts:
        drawn = book.add_chart(_KINDS[chart.kind])
        for series in chart.series:
            drawn.add_series(_series(chart, series, titles))
        drawn.set_title(
            {"name": _text(chart.title), "name_font": _font(11, bold=True), "overlay": False}
            if chart.title
            else _NONE
        )
        side = "right" if chart.kind == "doughnut" else "bottom"
        drawn.set_legend({"position": side, "font": _font(9)} if chart.legend else _NONE)
        drawn.set_chartarea({"border": _NONE, "fill": _NONE})
        drawn.set_plotarea({"border": _NONE, "fill": _NONE} | _place(chart))
        drawn.set_size({"width": chart.width, "height": chart.height})
        # The numbers may stand in columns that are folded away.
        drawn.show_hidden_data()
        if chart.kind == "doughnut":
            drawn.set_hole_size(62)
        else:
            _draw_axes(drawn, chart)
        options = {
            "object_position": _MOVES_WITH_CELLS,
            "description": clean(chart.description or chart.title),
        }
        done(page.insert_chart(chart.row, chart.column, drawn, options), f"the chart {chart.title}")


def _place(chart: Chart) -> dict[str, Any]:
    """Where the bars stand within the chart, where that is said."""
    if chart.drawn is None:
        return {}
    left = chart.names or 0.01
    return {"layout": {"x": left, "y": 0.0, "width": 0.95 - left, "height": chart.drawn}}


def _series(chart: Chart, series: Series, titles: frozenset[str]) -> dict[str, Any]:
    wanted: dict[str, Any] = {
        "name": _text(series.name),
        "categories": _range(series.categories, titles),
        "values": _range(series.values, titles),
        "border": {"color": "#FFFFFF", "width": 1.25} if chart.kind == "doughnut" else _NONE,
    }
    cells = series.values.rows * (series.values.last_column - series.values.first_column + 1)
    if len(series.colors) == 1:
        wanted["fill"] = {"color": series.colors[0]}
    elif len(series.colors) == cells:
        wanted["points"] = [
            {"fill": {"color": color}, "border": wanted["border"]} for color in series.colors
        ]
    else:
        raise RenderingError(f"{len(series.colors)} colours for {cells} points of {chart.title!r}")
    if series.labels:
        wanted["data_labels"] = _labels(chart, series)
    if chart.kind != "doughnut":
        wanted["gap"] = 45
    return wanted


def _labels(chart: Chart, series: Series) -> dict[str, Any]:
    """The values as labels: beside bars and columns, within what is stacked or a ring."""
    labels: dict[str, Any] = {"value": True, "font": _font(9)}
    if chart.kind not in {"bar", "column"}:
        fonts = [_font(9, color=_ink_on(color)) for color in series.colors]
        labels["font"] = fonts[0]
        if len(fonts) > 1:
            labels["custom"] = [{"font": font} for font in fonts]
    if chart.number_format:
        labels["num_format"] = chart.number_format
    return labels


def _ink_on(color: str) -> str:
    """White or the ordinary ink, whichever reads better on ``color`` (by WCAG's luminance)."""
    red, green, blue = (int(color[start : start + 2], 16) / 255 for start in (1, 3, 5))
    luminance = 0.2126 * red**2.2 + 0.7152 * green**2.2 + 0.0722 * blue**2.2
    return _INK if luminance > 0.22 else "#FFFFFF"


def _draw_axes(drawn: Any, chart: Chart) -> None:
    categories: dict[str, Any] = {
        "num_font": _font(9),
        "line": {"color": "#CBD2D9"},
        "major_tick_mark": "none",
        "major_gridlines": {"visible": False},
    }
    if chart.drawn is not None and not chart.names:
        categories["visible"] = False
    values: dict[str, Any] = {
        "num_font": _font(9),
        "line": _NONE,
        "major_tick_mark": "none",
        "major_gridlines": {"visible": True, "line": _GRID},
        "min": 0,
    }
    if all(series.labels for series in chart.series):
        # Each bar says its number: the scale would only say it again.
        values |= {"visible": False, "major_gridlines": {"visible": False}}
    if chart.number_format:
        values["num_format"] = chart.number_format
    if chart.maximum is not None:
        values["max"] = chart.maximum
    if chart.kind in {"bar", "stacked_bar"}:
        # Bars are drawn upwards from the axis: reversed, the first category is on top, and the
        # values stay at the foot as they cross at the last one.
        drawn.set_y_axis(categories | {"reverse": True, "crossing": "max"})
        drawn.set_x_axis(values)
    else:
        drawn.set_x_axis(categories)
        drawn.set_y_axis(values)


def _range(area: Area, titles: frozenset[str]) -> str:
    if area.title not in titles:
        raise RenderingError(f"A chart draws the tab {area.title!r}, which does not exist")
    return f"={area.ref}"


def _text(text: str) -> str:
    """A title or name: one that reads like ``Go!B2`` would become a reference to that cell."""
    text = clean(text)
    if _LOOKS_LIKE_A_REFERENCE.match(text):
        return text.replace("!", "!\u200b")
    return text


def _font(size: int, *, bold: bool = False, color: str = _INK) -> dict[str, Any]:
    return {"name": FONT, "size": size, "bold": bold, "color": color}
