"""Tables of tasks among the grids of a file: the row in which the headings of one stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.importing.columns import DATED, Column, Table, columns_of, says_day, says_state
from retrosheet.importing.formats.marks import with_marks
from retrosheet.importing.headings import understood
from retrosheet.importing.raw import shown

if TYPE_CHECKING:
    from retrosheet.importing.raw import Grid

# Headings stand near the top; below are rows.
_HEADINGS_WITHIN = 60
_FEWEST_KNOWN = 2


def table_in(grid: Grid) -> Table | None:
    """The table of a grid: under the row with the most headings that are known, the task's too."""
    best: Table | None = None
    for top, (_, cells) in enumerate(grid.rows[:_HEADINGS_WITHIN]):
        known = understood(cells)
        if not any(column.field == "title" for column in known.values()):
            continue
        # « à faire » beside a date is the status of a task
        if len(known) == 1 and sum(map(says_day, cells)) == 1 and says_state(cells[min(known)]):
            continue
        if best is not None and len(known) <= len(best.columns):
            continue
        columns = columns_of(cells, [row for _, row in grid.rows[top + 1 :]])
        table = with_marks(Table(grid, top, columns))
        if len({column.field for column in table.columns.values()}) > 1:
            best = table
    return best or _untitled(grid)


def _untitled(grid: Grid) -> Table | None:
    """The table whose first row names dates and more, but no task: its words are the tasks."""
    if not grid.rows:
        return None
    _, cells = grid.rows[0]
    rows = [row for _, row in grid.rows[1:]]
    columns = columns_of(cells, rows)
    fields = {column.field for column in columns.values()}
    if len(fields) < _FEWEST_KNOWN or not fields.intersection(DATED):
        return None
    words = {
        at: [text for row in rows if at < len(row) and (text := shown(row[at]).strip())]
        for at in range(len(cells))
        if at not in columns or columns[at].guessed
    }
    spoken = [at for at, texts in words.items() if any(map(_is_words, texts))]
    if not spoken:
        return None
    title = max(spoken, key=lambda at: sum(map(len, words[at])))
    return Table(grid, 0, {**columns, title: Column("title", seen=True)})


def _is_words(text: str) -> bool:
    return sum(letter.isalpha() for letter in text) > len(text) // 2
