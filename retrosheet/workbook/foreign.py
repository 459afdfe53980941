"""A workbook that somebody else made, as it is read: what its tabs show, colours included.

Rows and columns count from 0. A fill is ``#RRGGBB``, "" for none and for white. Only cells that
hold something, or have a fill, are kept.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.language import Text
    from retrosheet.workbook.model import Merge

Shown = str | float | bool | dt.datetime | dt.date | None

MOST_ROWS, MOST_COLUMNS = 5_000, 400
MOST_TABS = 50
MOST_CELLS = 200_000
"""How much of a foreign workbook is read: what lies beyond is named, not dropped in silence."""


class ForeignCell(NamedTuple):
    """A cell: what it shows, its fill, its number format, and the formula behind it, "" for none.

    ``percent`` says that a number is shown as a share.
    """

    value: Shown = None
    fill: str = ""
    bold: bool = False
    formula: str = ""
    percent: bool = False
    number_format: str = ""


Place = tuple[int, int]
NOTHING = ForeignCell()


@dataclass(frozen=True)
class ForeignTab:
    """A tab of cells; ``remarks`` are the notes that hang on cells, by their place.

    ``lost`` names what only a spreadsheet program could carry over: pictures, charts, rules.
    """

    title: str
    cells: Mapping[Place, ForeignCell]
    merges: tuple[Merge, ...] = ()
    hidden: bool = False
    remarks: Mapping[Place, str] = field(default_factory=dict)
    lost: tuple[Text, ...] = ()

    def at(self, row: int, column: int) -> ForeignCell:
        return self.cells.get((row, column), NOTHING)

    @cached_property
    def rows(self) -> int:
        return max((row for row, _ in self.cells), default=-1) + 1

    @cached_property
    def columns(self) -> int:
        return max((column for _, column in self.cells), default=-1) + 1


class ForeignBook(NamedTuple):
    """A workbook; ``called`` is what its file, or its sheet, is called."""

    called: str
    tabs: tuple[ForeignTab, ...]
