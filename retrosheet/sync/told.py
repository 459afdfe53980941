"""What reminders and calendars remember between two runs, in the tool's own tab.

A sync takes both lists along as they are; only ``remind`` and ``calendar`` change them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.sync.own_cells import day_in, number_in, serial, text_in
from retrosheet.sync.remembered import Entry, Told
from retrosheet.workbook.sync_tab import ENTRIES, TOLD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.workbook.tables import Table, Value

_SENT, _CANCELLED = "sent", "cancelled"


def read_told(table: Table | None) -> tuple[Told, ...]:
    """What reminders have said; a row that is not whole was never said."""
    found = []
    for row in range(1, len(table.rows) if table else 0):
        assert table is not None
        via, who, what, step, due, day, message, state = (
            table.cell(row, column) for column in range(len(TOLD))
        )
        when = day_in(day)
        if when is not None and text_in(via) and text_in(message):
            found.append(
                Told(
                    via=text_in(via),
                    who=text_in(who),
                    what=text_in(what),
                    step=text_in(step),
                    due=day_in(due),
                    day=when,
                    message=text_in(message),
                    sent=text_in(state) == _SENT,
                )
            )
    return tuple(found)


def told_rows(told: Sequence[Told]) -> list[list[Value]]:
    """The list as it stands in the tab, its header first."""
    rows: list[list[Value]] = [list(TOLD)]
    for entry in told:
        due = serial(entry.due) if entry.due else None
        state = _SENT if entry.sent else "intended"
        rows.append(
            [*entry[:4], due, serial(entry.day), entry.message, state],
        )
    return rows


def read_entries(table: Table | None) -> tuple[Entry, ...]:
    """What calendars hold; a row that is not whole counts as never published."""
    found = []
    for row in range(1, len(table.rows) if table else 0):
        assert table is not None
        task, sequence, print_, day, state, due, title, owner, former = (
            table.cell(row, column) for column in range(len(ENTRIES))
        )
        when, last = day_in(day), day_in(due)
        if text_in(task) and when is not None and last is not None:
            found.append(
                Entry(
                    id=text_in(task),
                    sequence=int(number_in(sequence)),
                    print=text_in(print_),
                    day=when,
                    cancelled=text_in(state) == _CANCELLED,
                    due=last,
                    title=text_in(title),
                    owner=text_in(owner),
                    former=text_in(former),
                )
            )
    return tuple(found)


def entry_rows(entries: Sequence[Entry]) -> list[list[Value]]:
    """The list as it stands in the tab, its header first."""
    rows: list[list[Value]] = [list(ENTRIES)]
    for entry in entries:
        state = _CANCELLED if entry.cancelled else "published"
        rows.append(
            [
                entry.id, float(entry.sequence), entry.print, serial(entry.day), state,
                serial(entry.due), entry.title, entry.owner, entry.former,
            ]
        )  # fmt: skip
    return rows
