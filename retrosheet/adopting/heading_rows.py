"""Headings in two rows, the upper ones merged over several of the lower, as in one row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.importing.headings import understood
from retrosheet.importing.raw import shown

if TYPE_CHECKING:
    from retrosheet.importing.raw import Value
    from retrosheet.workbook.foreign import ForeignTab

_WITHIN = 40
_FEWEST_PARTS = 2
_LONGEST = 30

Row = dict[int, "Value"]


def with_one_heading_row(tab: ForeignTab, rows: list[Row]) -> list[Row]:
    """The rows with headings of two rows in the first: « Quand » over « Semaine » and « Jour »."""
    for top in sorted({m.first_row for m in tab.merges if m.first_row == m.last_row}):
        if top + 1 >= min(len(rows), _WITHIN):
            break
        over = {
            column: shown(rows[top].get(merge.first_column))
            for merge in tab.merges
            if merge.first_row == merge.last_row == top
            for column in range(merge.first_column, merge.last_column + 1)
        }
        below = rows[top + 1]
        parts = {at: value for at, value in below.items() if at in over}
        alone = {at: value for at, value in rows[top].items() if at not in over}
        if len(parts) < _FEWEST_PARTS or not understood(list(alone.values())):
            continue
        if any(not _is_heading(value) for value in parts.values()):
            continue
        if any(value != alone.get(at) for at, value in below.items() if at not in over):
            continue
        headings: Row = dict(alone)
        for at, value in parts.items():
            text = shown(value).strip()
            headings[at] = text if understood([text]) else f"{over[at]} {text}".strip()
        return [*rows[:top], headings, {}, *rows[top + 2 :]]
    return rows


def _is_heading(value: Value) -> bool:
    text = shown(value).strip() if isinstance(value, str) else ""
    return 0 < len(text) <= _LONGEST and not any(char.isdigit() for char in text)
