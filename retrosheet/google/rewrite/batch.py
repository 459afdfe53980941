"""The one batch that writes our tabs anew, put together from what stands there and what is to be.

The order is the one in which each request finds what it needs: rows and columns first, then names,
then cells, then what lies on them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from retrosheet.google.drawing.charts import with_named_series
from retrosheet.google.drawing.grid import formats as all_formats
from retrosheet.google.drawing.tabs import Tab, Tabs, extent, needed
from retrosheet.google.rewrite import objects, rules
from retrosheet.google.rewrite.cells import (
    Ground,
    format_requests,
    ground_of,
    is_within,
    value_requests,
    whole_tab,
    written,
)
from retrosheet.google.rewrite.scratch import Copied, Write
from retrosheet.workbook.moves import Moves

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.google.drawing.tabs import Request
    from retrosheet.google.rewrite.look import Box, Look, Spot
    from retrosheet.workbook.model import Sheet, Workbook
    from retrosheet.workbook.rewriting import Rewriting

Json = dict[str, Any]

_NEW_TABS = 1_900_000_001
"""Ids of tabs that are added are counted from here."""


@dataclass(frozen=True)
class Batch:
    """What is sent in one body, after what guards it.

    ``areas`` are where people type on the tabs that it writes to, ``writes`` what it writes there,
    by the area and the cells as they were. ``moves`` has, by a tab's id, what came and went, and
    ``rows`` how many rows the tab has then: those that were taken out stand at its end until it is
    known that they were the right ones.
    """

    requests: tuple[Request, ...]
    areas: tuple[Copied, ...]
    writes: tuple[Mapping[Spot, Write], ...]
    moves: Mapping[int, Moves]
    rows: Mapping[int, int]


def planned(look: Look, rewriting: Rewriting, plan: tuple[str, int]) -> Batch:
    """The batch; ``plan`` is the title of the plan's tab, and its column of IDs as it was.

    Raises RenderingError where the description asks for what Google Sheets cannot hold.
    """
    return _Planning(look, rewriting, plan).batch()


class _Planning:
    def __init__(self, look: Look, rewriting: Rewriting, plan: tuple[str, int]) -> None:
        self.look, self.rewriting, self.plan = look, rewriting, plan
        self.workbook: Workbook = with_named_series(rewriting.workbook)
        self.every = {title.casefold(): one for title, one in rewriting.moves.items() if one}
        self.tabs = Tabs(tuple(self._tabs()))
        self.grounds = [self._ground(tab) for tab in self.tabs.all]
        self.entered = [
            {} if ground.whole or ground.look is None else written(ground, anew=self._anew(ground))
            for ground in self.grounds
        ]

    def _tabs(self) -> Iterator[Tab]:
        new = _NEW_TABS
        for sheet in self.workbook.sheets:
            there = self.look.tabs.get(sheet.title)
            if there is None:
                yield Tab(new, sheet, *extent(sheet, self.workbook))
                new += 1
                continue
            moves = self._moves(sheet)
            rows = there.rows + sum(count for _, count in moves.rows.inserted)
            columns = there.columns + sum(count for _, count in moves.columns.inserted)
            columns -= len(moves.columns.deleted)
            height, width = needed(sheet, self.workbook)
            # the rows that go stand at the end for a while
            height += len(moves.rows.deleted)
            yield Tab(there.id, sheet, max(rows, height), max(columns, width))

    def _moves(self, sheet: Sheet) -> Moves:
        return self.rewriting.moves.get(sheet.title, Moves())

    def _ground(self, tab: Tab) -> Ground:
        title = tab.sheet.title
        ground = ground_of(
            tab,
            self.look.tabs.get(title),
            self._moves(tab.sheet),
            self.every,
            drawn=title in self.rewriting.drawn,
            head=self.rewriting.heads.get(title, 0),
            plan=title == self.plan[0],
            anew=self.rewriting.anew.get(title, frozenset()),
        )
        return ground._replace(redrawn=ground.drawn and self._redrawn(ground))

    def _redrawn(self, ground: Ground) -> bool:
        """Whether what nobody types on is laid out otherwise than before."""
        if objects.unmerging(ground) or objects.merging(ground):
            return True
        return any("stringValue" in value for value in written(ground, anew=False).values())

    def _anew(self, ground: Ground) -> bool:
        """Whether the plan has other columns than before: then its Gantt is written as well."""
        return ground.plan and bool(ground.moves.columns.inserted or ground.moves.columns.deleted)

    def batch(self) -> Batch:
        changed = [
            (ground, entered)
            for ground, entered in zip(self.grounds, self.entered, strict=True)
            if ground.look is not None and not ground.whole
        ]
        areas, writes = [], []
        for ground, entered in changed:
            for area in self._areas(ground):
                own = dict(self._own(ground, entered, area.box))
                if own or area.gone:
                    areas.append(area)
                    writes.append(own)
        moves = {ground.tab.id: ground.moves for ground in self.grounds}
        rows = {tab.id: tab.rows for tab in self.tabs.all}
        return Batch(tuple(self._requests()), tuple(areas), tuple(writes), moves, rows)

    def _areas(self, ground: Ground) -> Iterator[Copied]:
        """Where people type on a tab, as far as anything stands there or is written."""
        assert ground.look is not None
        spots = list(ground.look.cells)
        for box in ground.look.pages:
            inside = [spot for spot in spots if is_within(spot, box)]
            if not inside:
                continue
            top, left = min(row for row, _ in inside), min(column for _, column in inside)
            bottom, right = max(row for row, _ in inside), max(column for _, column in inside)
            ids = self.plan[1] if ground.plan and left <= self.plan[1] <= right else None
            gone = frozenset(ground.moves.rows.deleted) if ids is not None else frozenset()
            yield Copied(ground.look.id, (top, left, bottom, right), ids, gone)

    def _own(
        self, ground: Ground, entered: Mapping[Spot, Json], box: Box
    ) -> Iterator[tuple[Spot, Write]]:
        """What is written to cells that were there."""
        assert ground.look is not None
        rows = {
            after: row
            for row in range(box[0], box[2] + 1)
            if (after := ground.moves.rows.of(row)) is not None
        }
        columns = {
            after: column
            for column in range(box[1], box[3] + 1)
            if (after := ground.moves.columns.of(column)) is not None
        }
        for (row, column), new in entered.items():
            if row in rows and column in columns:
                spot = rows[row], columns[column]
                yield spot, Write(ground.look.at(spot).entered, new, (row, column))

    def _requests(self) -> Iterator[Request]:
        every = list(zip(self.grounds, self.entered, strict=True))
        for ground in self.grounds:
            yield from _structure(ground)
        moves = {ground.tab.id: ground.moves for ground in self.grounds if ground.moves}
        for ground in self.grounds:
            yield from objects.sizes(ground, self.tabs)
        yield from objects.named_ranges(self.workbook, self.tabs, self.look, moves)
        for ground in self.grounds:
            yield from objects.unmerging(ground)
        for ground, entered in every:
            if ground.whole or ground.look is None:
                yield from all_formats(ground.tab)
            else:
                yield from format_requests(ground, entered)
        for ground, entered in every:
            if ground.whole or ground.look is None:
                yield from whole_tab(ground)
            else:
                yield from value_requests(ground.tab, entered)
        for ground in self.grounds:
            yield from objects.merging(ground)
        names = {name.name for name in self.workbook.names}
        for ground in self.grounds:
            yield from rules.validations(ground, self.tabs, self.every)
            helpers = self.rewriting.helpers.get(ground.tab.sheet.title, frozenset())
            yield from rules.conditional_formats(ground, names, helpers, self.every)
            yield from objects.warnings(ground)
            yield from objects.filters(ground)
        for ground in self.grounds:
            yield from objects.charts(ground, self.tabs)
            yield from objects.groups(ground)


def _structure(ground: Ground) -> Iterator[Request]:
    """A new tab, or a larger grid; then rows and columns that come and go, from the last one.

    A row that goes is moved to the end of the tab, and deleted there once it is known that nobody
    has sorted another into its place.
    """
    tab, look = ground.tab, ground.look
    if look is None:
        properties = tab.properties()
        yield {"addSheet": {"properties": {k: v for k, v in properties.items() if k != "index"}}}
        return
    rows = tab.rows - sum(count for _, count in ground.moves.rows.inserted)
    columns = tab.columns - sum(count for _, count in ground.moves.columns.inserted)
    columns += len(ground.moves.columns.deleted)
    if (rows, columns) != (look.rows, look.columns):
        grid = {"rowCount": rows, "columnCount": columns}
        yield {
            "updateSheetProperties": {
                "properties": {"sheetId": tab.id, "gridProperties": grid},
                "fields": "gridProperties(rowCount,columnCount)",
            }
        }
    for at, count in _events(ground.moves.columns.inserted, ground.moves.columns.deleted):
        yield _dimension(tab, "COLUMNS", at, count)
    for at, count in _events(ground.moves.rows.inserted, ground.moves.rows.deleted):
        if count > 0:
            rows += count
            yield _dimension(tab, "ROWS", at, count)
        else:
            yield row_moved(tab.id, at, rows)


def row_moved(sheet_id: int, row: int, end: int) -> Request:
    """The request that moves a row to before the row ``end``."""
    source = {"sheetId": sheet_id, "dimension": "ROWS", "startIndex": row, "endIndex": row + 1}
    return {"moveDimension": {"source": source, "destinationIndex": end}}


def _events(
    inserted: tuple[tuple[int, int], ...], deleted: tuple[int, ...]
) -> list[tuple[int, int]]:
    """What comes (more than 0) and goes (-1), from the last: so no place depends on another.

    At one place, what is there goes before what is new comes.
    """
    found = [(at, count) for at, count in inserted if count] + [(at, -1) for at in deleted]
    return sorted(found, key=lambda event: (-event[0], event[1]))


def _dimension(tab: Tab, dimension: str, at: int, count: int) -> Request:
    area = {"sheetId": tab.id, "dimension": dimension, "startIndex": at}
    if count < 0:
        return {"deleteDimension": {"range": area | {"endIndex": at - count}}}
    area |= {"endIndex": at + count}
    return {"insertDimension": {"range": area, "inheritFromBefore": at > 0}}
