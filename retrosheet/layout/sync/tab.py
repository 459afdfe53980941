"""The hidden tab that belongs to ``retrosheet sync`` alone, empty until its first run.

Single values on top (when, forecast, counts), then one row a task ID: the verdict, what to say
about it, since when; to the right the log, what reminders and calendars remember, what was
understood of cells that no formula can read, and where launch day has been. The plan and the
dashboard look things up here; people never write here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.palette import HIDDEN_KEY
from retrosheet.workbook import sync_tab
from retrosheet.workbook.baseline import MOVES_NAME
from retrosheet.workbook.model import Name, Sheet

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame


def lay_out(frame: Frame) -> Sheet:
    sheet = Sheet("sync", frame.titles["sync"], hidden=True, protected=True)
    for row, key in enumerate(sync_tab.SCALARS):
        sheet.put(row, 0, key, HIDDEN_KEY)
    table = frame.sync.table
    for column, key in enumerate(sync_tab.COLUMNS):
        sheet.put(table.first_row, column, key, HIDDEN_KEY)
    for column, key in enumerate(sync_tab.READ, sync_tab.READ_COLUMN):
        sheet.put(table.first_row, column, key, HIDDEN_KEY)
    for column, key in enumerate(sync_tab.MOVES, sync_tab.MOVES_COLUMN):
        sheet.put(table.first_row, column, key, HIDDEN_KEY)
    sheet.names.append(Name(MOVES_NAME, frame.sync.moves))
    return sheet
