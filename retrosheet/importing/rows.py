"""The rows of a table as raw tasks, and what is said of columns and rows that are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.importing.asides import TOTAL, aside, is_archive
from retrosheet.importing.columns import DATED, Table
from retrosheet.importing.dates import due
from retrosheet.importing.dates.phrases import Weekday
from retrosheet.importing.formats.lines import dated_heading
from retrosheet.importing.headings import key_of
from retrosheet.importing.raw import (
    AND_MORE,
    MOST_TASKS,
    Cell,
    Location,
    RawTask,
    Remark,
    shown,
)
from retrosheet.importing.words import folded, quoted, unmarked
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrosheet.importing.raw import Field, Value

_MOST_NAMED = 12
_TOTALS = ("total", "sous total", "subtotal", "grand total", "totaux", "somme", "sum")


def raw_tasks(
    table: Table, *, under: str, keeps_progress: bool = False
) -> tuple[list[RawTask], list[Remark]]:
    """The tasks of a table, and what is to be said of rows and columns that are none.

    ``under`` is the phase of rows that name none. Who ``keeps_progress`` is not told that it is
    left out.
    """
    remarks = [*_said_of_columns(table, keeps_progress=keeps_progress)]
    phase_column = next((c for c, known in table.columns.items() if known.field == "phase"), None)
    tasks: list[RawTask] = []
    phase = under
    above: Cell | None = None
    week: Cell | None = None
    rows = [
        (number, cells)
        for number, cells in table.grid.rows[table.top + 1 :]
        if any(shown(value).strip() for value in cells)
    ]
    for index, (number, cells) in enumerate(rows):
        place = Location(number, table.grid.sheet)
        filled = [column for column, value in enumerate(cells) if shown(value).strip()]
        first = unmarked(shown(cells[filled[0]]))
        heads = len(filled) == 1 and phase_column is None
        heads = heads and _heads(table, filled[0], rows[index + 1 :])
        # a line below « J-30 » that says no more is one of its tasks
        below_date = above is not None and not heads
        if (said := aside(table, place, cells, dated=below_date)) is not None:
            remarks += said
            continue
        if folded(first) in _TOTALS or folded(first).startswith(("total ", "sous total ")):
            remarks.append(Remark(place, TOTAL))
            continue
        if len(filled) == 1 and phase_column is not None and filled[0] == phase_column:
            phase = first
            continue
        if heads:
            dated = dated_heading(first)
            at = place._replace(column=filled[0], heading=table.heading(filled[0]))
            above = Cell(dated.when, at) if dated else None
            phase = (dated and dated.title) or first
            remarks.append(Remark(place, _SECTION_DATED if dated else _SECTION))
            continue
        task = _task(table, place, cells)
        task.number = len(tasks) + 1
        remarks += _titled(task)
        week = _weekly(task, week, table)
        task.under = task.under or above
        if phase_column is not None and task.text("phase"):
            phase = unmarked(task.text("phase"))
        task.phase = phase
        tasks.append(task)
        if len(tasks) > MOST_TASKS:
            break
    return tasks, remarks


def _heads(table: Table, column: int, below: Sequence[tuple[int, tuple[Value, ...]]]) -> bool:
    """Whether a row with a single cell is the heading of those below, and no task without date."""
    known = table.columns.get(column)
    if (known is not None and known.field != "title" and column > 0) or len(table.columns) < 2:
        return False
    if any(known.field == "week" and not known.seen for known in table.columns.values()):
        return False  # the week's cell is merged with that of the rows above
    return bool(below) and sum(1 for value in below[0][1] if shown(value).strip()) > 1


def _task(table: Table, place: Location, cells: Sequence[Value]) -> RawTask:
    task = RawTask(place, {})
    for column, value in enumerate(cells):
        heading = table.heading(column)
        cell = Cell(value, place._replace(column=column, heading=heading))
        if not cell.text.strip():
            continue
        known = table.columns.get(column)
        if known is None:
            task.extras.append((heading, cell))
        elif known.field not in ("left", "mark"):
            task.cells[known.field] = cell._replace(unit=known.unit)
    return task


def _weekly(task: RawTask, above: Cell | None, table: Table) -> Cell | None:
    """The week of a row, or that of the rows above it, which a merged cell gives to several."""
    own = task.cells.pop("week", None)
    seen = any(column.field == "week" and column.seen for column in table.columns.values())
    week = own or (None if seen else above)
    day = due.of(task.cells["due"]) if "due" in task.cells else None
    if not any(name in task.cells for name in DATED) or isinstance(day, Weekday):
        task.under = week
    elif own is not None:
        task.extras.append((own.place.heading, own))
    return week


def _titled(task: RawTask) -> list[Remark]:
    """A row without title has what else it says in words for one: "Opening" under « When »."""
    if unmarked(task.text("title")).strip():
        return []
    cells = [task.cells[name] for name in _MAY_TITLE if name in task.cells]
    for cell in cells + [cell for _, cell in task.extras]:
        said = due.of(cell)
        if isinstance(said, due.Vague) and any(letter.isalpha() for letter in cell.text):
            task.cells = {name: found for name, found in task.cells.items() if found is not cell}
            task.extras = [(name, found) for name, found in task.extras if found is not cell]
            task.cells["title"] = cell
            typed = quoted(unmarked(cell.text))
            return [
                Remark(
                    cell.place,
                    _TITLE,
                    quotations(typed),
                )
            ]
    return []


def _said_of_columns(table: Table, *, keeps_progress: bool) -> Iterator[Remark]:
    """What a person should know of columns: those guessed, those unknown, those left out."""
    unknown: list[str] = []
    again: list[str] = []
    left: dict[Field, list[str]] = {"status": [], "left": []}
    known_keys = {key_of(table.heading(column)) for column in table.columns}
    unread = table.unread
    width = max(len(cells) for _, cells in table.grid.rows[table.top :])
    for column in range(width):
        heading = quoted(table.heading(column)) or f"n° {column + 1}"
        known = table.columns.get(column)
        if known is None:
            if column in unread:
                twice = key_of(table.heading(column)) in known_keys
                (again if twice else unknown).append(heading)
        elif known.field in left:
            if not is_archive(table.heading(column)):
                left[known.field].append(heading)
        elif known.seen and known.field == "week":
            yield Remark(table.place, _named(_SECOND, [heading]))
        elif known.guessed or known.seen or known.unit:
            unit = _UNITS.get(known.unit, Text("", ""))
            meaning = MEANINGS[known.field]
            yield Remark(
                table.place,
                Text(
                    "la colonne « {heading} » est lue comme {meaning}{unit}",
                    'the column "{heading}" is read as {meaning}{unit}',
                ).format(heading=heading, meaning=meaning, unit=unit),
            )
    for field, names in left.items():
        if names and not (keeps_progress and field == "status"):
            yield Remark(table.place, _named(_STATUS if field == "status" else _LEFT, names))
    if again:
        yield Remark(table.place, _named(_AGAIN, list(dict.fromkeys(again))))
    if unknown:
        yield Remark(table.place, _named(_UNKNOWN, unknown))


def _named(texts: Sequence[Text], names: Sequence[str]) -> Text:
    """The text for one name or for several, with the names in it."""
    text = texts[-1] if len(names) > 1 else texts[0]
    more = len(names) - _MOST_NAMED
    said = quotations(*names[:_MOST_NAMED])
    if more > 0:
        said = AND_MORE[more > 1].format(names=said, n=more)
    return text.format(names=said)


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
    Text(
        "les colonnes {names} sont laissées : un type de campagne n’a pas d’avancement",
        "the columns {names} are left out: a campaign type has no progress",
    ),
)
_LEFT = (
    Text(
        "la colonne {names} est laissée : elle ne sert qu’à l’outil d’où vient le tableau",
        "the column {names} is left out: only the tool that the table comes from has a use for it",
    ),
    Text(
        "les colonnes {names} sont laissées : elles ne servent qu’à l’outil d’où vient le tableau",
        "the columns {names} are left out: only the tool that the table comes from has a use for "
        "them",
    ),
)
_SECOND = (
    Text(
        "la colonne {names} donne la date des lignes qui n’en ont pas d’autre",
        "the column {names} gives the date of the rows that have no other",
    ),
)
_UNITS = {
    "d": Text(", en jours depuis J", ", in days from launch"),
    "w": Text(", en semaines depuis J", ", in weeks from launch"),
    "m": Text(", en mois depuis J", ", in months from launch"),
    "-d": Text(", en jours avant J", ", in days before launch"),
    "-w": Text(", en semaines avant J", ", in weeks before launch"),
    "-m": Text(", en mois avant J", ", in months before launch"),
    "#d": Text(", en jours du projet", ", in days of the project"),
    "#w": Text(", en numéros de semaine", ", in numbers of weeks"),
    "#m": Text(", en mois du projet", ", in months of the project"),
}
_MAY_TITLE: tuple[Field, ...] = ("due", "week", "period", "deliverable", "kind", "note")
_TITLE = Text(
    "une ligne sans titre prend ce qu’elle dit d’autre : {examples}",
    "a row without a title takes what else it says: {examples}",
)
MEANINGS: dict[Field, Text] = {
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
    "week": Text("l’échéance", "the due date"),
    "outline": Text("le numéro de plan", "the outline number"),
    "parent": Text("ce dont la tâche fait partie", "what the task is a part of"),
}
"""What the cells of a column say, by its field."""
_SECTION = Text(
    "une seule cellule remplie : lue comme le titre d’une phase",
    "a single cell is filled: read as the title of a phase",
)
_SECTION_DATED = Text(
    "une seule cellule remplie, qui dit quand : elle date les lignes sous elle qui n’ont pas "
    "d’autre date",
    "a single cell is filled, which says when: it dates the rows below that have no other date",
)
