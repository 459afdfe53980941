"""A tab of a foreign workbook as the plain table that ``importing`` reads.

Merged cells say their words on each of their rows, bars become a start and an end, columns of
crosses under people's names an owner, and the colours of a legend an owner, a phase or a kind.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from retrosheet.adopting.heading_rows import with_one_heading_row
from retrosheet.adopting.legend import NO_LEGEND, Legend, Meaning, legend_of
from retrosheet.adopting.painted import Painting, Run, joined
from retrosheet.adopting.spread import gathered
from retrosheet.adopting.ticked import Ticked, ticked
from retrosheet.adopting.unheaded import headed
from retrosheet.importing.columns import DATED, Table
from retrosheet.importing.headings import understood
from retrosheet.importing.raw import Grid, shown
from retrosheet.importing.tables import table_in
from retrosheet.language import Text
from retrosheet.workbook.serials import serial

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from retrosheet.adopting.axis import Axis, Slot
    from retrosheet.calendars import Calendar
    from retrosheet.importing.raw import Field, Value
    from retrosheet.language import Lang
    from retrosheet.workbook.foreign import ForeignTab, Place, Shown

_HEADINGS: dict[str, Text] = {
    "title": Text("Tâche", "Task"),
    "start": Text("Début", "Start"),
    "end": Text("Fin", "End"),
    "owner": Text("Responsable", "Owner"),
    "phase": Text("Phase", "Phase"),
    "kind": Text("Type", "Type"),
    "channel": Text("Canal", "Channel"),
}
_WITHIN = 60

Row = dict[int, "Value"]


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
    rows = _rows(tab)
    if axis is not None:
        without = _table(_grid(tab, rows, axis.columns), forced, heading_row)
        if without is not None and _has_dates(without):
            return _with_ticks(tab, without, axis, lang)
        return _painted(tab, rows, axis, calendar, lang, forced, colors or {})
    grid = _grid(tab, with_one_heading_row(tab, rows), ())
    table = _table(grid, forced, heading_row)
    if table is None and forced is None:
        if (calendar_of := gathered(grid, lang)) is not None:
            return Flattened(tab, table_in(calendar_of), reshaped=True)
        if (checklist := headed(grid, lang)) is not None:
            table = table_in(checklist)
    return Flattened(tab, None) if table is None else _with_ticks(tab, table, None, lang)


def value_of(value: Shown) -> Value:
    """A cell's value as ``importing`` knows it: a day is its serial number."""
    if isinstance(value, dt.datetime):
        value = value.date()
    if isinstance(value, dt.date):
        return float(serial(value))
    return value


def _rows(tab: ForeignTab) -> list[Row]:
    """The values of each row; what is merged over several rows stands on each that says more."""
    rows: list[Row] = [{} for _ in range(tab.rows)]
    for (row, column), cell in tab.cells.items():
        if cell.value is not None:
            rows[row][column] = value_of(cell.value)
    for merge in tab.merges:
        first = tab.at(merge.first_row, merge.first_column).value
        if first is None or merge.first_row == merge.last_row:
            continue
        for row in range(merge.first_row + 1, min(merge.last_row + 1, len(rows))):
            if rows[row]:
                rows[row].setdefault(merge.first_column, value_of(first))
    return rows


def _grid(tab: ForeignTab, rows: Sequence[Row], left: Iterable[int]) -> Grid:
    """The rows that say something, without the columns that are ``left`` out."""
    out = frozenset(left)
    width = tab.columns
    return Grid(
        tuple(
            (
                number,
                tuple(None if at in out else row.get(at) for at in range(width)),
            )
            for number, row in enumerate(rows, 1)
            if any(shown(value).strip() for at, value in row.items() if at not in out)
        ),
        sheet=tab.title,
    )


