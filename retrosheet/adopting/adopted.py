"""The whole way: a foreign workbook, and the living one that its retroplanning becomes."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.adopting.axis import axis_of
from retrosheet.adopting.flattened import Flattened, flattened
from retrosheet.adopting.kept import Kept, with_dates_imposed
from retrosheet.adopting.launch_day import (
    Found,
    Reading,
    is_label,
    launch_in,
    says_launch,
    without_launch,
    year_in,
)
from retrosheet.adopting.linked import with_links
from retrosheet.adopting.mapping import Mapping
from retrosheet.adopting.ours import our_plan
from retrosheet.adopting.said import Said, said_of
from retrosheet.campaign import Options, plan
from retrosheet.importing.dates.placing import Dates
from retrosheet.importing.drafting import SEVERAL_OWNERS, Draft, Drafting
from retrosheet.importing.formats.marks import dated_by_marks
from retrosheet.importing.headings import is_french
from retrosheet.importing.hierarchy import by_outline
from retrosheet.importing.raw import MOST_TASKS, Cell, Location, RawTask, Remark
from retrosheet.importing.rows import raw_tasks
from retrosheet.importing.saying import DateSayings
from retrosheet.importing.words import cut, folded, one_line, quoted, unaccented
from retrosheet.language import Text, language, quotations

if TYPE_CHECKING:
    from collections.abc import Mapping as Map
    from collections.abc import Sequence

    from retrosheet.adopting.ticked import Ticked
    from retrosheet.archetype.terms import RaciLetter
    from retrosheet.calendars import Calendar
    from retrosheet.campaign import Campaign
    from retrosheet.importing.dates.days import Order
    from retrosheet.importing.raw import Field
    from retrosheet.language import Lang
    from retrosheet.workbook.foreign import ForeignBook

_MOST_TITLE = 80
_MOST_PHASE = 40
_LONGEST_MARK = 3
# A plan that is drawn without a year ends no longer than this before launch.
_BEFORE_LAUNCH = dt.timedelta(days=120)
_LETTERS: tuple[RaciLetter, ...] = ("R", "A", "C", "I")


class Asked(NamedTuple):
    """What a person says about the adoption.

    ``options`` are those of the plan, launch apart; ``calendar`` has the days off of the years
    around; ``mapping`` what a person has corrected of an earlier run.
    """

    options: Options
    calendar: Calendar
    today: dt.date
    launch: dt.date | None = None
    order: Order | None = None
    mapping: Mapping | None = None

    @property
    def lang(self) -> Lang:
        return self.options.lang


class Refused(NamedTuple):
    """Why there is nothing to make a plan of: all of it at once."""

    problems: tuple[Remark, ...]


@dataclass(frozen=True)
class Adopted:
    """The plan, and all that was inferred on the way.

    ``said`` has by task id what its row says of its progress; ``doubts`` what is unsure; ``lost``
    the names of what is not carried over.
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
    chosen = _chosen(book, asked)
    if chosen is None:
        return Refused((Remark(None, _no_table(asked)),))
    flat, others, year = chosen
    table = flat.table
    assert table is not None
    under = _heading_above(flat) or _PHASE.to(asked.lang)
    raws, remarks = raw_tasks(table, under=under, keeps_progress=True)
    if not flat.drawn:
        remarks += dated_by_marks(table, raws)
    rows = raws
    raws, outlined = by_outline(raws, parts=False)
    raws, notes = _without_notes(raws, Reading(asked.order, year))
    remarks += [*notes, *with_links(raws, flat)]
    if not raws:
        return Refused((Remark(table.place, _NO_TASK),))
    if len(raws) > MOST_TASKS:
        return Refused((Remark(raws[MOST_TASKS].place, _TOO_MANY),))
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
    title = without_launch(_title_of(flat), launch.day, how)
    name = asked.options.name or title or _stem(book.called)
    said: dict[int, Said] = {}
    for raw in raws:
        said_here, left, doubts = said_of(raw, flat, how, asked.lang)
        said[raw.place.row] = said_here
        raw.extras += [*left, *_beside(raw, flat)]
        remarks += doubts
    outcome = _drafted(raws, launch.day, asked, order, french=french, title=name)
    if isinstance(outcome, Refused):
        return outcome
    draft, doubts = outcome
    options = replace(asked.options, launch=launch.day, name=cut(name)[:_MOST_TITLE])
    campaign = plan(draft.archetype, options)
    if flat.ticked is not None and flat.ticked.letters:
        campaign = _with_letters(campaign, draft, flat.ticked)
    kept = with_dates_imposed(campaign, draft.agreed, asked.today)
    if others:
        remarks.append(Remark(None, _other_plans(table.grid.sheet, others)))
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


