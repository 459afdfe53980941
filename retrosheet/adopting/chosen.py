"""Which tab of a foreign workbook is the plan, and what that is called."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.adopting.axis import axis_of
from retrosheet.adopting.flattened import Flattened, flattened
from retrosheet.adopting.launch_day import year_in
from retrosheet.adopting.ours import our_plan
from retrosheet.adopting.said_days import is_label
from retrosheet.importing.asides import names_phase
from retrosheet.importing.words import one_line, quoted
from retrosheet.language import Text, quotations

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrosheet.adopting.asked import Asked
    from retrosheet.importing.raw import Field
    from retrosheet.workbook.foreign import ForeignBook

MOST_TITLE = 80
_MOST_PHASE = 40
# A plan that is drawn without a year ends no longer than this before launch.
_BEFORE_LAUNCH = dt.timedelta(days=120)


def chosen_tab(book: ForeignBook, asked: Asked) -> tuple[Flattened, list[str], int | None] | None:
    """The tab that is the plan, the titles of others that might be one, and the year it names."""
    mapping = asked.mapping
    since = asked.launch - _BEFORE_LAUNCH if asked.launch else asked.today
    found: list[tuple[tuple[int, int, int], int, Flattened, int | None]] = []
    for number, tab in enumerate(book.tabs):
        if mapping is not None and tab.title.casefold() != mapping.tab.casefold():
            continue
        year = year_in(book, tab)
        forced: Mapping[int, Field] | None = mapping.columns if mapping else None
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


def title_of(flat: Flattened) -> str:
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
        if 3 < len(one_line(said[0])) <= MOST_TITLE:
            return one_line(said[0]).strip(" :-–—")
    return ""


def heading_above(flat: Flattened) -> str:
    """The words that stand alone right above the table, below its title: its first phase."""
    assert flat.table is not None
    row = flat.table.place.row - 2
    if flat.axis is not None:
        row = min(row, flat.axis.top - 1)
    said = [cell.value for at in range(flat.tab.columns) if (cell := flat.tab.at(row, at)).value]
    text = one_line(said[0]) if len(said) == 1 and isinstance(said[0], str) else ""
    label = text.partition(":")[0]
    alone = text and not is_label(label) and (":" not in text or names_phase(label))
    return text if alone and text != title_of(flat) and len(text) <= _MOST_PHASE else ""


def stem(called: str) -> str:
    """What a file's name says of its plan; a word for it where that is nothing."""
    stem = " ".join(called.rsplit(".", 1)[0].replace("_", " ").replace("-", " ").split())
    return stem[:1].upper() + stem[1:] if stem else "Plan"


def other_plans(chosen: str, others: Sequence[str]) -> Text:
    return Text(
        "le plan est l’onglet « {chosen} » ; {others} a aussi un tableau, recopié tel quel",
        'the plan is the tab "{chosen}"; {others} has a table too, carried over as it is',
    ).format(chosen=quoted(chosen), others=quotations(*map(quoted, others)))


def no_table(asked: Asked) -> Text:
    if asked.mapping is not None:
        title = asked.mapping.tab
        return Text(
            "l’onglet « {title} » ou sa ligne de titres n’est pas celui du fichier --mapping.",
            'the tab "{title}" or its row of headings is not that of the --mapping file.',
        ).format(title=title)
    return _NO_TABLE


_NO_TABLE = Text(
    "aucun onglet n’est un rétroplanning : il faut des tâches avec des dates, ou des cases "
    "colorées sous des semaines, des mois ou des jours. Donnez un titre aux colonnes (Tâche, "
    "Responsable, Échéance), ou écrivez ce qu’elles disent dans un fichier --mapping.",
    "no tab is a retroplanning: there must be tasks with dates, or coloured cells under weeks, "
    "months or days. Give the columns headings (Task, Owner, Due), or write what they say into a "
    "--mapping file.",
)
