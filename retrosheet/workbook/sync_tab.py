"""The tool's own tab: where its single values, its table, its log and its two memories stand.

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
SCALARS = (
    "synced",
    "today",
    "launch",
    "forecast",
    "slip",
    "late",
    "risk",
    "blocked",
    "said",
    "campaign",
)
"""The single values, in the first rows: when, how launch looks, how many, and all of it said.

``campaign`` is what tells this campaign from all others in mailboxes and calendars, drawn by the
first run that needs it.
"""
HEADER_ROW = 11
LOG = ("log_day", "log_id", "log_before", "log_after")
"""The columns of the log, to the right of the table: one row for each verdict that came or went."""
LOG_COLUMN = len(COLUMNS) + 2
LONGEST_LOG = 2000
TOLD = (
    "told_via",
    "told_who",
    "told_what",
    "told_step",
    "told_due",
    "told_day",
    "told_message",
    "told_state",
)
"""The columns of what reminders have said: one row for each thing that somebody was told."""
TOLD_COLUMN = LOG_COLUMN + len(LOG) + 1
ENTRIES = (
    "entry_id",
    "entry_sequence",
    "entry_print",
    "entry_day",
    "entry_state",
    "entry_due",
    "entry_title",
    "entry_owner",
    "entry_former",
)
"""The columns of what calendars hold: one row for each task that was ever in one."""
ENTRIES_COLUMN = TOLD_COLUMN + len(TOLD) + 1
MOST_REMEMBERED = 2000
"""The rows that each of the two memories has room for."""
READ_CELLS = ("status", "progress", "duration", "offset", "margin", "imposed", "actual_end")
"""The cells of a row in which people may type a text that sync understands and a formula not."""
READ = tuple(f"{key}_{part}" for key in READ_CELLS for part in ("typed", "read"))
"""To the right of all lists, a row a line of the engine: such a text behind ``SAME``, and the
number that it means. It counts for the formulas as long as the cell says the same."""
READ_COLUMN = ENTRIES_COLUMN + len(ENTRIES) + 1
SAME = ": "
MOVES = ("moved_day", "moved_launch")
"""Behind it: each launch day that a sync saw anew since the first plan, and the day of the sync."""
MOVES_COLUMN = READ_COLUMN + len(READ) + 1
MOST_MOVES = 200
_SPARE = 20


def table(title: str, lines: int) -> Area:
    """The table's header and one row a line, with room for lines that people add."""
    return Area(title, HEADER_ROW, 0, HEADER_ROW + 1 + 2 * lines + _SPARE, len(COLUMNS) - 1)


def summary(title: str) -> Area:
    """The single values of the last sync, each behind its key."""
    return Area(title, 0, 0, len(SCALARS) - 1, 1)


def log(title: str) -> Area:
    """Day, ID, and the verdicts before and after."""
    return _beside(title, LOG_COLUMN, len(LOG), LONGEST_LOG)


def told(title: str) -> Area:
    """What reminders have said, and to whom."""
    return _beside(title, TOLD_COLUMN, len(TOLD), MOST_REMEMBERED)


def entries(title: str) -> Area:
    """What calendars hold."""
    return _beside(title, ENTRIES_COLUMN, len(ENTRIES), MOST_REMEMBERED)


def moves(title: str) -> Area:
    """Where launch day has been since the first plan."""
    return _beside(title, MOVES_COLUMN, len(MOVES), MOST_MOVES)


def _beside(title: str, column: int, width: int, rows: int) -> Area:
    """A list to the right of the table, with its header in the same row."""
    return Area(title, HEADER_ROW, column, HEADER_ROW + rows + _SPARE, column + width - 1)


def read(title: str, lines: int) -> Area:
    """What sync understood of cells that no formula can read, a row a line of the engine."""
    return table(title, lines)._replace(
        first_column=READ_COLUMN, last_column=READ_COLUMN + len(READ) - 1
    )
