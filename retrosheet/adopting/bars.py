"""The table of a plan whose bars alone say when.

Each bar becomes a start and an end, and the colours of a legend an owner, a phase or a kind.
"""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.adopting.around_axis import (
    heading_row,
    headings_beside,
    legend_rows,
    outside,
    summaries,
)
from retrosheet.adopting.cells import HEADINGS, table_under
from retrosheet.adopting.legend import Legend, Meaning, legend_of
from retrosheet.adopting.painted import Painting, Run, joined
from retrosheet.importing.headings import understood
from retrosheet.importing.raw import Grid
from retrosheet.workbook.serials import serial

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.adopting.axis import Axis, Slot
    from retrosheet.adopting.cells import Row
    from retrosheet.calendars import Calendar
    from retrosheet.importing.columns import Table
    from retrosheet.importing.raw import Field, Value
    from retrosheet.language import Lang
    from retrosheet.workbook.foreign import ForeignTab


class Drawn(NamedTuple):
    """A ``table`` made of bars, None where there are none, and the legend of their colours.

    ``bars`` are the runs of each row that has some, by its number; ``colored`` the statuses that
    colours say, likewise.
    """

    table: Table | None
    legend: Legend
    bars: Mapping[int, tuple[Run, ...]]
    colored: Mapping[int, str]


def drawn(
    tab: ForeignTab,
    rows: Sequence[Row],
    axis: Axis,
    calendar: Calendar,
    lang: Lang,
    forced: Mapping[int, Field] | None,
    colors: Mapping[str, Meaning],
) -> Drawn:
    """The table of a tab, of its ``rows`` of values and the bars below its ``axis``.

    ``forced`` says what columns mean and ``colors`` what fills do, where a person has said so.
    """
    top = heading_row(rows, axis)
    band = range(min(axis.top, top), max(axis.bottom, top) + 1)
    headings = headings_beside(rows, axis, band, lang, forced)
    owners_known = any(known.field == "owner" for known in understood(
        [headings.get(at) for at in range(tab.columns)]).values())  # fmt: skip
    painting = Painting(tab, axis)
    filled = outside(tab, axis, painting)
    legend = legend_of(tab, painting.colors(), filled, owners_known=owners_known)
    legend = legend._replace(meanings={**legend.meanings, **colors})
    off = {color for color, meaning in legend.meanings.items() if meaning.kind == "off"}
    painting = Painting(tab, axis, off)
    of_legend = legend_rows(tab, axis, legend, painting)
    body = [
        row
        for row in range(band[-1] + 1, len(rows))
        if rows[row] and not (row in of_legend and not painting.runs(row))
    ]
    bars = {row: painting.runs(row) for row in body if not painting.is_band(row)}
    bars = {row: runs for row, runs in bars.items() if runs}
    if not bars:
        return Drawn(None, legend, {}, {})
    for row in summaries(tab, axis, body, bars):
        del bars[row]
    places = _synthetic(axis, tab.columns)
    use = _uses(legend, bars)
    grid_rows: list[tuple[int, tuple[Value, ...]]] = [
        (row + 1, _without(rows[row], axis, tab.columns))
        for row in range(band[0])
        if _without(rows[row], axis, tab.columns).count(None) < tab.columns
    ]
    for name in ("start", "end", *use):
        headings[places[name]] = HEADINGS[name].to(lang)
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
    table = table_under(grid, _forced_bars(forced, places, use), top)
    numbered = {row + 1: tuple(runs) for row, runs in bars.items()}
    return Drawn(table, legend, numbered, colored)


def _forced_bars(
    forced: Mapping[int, Field] | None, places: Mapping[str, int], use: Sequence[str]
) -> dict[int, Field] | None:
    if forced is None:
        return None
    fields: dict[str, Field] = {
        "start": "start", "end": "end", "owner": "owner", "phase": "phase", "kind": "kind",
    }  # fmt: skip
    return {**forced, **{places[name]: fields[name] for name in ("start", "end", *use)}}


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
