"""What people typed, put into the cells of a workbook laid out afresh.

Rows of the plan are found by their IDs, the lists of other tabs by their names. A cell that
follows a formula of ours goes on following it; a value that the merge has taken from the archetype
stands as it was laid out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.campaign.made import WHOLE
from retrosheet.language import Lang, Text
from retrosheet.layout.budget import tab as budget
from retrosheet.layout.kpi import tab as kpi
from retrosheet.layout.plan.columns import TYPED
from retrosheet.layout.raci import FIRST_ROLE
from retrosheet.layout.settings.lists import LISTS
from retrosheet.statuses import STATUSES
from retrosheet.sync.cells import Keyed, blank, pairs, shown
from retrosheet.sync.engine_facts import known_tasks
from retrosheet.update.geometry import rows_on_top
from retrosheet.update.headed_tabs import lines_of
from retrosheet.workbook.headings import columns_under
from retrosheet.workbook.model import Cell
from retrosheet.workbook.plan_tab import PAGE
from retrosheet.workbook.serials import serial
from retrosheet.workbook.sync_tab import LOG

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.schedule import Schedule
    from retrosheet.update.geometry import Fresh, Geometry
    from retrosheet.update.present import Present
    from retrosheet.update.rows import Merged
    from retrosheet.update.whole import Wanted
    from retrosheet.workbook.model import Value
    from retrosheet.workbook.refs import Area
    from retrosheet.workbook.tables import Cell as Read
    from retrosheet.workbook.tables import Table

_UNITS = {
    "title": "title", "phase": "phase", "owner": "owner", "offset": "timing",
    "duration": "timing", "margin": "timing", "imposed": "timing", "needs": "needs",
    "deliverable": "deliverable", "channel": "channel", "comment": "note", "parent": "parent",
}  # fmt: skip
"""The unit of the merge to which each column that people fill belongs."""
_ALONE = tuple(key for key in TYPED if key not in _UNITS)
"""What people fill that no archetype knows of: how the work stands."""
_COMPUTED = ("start", "due", "alert", "float")
_DATED = ("start", "due")
_BY_PARTS = ("status", "progress", "duration", "needs")
"""The cells that a task that is split fills by itself."""
_SETTINGS = ("name", "launch", "start", "today", "weekend", "soon_days", "remind_ahead",
             "remind_every", "remind_most", "lead", "mine")  # fmt: skip
_HEADINGS = {"rs_budget": budget.HEADERS, "rs_kpis": kpi.HEADERS}
AGREED = Text("plan convenu", "agreed plan")
_MEMORIES = ("rs_sync", "rs_sync_log", "rs_told", "rs_entries", "rs_moves")


class Put(NamedTuple):
    """What a cell is to hold; ``typed`` is a formula of people's, as it stands in the file."""

    title: str
    row: int
    column: int
    value: Value
    typed: str = ""


def overlaid(
    present: Present, fresh: Fresh, geometry: Geometry, merged: Merged, wanted: Wanted,
    day: dt.date, schedule: Schedule | None = None,
) -> list[Put]:  # fmt: skip
    """All that goes into cells of the fresh layout on a ``day``, by its own tabs' titles.

    With a ``schedule``, a value in the place of a formula that gives the very same is not kept.
    """
    overlay = _Overlay(present, fresh, geometry, merged, wanted, day, schedule)
    return [*overlay.plan(), *overlay.settings(), *overlay.lists(), *overlay.memory()]