def _table(grid: Grid, forced: Mapping[int, Field] | None, heading_row: int | None) -> Table | None:
    if forced is None:
        return table_in(grid)
    from retrosheet.importing.columns import Column, unit_of

    top = next((at for at, (number, _) in enumerate(grid.rows) if number - 1 == heading_row), None)
    if top is None:
        return None
    headings = grid.rows[top][1]
    below = [cells for _, cells in grid.rows[top + 1 :]]
    columns = {}
    for at, meaning in forced.items():
        values = [cells[at] for cells in below if at < len(cells)]
        name = shown(headings[at]) if at < len(headings) else ""
        filled = [value for value in values if shown(value).strip()]
        columns[at] = Column(meaning, unit=unit_of(name, filled) if meaning in DATED else "")
    return Table(grid, top, columns)


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
    headings[at] = _HEADINGS[found.field].to(lang)
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


def _painted(
    tab: ForeignTab,
    rows: Sequence[Row],
    axis: Axis,
    calendar: Calendar,
    lang: Lang,
    forced: Mapping[int, Field] | None,
    colors: Mapping[str, Meaning],
) -> Flattened:
    """The table of a plan whose bars alone say when."""
    top = _heading_row(rows, axis)
    band = range(min(axis.top, top), max(axis.bottom, top) + 1)
    headings = _headings(rows, axis, band, lang, forced)
    owners_known = any(known.field == "owner" for known in understood(
        [headings.get(at) for at in range(tab.columns)]).values())  # fmt: skip
    painting = Painting(tab, axis)
    outside = _outside(tab, axis, painting)
    legend = legend_of(tab, painting.colors(), outside, owners_known=owners_known)
    legend = legend._replace(meanings={**legend.meanings, **colors})
    off = {color for color, meaning in legend.meanings.items() if meaning.kind == "off"}
    painting = Painting(tab, axis, off)
    legend_rows = _legend_rows(tab, axis, legend, painting)
    body = [
        row
        for row in range(band[-1] + 1, len(rows))
        if rows[row] and not (row in legend_rows and not painting.runs(row))
    ]
    bars = {row: painting.runs(row) for row in body if not painting.is_band(row)}
    bars = {row: runs for row, runs in bars.items() if runs}
    if not bars:
        return Flattened(tab, None, axis, legend)
    for row in _summaries(tab, axis, body, bars):
        del bars[row]
    places = _synthetic(axis, tab.columns)
    use = _uses(legend, bars)
    grid_rows: list[tuple[int, tuple[Value, ...]]] = [
        (row + 1, _without(rows[row], axis, tab.columns))
        for row in range(band[0])
        if _without(rows[row], axis, tab.columns).count(None) < tab.columns
    ]
    for name in ("start", "end", *use):
        headings[places[name]] = _HEADINGS[name].to(lang)
    width = max(tab.columns, *(at + 1 for at in places.values()))
    grid_rows.append((top + 1, tuple(headings.get(at) for at in range(width))))
    colored: dict[int, str] = {}
    for row in body:
        plain = dict(enumerate(_without(rows[row], axis, width)))
        if all(value is None for value in plain.values()):
            continue
        runs = bars.get(row, [])
        for part in _parts(runs, legend):
            cells = dict(plain)
            if part:
                _put_bar(cells, part, places, calendar)
                _put_meaning(cells, part, places, legend, use)
                meaning = legend.meanings.get(part[0].color)
                if meaning is not None and meaning.kind == "status":
                    colored[row + 1] = meaning.label
            if len(runs) > 1 and part and part != runs:
                _retitle(cells, headings, legend.meanings[part[0].color].label)
            grid_rows.append((row + 1, tuple(cells.get(at) for at in range(width))))
    grid = Grid(tuple(grid_rows), sheet=tab.title)
    table = _table(grid, _forced_bars(forced, places, use), top)
    numbered = {row + 1: tuple(runs) for row, runs in bars.items()}
    return Flattened(tab, table, axis, legend, None, numbered, colored)


def _legend_rows(tab: ForeignTab, axis: Axis, legend: Legend, painting: Painting) -> frozenset[int]:
    """The rows below the plan that a legend takes, with the word above it that says so."""
    rows = {row for row, _ in legend.places if row > axis.bottom}
    for row in range(min(rows, default=0) - 1, axis.bottom, -1):
        said = [at for at in range(tab.columns) if tab.at(row, at).value is not None]
        if len(said) > 1 or painting.runs(row) or (not said and row < min(rows) - 1):
            break
        rows.add(row)
        if said:
            break
    return frozenset(rows)


