"""Who has to approve a task, as the RACI tab says: whoever has the A of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.raci import FIRST_ROLE
from retrosheet.sync.cells import shown
from retrosheet.workbook.refs import row_looked_at

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.sync.snapshot import Member
    from retrosheet.workbook.tables import Cell, Table

NAME = "rs_raci"


def approvers(table: Table | None, team: tuple[Member, ...]) -> Mapping[str, str]:
    """The name of who decides, by task; nothing where nobody does, or more than one.

    Where the file keeps no values, a column is whose line of the team its heading looks at.
    """
    if table is None or not table.rows:
        return {}
    names = _names(table.rows[0], team)
    found = {}
    for row in table.rows[1:]:
        deciders = [
            names.get(column, "")
            for column, cell in enumerate(row)
            if column >= FIRST_ROLE and shown(cell).upper().replace(" ", "") in ("A", "A/R")
        ]
        if row and len(deciders) == 1:
            found[shown(row[0])] = deciders[0]
    return found


def _names(heads: tuple[Cell, ...], team: tuple[Member, ...]) -> Mapping[int, str]:
    """Whose each column is."""
    # whoever has two roles has a column for each, with the role behind the name
    people = {f"{member.label} ({member.role})": member.label for member in team}
    by_row = {row_looked_at(member.where): member.label for member in team}
    found = {}
    for column, head in enumerate(heads):
        said = shown(head)
        row = row_looked_at(head.formula)
        found[column] = people.get(said, said) or (by_row.get(row, "") if row is not None else "")
    return found
