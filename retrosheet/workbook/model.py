"""What a workbook is made of, for any renderer to translate.

A renderer never computes a date, picks a colour or chooses a word: everything is here. Rows and
columns count from 0; colours are ``#RRGGBB``; row heights are points, column widths are in
characters of the body font, as spreadsheets count them. A formula begins with ``=``, is written in
English with commas, and carries the value that it has on the day of generation.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.workbook.refs import Area

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from retrosheet.workbook.paper import Format

Value = str | float | bool | dt.date | None
Align = Literal["left", "center", "right"]


class Style(NamedTuple):
    """How a cell looks. Equal styles are one style."""

    size: float = 10
    bold: bool = False
    italic: bool = False
    color: str = "#1F2933"
    fill: str = ""
    align: Align | None = None
    top: bool = False
    wrap: bool = False
    indent: int = 0
    rotated: bool = False
    number_format: str = ""
    line_below: str = ""
    line_above: str = ""
    line_left: str = ""
    shrink: bool = False
    locked: bool = True


class Cell(NamedTuple):
    """One cell: a value, or a formula and the value that it has today.

    ``filled`` is how many cells from this one down hold the same formula, as if it had been filled
    down, -1 for one of those below the first; their references move with the row. 0 says nothing.
    """

    row: int
    column: int
    value: Value
    style: Style | None = None
    formula: str = ""
    filled: int = 0


class Column(NamedTuple):
    """A run of columns: width in characters; ``level`` 1 folds it away under a [+]."""

    first: int
    last: int
    width: float
    hidden: bool = False
    level: int = 0
    closes_group: bool = False
    """Whether this is the column on which the fold of a group to its left has its [+]."""


class Row(NamedTuple):
    """A row's height in points."""

    row: int
    height: float
    hidden: bool = False


class Merge(NamedTuple):
    """Cells shown as one; the top left one has the content."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


class Look(NamedTuple):
    """What a conditional format changes.

    ``glyph`` is a sign that stands in the place of the cell's text, in ``color``, white or black,
    where the program can do that; elsewhere the text takes the colour of the fill. ``mark`` is a
    sign that such a program puts before the text.
    """

    fill: str = ""
    color: str = ""
    bold: bool = False
    glyph: str = ""
    strike: bool = False
    mark: str = ""


class Rule(NamedTuple):
    """A conditional format: ``formula`` as it stands for the area's top left cell.

    Rules of one area apply in the order of the list; the first that holds wins.
    """

    area: Area
    formula: str
    look: Look


class Validation(NamedTuple):
    """What may be typed into an area, and what is said about anything else.

    ``kind`` list: ``source`` is an area or words; number, date, text length: between ``least`` and
    ``most``; computed: the cells are formulas, and typing there only draws a warning (in a file,
    where the formula is short enough for its check to repeat it). Every validation warns and lets
    the person go on, but for ``strict`` ones; a list that is ``free`` only offers its words, and
    takes any other without a warning where the program can do that.
    """

    area: Area
    kind: Literal["list", "whole", "decimal", "date", "length", "computed"]
    title: str
    message: str
    source: Area | tuple[str, ...] = ()
    least: float | None = None
    most: float | None = None
    prompt: str = ""
    strict: bool = False
    free: bool = False


class Series(NamedTuple):
    """One row of bars or one ring of slices; ``colors`` one for all or one a point."""

    name: str
    categories: Area
    values: Area
    colors: tuple[str, ...]
    labels: bool = False


class Chart(NamedTuple):
    """A native chart at a cell; the size is in pixels.

    ``description`` is what somebody hears who cannot see it: a chart has one, or a title.
    ``drawn`` is the part of the height that the bars fill, from the top, so that they stand beside
    the rows of a table; None leaves that to the program. ``names`` is the part of the width that
    their names take then, 0 where the table alone says them, in programs that can do that.
    """

    kind: Literal["doughnut", "bar", "stacked_bar", "column", "stacked_column"]
    title: str
    series: tuple[Series, ...]
    row: int
    column: int
    width: int
    height: int
    number_format: str = ""
    legend: bool = True
    maximum: float | None = None
    description: str = ""
    drawn: float | None = None
    names: float = 0.0


class View(NamedTuple):
    """Rows that one may look at alone, in programs that keep such choices: those of an area whose
    cell in ``column`` contains ``holds``. The first row of the area is its header."""

    title: str
    area: Area
    column: int
    holds: str


class Print(NamedTuple):
    """How a tab is printed: one page wide, or at a ``scale`` in per cent.

    ``repeat`` names the first and last repeated row.
    ``breaks`` are rows with which a page begins; they count at a scale only.
    """

    area: tuple[int, int, int, int] | None = None
    paper: Format = "A4"
    landscape: bool = True
    repeat: tuple[int, int] | None = None
    one_page: bool = False
    footer_left: str = ""
    scale: int | None = None
    breaks: tuple[int, ...] = ()


class Name(NamedTuple):
    """A defined name of the whole workbook."""

    name: str
    area: Area


@dataclass
class Sheet:
    """One tab, filled by its layout module; nobody changes it afterwards.

    ``key`` is what the code calls it, ``title`` what people see. ``freeze`` is the first row and
    column that scroll. ``names`` are defined names of the whole workbook for cells of this tab.
    """

    key: str
    title: str
    tab_color: str = ""
    hidden: bool = False
    protected: bool = False
    gridlines: bool = False
    zoom: int = 100
    freeze: tuple[int, int] | None = None
    cells: list[Cell] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    default_height: float | None = None
    merges: list[Merge] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    validations: list[Validation] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    filter: Area | None = None
    views: list[View] = field(default_factory=list)
    printing: Print = Print()
    names: list[Name] = field(default_factory=list)

    def put(self, row: int, column: int, value: Value, style: Style | None = None) -> None:
        self.cells.append(Cell(row, column, value, style))

    def calc(
        self, row: int, column: int, formula: str, value: Value, style: Style | None = None
    ) -> None:
        """A formula and the value that it has on the day of generation."""
        self.cells.append(Cell(row, column, value, style, formula))

    def area(self, first_row: int, first_column: int, last_row: int, last_column: int) -> Area:
        return Area(self.title, first_row, first_column, last_row, last_column)


@dataclass(frozen=True)
class Workbook:
    """The whole document; ``created`` stamps it, so that equal input gives equal bytes.

    ``locale`` says how its readers write dates and numbers, as en_GB.
    """

    title: str
    subject: str
    lang: str
    created: dt.date
    sheets: tuple[Sheet, ...]
    names: tuple[Name, ...]
    active: str
    locale: str

    def sheet(self, key: str) -> Sheet:
        return next(sheet for sheet in self.sheets if sheet.key == key)

    def typed(self, values: Mapping[tuple[str, int, int], Value]) -> Workbook:
        """What is left after somebody types over cells, by the tab's key, the row and the column.

        Only cells that are there take a value; what formulas show elsewhere stays as it was.
        """

        def typed(sheet: Sheet, cell: Cell) -> Cell:
            place = (sheet.key, cell.row, cell.column)
            return cell._replace(value=values[place], formula="") if place in values else cell

        return self.with_each(typed)

    def with_each(self, changed: Callable[[Sheet, Cell], Cell]) -> Workbook:
        """The workbook with each of its cells ``changed``."""
        return replace(
            self,
            sheets=tuple(
                replace(sheet, cells=[changed(sheet, cell) for cell in sheet.cells])
                for sheet in self.sheets
            ),
        )
