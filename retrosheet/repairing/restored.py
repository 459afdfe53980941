"""Our tabs written anew in a workbook that has lost some: what is gone is told by what is left.

An update writes all of our tabs from the tables that a reader finds under their names. Here, tables
in the place of the lost ones are made of what is left, and the same update runs on them. What is
proven is taken, what is only likely is taken and said, and what nobody can know is asked.
"""

from __future__ import annotations

import datetime as dt
import re
import shlex
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.campaign import Options, plan
from retrosheet.errors import InvalidInput
from retrosheet.language import LANGS, Lang, Text, language
from retrosheet.layout.plan.columns import HEADERS
from retrosheet.layout.raci import FIRST_ROLE
from retrosheet.repairing.lost_engine import (
    engine_tables,
    first_plan,
    known_from_made,
    known_from_tasks,
)
from retrosheet.repairing.lost_settings import launch_of, said_launch, settings_tables
from retrosheet.sync.cells import Keyed, shown
from retrosheet.sync.first_plan import read_moves
from retrosheet.sync.settings_tab import lang_of
from retrosheet.update.geometry import free_title
from retrosheet.update.plan import planned
from retrosheet.update.reading import made_in, present_of
from retrosheet.update.words import change_line
from retrosheet.workbook.plan_tab import TITLES
from retrosheet.workbook.refs import quoted_title
from retrosheet.workbook.tables import Cell, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping

    from retrosheet.archetype.model import Archetype
    from retrosheet.campaign import Campaign
    from retrosheet.campaign.made import Made
    from retrosheet.sync.snapshot import Doubt
    from retrosheet.update.changes import Change
    from retrosheet.update.plan import Update
    from retrosheet.workbook.foreign import ForeignTab

_ALIKE = 0.5
"""How many of a plan's tasks a campaign type must have, under the same ID and title."""
_FOLLOW_UP = re.compile(r"(.+)-\d+")
_NO_LAUNCH = Text(
    "Plus rien dans « {path} » ne dit le jour J : donnez-le, par exemple "
    "retrosheet repair {word} --launch 2027-03-15",
    'Nothing in "{path}" says launch day any more: give it, for example '
    "retrosheet repair {word} --launch 2027-03-15",
)
_TYPE = Text(
    "le type de campagne « {name} » est reconnu à ses tâches : il dit lesquelles sont des jalons, "
    "des réunions ou des délais incompressibles",
    'the campaign type "{name}" is recognised by its tasks: it says which are milestones, meetings '
    "or fixed lengths",
)
_LOOK = Text(
    "jalons et jours calendaires sont lus d’après l’aspect des cellules ; une réunion ou un délai "
    "incompressible redevient une tâche ordinaire",
    "milestones and calendar days are read from how the cells look; a meeting or a fixed length is "
    "an ordinary task again",
)
_FIRST = Text(
    "le premier plan, dont se comptent les décalages, est perdu : les dates d’aujourd’hui en "
    "tiennent lieu",
    "the first plan, from which slips are counted, is lost: today’s dates stand in for it",
)
_FIRST_SHOWN = Text(
    "le premier plan, dont se comptent les décalages, est repris de la colonne « {column} » ; ses "
    "débuts sont comptés avec les durées d’aujourd’hui",
    'the first plan, from which slips are counted, is taken from the column "{column}"; its starts '
    "are counted with the lengths of today",
).format(column=HEADERS["first_due"])
_ORIGIN = Text(
    "ce dont le plan a été fait est perdu pour de bon : retrosheet update --archetype tiendra "
    "toutes ses cellules pour modifiées par vous",
    "what the plan was made of is lost for good: retrosheet update --archetype will take all of "
    "its cells for changed by you",
)
_MEMORY = Text(
    "ce que sync, les rappels et les calendriers avaient retenu est perdu : le prochain rappel "
    "peut redire ce qui a été dit",
    "what sync, reminders and calendars remembered is lost: the next reminder may say again what "
    "was said",
)


_SAID = frozenset(("inserted", "added", "deleted", "relinked", "people", "holidays"))
"""The changes of an update that people do not expect of a repair."""


class Lost(NamedTuple):
    """What a workbook has lost: whole tabs, the row of keys, the formulas of the plan."""

    engine: bool = False
    sync: bool = False
    settings: bool = False
    keys: bool = False
    values: bool = False

    @property
    def anything(self) -> bool:
        return any(self)


