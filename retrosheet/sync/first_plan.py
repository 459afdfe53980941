"""The first plan and where launch day has been since, as a workbook keeps them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.sync.own_cells import day_in, serial, text_in
from retrosheet.workbook import baseline
from retrosheet.workbook.baseline import Baseline, Move
from retrosheet.workbook.sync_tab import MOST_MOVES, MOVES

if TYPE_CHECKING:
    import datetime as dt

    from retrosheet.sync.snapshot import Snapshot
    from retrosheet.workbook.tables import Table, Value


def read_baseline(table: Table | None) -> Baseline | None:
    """The first plan; ``table`` is what stands under ``rs_baseline``."""
    if table is None:
        return None
    cells = ([table.cell(row, column) for column in range(3)] for row in range(1, len(table.rows)))
    return baseline.read((text_in(key), day_in(start), day_in(due)) for key, start, due in cells)


def read_moves(table: Table | None) -> tuple[Move, ...]:
    """The launch days that were seen, oldest first; ``table`` is what stands under ``rs_moves``."""
    found = []
    for row in range(1, len(table.rows) if table else 0):
        assert table is not None
        day, launch = (day_in(table.cell(row, column)) for column in range(len(MOVES)))
        if day is not None and launch is not None:
            found.append(Move(day, launch))
    return tuple(found)


def move_rows(snapshot: Snapshot, today: dt.date) -> list[list[Value]]:
    """The list as it stands in the tab, its header first, with launch day as it is now."""
    assert snapshot.baseline is not None
    moves = snapshot.moves
    if baseline.moved(snapshot.baseline, moves, snapshot.launch) > len(moves):
        moves = (*moves, Move(today, snapshot.launch))
    rows: list[list[Value]] = [list(MOVES)]
    return rows + [[serial(day) for day in move] for move in moves[-MOST_MOVES:]]