def _chosen(book: ForeignBook, asked: Asked) -> tuple[Flattened, list[str], int | None] | None:
    """The tab that is the plan, the titles of others that might be one, and the year it names."""
    mapping = asked.mapping
    since = asked.launch - _BEFORE_LAUNCH if asked.launch else asked.today
    found: list[tuple[tuple[int, int, int], int, Flattened, int | None]] = []
    for number, tab in enumerate(book.tabs):
        if mapping is not None and tab.title.casefold() != mapping.tab.casefold():
            continue
        year = year_in(book, tab)
        forced: Map[int, Field] | None = mapping.columns if mapping else None
        own = our_plan(tab) if mapping is None else None
        if own is not None:
            flat = flattened(own.tab, None, asked.calendar, asked.lang, own.columns, own.headings)
        else:
            flat = flattened(
                tab,
                axis_of(tab, since, year),
                asked.calendar,
                asked.lang,
                forced,
                mapping.headings if mapping else None,
                mapping.colors if mapping else None,
            )
        if flat.table is not None:
            near = year or (asked.launch.year if asked.launch else None)
            found.append((_worth(flat), -number, flat, near))
    if not found:
        return None
    best = max(found, key=lambda one: one[:2])
    others = [flat.tab.title for _, _, flat, _ in found if flat is not best[2]]
    return best[2], others, best[3]


def _worth(flat: Flattened) -> tuple[int, int, int]:
    """A visible tab that says when, with the most columns that are known, then the most rows."""
    table = flat.table
    assert table is not None
    fields = {column.field for column in table.columns.values()}
    dated = flat.drawn or bool(fields & {"due", "start", "end", "period", "week", "mark"})
    return int(not flat.tab.hidden) + 2 * int(dated), len(fields), len(table.grid.rows)


