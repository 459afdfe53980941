"""Plans in files, and what people do to them: typed by openpyxl, updated, read back."""

from __future__ import annotations

import datetime as dt
import io
import pickle
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any, BinaryIO

import openpyxl
from openpyxl.cell.read_only import EMPTY_CELL
from openpyxl.formula.translate import Translator

from retrosheet import layout
from retrosheet.archetype import library
from retrosheet.archetype.load import load
from retrosheet.archetype.model import Archetype, Need
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.files.fingerprint import Fingerprint
from retrosheet.schedule import compute
from retrosheet.sync.cells import Keyed
from retrosheet.sync.reading import read_snapshot
from retrosheet.update.plan import Update, planned, rewriting_of
from retrosheet.update.present import Present
from retrosheet.update.reading import NAMES, present_of
from retrosheet.update.rows import UNDECIDED, Decisions
from retrosheet.update.theirs import campaign_of
from retrosheet.update.whole import Wanted
from retrosheet.xlsx.read import read_book
from retrosheet.xlsx.rewrite import rewritten
from retrosheet.xlsx.write import render
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.made import LAUNCH, STAGES
from tests.workbook.test_values import differences

TODAY = STAGES[0]
NAME = "seasonal-promotion"
_EPOCH = dt.date(1899, 12, 30)
_VALUELESS = re.compile(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?><f>[^<]*</f><v></v></c>')


_KEPT = frozenset(
    "OFF1 OFF2 OFF3 OFF4 OFF5 OFF6 STK1 STK2 STK3 PRX1 EQU0 TXT1 JUR1 CPN1 PRT1 CLI2 LAN1 SOC2 "
    "SOC3 VEN1 BIL1".split()
)
"""Tasks of each phase and kind: a milestone, a meeting, a repeated one, waits, periods."""


@cache
def library_archetype() -> Archetype:
    """A type of the library as it is."""
    return load(library.find(NAME), "fr")


@cache
def archetype() -> Archetype:
    """A third of its tasks: as an update looks at every cell, its workbook takes half the time.

    A task that needed one that is left out needs what that one needed.
    """
    whole = library_archetype()
    before: dict[str, tuple[Need, ...]] = {}
    for task in whole.tasks:
        found: dict[str, Need] = {}
        for need in task.needs:
            there = (need,) if need.id in _KEPT else before[need.id]
            found.update((one.id, one) for one in there)
        before[task.id] = tuple(found.values())
    phases = tuple(
        replace(
            phase,
            tasks=tuple(
                replace(task, needs=before[task.id]) for task in phase.tasks if task.id in _KEPT
            ),
        )
        for phase in whole.phases
    )
    budget = tuple(line for line in whole.budget if not line.task or line.task in _KEPT)
    return replace(whole, phases=phases, budget=budget)


@cache
def plain() -> bytes:
    """The plan of that archetype as it is made, which nobody has touched."""
    return made_of(archetype())


def planned_of(source: Archetype) -> Campaign:
    """A French campaign of an archetype, with few spare lines."""
    return plan(source, Options(LAUNCH, "fr", "FR", spare=1))


def made_of(source: Archetype) -> bytes:
    """The workbook of ``planned_of``."""
    campaign = planned_of(source)
    return render(layout.build(campaign, compute(campaign), TODAY))


def present(content: bytes) -> Present:
    book = read_book(io.BytesIO(content), NAMES, Fingerprint(0, 0, 0, 0))
    return present_of(book.tables, "plan.xlsx", "fr", titles=book.titles)


def updated(
    content: bytes, *, changed: Archetype | None = None, decisions: Decisions = UNDECIDED,
    wanted: Wanted | None = None,
) -> tuple[bytes, Update]:  # fmt: skip
    """The workbook after an update, the same bytes where there was nothing to do."""
    there = present(content)
    theirs: Campaign | None = campaign_of(changed, there, None) if changed else None
    update = planned(there, TODAY, "fr", theirs=theirs, wanted=wanted, decisions=decisions)
    if not update.changes:
        return content, update
    return rewritten(content, rewriting_of(update)), update


class Sheet:
    """The plan's tab, its cells by the row's ID and the column's key."""

    def __init__(self, book: Any, title: str = "Rétroplanning") -> None:
        self.book = book
        self.tab: Any = book[title]
        self.key_row = next(row for row in range(1, 30) if self._is_keys(row))
        self.columns = {
            str(cell.value): cell.column
            for cell in self.tab[self.key_row]
            if cell.value and isinstance(cell.value, str)
        }

    def _is_keys(self, row: int) -> bool:
        return {"id", "title"} <= {cell.value for cell in self.tab[row]}

    def row(self, row_id: str) -> int:
        column = self.columns["id"]
        rows = range(self.key_row + 2, self.tab.max_row + 1)
        return next(row for row in rows if self.tab.cell(row, column).value == row_id)

    def ids(self) -> list[str]:
        """The tasks in the order of the plan."""
        found = []
        for row in range(self.key_row + 2, self.tab.max_row + 1):
            row_id = self.tab.cell(row, self.columns["id"]).value
            if row_id and self.tab.cell(row, self.columns["title"]).value:
                found.append(str(row_id))
        return found

    def spare(self) -> list[int]:
        """The rows of lines that are free."""
        return [
            row
            for row in range(self.key_row + 2, self.tab.max_row + 1)
            if self.tab.cell(row, self.columns["id"]).value
            and not self.tab.cell(row, self.columns["title"]).value
        ]

    def cell(self, where: str | int, key: str) -> Any:
        row = self.row(where) if isinstance(where, str) else where
        return self.tab.cell(row, self.columns[key])

    def lines(self) -> range:
        """The rows of the table below its header, up to the one that closes it."""
        first, last = self.key_row + 2, self.key_row + 2
        while self.tab.cell(last, self.columns["row"]).value != "end":
            last += 1
        return range(first, last)

    def sort(self, key: str) -> None:
        """Sorts the lines by a column as programs do: blanks last, own references carried along."""
        column = self.columns[key]
        self.arrange(
            sorted(self.lines(), key=lambda row: _sorted_as(self.tab.cell(row, column).value))
        )

    def insert_below(self, where: str) -> int:
        """A row without anything in it below that of a task; the last spare line makes room."""
        spare = self.spare()[-1]
        self.emptied(spare)
        order = [row for row in self.lines() if row != spare]
        order.insert(order.index(self.row(where)) + 1, spare)
        self.arrange(order)
        return self.row(where) + 1

    def arrange(self, order: list[int]) -> None:
        """Puts the lines in this order of their rows."""
        width = max(self.columns.values()) + 1
        lines = list(self.lines())
        moved = [
            [self._value(row, at, to) for at in range(1, width)]
            for to, row in zip(lines, order, strict=True)
        ]
        for to, values in zip(lines, moved, strict=True):
            for at, value in enumerate(values, 1):
                self.tab.cell(to, at).value = value

    def _value(self, row: int, column: int, to: int) -> Any:
        cell = self.tab.cell(row, column)
        if not isinstance(cell.value, str) or not cell.value.startswith("="):
            return cell.value
        there = f"{cell.column_letter}{to}"
        return Translator(cell.value, origin=cell.coordinate).translate_formula(there)

    def emptied(self, row: int) -> None:
        """What a row holds where somebody inserts one between others: nothing."""
        for cell in self.tab[row]:
            if cell.__class__.__name__ != "MergedCell":
                cell.value = None


def _sorted_as(value: Any) -> tuple[int, float, str]:
    """Numbers before texts, and blanks last."""
    if value is None or value == "":
        return (2, 0, "")
    if isinstance(value, dt.datetime):
        return (0, value.timestamp(), "")
    return (0, value, "") if isinstance(value, int | float) else (1, 0, str(value).casefold())


@contextmanager
def edited(content: bytes, result: BinaryIO) -> Iterator[Sheet]:
    """Opens a workbook as a person does, and saves it into ``result``."""
    sheet = opened(content)
    yield sheet
    sheet.book.save(result)


def opened(content: bytes) -> Sheet:
    """A workbook as a person opens it to look."""
    if content == plain():
        return Sheet(pickle.loads(_plain_opened()))
    return Sheet(openpyxl.load_workbook(io.BytesIO(content)))


@cache
def _plain_opened() -> bytes:
    """The plan that nearly all tests begin with, as openpyxl has it when it is loaded at last."""
    return pickle.dumps(openpyxl.load_workbook(io.BytesIO(plain())))


def looked_at(content: bytes) -> Sheet:
    """The same where cells are all that is asked for: only the tabs in question are read."""
    return Sheet(_Tabs(openpyxl.load_workbook(io.BytesIO(content), read_only=True)))


class _Tabs:
    """The tabs of a workbook by their titles."""

    def __init__(self, book: openpyxl.Workbook) -> None:
        self.book = book
        self.sheetnames, self.defined_names = book.sheetnames, book.defined_names
        self.there: dict[str, _Cells] = {}

    def __getitem__(self, title: str) -> _Cells:
        if title not in self.there:
            self.there[title] = _Cells(tuple(map(tuple, self.book[title].iter_rows())))
        return self.there[title]


class _Cells:
    """The cells of a tab, by row and column from 1."""

    def __init__(self, rows: tuple[tuple[Any, ...], ...]) -> None:
        self.rows, self.max_row = rows, len(rows)

    def cell(self, row: int, column: int) -> Any:
        cells = self.rows[row - 1] if row <= self.max_row else ()
        return cells[column - 1] if column <= len(cells) else EMPTY_CELL

    def __getitem__(self, row: int) -> tuple[Any, ...]:
        return self.rows[row - 1] if row <= self.max_row else ()

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)

    def iter_rows(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.rows)


