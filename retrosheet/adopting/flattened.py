"""A tab of a foreign workbook as the plain table that ``importing`` reads.

Merged cells say their words on each of their rows, bars become a start and an end, columns of
crosses under people's names an owner, and the colours of a legend an owner, a phase or a kind.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from retrosheet.adopting.bars import drawn
from retrosheet.adopting.cells import HEADINGS, grid_of, rows_of, table_under
from retrosheet.adopting.colored import colored
from retrosheet.adopting.heading_rows import with_one_heading_row
from retrosheet.adopting.legend import NO_LEGEND, Legend, Meaning
from retrosheet.adopting.spread import gathered
from retrosheet.adopting.ticked import Ticked, ticked
from retrosheet.adopting.unheaded import headed
from retrosheet.importing.columns import DATED, Table
from retrosheet.importing.raw import shown
from retrosheet.importing.tables import table_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from retrosheet.adopting.axis import Axis
    from retrosheet.adopting.painted import Run
    from retrosheet.calendars import Calendar
    from retrosheet.importing.raw import Field
    from retrosheet.language import Lang
    from retrosheet.workbook.foreign import ForeignTab


@dataclass(frozen=True)
class Flattened:
    """A tab as a table; ``table`` is None where nothing in it is a plan.

    ``bars`` are the runs of each row that has some, by its number; ``colored`` the statuses that
    colours say, likewise. ``reshaped`` says that the columns of the table are not those of the tab.
    """

    tab: ForeignTab
    table: Table | None
    axis: Axis | None = None
    legend: Legend = NO_LEGEND
    ticked: Ticked | None = None
    bars: Mapping[int, tuple[Run, ...]] = field(default_factory=dict)
    colored: Mapping[int, str] = field(default_factory=dict)
    reshaped: bool = False

    @property
    def drawn(self) -> bool:
        """Whether dates come from bars."""
        return bool(self.bars)


def flattened(
    tab: ForeignTab,
    axis: Axis | None,
    calendar: Calendar,
    lang: Lang,
    forced: Mapping[int, Field] | None = None,
    heading_row: int | None = None,
    colors: Mapping[str, Meaning] | None = None,
) -> Flattened:
    """The table of a tab.

    ``forced`` says what columns mean, ``heading_row`` (from 0) where their headings stand, and
    ``colors`` what fills mean, where a person has said so.
    """
    rows = rows_of(tab)
    if axis is not None:
        without = table_under(grid_of(tab, rows, axis.columns), forced, heading_row)
        if without is not None and _has_dates(without):
            return _with_ticks(tab, without, axis, lang)
        found = drawn(tab, rows, axis, calendar, lang, forced, colors or {})
        return Flattened(
            tab, found.table, axis, found.legend, bars=found.bars, colored=found.colored
        )
    grid = grid_of(tab, with_one_heading_row(tab, rows), ())
    table = table_under(grid, forced, heading_row)
    untitled = table is not None and any(
        column.field == "title" and column.seen for column in table.columns.values()
    )
    if forced is None and (table is None or untitled):
        calendar_of = gathered(grid, lang, of_channels=untitled)
        if calendar_of is not None:
            return Flattened(tab, table_in(calendar_of), reshaped=True)
    if forced is None and table is None and (checklist := headed(grid, lang)) is not None:
        table = table_in(checklist)
    if table is None:
        return Flattened(tab, None)
    said = colored(tab, table, colors or {})
    ticks = _with_ticks(tab, said.table, None, lang)
    return replace(ticks, legend=said.legend, colored=said.statuses)


def _has_dates(table: Table) -> bool:
    """Whether columns of the table itself date most of its rows."""
    dated = [at for at, column in table.columns.items() if column.field in DATED]
    rows = [cells for _, cells in table.grid.rows[table.top + 1 :]]
    spoken = [cells for cells in rows if sum(bool(shown(v).strip()) for v in cells) > 1]
    said = sum(
        any(at < len(cells) and shown(cells[at]).strip() for at in dated) for cells in spoken
    )
    return bool(dated) and 2 * said >= len(spoken) > 0


def _with_ticks(tab: ForeignTab, table: Table, axis: Axis | None, lang: Lang) -> Flattened:
    """The table with an owner for the crosses under people's names."""
    found = ticked(table)
    if found is None:
        return Flattened(tab, table, axis)
    at = found.columns[0]
    headings = list(table.headings)
    headings[at] = HEADINGS[found.field].to(lang)
    grid_rows = list(table.grid.rows)
    grid_rows[table.top] = (grid_rows[table.top][0], tuple(headings))
    for index in range(table.top + 1, len(grid_rows)):
        number, cells = grid_rows[index]
        kept = [None if column in found.columns else value for column, value in enumerate(cells)]
        if at < len(kept) and number in found.names:
            kept[at] = ", ".join(found.names[number])
        grid_rows[index] = (number, tuple(kept))
    from retrosheet.importing.columns import Column

    columns = {c: known for c, known in table.columns.items() if c not in found.columns}
    columns[at] = Column(found.field)
    grid = table.grid._replace(rows=tuple(grid_rows))
    return Flattened(tab, Table(grid, table.top, columns), axis, ticked=found)
