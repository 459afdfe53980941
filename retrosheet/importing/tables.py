"""Tables of tasks among the grids of a file: where their headings stand, what their columns are."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from retrosheet.importing.headings import Column, key_of, understood
from retrosheet.importing.raw import Cell, Grid, Place, RawTask, Remark, shown
from retrosheet.importing.words import folded, quoted, unmarked
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrosheet.importing.raw import Value

# Headings stand near the top; below are rows.
_HEADINGS_WITHIN = 60
_TOTALS = ("total", "sous total", "subtotal", "grand total", "totaux", "somme", "sum")


class Table(NamedTuple):
    """A grid whose row ``top`` (an index) holds the headings of ``columns``."""

    grid: Grid
    top: int
    columns: Mapping[int, Column]

    @property
    def headings(self) -> tuple[Value, ...]:
        return self.grid.rows[self.top][1]

    @property
    def place(self) -> Place:
        return Place(self.grid.rows[self.top][0], self.grid.sheet)

    def heading(self, column: int) -> str:
        return _heading(self.headings, column)


def table_in(grid: Grid) -> Table | None:
    """The table of a grid: under the row with the most headings that are known, the task's too."""
    best: Table | None = None
    for top, (_, cells) in enumerate(grid.rows[:_HEADINGS_WITHIN]):
        columns = understood(cells)
        fields = {column.field for column in columns.values()}
        better = best is None or len(columns) > len(best.columns)
        if "title" in fields and len(fields) > 1 and better:
            best = Table(grid, top, columns)
    return best


def raw_tasks(table: Table, *, under: str) -> tuple[list[RawTask], list[Remark]]:
    """The tasks of a table, and what is to be said of rows and columns that are none.

    ``under`` is the phase of rows that name none.
    """
    remarks = [*_said_of_columns(table)]
    phase_column = next((c for c, known in table.columns.items() if known.field == "phase"), None)
    tasks: list[RawTask] = []
    phase = under
    rows = [
        (number, cells)
        for number, cells in table.grid.rows[table.top + 1 :]
        if any(shown(value).strip() for value in cells)
    ]
    for index, (number, cells) in enumerate(rows):
        place = Place(number, table.grid.sheet)
        filled = [column for column, value in enumerate(cells) if shown(value).strip()]
        first = unmarked(shown(cells[filled[0]]))
        if understood(cells).keys() == table.columns.keys():
            continue  # the headings again, as at the top of a printed page
        if folded(first) in _TOTALS or folded(first).startswith(("total ", "sous total ")):
            remarks.append(Remark(place, _TOTAL))
            continue
        if len(filled) == 1 and phase_column is not None and filled[0] == phase_column:
            phase = first
            continue
        if (
            len(filled) == 1
            and phase_column is None
            and _heads(table, filled[0], rows[index + 1 :])
        ):
            phase = first
            remarks.append(Remark(place, _SECTION))
            continue
        task = _task(table, place, cells)
        if phase_column is not None and task.text("phase"):
            phase = unmarked(task.text("phase"))
        task.phase = phase
        tasks.append(task)
    return tasks, remarks


def _heads(table: Table, column: int, below: Sequence[tuple[int, tuple[Value, ...]]]) -> bool:
    """Whether a row with a single cell is the heading of those below, and no task without date."""
    known = table.columns.get(column)
    if (known is not None and known.field != "title" and column > 0) or len(table.columns) < 2:
        return False
    return bool(below) and sum(1 for value in below[0][1] if shown(value).strip()) > 1


def _task(table: Table, place: Place, cells: Sequence[Value]) -> RawTask:
    task = RawTask(place, {})
    for column, value in enumerate(cells):
        heading = table.heading(column)
        cell = Cell(value, place._replace(column=column, heading=heading))
        if not cell.text.strip():
            continue
        known = table.columns.get(column)
        if known is None:
            task.extras.append((heading, cell))
        else:
            task.cells[known.field] = cell
    return task


