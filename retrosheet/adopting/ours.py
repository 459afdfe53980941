"""The plan of a workbook of ours that has lost its engine, as one that somebody keeps by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.layout.plan.keys import closing_row, key_row

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.importing.raw import Field
    from retrosheet.workbook.foreign import ForeignTab

_MEANT: dict[str, Field] = {
    "phase": "phase",
    "title": "title",
    "id": "id",
    "needs": "needs",
    "owner": "owner",
    "deliverable": "deliverable",
    "channel": "channel",
    "status": "status",
    "start": "start",
    "due": "due",
    "comment": "note",
}


class OurPlan(NamedTuple):
    """The rows of the plan alone, the row of its headings from 0, and what its columns mean."""

    tab: ForeignTab
    headings: int
    columns: Mapping[int, Field]


def our_plan(tab: ForeignTab) -> OurPlan | None:
    """The plan that stands on a tab of ours; None on any other tab."""
    found = key_row(tab)
    last = closing_row(tab, *found) if found is not None else None
    if found is None or last is None:
        return None
    row, keys = found
    columns = {keys[key]: field for key, field in _MEANT.items() if key in keys}
    progress = keys.get("progress")
    if progress is not None:
        columns[progress] = "status"
    cells = {
        (at, column): cell
        for (at, column), cell in tab.cells.items()
        if at < row
        or (
            row < at < last
            and column in columns
            and (at == row + 1 or tab.at(at, keys["title"]).value is not None)
        )
    }
    return OurPlan(replace(tab, cells=cells, merges=()), row + 1, columns)
