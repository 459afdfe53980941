"""Where everything stands on the tab of ``retrosheet sync``, as other tabs look it up."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrosheet.layout.outline import Outline
from retrosheet.workbook import sync_tab
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from retrosheet.workbook.refs import Area


@dataclass(frozen=True)
class SyncPlaces:
    """The geometry of the tool's own tab. All rows and columns count from 0."""

    outline: Outline

    @property
    def table(self) -> Area:
        return sync_tab.table(self.outline.titles["sync"], len(self.outline.lines))

    @property
    def summary(self) -> Area:
        return sync_tab.summary(self.outline.titles["sync"])

    @property
    def log(self) -> Area:
        return sync_tab.log(self.outline.titles["sync"])

    @property
    def told(self) -> Area:
        return sync_tab.told(self.outline.titles["sync"])

    @property
    def entries(self) -> Area:
        return sync_tab.entries(self.outline.titles["sync"])

    @property
    def read(self) -> Area:
        return sync_tab.read(self.outline.titles["sync"], len(self.outline.lines))

    @property
    def moves(self) -> Area:
        """Launch days as sync saw them, and the day of each sync."""
        return sync_tab.moves(self.outline.titles["sync"])

    def read_cell(self, key: str, place: int) -> str:
        """What sync read of a line, by its place in the engine from 0, for use on another tab."""
        row, column = self.read.first_row + 1 + place, self.read.first_column
        return f"_sync!{cell_ref(row, column + sync_tab.READ.index(key), col_abs=True)}"

    def read_column(self, key: str) -> Area:
        """The same for all lines."""
        area = self.read
        return area.column(sync_tab.READ.index(key))._replace(
            first_row=area.first_row + 1, last_row=area.first_row + len(self.outline.lines)
        )

    def range(self, key: str) -> Area:
        return self.table.column(sync_tab.COLUMNS.index(key))

    def scalar(self, key: str) -> str:
        row = sync_tab.SCALARS.index(key)
        return f"_sync!{cell_ref(row, 1, row_abs=True, col_abs=True)}"
