"""Our tabs written anew in a spreadsheet that people have open: wholly or not at all, and once.

One request marks rows and columns and looks at what stands there, one writes, one clears up. Where
rows or columns have moved in between, nothing is written and all begins anew; where somebody typed
or sorted, what follows from it is written with the clearing up.
"""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any

from retrosheet.errors import NoAccess, RetrosheetError
from retrosheet.google.document import read_what_is_there
from retrosheet.google.drawing.tabs import Tab
from retrosheet.google.rewrite import marks, scratch
from retrosheet.google.rewrite.batch import Batch, planned, row_moved
from retrosheet.google.rewrite.cells import is_within, value_requests
from retrosheet.google.rewrite.look import FIELDS, look_of, ranges
from retrosheet.google.rewrite.meanwhile import Meanwhile
from retrosheet.google.rewrite.once import Moved, Once
from retrosheet.google.speaking.refusals import Context, Refused
from retrosheet.google.speaking.transport import Uncertain
from retrosheet.google.tables import read_of
from retrosheet.language import Text
from retrosheet.workbook.model import Sheet
from retrosheet.workbook.moves import Moves
from retrosheet.workbook.plan_tab import ERROR_PAGES
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from retrosheet.google.drawing.tabs import Request
    from retrosheet.google.rewrite.look import Look, TabLook
    from retrosheet.google.rewrite.marks import Mark
    from retrosheet.google.rewrite.meanwhile import Following
    from retrosheet.google.speaking.transport import Transport
    from retrosheet.google.tables import Read
    from retrosheet.language import Lang
    from retrosheet.workbook.rewriting import Rewriting
    from retrosheet.workbook.tables import Table

Json = dict[str, Any]

_TRIES = 4
_ROUNDS = 4
_BUSY = Text(
    "« {title} » change sans cesse : on y insère ou déplace des lignes en ce moment même. Rien n’a "
    "été écrit ; recommencez dans un instant.",
    '"{title}" keeps changing: somebody is inserting or moving rows right now. Nothing was '
    "written; try again in a moment.",
)
_HALF = Text(
    "« {title} » a été mise à jour, mais on y travaillait au même instant, et ces cellules sont à "
    "revoir : {cells}. Ce qu’elles contenaient : Fichier > Historique des versions.",
    '"{title}" was updated, but somebody was working in it at the same instant, and these cells '
    "need a look: {cells}. What they held: File > Version history.",
)


def rewrite(
    transport: Transport,
    spreadsheet_id: str,
    read: Read,
    rewriting: Rewriting,
    again: Callable[[Mapping[str, Table]], Rewriting | None],
    lang: Lang,
) -> bool:
    """Make our tabs hold what ``rewriting`` says; whether there still was anything to write.

    ``again`` works it out anew for what has been read meanwhile, None where nothing is left to do.
    Raises RetrosheetError, with nothing written.
    """
    return _Rewriting(transport, spreadsheet_id, read, lang).carried_out(rewriting, again)


