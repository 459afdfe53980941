"""What is read before it is understood: grids of cells, and tasks as their cells say them.

A date cell of a workbook is its serial number (1 is 31 December 1899), a ``DayNumber`` where the
workbook shows it as a day. Rows count from 1, as people count them; columns from 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from retrosheet.importing.dates.days import of_serial
from retrosheet.importing.words import lines, quoted
from retrosheet.language import Lang, Text, in_quotes
from retrosheet.workbook.serials import DayNumber

if TYPE_CHECKING:
    from collections.abc import Sequence

Value = str | float | bool | None

EXAMPLES = "{examples}"
AND_MORE = (
    Text("{names} et {n} autre", "{names} and {n} more"),
    Text("{names} et {n} autres", "{names} and {n} more"),
)
"""How a list goes on that is too long: with one more, and with several."""

# What one plan may hold. Reading stops where there is more.
MOST_TASKS = 1500
MOST_LINES = 20_000
MOST_LINES_OF_TEXT = 6_000
MOST_COLUMNS = 1_000

Field = Literal[
    "title",
    "due",
    "start",
    "end",
    "duration",
    "owner",
    "phase",
    "status",
    "needs",
    "period",
    "amount",
    "note",
    "channel",
    "deliverable",
    "kind",
    "id",
    "week",
    "outline",
    "parent",
    "left",
    "mark",
]


class Grid(NamedTuple):
    """Rows of cells, each with its number; ``sheet`` is "" for a text.

    ``under`` is the heading that a text has above the table.
    """

    rows: tuple[tuple[int, tuple[Value, ...]], ...]
    sheet: str = ""
    under: str = ""


class Location(NamedTuple):
    """Where something stands: a cell, or a row where ``column`` is None."""

    row: int
    sheet: str = ""
    column: int | None = None
    heading: str = ""

    def to(self, lang: Lang) -> str:
        """Feuil1!C5 in a workbook; « ligne 5, colonne « Échéance » » in a text."""
        line = Text("ligne", "line") if not self.sheet else Text("ligne", "row")
        if self.sheet and self.column is not None:
            return f"{self.sheet}!{_letters(self.column)}{self.row}"
        said = f"{line.to(lang)} {self.row}"
        if self.sheet:
            return f"{self.sheet}, {said}"
        if self.heading:
            heading = quoted(self.heading)
            return f"{said}, {in_quotes(heading, lang)}"
        return said

    @property
    def whole_row(self) -> Location:
        return self._replace(column=None, heading="")


class Remark(NamedTuple):
    """Something to say about a place, or about the whole where there is none.

    What differs from place to place is the ``example``, which stands in the text at
    ``EXAMPLES``; the rest is the cause, which is told once for all of its places.
    """

    place: Location | None
    text: Text
    example: Text | None = None


class Cell(NamedTuple):
    """A value that says something, and where it stands.

    ``unit`` says what a number counts in a column of dates, as ``due.read`` takes it.
    """

    value: Value
    place: Location
    unit: str = ""

    @property
    def text(self) -> str:
        return shown(self.value)


@dataclass(eq=False)
class RawTask:
    """A task as its row or its line says it; ``extras`` are cells of columns not understood.

    ``level`` is how far the line of a list is indented. ``under`` is what the heading above says
    of when: the date of a task that has none, and the week of one that only says « lundi ».
    ``number`` is that of the row among the tasks of its table, from 1, where that is known.
    ``parent`` is the task that this one is a part of, ``split`` says that others are parts of this
    one, whose dates are theirs.
    """

    place: Location
    cells: dict[Field, Cell]
    phase: str = ""
    extras: list[tuple[str, Cell]] = field(default_factory=list)
    level: int = 0
    under: Cell | None = None
    number: int = 0
    parent: RawTask | None = None
    split: bool = False

    def text(self, name: Field) -> str:
        cell = self.cells.get(name)
        return cell.text if cell else ""

    def place_of(self, name: Field) -> Location:
        cell = self.cells.get(name)
        return cell.place if cell else self.place


def shown(value: Value) -> str:
    """A cell's value as a person sees it, without what nobody sees."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "x" if value else ""
    if isinstance(value, DayNumber) and (day := of_serial(value)) is not None:
        minutes = round(value % 1 * 24 * 60)
        hour = f" {minutes // 60}:{minutes % 60:02}" if 0 < minutes < 24 * 60 else ""
        return f"{day.year}-{day.month:02}-{day.day:02}{hour}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else str(value)
    return lines(value)


def _letters(column: int) -> str:
    letters = ""
    number = column + 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def no_plan_of(tasks: Sequence[RawTask], place: Location | None = None) -> Remark | None:
    """Why so few or so many tasks are no plan; None where they are one.

    ``place`` is where they should have been.
    """
    if not tasks:
        return Remark(place, _NO_TASK)
    return Remark(tasks[MOST_TASKS].place, _TOO_MANY) if len(tasks) > MOST_TASKS else None


_NO_TASK = Text(
    "le tableau n’a aucune tâche sous ses titres.", "the table has no task under its headings."
)
_TOO_MANY = Text(
    "plus de {most_tasks} tâches : partagez le tableau.",
    "more than {most_tasks} tasks: split the table.",
).format(most_tasks=MOST_TASKS)
