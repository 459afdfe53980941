"""Plans in files, and what people do to them: typed by openpyxl, updated, read back."""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl

from retrosheet.archetype import library
from retrosheet.archetype.load import load
from retrosheet.archetype.model import Archetype
from retrosheet.campaign import Campaign
from retrosheet.files.fingerprint import Fingerprint
from retrosheet.sync.cells import Keyed
from retrosheet.sync.reading import read_snapshot
from retrosheet.update.plan import Update, planned, rewriting_of
from retrosheet.update.present import NAMES, Present, present_of
from retrosheet.update.rows import UNDECIDED, Decisions
from retrosheet.update.theirs import campaign_of
from retrosheet.update.whole import Wanted
from retrosheet.xlsx.read import read_book
from retrosheet.xlsx.rewrite import rewritten
from tests.engines.ironcalc_engine import IronCalcWorkbook
from tests.made import STAGES, made
from tests.workbook.test_values import differences

TODAY = STAGES[0]
NAME = "seasonal-promotion"
_EPOCH = dt.date(1899, 12, 30)
_VALUELESS = re.compile(rb'<c r="[A-Z]+[0-9]+"(?: s="[0-9]+")?><f>[^<]*</f><v></v></c>')


def plain() -> bytes:
    """A plan as it is made, which nobody has touched."""
    return made(NAME, "fr", TODAY).content


@cache
def archetype() -> Archetype:
    return load(library.find(NAME), "fr")


def present(content: bytes) -> Present:
    book = read_book(io.BytesIO(content), NAMES, Fingerprint(0, 0, 0, 0))
    return present_of(book.tables, "plan.xlsx", "fr")


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

    def __init__(self, book: openpyxl.Workbook) -> None:
        self.book = book
        self.tab: Any = book["Rétroplanning"]
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

    def emptied(self, row: int) -> None:
        """What a row holds where somebody inserts one between others: nothing."""
        for cell in self.tab[row]:
            if cell.__class__.__name__ != "MergedCell":
                cell.value = None


@contextmanager
def edited(content: bytes, result: io.BytesIO) -> Iterator[Sheet]:
    """Opens a workbook as a person does, and saves it into ``result``."""
    sheet = Sheet(openpyxl.load_workbook(io.BytesIO(content)))
    yield sheet
    sheet.book.save(result)


def opened(content: bytes) -> Sheet:
    return Sheet(openpyxl.load_workbook(io.BytesIO(content)))


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
