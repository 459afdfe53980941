"""The cells that a sync writes, as lines: where, of which task, and what becomes of what."""

from __future__ import annotations

import datetime as dt
from itertools import groupby
from typing import TYPE_CHECKING

from retrosheet.language import Lang, date_text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from retrosheet.sync.changes import Change
    from retrosheet.sync.tables import Value

_DAYS = frozenset("synced today launch forecast first_late changed due log_day".split())
_EPOCH = dt.date(1899, 12, 30)
_NOTHING = "–"


def write_lines(changes: Sequence[Change], lang: Lang) -> Iterator[str]:
    """One line for each row of a tab, every changed cell in it."""

    def row(change: Change) -> tuple[str, int, bool]:
        return change.place.title, change.place.row, change.what == "log"

    for _, group in groupby(changes, key=row):
        cells = list(group)
        name = next((cell.id for cell in cells if cell.id), "")
        said = "; ".join(_said(cell, lang) for cell in cells)
        yield " ".join(filter(None, (cells[0].where, name, said)))


def _said(cell: Change, lang: Lang) -> str:
    before, after = (_shown(value, cell.what, lang) for value in (cell.before, cell.after))
    return f"{cell.what} {before} → {after}"


def _shown(value: Value, what: str, lang: Lang) -> str:
    if value in (None, ""):
        return _NOTHING
    if isinstance(value, float):
        if what in _DAYS:
            return date_text(_EPOCH + dt.timedelta(days=int(value)), lang)
        return f"{value:.12g}"
    return str(value)