def _heading(headings: Sequence[Value], column: int) -> str:
    found = shown(headings[column]) if column < len(headings) else ""
    return " ".join(unmarked(found).split())


def _said_of_columns(table: Table) -> Iterator[Remark]:
    """What a person should know of columns: those guessed, those unknown, those left out."""
    unknown: list[str] = []
    again: list[str] = []
    known_keys = {key_of(table.heading(column)) for column in table.columns}
    rows = table.grid.rows[table.top + 1 :]
    width = max(len(cells) for _, cells in table.grid.rows[table.top :])
    for column in range(width):
        heading = quoted(table.heading(column)) or f"n° {column + 1}"
        known = table.columns.get(column)
        if known is None:
            if any(column < len(cells) and shown(cells[column]).strip() for _, cells in rows):
                twice = key_of(table.heading(column)) in known_keys
                (again if twice else unknown).append(heading)
        elif known.field == "status":
            yield Remark(table.place, _named(_STATUS, [heading]))
        elif known.guessed:
            meaning = _FIELDS[known.field]
            yield Remark(
                table.place,
                Text(
                    f"la colonne « {heading} » est lue comme {meaning.fr}",
                    f'the column "{heading}" is read as {meaning.en}',
                ),
            )
    if again:
        yield Remark(table.place, _named(_AGAIN, list(dict.fromkeys(again))))
    if unknown:
        yield Remark(table.place, _named(_UNKNOWN, unknown))


def _named(texts: Sequence[Text], names: Sequence[str]) -> Text:
    """The text for one name or for several, with the names in it."""
    text = texts[-1] if len(names) > 1 else texts[0]
    return Text(
        text.fr.format(names=", ".join(f"« {name} »" for name in names)),
        text.en.format(names=", ".join(f'"{name}"' for name in names)),
    )


_UNKNOWN = (
    Text(
        "la colonne {names} n’est pas connue : ce qu’elle dit est gardé dans la note des tâches",
        "the column {names} is not known: what it says is kept in the notes of the tasks",
    ),
    Text(
        "les colonnes {names} ne sont pas connues : ce qu’elles disent est gardé dans la note des "
        "tâches",
        "the columns {names} are not known: what they say is kept in the notes of the tasks",
    ),
)
_AGAIN = (
    Text(
        "la colonne {names} vient deux fois : la première compte, l’autre est gardée dans la note "
        "des tâches",
        "the column {names} comes twice: the first one counts, the other is kept in the notes of "
        "the tasks",
    ),
    Text(
        "les colonnes {names} viennent deux fois : la première compte, l’autre est gardée dans la "
        "note des tâches",
        "the columns {names} come twice: the first one counts, the other is kept in the notes of "
        "the tasks",
    ),
)
_STATUS = (
    Text(
        "la colonne {names} est laissée : un type de campagne n’a pas d’avancement",
        "the column {names} is left out: a campaign type has no progress",
    ),
)
_FIELDS = {
    "title": Text("la tâche", "the task"),
    "due": Text("l’échéance", "the due date"),
    "start": Text("le début", "the start"),
    "end": Text("la fin", "the end"),
    "duration": Text("la durée", "the duration"),
    "owner": Text("le responsable", "the owner"),
    "phase": Text("la phase", "the phase"),
    "status": Text("le statut", "the status"),
    "needs": Text("ce dont la tâche dépend", "what the task depends on"),
    "period": Text("la période", "the period"),
    "amount": Text("le budget", "the budget"),
    "note": Text("la note", "the note"),
    "channel": Text("le canal", "the channel"),
    "deliverable": Text("le livrable", "the deliverable"),
    "kind": Text("le type", "the type"),
    "id": Text("l’identifiant", "the id"),
}
_TOTAL = Text("ligne de total laissée", "a row of totals, left out")
_SECTION = Text(
    "une seule cellule remplie : lue comme le titre d’une phase",
    "a single cell is filled: read as the title of a phase",
)
