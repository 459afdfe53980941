"""The evening's workbook as tables, and what a person types into its cells, without a file."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from retrosheet.sync.reading import NAMES, read_snapshot
from retrosheet.workbook.tables import EMPTY, Cell, Table
from retrosheet.xlsx.read import read
from retrosheet.xlsx.write import render
from tests.contract.places import workbook

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.language import Lang
    from retrosheet.sync.snapshot import Doubt, Snapshot

Tables = dict[str, Table]


@cache
def evening(lang: Lang = "en") -> bytes:
    return render(workbook(lang))


@cache
def _read(lang: Lang) -> Mapping[str, Table]:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "plan.xlsx"
        path.write_bytes(evening(lang))
        return read(path, NAMES, lang).tables


def tables(lang: Lang = "en") -> Tables:
    """All that sync reads of the evening's workbook, as it was made."""
    return dict(_read(lang))


def put(there: Tables, name: str, row: int, column: int, cell: Cell) -> str:
    """Puts a cell below a name, counted from its first; returns where that is."""
    table = there[name]
    rows = [list(cells) for cells in table.rows]
    rows.extend([] for _ in range(row + 1 - len(rows)))
    rows[row].extend([EMPTY] * (column + 1 - len(rows[row])))
    rows[row][column] = cell
    there[name] = table._replace(rows=tuple(map(tuple, rows)))
    return table.where(row, column)


def type_in(there: Tables, task: str, key: str, cell: Cell) -> str:
    """Puts a cell into the row of a task; returns where that is."""
    return put(there, "rs_plan", row_of(there, task), column_of(there, key), cell)


def column_of(there: Tables, key: str) -> int:
    """The column of the plan under a key, counted from its first."""
    return [cell.value for cell in there["rs_plan"].rows[0]].index(key)


def row_of(there: Tables, task: str) -> int:
    """The row of the plan on which an ID stands, counted from the keys."""
    table, at = there["rs_plan"], column_of(there, "id")
    return next(row for row in range(len(table.rows)) if table.cell(row, at).value == task)


def doubts(there: Tables, lang: Lang = "en") -> dict[str, Doubt]:
    """What sync doubts, by cell."""
    return {doubt.where: doubt for doubt in snapshot(there, lang).doubts}


def snapshot(there: Tables, lang: Lang = "en") -> Snapshot:
    return read_snapshot(there, lang)