class _Overlay:
    def __init__(
        self, present: Present, fresh: Fresh, geometry: Geometry, merged: Merged, wanted: Wanted,
        day: dt.date, schedule: Schedule | None,
    ) -> None:  # fmt: skip
        self.present, self.fresh, self.geometry = present, fresh, geometry
        self.schedule = schedule
        self.merged, self.wanted = merged, wanted
        self.tables = present.tables
        self.day = day
        self.lang: Lang = wanted.lang or present.snapshot.lang

    def plan(self) -> Iterator[Put]:
        title, columns = self.fresh.sheets["plan"].title, self.fresh.columns
        for row_id in self.merged.rows:
            index, row = self.present.cell_row(row_id), self.fresh.lines[row_id]
            if index is None:
                continue
            taken = self._taken(row_id)
            for key, unit in _UNITS.items():
                if unit in taken or key not in columns or self._of_parts(row, key):
                    continue
                cell = self.present.plan.cell(index, key)
                put = self._owner(cell) if key == "owner" else self._typed(cell)
                if key == "needs" and row_id not in self._unfollowed:
                    put = None
                if key == "phase" and blank(cell) and self.merged.rows[row_id].phase:
                    put = None  # that of the rows among which it was put
                if put is not None:
                    yield Put(title, row, columns[key], *put)
            yield from self._alone(title, index, row)
            yield from self._typed_over(title, row_id, index, row)
        shipped = dict(self._phases_of_spare())
        for tab_row, line in self.geometry.spare.items():
            index = tab_row - self.present.plan.table.row
            for key in (*_UNITS, *_ALONE):
                cell = self.present.plan.cell(index, key)
                if key == "phase" and shown(cell) == shipped.get(tab_row):
                    continue
                if key in columns and not blank(cell) and not cell.formula:
                    yield Put(title, self.fresh.lines[line], columns[key], cell.value)
        zoom = self._heading()
        if zoom:
            yield from zoom

    def _phases_of_spare(self) -> Iterator[tuple[int, str]]:
        """The phase that each spare line had from the start, that of the task before it."""
        rows = dict(self.present.ours.rows) | dict(
            self.present.made.rows if self.present.made else {}
        )
        phase = ""
        for place in self.present.order:
            if place.kind == "spare":
                yield place.row, phase
            elif place.id in rows:
                phase = rows[place.id].phase

    def _alone(self, title: str, index: int, row: int) -> Iterator[Put]:
        """How the work on a row stands, which is no part of what was made."""
        columns = self.fresh.columns
        for key in _ALONE:
            if self._of_parts(row, key):
                continue
            cell = self.present.plan.cell(index, key)
            value = self._word(cell) if key == "status" else cell.value
            put = (value, cell.formula) if not cell.error else None
            if put is not None and (value is not None or key != "status"):
                yield Put(title, row, columns[key], "" if value is None else value, cell.formula)

    def _of_parts(self, row: int, key: str) -> bool:
        """Whether a row shows there what its sub-tasks say."""
        mine = self.fresh.cells.get((row, self.fresh.columns[key]))
        return key in _BY_PARTS and mine is not None and bool(mine.formula)

    @property
    def _unfollowed(self) -> set[str]:
        """Rows whose needs stand as typed, as nobody can follow them."""
        return {
            remark.id for remark in self.present.remarks if remark.why in {"unread_needs", "circle"}
        }

    def _taken(self, row_id: str) -> set[str]:
        """The units of a row that are laid out: those of the archetype, and of what fills gaps."""
        taken = set(self.merged.taken.get(row_id, ()))
        ours, now = self.present.ours.rows[row_id], self.merged.rows[row_id]
        taken |= {
            unit for unit in set(_UNITS.values()) if getattr(ours, unit) != getattr(now, unit)
        }
        index = self.present.cell_row(row_id)
        assert index is not None
        kinds = {place.id: place.kind for place in self.present.places}
        if kinds.get(row_id) == "inserted":
            # a date typed as the due date of a row without formulas is an imposed one
            taken.add("timing")
        return taken

    def _owner(self, cell: Read) -> tuple[Value, str] | None:
        """Who owns the row: as laid out while the cell follows the team, else as typed."""
        return None if cell.formula or cell.error else (shown(cell), "")

    def _typed(self, cell: Read) -> tuple[Value, str] | None:
        if cell.error:
            return None
        return ("" if cell.value is None else cell.value), cell.formula

    def _word(self, cell: Read) -> Value:
        """A status; a usual word in the new language where the language changes."""
        typed = shown(cell)
        if self.wanted.lang and self.wanted.lang != self.present.snapshot.lang:
            for status in STATUSES:
                if typed.casefold() == status.word.to(self.present.snapshot.lang).casefold():
                    return status.word.to(self.wanted.lang)
        return cell.value

    def _typed_over(self, title: str, row_id: str, index: int, row: int) -> Iterator[Put]:
        """Values that stand in the place of our formulas, on rows that have others."""
        plan = self.present.plan
        if self.schedule is None and not plan.cell(index, "row").formula:
            return
        for key in _COMPUTED:
            cell = plan.cell(index, key)
            if key not in self.fresh.columns or cell.formula or blank(cell):
                continue
            if self._is_calculated(row_id, key, cell.value):
                continue
            if cell.value is not None:
                yield Put(title, row, self.fresh.columns[key], cell.value)

    def _is_calculated(self, row_id: str, key: str, value: Value) -> bool:
        """Whether the formula says the same anyway; it alone says what an alert is today."""
        if self.schedule is None:
            return False
        placed = self.schedule.by_id.get(row_id)
        if placed is None or key not in _DATED:
            return True
        return value == serial(placed.start if key == "start" else placed.due)

    def _heading(self) -> list[Put]:
        """The scale of the Gantt and the day from which it shows, which have no names."""
        page = self.tables.get(f"{PAGE}plan")
        if page is None:
            return []
        title = self.fresh.sheets["plan"].title
        target = self.geometry.targets[title]
        back = {there: here for here, there in target.columns.items()}
        shift = self.geometry.moves[self.present.plan.table.title].columns
        found = []
        top, lacking = rows_on_top(self.present, self.fresh)
        if lacking > int(self.present.keyless):
            return []
        first = top - int(self.present.keyless) + lacking - self.fresh.key_row
        for row in range(min(self.fresh.key_row, 6)):
            cells = (
                page.rows[row + first - page.row]
                if 0 <= row + first - page.row < len(page.rows)
                else ()
            )
            for column, cell in enumerate(cells, page.column):
                there = shift.of(column)
                here = back.get(there, there) if there is not None else None
                mine = self.fresh.cells.get((row, here)) if here is not None else None
                if mine is None or mine.formula or cell.formula or blank(cell):
                    continue
                same = cell.value in (mine.value, None) or self.lang != self.present.snapshot.lang
                if not same and here is not None:
                    found.append(Put(title, row, here, cell.value))
        return found

    def settings(self) -> Iterator[Put]:
        for key in _SETTINGS:
            table, area = self.tables.get(f"rs_{key}"), self.fresh.names.get(f"rs_{key}")
            if table is None or area is None:
                continue
            cell = table.cell(0, 0)
            if key == "launch" and self.wanted.launch:
                continue
            if key == "today" and cell.formula:
                continue
            if not cell.error:
                value = "" if cell.value is None else cell.value
                yield Put(area.title, area.first_row, area.first_column, value, cell.formula)

    def lists(self) -> Iterator[Put]:
        """The lists of Settings as they are typed, then budget, indicators and letters."""
        settings = self.present.settings
        for key in settings.lists:
            area, columns = self.fresh.names.get(f"rs_{key}"), LISTS[key].typed
            if area is None or (key == "holidays" and self.wanted.country):
                continue
            if key == "statuses" and self.lang != self.present.snapshot.lang:
                continue
            room, used = area.last_row - area.first_row - 1, settings.used(key)
            height = room + 1 if self.geometry.settled else settings.lists[key].height
            rows = [[settings.cell(key, n, at) for at in columns] for n in range(1, height)]
            if not self.geometry.settled:
                rows, used = _close_up(rows), 0
            for index, cells in enumerate(rows[:room], 1):
                for column, cell in zip(columns, cells, strict=True):
                    # what is blank among people's entries stays so
                    if index > used and blank(cell) and not cell.formula:
                        continue
                    place = area.first_row + index, area.first_column + column
                    value = "" if cell.value is None else cell.value
                    yield Put(area.title, *place, value, cell.formula)
        yield from self._raw("rs_budget", "budget")
        yield from self._raw("rs_kpis", "kpi")
        yield from self._raw("rs_objectives", "kpi")
        yield from self._raci()

    def _raw(self, name: str, key: str) -> Iterator[Put]:
        """A list whose rows stand in the same order: what is typed in it, column by heading.

        An empty line that somebody put between others of a list with headings is none of it.
        """
        table, area = self.tables.get(name), self.fresh.names.get(name)
        if table is None or area is None or key not in self.fresh.sheets:
            return
        cells = {(cell.row, cell.column): cell for cell in self.fresh.sheet_of(area.title).cells}
        headings = _HEADINGS.get(name)
        headed = headings is not None
        at = _by_heading(table, area, headings) if headings else self._as_laid_out(table, area)
        lines = lines_of(table, at) if headed else range(len(table.rows))
        for index, line in enumerate(lines[: area.rows - headed], int(headed)):
            for column, cell in enumerate(table.rows[line]):
                here = at.get(column, -1)
                mine = cells.get((area.first_row + index, here))
                if mine is None or cell.formula or cell.error:
                    continue
                if mine.formula and blank(cell):
                    continue
                value = "" if cell.value is None else cell.value
                if value != ("" if mine.value is None else mine.value) or mine.formula:
                    yield Put(area.title, area.first_row + index, here, value)

    def _as_laid_out(self, table: Table, area: Area) -> dict[int, int]:
        """The fresh column of each column of a list without headings, by where its tab goes."""
        target = self.geometry.targets[area.title]
        columns = range(area.first_column, area.last_column + 1)
        return {target.column(column) - table.column: column for column in columns}

    def _raci(self) -> Iterator[Put]:
        table, area = self.tables.get("rs_raci"), self.fresh.names.get("rs_raci")
        if table is None or area is None:
            return
        cells = {(cell.row, cell.column): cell for cell in self.fresh.sheet_of(area.title).cells}
        header = table.rows[0] if table.rows else ()
        roles = {
            self.present.team.role(cell): column
            for column, cell in enumerate(header)
            if column >= FIRST_ROLE
        }
        rows = {shown(table.cell(index, 0)): index for index in range(1, len(table.rows))}
        labels = {role.casefold(): role for role in roles}
        members = {member.label.casefold(): member.role or member.person
                   for member in self.present.snapshot.team}  # fmt: skip
        for row in range(area.first_row + 1, area.last_row):
            row_id = str(cells[row, area.first_column].value)
            index = rows.get(row_id)
            if index is None or "raci" in self.merged.taken.get(row_id, ()):
                continue
            for column in range(area.first_column + FIRST_ROLE, area.last_column + 1):
                label = str(cells[area.first_row, column].value).casefold()
                role = labels.get(members.get(label, label).casefold())
                if role is None:
                    continue
                cell = table.cell(index, roles[role])
                if not cell.formula and not cell.error:
                    yield Put(area.title, row, column, "" if cell.value is None else cell.value)

    def memory(self) -> Iterator[Put]:
        """What sync, reminders and calendars remember, and the first plan."""
        for name in _MEMORIES:
            if name == "rs_moves" and self.wanted.baseline:
                continue
            table, area = self.tables.get(name), self.fresh.names.get(name)
            if table is None or area is None:
                continue
            for index, cells in enumerate(table.rows):
                for column, cell in enumerate(cells):
                    if cell.value is not None and cell.value != "":
                        place = area.first_row + index, area.first_column + column
                        yield Put(area.title, *place, cell.value)
        summary, area = self.tables.get("rs_sync_summary"), self.fresh.names["rs_sync_summary"]
        said = pairs(summary)
        sheet = self.fresh.sheet_of(area.title)
        keys = {str(cell.value): cell.row for cell in sheet.cells if cell.column == 0}
        for key, value in said.items():
            if key in keys and keys[key] <= area.last_row:
                yield Put(area.title, keys[key], 1, value)
        yield from self._heard()
        if self.wanted.baseline:
            yield from self._noted()
        else:
            yield from self._first_plan()

    def _heard(self) -> Iterator[Put]:
        """What sync understood of cells: a row a line of the engine, which has a new order."""
        table, area = self.tables.get("rs_sync_read"), self.fresh.names.get("rs_sync_read")
        if table is None or area is None or len(table.rows) < 2:
            return
        old = {
            task.id: place
            for place, task in enumerate(known_tasks(Keyed(self.tables["rs_engine"])))
        }
        places = _engine_places(self.fresh)
        for row_id, place in old.items():
            if place + 1 >= len(table.rows) or row_id not in places:
                continue
            for column, cell in enumerate(table.rows[place + 1]):
                if cell.value is not None and cell.value != "":
                    row = area.first_row + 1 + places[row_id]
                    yield Put(area.title, row, area.first_column + column, cell.value)

    def _noted(self) -> Iterator[Put]:
        """When today's dates became the agreed ones, and why, at the end of the log."""
        table, area = self.tables.get("rs_sync_log"), self.fresh.names["rs_sync_log"]
        row = area.first_row + max(1, len(table.rows) if table else 1)
        said: tuple[Value, ...] = (self.day, WHOLE, "", self.wanted.note or AGREED.to(self.lang))
        for column, value in enumerate(said, area.first_column):
            yield Put(area.title, row, column, value)
        if table is None or not table.rows:
            for column, key in enumerate(LOG, area.first_column):
                yield Put(area.title, area.first_row, column, key)

    def _first_plan(self) -> Iterator[Put]:
        """The first plan as it was agreed, in the place of the one of this layout."""
        table, area = self.tables.get("rs_baseline"), self.fresh.names.get("rs_baseline")
        if table is None or area is None:
            return
        there = {*self.merged.rows, "(plan)", "first_id"}
        kept = [cells for cells in table.rows if cells and shown(cells[0]) in there]
        width = area.last_column - area.first_column + 1
        for index in range(area.rows):
            cells = kept[index] if index < len(kept) else ()
            for column in range(width):
                value = cells[column].value if column < len(cells) else None
                place = area.first_row + index, area.first_column + column
                yield Put(area.title, *place, "" if value is None else value)


