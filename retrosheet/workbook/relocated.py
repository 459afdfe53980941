"""A description whose cells stand elsewhere: rows and columns in another order, tabs renamed.

So a workbook laid out afresh takes the places that people gave to its tabs, columns and rows.
References follow, those of rules and checks included; one to several cells covers them all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from retrosheet.workbook.model import Cell, Column, Merge, Row
from retrosheet.workbook.refs import Area, column_letters, column_number, quoted_title

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.workbook.model import Chart, Print, Rule, Sheet, Validation, Workbook

_REFERENCE = re.compile(
    r"""(?P<text>"(?:[^"]|"")*")
    |(?P<tab>(?:'(?:[^']|'')+'|(?<![\w.])[^\W\d][\w.]*)!)?
     (?<![\w.$])(?P<a1>\$?)(?P<c1>[A-Z]{1,3})(?P<d1>\$?)(?P<r1>[1-9][0-9]*)
     (?::(?P<a2>\$?)(?P<c2>[A-Z]{1,3})(?P<d2>\$?)(?P<r2>[1-9][0-9]*))?(?![\w.(!])""",
    re.VERBOSE,
)


@dataclass(frozen=True)
class Relocation:
    """Where a tab's title, rows and columns are to be; what is not named stays where it is."""

    title: str
    rows: Mapping[int, int] = field(default_factory=dict)
    columns: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def still(self) -> bool:
        return not self.rows and not self.columns

    def row(self, row: int) -> int:
        return self.rows.get(row, row)

    def column(self, column: int) -> int:
        return self.columns.get(column, column)

    def span(self, first: int, last: int, moved: Mapping[int, int]) -> tuple[int, int]:
        """The places from the first to the last of those that a run of them has now."""
        if not moved:
            return first, last
        key = (first, last, id(moved))
        if key not in self._spans:
            found = [moved.get(one, one) for one in range(first, last + 1)]
            self._spans[key] = min(found), max(found)
        return self._spans[key]

    @cached_property
    def _spans(self) -> dict[tuple[int, int, int], tuple[int, int]]:
        return {}

    def area(self, area: Area) -> Area:
        top, bottom = self.span(area.first_row, area.last_row, self.rows)
        left, right = self.span(area.first_column, area.last_column, self.columns)
        return Area(self.title, top, left, bottom, right)


def relocated(workbook: Workbook, places: Mapping[str, Relocation]) -> Workbook:
    """The workbook with each tab where ``places`` puts it, by the titles that the tabs have now."""
    moving = _Moving(places)
    return replace(
        workbook,
        sheets=tuple(moving.sheet(sheet) for sheet in workbook.sheets),
        names=tuple(name._replace(area=moving.area(name.area)) for name in workbook.names),
    )


class _Moving:
    def __init__(self, places: Mapping[str, Relocation]) -> None:
        self.places = places
        self._going = {
            title: title.replace("'", "''")
            for title, place in places.items()
            if not place.still or place.title != title
        }
        """The tabs of which something moves, and how a formula elsewhere names them."""

    def place(self, title: str) -> Relocation:
        return self.places.get(title) or Relocation(title)

    def area(self, area: Area) -> Area:
        return self.place(area.title).area(area)

    def sheet(self, sheet: Sheet) -> Sheet:
        place = self.place(sheet.title)
        printing: Print = sheet.printing
        if printing.area:
            there = place.area(Area(sheet.title, *printing.area))
            printing = printing._replace(area=there[1:])
        if printing.repeat:
            printing = printing._replace(repeat=place.span(*printing.repeat, place.rows))
        freeze = sheet.freeze and (place.row(sheet.freeze[0]), place.column(sheet.freeze[1]))
        return replace(
            sheet,
            title=place.title,
            freeze=freeze,
            cells=[self._cell(cell, sheet.title, place) for cell in sheet.cells],
            columns=[one for column in sheet.columns for one in _columns(column, place)],
            rows=[Row(place.row(row.row), row.height, row.hidden) for row in sheet.rows],
            merges=[Merge(*place.area(Area(sheet.title, *merge))[1:]) for merge in sheet.merges],
            rules=[self._rule(rule, place) for rule in sheet.rules],
            validations=[self._check(check) for check in sheet.validations],
            charts=[self._chart(chart, place) for chart in sheet.charts],
            filter=self.area(sheet.filter) if sheet.filter else None,
            printing=printing,
            names=[name._replace(area=self.area(name.area)) for name in sheet.names],
        )

    def _cell(self, cell: Cell, home: str, place: Relocation) -> Cell:
        formula = self.formula(cell.formula, home) if cell.formula else ""
        return cell._replace(
            row=place.row(cell.row), column=place.column(cell.column), formula=formula
        )

    def _rule(self, rule: Rule, place: Relocation) -> Rule:
        area = place.area(rule.area)
        shift = area.first_row - rule.area.first_row, area.first_column - rule.area.first_column
        return rule._replace(area=area, formula=self.formula(rule.formula, rule.area.title, shift))

    def _check(self, check: Validation) -> Validation:
        source = self.area(check.source) if isinstance(check.source, Area) else check.source
        return check._replace(area=self.area(check.area), source=source)

    def _chart(self, chart: Chart, place: Relocation) -> Chart:
        series = tuple(
            one._replace(categories=self.area(one.categories), values=self.area(one.values))
            for one in chart.series
        )
        row, column = place.row(chart.row), place.column(chart.column)
        return chart._replace(series=series, row=row, column=column)

    def formula(self, formula: str, home: str, shift: tuple[int, int] | None = None) -> str:
        """A formula on the tab ``home``; what is relative in a rule keeps its distance: ``shift``
        is how far the first cell of the rule went."""
        if home not in self._going and not any(map(formula.__contains__, self._going.values())):
            return formula

        def followed(match: re.Match[str]) -> str:
            if match["text"]:
                return match[0]
            named = match["tab"]
            title = home if named is None else named[:-1].strip("'").replace("''", "'")
            place = self.places.get(title)
            if place is None:
                return match[0]
            prefix = "" if named is None else f"{quoted_title(place.title)}!"
            if place.still:
                return prefix + match[0][len(named or "") :]
            first = column_number(match["c1"]), int(match["r1"]) - 1
            last = (column_number(match["c2"]), int(match["r2"]) - 1) if match["c2"] else first
            columns = place.span(first[0], last[0], place.columns)
            rows = place.span(first[1], last[1], place.rows)
            if shift is not None and named is None:
                # a single reference of a rule looks along the row or the column of its cell
                if not match["d1"]:
                    rows = first[1] + shift[0], last[1] + shift[0]
                if not match["a1"]:
                    columns = first[0] + shift[1], last[0] + shift[1]
            said = f"{match['a1']}{column_letters(columns[0])}{match['d1']}{rows[0] + 1}"
            if match["c2"]:
                end = f"{match['a2']}{column_letters(columns[1])}{match['d2']}{rows[1] + 1}"
                said = f"{said}:{end}"
            return prefix + said

        return _REFERENCE.sub(followed, formula)


def _columns(column: Column, place: Relocation) -> list[Column]:
    """The widths of a run of columns, one by one where they have moved."""
    if not place.columns:
        return [column]
    return [
        column._replace(first=place.column(one), last=place.column(one))
        for one in range(column.first, column.last + 1)
    ]
