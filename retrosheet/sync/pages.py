"""What stands on the tabs where no formula and no sync reads it, named cell by cell.

Text below the plan or beside it, entries below a list of Settings, error values, merged cells over
lines, lines whose formulas are gone, and a copy of the plan in which somebody has gone on working.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from retrosheet.layout.plan.columns import TYPED
from retrosheet.layout.settings.lists import NAMED
from retrosheet.sync.cells import Keyed, blank, first, pairs, shown
from retrosheet.sync.snapshot import Doubt
from retrosheet.sync.typed import in_range
from retrosheet.workbook.plan_tab import (
    BESIDE,
    COPY_OF,
    PAGES,
    PLAN_PAGE,
    SETTINGS_PAGE,
    is_hint,
)
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from retrosheet.sync.snapshot import Why
    from retrosheet.workbook.tables import Cell, Table

_OF_NO_LAUNCH = ("#N/A", "#VALUE!", "#NUM!")
"""What formulas show that wait for launch day; nobody has to undo anything for it."""


def page_doubts(
    tables: Mapping[str, Table], plan: Keyed, known: Collection[str]
) -> Iterator[Doubt]:
    """Everything that is read nowhere; ``known`` are the IDs of the engine in small letters."""
    page = tables.get(PLAN_PAGE)
    if page is not None:
        yield from _around(page, plan)
        yield from _merged(page, plan)
    yield from _in_gantt(tables, plan)
    yield from _without_formulas(plan, known)
    yield from _below_lists(tables)
    if BESIDE in tables:
        yield from _beside(tables[BESIDE], plan)
    # an optional tab's name may lie on another one
    pages = {tables[name].title: tables[name] for name in PAGES if name in tables}
    ignored = () if _launch_is_read(tables) else _OF_NO_LAUNCH
    for seen in pages.values():
        yield from _errors(seen, ignored)
    for name, copy in tables.items():
        if name.startswith(COPY_OF):
            yield from _copied(copy, plan, known)


def _doubt(where: str, typed: str, why: Why, column: str = "", kept: str = "") -> Doubt:
    return Doubt("unreadable", where, "", "", column, typed, why, kept)


def _cells(table: Table, first_row: int = 0) -> Iterator[tuple[int, int, Cell]]:
    """The cells that hold something, from a row of the table on."""
    for row in range(first_row, len(table.rows)):
        for column, cell in enumerate(table.rows[row]):
            if cell.formula or not blank(cell):
                yield row, column, cell


def _around(page: Table, plan: Keyed) -> Iterator[Doubt]:
    """Below the plan: one doubt a row, under its title where it has one."""
    table = plan.table
    end = table.row + plan.height - page.row
    title = table.column + plan.at.get("title", 0) - page.column
    told: set[int] = set()
    for row, column, cell in _cells(page, end):
        if row in told or is_hint(shown(cell)):
            continue
        told.add(row)
        named = page.cell(row, title)
        if not blank(named):
            where = page.where(row, title)
            yield Doubt("missing_id", where, "", shown(named), "title", shown(named))
        else:
            yield _doubt(page.where(row, column), shown(cell), "outside")


def _beside(page: Table, plan: Keyed) -> Iterator[Doubt]:
    """Behind the Gantt: a column with a header is somebody's own, a text without one is lost."""
    top = plan.table.row - page.row
    for row, column, cell in _cells(page, top + 2):
        if blank(page.cell(top + 1, column)):
            yield _doubt(page.where(row, column), shown(cell), "beside")


def _in_gantt(tables: Mapping[str, Table], plan: Keyed) -> Iterator[Doubt]:
    """How many texts hide in the Gantt, as the workbook counted them when it was saved."""
    count = pairs(tables.get("rs_scalars")).get("in_gantt")
    if isinstance(count, float) and count > 0:
        yield _doubt(plan.table.title, f"{count:g}", "in_gantt")