def _close_up(rows: Sequence[list[Read]]) -> list[list[Read]]:
    """The lines of a list that say something, as a new layout has none that are empty in between.

    Those that are nobody's, as a role or a day is not named in them, come last.
    """
    lines = [cells for cells in rows if any(not blank(cell) for cell in cells)]
    return sorted(lines, key=lambda cells: all(map(blank, cells[:2])))


def _by_heading(table: Table, area: Area, headings: Mapping[str, Text]) -> dict[int, int]:
    """The fresh column of each column of a list."""
    heads = [shown(cell) for cell in table.rows[0]] if table.rows else []
    at = columns_under(heads, headings)
    return {column: area.first_column + n for n, column in enumerate(at.values()) if column >= 0}


def _engine_places(fresh: Fresh) -> dict[str, int]:
    """The row of each line in the engine, from 0."""
    area = fresh.names["rs_engine"]
    sheet = fresh.sheet_of(area.title)
    header = {str(cell.value): cell.column for cell in sheet.cells if cell.row == area.first_row}
    column = header.get("id", area.first_column)
    return {
        str(cell.value): cell.row - area.first_row - 1
        for cell in sheet.cells
        if cell.column == column and area.first_row < cell.row <= area.last_row and cell.value
    }


def put_into(cell: Cell | None, put: Put) -> Cell:
    """The cell with what it is to hold, a new one where there is none."""
    if cell is None:
        return Cell(put.row, put.column, put.value)
    return cell._replace(value=put.value, formula="")
