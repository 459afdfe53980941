"""The way in: a text or the grids of a workbook, and the archetype that their tasks are."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.importing.asides import phase_above
from retrosheet.importing.columns import Table
from retrosheet.importing.dates.placing import Dates
from retrosheet.importing.drafting import Drafting
from retrosheet.importing.formats import delimited, markdown, mspdi, outline_tasks, trello
from retrosheet.importing.formats.drawn import drawn, drawn_grid
from retrosheet.importing.formats.marks import dated_by_marks
from retrosheet.importing.formats.mermaid import chart_in
from retrosheet.importing.formats.outline import Outline
from retrosheet.importing.headings import is_french
from retrosheet.importing.hierarchy import by_outline, by_parent
from retrosheet.importing.raw import (
    MOST_COLUMNS,
    MOST_LINES,
    MOST_LINES_OF_TEXT,
    Location,
    RawTask,
    Remark,
    no_plan_of,
    shown,
)
from retrosheet.importing.rows import raw_tasks
from retrosheet.importing.tables import table_in
from retrosheet.importing.words import cut, one_line, quoted
from retrosheet.language import Lang, Text, language, quotations

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from retrosheet.archetype.model import Archetype
    from retrosheet.calendars import Calendar
    from retrosheet.importing.dates.days import Order
    from retrosheet.importing.raw import Grid, Value

_FIRST_SEEN = 8
_LONGEST_HEADING = 40


class Asked(NamedTuple):
    """What a person says about the import.

    ``source`` is what the file is called; ``name`` the campaign type's, "" to take the text's own
    title or ``otherwise``. ``calendar`` has the days off around launch.
    """

    source: str
    otherwise: str
    lang: Lang
    calendar: Calendar
    name: str = ""
    launch: dt.date | None = None
    order: Order | None = None


class Imported(NamedTuple):
    """The archetype, with what is unsure; or None, with what cannot be read."""

    archetype: Archetype | None
    doubts: tuple[Remark, ...]
    problems: tuple[Remark, ...]


class _Read(NamedTuple):
    tasks: list[RawTask]
    remarks: list[Remark]
    french: bool
    title: str = ""


def of_text(text: str, asked: Asked) -> Imported:
    """What a text has: tables in Markdown, else a table with separators, else a list."""
    if mspdi.is_project(text):
        return _of_project(text, asked)
    board = trello.board_in(text)
    if board is not None:
        return of_grids([board.grid], asked._replace(name=asked.name or board.title))
    if text.count("\n") + text.count("\r") > 2 * MOST_LINES or len(text.splitlines()) > MOST_LINES:
        return Imported(None, (), (Remark(None, _too_long(MOST_LINES)),))
    chart = chart_in(text)
    if chart is not None:
        read = _Read(chart.tasks, [], french=False, title=chart.title)
        return _drafted(read, asked)
    written = markdown.grids(text)
    tables = _tables(written)
    grids = [] if tables else [*written, *delimited.grids(text)]
    cut_up = _tables(grids)
    if cut_up:
        return _of_table(max(cut_up, key=_known_columns), asked)
    if any(map(_is_wide, grids)):
        return Imported(None, (), (Remark(None, _TOO_WIDE),))
    pictures = tuple(said for table in tables if (said := drawn(table)))
    if pictures:
        return Imported(None, (), pictures)
    taken = {line for grid in written for line in _lines_of(grid)}
    if len(text.splitlines()) - len(taken) > MOST_LINES_OF_TEXT:
        return Imported(None, (), (Remark(None, _too_long(MOST_LINES_OF_TEXT)),))
    outline = Outline(text, taken)
    under = _name(asked, outline.title)
    listed, remarks = outline_tasks.raw_tasks(outline, under=under)
    remarks += _strangers(written, tables)
    if not tables:
        if not listed:
            return Imported(None, (), (_nothing(grids),))
        return _drafted(
            _Read(listed, remarks, language(asked.lang).day_first, outline.title), asked
        )
    read = _of_tables(tables, asked, outline)
    tasks = sorted([*read.tasks, *listed], key=lambda task: task.place.row)
    return _drafted(read._replace(tasks=tasks, remarks=[*read.remarks, *remarks]), asked)


def _of_project(text: str, asked: Asked) -> Imported:
    found = mspdi.tasks_of(text)
    if found is None:
        return Imported(None, (), (Remark(None, _NO_XML),))
    for task in found:
        task.phase = _name(asked, "")
    tasks, remarks = by_outline(found)
    return _drafted(_Read(tasks, remarks, french=False), asked)


def of_grids(grids: Sequence[Grid], asked: Asked) -> Imported:
    """What a workbook has: the tab with the most known columns, the first of several."""
    tables = _tables(grids)
    if not tables:
        wide = (Remark(None, _TOO_WIDE),) if any(map(_is_wide, grids)) else (_nothing(grids),)
        return Imported(None, (), wide)
    best = max(tables, key=lambda table: len(table.columns))
    others = [table.grid.sheet for table in tables if table is not best]
    said = [Remark(None, _other_tabs(best.grid.sheet, others))] if others else []
    return _of_table(best, asked, said)


def _of_table(table: Table, asked: Asked, said: Sequence[Remark] = ()) -> Imported:
    """A table that stands alone."""
    picture = drawn(table)
    if picture is not None:
        return Imported(None, (), (picture,))
    read = _of_tables([table], asked, None)
    return _drafted(read._replace(remarks=[*read.remarks, *said]), asked)


def _of_tables(tables: Sequence[Table], asked: Asked, outline: Outline | None) -> _Read:
    """All tables of a text; where there are several, each is a phase under its heading."""
    tasks: list[RawTask] = []
    remarks: list[Remark] = []
    title = outline.title if outline else ""
    name = _name(asked, title)
    for table in tables:
        step = outline.above.get(table.place.row) if outline else None
        heading = step.heading if step and step.heading else table.grid.under
        several = len(tables) > 1 or (step is not None and step.dated is not None)
        under = (heading if several else "") or phase_above(table) or name
        found, said = raw_tasks(table, under=under)
        when = step.when if step else None
        for task in found:
            task.under = task.under or when
        marked = dated_by_marks(table, found)
        found, outlined = by_outline(found)
        tasks += found
        remarks += [*said, *marked, *outlined, *by_parent(found)]
    headings = [table.heading(column) for table in tables for column in table.columns]
    french = language(asked.lang).day_first or any(is_french(heading) for heading in headings)
    return _Read(tasks, remarks, french, title)


def _drafted(read: _Read, asked: Asked) -> Imported:
    if unfit := no_plan_of(read.tasks):
        return Imported(None, (), (unfit,))
    dates = Dates(read.tasks, asked.launch, asked.order, asked.calendar, french=read.french)
    drafting = Drafting(read.tasks, dates)
    archetype = drafting.archetype(_name(asked, read.title), asked.source)
    doubts = [*read.remarks, *drafting.doubts]
    return Imported(
        archetype, tuple(dict.fromkeys(doubts)), tuple(dict.fromkeys(drafting.problems))
    )


def _name(asked: Asked, title: str) -> str:
    found = (one_line(text) for text in (asked.name, title, asked.otherwise, asked.source))
    return cut(next((text for text in found if text), "Plan"))


def _known_columns(table: Table) -> tuple[int, int]:
    """The right separator is the one that makes the most headings known, and loses no row."""
    return len(table.columns), -delimited.tallest(table.grid)


def _lines_of(grid: Grid) -> Iterator[int]:
    """The lines of a text that a table takes, with the rule below its headings."""
    for number, _ in grid.rows:
        yield number
    yield grid.rows[0][0] + 1


def _strangers(grids: Sequence[Grid], tables: Sequence[Table]) -> list[Remark]:
    """What is said of tables whose headings nobody knows."""
    known = {table.grid.rows[0][0] for table in tables}
    return [
        Remark(Location(number), _STRANGE)
        for grid in grids
        for number, _ in grid.rows[:1]
        if number not in known
    ]


def _nothing(grids: Sequence[Grid]) -> Remark:
    """What to say where no heading is known: what was seen, and what is looked for."""
    picture = next((said for grid in grids if (said := drawn_grid(grid))), None)
    if picture is not None:
        return picture
    rows = (cells for grid in grids for _, cells in grid.rows)
    seen = next((cells for cells in map(_filled, rows) if len(cells) > 1), [])
    names = [quoted(text) for text in seen[:_FIRST_SEEN]]
    # The commas of a sentence make long cells.
    if not names or any(len(text) > _LONGEST_HEADING for text in seen):
        return Remark(None, _NO_TABLE)
    listed = quotations(*names)
    return Remark(
        None,
        Text(
            "aucun titre de colonne n’est connu (lus : {listed}). {wanted}",
            "no heading of a column is known (seen: {listed}). {wanted}",
        ).format(listed=listed, wanted=_WANTED),
    )


def _filled(cells: Sequence[Value]) -> list[str]:
    return [text for value in cells if (text := shown(value).strip())]


def _other_tabs(first: str, others: Sequence[str]) -> Text:
    return Text(
        "seul l’onglet « {first} » est lu ; il y a aussi un tableau dans {others}",
        'only the tab "{first}" is read; there is a table on {others} too',
    ).format(first=quoted(first), others=quotations(*map(quoted, others)))


def _tables(grids: Iterable[Grid]) -> list[Table]:
    return [table for grid in grids if not _is_wide(grid) and (table := table_in(grid))]


def _is_wide(grid: Grid) -> bool:
    return any(len(cells) > MOST_COLUMNS for _, cells in grid.rows)


def _too_long(most: int) -> Text:
    return Text(
        "plus de {most} lignes : donnez le seul tableau des tâches.",
        "more than {most} lines: give the table of tasks alone.",
    ).format(most=most)


_STRANGE = Text(
    "un tableau dont aucun titre n’est connu, laissé",
    "a table of which no heading is known, left out",
)
_NO_XML = Text(
    "ce fichier XML de Microsoft Project est illisible : enregistrez-le de nouveau, ou en CSV.",
    "this XML file of Microsoft Project cannot be read: save it again, or as CSV.",
)
_TOO_WIDE = Text(
    "plus de {most_columns} colonnes : donnez le seul tableau des tâches.",
    "more than {most_columns} columns: give the table of tasks alone.",
).format(most_columns=MOST_COLUMNS)
_WANTED = Text(
    "Il faut au moins « Tâche » et une autre colonne, comme « Date limite » ou « Responsable ».",
    'At least "Task" and another column are needed, such as "Due" or "Owner".',
)
_NO_TABLE = Text(
    "ni tableau de tâches ni liste avec des dates. Donnez un tableau dont les colonnes ont un "
    "titre (Tâche, Date limite, Responsable), ou des lignes comme « Écrire le texte : J-30 ».",
    "neither a table of tasks nor a list with dates. Give a table whose columns have headings "
    '(Task, Due, Owner), or lines such as "Write the text: D-30".',
)
