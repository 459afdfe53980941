"""The tabs of a foreign workbook as tabs of values behind ours: all that they show, colours too."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from retrosheet.importing.raw import shown
from retrosheet.language import Text, usual_locale
from retrosheet.layout import number_formats
from retrosheet.layout.palette import INK, PAPER, contrast
from retrosheet.workbook.model import Cell, Column, Merge, Sheet, Style
from retrosheet.workbook.refs import cell_ref

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from retrosheet.language import Lang
    from retrosheet.workbook.foreign import ForeignCell, ForeignTab
    from retrosheet.workbook.model import Value

_BEFORE = Text(" (avant)", " (before)")
_NOTES = Text("Notes des cellules", "Notes on cells")
_LONGEST_TITLE = 31
_FIRST_DAY = dt.date(1900, 3, 1)
_LONGEST_TEXT = 32_000
_NARROW, _WIDEST = 3.0, 44.0
_NOT_IN_A_TITLE = "[]:*?/\\"


def carried(
    tabs: Sequence[ForeignTab], taken: Iterable[str], narrow: Mapping[str, range], lang: Lang
) -> tuple[Sheet, ...]:
    """A tab of values for each tab that holds something.

    ``taken`` are the titles of our own tabs; ``narrow`` the columns of time of a tab, by its title.
    """
    titles = {title.casefold() for title in taken}
    found = []
    for number, tab in enumerate(tabs, 1):
        if not tab.cells and not tab.remarks:
            continue
        title = _title(tab.title, titles, lang)
        titles.add(title.casefold())
        found.append(_sheet(tab, f"before{number}", title, narrow.get(tab.title, range(0)), lang))
    return tuple(found)


def _title(wanted: str, taken: set[str], lang: Lang) -> str:
    """The tab's own title; with « (avant) » where one of ours has it."""
    plain = "".join(" " if c in _NOT_IN_A_TITLE else c for c in wanted).strip("' ") or "Plan"
    behind = _BEFORE.to(lang)
    title = plain[:_LONGEST_TITLE]
    number = 1
    while title.casefold() in taken or title.casefold() == "history":
        suffix = behind if number == 1 else f"{behind} {number}"
        title = plain[: _LONGEST_TITLE - len(suffix)].rstrip() + suffix
        number += 1
    return title


def _sheet(tab: ForeignTab, key: str, title: str, narrow: range, lang: Lang) -> Sheet:
    sheet = Sheet(key, title, hidden=tab.hidden, gridlines=True)
    styles: dict[tuple[str, bool, str], Style] = {}
    for (row, column), cell in sorted(tab.cells.items()):
        value = _value(cell)
        look = cell.fill, cell.bold, _format(cell, value, lang)
        style = styles.setdefault(look, _style(*look))
        sheet.cells.append(Cell(row, column, value, style))
    sheet.merges.extend(_merges(tab))
    if tab.remarks:
        row = tab.rows + 1
        sheet.put(row, 0, _NOTES.to(lang), Style(bold=True))
        for number, (place, said) in enumerate(sorted(tab.remarks.items()), row + 1):
            sheet.put(number, 0, cell_ref(*place))
            sheet.put(number, 1, said[:_LONGEST_TEXT])
    widths: dict[int, float] = {}
    for (_, column), cell in tab.cells.items():
        length = max(map(len, shown_text(cell).split("\n"))) + 2.0
        widths[column] = max(widths.get(column, 8.0), min(length, _WIDEST))
    for column, width in sorted(widths.items()):
        sheet.columns.append(Column(column, column, _NARROW if column in narrow else width))
    return sheet


def shown_text(cell: ForeignCell) -> str:
    """The words of a cell; "" for one without."""
    return shown(cell.value) if isinstance(cell.value, str) else ""


def _value(cell: ForeignCell) -> Value:
    """What the cell shows; a formula that was never calculated, as it is written."""
    value = cell.value
    if value is None:
        return cell.formula
    if isinstance(value, dt.date):
        day = value.date() if isinstance(value, dt.datetime) else value
        return value if day >= _FIRST_DAY else value.isoformat()
    return value[:_LONGEST_TEXT] if isinstance(value, str) else value


def _format(cell: ForeignCell, value: Value, lang: Lang) -> str:
    if isinstance(value, dt.date):
        return number_formats.date(usual_locale(lang))
    return "0%" if cell.percent and isinstance(value, float) else ""


def _style(fill: str, bold: bool, number_format: str) -> Style:
    color = INK
    if fill and contrast(INK, fill) < contrast(PAPER, fill):
        color = PAPER
    return Style(bold=bold, fill=fill, color=color, number_format=number_format)


def _merges(tab: ForeignTab) -> list[Merge]:
    """The merges that hide no word and lie over no other one, as a file may not have those."""
    taken: set[tuple[int, int]] = set()
    found = []
    for merge in tab.merges:
        places = [
            (row, column)
            for row in range(merge.first_row, merge.last_row + 1)
            for column in range(merge.first_column, merge.last_column + 1)
        ]
        hidden = any(tab.at(*place).value is not None for place in places[1:])
        if len(places) > 1 and not hidden and taken.isdisjoint(places):
            taken.update(places)
            found.append(merge)
    return found
