"""Where the names of a workbook have to lie, told by what stands in its cells.

The hidden row of keys, the engine's header, the labels of Settings and the ranges in our own
formulas say it without any name. A name is only given back where one of these proves its place.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.layout.engine.columns import FACTS
from retrosheet.layout.plan.columns import HEADERS, PLAN_COLUMNS
from retrosheet.layout.plan.keys import closing_row, header_row, key_row
from retrosheet.layout.settings.form import FORM
from retrosheet.layout.settings.lists import HEADINGS, NAMED
from retrosheet.workbook import sync_tab
from retrosheet.workbook.plan_tab import (
    BESIDE,
    COLUMNS_BESIDE,
    DIAMOND,
    PLAN_PAGE,
    ROWS_BELOW,
    SETTINGS_PAGE,
)
from retrosheet.workbook.refs import Area, column_letters, quoted_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.workbook.foreign import ForeignBook, ForeignTab

NEEDED = ("rs_plan", "rs_engine", "rs_launch", "rs_sync", "rs_daysoff", "rs_holidays")
"""The names without which neither formulas nor sync know the dates."""
_SEARCHED = 60
_DAYS_OFF = re.compile(r"=?IFERROR\(IF\(ISNUMBER\(INDEX\((.+?),2\)\),INT\(")


def places(book: ForeignBook) -> dict[str, Area]:
    """The place of each name that the cells prove."""
    found: dict[str, Area] = {}
    ranges = _ranges(book)
    for tab in book.tabs:
        found.update(_settings(tab, ranges))
    holidays = found["rs_holidays"].ref if "rs_holidays" in found else ""
    for tab in book.tabs:
        found.update(_plan(tab) or {})
        found.update(_engine(tab, holidays) or {})
    engine = found.get("rs_engine")
    if engine is not None:
        tab = next(tab for tab in book.tabs if tab.title == engine.title)
        rows = range(engine.first_row + 1, engine.last_row + 1)
        found.update(
            _sync(book, ranges, sum(tab.at(row, 0).value not in (None, "") for row in rows))
        )
    return found


def _plan(tab: ForeignTab) -> dict[str, Area] | None:
    found = key_row(tab)
    if found is None:
        return None
    last_row = _last_row(tab, *found)
    return {"rs_plan": _table(tab, *found, last_row), **_around(tab, *found, last_row)}


def _last_row(tab: ForeignTab, row: int, keys: Mapping[str, int]) -> int:
    """The row that closes the plan; the last with an ID where somebody has deleted that one."""
    ids = (below for below in range(row + 1, tab.rows) if tab.at(below, keys["id"]).value)
    return closing_row(tab, row, dict(keys)) or max(ids, default=row + 1)


def _table(tab: ForeignTab, row: int, keys: Mapping[str, int], last_row: int) -> Area:
    return Area(tab.title, row, min(keys.values()), last_row, max(keys.values()))


def _around(tab: ForeignTab, row: int, keys: Mapping[str, int], last_row: int) -> dict[str, Area]:
    """The plan's whole tab as far as the Gantt, and what lies behind that."""
    last = max(keys.values())
    found = {PLAN_PAGE: Area(tab.title, 0, 0, last_row + ROWS_BELOW, last)}
    drawn = [
        column
        for column in range(last + 1, tab.columns)
        if any(tab.at(below, column).value == DIAMOND for below in range(row, last_row))
    ]
    if drawn:
        first = max(drawn) + 1
        beside = first, last_row + ROWS_BELOW, first + COLUMNS_BESIDE - 1
        found[BESIDE] = Area(tab.title, 0, *beside)
    return found


class Headed(NamedTuple):
    """A plan that has lost keys: where it stands, from what is left of their row on.

    That is the visible header, where the whole row is gone. ``columns`` has the column of each
    key, counted from the first. ``renamed`` has, by key, the headings that somebody has changed.
    """

    tab: ForeignTab
    area: Area
    columns: Mapping[str, int]
    around: Mapping[str, Area]
    renamed: Mapping[str, str]


def headed(book: ForeignBook) -> Headed | None:
    """The plan whose visible header tells more keys than their row; None where none does.

    A tab that still has a row of keys is the plan, and no copy of it without one.
    """
    with_keys = [tab for tab in book.tabs if key_row(tab) is not None]
    for tab in with_keys or book.tabs:
        found = header_row(tab)
        if found is None:
            continue
        row, keys = found
        own = key_row(tab)
        if own is not None and keys.keys() <= own[1].keys():
            continue
        keys = {**keys, **(own[1] if own else {})}
        last_row = _last_row(tab, row, keys)
        above = {tab.at(row - 1, column).value for column in range(tab.columns)} if row else set()
        area = _table(tab, row - bool(above & set(PLAN_COLUMNS)), keys, last_row)
        columns = {key: column - area.first_column for key, column in keys.items()}
        renamed = {
            key: str(tab.at(row, found[1][key]).value or "")
            for key in found[1]
            if own is None or key not in own[1]
            if key in HEADERS and tab.at(row, found[1][key]).value not in HEADERS[key].everywhere()
        }
        return Headed(tab, area, columns, _around(tab, row, keys, last_row), renamed)
    return None


