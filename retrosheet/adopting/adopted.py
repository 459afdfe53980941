"""The whole way: a foreign workbook, and the living one that its retroplanning becomes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from retrosheet.adopting.asked import Refused
from retrosheet.adopting.chosen import (
    MOST_TITLE,
    chosen_tab,
    heading_above,
    no_table,
    other_plans,
    stem,
    title_of,
)
from retrosheet.adopting.drafted import drafted
from retrosheet.adopting.kept import Kept, with_dates_imposed
from retrosheet.adopting.launch_day import Found, launch_in
from retrosheet.adopting.linked import with_links
from retrosheet.adopting.mapping import Mapping
from retrosheet.adopting.painted import Painting
from retrosheet.adopting.said import Said, said_of
from retrosheet.adopting.said_days import Reading, says_launch, without_launch
from retrosheet.campaign import plan
from retrosheet.importing.asides import NOTE, may_be_note
from retrosheet.importing.formats.marks import dated_by_marks
from retrosheet.importing.headings import is_french
from retrosheet.importing.hierarchy import by_outline
from retrosheet.importing.raw import Cell, Location, RawTask, Remark, no_plan_of
from retrosheet.importing.row_tasks import SEVERAL_OWNERS
from retrosheet.importing.rows import raw_tasks
from retrosheet.importing.saying import DateSayings
from retrosheet.importing.words import cut, folded, one_line
from retrosheet.language import Text, language

if TYPE_CHECKING:
    from collections.abc import Mapping as Map
    from collections.abc import Sequence

    from retrosheet.adopting.asked import Asked
    from retrosheet.adopting.flattened import Flattened
    from retrosheet.adopting.ticked import Ticked
    from retrosheet.archetype.terms import RaciLetter
    from retrosheet.campaign import Campaign
    from retrosheet.importing.dates.days import Order
    from retrosheet.importing.drafting import Draft
    from retrosheet.importing.raw import Field
    from retrosheet.workbook.foreign import ForeignBook

_LETTERS: tuple[RaciLetter, ...] = ("R", "A", "C", "I")


@dataclass(frozen=True)
class Adopted:
    """The plan, and all that was inferred on the way.

    ``said`` has by task id what its row says of its progress; ``doubts`` what is unsure.
    """

    book: ForeignBook
    flat: Flattened
    kept: Kept
    launch: Found
    year_guessed: int | None
    said: Map[str, Said]
    mapping: Mapping
    doubts: tuple[Remark, ...]


def adopted(book: ForeignBook, asked: Asked) -> Adopted | Refused:
    """The plan of a foreign workbook, with each of its dates as it was agreed."""
    chosen = chosen_tab(book, asked)
    if chosen is None:
        return Refused((Remark(None, no_table(asked)),))
    flat, others, year = chosen
    table = flat.table
    assert table is not None
    under = heading_above(flat) or _PHASE.to(asked.lang)
    raws, remarks = raw_tasks(table, under=under, keeps_progress=True)
    if not flat.drawn:
        remarks += dated_by_marks(table, raws)
    rows = raws
    raws, outlined = by_outline(raws, parts=False)
    raws, notes = _without_notes(raws, Reading(asked.order, year))
    remarks += [*notes, *with_links(raws, flat)]
    if unfit := no_plan_of(raws, table.place):
        return Refused((unfit,))
    headings = [table.heading(at) for at in table.columns]
    french = language(asked.lang).day_first or any(map(is_french, headings))
    order: Order | None = asked.order or ("dmy" if french else None)
    how = Reading(order, year)
    asked_launch = asked.launch or (asked.mapping.launch if asked.mapping else None)
    launch = (
        Found(asked_launch, _ASKED)
        if asked_launch
        else launch_in(flat, raws, _headings(rows, raws), book.called, how)
    )
    if launch is None:
        return Refused((Remark(table.place, _NO_LAUNCH),))
    title = without_launch(title_of(flat), launch.day, how)
    name = asked.options.name or title or stem(book.called)
    said: dict[int, Said] = {}
    painting = Painting(flat.tab, flat.axis) if flat.axis is not None and flat.drawn else None
    for raw in raws:
        said_here, left, doubts = said_of(raw, flat, how, asked.lang)
        said[raw.place.row] = said_here
        raw.extras += [*left, *_beside(raw, flat, painting)]
        remarks += doubts
    outcome = drafted(raws, launch.day, asked, order, french=french, title=name)
    if isinstance(outcome, Refused):
        return outcome
    draft, doubts = outcome
    options = replace(asked.options, launch=launch.day, name=cut(name)[:MOST_TITLE])
    campaign = plan(draft.archetype, options)
    if flat.ticked is not None and flat.ticked.letters:
        campaign = _with_letters(campaign, draft, flat.ticked)
    kept = with_dates_imposed(campaign, draft.agreed, asked.today)
    if others:
        remarks.append(Remark(None, other_plans(table.grid.sheet, others)))
    guessed = year if flat.axis is not None and flat.axis.guessed and flat.drawn else None
    if flat.axis is not None and flat.axis.guessed and flat.drawn and guessed is None:
        first = flat.axis.slots[0].first
        guessed = first.year if isinstance(first, dt.date) else None
    return Adopted(
        book,
        flat,
        kept,
        launch,
        guessed,
        {task_id: said[agreed.raw.place.row] for task_id, agreed in draft.agreed.items()},
        _mapping_of(flat, launch.day),
        tuple(dict.fromkeys(_fitting([*remarks, *outlined, *doubts], flat))),
    )


def _headings(rows: Sequence[RawTask], raws: Sequence[RawTask]) -> list[RawTask]:
    """The rows that are phases, as others stand under them."""
    tasks = {id(raw) for raw in raws}
    return [row for row in rows if id(row) not in tasks]


def _beside(raw: RawTask, flat: Flattened, painting: Painting | None) -> list[tuple[str, Cell]]:
    """The words in the bars of a row and beside them, and the notes that hang on its cells."""
    row = raw.place.row
    words = painting.words(row - 1) if painting is not None else []
    notes = [("", said) for (at, _), said in sorted(flat.tab.remarks.items()) if at == row - 1]
    place = Location(row, flat.tab.title)
    return [(heading, Cell(text, place)) for heading, text in [*words, *notes]]


def _without_notes(raws: Sequence[RawTask], how: Reading) -> tuple[list[RawTask], list[Remark]]:
    """The rows that are tasks, and those that only say something to whoever reads the plan."""
    kept, remarks = [], []
    for raw in raws:
        alone = len(raw.cells) == 1 and not raw.extras and raw.under is None
        title = one_line(raw.text("title"))
        if alone and (may_be_note(title) or says_launch(title, how)):
            remarks.append(Remark(raw.place, _NOTE_LEFT))
        else:
            kept.append(raw)
    return kept, remarks


def _with_letters(campaign: Campaign, draft: Draft, ticked: Ticked) -> Campaign:
    """The campaign with the letters of its RACI matrix as they stand in it."""
    roles = {folded(role.title): role.id for role in campaign.roles}
    tasks = []
    for task in campaign.tasks:
        own = draft.agreed.get(task.id)
        letters = ticked.letters.get(own.raw.place.row, {}) if own is not None else {}
        raci = tuple(
            (roles[folded(name)], letter)
            for name, said in letters.items()
            for letter in _LETTERS
            if letter in said and folded(name) in roles
        )
        once = dict(reversed(raci))
        tasks.append(replace(task, raci=tuple(once.items())) if raci else task)
    return replace(campaign, tasks=tuple(tasks))


def _mapping_of(flat: Flattened, launch: dt.date) -> Mapping:
    table = flat.table
    assert table is not None
    drawn = flat.axis.columns if flat.axis is not None and flat.drawn else range(0)
    columns: dict[int, Field] = {}
    if not flat.reshaped:
        columns = {
            at: column.field
            for at, column in table.columns.items()
            if at not in drawn and at < flat.tab.columns and column.field not in ("left", "mark")
        }
    return Mapping(flat.tab.title, table.place.row - 1, columns, launch, flat.legend.meanings)


def _fitting(remarks: Sequence[Remark], flat: Flattened) -> list[Remark]:
    """The remarks of ``importing`` without what is only true of a campaign type's file."""
    letters = flat.ticked.letters if flat.ticked is not None else {}
    found = []
    for remark in remarks:
        if remark.text is SEVERAL_OWNERS and remark.place and remark.place.row in letters:
            continue
        if remark.text is NOTE:
            found.append(remark._replace(text=_NOTE_LEFT, example=None))
        else:
            found.append(remark._replace(text=_OFF) if remark.text is DateSayings.OFF else remark)
    return found


_NOTE_LEFT = Text(
    "une note, et non une tâche : elle reste dans l’onglet recopié",
    "a note, and no task: it stays on the tab that is carried over",
)
_OFF = Text(
    "{examples} : jour chômé, gardé tel quel",
    "{examples}: a day off, kept as it is",
)
_PHASE = Text("Tâches", "Tasks")
_ASKED = Text("donné", "given")
_NO_LAUNCH = Text(
    "rien n’y dit quel jour est J : ajoutez par exemple --launch 2027-03-15.",
    "nothing in it says which day is launch: add for example --launch 2027-03-15.",
)
