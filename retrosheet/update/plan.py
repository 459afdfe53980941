"""A workbook made whole: what is to be written, and what people are told before.

It is a pure function of what the workbook holds, of what the archetype gives today, and of what a
person asks for. Where there is nothing to do, nothing is planned.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet import layout
from retrosheet.archetype.bridged import around
from retrosheet.calculate import calculated
from retrosheet.campaign.made import Made, Row, made_of
from retrosheet.errors import InvalidInput
from retrosheet.language import Text
from retrosheet.schedule import compute
from retrosheet.sync.doubt_words import doubt_text
from retrosheet.update.changes import Change, changes_of, is_older
from retrosheet.update.deleted_tabs import deleted_tabs
from retrosheet.update.fresh import Fresh
from retrosheet.update.geometry import Geometry, geometry_of
from retrosheet.update.merge import merge
from retrosheet.update.overlay import Laid, Put, overlaid, put_into
from retrosheet.update.rows import UNDECIDED, Decisions, Merged, Version
from retrosheet.update.settled import stand_of
from retrosheet.update.whole import Wanted, whole
from retrosheet.workbook.moves import moved_formula
from retrosheet.workbook.relocated import relocated
from retrosheet.workbook.rewriting import Rewriting

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from retrosheet.archetype.terms import Need
    from retrosheet.campaign import Campaign
    from retrosheet.language import Lang
    from retrosheet.update.present import Present
    from retrosheet.workbook.model import Cell, Merge, Sheet, Workbook
    from retrosheet.workbook.moves import Moves

NOBODY_KNOWS = "?"
"""What stands for a value of which nobody knows how it was made."""
_DRAWN = ("dashboard", "guide")
_NO_HEADER = frozenset(("lost_header", "sorted_header"))
"""A task stands in the place of the visible header, which would be laid over it."""
_NO_TASK = Text(
    "Ce plan n’a plus aucune tâche : rien n’a été écrit. Annulez la suppression des lignes, ou "
    "reprenez une copie antérieure du classeur.",
    "This plan has no task left: nothing was written. Undo the deletion of its rows, or go back to "
    "an earlier copy of the workbook.",
)


class Moved(NamedTuple):
    """A task whose dates change."""

    id: str
    title: str
    before: tuple[dt.date, dt.date]
    after: tuple[dt.date, dt.date]


@dataclass(frozen=True)
class Update:
    """What an update does; nothing where ``changes`` are none, but where tabs are restored.

    ``workbook`` describes our tabs as they are to be, where people have them; ``moves``,
    ``helpers``, ``drawn``, ``heads`` and ``anew`` are what a writer needs to carry the rest over.
    """

    changes: tuple[Change, ...]
    merged: Merged
    moved: tuple[Moved, ...]
    campaign: Campaign
    workbook: Workbook
    moves: Mapping[str, Moves]
    helpers: Mapping[str, frozenset[int]]
    drawn: frozenset[str]
    heads: Mapping[str, int]
    anew: Mapping[str, frozenset[tuple[int, int]]]


def planned(
    present: Present, today: dt.date, lang: Lang, *, theirs: Campaign | None = None,
    base: Campaign | None = None, wanted: Wanted | None = None,
    decisions: Decisions = UNDECIDED, restoring: bool = False,
) -> Update:  # fmt: skip
    """The update of a workbook on a day; ``theirs`` is what its archetype gives, if that counts.

    ``base`` is what an older workbook was made of, which does not say so itself. Where that is not
    known, all that it holds counts as changed by people. With ``restoring`` our tabs are written
    anew even where nothing else changes, and formulas that were pasted as their values come back.

    Raises InvalidInput, in ``lang``, for a workbook that cannot be updated.
    """
    wanted = wanted or Wanted()
    for doubt in present.snapshot.doubts:
        if doubt.why in _NO_HEADER:
            raise InvalidInput(doubt_text(doubt, lang))
    merged, made = merged_with(present, theirs, base, decisions)
    if not merged.rows:
        raise InvalidInput(_NO_TASK.to(lang))
    campaign = whole(present, merged.rows, theirs, wanted)
    made = made._replace(spare=campaign.spare, locale=campaign.locale)
    schedule = compute(campaign)
    lived = compute(_without_cancelled(campaign, present))
    today_there = present.snapshot.today or today
    stand = stand_of(present, wanted)
    fresh = Fresh(layout.build(campaign, schedule, today_there, made, stand))
    gone = frozenset(deleted_tabs(present))
    if gone and not wanted.tabs and not restoring and not is_older(present, fresh):
        fresh = Fresh(layout.build(campaign, schedule, today_there, made, stand, gone))
    geometry = geometry_of(present, fresh, list(merged.rows), lang, stand)
    changes = tuple(changes_of(present, merged, campaign, geometry, fresh, wanted, theirs))
    puts: list[Put] = []
    workbook = fresh.workbook
    if changes or restoring:
        exact = lived if restoring else None
        puts = overlaid(Laid(present, fresh, geometry, merged, wanted, today, exact))
        shown = _shown(workbook, puts, geometry, today)
        workbook = _typed_formulas(shown, puts, geometry)
    before = present.snapshot.schedule.by_id
    moved = tuple(
        Moved(placed.task.id, placed.task.title, was, now)
        for placed in lived.tasks
        if not placed.task.deleted
        and placed.task.id in before
        and (was := (before[placed.task.id].start, before[placed.task.id].due))
        != (now := (placed.start, placed.due))
    )
    return Update(
        changes, merged, moved, campaign, workbook, geometry.moves, geometry.helpers,
        frozenset(
            geometry.targets[fresh.sheets[key].title].title
            for key in _DRAWN
            if key in fresh.sheets
        ),
        {present.plan.table.title: present.plan.table.row},
        {present.plan.table.title: frozenset(_numbered_anew(present, fresh, geometry))},
    )  # fmt: skip


def _numbered_anew(present: Present, fresh: Fresh, geometry: Geometry) -> Iterator[tuple[int, int]]:
    """The N° of rows that have become tasks: it shows the number, and no longer the + of a spare
    line."""
    target = geometry.targets[fresh.sheets["plan"].title]
    for place in present.places:
        if place.kind in {"added", "inserted"} and place.id in fresh.lines:
            yield target.row(fresh.lines[place.id]), target.column(fresh.columns["order"])


def _without_cancelled(campaign: Campaign, present: Present) -> Campaign:
    """The campaign as the formulas count it: a cancelled task is passed through."""
    cancelled = {line.task.id for line in present.snapshot.lines if line.cancelled}
    tasks = tuple(
        replace(task, deleted=True) if task.id in cancelled else task for task in campaign.tasks
    )
    return replace(campaign, tasks=tasks)


def rewriting_of(update: Update) -> Rewriting:
    """What a writer needs of an update."""
    return Rewriting(
        update.workbook, update.moves, update.helpers, update.drawn, update.heads, update.anew
    )


def merged_with(
    present: Present, theirs: Campaign | None, base: Campaign | None, decisions: Decisions
) -> tuple[Merged, Made]:
    """The merged rows, and what counts as made from now on."""
    made = present.made or (made_of(base) if base else None)
    if theirs is None:
        kept = made or Made(
            present.snapshot.archetype, present.snapshot.lang, "", _unknown(present), {}
        )
        return Merged(_around_the_gone(present), kept.rows, kept.aliases), kept
    now = made_of(theirs)
    before = made.rows if made else _unknown(present)
    aliases = made.aliases if made else {}
    merged = merge(Version(before), present.ours, Version(now.rows), decisions, aliases)
    country, holidays = (made.country, made.holidays) if made else ("", ())
    return merged, now._replace(
        rows=merged.made, aliases=merged.aliases, country=country, holidays=holidays
    )


def _unknown(present: Present) -> dict[str, Row]:
    """What a plan was made of where nobody knows it: something else than anybody has."""
    ids = [*present.tasks, *(task.id for task in present.snapshot.deleted)]
    return {row_id: Row(NOBODY_KNOWS, NOBODY_KNOWS, NOBODY_KNOWS) for row_id in ids}


def _around_the_gone(present: Present) -> dict[str, Row]:
    """People's rows, with needs of deleted ones replaced by what those needed."""
    rows = present.ours.rows
    needs = {task.id: task.needs for task in present.snapshot.deleted}

    def gone(row_id: str) -> tuple[Need, ...] | None:
        return None if row_id in rows else needs.get(row_id, ())

    return {
        row_id: row._replace(needs=around(row.needs, gone, waiting=True))
        for row_id, row in rows.items()
    }


