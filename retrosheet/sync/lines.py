"""The plan's lines as people typed them: every row from the top, cell by cell.

What cannot be read is a doubt, and what the archetype says counts in its place.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from math import ceil, floor
from operator import itemgetter
from typing import TYPE_CHECKING, TypeVar

from retrosheet.archetype.terms import needs_text
from retrosheet.language import Lang, date_text, offset_text
from retrosheet.layout.plan.columns import TYPED
from retrosheet.owners import owners
from retrosheet.statuses import TODO
from retrosheet.sync import typed
from retrosheet.sync.cells import (
    Keyed,
    blank,
    closes,
    heading_row,
    numbers_of,
    shown,
    uncalculated,
)
from retrosheet.sync.followed_needs import TypedNeeds
from retrosheet.sync.own_cells import serial
from retrosheet.sync.snapshot import Doubt, DoubtKind, Heard, TaskState
from retrosheet.workbook.sync_tab import READ_CELLS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from retrosheet.campaign import Task
    from retrosheet.sync.readers import Compared, Reader
    from retrosheet.sync.settings_tab import Settings
    from retrosheet.sync.snapshot import Why
    from retrosheet.workbook.tables import Cell

_T = TypeVar("_T")

_COMPUTED = ("start", "due")
_BY_PARTS = ("status", "progress", "duration")
"""What a task that is split shows of its parts in the cells in which people type."""
_OF_PARTS = (*_BY_PARTS, "offset", "margin", "imposed", "actual_end")
"""What can only be said of the parts of such a task."""
_READ_ALIKE = frozenset({"progress", "offset", "duration", "margin", "imposed", "actual_end"})
"""What the formulas must read as sync does; what they make of a status is told in the plan."""
_CALCULATED_FROM = (
    "phase", "owner", "progress", "start", "due", "offset", "duration", "alert", "margin", "needs",
    "imposed", "actual_end", "row", "work_end", "flag", "phase_no", "phase_first", "kind",
)  # fmt: skip
"""The columns that formulas look at; nobody misses the others but their readers."""
_DATES = ("start", "due", "imposed", "actual_end")


class Lines:
    """Reads the plan from the top; of two rows with one ID, the first counts."""

    def __init__(
        self, plan: Keyed, known: Mapping[str, Task], settings: Settings, reader: Reader,
        doubts: list[Doubt], compared: Compared,
    ) -> None:  # fmt: skip
        self.plan, self.known, self.settings = plan, known, settings
        self.reader, self.doubts, self.compared = reader, doubts, compared
        self.places = {task.id: place for place, task in enumerate(known.values())}
        self.needs: dict[str, TypedNeeds] = {}
        self.rows: dict[str, int] = {}
        self.words = settings.status_words()
        self.team = settings.team()

    def read(self) -> Iterator[TaskState]:
        plan = self.plan
        seen: set[str] = set()
        lost: list[Doubt] = []
        computed = 0
        last = len(plan.table.rows) - 1
        header = heading_row(plan) or 0
        for row in range(self._first(header), last + 1):
            if row == header:
                continue
            id_cell, title = plan.cell(row, "id"), shown(plan.cell(row, "title"))
            task = self.known.get(self.reader.key(str(id_cell.value or "")))
            if task is None:
                if title and not (row == last and closes(plan, row)):
                    self._doubt("missing_id", row, "id", shown(id_cell), title)
                continue
            if task.placement == "free" and not title:
                self._check_untitled(row, task.id)
                continue
            if task.id in seen:
                self._doubt("duplicate_id", row, "id", task.id, title)
                continue
            seen.add(task.id)
            for key in _COMPUTED:
                cell = plan.cell(row, key)
                computed += bool(cell.formula)
                if not cell.formula and key in plan.at:
                    why: Why = "cleared" if blank(cell) else "typed_over"
                    where, said = plan.where(row, key), self._as_typed(key, cell)
                    lost.append(Doubt("unreadable", where, task.id, title, key, said, why))
            yield self._line(row, task, title)
        # where the program that saved the file kept no formula at all, nobody took them away
        self.doubts.extend(lost if computed else ())

    def in_order(self) -> tuple[TaskState, ...]:
        """All lines in the order of the plan, which is that of N°, however people have sorted.

        One that has no number follows the one above it. Where no row is numbered, as in older
        workbooks, the engine has that order.
        """
        numbers = numbers_of(self.plan)
        found: list[tuple[float, TaskState]] = []
        for line in self.read():
            place: float = self.places[line.task.id]
            if numbers:
                above = found[-1][0] if found else 0.0
                place = numbers.get(self.rows[line.task.id], above)
            found.append((place, line))
        return tuple(line for _, line in sorted(found, key=itemgetter(0)))

    def _line(self, row: int, task: Task, title: str) -> TaskState:
        read = _OneLine(self, row, task.id, title, split=task.split)
        self.rows[task.id] = row
        length, margin = (read.of(key, self.reader.days) for key in ("duration", "margin"))
        offset = read.of("offset", self.reader.offset)
        if not title:
            read.untitled()
        task = replace(
            task,
            title=title or task.id,
            duration=task.duration if length is None else ceil(length),
            margin=task.margin if margin is None else ceil(margin),
            offset=None if offset is None else floor(offset),
            imposed=read.of("imposed", read.day(self.reader.day)),
        )
        self.needs[task.id] = read.needs(task)
        status: int | None = TODO
        if read.holds("status"):
            status = read.of("status", lambda value: self.reader.status(value, self.words))
        progress: float | None = 0.0
        if read.holds("progress"):
            progress = read.of("progress", self.reader.share)
        owner_cell = self.plan.cell(row, "owner")
        owner = "" if owner_cell.error else self.settings.owner(owner_cell)
        if not owner:
            read.of("owner", str)
        actual_end = read.of("actual_end", read.day(self.reader.end))
        return TaskState(
            task=task,
            owner=owner,
            owners=owners(owner, self.team),
            status=status,
            progress=progress,
            actual_end=actual_end,
            where=self.plan.where(row, "due"),
            comment=shown(self.plan.cell(row, "comment")),
            heard=tuple(self._heard(row, task, status, progress, actual_end)),
            place=self.places[task.id],
            row=row,
        )

    def _heard(
        self, row: int, task: Task, status: int | None, progress: float | None,
        actual_end: dt.date | None,
    ) -> Iterator[Heard]:  # fmt: skip
        """The texts of a row that a formula may not read, and the numbers that they mean."""
        meant: dict[str, float | dt.date | None] = {
            "status": status or 0,
            "progress": progress,
            "duration": task.duration,
            "offset": task.offset,
            "margin": task.margin,
            "imposed": task.imposed,
            "actual_end": actual_end,
        }
        for key in READ_CELLS:
            text, value = self.plan.cell(row, key).value, meant[key]
            if isinstance(text, str) and text and value is not None:
                yield Heard(
                    key, text, serial(value) if isinstance(value, dt.date) else float(value)
                )

    def _first(self, header: int) -> int:
        """The row below the visible header, which comes behind the keys; or its own, if it is gone.

        Then a task stands in its place.
        """
        cell = self.plan.cell(1, "id")
        if self.reader.key(str(cell.value or "")) not in self.known:
            return 2
        where = self.plan.where(1, "id")
        if header > 1:
            now = self.plan.where(header, "id")
            self.doubts.append(Doubt("unreadable", now, "", "", "id", where, "sorted_header"))
        else:
            self.doubts.append(Doubt("unreadable", where, "", "", "id", "", "lost_header"))
        return 1

    def beside_parts(self, split: Iterable[str]) -> Iterator[Doubt]:
        """What stands on the row of a task that is split, and is said of its parts instead."""
        for task_id in split:
            row, task = self.rows.get(task_id, 0), self.known[task_id.casefold()]
            for key in _OF_PARTS if row else ():
                cell = self.plan.cell(row, key)
                value = cell.value
                if blank(cell) or cell.formula or (key == "margin" and value == 0):
                    continue
                if key in _BY_PARTS and not task.split and self._goes_without_saying(key, value):
                    continue
                title, said = shown(self.plan.cell(row, "title")), self._as_typed(key, cell)
                where = self.plan.where(row, key)
                yield Doubt("unreadable", where, task_id, title, key, said, "of_parts")

    def _goes_without_saying(self, key: str, value: str | float | bool | None) -> bool:
        """Whether a cell says no more than that work has not begun, or how long it would have."""
        if key == "status" and value is not None:
            return self.reader.status(value, self.words) == TODO
        return key == "duration" or not value

    def check_columns(self, with_parts: bool) -> None:
        """Columns that are missing; without ``with_parts`` there never were those of sub-tasks."""
        keys = (*_CALCULATED_FROM, "parent") if with_parts else _CALCULATED_FROM
        if any(task.split for task in self.known.values()):
            keys = (*keys, *(f"typed_{key}" for key in _BY_PARTS))
        lost = [key for key in keys if key not in self.plan.at]
        if lost:
            where = self.plan.table.where(0, 0)
            self.doubts.append(
                Doubt("unreadable", where, "", "", "", ", ".join(lost), "lost_columns")
            )

    def _check_untitled(self, row: int, task_id: str) -> None:
        """Whatever stands on a spare line that has no title: it is not planned."""
        for key in TYPED:
            cell = self.plan.cell(row, key)
            if not blank(cell) or uncalculated(cell):
                self.doubt(row, key, task_id, "", cell, "untitled")

    def doubt(
        self, row: int, key: str, task_id: str, title: str, cell: Cell, why: Why = "unread",
        kept: str = "",
    ) -> None:  # fmt: skip
        where, said = self.plan.where(row, key), self._as_typed(key, cell)
        if uncalculated(cell):
            why = "uncalculated"
        self.doubts.append(Doubt("unreadable", where, task_id, title, key, said, why, kept))

    def _doubt(self, kind: DoubtKind, row: int, key: str, task_id: str, title: str) -> None:
        self.doubts.append(Doubt(kind, self.plan.where(row, key), task_id, title, key, task_id))

    def _as_typed(self, key: str, cell: Cell) -> str:
        """What stands in a cell as it is shown: a serial number as its date, -30 as J-30."""
        if isinstance(cell.value, float) and key in _DATES:
            day = typed.date(cell.value, self.settings.lang, self.settings.near)
            return date_text(day, self.settings.lang) if day else shown(cell)
        if isinstance(cell.value, float) and key == "offset" and cell.value.is_integer():
            return offset_text(int(cell.value), self.settings.lang)
        return shown(cell)


class _OneLine:
    """Reads the cells of one row, and keeps a doubt for each that it cannot read."""

    def __init__(
        self, lines: Lines, row: int, task_id: str, title: str, *, split: bool = False
    ) -> None:
        self.lines, self.row, self.id, self.title = lines, row, task_id, title
        # what such a row was made to calculate is read by nobody, whoever types there
        self.skipped = _BY_PARTS if split else ()

    def of(self, key: str, parse: Callable[[str | float | bool], _T | None]) -> _T | None:
        cell = self.lines.plan.cell(self.row, key)
        if not self.holds(key):
            return None
        found = None if cell.value is None else parse(cell.value)
        if found is None:
            self.lines.doubt(self.row, key, self.id, self.title, cell)
        elif key in _READ_ALIKE and not self.lines.compared.last_alike:
            self.lines.doubt(self.row, key, self.id, self.title, cell, "heard")
        return found

    def holds(self, key: str) -> bool:
        """Whether anything stands there, a formula that nobody has calculated included."""
        if key in self.skipped:
            return False
        cell = self.lines.plan.cell(self.row, key)
        return not blank(cell) or uncalculated(cell)

    def untitled(self) -> None:
        cell = self.lines.plan.cell(self.row, "title")
        self.lines.doubt(self.row, "title", self.id, self.title, cell, "title")

    def needs(self, task: Task) -> TypedNeeds:
        """What stands under "Depends on"; what the archetype says, where nobody can know."""
        lines, where = self.lines, self.lines.plan.where(self.row, "needs")
        cell = lines.plan.cell(self.row, "needs")
        parent = lines.plan.cell(self.row, "parent")
        if uncalculated(parent):
            lines.doubt(self.row, "parent", self.id, self.title, parent)
        of = (shown(parent), lines.plan.where(self.row, "parent"))
        if "parent" not in lines.plan.at:
            of = (task.parent, where)
        if task.split and cell.formula:
            return TypedNeeds("", where, self.title, *of, of_parts=True)
        if "needs" not in lines.plan.at or uncalculated(cell):
            if "needs" in lines.plan.at:
                lines.doubt(self.row, "needs", self.id, self.title, cell)
            return TypedNeeds(needs_text(task.needs), where, self.title, *of)
        return TypedNeeds("#" if cell.error else shown(cell), where, self.title, *of)

    def day(
        self, parse: Callable[[str | float | bool, Lang, dt.date], dt.date | None]
    ) -> Callable[[str | float | bool], dt.date | None]:
        settings = self.lines.settings
        return lambda value: parse(value, settings.lang, settings.near)
