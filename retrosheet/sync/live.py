"""What the plan's own formulas show: the flag and the alert of each row, after a sync.

The rules are those of the formulas in ``layout.plan_lines`` and ``layout.engine_live``, in the same
order; a test holds the two equal. What people typed is read as the formulas read it.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.alerts import ALERTS
from retrosheet.errors import InvalidInput
from retrosheet.statuses import BLOCKED
from retrosheet.sync.cells import Keyed, shown
from retrosheet.sync.forecast import is_begun, is_done
from retrosheet.sync.memory import verdict_of
from retrosheet.sync.readers import CALCULATED
from retrosheet.sync.reading import read_snapshot
from retrosheet.sync.tables import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.schedule import Placed
    from retrosheet.sync.findings import Findings
    from retrosheet.sync.snapshot import Line, Snapshot
    from retrosheet.sync.tables import Cell, Table, Value

_DAY = dt.timedelta(days=1)
_EPOCH = dt.date(1899, 12, 30)


class Looked(NamedTuple):
    """A cell of the plan with a formula that looks at the tool's tab, and what it shows now."""

    place: Place
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
        """How many rows the dashboard counts as at risk: by forecast, or not begun in time."""
        return sum(
            1
            for row in range(2, len(self._plan.table.rows))
            if self._flag_shown(row) in ("risk", "late_start")
        )

    @cached_property
    def _plan(self) -> Keyed:
        return Keyed(self.tables["rs_plan"])

    @cached_property
    def _read(self) -> Snapshot | None:
        """The workbook as its formulas read it; None where they cannot read launch day."""
        if self.meant.formulas_agree:
            return self.meant
        try:
            return read_snapshot(self.tables, reader=CALCULATED)
        except InvalidInput:
            return None

    def _placed(self, key: str) -> Placed:
        assert self._read is not None
        return self._read.schedule.by_id[self._lines[key].task.id]

    @cached_property
    def _lines(self) -> Mapping[str, Line]:
        return {line.task.id.casefold(): line for line in self._read.lines} if self._read else {}

    @cached_property
    def _said(self) -> Mapping[str, tuple[str, str]]:
        return {
            line.task.id.casefold(): verdict_of(line, self.findings) for line in self.meant.lines
        }

    @property
    def _today(self) -> dt.date:
        assert self._read is not None
        return self._read.today or self.findings.today

    @cached_property
    def _keys(self) -> tuple[str, ...]:
        """Each row's ID as a formula looks it up; "" where the row shows nothing."""
        lines, cell = self._lines, self._plan.cell
        ids = (
            (row, str(cell(row, "id").value or "").casefold())
            for row in range(len(self._plan.table.rows))
        )
        return tuple(key if key in lines and shown(cell(row, "title")) else "" for row, key in ids)

    @cached_property
    def _flags(self) -> tuple[str, ...]:
        """What the flag's formula shows on each row, even where somebody typed over it."""
        return tuple(self._flag(key) for key in self._keys)

    def _row(self, row: int) -> Iterator[Looked]:
        key = self._keys[row]
        for column, value in (("alert", self._alert(row, key)), ("flag", self._flags[row])):
            cell = self._plan.cell(row, column)
            if cell.formula:
                table = self._plan.table
                at = Place(table.title, table.row + row, table.column + self._plan.at[column])
                name = self._lines[key].task.id if key else ""
                yield Looked(at, name, column, cell, value)

    def _flag_shown(self, row: int) -> str:
        cell = self._plan.cell(row, "flag")
        return self._flags[row] if cell.formula else str(cell.value or "")

    def _flag(self, key: str) -> str:
        if not key:
            return ""
        live = self._live_flag(key)
        if live in ("done", "late", "blocked") or self._said.get(key, ("", ""))[0] != "risk":
            return live
        return "risk"

    def _live_flag(self, key: str) -> str:
        line = self._lines[key]
        placed = self._placed(key)
        if is_done(line):
            return "done"
        if placed.due < self._today:
            return "late"
        if line.status == BLOCKED:
            return "blocked"
        if not is_begun(line) and placed.start < self._today:
            return "late_start"
        assert self._read is not None
        return "soon" if (placed.due - self._today).days <= self._read.soon_days else ""

    def _alert(self, row: int, key: str) -> str:
        if not key:
            return ""
        assert self._read is not None
        flag, placed = self._flag_shown(row), self._placed(key)
        said = self._said.get(key, ("", ""))[1]
        if flag == "done":
            return self._words("done")
        if flag == "late":
            days = 0
            if placed.due < self._today and not is_done(self._lines[key]):
                worked = self._read.calendar.working_days(placed.due + _DAY, self._today)
                days = max(1, worked)
            return self._words("late", days)
        if said:
            return said
        if flag == "blocked":
            return self._words("blocked")
        if placed.conflict:
            return self._words("conflict")
        if flag == "late_start":
            return self._words("late_start")
        return self._soon(row, placed.due) if flag == "soon" else ""

    def _soon(self, row: int, due: dt.date) -> str:
        """In how many days; from the date that stands on the row, if somebody typed one there."""
        cell = self._plan.cell(row, "due")
        days: float = (due - self._today).days
        if not cell.formula:
            if not isinstance(cell.value, float):
                return ""
            days = cell.value - (self._today - _EPOCH).days
        return self._words("soon", days) if days else self._words("today")

    def _words(self, key: str, days: float = 0) -> str:
        return ALERTS[key].to(self.meant.lang).format(days=f"{days:.15g}")
