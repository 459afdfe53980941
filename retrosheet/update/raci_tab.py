"""Where the RACI goes on people's own: each task keeps its row there, each role its column.

Colours, notes and what people write beside belong to rows and columns of the tab. So what is new
comes in between, a task below the one that it follows and a role behind its neighbour, and what is
gone goes with its row; a row on which people have written beside the table stays, without its task.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.layout.raci import FIRST_ROLE
from retrosheet.sync.cells import blank, shown
from retrosheet.workbook.moves import Moves, Shift
from retrosheet.workbook.plan_tab import BESIDE_RACI, COLUMNS_BESIDE
from retrosheet.workbook.relocated import Relocation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from retrosheet.update.fresh import Fresh
    from retrosheet.update.present import Present
    from retrosheet.workbook.tables import Table

_NAME = "rs_raci"
_SEVERAL = re.compile(r".* \((.*)\)")
"""The heading of somebody who has several roles; the role stands in brackets."""


def raci_on(title: str, present: Present, fresh: Fresh) -> tuple[Relocation, Moves]:
    """The fresh RACI on the tab of that ``title``, and what moves there."""
    table = present.tables.get(_NAME)
    if table is None or not table.rows or table.title != title or _NAME not in fresh.names:
        return Relocation(title), Moves()
    rows, row_shift = _rows(table, present, fresh)
    columns, column_shift = _columns(table, present, fresh)
    there = Relocation(title, _changed(rows), _changed(columns))
    return there, Moves(row_shift, column_shift)


def columns_of_roles(present: Present, fresh: Fresh) -> dict[int, int]:
    """The column of people's table for each fresh column of a role that they have."""
    table, area = present.tables[_NAME], fresh.names[_NAME]
    header = table.rows[0] if table.rows else ()
    there: dict[str, int] = {}
    for column in range(FIRST_ROLE, len(header)):
        if not blank(header[column]) or header[column].formula:
            there.setdefault(present.team.role(header[column]).casefold(), column)
    members = {
        member.label.casefold(): member.role or member.person for member in present.snapshot.team
    }
    headings = {
        cell.column: str(cell.value)
        for cell in fresh.sheet_of(area.title).cells
        if cell.row == area.first_row
    }
    found: dict[int, int] = {}
    for column in range(area.first_column + FIRST_ROLE, area.last_column + 1):
        label = headings[column]
        several = _SEVERAL.fullmatch(label)
        for name in (label, several[1] if several else label):
            role = members.get(name.casefold(), name).casefold()
            if role in there and there[role] not in found.values():
                found[column] = there[role]
                break
    return found


def _columns(table: Table, present: Present, fresh: Fresh) -> tuple[dict[int, int], Shift]:
    """Where each fresh column goes, and what comes and goes between people's."""
    area = fresh.names[_NAME]
    first = area.first_column
    known = {first + n: table.column + n for n in range(FIRST_ROLE)}
    roles = columns_of_roles(present, fresh)
    known |= {column: table.across(there) for column, there in roles.items()}
    new: dict[int, list[int]] = {}
    before = table.column + FIRST_ROLE - 1
    for column in range(first, area.last_column + 1):
        if column in known:
            before = known[column]
        else:
            new.setdefault(before + 1, []).append(column)
    gone = [
        table.across(column)
        for column, head in enumerate(table.rows[0])
        if column >= FIRST_ROLE and head.formula and column not in roles.values()
        and all(blank(table.cell(row, column)) for row in range(1, len(table.rows)))
    ]  # fmt: skip
    shift = Shift(tuple((at, len(columns)) for at, columns in sorted(new.items())), tuple(gone))
    found = _placed(known, new, shift)
    found |= {column: column + found[first] - first for column in range(first)}
    last = shift.of_or_after(table.column + max(table.width, len(table.rows[0])))
    found |= {area.last_column + 1 + n: last + n for n in range(COLUMNS_BESIDE)}
    return found, shift


def _rows(table: Table, present: Present, fresh: Fresh) -> tuple[dict[int, int], Shift]:
    """Where each fresh row goes, and what comes and goes between people's."""
    area = fresh.names[_NAME]
    ids = _ids(fresh)
    closing = table.row + max(table.height, len(table.rows)) - 1
    closed = not shown(table.cell(closing - table.row, 0))
    there: dict[str, int] = {}
    for index in range(1, closing - table.row + (not closed)):
        there.setdefault(shown(table.cell(index, 0)), table.row + index)
    there.pop("", None)
    own = {row for row in there.values() if _has_own(present, row)}
    moved_up = {
        place.id for place in present.places
        if place.kind == "added" and there.get(place.id) not in own
    }  # fmt: skip
    known = {
        row: there[row_id]
        for row, row_id in ids.items()
        if row_id in there and row_id not in moved_up
    }
    new: dict[int, list[int]] = {}
    before = table.row
    for row in range(area.first_row + 1, area.last_row):
        if row in known:
            before = known[row]
        else:
            new.setdefault(before + 1, []).append(row)
    top = max(0, area.first_row - table.row)
    ours = {*present.source.planned, *(task.id for task in present.snapshot.deleted)}
    gone = sorted(
        row for row_id, row in there.items()
        if row_id in ours and row not in known.values() and row not in own
    )  # fmt: skip
    counts = {at: len(rows) for at, rows in new.items()}
    if top:
        counts[0] = top
    if closed:
        known[area.last_row] = closing
    else:
        new.setdefault(closing + 1, []).append(area.last_row)
        counts[closing + 1] = len(new[closing + 1])
    known[area.first_row] = table.row
    shift = Shift(tuple(sorted(counts.items())), tuple(gone))
    found = _placed(known, new, shift)
    head = found[area.first_row]
    return found | {row: row + head - area.first_row for row in range(area.first_row)}, shift


def _placed(
    known: Mapping[int, int], new: Mapping[int, Iterable[int]], shift: Shift
) -> dict[int, int]:  # fmt: skip
    """Where the places that are known are after the shift, and those that come before others."""
    found = {place: shift.of_or_after(there) for place, there in known.items()}
    for at, places in new.items():
        block = [*places]
        first = shift.of_or_after(at) - len(block)
        found |= {place: first + n for n, place in enumerate(block)}
    return found


def _changed(places: dict[int, int]) -> dict[int, int]:
    """The places, nothing where each of them stays."""
    return {} if all(place == there for place, there in places.items()) else places


def _ids(fresh: Fresh) -> dict[int, str]:
    """The ID of each fresh row."""
    area = fresh.names[_NAME]
    return {
        cell.row: str(cell.value)
        for cell in fresh.sheet_of(area.title).cells
        if cell.column == area.first_column and area.first_row < cell.row < area.last_row
    }


def _has_own(present: Present, row: int) -> bool:
    """Whether people have written beside the table on a row of the tab."""
    beside = present.tables.get(BESIDE_RACI)
    if beside is None or not 0 <= row - beside.row < len(beside.rows):
        return False
    return any(not blank(cell) for cell in beside.rows[row - beside.row])
