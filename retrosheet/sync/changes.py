"""The plan of changes: what a sync will write, cell by cell, before anything is written.

It is the difference between what the workbook holds and what it should hold; a sync that finds
nothing new has an empty one. Whoever applies it writes ``writing``, no more and no less.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.errors import InvalidInput
from retrosheet.language import DEFAULT, Lang, Text
from retrosheet.sync import memory
from retrosheet.sync.live import HEARD_NAME, Live
from retrosheet.workbook import sync_tab
from retrosheet.workbook.baseline import MOVES_NAME
from retrosheet.workbook.refs import cell_ref
from retrosheet.workbook.tables import EMPTY, Cell, CellAddress, Value, Writing

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from retrosheet.sync.findings import Findings
    from retrosheet.sync.snapshot import Snapshot
    from retrosheet.workbook.tables import Table

_OWN = (
    "rs_sync_summary", "rs_sync", "rs_sync_log", "rs_told", "rs_entries", HEARD_NAME, MOVES_NAME,
)  # fmt: skip
_MOVED = Text(
    "L’onglet caché « {title} » a été modifié : son tableau n’est plus à sa place. Reprenez une "
    "copie antérieure du classeur.",
    'The hidden tab "{title}" was changed: its table is not in its place any more. Go back to an '
    "earlier copy of the workbook.",
)


class Change(NamedTuple):
    """One cell that will hold something else: ``what`` of the task ``id``, "" for the whole plan.

    ``what`` is a column key of the tool's lists, the key of a single value, ``log``, or what
    shows it: ``alert``, ``flag``, ``rs_said``…
    """

    place: CellAddress
    id: str
    what: str
    before: Value
    after: Value

    @property
    def where(self) -> str:
        """The cell as a person finds it: Rétroplanning!K12."""
        return f"{self.place.title}!{cell_ref(self.place.row, self.place.column)}"


class Changes(NamedTuple):
    """All that a sync will write, and what of it differs from what stands there."""

    writing: Writing
    cells: tuple[Change, ...]


def plan_changes(
    tables: Mapping[str, Table], snapshot: Snapshot, findings: Findings, lang: Lang = DEFAULT
) -> Changes:
    """What to write so that the workbook shows the findings.

    Raises InvalidInput, in ``lang``, where the tool's own tab is not as it was made.
    """
    table = tables["rs_sync"]
    if table.column != 0 or table.row < len(sync_tab.SCALARS):
        raise InvalidInput(_MOVED.to(lang).format(title=table.title))
    rows = memory.rows(snapshot, findings, table.row, heard=HEARD_NAME in tables)
    lines = {table.row + line.place + 1: line.task.id for line in snapshot.lines}
    own = tuple(_own_tab(tables, rows, table, lines))
    looked = _shown(tables, snapshot, findings, rows)
    shown = tuple(change for change in looked if change.before != change.after)
    after = {change.place: change.after for change in shown}
    return Changes(Writing(table.title, rows, after, differs=bool(own)), (*own, *shown))


def _own_tab(
    tables: Mapping[str, Table], rows: tuple[tuple[Value, ...], ...], table: Table,
    lines: Mapping[int, str],
) -> Iterator[Change]:  # fmt: skip
    """The cells of the tool's own tab that will change, row by row.

    ``lines`` names the engine's line on each row of the list of what was heard.
    """
    held: dict[int, dict[int, Value]] = {}
    for there in (tables[name] for name in _OWN if name in tables):
        for row, cells in enumerate(there.rows, there.row):
            held.setdefault(row, {}).update(_filled(map(_value, cells), there.column))
    for row in range(max((len(rows), *(number + 1 for number in held)))):
        before, after = held.get(row, {}), _filled(rows[row] if row < len(rows) else (), 0)
        if before == after:
            continue
        for column in sorted({*before, *after}):
            old, new = before.get(column), after.get(column)
            if old != new:
                what, task_id = _what(row, column, table.row), ""
                if row > table.row and column < len(sync_tab.COLUMNS):
                    task_id = str(after.get(0) or before.get(0) or "")
                elif sync_tab.READ_COLUMN <= column < sync_tab.MOVES_COLUMN:
                    task_id = lines.get(row, "")
                yield Change(CellAddress(table.title, row, column), task_id, what, old, new)


def _filled(values: Iterable[Value], first: int) -> dict[int, Value]:
    """By column, from the ``first`` on: the values that are not empty."""
    return {column: value for column, value in enumerate(values, first) if value not in (None, "")}


def _what(row: int, column: int, header: int) -> str:
    for first, keys in (
        (sync_tab.MOVES_COLUMN, sync_tab.MOVES),
        (sync_tab.READ_COLUMN, sync_tab.READ),
        (sync_tab.ENTRIES_COLUMN, sync_tab.ENTRIES),
        (sync_tab.TOLD_COLUMN, sync_tab.TOLD),
    ):
        if column >= first:
            return keys[min(column - first, len(keys) - 1)]
    if column >= len(sync_tab.COLUMNS):
        return "log"
    if row < len(sync_tab.SCALARS):
        return sync_tab.SCALARS[row]
    return sync_tab.COLUMNS[column] if row >= header else ""


def _shown(
    tables: Mapping[str, Table], snapshot: Snapshot, findings: Findings,
    rows: tuple[tuple[Value, ...], ...],
) -> Iterator[Change]:  # fmt: skip
    """Every formula elsewhere that looks at the tool's tab, with what it shows afterwards."""
    live = Live(tables, snapshot, findings)
    for looked in live.cells():
        yield Change(looked.place, looked.id, looked.key, _cached(looked.cell), looked.after)
    at_risk = float(live.at_risk)
    values: tuple[tuple[str, Value], ...] = (
        ("rs_said", rows[sync_tab.SCALARS.index("said")][1]),
        ("rs_risk", at_risk),
        ("rs_at_risk", at_risk),
    )
    for name, value in values:
        table = tables.get(name)
        cell = table.cell(0, 0) if table else EMPTY
        if table and cell.formula:
            place = CellAddress(table.title, table.row, table.column)
            yield Change(place, "", name, _cached(cell), value)


def _value(cell: Cell) -> Value:
    """What a cell of the tool's tab holds; an empty text is nothing, an error its name."""
    return None if cell.value == "" and not cell.error else _cached(cell)


def _cached(cell: Cell) -> Value:
    """What a formula shows: an empty text, where it has been calculated at all."""
    return cell.error or cell.value
