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
class SyncPlaces(Outline):
    """The geometry of the tool's own tab. All rows and columns count from 0."""

    @property
    def sync_table(self) -> Area:
        return sync_tab.table(self.titles["sync"], len(self.lines))

    @property
    def sync_summary(self) -> Area:
        return sync_tab.summary(self.titles["sync"])

    @property
    def sync_log(self) -> Area:
        return sync_tab.log(self.titles["sync"])

    @property
    def told(self) -> Area:
        return sync_tab.told(self.titles["sync"])

    @property
    def entries(self) -> Area:
        return sync_tab.entries(self.titles["sync"])

    @property
    def sync_read(self) -> Area:
        return sync_tab.read(self.titles["sync"], len(self.lines))

    @property
    def sync_moves(self) -> Area:
        """Launch days as sync saw them, and the day of each sync."""
        return sync_tab.moves(self.titles["sync"])

    def read_cell(self, key: str, place: int) -> str:
        """What sync read of a line, by its place in the engine from 0, for use on another tab."""
        row, column = self.sync_read.first_row + 1 + place, self.sync_read.first_column
        return f"_sync!{cell_ref(row, column + sync_tab.READ.index(key), col_abs=True)}"

    def read_column(self, key: str) -> Area:
        """The same for all lines."""
        area = self.sync_read
        return area.column(sync_tab.READ.index(key))._replace(
            first_row=area.first_row + 1, last_row=area.first_row + len(self.lines)
        )

    def sync_range(self, key: str) -> Area:
        return self.sync_table.column(sync_tab.COLUMNS.index(key))

    def sync_scalar(self, key: str) -> str:
        row = sync_tab.SCALARS.index(key)
        return f"_sync!{cell_ref(row, 1, row_abs=True, col_abs=True)}"
