"""Workbooks to learn from: made, edited as a person's program would, read and learned."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl

from retrosheet import layout
from retrosheet.archetype.load import read
from retrosheet.archetype.writing.document import written
from retrosheet.campaign import Campaign, Options, plan
from retrosheet.files.fingerprint import Fingerprint
from retrosheet.learning.learn import Learned, learn
from retrosheet.learning.source import NAMES, Source, source_of
from retrosheet.schedule import compute
from retrosheet.xlsx.read import read_book
from retrosheet.xlsx.write import render
from tests.test_heart import TODAY

if TYPE_CHECKING:
    import datetime as dt

    from openpyxl.worksheet.worksheet import Worksheet

    from retrosheet.archetype.model import Archetype

NO_PRINT = Fingerprint(*([0] * len(Fingerprint._fields)))


def workbook(campaign: Campaign, today: dt.date = TODAY) -> bytes:
    return render(layout.build(campaign, compute(campaign), today))


def source(content: bytes, label: str = "plan.xlsx") -> Source:
    book = read_book(BytesIO(content), NAMES, NO_PRINT)
    return source_of(book.tables, label, "en")


def archetype_of(text: str, name: str = "evening") -> Archetype:
    found, problems = read(text, f"{name}.yaml")
    assert found is not None, problems
    return found


def made(archetype: Archetype, options: Options) -> bytes:
    return workbook(plan(archetype, options))


def learned(*contents: bytes, origin: Archetype | None = None) -> Learned:
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


class Edit:
    """A workbook in a person's hands: ``put("PRE2", title="…")``, ``delete("PRE4")``."""

    def __init__(self, content: bytes) -> None:
        self.book = openpyxl.load_workbook(BytesIO(content))
        self.sheet: Worksheet = next(
            self.book[title]
            for title in ("Plan", "Rétroplanning", "Retroplan")
            if title in self.book
        )
        self.columns = {cell.value: cell.column for cell in self.sheet[11]}

    def row(self, task_id: str) -> int:
        at = self.columns["id"]
        return next(
            row
            for row in range(13, self.sheet.max_row + 1)
            if self.sheet.cell(row, at).value == task_id
        )

    def put(self, task_id: str, **cells: object) -> Edit:
        for key, value in cells.items():
            self.sheet.cell(self.row(task_id), self.columns[key]).value = value
        return self

    def delete(self, task_id: str) -> Edit:
        self.sheet.delete_rows(self.row(task_id))
        return self

    def setting(self, old: object, new: object) -> Edit:
        """Types over the cell of the settings that shows ``old``."""
        title = "Settings" if "Settings" in self.book else "Réglages"
        cells = (cell for row in self.book[title].iter_rows() for cell in row)
        next(cell for cell in cells if cell.value == old).value = new
        return self

    def content(self) -> bytes:
        stream = BytesIO()
        self.book.save(stream)
        return stream.getvalue()
