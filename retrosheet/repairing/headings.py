"""Where our tables lie in a workbook that has lost its names too, told by their headings.

A heading says where a table begins, and the tab where it ends at the latest. That is good enough
to read a table before its tab is written anew, and not to give its name back to cells that stay.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from retrosheet.language import Text
from retrosheet.layout.budget import tab as budget
from retrosheet.layout.kpi import tab as kpi
from retrosheet.layout.raci import HEADER_ROW as RACI_ROW
from retrosheet.layout.settings.lists import HEADINGS, NAMED
from retrosheet.workbook import sync_tab
from retrosheet.workbook.plan_tab import ERROR_PAGES, PAGE, TITLES
from retrosheet.workbook.refs import Area

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.workbook.foreign import ForeignBook, ForeignTab

_LINES = 400
"""The lines for which the tab of sync has room at least."""
_FEWEST = 5
_NUMBERED = re.compile(r"[0-9]{1,3}\. *\S.*", re.DOTALL)


def near(book: ForeignBook, known: Mapping[str, Area]) -> dict[str, Area]:
    """The areas of tables that headings tell, but for those that are ``known``."""
    found: dict[str, Area] = {}
    settings = known.get("rs_launch")
    for tab in book.tabs:
        found.update(_sync(tab))
        if settings is not None and tab.title == settings.title:
            found.update(_lists(tab))
        for name in ERROR_PAGES:
            key = name.removeprefix(PAGE)
            if tab.title in TITLES[key] and _is_ours(tab):
                found[name] = _whole(tab, 0, 0)
                found.update(_tables(tab, key))
    return {name: area for name, area in found.items() if name not in known}


def _is_ours(tab: ForeignTab) -> bool:
    """Whether the first row has the tab's title, or keys that only formulas look at."""
    first = {tab.at(0, column).value for column in range(tab.columns)}
    return tab.title in first or "fact" in first


def _whole(tab: ForeignTab, row: int, column: int) -> Area:
    return Area(tab.title, row, column, max(tab.rows - 1, row), max(tab.columns - 1, column))


def _sync(tab: ForeignTab) -> Iterator[tuple[str, Area]]:
    keys = tuple(tab.at(row, 0).value for row in range(len(sync_tab.SCALARS)))
    header = tuple(tab.at(sync_tab.HEADER_ROW, at).value for at in range(len(sync_tab.COLUMNS)))
    if keys[0] != sync_tab.SCALARS[0] or header != sync_tab.COLUMNS:
        return
    yield "rs_sync", sync_tab.table(tab.title, _LINES)
    yield "rs_sync_summary", sync_tab.summary(tab.title)
    yield "rs_sync_log", sync_tab.log(tab.title)
    yield "rs_told", sync_tab.told(tab.title)
    yield "rs_entries", sync_tab.entries(tab.title)
    yield "rs_moves", sync_tab.moves(tab.title)


def _lists(tab: ForeignTab) -> Iterator[tuple[str, Area]]:
    """The lists of Settings, each to the next heading below it or to the end of the tab."""
    heads = {word for text in HEADINGS.values() for word in text.everywhere()}
    rows = sorted({row for (row, _), cell in tab.cells.items() if cell.value in heads})
    for name, listed in NAMED.items():
        place = _first(tab, HEADINGS[listed.keys[0]])
        if place is not None:
            row, column = place
            last = min((below - 2 for below in rows if below > row + 1), default=tab.rows)
            yield name, Area(tab.title, row, column, last, column + listed.named - 1)


def _tables(tab: ForeignTab, key: str) -> Iterator[tuple[str, Area]]:
    if key == "mine":
        yield "rs_mine", Area(tab.title, 2, 2, 2, 2)
    elif key == "raci" and tab.at(RACI_ROW, 1).value:
        yield "rs_raci", _whole(tab, RACI_ROW, 1)
    elif key in {"budget", "kpi"}:
        headers = budget.HEADERS if key == "budget" else kpi.HEADERS
        place = header_of(tab, headers)
        if place is not None:
            yield "rs_budget" if key == "budget" else "rs_kpis", _whole(tab, *place[:2])
    if key == "kpi":
        first = first_band(tab)
        if first is not None:
            yield "rs_objectives", _whole(tab, first, 1)


def header_of(tab: ForeignTab, headers: Mapping[str, Text]) -> tuple[int, int, int] | None:
    """The row that has most of the headings, the first of them too, and its columns' ends.

    The totals by category have some of those that head the lines of a budget.
    """
    leading = next(iter(headers.values())).everywhere()
    words = {word for text in headers.values() for word in text.everywhere() if word}
    said: dict[int, list[int]] = {}
    for (row, column), cell in tab.cells.items():
        if cell.value in words:
            said.setdefault(row, []).append(column)
    for row, columns in sorted(said.items()):
        first = min(columns)
        if len(columns) >= _FEWEST and tab.at(row, first).value in leading:
            return row, first, max(columns)
    return None


def first_band(tab: ForeignTab) -> int | None:
    """The row of the first objective, which is numbered."""
    bands = (row for row in range(tab.rows) if _NUMBERED.fullmatch(str(tab.at(row, 1).value)))
    return next(bands, None)


def _first(tab: ForeignTab, words: Text) -> tuple[int, int] | None:
    said = words.everywhere()
    return min((place for place, cell in tab.cells.items() if cell.value in said), default=None)
