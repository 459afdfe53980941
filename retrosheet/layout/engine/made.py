"""What the plan was made of, on the engine's tab behind all else: values that nobody looks at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.campaign.made import NAME, made_of, written
from retrosheet.layout.palette import HIDDEN_KEY
from retrosheet.workbook.model import Name

if TYPE_CHECKING:
    from retrosheet.layout.frame import Frame
    from retrosheet.workbook.model import Sheet


def put_made(sheet: Sheet, frame: Frame) -> None:
    """A key and a text a row, from the engine's first line on."""
    column = 2 + max(cell.column for cell in sheet.cells)
    first = frame.engine.first_row
    said = list(written(frame.made or made_of(frame.campaign)))
    for row, (key, text) in enumerate(said, first):
        sheet.put(row, column, key, HIDDEN_KEY)
        sheet.put(row, column + 1, text, HIDDEN_KEY)
    sheet.names.append(Name(NAME, sheet.area(first, column, first + len(said) - 1, column + 1)))