def _shown(
    workbook: Workbook, puts: list[Put], geometry: Geometry, today: dt.date
) -> Workbook:  # fmt: skip
    """The workbook with people's values, calculated, and each cell where people have its tab."""
    by_tab: dict[str, dict[tuple[int, int], Put]] = {}
    for put in puts:
        by_tab.setdefault(put.title, {})[put.row, put.column] = put
    sheets = []
    for sheet in workbook.sheets:
        given = dict(by_tab.get(sheet.title, {}))
        cells: list[Cell] = []
        for cell in sheet.cells:
            place = (cell.row, cell.column)
            cells.append(put_into(cell, given.pop(place)) if place in given else cell)
        cells += [put_into(None, put) for put in given.values()]
        typed = by_tab.get(sheet.title, {}).values()
        merges = [merge for merge in sheet.merges if not any(_hides(merge, put) for put in typed)]
        sheets.append(replace(sheet, cells=cells, merges=merges))
    # calculated where it stands in the end: a place in a list is another one there
    whole_book = relocated(replace(workbook, sheets=tuple(sheets)), geometry.targets)
    names = tuple(
        name._replace(area=name.area._replace(last_column=geometry.last_columns[name.name]))
        if name.name in geometry.last_columns
        else name
        for name in whole_book.names
    )
    return calculated(replace(whole_book, names=names), today)


def _hides(merge: Merge, put: Put) -> bool:
    """Whether what somebody typed would lie under cells that are shown as one."""
    inside = (
        merge.first_row <= put.row <= merge.last_row
        and merge.first_column <= put.column <= merge.last_column
    )
    return inside and (put.row, put.column) != merge[:2] and put.value not in ("", None)


def _typed_formulas(workbook: Workbook, puts: list[Put], geometry: Geometry) -> Workbook:
    """Formulas that people typed into their cells, as they are after the moves."""
    moves = {title.casefold(): one for title, one in geometry.moves.items()}
    typed: dict[tuple[str, int, int], str] = {}
    for put in puts:
        if put.typed:
            target = geometry.targets[put.title]
            place = (target.title, target.row(put.row), target.column(put.column))
            typed[place] = "=" + moved_formula(put.typed, target.title, moves)
    if not typed:
        return workbook

    def as_typed(sheet: Sheet, cell: Cell) -> Cell:
        formula = typed.get((sheet.title, cell.row, cell.column), cell.formula)
        return cell._replace(formula=formula)

    return workbook.with_each(as_typed)
