"""Workbooks to learn from: made, edited as a person's program would, read and learned."""

from __future__ import annotations

import datetime as dt
from functools import cache
from io import BytesIO
from typing import TYPE_CHECKING

from retrosheet import layout
from retrosheet.archetype.load import read
from retrosheet.archetype.writing.document import written
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.files.fingerprint import Fingerprint
from retrosheet.learning.learn import Learned, learn
from retrosheet.learning.source import NAMES, Source, source_of
from retrosheet.schedule import compute
from retrosheet.workbook.tables import Cell
from retrosheet.xlsx.read import read_book
from retrosheet.xlsx.write import render
from tests.engines.grid import as_serial
from tests.sync.typing import row_of, type_in
from tests.test_heart import TODAY

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.archetype.model import Archetype
    from retrosheet.workbook.tables import Table, Value

NO_PRINT = Fingerprint(*([0] * len(Fingerprint._fields)))


def workbook(campaign: Campaign, today: dt.date = TODAY) -> bytes:
    return render(layout.build(campaign, compute(campaign), today))


def source(content: bytes | Mapping[str, Table], label: str = "plan.xlsx") -> Source:
    """A file, or what a reader found in one, as learning sees it."""
    if isinstance(content, bytes):
        content = read_book(BytesIO(content), NAMES, NO_PRINT).tables
    return source_of(content, label, "en")


def archetype_of(text: str, name: str = "evening") -> Archetype:
    found, problems = read(text, f"{name}.yaml")
    assert found is not None, problems
    return found


@cache
def made(archetype: Archetype, options: Options) -> bytes:
    return workbook(plan(archetype, options))


def learned(*contents: bytes | Mapping[str, Table], origin: Archetype | None = None) -> Learned:
    """What workbooks teach, once its YAML has been read back as the same archetype."""
    sources = [source(content, f"{number}.xlsx") for number, content in enumerate(contents, 1)]
    found = learn(sources, origin, "mine", "mine.yaml", "en")
    again, problems = read(written(found.archetype, "en"), "mine.yaml")
    assert again is not None, problems
    assert without_lines(again) == without_lines(found.archetype)
    return found


def without_lines(archetype: Archetype) -> Archetype:
    """The archetype, wherever its tasks stand in a file, and whatever that is called."""
    from dataclasses import replace

    phases = tuple(
        replace(phase, tasks=tuple(replace(task, line=0) for task in phase.tasks))
        for phase in archetype.phases
    )
    return replace(archetype, phases=phases, name="", path="")


@cache
def _read(content: bytes) -> Mapping[str, Table]:
    """The tables of a workbook that another program saved: no formula keeps a value there."""
    tables = read_book(BytesIO(content), NAMES, NO_PRINT).tables
    return {
        name: table._replace(
            rows=tuple(
                tuple(Cell(None, cell.formula) if cell.formula else cell for cell in cells)
                for cells in table.rows
            )
        )
        for name, table in tables.items()
    }


class Edit:
    """A workbook in a person's hands: ``put("PRE2", title="…")``, ``delete("PRE4")``."""

    def __init__(self, content: bytes) -> None:
        self.tables = dict(_read(content))

    def put(self, task_id: str, **cells: Value | dt.date) -> Edit:
        for key, value in cells.items():
            type_in(self.tables, task_id, key, _cell(value))
        return self

    def delete(self, task_id: str) -> Edit:
        plan, row = self.tables["rs_plan"], row_of(self.tables, task_id)
        self.tables["rs_plan"] = plan._replace(rows=(*plan.rows[:row], *plan.rows[row + 1 :]))
        return self

    def content(self) -> Mapping[str, Table]:
        """What a reader finds after the person has saved it."""
        return self.tables


def _cell(value: Value | dt.date) -> Cell:
    return Cell(as_serial(value) if isinstance(value, dt.date) else value)
