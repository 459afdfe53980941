"""Who has which role: the settings' list, and how other cells of the workbook refer to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.learning.texts import cleaned
from retrosheet.sync.cells import blank, shown
from retrosheet.workbook.refs import row_looked_at

if TYPE_CHECKING:
    from retrosheet.workbook.tables import Cell, Table


class Team:
    """The roles by their titles, in the order of the list, then those found elsewhere."""

    def __init__(self, table: Table | None) -> None:
        self.titles: list[str] = []
        self._by_row: dict[int, str] = {}
        self._by_label: dict[str, str] = {}
        for index in range(1, len(table.rows) if table else 0):
            assert table is not None
            title = cleaned(shown(table.cell(index, 0)))
            person = cleaned(shown(table.cell(index, 1)))
            name = title or person
            if not name:
                continue
            self._by_row[table.row + index] = self._add(name)
            for label in filter(None, (title, person)):
                self._by_label.setdefault(label.casefold(), name)

    def role(self, cell: Cell) -> str:
        """The role in a cell that follows the list, or that somebody typed; "" for nobody.

        A name that the list does not have becomes a role of its own.
        """
        if cell.formula:
            row = row_looked_at(cell.formula)
            found = self._by_row.get(row) if row is not None else None
            if found:
                return found
        if blank(cell):
            return ""
        label = cleaned(shown(cell))
        return self._by_label.get(label.casefold()) or (self._add(label) if label else "")

    def _add(self, name: str) -> str:
        known = self._by_label.setdefault(name.casefold(), name)
        if known not in self.titles:
            self.titles.append(known)
        return known
