"""Where each tab of a fresh layout goes in people's own workbook, and what moves there.

Their rows and columns stay in their order. What is new comes in between, as a spreadsheet program
would insert it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from retrosheet.errors import InvalidInput
from retrosheet.language import Lang, Text
from retrosheet.layout.plan.columns import FOR_FORMULAS
from retrosheet.update.headed_tabs import columns_on
from retrosheet.update.plan_geometry import columns_on_plan, rows_on_plan
from retrosheet.update.raci_tab import raci_on
from retrosheet.update.settled import columns_of_settings
from retrosheet.workbook.moves import Moves, Shift
from retrosheet.workbook.plan_tab import BESIDE, PAGE, PAGES
from retrosheet.workbook.relocated import Relocation

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from retrosheet.layout.outline import Stand
    from retrosheet.update.fresh import Fresh
    from retrosheet.update.present import Present
    from retrosheet.workbook.tables import Table

_NO_NAMES = Text(
    "Ce classeur ne dit pas où sont ses onglets : il y manque {missing}. Pour un fichier, essayez "
    "d’abord retrosheet repair. S’il date d’une version trop ancienne pour être mis à jour sur "
    "place, faites-en un type de campagne (retrosheet learn), puis un autre plan.",
    "This workbook does not say where its tabs lie: {missing} is missing. For a file, try "
    "retrosheet repair first. If it was made by a version of retrosheet that is too old to be "
    "updated in place, make a campaign type of it (retrosheet learn), then a new plan.",
)
_LONGEST_TITLE = 31
_HELPERS = (*FOR_FORMULAS, "order", "first_due", "wbs")
"""Columns of the plan that only our own rules look at."""


@dataclass(frozen=True)
class Geometry:
    """``targets`` by the fresh tabs' titles; ``moves`` and ``helpers`` by the titles in the file.

    ``spare`` has the fresh spare line of each row that was one, by the row of the tab.
    ``there`` are the keys of the tabs that the file has, ``renamed`` the titles of our new tabs by
    those that people's own tabs have already. ``last_columns`` are those to which names reach that
    end with the columns of the plan, people's own included; ``settled`` says that each entry of the
    settings keeps its line.
    """

    targets: Mapping[str, Relocation]
    moves: Mapping[str, Moves]
    helpers: Mapping[str, frozenset[int]]
    spare: Mapping[int, str]
    there: frozenset[str]
    spare_added: int
    spare_gone: int
    renamed: Mapping[str, str]
    last_columns: Mapping[str, int]
    settled: bool


def geometry_of(
    present: Present, fresh: Fresh, order: Sequence[str], lang: Lang, stand: Stand | None = None
) -> Geometry:
    """The geometry; ``order`` are the tasks as the plan is to list them, ``stand`` is where the
    fresh layout found the settings.

    Raises InvalidInput in ``lang`` for a workbook that does not say where its tabs lie.
    """
    tables = present.tables
    missing = [name for name in (f"{PAGE}plan", BESIDE, "rs_scalars") if name not in tables]
    if missing:
        raise InvalidInput(_NO_NAMES.to(lang).format(missing=", ".join(missing)))
    columns, column_shift = columns_on_plan(present, fresh)
    rows, row_shift, spare, added, gone = rows_on_plan(present, fresh, order)
    title = present.plan.table.title
    targets, renamed, moves = _targets(present, fresh)
    targets[fresh.sheets["plan"].title] = Relocation(title, rows, columns)
    last = columns[fresh.gantt] - 1
    at = present.plan.at
    helpers = frozenset(present.plan.table.column + at[key] for key in _HELPERS if key in at)
    there = frozenset(_there(tables, fresh))
    return Geometry(
        targets,
        {title: Moves(row_shift, column_shift), **_settings_moves(present, fresh, stand), **moves},
        {title: helpers},
        spare,
        there,
        added,
        gone,
        renamed,
        {"rs_plan": last, f"{PAGE}plan": last},
        stand is not None,
    )


def _settings_moves(present: Present, fresh: Fresh, stand: Stand | None) -> dict[str, Moves]:
    """What comes between the rows of the settings: the top pushes the lists below it down."""
    area = fresh.names["rs_team"]
    if stand is None or area.first_row == stand.lists:
        return {}
    # the lists have a heading above their headers
    inserted = ((stand.lists - 1, area.first_row - stand.lists),)
    return {present.settings.lists["team"].title: Moves(Shift(inserted))}


def _targets(
    present: Present, fresh: Fresh
) -> tuple[dict[str, Relocation], dict[str, str], dict[str, Moves]]:
    """The tabs under the titles that people gave them, around what people put on them.

    A new one comes under a title that is free; those that are not the usual ones come second.
    """
    found: dict[str, Relocation] = {}
    renamed: dict[str, str] = {}
    moves: dict[str, Moves] = {}
    tables = present.tables
    taken = {title.casefold() for title in present.titles}
    for key, sheet in fresh.sheets.items():
        table = page_of(tables, key)
        title = table.title if table else free_title(sheet.title, taken)
        if table is None and title != sheet.title:
            renamed[sheet.title] = title
        if key == "settings":
            found[sheet.title] = columns_of_settings(title, present.settings)
        elif key == "raci":
            found[sheet.title], moves[title] = raci_on(title, present, fresh)
        else:
            found[sheet.title] = columns_on(title, key, tables, fresh.names)
    return found, renamed, moves


def free_title(wanted: str, taken: set[str]) -> str:
    """The title, or one close to it that no tab has yet; it is then taken.

    ``taken`` are titles in small letters, as spreadsheets do not tell capitals apart.
    """
    title, number = wanted, 1
    while title.casefold() in taken:
        mark = " (retrosheet)" if number == 1 else f" (retrosheet {number})"
        title, number = wanted[: _LONGEST_TITLE - len(mark)] + mark, number + 1
    taken.add(title.casefold())
    return title


def page_of(tables: Mapping[str, Table], key: str) -> Table | None:
    """What the file has of a tab; the name of one that it does without lies on the guide, or on the
    settings where there is none."""
    if key in {"engine", "sync"}:
        return tables.get(f"rs_{key}")
    table = tables.get(f"{PAGE}{key}")
    others = {"guide", "settings"} - {key} if key != "settings" else set()
    there = (tables.get(f"{PAGE}{other}") for other in others)
    return None if table and table.title in {one.title for one in there if one} else table


def _there(tables: Mapping[str, Table], fresh: Fresh) -> Iterable[str]:
    for key in {*(name.removeprefix(PAGE) for name in PAGES), "engine", "sync"}:
        if page_of(tables, key) is not None and key in fresh.sheets:
            yield key
