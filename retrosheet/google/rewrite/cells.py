"""The cells of a tab that change, and the requests that write them and nothing around them.

A cell that holds what it is to hold is not written: what people type meanwhile into any other cell
is never touched.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, Any, NamedTuple

from retrosheet.google.drawing.formats import ORDINARY, button_format, cell_format
from retrosheet.google.drawing.grid import content, extended, places
from retrosheet.google.drawing.limits import for_any_locale
from retrosheet.google.drawing.rectangles import rectangles
from retrosheet.google.drawing.relative import relative
from retrosheet.google.drawing.sheets import filter_heads
from retrosheet.google.rewrite.look import EMPTY, Held, same
from retrosheet.workbook.moves import moved_formula
from retrosheet.workbook.rewriting import skeleton

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.google.drawing.tabs import Request, Tab
    from retrosheet.google.rewrite.look import Box, Spot, TabLook
    from retrosheet.workbook.model import Cell
    from retrosheet.workbook.moves import Moves, Shift

Json = dict[str, Any]

_LONG_RUN = 8
"""Equal cells side by side that are worth a request of their own."""
_NUMBER = re.compile(r"\d+")
_HIDDEN_TABS = ("_engine!", "_sync!", "'_engine'!", "'_sync'!")


class Ground(NamedTuple):
    """A tab of ours, and what stands on it, where it is after the ``moves``.

    ``cells`` are those that were looked at, ``pages`` the areas in which people type, and
    ``new_rows`` and ``new_columns`` what comes in between, all as they are afterwards. ``whole``
    says that nothing on the tab is people's, ``drawn`` that nobody types or keeps looks there, and
    ``redrawn`` that it is laid out otherwise than before; ``head`` are the rows on top in which
    labels may change; ``plan`` says that its rows are people's; ``anew`` are the cells that take
    their look and their row's height from us.
    """

    tab: Tab
    look: TabLook | None
    moves: Moves
    cells: Mapping[Spot, Held]
    pages: tuple[Box, ...]
    new_rows: frozenset[int]
    new_columns: frozenset[int]
    whole: bool
    drawn: bool
    redrawn: bool
    head: int
    plan: bool
    anew: frozenset[Spot]

    def is_new(self, spot: Spot) -> bool:
        """Whether a cell lies in a row or column that comes in between."""
        return spot[0] in self.new_rows or spot[1] in self.new_columns

    def is_seen(self, spot: Spot) -> bool:
        """Whether a cell that holds nothing is known to: it stands where people type."""
        return any(is_within(spot, box) for box in self.pages)


def ground_of(
    tab: Tab,
    look: TabLook | None,
    moves: Moves,
    every: Mapping[str, Moves],
    *,
    drawn: bool,
    head: int,
    plan: bool,
    anew: frozenset[Spot],
) -> Ground:
    """What a tab is written on; ``every`` has the moves of all tabs by their titles in small
    letters."""
    boxes = (moved_box(box, moves) for box in look.pages) if look else ()
    return Ground(
        tab,
        look,
        moves,
        _moved_cells(look, moves, every) if look else {},
        tuple(box for box in boxes if box is not None),
        _new(moves.rows),
        _new(moves.columns),
        whole=tab.sheet.hidden,
        drawn=drawn,
        redrawn=False,
        head=head,
        plan=plan,
        anew=anew,
    )


def _new(shift: Shift) -> frozenset[int]:
    """The rows or columns that come in between, as they count afterwards."""
    found: set[int] = set()
    for at, count in shift.inserted:
        behind = shift.of_or_after(at)
        found.update(range(behind - count, behind))
    return frozenset(found)


def _moved_cells(look: TabLook, moves: Moves, every: Mapping[str, Moves]) -> dict[Spot, Held]:
    """The cells where Google puts them when rows and columns come and go, formulas following."""
    cells: dict[Spot, Held] = {}
    for spot, held in look.cells.items():
        row, column = moves.rows.of(spot[0]), moves.columns.of(spot[1])
        if row is None or column is None:
            continue
        formula = held.entered.get("formulaValue")
        if formula and every:
            moved = moved_formula(formula, look.title, every)
            held = held._replace(entered={"formulaValue": for_any_locale(moved)})  # noqa: PLW2901
        cells[row, column] = held
    return cells


def written(ground: Ground, *, anew: bool) -> dict[Spot, Json]:
    """What is to be entered, {} to empty a cell, by the cells that change.

    Of the Gantt, which is not looked at, all is written where it is ``anew``, else only what is
    new. A tab that is wholly ours is written as it is.
    """
    found: dict[Spot, Json] = {}
    wanted = places(ground.tab.sheet)
    for spot, cell in wanted.items():
        new = extended(cell.value, cell.formula) or {}
        if ground.whole or ground.look is None:
            if new:
                found[spot] = new
        elif ground.is_new(spot) or spot in ground.cells or ground.is_seen(spot):
            if not same(ground.cells.get(spot, EMPTY).entered, new):
                found[spot] = new
        elif anew and new:
            found[spot] = new
    return found | {spot: {} for spot in _stale(ground, wanted)}


def moved_box(box: Box, moves: Moves) -> Box | None:
    """A box as Google moves it along; None where all of it goes."""
    rows, columns = moves.rows.span(box[0], box[2]), moves.columns.span(box[1], box[3])
    if rows is None or columns is None:
        return None
    return rows[0], columns[0], rows[1], columns[1]


def is_within(spot: Spot, box: Box) -> bool:
    return box[0] <= spot[0] <= box[2] and box[1] <= spot[1] <= box[3]


def _stale(ground: Ground, wanted: Mapping[Spot, Cell]) -> Iterator[Spot]:
    """Cells that an earlier layout has left in places where there is nothing of ours now."""
    texts = {
        cell.value for cell in wanted.values() if isinstance(cell.value, str) and not cell.formula
    } - {""}
    formulas = {
        spot: skeleton(for_any_locale(cell.formula))
        for spot, cell in wanted.items()
        if cell.formula
    }
    asked = set(formulas.values())
    # a list that was longer has formulas that count its lines
    listed = {(spot[1], _NUMBER.sub("#", text)) for spot, text in formulas.items()}
    columns = {column for _, column in wanted}
    for spot, held in ground.cells.items():
        if spot in wanted or not held.entered:
            continue
        formula = held.entered.get("formulaValue")
        if formula:
            text = skeleton(formula)
            longer = ground.drawn and (spot[1], _NUMBER.sub("#", text)) in listed
            if longer or text in asked or any(name in formula for name in _HIDDEN_TABS):
                yield spot
        elif held.entered.get("stringValue") in texts and spot[1] in columns:
            # what people write in a column of theirs may be any word of ours
            yield spot


def value_requests(tab: Tab, entered: Mapping[Spot, Json]) -> list[Request]:
    """The requests that enter these values, and touch no other cell."""
    found: list[Request] = []
    alone: dict[Spot, Json] = {}
    for area in rectangles({spot: _key(spot, value) for spot, value in entered.items()}):
        first = entered[area.first_row, area.first_column]
        if area.cells >= _LONG_RUN:
            cell = {"userEnteredValue": first} if first else {}
            found.append(_repeat(tab, area[1:], cell, "userEnteredValue"))
            continue
        for row in range(area.first_row, area.last_row + 1):
            for column in range(area.first_column, area.last_column + 1):
                alone[row, column] = entered[row, column]
    return [*_blocks(tab, alone), *found]


def _key(spot: Spot, value: Json) -> Any:
    """Equal for cells that one request can fill."""
    if "formulaValue" in value:
        return relative(value["formulaValue"], *spot)
    return next(((kind, what) for kind, what in value.items()), ())


def _blocks(tab: Tab, alone: Mapping[Spot, Json]) -> Iterator[Request]:
    """Rows of cells without a gap; those of the same columns below one another are one request."""
    runs: list[tuple[int, int, int]] = []
    for row, cells in groupby(sorted(alone), key=lambda spot: spot[0]):
        columns = [column for _, column in cells]
        first = before = columns[0]
        for column in (*columns[1:], -1):
            if column != before + 1:
                runs.append((first, before, row))
                first = column
            before = column
    runs.sort()
    while runs:
        first, last, top = runs[0]
        count = 1
        while count < len(runs) and runs[count] == (first, last, top + count):
            count += 1
        rows = [
            {
                "values": [
                    {"userEnteredValue": value} if (value := alone[row, column]) else {}
                    for column in range(first, last + 1)
                ]
            }
            for row in range(top, top + count)
        ]
        start = {"sheetId": tab.id, "rowIndex": top, "columnIndex": first}
        yield {"updateCells": {"start": start, "rows": rows, "fields": "userEnteredValue"}}
        del runs[:count]


def whole_tab(ground: Ground) -> list[Request]:
    """A tab that is wholly ours: emptied, then everything on it."""
    tab = ground.tab
    emptied = {"updateCells": {"range": {"sheetId": tab.id}, "fields": "userEnteredValue"}}
    made = content(tab)
    return [*([emptied] if ground.look is not None else []), *made.blocks, *made.repeats]


def format_requests(ground: Ground, entered: Mapping[Spot, Json]) -> Iterator[Request]:
    """The looks of cells that are new, or that say something else than before on top of a tab."""
    tab = ground.tab
    styles = {spot: cell.style for spot, cell in places(tab.sheet).items() if cell.style}
    heads = {(cell.row, cell.column) for cell in filter_heads(tab.sheet)}
    chosen = {
        spot: (style, spot in heads)
        for spot, style in styles.items()
        if _takes_look(ground, spot, entered)
    }
    for area in rectangles(chosen):
        style, button = area.key
        wanted = cell_format(style)
        look = ORDINARY.look | (wanted.look if wanted else {})
        if button:
            look |= button_format(style).look
        yield _repeat(tab, area[1:], {"userEnteredFormat": look}, "userEnteredFormat")


def _takes_look(ground: Ground, spot: Spot, entered: Mapping[Spot, Json]) -> bool:
    if ground.is_new(spot) or spot in ground.anew:
        return True
    held = ground.cells.get(spot)
    if held is None:
        return ground.is_seen(spot) and bool(entered.get(spot))
    if ground.redrawn or (spot[0] < ground.head and "stringValue" in entered.get(spot, {})):
        return True
    return not held.styled and bool(entered.get(spot))


def _repeat(tab: Tab, area: tuple[int, int, int, int], cell: Json, fields: str) -> Request:
    return {"repeatCell": {"range": tab.range(area), "cell": cell, "fields": fields}}
