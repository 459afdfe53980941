"""What the plan's own formulas show of each row, after a sync: dates, flag and alert.

The rules are those of the formulas in ``layout.plan.lines`` and ``layout.engine.live``, in the same
order; a test holds the two equal. What people typed is read as the formulas read it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.alerts import ALERTS, GRAVITY, OVER
from retrosheet.errors import InvalidInput
from retrosheet.sync.assess import flag_of
from retrosheet.sync.cells import Keyed, plan_of, shown
from retrosheet.sync.memory import verdict_of
from retrosheet.sync.own_cells import serial
from retrosheet.sync.readers import CALCULATED, HEARD
from retrosheet.sync.reading import read_snapshot
from retrosheet.workbook.tables import CellAddress

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.schedule import ScheduledTask
    from retrosheet.schedule.verdict import Outlook
    from retrosheet.sync.findings import Findings
    from retrosheet.sync.snapshot import Snapshot, TaskState
    from retrosheet.workbook.tables import Cell, Table, Value

_DATES = ("start", "due", "work_end", "float", "slip", "kind")
HEARD_NAME = "rs_sync_read"
"""The defined name of what sync read of lines; workbooks of earlier versions have none."""
_DAY = dt.timedelta(days=1)


class Looked(NamedTuple):
    """A cell of the plan with a formula that looks at the tool's tab, and what it shows now."""

    place: CellAddress
    id: str
    key: str
    cell: Cell
    after: Value


