"""IronCalc: recalculates a workbook inside this process, in milliseconds.

Where it is known to be wrong, and what is done about it here:

- It reads some ranges as their one cell in the same row, where Excel means all of them (a range as
  the holidays of WORKDAY.INTL, ISNUMBER inside SUMPRODUCT), and gives wrong values silently. It
  shows this as ``@`` in its own copy of the formula: ``load`` raises IronCalcDisagrees for those.
- Inserting and deleting rows leaves defined names where they were: they are moved here.
- Deleting the first or last row of a range breaks the range, where Excel shortens it:
  ``delete_rows`` raises IronCalcDisagrees.
- TODAY() is the real clock: ``freeze_today`` replaces it by a date.
- A name for anything but a fixed range gives ``#NAME?``: loud, so nothing is done.

It cannot sort, filter, cut or print: LibreOffice does.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
from collections.abc import Callable
from pathlib import Path
from typing import Self

import ironcalc

from tests.engines.cell_reference import Area, a1, parse_cell, parse_qualified
from tests.engines.grid import TODAY, CellError, Value, Values, as_serial

_TEXT = re.compile(r'"(?:[^"]|"")*"')
# What INDEX or IF gives from single cells is one value anyway: `@` before a function is harmless.
_INTERSECTS = re.compile(r"@(?![A-Z.]+\()")


class IronCalcDisagrees(Exception):
    """IronCalc would give another value than Excel, without saying so."""


# Tests begin with the same file again and again: what the last ones became is kept, as IronCalc's
# own bytes, by what was in the file and the day that it was frozen on.
_MOST_KEPT = 16
_KEPT: dict[tuple[bytes, dt.date | None], bytes] = {}


class IronCalcWorkbook:
    """A workbook in IronCalc, a Grid. What is read is always recalculated after what was set."""

    def __init__(self, model: ironcalc.Model | bytes) -> None:
        """A model, or the bytes of one, which are read when they are needed."""
        self._given = model
        self._file: bytes | None = None  # what was in the file, as long as nothing was changed
        self._stale = True
        self._found: list[tuple[int, int, int, str]] | None = None  # its formulas, as they are now
        self._places: dict[int, list[tuple[int, int]]] = {}
        self._values: dict[str, Values] = {}
        self._styled: ironcalc.UserModel | None = None

    @classmethod
    def load(cls, path: Path) -> Self:
        """Load a finished file; IronCalcDisagrees names the cells that could not be believed."""
        file = hashlib.sha256(path.read_bytes()).digest()
        workbook = cls(_KEPT[file, None]) if (file, None) in _KEPT else cls._read(path)
        workbook._keep(file, None)
        return workbook

    @classmethod
    def _read(cls, path: Path) -> Self:
        try:
            workbook = cls(ironcalc.load_from_xlsx(str(path)))
        except ironcalc.WorkbookError as error:
            raise IronCalcDisagrees(
                f"{path.name} is not a workbook to IronCalc: {error}"
            ) from error
        if doubtful := workbook.doubtful():
            raise IronCalcDisagrees("\n".join(doubtful))
        return workbook

    def _keep(self, file: bytes, today: dt.date | None) -> None:
        if (file, today) not in _KEPT:
            while len(_KEPT) >= _MOST_KEPT:
                del _KEPT[next(iter(_KEPT))]
            _KEPT[file, today] = self._model.to_bytes()
        self._file = file

    @property
    def _model(self) -> ironcalc.Model:
        if isinstance(self._given, bytes):
            self._given = ironcalc.load_from_bytes(self._given)
        return self._given

    def doubtful(self) -> list[str]:
        """The formulas in which IronCalc takes one cell for a range, as ``sheet!cell: formula``."""
        titles = self.sheets
        return [
            f"{titles[sheet]}!{a1(row, column)}: {formula}"
            for sheet, row, column, formula in self._formulas()
            if "@" in formula and _INTERSECTS.search(_TEXT.sub('""', formula))
        ]

    @property
    def sheets(self) -> list[str]:
        """The titles, hidden ones too, in tab order."""
        return [properties["name"] for properties in self._model.get_worksheets_properties()]

    def values(self, sheet: str) -> Values:
        """Everything on a sheet."""
        self.evaluate()
        if not self._places:
            for index, row, column in self._model.get_all_cells():
                self._places.setdefault(index, []).append((row, column))
        if sheet not in self._values:
            index = self._index(sheet)
            self._values[sheet] = {
                place: value
                for place in self._places.get(index, [])
                if (value := self._value(index, *place)) is not None
            }
        return self._values[sheet]

    def name(self, name: str) -> tuple[str, Area]:
        """The sheet and area of a defined name; KeyError where it has none."""
        for defined in self._model.get_defined_name_list():
            if defined["name"].casefold() == name.casefold():
                return parse_qualified(defined["formula"])
        raise KeyError(name)

    def formula(self, sheet: str, cell: str) -> str | None:
        """The formula of a cell with its ``=``, None for a plain value."""
        return self._model.get_cell_formula(self._index(sheet), *parse_cell(cell))

    def text(self, sheet: str, cell: str) -> str:
        """What was typed into a cell, read without recalculating; "" for an empty one."""
        return str(self._model.get_cell_content(self._index(sheet), *parse_cell(cell)))

    def evaluate(self) -> None:
        """Recalculate, if anything was set since the last time."""
        if self._stale:
            self._model.evaluate()
            self._stale = False
            self._places = {}
            self._values = {}
            self._styled = None

    def set(self, sheet: str, cell: str, value: Value | dt.date | None) -> None:
        """Put a value into a cell: a text stays a text, None empties it."""
        place = (self._index(sheet), *parse_cell(cell))
        self._changed()
        if value is None or value == "":
            self._model.clear_cell_contents(*place)
        elif isinstance(value, str):
            self._model.update_cell_with_text(*place, value)
        elif isinstance(value, bool):
            self._model.update_cell_with_bool(*place, value)
        else:
            number = as_serial(value) if isinstance(value, dt.date) else float(value)
            self._model.update_cell_with_number(*place, number)

    def set_name(self, name: str, value: Value | dt.date | None) -> None:
        """Put a value into the first cell of a defined name."""
        sheet, area = self.name(name)
        self.set(sheet, a1(area.top, area.left), value)

    def set_formula(self, sheet: str, cell: str, formula: str) -> None:
        """Put a formula, with its ``=``, into a cell."""
        self._model.update_cell_with_formula(self._index(sheet), *parse_cell(cell), formula)
        self._changed()

    def type_in(self, sheet: str, cell: str, text: str) -> None:
        """Put into a cell what a person with English settings gets for typing ``text``."""
        self._model.set_user_input(self._index(sheet), *parse_cell(cell), text)
        self._changed()

    def freeze_today(self, today: dt.date) -> None:
        """Let TODAY() be ``today`` in every cell that asks for it."""
        file = self._file
        if file is not None and (file, today) in _KEPT:
            self._given = _KEPT[file, today]
            self._changed()
            return
        for sheet, row, column, formula in self._formulas():
            if "TODAY" in formula:
                date = f"DATE({today.year},{today.month},{today.day})"
                frozen = TODAY.sub(date, formula)
                self._model.update_cell_with_formula(sheet, row, column, frozen)
        if file is not None:
            self._keep(file, today)
        self._changed()

    def _changed(self) -> None:
        self._stale = True
        self._file = self._found = None

    def insert_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Insert empty rows above ``row``."""
        self._model.insert_rows(self._index(sheet), row, count)
        self._move_names(
            sheet,
            lambda top, bottom: (
                top + count if top >= row else top,
                bottom + count if bottom >= row else bottom,
            ),
        )
        self._changed()

    def delete_rows(self, sheet: str, row: int, count: int = 1) -> None:
        """Delete ``count`` rows from ``row`` on, none of them the edge of a range in a formula."""
        broken = self._broken()
        self._model.delete_rows(self._index(sheet), row, count)
        after = row + count
        self._move_names(
            sheet,
            lambda top, bottom: (
                top - count if top >= after else min(top, row),
                bottom - count if bottom >= after else min(bottom, row - 1),
            ),
        )
        self._changed()
        if self._broken() > broken:
            raise IronCalcDisagrees(f"row {row} of {sheet} is the edge of a range")

    def fills(self, sheet: str, area: Area) -> dict[tuple[int, int], str]:
        """The fill, as ``#RRGGBB``, of each cell that has one, conditional formats applied."""
        self.evaluate()
        if self._styled is None:
            self._styled = ironcalc.create_user_model_from_bytes(self._model.to_bytes())
        index = self._index(sheet)
        found = {}
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                extended = self._styled.get_extended_cell_style(index, row, column)
                colour = extended["style"]["fill"].get("color")
                if colour is not None:
                    found[row, column] = self._styled.resolve_color(colour).upper()
        return found

    def _index(self, sheet: str) -> int:
        return self.sheets.index(sheet)

    def _value(self, sheet: int, row: int, column: int) -> Value | None:
        value = self._model.get_cell_value(sheet, row, column)
        if isinstance(value, str):
            kind = self._model.get_cell_type(sheet, row, column)
            return CellError(value) if kind == ironcalc.CellType.ErrorValue else value
        return value

    def _formulas(self) -> list[tuple[int, int, int, str]]:
        if self._found is None:
            self._found = [
                (*place, formula)
                for place in self._model.get_all_cells()
                if (formula := self._model.get_cell_formula(*place)) is not None
            ]
        return self._found

    def _broken(self) -> int:
        return sum("#REF!" in formula for _, _, _, formula in self._formulas())

    def _move_names(self, sheet: str, move: Callable[[int, int], tuple[int, int]]) -> None:
        """Let the names that lie on the sheet follow their rows."""
        for defined in self._model.get_defined_name_list():
            try:
                title, area = parse_qualified(defined["formula"])
            except ValueError:
                continue
            if title != sheet:
                continue
            name, scope = defined["name"], defined["scope"]
            top, bottom = move(area.top, area.bottom)
            if (top, bottom) == (area.top, area.bottom):
                continue
            if top > bottom:
                raise IronCalcDisagrees(f"the whole range of {name} is deleted")
            moved = _absolute(Area(top, area.left, bottom, area.right))
            formula = f"{ironcalc.quote_name(title)}!{moved}"
            self._model.update_defined_name(name, scope, name, scope, formula)


def _absolute(area: Area) -> str:
    first, last = a1(area.top, area.left), a1(area.bottom, area.right)
    return ":".join(re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cell) for cell in (first, last))
