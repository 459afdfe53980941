"""What the columns of a table are about: from their headings, and from what stands in them.

A heading that nobody knows does not hide dates: a column whose cells say when is taken for the
due date, and that is said. Numbers in a column of dates count what its heading names: weeks
before launch, weeks of the calendar, days.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.importing.dates import due
from retrosheet.importing.dates.days import Day, Numeric, of_serial
from retrosheet.importing.dates.due import Unreadable, Vague
from retrosheet.importing.dates.phrases import Since, Span, Weekday
from retrosheet.importing.headings import may_be, understood, unit_in
from retrosheet.importing.raw import Grid, Location, shown
from retrosheet.importing.words import folded, unaccented, unmarked
from retrosheet.workbook.serials import DayNumber

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from retrosheet.importing.raw import Field, Value

DATED: tuple[Field, ...] = ("due", "start", "end", "period", "week")
_MOST = 0.6
_SEEN = 400
_BEFORE = frozenset(("avant", "before", "prior", "until", "restant", "restants", "left", "out"))
_AFTER = frozenset(("apres", "after"))
_ONE_LETTER = {"s": "w", "w": "w", "kw": "w", "cw": "w", "wk": "w", "sem": "w", "m": "m", "t": "d"}


# The lists of a board, which are no phases.
_STATES = frozenset(
    "to do,todo,a faire,backlog,doing,in progress,en cours,done,fait,termine,finished,review,"
    "in review,a valider,en attente,waiting,blocked,bloque,not started,pas commence,ready,complete,"
    "completed,icebox,later,plus tard,this week,cette semaine,next,inbox".split(",")
)


class Column(NamedTuple):
    """What a column means; ``guessed`` where only the beginning of its heading is known.

    ``unit`` is what the numbers of a column of dates count, as ``due.read`` takes it; ``seen``
    says that its cells tell what it is, and not its heading.
    """

    field: Field
    guessed: bool = False
    unit: str = ""
    seen: bool = False


class Table(NamedTuple):
    """A grid whose row ``top`` (an index) holds the headings of ``columns``."""

    grid: Grid
    top: int
    columns: Mapping[int, Column]

    @property
    def headings(self) -> tuple[Value, ...]:
        return self.grid.rows[self.top][1]

    @property
    def place(self) -> Location:
        return Location(self.grid.rows[self.top][0], self.grid.sheet)

    @property
    def unread(self) -> list[int]:
        """The columns that are not understood and say something, which the notes keep."""
        rows = [cells for _, cells in self.grid.rows[self.top + 1 :]]
        said = {at for cells in rows for at, value in enumerate(cells) if shown(value).strip()}
        return sorted(said.difference(self.columns))

    def heading(self, column: int) -> str:
        return _name(self.headings, column)


def columns_of(headings: Sequence[Value], rows: Sequence[Sequence[Value]]) -> dict[int, Column]:
    """The columns that are understood, by their place."""
    width = max((len(headings), *(len(cells) for cells in rows[:_SEEN])), default=0)
    values = {
        at: [cells[at] for cells in rows[:_SEEN] if at < len(cells) and shown(cells[at]).strip()]
        for at in range(width)
    }
    empty = {at for at, found in values.items() if not found}
    found = {
        at: Column(known.field, known.guessed) for at, known in understood(headings, empty).items()
    }
    names = {at: _name(headings, at) for at in range(width)}
    for at, column in found.items():
        if column.field == "phase" and all(map(says_state, values[at])):
            found[at] = Column("status")
    _choose_due(found, names, values)
    if not any(column.field in DATED and at not in empty for at, column in found.items()):
        _find_dates(found, names, values, rows[:_SEEN])
    return {
        at: column._replace(unit=unit_of(names[at], values.get(at, ())))
        if column.field in DATED
        else column
        for at, column in found.items()
    }


def _choose_due(
    found: dict[int, Column], names: Mapping[int, str], values: Mapping[int, Sequence[Value]]
) -> None:
    """Of two columns of due dates the one with days counts, the other where it has none."""
    dated = [at for at, column in found.items() if column.field in ("due", "week")]
    if len(dated) != 1:
        return
    at = dated[0]
    for other in names:
        weekly = {"week", "semaine"}.intersection(folded(names[other]).split())
        if other in found or not (weekly or may_be(names[other], "due")):
            continue
        if _share(values[other], names[other], days=True) > _share(
            values[at], names[at], days=True
        ):
            found[other], found[at] = Column("due"), Column("week", seen=True)
            return


def _find_dates(
    found: dict[int, Column],
    names: Mapping[int, str],
    values: Mapping[int, Sequence[Value]],
    rows: Sequence[Sequence[Value]],
) -> None:
    """The columns without a known heading whose cells say when: a due date, or two ends."""
    dated = [
        at for at in names if at not in found and _share(values[at], names[at], days=False) >= _MOST
    ]
    if not dated:
        return
    found[dated[0]] = Column("due", seen=True)
    both = [at for at in dated[:2] if _share(values[at], names[at], days=True) >= _MOST]
    if len(both) > 1 and _in_order(rows, *both):
        found[both[0]], found[both[1]] = Column("start", seen=True), Column("end", seen=True)


def _in_order(rows: Sequence[Sequence[Value]], first: int, second: int) -> bool:
    """Whether no row has a later day in the first of two columns of dates than in the second."""
    pairs = [(cells[first], cells[second]) for cells in rows if second < len(cells)]
    return all(
        start <= end
        for start, end in pairs
        if isinstance(start, DayNumber) and isinstance(end, DayNumber)
    )


def _share(values: Sequence[Value], heading: str, *, days: bool) -> float:
    """How many of the cells say when, from 0 to 1; ``days`` counts days of the calendar only."""
    unit = unit_of(heading, values)
    said = sum(_says_when(value, heading, unit, days=days) for value in values)
    return said / len(values) if values else 0.0


def says_state(value: Value) -> bool:
    """Whether a cell says how far a task is, as the columns of a board do."""
    return folded(shown(value)) in _STATES


def says_day(value: Value) -> bool:
    """Whether a cell says a day of the calendar."""
    return _says_when(value, "", "", days=True)


def _says_when(value: Value, heading: str, unit: str, *, days: bool) -> bool:
    if isinstance(value, float) and not unit:
        # A number that is not shown as a day may be money.
        shown_as_day = isinstance(value, DayNumber) or "date" in folded(heading).split()
        return shown_as_day and of_serial(value) is not None
    found = due.read(unmarked(value) if isinstance(value, str) else value, serial=False, unit=unit)
    if isinstance(found, Span):
        found = found.last
    if found is None or isinstance(found, Vague | Unreadable):
        return False
    return isinstance(found, Day | Numeric) if days else not isinstance(found, Weekday | Since)


def unit_of(heading: str, values: Iterable[Value]) -> str:
    """What the numbers of a column count: "" where most cells are none, or nothing tells."""
    cells = list(values)
    numbers = [number for value in cells if (number := due.number_in(value)) is not None]
    spans = [value for value in cells if due.numbers_in(value) is not None]
    if not numbers or len(numbers) + len(spans) < _MOST * len(cells):
        return ""
    words = folded(heading).split()
    unit = unit_in(heading) or next((_ONE_LETTER[w] for w in words if w in _ONE_LETTER), "")
    unit = unit if unit in ("d", "w", "m") else ""
    before = _BEFORE.intersection(words) or unaccented(heading).rstrip(" )").endswith("-")
    falling = len(numbers) > 1 and numbers[-1] == 0 and numbers == sorted(numbers, reverse=True)
    if min(numbers) < 0:
        return unit or "d"
    if before or (falling and unit):
        return f"-{unit or 'd'}"
    if _AFTER.intersection(words):
        return unit or "d"
    return f"#{unit}" if unit and words[0] not in ("j", "d", "t") else ""


def _name(headings: Sequence[Value], at: int) -> str:
    return " ".join(unmarked(shown(headings[at])).split()) if at < len(headings) else ""
