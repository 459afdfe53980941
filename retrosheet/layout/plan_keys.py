"""The hidden row of column keys, found again by its words in a plan that has lost its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.layout.plan_places import PLAN_COLUMNS
from retrosheet.workbook.plan_tab import MARK, is_edge

if TYPE_CHECKING:
    from retrosheet.workbook.foreign import ForeignTab

_FEWEST = 12
_SEARCHED = 60


def key_row(tab: ForeignTab) -> tuple[int, dict[str, int]] | None:
    """The row of keys and the column of each; None in a tab that is no plan of ours."""
    for row in range(min(tab.rows, _SEARCHED)):
        keys = {
            str(cell.value): column
            for column in range(tab.columns)
            if (cell := tab.at(row, column)).value in PLAN_COLUMNS
        }
        if len(keys) >= _FEWEST and {"title", "row", "id"} <= keys.keys():
            return row, keys
    return None


def closing_row(tab: ForeignTab, row: int, keys: dict[str, int]) -> int | None:
    """The row that closes the plan whose keys stand in ``row``."""
    for below in range(row + 1, tab.rows):
        title = tab.at(below, keys["title"]).value
        if tab.at(below, keys["row"]).value == MARK or (isinstance(title, str) and is_edge(title)):
            return below
    return None
