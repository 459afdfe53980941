"""What the fake keeps of a spreadsheet. Objects are as the API writes them; rows count from 0.

The dictionaries inside are replaced and never changed in place, so that a shallow copy is a copy:
that is how a batch is rolled back.
"""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass, field, fields
from typing import Any, Literal, NamedTuple, Self

Json = dict[str, Any]
Place = tuple[int, int]
Role = Literal["owner", "writer", "commenter", "reader"]

ROWS, COLUMNS = 1000, 26
MOST_CELLS = 10_000_000


class Refused(Exception):
    """Google says no: a status of HTTP and a message."""

    def __init__(self, message: str, code: int = 400, status: str = "INVALID_ARGUMENT") -> None:
        super().__init__(message)
        self.message = message
        self.code = code
        self.status = status


class NotModelled(Exception):
    """The fake does not know how Google would answer: the fake has to grow."""


class Box(NamedTuple):
    """A rectangle of one tab, its end outside, clipped to the grid."""

    top: int
    left: int
    bottom: int
    right: int

    def overlaps(self, other: Box) -> bool:
        """Whether they share a cell."""
        rows = self.top < other.bottom and other.top < self.bottom
        return rows and self.left < other.right and other.left < self.right

    def covers(self, other: Box) -> bool:
        """Whether all of the other lies inside."""
        rows = self.top <= other.top and other.bottom <= self.bottom
        return rows and self.left <= other.left and other.right <= self.right

    def holds(self, place: Place) -> bool:
        """Whether a cell lies inside."""
        return self.top <= place[0] < self.bottom and self.left <= place[1] < self.right

    def places(self) -> list[Place]:
        """The cells, row by row."""
        columns = range(self.left, self.right)
        return [(row, column) for row in range(self.top, self.bottom) for column in columns]


@dataclass
class Sheet:
    """One tab."""

    properties: Json
    cells: dict[Place, Json] = field(default_factory=dict)
    merges: list[Json] = field(default_factory=list)
    rules: list[Json] = field(default_factory=list)
    protected: list[Json] = field(default_factory=list)
    charts: list[Json] = field(default_factory=list)
    bandings: list[Json] = field(default_factory=list)
    row_groups: list[Json] = field(default_factory=list)
    column_groups: list[Json] = field(default_factory=list)
    row_sizes: dict[int, Json] = field(default_factory=dict)
    column_sizes: dict[int, Json] = field(default_factory=dict)
    filter: list[Json] = field(default_factory=list)
    filter_views: list[Json] = field(default_factory=list)
    tables: list[Json] = field(default_factory=list)

    @property
    def id(self) -> int:
        """The sheetId."""
        return int(self.properties["sheetId"])

    @property
    def title(self) -> str:
        """The name on the tab."""
        return str(self.properties["title"])

    @property
    def rows(self) -> int:
        """How many rows the grid has."""
        return int(self.properties["gridProperties"]["rowCount"])

    @property
    def columns(self) -> int:
        """How many columns the grid has."""
        return int(self.properties["gridProperties"]["columnCount"])

    def copied(self) -> Self:
        """The tab as it is now."""
        new = copy(self)
        for part in fields(self):
            setattr(new, part.name, copy(getattr(self, part.name)))
        return new

    def put(self, place: Place, cell: Json) -> None:
        """The cell, or nothing where it holds nothing."""
        if cell:
            self.cells[place] = cell
        else:
            self.cells.pop(place, None)


@dataclass
class Spreadsheet:
    """One file, with who may do what with it."""

    id: str
    properties: Json
    sheets: list[Sheet] = field(default_factory=list)
    named: list[Json] = field(default_factory=list)
    metadata: list[Json] = field(default_factory=list)
    roles: dict[str, Role] = field(default_factory=dict)
    parents: list[str] = field(default_factory=list)
    by_app: bool = False
    trashed: bool = False
    mime: str = "application/vnd.google-apps.spreadsheet"
    changes: int = 0

    def copied(self) -> Self:
        """The spreadsheet as it is now."""
        new = copy(self)
        new.sheets = [sheet.copied() for sheet in self.sheets]
        new.named, new.metadata = list(self.named), list(self.metadata)
        new.properties, new.roles = dict(self.properties), dict(self.roles)
        return new

    def restore(self, before: Spreadsheet) -> None:
        """Be again what it was when ``before`` was copied."""
        changes = self.changes + 1  # what was calculated in between must not be believed again
        for part in fields(self):
            setattr(self, part.name, getattr(before, part.name))
        self.changes = changes

    def sheet(self, sheet_id: int) -> Sheet:
        """The tab with the id; Refused where there is none."""
        for sheet in self.sheets:
            if sheet.id == sheet_id:
                return sheet
        raise Refused(f"No grid with id: {sheet_id}")

    def titled(self, title: str) -> Sheet | None:
        """The tab of that name."""
        return next((sheet for sheet in self.sheets if sheet.title == title), None)

    def box(self, area: Json, what: str = "range") -> tuple[Sheet, Box]:
        """The tab and rectangle of a GridRange; Refused where it leaves the grid."""
        sheet = self.sheet(area.get("sheetId", 0))
        for key, most, word in (
            ("endRowIndex", sheet.rows, "row"),
            ("endColumnIndex", sheet.columns, "column"),
        ):
            if area.get(key, 0) > most:
                raise Refused(f"{what}.{key}[{area[key]}] is after last {word} in grid[{most}]")
        box = Box(
            area.get("startRowIndex", 0),
            area.get("startColumnIndex", 0),
            area.get("endRowIndex", sheet.rows),
            area.get("endColumnIndex", sheet.columns),
        )
        if box.top >= box.bottom or box.left >= box.right:
            raise Refused(f"{what} is empty or begins after the last row or column of the grid")
        return sheet, box

    def check_size(self) -> None:
        """Refused where the grids together are too large."""
        if sum(sheet.rows * sheet.columns for sheet in self.sheets) > MOST_CELLS:
            raise Refused(
                "This action would increase the number of cells in the workbook above the limit "
                f"of {MOST_CELLS} cells."
            )

    def all_ids(self, list_name: str, key: str) -> set[int]:
        """The ids of the objects of one kind on every tab."""
        return {item[key] for sheet in self.sheets for item in getattr(sheet, list_name)}