def _forced_bars(
    forced: Mapping[int, Field] | None, places: Mapping[str, int], use: Sequence[str]
) -> dict[int, Field] | None:
    if forced is None:
        return None
    fields: dict[str, Field] = {
        "start": "start", "end": "end", "owner": "owner", "phase": "phase", "kind": "kind",
    }  # fmt: skip
    return {**forced, **{places[name]: fields[name] for name in ("start", "end", *use)}}


def _heading_row(rows: Sequence[Row], axis: Axis) -> int:
    """The row near the axis with the most headings that are known, outside its columns."""
    near = range(max(0, axis.top - 1), min(axis.bottom + 2, len(rows)))

    def known(row: int) -> int:
        cells = [rows[row].get(at) for at in range(axis.columns[0])]
        return len(understood(cells))

    best = max(near, key=lambda row: (known(row), -abs(row - axis.bottom)))
    return best if known(best) else axis.bottom


def _headings(
    rows: Sequence[Row],
    axis: Axis,
    band: range,
    lang: Lang,
    forced: Mapping[int, Field] | None,
) -> Row:
    """The headings beside the axis, from all rows of the band, with one for the tasks at least."""
    found: Row = {}
    for row in band:
        for at, value in rows[row].items():
            if at not in axis.columns and isinstance(value, str):
                found[at] = value
    left = range(axis.columns[0])
    known = understood([found.get(at) for at in left])
    if forced is None and not any(column.field == "title" for column in known.values()):
        body = rows[band[-1] + 1 :]
        said = {at: [row[at] for row in body if isinstance(row.get(at), str)] for at in left}
        words = {at: len(set(texts)) for at, texts in said.items() if at not in known and texts}
        # « Qui fait quoi » over the only words there are heads the tasks, whatever else it says
        words = words or {at: len(set(texts)) for at, texts in said.items() if texts}
        if words:
            title = max(words, key=lambda at: (words[at], -at))
            found[title] = _HEADINGS["title"].to(lang)
            # What is merged over several rows to the left is a phase.
            repeated = [at for at in words if at < title and words[at] < len(said[at])]
            if repeated and not any(column.field == "phase" for column in known.values()):
                found[repeated[0]] = _HEADINGS["phase"].to(lang)
    return found


def _outside(tab: ForeignTab, axis: Axis, painting: Painting) -> list[Place]:
    """The filled cells where a legend may stand: above, below and beside the plan."""
    last = max((row for row in painting.rows if painting.runs(row)), default=axis.bottom)
    painted_rows = {row for row in painting.rows if painting.runs(row)}
    return [
        (row, column)
        for (row, column), cell in tab.cells.items()
        if cell.fill
        and (
            row < axis.top
            or row > last
            or column > axis.columns[-1]
            or (row not in painted_rows and column < axis.columns[0])
            or (column in axis.columns and row > axis.bottom and _is_entry(tab, row, column))
        )
    ]


def _is_entry(tab: ForeignTab, row: int, column: int) -> bool:
    """Whether a filled cell below the plan's columns of time has words beside it alone."""
    return isinstance(tab.at(row, column + 1).value, str) and not any(
        tab.at(row, at).value is not None for at in range(3)
    )