@dataclass(frozen=True, eq=False, repr=False)
class Live:
    """The plan's rows as their formulas show them once the findings are written."""

    tables: Mapping[str, Table]
    meant: Snapshot
    findings: Findings

    def cells(self) -> Iterator[Looked]:
        """The flag and the alert of every row, from the top; typed-over ones are left out."""
        for row in range(2, len(self._plan.table.rows)):
            yield from self._row(row)

    @cached_property
    def at_risk(self) -> int:
        """How many tasks the dashboard counts as at risk.

        An older one counts rows, also those that have not begun in time.
        """
        if not self._heard:
            flags = (self._flag_shown(row) for row in range(2, len(self._plan.table.rows)))
            return sum(flag in ("risk", "late_start") for flag in flags)
        if self._read is None:
            return 0
        placed = (self._placed(key) for key in self._lines)
        return sum(self._outlook.timely(each) == "risk" for each in placed)

    @cached_property
    def _plan(self) -> Keyed:
        return plan_of(self.tables)

    @property
    def _heard(self) -> bool:
        """Whether the workbook's formulas take lines as sync reads them."""
        return HEARD_NAME in self.tables

    @cached_property
    def _read(self) -> Snapshot | None:
        """The workbook as its formulas read it; None where they cannot read launch day."""
        if self.meant.formulas_agree:
            return self.meant
        lines = HEARD if self._heard else CALCULATED
        try:
            return read_snapshot(self.tables, reader=CALCULATED, lines_reader=lines)
        except InvalidInput:
            return None

    @cached_property
    def _outlook(self) -> Outlook:
        assert self._read is not None
        return self._read.outlook(self._today)

    def _placed(self, key: str) -> ScheduledTask:
        return self._outlook.schedule.by_id[self._lines[key].task.id]

    @cached_property
    def _lines(self) -> Mapping[str, TaskState]:
        return {line.task.id.casefold(): line for line in self._read.lines} if self._read else {}

    @cached_property
    def _said(self) -> Mapping[str, str]:
        return {
            line.task.id.casefold(): verdict_of(line, self.findings, heard=self._heard)[1]
            for line in self.meant.lines
        }

    @property
    def _today(self) -> dt.date:
        assert self._read is not None
        return self._read.today or self.findings.today

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        """Each row's ID as a formula looks it up; "" where the row shows nothing.

        Of rows with one ID the first is followed. The others show nothing, except in workbooks of
        earlier versions, whose rows have no numbers.
        """
        lines, cell = self._lines, self._plan.cell
        ids = [
            str(cell(row, "id").value or "").casefold() for row in range(len(self._plan.table.rows))
        ]
        first = {key: row for row, key in reversed([*enumerate(ids)])}
        follows_all = "order" not in self._plan.at
        return tuple(
            key
            if key in lines and shown(cell(row, "title")) and (follows_all or first[key] == row)
            else ""
            for row, key in enumerate(ids)
        )

    @cached_property
    def _flags(self) -> tuple[str, ...]:
        """What the flag's formula shows on each row, even where somebody typed over it."""
        return tuple(self._flag(key) for key in self._keys)

    def _row(self, row: int) -> Iterator[Looked]:
        key = self._keys[row]
        shown: dict[str, Value] = {"alert": self._alert(row, key), "flag": self._flags[row]}
        if self._heard:
            shown |= self._dates(key) if key else dict.fromkeys(_DATES, "")
            shown |= self._of_parts(key) if key else {}
            shown |= self._understood(key)
        for column, value in shown.items():
            cell = self._plan.cell(row, column)
            if cell.formula:
                table = self._plan.table
                at = CellAddress(table.title, table.row + row, table.column + self._plan.at[column])
                name = self._lines[key].task.id if key else ""
                yield Looked(at, name, column, cell, value)

    def _dates(self, key: str) -> dict[str, Value]:
        """Where a task lies, by what sync has heard; what is cancelled lies nowhere."""
        placed, task = self._placed(key), self._lines[key].task
        drawn = "w" if task.incompressible else "c" if placed.critical else "o"
        kind = "m" if task.kind == "milestone" else drawn
        if task.split and not self._outlook.parts.get(task.id):
            return {**dict.fromkeys(_DATES, ""), "kind": kind}
        if self._lines[key].cancelled:
            return {**dict.fromkeys(_DATES, ""), "kind": kind}
        if task.split:
            kind = "s"
        over = self._flags_of(key) in OVER or task.split
        return {
            "start": serial(placed.start),
            "due": serial(placed.due),
            "work_end": serial(placed.work_end),
            "float": "" if over else float(placed.float),
            "slip": self._slip(placed),
            "kind": kind,
        }

    def _understood(self, key: str) -> dict[str, Value]:
        """The code of a status that sync has heard, and that the row's mark looks at."""
        line = self._meant.get(key)
        told = line is not None and any(one.key == "status" for one in line.heard)
        return {"status_code": float(line.status)} if told and line and line.status else {}

    @cached_property
    def _meant(self) -> Mapping[str, TaskState]:
        return {line.task.id.casefold(): line for line in self.meant.lines}

    def _of_parts(self, key: str) -> dict[str, Value]:
        """What the row of a task that is split shows of its parts."""
        task = self._lines[key].task
        assert self._read is not None
        if not task.split or task.id not in self._read.made_split:
            return {}
        state, alive = self._outlook.state(task.id), bool(self._outlook.parts.get(task.id))
        words = {code: word for word, code in reversed([*self._read.status_words.items()])}
        return {
            "status": words.get(state, ""),
            "progress": self._outlook.share(task.id) if alive else "",
            "duration": float(self._outlook.length(task.id)) if alive else "",
        }

    def _slip(self, placed: ScheduledTask) -> Value:
        """Working days from the due date as first planned to the one of now."""
        assert self._read is not None
        baseline = self._read.baseline
        first = baseline.of(placed.task.id) if baseline else None
        return float(self._read.calendar.distance(first.due, placed.due)) if first else ""

    def _flags_of(self, key: str) -> str:
        return flag_of(self._lines[key], self._outlook)

    def _flag_shown(self, row: int) -> str:
        cell = self._plan.cell(row, "flag")
        return self._flags[row] if cell.formula else str(cell.value or "")

    def _flag(self, key: str) -> str:
        if not key:
            return ""
        flag = self._flags_of(key)
        return "done" if flag in OVER and not self._heard else flag

    def _alert(self, row: int, key: str) -> str:
        if not key:
            return ""
        flag, placed = self._flag_shown(row), self._placed(key)
        if flag not in OVER and (snag := self._lines[key].snag):
            return snag
        if flag in ("late", "risk"):
            return self._words(flag, self._days_over(flag, key, placed))
        if flag in GRAVITY[:-1]:
            return self._words(flag)
        if said := self._said.get(key, ""):
            return said
        return self._soon(row, key) if flag == "soon" else ""

    def _days_over(self, flag: str, key: str, placed: ScheduledTask) -> int:
        """Working days by which the work is late, or will be; 0 where somebody typed the flag."""
        if self._flag(key) in OVER:
            return 0
        until = self._today if flag == "late" else self._outlook.ends[placed.task.id]
        days = self._outlook.calendar.working_days(placed.due + _DAY, until)
        return max(1, days) if until > placed.due else 0

    def _soon(self, row: int, key: str) -> str:
        """In how many days; from the date that stands on the row, if somebody typed one there."""
        cell = self._plan.cell(row, "due")
        if cell.formula and self._lines[key].cancelled:
            return ""
        days: float = (self._placed(key).due - self._today).days
        if not cell.formula:
            if not isinstance(cell.value, float):
                return ""
            days = cell.value - serial(self._today)
        return self._words("soon", days) if days else self._words("today")

    def _words(self, key: str, days: float = 0) -> str:
        return ALERTS[key].to(self.meant.lang).format(days=f"{days:.15g}")