def wrong_dates(content: bytes) -> list[str]:
    """The tasks whose dates in the file are others than those of the schedule."""
    book = read_book(io.BytesIO(content), NAMES, Fingerprint(0, 0, 0, 0))
    snapshot = read_snapshot(book.tables, "fr")
    plan = Keyed(book.tables["rs_plan"])
    cancelled = {line.task.id for line in snapshot.lines if line.cancelled}
    found = []
    for row in range(2, len(plan.table.rows)):
        placed = snapshot.schedule.by_id.get(str(plan.cell(row, "id").value))
        if placed is None or placed.task.id in cancelled:
            continue
        shown = [plan.cell(row, key).value for key in ("start", "due")]
        if shown != [float((day - _EPOCH).days) for day in (placed.start, placed.due)]:
            found.append(placed.task.id)
    return found


def stale_values(content: bytes, path: Path) -> list[str]:
    """The cells that hold another value than their formula gives: some programs trust them."""
    # openpyxl gives an emptied cell a type, which IronCalc takes for content, and a formula that it
    # saves has no value.
    old = zipfile.ZipFile(io.BytesIO(content))
    with zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            part = old.read(name).replace(b' t="n"></c>', b"></c>")
            new.writestr(name, _VALUELESS.sub(b"", part))
    book = IronCalcWorkbook.load(path)
    book.freeze_today(TODAY)
    return differences(book, path)[:20]


def with_tasks(changed: Archetype, **tasks: Any) -> Archetype:
    """The archetype with other values of some tasks, by their IDs; None leaves one out."""
    phases = []
    for phase in changed.phases:
        kept = []
        for task in phase.tasks:
            if task.id not in tasks:
                kept.append(task)
            elif tasks[task.id] is not None:
                kept.append(replace(task, **tasks[task.id]))
        phases.append(replace(phase, tasks=tuple(kept)))
    return replace(changed, phases=tuple(phases))
