"""The numbers that charts draw: copies on the hidden engine tab, each series under its name.

Programs leave hidden columns out of a chart, OnlyOffice always, LibreOffice once Excel has saved
the file; a hidden tab they draw. And Google Sheets takes the name of a series from the cell above.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.layout import number_formats
from retrosheet.layout.palette import HIDDEN_KEY
from retrosheet.workbook.model import Cell, Style
from retrosheet.workbook.refs import Area, cell_ref, quoted_title

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Chart, Sheet, Value

_PLAIN = Style(size=9)


class _Source(NamedTuple):
    """The tabs' values by title, row and column."""

    values: Mapping[tuple[str, int, int], Value]

    def copied(self, area: Area, row: int, column: int, style: Style) -> list[Cell]:
        """The cells of an area of one column, again from ``row`` on; an empty one stays empty."""
        cells = []
        for number in range(area.rows):
            at = area.first_row + number, area.first_column
            source = f"{quoted_title(area.title)}!{cell_ref(*at)}"
            text = f'=IF({source}="","",{source})'
            value = self.values.get((area.title, *at), "")
            cells.append(Cell(row + number, column, "" if value is None else value, style, text))
        return cells


def gathered(sheets: Sequence[Sheet], frame: Frame) -> tuple[Sheet, ...]:
    """The tabs, their charts drawing copies that stand on the engine's tab behind all else."""
    drawn = {series_area.title for sheet in sheets for series_area in _areas(sheet)}
    source = _Source(
        {
            (sheet.title, cell.row, cell.column): cell.value
            for sheet in sheets
            if sheet.title in drawn
            for cell in sheet.cells
        }
    )
    column = 2 + max(
        cell.column for sheet in sheets if sheet.key == "engine" for cell in sheet.cells
    )
    copies: list[Cell] = []
    found = []
    for sheet in sheets:
        charts = []
        for chart in sheet.charts:
            moved, cells = _moved(chart, source, frame, column)
            charts.append(moved)
            copies += cells
            column += len(chart.series) + 2
        found.append(replace(sheet, charts=charts) if charts else sheet)
    return tuple(
        replace(sheet, cells=sheet.cells + copies) if sheet.key == "engine" else sheet
        for sheet in found
    )


def _areas(sheet: Sheet) -> list[Area]:
    return [
        area
        for chart in sheet.charts
        for series in chart.series
        for area in (series.categories, series.values)
    ]


def _moved(chart: Chart, source: _Source, frame: Frame, column: int) -> tuple[Chart, list[Cell]]:
    """The chart over its copies from ``column`` on, and their cells: categories, then series."""
    top = frame.engine.first_row
    categories = chart.series[0].categories
    cells = source.copied(categories, top, column, _PLAIN)
    style = _PLAIN._replace(number_format=_numbers(chart, frame))

    def area(place: int) -> Area:
        return frame.area("engine", top, place, top + categories.rows - 1, place)

    series = []
    for place, one in enumerate(chart.series, column + 1):
        cells.append(Cell(top - 1, place, one.name, HIDDEN_KEY))
        cells += source.copied(one.values, top, place, style)
        series.append(one._replace(categories=area(column), values=area(place)))
    return chart._replace(series=tuple(series)), cells


def _numbers(chart: Chart, frame: Frame) -> str:
    """The number format of the copies, which an axis follows that has none of its own."""
    if chart.number_format != number_formats.HIDDEN:
        return chart.number_format
    return number_formats.share(frame.lang) if chart.maximum == 1 else ""