def _engine(tab: ForeignTab, holidays: str) -> dict[str, Area] | None:
    """The engine's names; its days off are the column that cleans the ``holidays``."""
    found_at = next(
        (
            (row, width)
            # workbooks of earlier versions say less of each task
            for width in (len(FACTS), FACTS.index("planned_margin") + 1)
            for row in range(min(tab.rows, 2 * _SEARCHED))
            if tuple(tab.at(row, at).value for at in range(width)) == FACTS[:width]
        ),
        None,
    )
    if found_at is None:
        return None
    header, width = found_at
    last, placement = header, FACTS.index("placement")
    # a row that goes on with the needs of a task has no ID
    while tab.at(last + 1, placement).value not in (None, ""):
        last += 1
    keys = {str(tab.at(row, 0).value): row for row in range(header) if tab.at(row, 0).value}
    found = {
        "rs_engine": Area(tab.title, header, 0, last, width - 1),
        "rs_scalars": Area(tab.title, 0, 0, header - 1, 1),
    }
    if "version" in keys:
        found["rs_version"] = Area(tab.title, keys["version"], 1, keys["version"], 1)
    first = header + 1
    column = next(
        (
            at
            for at in range(tab.columns)
            if (match := _DAYS_OFF.match(tab.at(first, at).formula))
            and (found_range := _RANGE.fullmatch(match[1]))
            and _spelled(*found_range.groups("")) == holidays
        ),
        None,
    )
    if column is not None:
        end = first
        while tab.at(end + 1, column).formula:
            end += 1
        found["rs_daysoff"] = Area(tab.title, first, column, end, column)
    return found


def _sync(book: ForeignBook, ranges: frozenset[str], lines: int) -> dict[str, Area]:
    """The lists of the tool's own tab, where the ranges in our formulas are what they must be."""
    for tab in book.tabs:
        table = sync_tab.table(tab.title, lines)
        if table.column(0).ref not in ranges:
            continue
        return {
            "rs_sync": table,
            "rs_sync_summary": sync_tab.summary(tab.title),
            "rs_sync_log": sync_tab.log(tab.title),
            "rs_told": sync_tab.told(tab.title),
            "rs_entries": sync_tab.entries(tab.title),
            "rs_sync_read": sync_tab.read(tab.title, lines),
            "rs_moves": sync_tab.moves(tab.title),
        }
    return {}


_RANGE = re.compile(r"(?:\$?'((?:[^']|'')+)'|\$?([\w.]+))!(\$[A-Z]{1,3}\$\d+:\$[A-Z]{1,3}\$\d+)")


def _ranges(book: ForeignBook) -> frozenset[str]:
    """The ranges of other tabs in all formulas of a workbook, spelled as we spell them."""
    formulas = {
        cell.formula for tab in book.tabs for cell in tab.cells.values() if "!" in cell.formula
    }
    return frozenset(_spelled(*found) for formula in formulas for found in _RANGE.findall(formula))


def _spelled(quoted: str, plain: str, area: str) -> str:
    """A range with its tab's title in quotes or not: programs differ in when they need them."""
    return f"{quoted_title(quoted.replace(chr(39) * 2, chr(39)) or plain)}!{area}"


def _settings(tab: ForeignTab, ranges: frozenset[str]) -> dict[str, Area]:
    """The form of Settings by its labels, and the lists by the ranges that formulas read."""
    labels = {text: key for key, (label, _) in FORM.items() for text in label.everywhere()}
    found: dict[str, Area] = {}
    for row, column in sorted(tab.cells):
        value = tab.at(row, column).value
        key = labels.get(value) if isinstance(value, str) else None
        if key is not None and f"rs_{key}" not in found:
            found[f"rs_{key}"] = Area(tab.title, row, column + 1, row, column + 1)
    if "rs_launch" not in found or len(found) < len(FORM) // 2:
        return {}
    found.update(_lists(tab, ranges))
    if not found.keys() & NAMED.keys():
        return found
    last = max((row for row, _ in tab.cells), default=0)
    columns = max((column for _, column in tab.cells), default=0)
    below = max(area.first_row for name, area in found.items() if name in NAMED) + ROWS_BELOW
    found[SETTINGS_PAGE] = Area(tab.title, 0, 0, max(below, last), columns)
    return found


def _lists(tab: ForeignTab, ranges: frozenset[str]) -> Iterator[tuple[str, Area]]:
    heads: Mapping[str, str] = {
        text: key for key, label in HEADINGS.items() for text in label.everywhere()
    }
    wanted = {listed.read: (name, listed) for name, listed in NAMED.items()}
    for row, column in sorted(tab.cells):
        value = tab.at(row, column).value
        key = heads.get(value, "") if isinstance(value, str) else ""
        if key not in wanted:
            continue
        name, listed = wanted[key]
        own = Area(tab.title, row, column, row, column).ref + f":${column_letters(column)}$"
        ends = [int(one.removeprefix(own)) for one in ranges if one.startswith(own)]
        if ends:
            first = column - listed.keys.index(key)
            yield name, Area(tab.title, row, first, max(ends) - 1, first + listed.named - 1)