def _drafted(
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


def _beside(raw: RawTask, flat: Flattened) -> list[tuple[str, Cell]]:
    """The words in the bars of a row, and the notes that hang on its cells."""
    row = raw.place.row
    words = [
        word for run in flat.bars.get(row, ()) for word in run.words if len(word) > _LONGEST_MARK
    ]
    notes = [said for (at, _), said in sorted(flat.tab.remarks.items()) if at == row - 1]
    place = Location(row, flat.tab.title)
    return [("", Cell(text, place)) for text in [*words, *notes]]


def _without_notes(raws: Sequence[RawTask], how: Reading) -> tuple[list[RawTask], list[Remark]]:
    """The rows that are tasks, and those that only say something to whoever reads the plan."""
    kept, remarks = [], []
    for raw in raws:
        alone = len(raw.cells) == 1 and not raw.extras and raw.under is None
        title = one_line(raw.text("title"))
        if alone and (_A_NOTE.match(unaccented(title)) or says_launch(title, how)):
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


def _title_of(flat: Flattened) -> str:
    """What the plan is called: the first words above its table that stand alone on their row."""
    assert flat.table is not None
    first_row = flat.table.place.row - 1
    if flat.axis is not None:
        first_row = min(first_row, flat.axis.top)
    for row in range(min(first_row, 6)):
        said = [
            cell.value
            for column in range(flat.tab.columns)
            if (cell := flat.tab.at(row, column)).value is not None
        ]
        if not said or not isinstance(said[0], str) or is_label(said[0].partition(":")[0]):
            continue
        if 3 < len(one_line(said[0])) <= _MOST_TITLE:
            return one_line(said[0]).strip(" :-–—")
    return ""


def _heading_above(flat: Flattened) -> str:
    """The words that stand alone right above the table, below its title: its first phase."""
    assert flat.table is not None
    row = flat.table.place.row - 2
    if flat.axis is not None:
        row = min(row, flat.axis.top - 1)
    said = [cell.value for at in range(flat.tab.columns) if (cell := flat.tab.at(row, at)).value]
    text = one_line(said[0]) if len(said) == 1 and isinstance(said[0], str) else ""
    alone = text and not is_label(text.partition(":")[0]) and ":" not in text
    return text if alone and text != _title_of(flat) and len(text) <= _MOST_PHASE else ""


def _stem(called: str) -> str:
    stem = " ".join(called.rsplit(".", 1)[0].replace("_", " ").replace("-", " ").split())
    return stem[:1].upper() + stem[1:] if stem else "Plan"


def _fitting(remarks: Sequence[Remark], flat: Flattened) -> list[Remark]:
    """The remarks of ``importing`` without what is only true of a campaign type's file."""
    letters = flat.ticked.letters if flat.ticked is not None else {}
    found = []
    for remark in remarks:
        if remark.text is SEVERAL_OWNERS and remark.place and remark.place.row in letters:
            continue
        found.append(remark._replace(text=_OFF) if remark.text is DateSayings.OFF else remark)
    return found


def _other_plans(chosen: str, others: Sequence[str]) -> Text:
    return Text(
        "le plan est l’onglet « {chosen} » ; {others} a aussi un tableau, recopié tel quel",
        'the plan is the tab "{chosen}"; {others} has a table too, carried over as it is',
    ).format(chosen=quoted(chosen), others=quotations(*map(quoted, others)))


def _no_table(asked: Asked) -> Text:
    if asked.mapping is not None:
        title = asked.mapping.tab
        return Text(
            "l’onglet « {title} » ou sa ligne de titres n’est pas celui du fichier --mapping.",
            'the tab "{title}" or its row of headings is not that of the --mapping file.',
        ).format(title=title)
    return _NO_TABLE


_KEPT = Text(
    "{problem} (en attendant : gardé en commentaire)", "{problem} (until then: kept in the comment)"
)
_A_NOTE = re.compile(
    r"(?:n\.?b\.?|nota|notes?|remarques?|attention|rappel|important|legende|legend|key|source)\b"
    r"\.? ?(?::|$|-)|[*(⚠]"
)
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
_NO_TABLE = Text(
    "aucun onglet n’est un rétroplanning : il faut des tâches avec des dates, ou des cases "
    "colorées sous des semaines, des mois ou des jours. Donnez un titre aux colonnes (Tâche, "
    "Responsable, Échéance), ou écrivez ce qu’elles disent dans un fichier --mapping.",
    "no tab is a retroplanning: there must be tasks with dates, or coloured cells under weeks, "
    "months or days. Give the columns headings (Task, Owner, Due), or write what they say into a "
    "--mapping file.",
)
_NO_TASK = Text(
    "le tableau n’a aucune tâche sous ses titres.", "the table has no task under its headings."
)
_TOO_MANY = Text(
    "plus de {most_tasks} tâches : partagez le tableau.",
    "more than {most_tasks} tasks: split the table.",
).format(most_tasks=MOST_TASKS)
_NO_LAUNCH = Text(
    "rien n’y dit quel jour est J : ajoutez par exemple --launch 2027-03-15.",
    "nothing in it says which day is launch: add for example --launch 2027-03-15.",
)
