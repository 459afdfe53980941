"""What goes into a cell of a fresh layout, and everything that decides on it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.calculate.formula import ErrorValue
from retrosheet.workbook.model import Cell
from retrosheet.workbook.refs import refers_to

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from retrosheet.language import Lang
    from retrosheet.schedule import Schedule
    from retrosheet.update.fresh import Fresh
    from retrosheet.update.geometry import Geometry
    from retrosheet.update.present import Present
    from retrosheet.update.rows import Merged
    from retrosheet.update.whole import Wanted
    from retrosheet.workbook.model import Value
    from retrosheet.workbook.refs import Area
    from retrosheet.workbook.tables import Cell as Read
    from retrosheet.workbook.tables import Table


class Put(NamedTuple):
    """What a cell is to hold; ``typed`` is a formula of people's, as it stands in the file."""

    title: str
    row: int
    column: int
    value: Value
    typed: str = ""


@dataclass(frozen=True)
class Laid:
    """A ``fresh`` layout, and what people have that goes into it on a ``day``.

    With a ``schedule``, a value in the place of a formula that gives the very same is not kept.
    """

    present: Present
    fresh: Fresh
    geometry: Geometry
    merged: Merged
    wanted: Wanted
    day: dt.date
    schedule: Schedule | None = None

    @property
    def tables(self) -> Mapping[str, Table]:
        return self.present.tables

    @property
    def lang(self) -> Lang:
        """The language of the fresh layout."""
        return self.wanted.lang or self.present.snapshot.lang

    def place(self, name: str) -> tuple[Table, Area] | None:
        """The table under a name, and where it is laid out; None where either is not there."""
        table, area = self.tables.get(name), self.fresh.names.get(name)
        return (table, area) if table is not None and area is not None else None

    @cached_property
    def inserted(self) -> frozenset[str]:
        """The rows that the engine did not know."""
        return frozenset(one.id for one in self.present.places if one.kind == "inserted")

    def typed(self, cell: Read) -> tuple[Value, str] | None:
        """What stands in a cell that people fill, their formula with its value or its error.

        None for an error without a formula, and for a formula of ours: it looks at the engine.
        """
        if refers_to(cell.formula, self.tables["rs_engine"].title):
            return None
        if cell.error:
            return (ErrorValue(cell.error), cell.formula) if cell.formula else None
        return ("" if cell.value is None else cell.value), cell.formula


def put_into(cell: Cell | None, put: Put) -> Cell:
    """The cell with what it is to hold, a new one where there is none."""
    if cell is None:
        return Cell(put.row, put.column, put.value)
    return cell._replace(value=put.value, formula="")
