"""What a foreign row says of work already under way: its status, its progress, its actual end."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.adopting.said_days import Reading, day_of
from retrosheet.importing.headings import key_of
from retrosheet.importing.raw import Cell, Remark, shown
from retrosheet.importing.words import folded, one_line, quoted
from retrosheet.language import Text, quotations
from retrosheet.statuses import DOING, DONE, STATUSES
from retrosheet.sync import typed

if TYPE_CHECKING:
    from retrosheet.adopting.flattened import Flattened
    from retrosheet.importing.raw import RawTask
    from retrosheet.language import Lang

_ACTUAL = frozenset(
    key_of(words)
    for words in (
        "fin réelle, date réelle, date de fin réelle, réalisé le, fait le, terminé le, livré le, "
        "date de réalisation, actual end, actual finish, actual date, completed on, done on, "
        "finished on, completion date, date completed, completed at"
    ).split(",")
)
# What is out is done, in plans of publications.
_OUT = frozenset(
    "publie publiee publies publiees published envoye envoyee envoyes sent live en ligne online "
    "diffuse diffusee imprime imprimee signe signee recu recue paye payee".split()
) | {"en ligne", "mis en ligne", "mise en ligne"}
_UNKNOWN = Text(
    "un statut qui n’est pas connu : il est gardé dans le commentaire",
    "a status that is not known: it is kept in the comment",
)


class Said(NamedTuple):
    """The word of a status in the plan's language, "" for none; a share; the day it ended."""

    status: str = ""
    progress: float | None = None
    ended: dt.date | None = None


def said_of(
    raw: RawTask, flat: Flattened, how: Reading, lang: Lang
) -> tuple[Said, list[tuple[str, Cell]], list[Remark]]:
    """What a row says, the cells that go to its comment instead, and what is to be told."""
    code: int | None = None
    progress: float | None = None
    left: list[tuple[str, Cell]] = []
    remarks: list[Remark] = []
    ended: dt.date | None = None
    for cell in _status_cells(raw, flat):
        actual = ended is None and key_of(cell.place.heading) in _ACTUAL
        if actual and (day := day_of(cell.value, how)):
            ended = day
            continue
        word = None if isinstance(cell.value, float) else typed.status(_plain(cell), {})
        if word is None and folded(cell.text) in _OUT:
            word = DONE
        share = typed.share(_plain(cell)) if word is None else None
        if word is not None:
            code = word
        elif share is not None:
            progress = share
        else:
            left.append((cell.place.heading, cell))
            remarks.append(Remark(cell.place, _UNKNOWN, _quoted(cell)))
    colored = flat.colored.get(raw.place.row)
    if code is None and colored:
        code = typed.status(colored, {})
        if code is None and not flat.drawn:
            left.append(("", Cell(colored, raw.place)))
            remarks.append(Remark(raw.place, _UNKNOWN, quotations(quoted(colored))))
    if code is None and progress is not None and progress > 0:
        code = DONE if progress == 1 else DOING
    extras: list[tuple[str, Cell]] = []
    for heading, cell in raw.extras:
        day = day_of(cell.value, how) if key_of(heading) in _ACTUAL and ended is None else None
        if day is None:
            extras.append((heading, cell))
        ended = day or ended
    raw.extras[:] = extras
    if code is None and ended is not None:
        code = DONE
    word_said = STATUSES[code - 1].word.to(lang) if code is not None else ""
    return Said(word_said, progress, ended), left, remarks


def _status_cells(raw: RawTask, flat: Flattened) -> list[Cell]:
    """All cells of columns that are about progress, from left to right."""
    table = flat.table
    assert table is not None
    cells = next((cells for number, cells in table.grid.rows if number == raw.place.row), ())
    return [
        Cell(cells[at], raw.place._replace(column=at, heading=table.heading(at)))
        for at, column in sorted(table.columns.items())
        if column.field == "status"
        and at < len(cells)
        and (isinstance(cells[at], bool) or shown(cells[at]).strip())
    ]


def _plain(cell: Cell) -> str | float | bool:
    value = cell.value
    return value if isinstance(value, bool | float) else one_line(str(value))


def _quoted(cell: Cell) -> Text:
    text = quoted(cell.text)
    return quotations(text)