def _merged(page: Table, plan: Keyed) -> Iterator[Doubt]:
    """Cells shown as one over lines of the plan: all of them but the first are empty."""
    table = plan.table
    first, last = table.row + 2, table.row + plan.height - 2
    keys = {table.column + column: key for key, column in reversed(plan.at.items())}
    for top, left, bottom, right in page.merged:
        inside = [column for column in range(left, right + 1) if column in keys]
        if bottom < first or top > last or not inside:
            continue
        place = f"{page.title}!{cell_ref(top, left)}:{cell_ref(bottom, right)}"
        yield _doubt(place, "", "merged", keys[inside[0]])


def _without_formulas(plan: Keyed, known: Collection[str]) -> Iterator[Doubt]:
    """Lines with an ID of the plan but without the formulas that show their dates."""
    if "row" not in plan.at:
        return
    rows = range(2, len(plan.table.rows))
    if not any(plan.cell(row, "row").formula for row in rows):
        return  # the program that saved the file kept no formulas at all
    for row in rows:
        task = shown(plan.cell(row, "id"))
        if task.casefold() in known and not plan.cell(row, "row").formula:
            title = shown(plan.cell(row, "title"))
            where = plan.where(row, "id")
            yield Doubt("unreadable", where, task, title, "id", title or task, "no_formulas")


def _below_lists(tables: Mapping[str, Table]) -> Iterator[Doubt]:
    page = tables.get(SETTINGS_PAGE)
    if page is None or not tables.keys() >= NAMED.keys():
        # What stands below one list may be another one whose name is lost, which is said already.
        return
    for name in NAMED:
        there = tables[name]
        if there.title != page.title:
            continue
        own = there.spread()
        end = _next_list(tables, there) - page.row
        for row, column, cell in _cells(page, there.row + there.height - page.row):
            if row < end and page.column + column in own:
                yield _doubt(page.where(row, column), shown(cell), "below_list", name)


def _next_list(tables: Mapping[str, Table], above: Table) -> float:
    """The row of the title of the list that stands below another one; infinite without one."""
    others = (tables[name] for name in NAMED if name in tables)
    return min(
        (
            below.row - 1
            for below in others
            if below.title == above.title and below.row > above.row
            if not below.spread().isdisjoint(above.spread())
        ),
        default=math.inf,
    )


def _launch_is_read(tables: Mapping[str, Table]) -> bool:
    """Whether the formulas have a launch day: they do not read what sync reads of a text."""
    value = first(tables, "rs_launch").value
    return isinstance(value, float) and in_range(value)


def _errors(page: Table, ignored: Collection[str]) -> Iterator[Doubt]:
    """One doubt a tab: the first of its error values, and how many more there are."""
    found = [
        (row, column, cell.error)
        for row, column, cell in _cells(page)
        if cell.error and cell.error not in ignored
    ]
    if found:
        row, column, error = found[0]
        more = str(len(found) - 1) if len(found) > 1 else ""
        yield _doubt(page.where(row, column), error, "error", kept=more)


def _copied(copy: Table, plan: Keyed, known: Collection[str]) -> Iterator[Doubt]:
    """What somebody typed in a copy of the plan and not in the plan."""
    other = Keyed(copy)
    rows = {shown(plan.cell(row, "id")): row for row in range(2, len(plan.table.rows))}
    found: list[tuple[str, str]] = []
    for row in range(2, len(copy.rows)):
        task = shown(other.cell(row, "id"))
        if task.casefold() not in known and not shown(other.cell(row, "title")):
            continue
        ours = rows.get(task)
        for key in TYPED:
            typed = other.cell(row, key)
            if typed.formula or (ours is not None and shown(plan.cell(ours, key)) == shown(typed)):
                continue
            if ours is not None or not blank(typed):
                found.append((other.where(row, key), shown(typed)))
    if found:
        where, typed_there = found[0]
        yield _doubt(where, typed_there, "copy", kept=str(len(found)))
