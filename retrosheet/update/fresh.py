"""A workbook laid out afresh, as an update looks things up in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.workbook.plan_tab import BESIDE, PAGE

if TYPE_CHECKING:
    from retrosheet.workbook.model import Cell, Sheet, Workbook


class Fresh:
    """Its tabs, its names, and the plan's lines and columns."""

    def __init__(self, workbook: Workbook) -> None:
        self.workbook = workbook
        self.names = {name.name: name.area for name in workbook.names}
        self.sheets = {sheet.key: sheet for sheet in workbook.sheets}
        plan, area = self.sheets["plan"], self.names["rs_plan"]
        self.key_row, self.sentinel = area.first_row, area.last_row
        self.cells: dict[tuple[int, int], Cell] = {
            (cell.row, cell.column): cell for cell in plan.cells
        }
        self.columns = {
            str(cell.value): cell.column
            for cell in plan.cells
            if cell.row == self.key_row and cell.value and cell.column <= area.last_column
        }
        ids, titles = self.columns["id"], self.columns["title"]
        self.lines: dict[str, int] = {}
        self.spare: list[str] = []
        for row in range(self.key_row + 2, self.sentinel):
            line_id = str(self.cells[row, ids].value)
            self.lines[line_id] = row
            if not self.cells[row, titles].value:
                self.spare.append(line_id)
        self.gantt = self.names[f"{PAGE}plan"].last_column + 1
        self.days = self.names[BESIDE].first_column - self.gantt

    def sheet_of(self, title: str) -> Sheet:
        return next(sheet for sheet in self.workbook.sheets if sheet.title == title)
