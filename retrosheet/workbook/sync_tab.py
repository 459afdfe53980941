"""The tool's own tab: where its single values, its table and its log stand.

The workbook's formulas look things up in these places; sync fills them, and nothing else.
"""

from __future__ import annotations

from retrosheet.workbook.refs import Area

COLUMNS = (
    "id",
    "verdict",
    "message",
    "days",
    "first_late",
    "status",
    "progress",
    "changed",
    "due",
    "forecast",
)
"""The columns of the table, under these keys in its first row; one row a task below it."""
SCALARS = ("synced", "today", "launch", "forecast", "slip", "late", "risk", "blocked", "said")
"""The single values, in the first rows: when, how launch looks, how many, and all of it said."""
HEADER_ROW = 11
LOG = ("log_day", "log_id", "log_before", "log_after")
"""The columns of the log, to the right of the table: one row for each verdict that came or went."""
LOG_COLUMN = len(COLUMNS) + 2
LONGEST_LOG = 2000
_SPARE = 20


def table(title: str, lines: int) -> Area:
    """The table's header and one row a line, with room for lines that people add."""
    return Area(title, HEADER_ROW, 0, HEADER_ROW + 1 + 2 * lines + _SPARE, len(COLUMNS) - 1)


def summary(title: str) -> Area:
    """The single values of the last sync, each behind its key."""
    return Area(title, 0, 0, len(SCALARS) - 1, 1)


def log(title: str) -> Area:
    """Day, ID, and the verdicts before and after."""
    last = HEADER_ROW + LONGEST_LOG + _SPARE
    return Area(title, HEADER_ROW, LOG_COLUMN, last, LOG_COLUMN + len(LOG) - 1)
