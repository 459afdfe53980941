"""Who has to approve a task, as the RACI tab says: whoever has the A of its row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.sync.cells import shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.sync.snapshot import Member
    from retrosheet.workbook.tables import Table

NAME = "rs_raci"
_FIRST_ROLE = 3
"""Behind the ID, the title and the check of a row."""


def approvers(table: Table | None, team: tuple[Member, ...]) -> Mapping[str, str]:
    """The name of who decides, by task; nothing where nobody does, or more than one.

    Where the file keeps no values, the columns are those of the team, in its order.
    """
    if table is None or not table.rows:
        return {}
    # whoever has two roles has a column for each, with the role behind the name
    people = {f"{member.label} ({member.role})": member.label for member in team}
    names = [people.get(head, head) for head in map(shown, table.rows[0])]
    names += [""] * (_FIRST_ROLE + len(team) - len(names))
    for column, member in enumerate(team, _FIRST_ROLE):
        names[column] = names[column] or member.label
    found = {}
    for row in table.rows[1:]:
        deciders = [
            names[column]
            for column, cell in enumerate(row)
            if column >= _FIRST_ROLE and shown(cell).upper().replace(" ", "") in ("A", "A/R")
        ]
        if row and len(deciders) == 1:
            found[shown(row[0])] = deciders[0]
    return found