class Left(NamedTuple):
    """What is left: the tables under the names that are known, and the tab of the plan.

    ``look`` reads that tab again, with how its cells look. ``titles`` are all tabs of the file;
    ``columns`` has the column of each key, counted from the table's own, where the row of keys is
    gone.
    """

    tables: Mapping[str, Table]
    tab: ForeignTab
    look: Callable[[], ForeignTab]
    titles: Collection[str]
    columns: Mapping[str, int]


class Restored(NamedTuple):
    """The update that writes our tabs anew, what was guessed for it, and what it could not read.

    ``changes`` say what people did meanwhile and the plan follows from now on.
    """

    update: Update
    guesses: tuple[Text, ...]
    changes: tuple[Text, ...]
    doubts: tuple[Doubt, ...]


def restored(
    left: Left, lost: Lost, today: dt.date, path: str, lang: Lang, launch: dt.date | None,
    library: Callable[[], Iterable[Archetype]],
) -> Restored:  # fmt: skip
    """What it takes to give back all that is ``lost``; ``path`` is what the file is called.

    ``launch`` is what a person says of launch day, ``library`` gives the campaign types among which
    the plan's own may be. Raises InvalidInput, in ``lang``, where launch day is not to be known.
    """
    tables = dict(left.tables)
    guesses: list[Text] = []
    keyless = lost.keys and _begins_with_header(tables["rs_plan"], left.columns)
    if lost.keys:
        tables["rs_plan"] = _with_keys(tables["rs_plan"], left.columns, keyless=keyless)
    keyed = Keyed(tables["rs_plan"])
    made = made_in(tables)
    base: Campaign | None = None
    if lost.engine:
        there = _lang(left)
        if made is None:
            base = _recognised(keyed, library(), launch or today, there)
        known = known_from_made(made.rows) if made else {}
        if base:
            known = known_from_tasks({task.id: task for task in base.tasks})
            guesses.append(_TYPE.format(name=base.title))
        elif made is None:
            guesses.append(_LOOK)
        archetype = made.archetype if made else base.archetype if base else ""
        tables |= engine_tables(keyed, left.look, known, archetype, there)
        if "rs_baseline" not in tables:
            agreed = first_plan(keyed, read_moves(tables.get("rs_moves")), today)
            if agreed is not None:
                tables["rs_baseline"] = agreed
            guesses.append(_FIRST if agreed is None else _FIRST_SHOWN)
        if made is None and base is None:
            guesses.append(_ORIGIN)
    if lost.settings:
        found = launch_of(tables, launch)
        if found is None:
            raise InvalidInput(_NO_LAUNCH.to(lang).format(path=path, word=shlex.quote(str(path))))
        there = lang_of(tables)
        taken = {title.casefold() for title in left.titles}
        title = free_title(TITLES["settings"].to(there), taken)
        settings = settings_tables(tables, title, found[0], made, base, there)
        guesses = [said_launch(*found), *settings.guesses, *guesses]
        tables |= settings.tables
        tables["rs_plan"] = _with_owners(keyed, made, base, tables["rs_team"].title)
        tables |= _with_roles(tables, made)
    if lost.sync:
        tables["rs_sync"] = Table(TITLES["sync"].to(lang), 0, 0, ())
        guesses.append(_MEMORY)
    present = present_of(tables, path, lang, keyless=keyless)
    update = planned(present, today, lang, base=base, restoring=True)
    changes = tuple(_in_words(one) for one in update.changes if one.what in _SAID)
    return Restored(update, tuple(guesses), changes, present.snapshot.doubts)


def _in_words(change: Change) -> Text:
    return Text.by(lambda lang: change_line(change, lang).rstrip("."))


def _begins_with_header(table: Table, columns: Mapping[str, int]) -> bool:
    """Whether no row of keys is left above the visible header, which names its hidden columns."""
    return shown(table.cell(0, columns["row"])) == "row" != shown(table.cell(1, columns["row"]))


def _with_keys(table: Table, columns: Mapping[str, int], *, keyless: bool) -> Table:
    """A plan with all of its keys in its first row, which is a new one where it is ``keyless``."""
    keys = [Cell()] * (max(columns.values()) + 1)
    for key, column in columns.items():
        keys[column] = Cell(key)
    if not keyless:
        return table._replace(rows=(tuple(keys), *table.rows[1:]))
    rows = (tuple(keys), *table.rows)
    return table._replace(row=table.row - 1, rows=rows, height=table.height + 1)


