"""Cells in which a value, or nothing, stands where every neighbour has a formula.

What the formula would be is read from the other rows of its column, as ours look at their own row
alone; what it would say is calculated from the file as it stands. Where that is the very value,
the formula is given back; where it is not, somebody meant something, and is told.
"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from retrosheet.calculate.book import Book, Circular
from retrosheet.calculate.formula import Unreadable, Written
from retrosheet.calculate.ranges import Range
from retrosheet.calculate.values import Faulty
from retrosheet.workbook.serials import serial

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from retrosheet.calculate.ranges import Place
    from retrosheet.calculate.values import Scalar
    from retrosheet.workbook.foreign import ForeignBook, ForeignTab, Shown
    from retrosheet.workbook.refs import Area

_MOST = 0.6
_FEWEST = 3
_OWN = "\0"
_TYPED = "typed_"
"""How the keys begin of the columns that follow what people type, apart from what rows show."""
_ROW = re.compile(r"(\$?[A-Z]{1,3})(\d{1,7})(?![\w(])")


class Overwritten(NamedTuple):
    """A cell, the formula that its column has there, and what both say.

    ``proven`` says that the formula gives the value that stands there, or that nothing does.
    """

    title: str
    row: int
    column: int
    key: str
    formula: str
    typed: Shown
    said: Scalar
    proven: bool


def overwritten(
    book: ForeignBook, areas: Mapping[str, Area], today: dt.date
) -> tuple[Overwritten, ...]:
    """The overwritten cells of the plan and of the engine, from top to bottom."""
    found: list[tuple[ForeignTab, int, int, str, str]] = []
    for name in ("rs_plan", "rs_engine"):
        area = areas.get(name)
        tab = next((tab for tab in book.tabs if area and tab.title == area.title), None)
        if area is not None and tab is not None:
            last = area.last_column if name == "rs_plan" else tab.columns - 1
            found += _cells(tab, area, last, blanks=name == "rs_plan")
    if not found:
        return ()
    calculator = _calculator(book, areas, today, found)
    return tuple(
        _judged(calculator, tab, row, column, key, formula)
        for tab, row, column, key, formula in found
    )


def _cells(
    tab: ForeignTab, area: Area, last_column: int, *, blanks: bool
) -> Iterator[tuple[ForeignTab, int, int, str, str]]:
    rows = range(area.first_row + 1, area.last_row + 1)
    alive = [row for row in rows if _alive(tab, row, area)]
    columns = {
        str(tab.at(area.first_row, column).value): column
        for column in range(area.first_column, last_column + 1)
    }
    for column in range(area.first_column, last_column + 1):
        cells = {row: tab.at(row, column) for row in rows}
        formulas = {row: _relative(cell.formula, row) for row, cell in cells.items()
                    if cell.formula}  # fmt: skip
        common = Counter(formulas.values()).most_common(1)
        if not common or common[0][1] < max(_FEWEST, _MOST * len(alive)):
            continue
        key = str(tab.at(area.first_row, column).value or "")
        shown = columns.get(key.removeprefix(_TYPED)) if key.startswith(_TYPED) else None
        for row in alive:
            cell = cells[row]
            if shown is not None and tab.at(row, shown).formula:
                # a task that is split shows what its parts say: nobody types anything there
                continue
            if not cell.formula and (blanks or cell.value is not None):
                yield tab, row, column, key, common[0][0].replace(_OWN, str(row + 1))


def _alive(tab: ForeignTab, row: int, area: Area) -> bool:
    """Whether a row has formulas at all: one that somebody inserted has none."""
    return any(
        tab.at(row, column).formula for column in range(area.first_column, area.last_column + 1)
    )


def _relative(formula: str, row: int) -> str:
    """The formula with a mark where it names its own row."""
    own = str(row + 1)

    def marked(match: re.Match[str]) -> str:
        return match[1] + (_OWN if match[2] == own else match[2])

    text = formula if formula.startswith("=") else f"={formula}"
    return _ROW.sub(marked, text)


def _calculator(
    book: ForeignBook,
    areas: Mapping[str, Area],
    today: dt.date,
    found: list[tuple[ForeignTab, int, int, str, str]],
) -> Book:
    plain: dict[Place, Scalar] = {}
    formulas: dict[Place, Written] = {}
    for tab in book.tabs:
        for (row, column), cell in tab.cells.items():
            place = (tab.title, row, column)
            if cell.formula:
                text = cell.formula if cell.formula[0] == "=" else f"={cell.formula}"
                formulas[place] = Written(text)
            elif cell.value is not None:
                plain[place] = _plain(cell.value)
    for tab, row, column, _, formula in found:
        plain.pop((tab.title, row, column), None)
        formulas[tab.title, row, column] = Written(formula)
    names = {name.casefold(): Range(*area) for name, area in areas.items()}
    return Book(plain, formulas, names, serial(today))


def _plain(value: Shown) -> Scalar:
    if isinstance(value, dt.datetime):
        return float(serial(value.date()))
    return serial(value) if isinstance(value, dt.date) else value


def _judged(
    calculator: Book, tab: ForeignTab, row: int, column: int, key: str, formula: str
) -> Overwritten:
    typed = tab.at(row, column).value
    try:
        said = calculator.value((tab.title, row, column))
    except (Unreadable, Circular, Faulty):
        return Overwritten(tab.title, row, column, key, formula, typed, None, proven=False)
    return Overwritten(
        tab.title, row, column, key, formula, typed, said,
        proven=typed is None or _same(_plain(typed), said),
    )  # fmt: skip


def _same(typed: Scalar, said: Scalar) -> bool:
    if isinstance(typed, bool) or isinstance(said, bool):
        return typed is said
    if isinstance(typed, int | float) and isinstance(said, int | float):
        return abs(typed - said) < 1e-9
    return typed == said or (typed in (None, "") and said in (None, ""))
