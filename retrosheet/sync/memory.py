"""The tool's own tab: what the last sync wrote, read back, and what this one will write.

Single values stand on top, a row a task below them, and to the right of both the log: one row for
each verdict that came or went; then what reminders and calendars remember (``told``). A second
sync of the same day with nothing new gives the same rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.alerts import OVER
from retrosheet.sync.cells import Keyed
from retrosheet.sync.first_plan import move_rows
from retrosheet.sync.own_cells import day_in, number_in, serial, text_in
from retrosheet.sync.remembered import Remembered, Summary, Transition
from retrosheet.sync.sayings import last_sync
from retrosheet.sync.told import entry_rows, told_rows
from retrosheet.workbook.sync_tab import (
    COLUMNS,
    ENTRIES_COLUMN,
    LOG,
    LOG_COLUMN,
    LONGEST_LOG,
    MOVES_COLUMN,
    READ,
    READ_COLUMN,
    SAME,
    SCALARS,
    TOLD_COLUMN,
)
from retrosheet.workbook.tables import EMPTY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.sync.findings import Findings
    from retrosheet.sync.snapshot import Snapshot, TaskState
    from retrosheet.workbook.tables import Table, Value


def read_remembered(table: Table) -> Mapping[str, Remembered]:
    """What the last sync wrote about each task; empty before the first one."""
    keyed = Keyed(table)
    found: dict[str, Remembered] = {}
    if not keyed.at.keys() >= set(COLUMNS):
        return found
    for row in range(1, len(table.rows)):
        cells = {key: keyed.cell(row, key) for key in COLUMNS}
        if not text_in(cells["id"]):
            continue
        status = int(number_in(cells["status"]))
        found[text_in(cells["id"])] = Remembered(
            verdict=text_in(cells["verdict"]),
            message=text_in(cells["message"]),
            days=int(number_in(cells["days"])),
            first_late=day_in(cells["first_late"]),
            status=status or None,
            progress=number_in(cells["progress"]),
            changed=day_in(cells["changed"]),
            due=day_in(cells["due"]),
            forecast=day_in(cells["forecast"]),
        )
    return found


def read_summary(table: Table | None) -> Summary:
    cells = {text_in(row[0]): row[1] for row in (table.rows if table else ()) if len(row) > 1}
    synced, launch, forecast = (
        day_in(cells[key]) if key in cells else None for key in ("synced", "launch", "forecast")
    )
    return Summary(synced, launch, forecast, text_in(cells.get("campaign", EMPTY)))


def read_log(table: Table | None) -> tuple[Transition, ...]:
    """The log, oldest first; ``table`` is what stands under ``rs_sync_log``."""
    found = []
    for row in range(1, len(table.rows) if table else 0):
        assert table is not None
        # a reader ends a row with its last cell that holds something
        day, *texts = (table.cell(row, column) for column in range(len(LOG)))
        when = day_in(day)
        if when is not None:
            task_id, before, after = map(text_in, texts)
            found.append(Transition(when, task_id, before, after))
    return tuple(found)


def rows(
    snapshot: Snapshot, findings: Findings, first_row: int, *, heard: bool = True
) -> tuple[tuple[Value, ...], ...]:
    """The whole content of the tool's tab; ``first_row`` is that of the table's header.

    ``heard`` where the workbook has a place for what was understood of its lines.
    """
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
        "campaign": snapshot.summary.campaign or None,
    }
    table: list[list[Value]] = [list(COLUMNS)]
    table += [_row(line, snapshot, findings, heard=heard) for line in snapshot.lines]
    log: list[list[Value]] = [list(LOG)]
    log += [
        [serial(entry.day), entry.id, entry.before, entry.after]
        for entry in (*snapshot.log, *findings.changes)[-LONGEST_LOG:]
    ]
    lists: tuple[tuple[int, list[list[Value]]], ...] = (
        (0, table),
        (LOG_COLUMN, log),
        (TOLD_COLUMN, told_rows(snapshot.told)),
        (ENTRIES_COLUMN, entry_rows(snapshot.entries)),
        *([(READ_COLUMN, _heard_rows(snapshot))] if heard else ()),
        *([(MOVES_COLUMN, move_rows(snapshot, findings.today))] if snapshot.baseline else ()),
    )
    grid: list[list[Value]] = [[] for _ in range(first_row + max(len(held) for _, held in lists))]
    for row, key in enumerate(SCALARS):
        grid[row] = [key, scalars[key]]
    for column, held in lists:
        for number, content in enumerate(held, first_row):
            if not content:
                continue
            grid[number].extend([None] * (column - len(grid[number])))
            grid[number].extend(content)
    return tuple(tuple(cells) for cells in grid)


def _heard_rows(snapshot: Snapshot) -> list[list[Value]]:
    """What was understood of the lines' texts, in the order of the engine, which nobody sorts."""
    rows: list[list[Value]] = [list(READ)]
    for line in sorted(snapshot.lines, key=lambda line: line.place):
        if line.heard:
            rows.extend([] for _ in range(len(rows), line.place + 2))
            row: list[Value] = [None] * len(READ)
            for text in line.heard:
                at = READ.index(f"{text.key}_typed")
                row[at : at + 2] = [SAME + text.typed, text.read]
            rows[line.place + 1] = row
    return rows


def verdict_of(line: TaskState, findings: Findings, *, heard: bool) -> tuple[str, str]:
    """What the plan looks up about a task: the verdict, and the words for its alert cell.

    An older workbook, without ``heard``, has no formulas for what is at risk: sync says it there.
    """
    flag = findings.flags[line.task.id]
    if flag in OVER:
        return (flag if heard else "done"), ""
    verdict = findings.verdicts.get(line.task.id)
    kind, short = (verdict.kind, verdict.short) if verdict else ("", "")
    return kind, findings.notes.get(line.task.id, "") if heard else short


def _row(line: TaskState, snapshot: Snapshot, findings: Findings, *, heard: bool) -> list[Value]:
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
        *verdict_of(line, findings, heard=heard),
        float(verdict.days) if verdict else 0.0,
        serial(first_late) if first_late else None,
        float(line.status or 0),
        progress,
        serial(changed),
        serial(due),
        serial(findings.forecasts[line.task.id]),
    ]
