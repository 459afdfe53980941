"""The hidden row of column keys and the visible header, found again by their words in a plan that
has lost its names."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout.plan.columns import PLAN_COLUMNS
from retrosheet.workbook.headings import columns_under
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


def header_row(tab: ForeignTab) -> tuple[int, dict[str, int]] | None:
    """The visible header and the column of each key that it tells; None in a tab without one.

    The columns that only formulas look at are headed by their keys. A heading that somebody has
    renamed counts where it stands between two that are known, as many columns apart as were made.
    """
    from retrosheet.layout.plan.columns import HEADERS

    headings = {key: HEADERS.get(key) or Text.same(key) for key in PLAN_COLUMNS}
    words = {word: key for key, text in headings.items() for word in text.everywhere()}
    for row in range(min(tab.rows, _SEARCHED)):
        keys: dict[str, int] = {}
        for column in range(tab.columns):
            value = tab.at(row, column).value
            if isinstance(value, str) and value in words:
                keys.setdefault(words[value], column)
        if len(keys) >= _FEWEST and {"title", "row", "id"} <= keys.keys():
            heads = [str(tab.at(row, column).value or "") for column in range(tab.columns)]
            near = columns_under(heads, headings, surely=True)
            return row, {**{key: column for key, column in near.items() if column >= 0}, **keys}
    return None


def closing_row(tab: ForeignTab, row: int, keys: dict[str, int]) -> int | None:
    """The row that closes the plan whose keys stand in ``row``."""
    for below in range(row + 1, tab.rows):
        title = tab.at(below, keys["title"]).value
        if tab.at(below, keys["row"]).value == MARK or (isinstance(title, str) and is_edge(title)):
            return below
    return None
