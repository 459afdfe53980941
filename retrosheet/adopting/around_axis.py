"""What stands around the columns of time: headings, a legend, and rows that sum up others."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.adopting.cells import HEADINGS
from retrosheet.adopting.painted import joined
from retrosheet.importing.headings import understood

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.adopting.axis import Axis
    from retrosheet.adopting.cells import Row
    from retrosheet.adopting.legend import Legend
    from retrosheet.adopting.painted import Painting, Run
    from retrosheet.importing.raw import Field
    from retrosheet.language import Lang
    from retrosheet.workbook.foreign import ForeignTab, Place


def heading_row(rows: Sequence[Row], axis: Axis) -> int:
    """The row near the axis with the most headings that are known, outside its columns."""
    near = range(max(0, axis.top - 1), min(axis.bottom + 2, len(rows)))

    def known(row: int) -> int:
        cells = [rows[row].get(at) for at in range(axis.columns[0])]
        return len(understood(cells))

    best = max(near, key=lambda row: (known(row), -abs(row - axis.bottom)))
    return best if known(best) else axis.bottom


def headings_beside(
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
            found[title] = HEADINGS["title"].to(lang)
            # What is merged over several rows to the left is a phase.
            repeated = [at for at in words if at < title and words[at] < len(said[at])]
            if repeated and not any(column.field == "phase" for column in known.values()):
                found[repeated[0]] = HEADINGS["phase"].to(lang)
    return found


def legend_rows(tab: ForeignTab, axis: Axis, legend: Legend, painting: Painting) -> frozenset[int]:
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


def outside(tab: ForeignTab, axis: Axis, painting: Painting) -> list[Place]:
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


def summaries(
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
