"""The tables that ``import`` is tested with, as workbooks: adopt reads them alike."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import openpyxl
import pytest

from retrosheet.adopting.adopted import adopted
from retrosheet.adopting.asked import Refused
from retrosheet.cli.commands.import_source import read_source
from retrosheet.importing.formats import delimited, markdown
from retrosheet.importing.remarks import problem_lines
from retrosheet.importing.tables import table_in
from tests.adopting.reading import asked, foreign, saved
from tests.importing.reading import FILES, expected, named

if TYPE_CHECKING:
    from pathlib import Path

    from retrosheet.importing.raw import Grid

SOME_LAUNCH = dt.date(2027, 6, 15)


def table_of(path: Path) -> Grid | None:
    """The one table of a file; None for a list, for several tables and for files of other tools."""
    source = read_source(str(path.with_suffix("")), "fr")
    if source.text is None:
        return next(iter(source.grids), None)
    written = [grid for grid in markdown.grids(source.text) if table_in(grid)]
    if len(written) == 1 and not markdown.grids(source.text)[1:]:
        return written[0]
    cut = [grid for grid in delimited.grids(source.text) if table_in(grid)]
    return max(cut, key=_known, default=None) if not written else None


def _known(grid: Grid) -> tuple[int, int]:
    table = table_in(grid)
    return (len(table.columns) if table else 0), -delimited.tallest(grid)


TABLES = [path for path in FILES if table_of(path) is not None and "{" not in path.name]
UNDATED = {"drawn"}


def workbook(path: Path) -> bytes:
    file = path.with_suffix("")
    if file.suffix == ".xlsx":
        return file.read_bytes()
    grid = table_of(path)
    assert grid is not None
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    for number, cells in grid.rows:
        for column, value in enumerate(cells, 1):
            if value not in (None, ""):
                cell = sheet.cell(number, column)
                cell.value = value
                cell.data_type = "s" if isinstance(value, str) else cell.data_type
    return saved(book)


def test_most_of_the_corpus_is_tables() -> None:
    """As many as there are; a change of the corpus that empties this folder is seen."""
    assert len(TABLES) > 35


@pytest.mark.parametrize("path", TABLES, ids=named)
def test_a_table_in_a_workbook_says_what_it_says_in_a_text(path: Path) -> None:
    """Every task with its dates and owners, at the launch day that goes with the table."""
    wanted = expected(path)
    launch = wanted.launch or SOME_LAUNCH
    book = foreign(workbook(path), wanted.lang, path.stem)
    found = adopted(book, asked(wanted.lang, launch, None))
    assert not isinstance(found, Refused), problem_lines(found.problems, path.stem, "en")
    placed = [p for p in found.kept.schedule.tasks if p.task.id in found.said]
    by_title = {p.task.title: p for p in placed}
    assert sorted(p.task.title for p in placed) == sorted(line.title for line in wanted.lines)
    roles = {role.id: role.title for role in found.kept.campaign.roles}
    for line in wanted.lines:
        task = by_title[line.title]
        owner = roles[task.task.role]
        assert owner == (line.owners[0] if line.owners else "À désigner" if wanted.lang == "fr"
                         else "To be assigned"), line.title  # fmt: skip
        if match := re.fullmatch(r"J([-+]\d+)?", line.when):
            assert task.task.offset == int(match[1] or 0), line.title
        elif ".." in line.when:
            assert f"{task.start}..{task.due}" == line.when, line.title
        elif line.when != "-":
            assert str(task.due) == line.when, line.title