def _summaries(
    tab: ForeignTab, axis: Axis, body: Sequence[int], bars: Mapping[int, Sequence[Run]]
) -> list[int]:
    """The rows that stand out and whose bar covers those of the rows below, to the next one."""

    def first_cell(row: int) -> tuple[bool, str]:
        cells = [tab.at(row, at) for at in range(axis.columns[0])]
        said = next((cell for cell in cells if cell.value is not None), None)
        return (said.bold, said.fill) if said else (False, "")

    looks = {row: first_cell(row) for row in bars}
    bold = [row for row, look in looks.items() if look[0]]
    if not bold or 2 * len(bold) > len(looks):
        return []
    found = []
    for at, row in enumerate(bold):
        until = bold[at + 1] if at + 1 < len(bold) else body[-1] + 1
        own = joined(bars[row])
        below = []
        for other in (other for other in bars if row < other < until):
            run = joined(bars[other])
            if run.first.column < own.first.column or run.last.column > own.last.column:
                break
            below.append(run)
        if len(below) > 1 and (
            own.first.column == min(run.first.column for run in below)
            and own.last.column == max(run.last.column for run in below)
        ):
            found.append(row)
    return found


def _synthetic(axis: Axis, width: int) -> dict[str, int]:
    """The columns in which a bar's dates and meaning are written: those of the axis itself."""
    columns = list(axis.columns)
    spare = [*columns[1:-1], *range(width, width + 3)]
    return {
        "start": columns[0],
        "end": columns[-1],
        "owner": spare[0],
        "phase": spare[1],
        "kind": spare[2],
    }


def _uses(legend: Legend, bars: Mapping[int, Sequence[Run]]) -> list[str]:
    """What the legend's colours say of the tasks, among what a column can say."""
    seen = {run.color for runs in bars.values() for run in runs}
    kinds = {m.kind for color, m in legend.meanings.items() if color in seen}
    names = {"owner": "owner", "phase": "phase", "milestone": "kind"}
    return [name for kind, name in names.items() if kind in kinds]


def _without(row: Row, axis: Axis, width: int) -> tuple[Value, ...]:
    return tuple(None if at in axis.columns else row.get(at) for at in range(width))


def _parts(runs: list[Run], legend: Legend) -> list[list[Run]]:
    """The tasks that the bars of a row are: one, but for colours that a legend tells apart."""
    named = [legend.meanings.get(run.color) for run in runs]
    kinds = {meaning.kind for meaning in named if meaning is not None}
    colors = list(dict.fromkeys(run.color for run in runs))
    if len(colors) < 2 or None in named or not kinds <= {"owner", "phase", "milestone"}:
        return [runs]
    return [[run for run in runs if run.color == color] for color in colors]


def _put_bar(
    cells: Row, runs: Sequence[Run], places: Mapping[str, int], calendar: Calendar
) -> None:
    whole = joined(runs)
    cells[places["start"]] = _day(whole.first, calendar, start=True)
    cells[places["end"]] = _day(whole.last, calendar, start=False)


def _day(slot: Slot, calendar: Calendar, *, start: bool) -> Value:
    """The first or the last worked day of a column, as a cell of dates would say it."""
    if isinstance(slot.first, dt.date) and isinstance(slot.last, dt.date):
        day = slot.first if start else slot.last
        if slot.first != slot.last:
            worked = calendar.on_or_after(day) if start else calendar.on_or_before(day)
            day = worked if slot.first <= worked <= slot.last else day
        return float(serial(day))
    assert isinstance(slot.first, int)
    assert isinstance(slot.last, int)
    offset = slot.first if start else slot.last
    return f"J{offset:+d}" if offset else "J"


def _put_meaning(
    cells: Row,
    runs: Sequence[Run],
    places: Mapping[str, int],
    legend: Legend,
    use: Sequence[str],
) -> None:
    meaning = legend.meanings.get(runs[0].color)
    if meaning is None:
        return
    name = {"owner": "owner", "phase": "phase", "milestone": "kind"}.get(meaning.kind)
    if name in use and name is not None:
        cells[places[name]] = "jalon" if name == "kind" else meaning.label
    if meaning.kind == "milestone":
        cells[places["start"]] = None


def _retitle(cells: Row, headings: Row, label: str) -> None:
    """« Brochure » becomes « Brochure – impression » where a row has several bars."""
    known = understood([headings.get(at) for at in range(max(headings) + 1)])
    at = next((column for column, found in known.items() if found.field == "title"), None)
    if at is not None and isinstance(cells.get(at), str):
        cells[at] = f"{cells[at]} – {label}"
