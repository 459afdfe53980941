"""The tool's own tab: what the last sync wrote, read back, and what this one will write.

Single values stand on top, a row a task below them, and to the right of both the log: one row for
each verdict that came or went. A second sync of the same day with nothing new gives the same rows.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.sync import typed
from retrosheet.sync.forecast import is_done
from retrosheet.sync.sayings import last_sync
from retrosheet.sync.snapshot import Remembered, Summary, Transition
from retrosheet.workbook.sync_tab import COLUMNS, LOG, LOG_COLUMN, LONGEST_LOG, SCALARS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.sync.findings import Findings
    from retrosheet.sync.snapshot import Line, Snapshot
    from retrosheet.sync.tables import Cell, Table, Value

_EPOCH = dt.date(1899, 12, 30)


def serial(day: dt.date) -> float:
    return float((day - _EPOCH).days)


def _day(cell: Cell) -> dt.date | None:
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, float | int) or not typed.in_range(value):
        return None
    return _EPOCH + dt.timedelta(days=int(value))


def _text(cell: Cell) -> str:
    return "" if cell.value is None else str(cell.value)


def _number(cell: Cell) -> float:
    value = cell.value
    return float(value) if isinstance(value, float | int) and not isinstance(value, bool) else 0.0


def _columns(table: Table) -> dict[str, int]:
    header = table.rows[0] if table.rows else ()
    return {str(cell.value): column for column, cell in enumerate(header) if cell.value}


def read_remembered(table: Table) -> Mapping[str, Remembered]:
    """What the last sync wrote about each task; empty before the first one."""
    at = _columns(table)
    found: dict[str, Remembered] = {}
    for row in range(1, len(table.rows)):
        cells = {key: table.cell(row, at[key]) for key in COLUMNS if key in at}
        if len(cells) < len(COLUMNS) or not _text(cells["id"]):
            continue
        status = int(_number(cells["status"]))
        found[_text(cells["id"])] = Remembered(
            verdict=_text(cells["verdict"]),
            message=_text(cells["message"]),
            days=int(_number(cells["days"])),
            first_late=_day(cells["first_late"]),
            status=status or None,
            progress=_number(cells["progress"]),
            changed=_day(cells["changed"]),
            due=_day(cells["due"]),
            forecast=_day(cells["forecast"]),
        )
    return found


def read_summary(table: Table | None) -> Summary:
    cells = {_text(row[0]): row[1] for row in (table.rows if table else ()) if len(row) > 1}
    synced, launch, forecast = (
        _day(cells[key]) if key in cells else None for key in ("synced", "launch", "forecast")
    )
    return Summary(synced, launch, forecast)


def read_log(table: Table | None) -> tuple[Transition, ...]:
    """The log, oldest first; ``table`` is what stands under ``rs_sync_log``."""
    found = []
    for row in range(1, len(table.rows) if table else 0):
        assert table is not None
        # a reader ends a row with its last cell that holds something
        day, *texts = (table.cell(row, column) for column in range(len(LOG)))
        when = _day(day)
        if when is not None:
            task_id, before, after = map(_text, texts)
            found.append(Transition(when, task_id, before, after))
    return tuple(found)


def rows(snapshot: Snapshot, findings: Findings, first_row: int) -> tuple[tuple[Value, ...], ...]:
    """The whole content of the tool's tab; ``first_row`` is that of the table's header."""
    counts = findings.counts()
    scalars: dict[str, Value] = {
        "synced": serial(findings.today),
        "today": serial(findings.today),
        "launch": serial(findings.launch),
        "forecast": serial(findings.forecast_launch),
        "slip": float(findings.slip),
        "late": float(counts["late"]),
        "risk": float(counts["risk"]),
        "blocked": float(counts["blocked"]),
        "said": last_sync(findings, snapshot.lang),
    }
    height = first_row + 1 + len(snapshot.lines)
    log = (*snapshot.log, *findings.changes)[-LONGEST_LOG:]
    grid: list[list[Value]] = [[] for _ in range(max(height, first_row + 1 + len(log)))]
    for row, key in enumerate(SCALARS):
        grid[row] = [key, scalars[key]]
    grid[first_row] = list(COLUMNS)
    for number, line in enumerate(snapshot.lines, first_row + 1):
        grid[number] = _row(line, snapshot, findings)
    for number, entry in enumerate((None, *log), first_row):
        content: list[Value] = (
            list(LOG) if entry is None else [serial(entry.day), entry.id, entry.before, entry.after]
        )
        grid[number].extend([None] * (LOG_COLUMN - len(grid[number])))
        grid[number].extend(content)
    return tuple(tuple(cells) for cells in grid)


def verdict_of(line: Line, findings: Findings) -> tuple[str, str]:
    """What the plan looks up about a task: the verdict, and the words for its alert cell."""
    if is_done(line):
        return "done", ""
    verdict = findings.verdicts.get(line.task.id)
    return (verdict.kind, verdict.short) if verdict else ("", "")


def _row(line: Line, snapshot: Snapshot, findings: Findings) -> list[Value]:
    before = snapshot.remembered.get(line.task.id)
    verdict = findings.verdicts.get(line.task.id)
    progress = line.progress or 0.0
    same = before is not None and (before.status, before.progress) == (line.status, progress)
    changed = before.changed if before is not None and same and before.changed else findings.today
    late = verdict is not None and verdict.kind == "late"
    first_late = None
    if late:
        first_late = (before.first_late if before else None) or findings.today
    due = findings.dues[line.task.id]
    return [
        line.task.id,
        *verdict_of(line, findings),
        float(verdict.days) if verdict else 0.0,
        serial(first_late) if first_late else None,
        float(line.status or 0),
        progress,
        serial(changed),
        serial(due),
        serial(findings.forecasts[line.task.id]),
    ]
