"""Checklists without a row of headings: boxes, words and names below lines such as « J-30 »."""

from __future__ import annotations

from typing import TYPE_CHECKING

from retrosheet.importing.formats.lines import dated_heading
from retrosheet.importing.raw import Grid, shown
from retrosheet.language import Text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrosheet.importing.raw import Value
    from retrosheet.language import Lang

_BOXES = frozenset("☐ ☑ ☒ ✓ ✔ ✅ x X o □ ■ [ ] [x] [X]".split()) | {"[ ]"}
_FEWEST = 3
_MOST_COLUMNS = 8
_LONGEST_NAME = 30
_DONE, _TASK, _OWNER = Text("Fait", "Done"), Text("Tâche", "Task"), Text("Responsable", "Owner")
_NOTE = Text("Commentaire", "Comment")


def headed(grid: Grid, lang: Lang) -> Grid | None:
    """The checklist with headings above it; None for a grid that is none."""
    first = next((at for at, (_, cells) in enumerate(grid.rows) if _says_when(cells)), None)
    if first is None:
        return None
    rows = [cells for _, cells in grid.rows[first:] if not _says_when(cells)]
    width = max((len(cells) for cells in rows), default=0)
    said = {
        at: [shown(cells[at]).strip() for cells in rows if at < len(cells) and _filled(cells[at])]
        for at in range(width)
    }
    said = {at: texts for at, texts in said.items() if texts}
    boxes = [at for at, texts in said.items() if all(text in _BOXES for text in texts)]
    words = [at for at in said if at not in boxes]
    if not words or len(said) > _MOST_COLUMNS:
        return None
    title = max(words, key=lambda at: sum(map(len, said[at])))
    if len(said[title]) < _FEWEST:
        return None
    others = [at for at in words if at != title]
    owner = next((at for at in others if max(map(len, said[at])) <= _LONGEST_NAME), None)
    names: dict[int, Text] = {title: _TASK}
    names.update(dict.fromkeys(boxes[:1], _DONE))
    if owner is not None:
        names[owner] = _OWNER
    if note := [at for at in others if at != owner]:
        names[note[0]] = _NOTE
    heads: tuple[Value, ...] = tuple(
        names[at].to(lang) if at in names else None for at in range(width)
    )
    number = grid.rows[first][0] - 1
    before = tuple(row for row in grid.rows[:first] if row[0] < number)
    return grid._replace(rows=(*before, (number, heads), *grid.rows[first:]))


def _says_when(cells: Sequence[Value]) -> bool:
    """Whether a row is nothing but a time: « J-30 », « 2 semaines avant »."""
    filled = [shown(value) for value in cells if _filled(value)]
    found = dated_heading(filled[0]) if len(filled) == 1 else None
    return found is not None and not found.title


def _filled(value: Value) -> bool:
    return bool(shown(value).strip())
