"""The archetype of a foreign plan's rows, in which what cannot be read is kept as a comment."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from retrosheet.adopting.asked import Refused
from retrosheet.importing.dates.placing import Dates
from retrosheet.importing.drafting import Draft, Drafting
from retrosheet.importing.words import cut
from retrosheet.language import Text

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from retrosheet.adopting.asked import Asked
    from retrosheet.importing.dates.days import Order
    from retrosheet.importing.raw import RawTask, Remark

_KEPT = Text(
    "{problem} (en attendant : gardé en commentaire)", "{problem} (until then: kept in the comment)"
)


def drafted(
    raws: Sequence[RawTask],
    launch: dt.date,
    asked: Asked,
    order: Order | None,
    *,
    french: bool,
    title: str,
) -> tuple[Draft, list[Remark]] | Refused:
    """The archetype of the rows; a cell that cannot be read goes to the comment, and is told.

    Refused where that would be so of more than a quarter of the rows.
    """
    rows = [_copy(raw) for raw in raws]
    told: list[Remark] = []
    moved = 0
    while True:
        tried = [_copy(raw) for raw in rows]
        dates = Dates(tried, launch, order, asked.calendar, french=french)
        drafting = Drafting(tried, dates, living=True)
        draft = drafting.draft(cut(title), title)
        if draft is not None:
            return draft, [*told, *drafting.doubts]
        problems = tuple(dict.fromkeys(drafting.problems))
        passed = [problem for problem in problems if _set_aside(rows, problem)]
        moved += len(passed)
        if not passed or 4 * moved > max(len(raws), 8):
            return Refused(problems)
        told += [_kept(problem) for problem in passed]
        rows = [row for row in rows if row.cells]


def _copy(raw: RawTask) -> RawTask:
    return replace(raw, cells=dict(raw.cells), extras=list(raw.extras))


def _set_aside(rows: Sequence[RawTask], problem: Remark) -> bool:
    """Moves the cell of a problem to the comment of its row; false where there is none to move."""
    place = problem.place
    if place is None:
        return False
    for raw in rows:
        for name, cell in raw.cells.items():
            if cell.place == place and name != "title":
                del raw.cells[name]
                raw.extras.append((cell.place.heading, cell))
                return True
        if raw.under is not None and raw.under.place == place:
            raw.under = None
            return True
        if raw.place == place.whole_row:
            if not raw.text("title").strip():
                raw.cells.clear()
                return True
            for name in ("start", "needs"):
                if name in raw.cells:
                    cell = raw.cells.pop(name)
                    raw.extras.append((cell.place.heading, cell))
                    return True
    return False


def _kept(problem: Remark) -> Remark:
    """A problem that is none any more: what it was about is kept as words."""
    said = Text.by(lambda lang: problem.text.to(lang).rstrip("."))
    return problem._replace(text=_KEPT.format(problem=said))
