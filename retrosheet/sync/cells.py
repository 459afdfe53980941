"""Cells as they are read: what is blank, what a person sees, where a column key stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.plan.columns import CALCULATED
from retrosheet.sync import typed
from retrosheet.workbook.plan_tab import MARK, is_edge
from retrosheet.workbook.refs import LOST, refers_to
from retrosheet.workbook.tables import EMPTY, Cell, Table, Value

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


def blank(cell: Cell) -> bool:
    return not cell.error and (cell.value is None or str(cell.value).strip() == "")


def uncalculated(cell: Cell) -> bool:
    """Whether it holds a formula whose value nobody has calculated."""
    return bool(cell.formula) and cell.value is None and not cell.error


def number(cell: Cell) -> float | None:
    return None if blank(cell) or cell.value is None else typed.number(cell.value)


def shown(cell: Cell) -> str:
    """What stands in a cell, without the spaces around it."""
    value = cell.error or ("" if cell.value is None else cell.value)
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:
        return str(int(value))
    return str(value).strip()


def first(tables: Mapping[str, Table], name: str) -> Cell:
    """The first cell under a name; an empty one where the workbook lacks the name."""
    table = tables.get(name)
    return table.cell(0, 0) if table else EMPTY


def pairs(table: Table | None) -> dict[str, Value]:
    """Single values, each behind its key."""
    return {
        str(row[0].value): row[1].value
        for row in (table.rows if table else ())
        if len(row) > 1 and row[0].value is not None and row[1].value is not None
    }


def listed(table: Table | None) -> Iterator[tuple[int, tuple[Cell, ...]]]:
    """The entries of a list with their rows, below its header."""
    for row, cells in enumerate(table.rows[1:] if table else (), 1):
        if cells:
            yield row, cells


class Keyed:
    """A table whose first row holds column keys; of a key that stands twice, the first counts."""

    def __init__(self, table: Table) -> None:
        self.table = table
        keys = table.rows[0] if table.rows else ()
        self.at = {
            str(cell.value): column
            for column, cell in reversed(list(enumerate(keys)))
            if isinstance(cell.value, str) and cell.value
        }

    @property
    def height(self) -> int:
        """The rows of the table, empty ones at its end included."""
        return self.table.height or len(self.table.rows)

    def cell(self, row: int, key: str) -> Cell:
        column, rows = self.at.get(key), self.table.rows
        if column is None or row >= len(rows):
            return EMPTY
        cells = rows[row]
        return cells[column] if column < len(cells) else EMPTY

    def where(self, row: int, key: str) -> str:
        return self.table.where(row, self.at.get(key, 0))


def plan_of(tables: Mapping[str, Table]) -> Keyed:
    """The plan, with the value of people's own formula where one stands in the place of ours.

    Ours refer to the engine. A formula of theirs without a value counts as the text that was typed.
    """
    plan, engine = Keyed(tables["rs_plan"]), tables["rs_engine"].title
    found: dict[int, list[Cell]] = {}
    for row in range(1, len(plan.table.rows)):
        for key in CALCULATED:
            cell = plan.cell(row, key)
            lost = LOST in cell.formula
            if cell.formula and not cell.error and not lost and not refers_to(cell.formula, engine):
                cells = found.setdefault(row, list(plan.table.rows[row]))
                said = f"={cell.formula}" if cell.value is None else cell.value
                cells[plan.at[key]] = Cell(said)
    if not found:
        return plan
    rows = (tuple(found.get(row, cells)) for row, cells in enumerate(plan.table.rows))
    return Keyed(plan.table._replace(rows=tuple(rows)))


def heading_row(plan: Keyed) -> int | None:
    """The row of the visible header, which its hidden columns tell; None where there is none."""
    rows = range(1, plan.height)
    return next((row for row in rows if shown(plan.cell(row, "row")) == "row"), None)


def closes(plan: Keyed, row: int) -> bool:
    """Whether a row is the one that closes the plan."""
    return plan.cell(row, "row").value == MARK or is_edge(shown(plan.cell(row, "title")))


def numbers_of(plan: Keyed) -> dict[int, float]:
    """The N° of each row of the plan that has one: its place, however people have sorted.

    None in a workbook made before rows were numbered.
    """
    found = {}
    for row in range(1, len(plan.table.rows)):
        value = plan.cell(row, "order").value
        if isinstance(value, int | float) and not isinstance(value, bool):
            found[row] = float(value)
    return found
