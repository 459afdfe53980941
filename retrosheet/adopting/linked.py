"""Dependencies that a foreign sheet only has in its formulas: a start counted from another's end.

``=E5+1`` or ``=WORKDAY(E5,1)`` under a start says that the task waits for that of row 5. A sheet
that names its dependencies in a column is left at that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.importing.raw import Cell, Remark
from retrosheet.importing.words import one_line
from retrosheet.language import Text
from retrosheet.workbook.refs import column_letters

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.adopting.flattened import Flattened
    from retrosheet.importing.raw import Field, RawTask

_CELL = r"\$?([A-Z]{1,2})\$?([1-9]\d{0,4})"
_FOLLOWS = re.compile(
    rf"=\+?(?:{_CELL}(?:\s*\+\s*\d+)?|(?:WORKDAY|WORKDAY\.INTL)\({_CELL},\s*\d+[^()]*\))",
    re.IGNORECASE,
)
# What parts the names in a column of dependencies.
_PARTS = re.compile(r"[,;/+|\n]")


def with_links(raws: Sequence[RawTask], flat: Flattened) -> list[Remark]:
    """Gives each task what its start's formula waits for; says so."""
    table = flat.table
    assert table is not None
    fields: Mapping[Field, int] = {column.field: at for at, column in table.columns.items()}
    ends = {column_letters(fields[name]) for name in ("end", "due") if name in fields}
    if "needs" in fields or "start" not in fields or not ends or flat.drawn:
        return []
    by_row = {raw.place.row: raw for raw in raws}
    remarks = []
    for raw in raws:
        cell = flat.tab.at(raw.place.row - 1, fields["start"])
        match = _FOLLOWS.fullmatch(cell.formula)
        if match is None:
            continue
        letters, number = match[1] or match[3], int(match[2] or match[4])
        before = by_row.get(number)
        title = one_line(before.text("title")) if before is not None else ""
        if before is raw or letters not in ends or not title or _PARTS.search(title):
            continue
        place = raw.place._replace(column=fields["start"], heading=table.heading(fields["start"]))
        raw.cells["needs"] = Cell(title, place)
        remarks.append(Remark(place, _LINKED))
    return remarks


_LINKED = Text(
    "un début compté depuis la fin d’une autre tâche : lu comme une dépendance",
    "a start counted from the end of another task: read as a dependency",
)