class _Rewriting:
    def __init__(self, transport: Transport, spreadsheet_id: str, read: Read, lang: Lang) -> None:
        self.transport, self.id, self.read, self.lang = transport, spreadsheet_id, read, lang
        self.once = Once(transport, spreadsheet_id, lang)

    def carried_out(
        self,
        rewriting: Rewriting,
        again: Callable[[Mapping[str, Table]], Rewriting | None],
    ) -> bool:
        for attempt in range(_TRIES):
            placed = marks.marks_on(self.read, rewriting.drawn)
            look = None
            try:
                look, found = self._marked(placed)
            except Refused as refused:
                # a row or column that is to be marked has gone
                if refused.fault.status != 400 or attempt == _TRIES - 1:
                    raise
                found = read_what_is_there(self.transport, self.id, tuple(self.read.tables))
            try:
                if _typed(found) != _typed(self.read):
                    self.read = found
                    anew = again(found.tables)
                    if anew is None:
                        self._cleared()
                        return False
                    rewriting = anew
                if look is None or marks.marks_on(self.read, rewriting.drawn) != placed:
                    continue
                self._written(planned(look, rewriting, self._ids()), look, placed)
            except Moved:
                continue
            except RetrosheetError:
                self._cleared()
                raise
            return True
        self._cleared()
        raise NoAccess(_BUSY.to(self.lang).format(title=self.read.title))

    def _ids(self) -> tuple[str, int]:
        """The plan's tab, and its column of IDs."""
        plan = self.read.tables["rs_plan"]
        keys = [cell.value for cell in plan.rows[0]]
        return plan.title, plan.column + keys.index("id")

    def _marked(self, placed: Sequence[Mark]) -> tuple[Look, Read]:
        """Marks in their places, and what stands there at the same moment."""
        self.transport.context = Context("write", self.id)
        body = {
            "requests": marks.placing(placed),
            "includeSpreadsheetInResponse": True,
            "responseIncludeGridData": True,
            "responseRanges": list(ranges(self.read)),
        }
        fields = (("fields", f"updatedSpreadsheet({FIELDS})"),)
        answer = self.transport.post(self.once.path, body, safe=True, params=fields)
        there = answer.get("updatedSpreadsheet", {})
        found = read_of(there, tuple(self.read.tables))
        return look_of(there, found), found

    def _written(self, batch: Batch, look: Look, placed: Sequence[Mark]) -> None:
        """The batch, then what people did meanwhile put right, then all traces cleared away."""
        tabs = {tab.id: tab for tab in look.tabs.values()}
        held = tuple(
            {
                spot: cell.entered
                for spot, cell in tabs[area.sheet_id].cells.items()
                if cell.entered and is_within(spot, area.box)
            }
            for area in batch.areas
        )
        out = {
            sheet_id: tuple(reversed(moves.rows.deleted))
            for sheet_id, moves in batch.moves.items()
            if moves.rows.deleted
        }
        done = Meanwhile(batch.areas, held, batch.writes, batch.moves, out, batch.rows)
        copied = self.once.sent(
            [
                *marks.checking(placed),
                *scratch.taking_away(look.names.get(scratch.NAME)),
                *scratch.copying(batch.areas),
                *batch.requests,
                *marks.parking(done.parked),
            ],
            batch.areas,
        )
        copy = scratch.COPY if batch.areas else None
        moved = [_moved(mark, batch.moves) for mark in placed]
        for _ in range(_ROUNDS):
            following = done.following(copied)
            if following is None:
                break
            requests = [
                *marks.checking(moved),
                *scratch.taking_away(copy),
                *scratch.copying(following.areas),
                *_mending(following),
            ]
            done = following.done
            try:
                copied = self.once.sent([*requests, *marks.parking(done.parked)], following.areas)
            except (Moved, RetrosheetError):
                cells = ", ".join(_named(following, tabs))
                raise NoAccess(
                    _HALF.to(self.lang).format(title=self.read.title, cells=cells)
                ) from None
        self._cleared(done.parked, copy)

    def _cleared(self, parked: Sequence[Mark] = (), copy: Json | None = None) -> None:
        """Marks, the copy and the rows that went taken away; if that fails, they harm nobody."""
        attempt = 0
        with contextlib.suppress(RetrosheetError):
            while attempt < _TRIES:
                requests = [
                    *marks.checking_parked(parked),
                    *_deleting(parked),
                    *scratch.taking_away(copy),
                    *marks.clearing(),
                ]
                try:
                    self.transport.post(
                        self.once.path,
                        {"requests": requests},
                        safe=False,
                        params=(("fields", "spreadsheetId"),),
                    )
                except Uncertain:
                    attempt += 1
                    continue
                except Refused:
                    # done by an earlier try, or the rows stand elsewhere by now
                    if attempt >= _TRIES - 1:
                        return
                    there = self.once.metadata()
                    if attempt and not any(marks.parked(there)):
                        return
                    parked = marks.parked(there)
                    attempt += 1
                    continue
                return


def _moved(mark: Mark | None, moves: Mapping[int, Moves]) -> Mark | None:
    """Where a mark is after a batch; None where its row or column has gone."""
    if mark is None:
        return None
    one = moves.get(mark.sheet_id, Moves())
    index = (one.rows if mark.dimension == "ROWS" else one.columns).of(mark.at)
    return None if index is None else mark._replace(at=index)


def _mending(following: Following) -> list[Request]:
    """The requests that put right what people did meanwhile."""
    found: list[Request] = []
    for sheet_id, at, place in following.swaps:
        end = following.before.rows[sheet_id]
        found += [row_moved(sheet_id, at, place), row_moved(sheet_id, place + 1, end)]
    for area, mending in zip(following.areas, following.mendings, strict=True):
        tab = Tab(area.sheet_id, Sheet("", ""), 0, 0)
        found += value_requests(tab, mending.values)
    return found


def _deleting(parked: Sequence[Mark]) -> list[Request]:
    """The requests that delete rows, the last ones first."""
    return [
        {"deleteDimension": {"range": mark.range}}
        for mark in sorted(parked, key=lambda mark: -mark.at)
    ]


def _named(following: Following, tabs: Mapping[int, TabLook]) -> Iterator[str]:
    """The cells that are to be put right, and rows that went wrongly, as a person finds them."""
    for sheet_id, at, _ in following.swaps:
        yield f"{tabs[sheet_id].title}!{at + 1}:{at + 1}"
    for area, mending in zip(following.areas, following.mendings, strict=True):
        for row, column in sorted(mending.values):
            yield f"{tabs[area.sheet_id].title}!{cell_ref(row, column)}"


def _typed(read: Read) -> Mapping[str, Any]:
    """What people typed, and where: all that an update is worked out from but for what formulas
    show, which may change by itself."""
    return {
        name: table._replace(
            rows=tuple(
                tuple(
                    cell._replace(value=None, error="") if cell.formula else cell for cell in cells
                )
                for cells in table.rows
            )
        )
        for name, table in read.tables.items()
        if name not in ERROR_PAGES
    }