def _lang(left: Left) -> Lang:
    """The language of the plan's header."""
    cells = left.tab.cells.values()
    said = {cell.value for cell in cells if isinstance(cell.value, str)}
    telling = [text for text in HEADERS.values() if len(set(text.everywhere())) > 1]
    return max(LANGS, key=lambda lang: sum(text.to(lang) in said for text in telling))


def _recognised(
    keyed: Keyed, library: Iterable[Archetype], launch: dt.date, lang: Lang
) -> Campaign | None:
    """The campaign type that has most of the plan's tasks, made for its launch day."""
    rows = {
        shown(keyed.cell(index, "id")): shown(keyed.cell(index, "title"))
        for index in range(2, len(keyed.table.rows))
    }
    rows = {row_id: title for row_id, title in rows.items() if row_id and title}
    best: tuple[float, Archetype | None] = (_ALIKE, None)
    for archetype in library:
        titles = {task.id: set(task.title.everywhere()) for task in archetype.tasks}
        same = sum(title in titles.get(_base(row_id), ()) for row_id, title in rows.items())
        if rows and same / len(rows) > best[0]:
            best = same / len(rows), archetype
    found = best[1]
    if found is None:
        return None
    blocks = {block.id for block in found.blocks}
    had = {
        block
        for block in blocks
        if any(task.block == block and task.id in map(_base, rows) for task in found.tasks)
    }
    options = Options(
        launch, lang, language(lang).country, yearly=False,
        with_blocks=tuple(sorted(had)), without_blocks=tuple(sorted(blocks - had)),
    )  # fmt: skip
    return plan(found, options)


def _base(row_id: str) -> str:
    match = _FOLLOW_UP.fullmatch(row_id)
    return match[1] if match else row_id


def _with_owners(plan: Keyed, made: Made | None, base: Campaign | None, settings: str) -> Table:
    """The plan with the owners that its formulas, which have lost the team, can no longer say.

    A formula that looks at a cell of the ``settings`` counts as one that follows the team.
    """
    follows = f"{quoted_title(settings)}!A1"
    column = plan.at.get("owner")
    if column is None:
        return plan.table
    titles = {role.id: role.title for role in base.roles} if base else {}
    owners = {task.id: titles.get(task.role, "") for task in base.tasks} if base else {}
    owners |= {row_id: row.owner for row_id, row in made.rows.items()} if made else {}
    rows = []
    for index, line in enumerate(plan.table.rows):
        cells, cell = line, plan.cell(index, "owner")
        if (cell.formula or cell.error) and index and column < len(cells):
            owner = owners.get(shown(plan.cell(index, "id")), "")
            kept = "" if cell.error or cell.value is None else shown(cell)
            said = Cell(owner or kept, follows if owner or not kept else "")
            cells = (*cells[:column], said, *cells[column + 1 :])
        rows.append(cells)
    return plan.table._replace(rows=tuple(rows))


def _with_roles(tables: Mapping[str, Table], made: Made | None) -> dict[str, Table]:
    """The RACI with the roles in its header, each told by the letters that it was made with."""
    table = tables.get("rs_raci")
    if table is None or not table.rows:
        return {}
    header = list(table.rows[0])
    gone = [column for column in range(FIRST_ROLE, len(header)) if header[column].error]
    letters: dict[str, dict[str, str]] = {}
    for row_id, row in made.rows.items() if made else ():
        for role, letter in row.raci:
            letters.setdefault(role, {})[row_id] = letter
    counted = [
        (sum(_says(table, column, row_id, one) for row_id, one in found.items()), column, role)
        for column in gone
        for role, found in letters.items()
    ]
    told: dict[int, str] = {}
    for same, column, role in sorted(counted, key=lambda one: (-one[0], one[1], one[2])):
        if same and column not in told and role not in told.values():
            told[column] = role
    for column in gone:
        header[column] = Cell(told.get(column, ""))
    return {"rs_raci": table._replace(rows=(tuple(header), *table.rows[1:]))}


def _says(table: Table, column: int, row_id: str, letter: str) -> bool:
    index = next((n for n in range(1, len(table.rows)) if shown(table.cell(n, 0)) == row_id), 0)
    return bool(index) and letter in shown(table.cell(index, column)).upper().split("/")
